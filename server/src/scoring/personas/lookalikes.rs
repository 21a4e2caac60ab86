//! Those who look like others: some because they are one person, most because they are not.

use serde_json::json;

use super::cast::{Persona, person};
use crate::scoring::evidence::{AddressUse, DeviceUse, Kin, Neighbour};
use crate::scoring::fixture::{HOUR, Life, MINUTE, kin, neighbours};
use crate::scoring::kinship::KeyKind;

/// All of them. Whoever only looks alike stays at 50 or above in everything.
pub fn lookalikes() -> Vec<Persona> {
    let innocent = |name, life: Life| Persona {
        name,
        evidence: life.evidence,
        bands: [70..=100, 60..=100, 50..=100, 60..=100].map(Some),
    };
    let one_of_many = |name, life: Life| Persona {
        name,
        evidence: life.evidence,
        bands: [70..=100, 0..=49, 0..=39, 60..=100].map(Some),
    };
    vec![
        innocent("classmate", classmate()),
        innocent("customer of a mobile carrier", behind_a_carrier()),
        innocent("owner of a popular phone", popular_phone()),
        innocent("namesake", namesake()),
        innocent("john123 beside john456", numbered_by_chance()),
        one_of_many("one of a counted series", counted()),
    ]
}

fn newcomer(name: &str, email: &str) -> Life {
    let mut life = person(json!({ "name": name, "email": email }));
    life.browser(0, "dregs_init")
        .server(MINUTE, "signup")
        .browser(3 * MINUTE, "page_view");
    life.evidence.surroundings.population = 500;
    life.evidence.surroundings.own.label = name.to_owned();
    life
}

/// Others who appeared so long after this identity.
fn others(life: &Life, count: usize, apart_ms: i64) -> Vec<Neighbour> {
    let mut others = neighbours(count, 0);
    for other in &mut others {
        other.first_seen_ms = life.evidence.history.first_ms + apart_ms;
    }
    others
}

/// Twenty-five who sign up in one lesson, on machines of their own.
fn classmate() -> Life {
    let mut life = newcomer("Karla Lindqvist", "karla.lindqvist@school.example");
    let class = others(&life, 10, 9 * MINUTE);
    let surroundings = &mut life.evidence.surroundings;
    surroundings.devices = vec![DeviceUse {
        fingerprint: "d1".to_owned(),
        identities: 1,
        ..DeviceUse::default()
    }];
    surroundings.addresses = vec![AddressUse {
        ip: "203.0.113.7".to_owned(),
        identities: 25,
        others: class.clone(),
    }];
    surroundings.kin = vec![Kin {
        within_hour: 24,
        within_day: 24,
        ..kin(KeyKind::Network, 25, class)
    }];
    life
}

/// Hundreds in one network, dozens an hour, some with the same phone.
fn behind_a_carrier() -> Life {
    let mut life = newcomer("Tomasz Zieliński", "tomasz.zielinski@gmail.com");
    life.evidence.history.devices[0].platform = "iPhone".to_owned();
    let near = others(&life, 10, 20 * MINUTE);
    let surroundings = &mut life.evidence.surroundings;
    surroundings.devices = vec![DeviceUse {
        fingerprint: "d1".to_owned(),
        identities: 14,
        others: neighbours(10, -20),
        disregarded: false,
    }];
    surroundings.addresses = vec![AddressUse {
        ip: "203.0.113.7".to_owned(),
        identities: 320,
        others: neighbours(10, -20),
    }];
    surroundings.kin = vec![Kin {
        within_hour: 6,
        within_day: 50,
        ..kin(KeyKind::Network, 256, near)
    }];
    life
}

/// Fifteen with one model, each at home.
fn popular_phone() -> Life {
    let mut life = newcomer("Camille Roux", "camille.roux@free.fr");
    life.evidence.history.devices[0].platform = "iPhone".to_owned();
    let surroundings = &mut life.evidence.surroundings;
    surroundings.devices = vec![DeviceUse {
        fingerprint: "d1".to_owned(),
        identities: 15,
        others: neighbours(10, -20),
        disregarded: false,
    }];
    surroundings.addresses = vec![AddressUse {
        ip: "203.0.113.7".to_owned(),
        identities: 1,
        ..AddressUse::default()
    }];
    life
}

/// A dozen who are called the same and write themselves so, one of them on the same day.
fn namesake() -> Life {
    let mut life = newcomer("Li Wei", "li.wei88@gmail.com");
    let mut namesakes = neighbours(10, -9);
    namesakes[0].first_seen_ms = life.evidence.history.first_ms - HOUR;
    for (n, other) in namesakes.iter_mut().enumerate() {
        other.label = "Wei Li".to_owned();
        other.email = Some(format!("liwei{}@gmail.com", n * 131 + 7));
    }
    life.evidence.surroundings.kin = vec![
        kin(KeyKind::Name, 12, namesakes.clone()),
        kin(KeyKind::EmailStem, 12, namesakes),
    ];
    life
}

/// A stem that hundreds have, two of them within the hour.
fn numbered_by_chance() -> Life {
    let mut life = newcomer("John Barrett", "john123@gmail.com");
    let mut near = others(&life, 2, 40 * MINUTE);
    near[0].email = Some("john456@gmail.com".to_owned());
    near[1].email = Some("john98@gmail.com".to_owned());
    life.evidence.surroundings.kin = vec![Kin {
        within_hour: 2,
        within_day: 9,
        ..kin(KeyKind::EmailStem, 128, near)
    }];
    life
}

/// The seventh of eleven, made by one person over an afternoon behind a network of its own each.
fn counted() -> Life {
    let mut life = newcomer("Mara Klein", "mara.k07@post.example");
    let mut series = others(&life, 10, 2 * HOUR);
    for (n, other) in series.iter_mut().enumerate() {
        other.label = "Mara Klein".to_owned();
        other.email = Some(format!("marak{:02}@post.example", n + 8));
    }
    life.evidence.surroundings.kin = vec![
        kin(KeyKind::EmailStem, 11, series.clone()),
        kin(KeyKind::Name, 11, series),
    ];
    life
}
