//! Somebody: a name, a mailbox, a browser, hands, and where they connect from.

use serde_json::{Map, Value};

use super::chance::Chance;
use super::devices::models::Model;
use super::devices::{self, device};
use super::hands::{Habit, Hands};
use super::names::{Naming, Place};
use super::networks::{Kind, Network, Networks};

/// Where somebody's connections come from.
#[derive(Clone, Debug)]
pub enum Reach {
    /// One address for good.
    Home(String),
    /// An address that the provider changes in the middle of the month.
    Renewed(String, String),
    /// A /64 of one's own.
    Six(String),
    /// The address of the home on some visits, an exit of the mobile network on the others.
    Roaming(Box<Reach>, Vec<String>),
    /// Another one of these each time.
    Any(Vec<String>),
}

impl Reach {
    /// The address of a visit on a day of the month.
    pub fn address(&self, chance: &mut Chance, day: i64) -> String {
        match self {
            Self::Home(address) => address.clone(),
            Self::Renewed(first, _) if day < 15 => first.clone(),
            Self::Renewed(_, second) => second.clone(),
            Self::Six(prefix) => format!("{prefix}:{}:{}", chance.hex(4), chance.hex(4)),
            Self::Roaming(home, _) if chance.percent(60) => home.address(chance, day),
            Self::Roaming(_, all) | Self::Any(all) => chance.pick(all).clone(),
        }
    }
}

/// How quickly things follow each other.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// Reads, and is distracted now and then: the middle of the pauses in seconds.
    Reading(f64),
    /// A timer, in milliseconds, that is so many per mille off.
    Timer(i64, i64),
}

impl Pace {
    /// The next pause.
    pub fn pause_ms(self, chance: &mut Chance) -> i64 {
        match self {
            Self::Reading(seconds) => (chance.around(seconds, 0.85) * 1000.0).clamp(700.0, 900_000.0) as i64,
            Self::Timer(gap, off) => {
                let slack = gap * off / 1000;
                gap + chance.within(-slack, slack)
            }
        }
    }
}

/// What the customer's site knows of somebody, and how they act.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    pub id: String,
    pub place: &'a Place,
    pub naming: Naming,
    /// Attributes that come with the registration.
    pub attributes: Map<String, Value>,
    pub device: Value,
    pub hands: Hands,
    pub pace: Pace,
    pub reach: Reach,
    /// First and last hour of being awake, in local time.
    pub hours: (i64, i64),
    /// Group: id and name.
    pub organization: Option<(String, String)>,
}

impl Person<'_> {
    /// Sets an attribute.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.attributes.insert(key.to_owned(), value.into());
    }

    /// Another browser, and the hands that go with it.
    pub fn take(&mut self, chance: &mut Chance, model: &Model) {
        self.device = device(chance, model, self.place);
        self.hands = hands_for(chance, model);
    }

    /// Another user agent, where nothing else of the browser is known.
    pub fn take_agent(&mut self, model: &Model) {
        self.device = serde_json::json!({ "userAgent": model.agent.replace("{}", model.versions[0]) });
    }
}

/// The hands that go with a machine.
pub fn hands_for(chance: &mut Chance, model: &Model) -> Hands {
    let habit = Habit::draw(chance);
    if model.touch_points > 0 {
        Hands::Touch(habit)
    } else {
        Hands::Mouse(habit)
    }
}

/// Somebody ordinary at a place.
pub fn somebody<'a>(chance: &mut Chance, networks: &Networks, place: &'a Place, id: String) -> Person<'a> {
    let model = devices::common(chance);
    let naming = place.naming(chance);
    let mut attributes = Map::new();
    attributes.insert("name".to_owned(), naming.full.as_str().into());
    if chance.percent(70) {
        attributes.insert("country".to_owned(), place.country.into());
    }
    if chance.percent(35) {
        attributes.insert("phone".to_owned(), place.telephone(chance).into());
    }
    Person {
        id,
        device: device(chance, model, place),
        hands: hands_for(chance, model),
        pace: Pace::Reading(chance.around(14.0, 0.35)),
        reach: reach(chance, networks, place, model.is_phone()),
        hours: (chance.within(6, 10), chance.within(19, 23)),
        organization: None,
        place,
        naming,
        attributes,
    }
}

/// An ordinary connection at home, and for telephones also on the way.
pub fn reach(chance: &mut Chance, networks: &Networks, place: &Place, carried: bool) -> Reach {
    let home = networks.pick(chance, Kind::Home, place.country);
    let fixed = match chance.within(0, 9) {
        0..5 => Reach::Home(home.address(chance)),
        5..8 => Reach::Renewed(home.address(chance), home.address(chance)),
        _ => Reach::Six(six(chance, home)),
    };
    if carried && networks.has(Kind::Mobile, place.country) {
        let mobile = networks.pick(chance, Kind::Mobile, place.country);
        Reach::Roaming(Box::new(fixed), (0..3).map(|_| mobile.exit(chance)).collect())
    } else {
        fixed
    }
}

/// The first 96 bits of a home's IPv6 addresses: the provider's, then its own.
fn six(chance: &mut Chance, home: &Network) -> String {
    let provider = match home.country {
        "DE" => "2003:e",
        "US" => "2601:1",
        "FR" => "2a01:cb",
        "IN" => "2401:49",
        "JP" => "2400:24",
        "BR" => "2804:1",
        _ => "2a02:8",
    };
    format!(
        "{provider}{}:{}:{}:{}:{}",
        chance.hex(1),
        chance.hex(4),
        chance.hex(4),
        chance.hex(4),
        chance.hex(4)
    )
}
