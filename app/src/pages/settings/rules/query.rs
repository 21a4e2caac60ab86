//! What the URL of the rules asks for.

use crate::routes;
use crate::types::rule::RuleKind;
use crate::url::Query;

/// The second tab, as the URL names it.
pub const ESCALATION: &str = "ESCALATION";

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The tab.
    pub kind: RuleKind,
    /// The rule that is made or changed, instead of the list.
    pub edited: Option<Edited>,
}

/// What an editor begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Nothing.
    New,
    /// One of the starters.
    Starter(String),
    /// What another rule is made of.
    CopyOf(i64),
    /// A rule that there is.
    Rule(i64),
}

impl Wanted {
    /// What this page understands of a URL.
    pub fn of(query: &Query) -> Self {
        let kind = match query.get("kind") {
            Some(ESCALATION) => RuleKind::Escalation,
            _ => RuleKind::Badge,
        };
        let new = || match (query.get("starter"), query.number("copy")) {
            (Some(starter), _) => Edited::Starter(starter.to_owned()),
            (None, Some(id)) => Edited::CopyOf(id),
            (None, None) => Edited::New,
        };
        let edited = match query.get("edit") {
            Some("new") => Some(new()),
            _ => query.number("edit").map(Edited::Rule),
        };
        Self { kind, edited }
    }
}

/// The address of a tab.
pub fn tab(key: &str) -> String {
    Query::default().with("kind", key).on(routes::RULES)
}

/// The address of the list of a kind.
pub fn list(kind: RuleKind) -> String {
    tab(key(kind))
}

/// The address of an editor.
pub fn edit(kind: RuleKind, edited: &Edited) -> String {
    let query = Query::default().with("kind", key(kind));
    let query = match edited {
        Edited::New => query.with("edit", "new"),
        Edited::Starter(name) => query.with("edit", "new").with("starter", name),
        Edited::CopyOf(id) => query.with("edit", "new").with("copy", &id.to_string()),
        Edited::Rule(id) => query.with("edit", &id.to_string()),
    };
    query.on(routes::RULES)
}

const fn key(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Badge => "",
        RuleKind::Escalation => ESCALATION,
    }
}

#[cfg(test)]
mod tests {
    use super::{Edited, Wanted, edit};
    use crate::types::rule::RuleKind;
    use crate::url::Query;

    /// Every address leads back to what it was made of, and an odd one to the list.
    #[test]
    fn addresses_come_back() {
        for edited in [
            Edited::New,
            Edited::Starter("Likely bot".to_owned()),
            Edited::CopyOf(3),
            Edited::Rule(7),
        ] {
            let address = edit(RuleKind::Escalation, &edited);
            let (_, search) = address.split_once('?').unwrap();
            let wanted = Wanted {
                kind: RuleKind::Escalation,
                edited: Some(edited),
            };
            assert_eq!(Wanted::of(&Query::parse(search)), wanted);
        }
        let odd = Wanted::of(&Query::parse("?kind=x&edit=y"));
        assert_eq!((odd.kind, odd.edited), (RuleKind::Badge, None));
    }
}
