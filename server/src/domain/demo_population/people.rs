//! Ordinary people: who they are, and how they shop.

use serde_json::{Value, json};

use super::chance::Chance;
use super::devices::device;
use super::hands;
use super::line::{Actor, Diary, Line};
use super::models::COMMON;
use super::places::{PLACES, Place};
use crate::scoring::latin;

/// An hour and a day.
pub const HOUR: i64 = 3_600_000;
/// A day.
pub const DAY: i64 = 24 * HOUR;
const PEOPLE: usize = 196;
const MAILBOXES: [&str; 5] = [
    "fernmail.example",
    "postbox.example",
    "inkwell.example",
    "mail.example",
    "harbour.example",
];
const PAGES: [&str; 8] = [
    "/",
    "/search",
    "/category/lamps",
    "/product/oak-desk",
    "/product/reading-lamp",
    "/cart",
    "/account",
    "/help",
];

/// A month of ordinary life.
pub fn live(lines: &mut Vec<Line>, chance: &mut Chance, begin_ms: i64, end_ms: i64) {
    for index in 0..PEOPLE {
        let mut own = chance.fork();
        let place = &PLACES[index % PLACES.len()];
        // Each place has each model at most a few times: Safari on one street looks alike.
        let model = COMMON[(index / PLACES.len() * 5 + index) % COMMON.len()];
        let (name, email) = naming(&mut own, place, index);
        let actor = Actor {
            id: format!("user_{}", 10_000 + index * 37 + 11),
            attributes: json!({ "name": name, "email": email, "country": place.country }),
            organization: None,
            device: device(&mut own, model, place),
            ip: address(&mut own, index),
        };
        let joined = begin_ms + own.within(0, 29) * DAY;
        shop(lines, own, &actor, place, joined, end_ms);
    }
}

/// Signs up, confirms the address, and comes back on some of the days.
pub fn shop(
    lines: &mut Vec<Line>,
    chance: Chance,
    actor: &Actor,
    place: &Place,
    joined_ms: i64,
    end_ms: i64,
) {
    let mut diary = Diary {
        lines,
        chance,
        session: String::new(),
        at_ms: joined_ms,
    };
    let first = daytime(&mut diary.chance, joined_ms, place);
    if first >= end_ms {
        return;
    }
    sign_up(&mut diary, actor, first);
    let habit = diary.chance.within(12, 45);
    let mut day = joined_ms + DAY;
    while day < end_ms {
        if diary.chance.percent(habit) {
            let at_ms = daytime(&mut diary.chance, day, place);
            visit(&mut diary, actor, at_ms);
        }
        day += DAY;
    }
}

/// The first visit.
pub fn sign_up(diary: &mut Diary<'_>, actor: &Actor, at_ms: i64) {
    diary.visit(at_ms);
    look(diary, actor, "dregs_init", "/", false);
    for _ in 0..diary.chance.within(1, 3) {
        browse(diary, actor);
    }
    look(diary, actor, "signup", "/join", true);
    diary.wait(300);
    diary.proxied(actor, "user.signup", json!({ "plan": "free" }));
    let minutes = diary.chance.within(1, 40);
    diary.wait(minutes * 60_000);
    diary.server(actor, "email.confirmed", json!({}));
}

/// A later visit: looks around, perhaps buys.
pub fn visit(diary: &mut Diary<'_>, actor: &Actor, at_ms: i64) {
    diary.visit(at_ms);
    look(diary, actor, "dregs_init", "/", false);
    if diary.chance.percent(60) {
        if diary.chance.percent(6) {
            diary.proxied(actor, "user.login_failed", json!({ "reason": "password" }));
            let pause = diary.chance.pause_ms();
            diary.wait(pause);
        }
        diary.proxied(actor, "user.login", json!({ "method": "password" }));
    }
    for _ in 0..diary.chance.within(2, 6) {
        browse(diary, actor);
    }
    if diary.chance.percent(28) {
        look(diary, actor, "checkout_started", "/checkout", true);
        let price = diary.chance.within(9, 240);
        let order = format!("order-{}", diary.chance.hex(8));
        diary.wait(900);
        diary.server(
            actor,
            "order.completed",
            json!({ "orderId": order, "amount": price, "currency": "EUR" }),
        );
    }
    if diary.chance.percent(12) {
        look(diary, actor, "profile_updated", "/account", true);
    }
}

fn browse(diary: &mut Diary<'_>, actor: &Actor) {
    let page = *diary.chance.pick(&PAGES);
    let (event_type, types) = if page == "/search" {
        ("search", true)
    } else {
        ("page_view", false)
    };
    look(diary, actor, event_type, page, types);
}

/// One event of the page, after a person's pause.
pub fn look(diary: &mut Diary<'_>, actor: &Actor, event_type: &str, path: &str, types: bool) {
    let pause = diary.chance.pause_ms();
    diary.wait(pause);
    let input = if event_type == "dregs_init" {
        Value::Null
    } else {
        hands::person(&mut diary.chance, &actor.device, types)
    };
    diary.browser(actor, event_type, path, input, json!({}));
}

/// Some time between eight in the morning and ten in the evening.
pub fn daytime(chance: &mut Chance, day_ms: i64, place: &Place) -> i64 {
    let local = chance.within(8 * 60, 22 * 60) * 60_000;
    day_ms.div_euclid(DAY) * DAY + local - place.offset_hours * HOUR + chance.within(0, 59_999)
}

/// A name of the place, and an address that remembers it.
pub fn naming(chance: &mut Chance, place: &Place, index: usize) -> (String, String) {
    let (given, given_latin) = name_of(chance, place.given);
    let (family, family_latin) = name_of(chance, place.family);
    let full = if place.family_first {
        format!("{family} {given}")
    } else {
        format!("{given} {family}")
    };
    let local = match chance.within(0, 3) {
        0 => format!("{given_latin}.{family_latin}"),
        1 => format!("{}{family_latin}", &given_latin[..1]),
        2 => format!("{family_latin}.{given_latin}{}", chance.within(60, 99)),
        _ => format!("{given_latin}{family_latin}"),
    };
    (full, format!("{local}{index}@{}", chance.pick(&MAILBOXES)))
}

fn name_of(chance: &mut Chance, names: &'static str) -> (&'static str, String) {
    let all: Vec<&str> = names.split(' ').collect();
    let name = *chance.pick(&all);
    match name.split_once('|') {
        Some((own, latin)) => (own, latin.to_owned()),
        None => (name, latin::words(name).unwrap_or_default().concat()),
    }
}

/// A home address: its own network for everybody.
pub fn address(chance: &mut Chance, index: usize) -> String {
    if index.is_multiple_of(3) {
        format!("2001:db8:{:x}:{}::{}", index + 1, chance.hex(3), chance.hex(4))
    } else {
        format!(
            "{}.{}",
            *chance.pick(&["198.51.100", "203.0.113", "192.0.2"]),
            chance.within(1, 254)
        )
    }
}
