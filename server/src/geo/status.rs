//! What the data is, and how old.

use super::look_up::Geo;
use super::{OLD_DAYS, kinds};

const DAY_MS: i64 = 86_400_000;

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub name: String,
    /// What it knows.
    pub content: String,
    /// Days since 1970 of the day that it is of.
    pub day: i64,
}

impl Source {
    /// Days since then.
    pub const fn age_days(&self, now: i64) -> i64 {
        now.div_euclid(DAY_MS) - self.day
    }

    /// Whether many of its addresses have changed hands since.
    pub const fn is_old(&self, now: i64) -> bool {
        self.age_days(now) > OLD_DAYS
    }
}

/// Unpacks the data, and tells the operator what is old.
pub fn warm_up(geo: &Geo, now: i64) {
    for source in sources(geo).iter().filter(|source| source.is_old(now)) {
        let days = source.age_days(now);
        tracing::warn!(
            source = source.name,
            days,
            "places and networks are old; run `dregs geo update`"
        );
    }
}

/// All sources, in the order in which they are asked.
pub fn sources(geo: &Geo) -> Vec<Source> {
    let own = geo.databases().iter().map(|database| Source {
        name: database.name().to_owned(),
        content: database.path().display().to_string(),
        day: i64::try_from(database.built_seconds() / 86_400).unwrap_or(0),
    });
    let table = geo.table();
    let (v4, v6) = table.rows();
    let packed = Source {
        name: table.source.clone(),
        content: format!(
            "{v4} ranges of IPv4, {v6} of IPv6, {} systems, {} of them of a known kind",
            table.systems(),
            kinds::listed(),
        ),
        day: i64::from(table.built_day),
    };
    own.chain([packed]).collect()
}
