//! Who they are, and where each belongs.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::lookalikes::lookalikes;
use crate::scoring::evidence::{AddressUse, DeviceUse, Evidence, SharedSession};
use crate::scoring::fixture::{CHROME, DAY, HOUR, Life, MINUTE, human_input, neighbours, record};

/// One of them.
pub struct Persona {
    /// What they are.
    pub name: &'static str,
    /// What is known of them.
    pub evidence: Evidence,
    /// Where their four scores lie, in the usual order; none where nothing can be said.
    pub bands: [Option<RangeInclusive<u8>>; 4],
}

const ANY: RangeInclusive<u8> = 0..=100;
const FINE: RangeInclusive<u8> = 70..=100;
const RISK: RangeInclusive<u8> = 0..=39;
const HEADLESS: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// All of them.
pub fn cast() -> Vec<Persona> {
    let persona = |name, life: Life, bands: [RangeInclusive<u8>; 4]| Persona {
        name,
        evidence: life.evidence,
        bands: bands.map(Some),
    };
    let mut cast = vec![
        persona(
            "settled customer",
            settled(),
            [85..=95, 85..=95, 80..=95, 85..=95],
        ),
        persona("fresh signup", fresh(), [70..=85, 75..=90, 70..=85, 70..=82]),
        persona("timer bot", timer_bot(), [0..=29, ANY, ANY, ANY]),
        persona("headless bot", headless_bot(), [0..=10, RISK, ANY, ANY]),
        persona("account ring member", ring_member(), [ANY, ANY, 0..=20, 40..=70]),
        persona("shared office", office_worker(), [FINE, FINE, FINE, FINE]),
        persona("family tablet", family_tablet(), [FINE, FINE, 45..=70, FINE]),
        persona("privacy mode", privacy_mode(), [FINE, FINE, FINE, FINE]),
        persona("short name", short_name(), [FINE, FINE, FINE, FINE]),
        persona("takeover victim", takeover_victim(), [FINE, FINE, FINE, 0..=25]),
        persona(
            "developer with devtools open",
            developer(),
            [60..=95, FINE, FINE, FINE],
        ),
        persona("card tester", card_tester(), [ANY, ANY, ANY, 0..=25]),
    ];
    let [.., authenticity, uniqueness, behavior] = [FINE, FINE, FINE, FINE].map(Some);
    let bands = [None, authenticity, uniqueness, behavior];
    cast.push(Persona {
        name: "api-only customer",
        evidence: api_only().evidence,
        bands,
    });
    cast.extend(lookalikes());
    cast
}

fn alone(life: &mut Life, days: i64) {
    let device = |fingerprint: &str| DeviceUse {
        fingerprint: fingerprint.to_owned(),
        identities: 1,
        ..DeviceUse::default()
    };
    life.evidence.surroundings.population = 500;
    life.evidence.surroundings.devices = life
        .device
        .iter()
        .map(|fingerprint| device(fingerprint))
        .collect();
    let address = |ip: &str| AddressUse {
        ip: ip.to_owned(),
        identities: 1,
        ..AddressUse::default()
    };
    life.evidence.surroundings.addresses = life.ip.iter().map(|ip| address(ip)).collect();
    life.days(1..days);
}

/// Somebody with a hand on the mouse.
pub fn person(attributes: Value) -> Life {
    let mut life = Life::new();
    life.interaction = human_input();
    life.named(attributes);
    life
}

fn ada() -> Value {
    json!({ "name": "Ada Lovelace", "email": "ada.lovelace@gmail.com" })
}

/// Twelve days of use, a confirmed address and three purchases.
pub fn settled() -> Life {
    let mut life = person(ada());
    life.browser(0, "dregs_init")
        .server(MINUTE, "signup")
        .server(20 * MINUTE, "email_confirmed");
    alone(&mut life, 12);
    for day in [3, 6, 10] {
        life.browser(day * DAY + 10 * HOUR, "login")
            .server(day * DAY + 11 * HOUR, "purchase");
    }
    life
}

fn fresh() -> Life {
    let mut life = person(json!({ "name": "Mateo Fernández", "email": "mateo.fernandez@outlook.com" }));
    alone(&mut life, 0);
    life.interaction = json!({ "pointerMoves": 40, "pointerEntropy": 0.5, "clicks": 1 });
    life.browser(0, "dregs_init")
        .browser(40_000, "page_view")
        .server(95_000, "signup");
    life
}

fn timer_bot() -> Life {
    let mut life = Life::new();
    life.named(json!({ "name": "Linda Carter", "email": "linda.carter@gmail.com" }));
    alone(&mut life, 0);
    for step in 0..60 {
        life.browser(step * 2000, "page_view");
    }
    life
}

fn headless_bot() -> Life {
    let mut life = Life::new();
    life.named(json!({ "name": "Xkqzvtr Bwgfdq", "email": "xkqzvtrb81@mailinator.com" }));
    alone(&mut life, 0);
    life.user_agent = Some(HEADLESS);
    life.record = record(HEADLESS, "Linux x86_64");
    life.record["automation"] = json!(["webdriver", "headless-ua"]);
    life.interaction = json!({ "pointerMoves": 3, "clicks": 3, "centredClicks": 3, "clickHoldMs": 1 });
    for step in 0..30 {
        life.browser(step * 1500 + step * 7919 % 300, "page_view");
    }
    life
}

fn ring_member() -> Life {
    let mut life = person(json!({ "name": "Joe Miller", "email": "j.o.e.miller+4@gmail.com" }));
    alone(&mut life, 0);
    life.browser(0, "dregs_init")
        .server(MINUTE, "signup")
        .server(2 * MINUTE, "promo_redeem");
    let others = neighbours(10, 0);
    let surroundings = &mut life.evidence.surroundings;
    surroundings.same_email = others[..4].to_vec();
    surroundings.sessions = vec![SharedSession {
        session: "s1".to_owned(),
        others: others[..2].to_vec(),
    }];
    surroundings.addresses = vec![AddressUse {
        ip: "203.0.113.7".to_owned(),
        identities: 12,
        others: others.clone(),
    }];
    surroundings.devices = vec![DeviceUse {
        fingerprint: "d1".to_owned(),
        identities: 12,
        others,
        disregarded: false,
    }];
    life
}

fn office_worker() -> Life {
    let mut life = person(json!({ "name": "Nguyễn Thị Hồng", "email": "hong.nguyen@brightworks.example" }));
    alone(&mut life, 9);
    life.evidence.surroundings.addresses = vec![AddressUse {
        ip: "203.0.113.7".to_owned(),
        identities: 14,
        others: neighbours(10, -60),
    }];
    life
}

fn family_tablet() -> Life {
    let mut life = person(json!({ "name": "Maja Kowalska", "email": "maja.kowalska@wp.pl" }));
    alone(&mut life, 8);
    let mut others = neighbours(2, -5);
    others[0].label = "Piotr Kowalski".to_owned();
    others[1].label = "Zofia Kowalska".to_owned();
    life.evidence.surroundings.sessions = vec![SharedSession {
        session: "s1".to_owned(),
        others: others[..1].to_vec(),
    }];
    life.evidence.surroundings.devices = vec![DeviceUse {
        fingerprint: "d1".to_owned(),
        identities: 3,
        others,
        disregarded: false,
    }];
    life
}

/// Firefox that resists fingerprinting, shows another time zone than its owner's, and hides its system.
fn privacy_mode() -> Life {
    let mut life = person(json!({ "name": "Jürgen Weiß", "email": "jw@posteo.de" }));
    life.record = record(
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "Linux x86_64",
    );
    life.record["timezone"] = json!("Atlantic/Reykjavik");
    life.record["canvas"] = json!("skip");
    life.user_agent = Some(FIREFOX);
    alone(&mut life, 4);
    life
}

fn short_name() -> Life {
    let mut life = person(json!({ "name": "Bo Ng", "email": "bong@gmail.com" }));
    alone(&mut life, 5);
    life
}

fn takeover_victim() -> Life {
    let mut life = settled();
    life.device = Some("thief");
    life.ip = Some("198.51.100.66");
    life.session = Some("s9");
    life.record["timezone"] = json!("Asia/Yekaterinburg");
    life.record["language"] = json!("ru");
    let night = 14 * DAY + 3 * HOUR;
    life.browser(night, "dregs_init").browser(night + MINUTE, "login");
    life.server(night + 4 * MINUTE, "password_change")
        .server(night + 9 * MINUTE, "payout");
    life
}

/// Everything arrives from the customer's server, by the minute.
fn api_only() -> Life {
    let mut life = Life::new();
    life.named(json!({ "name": "Søren Kjær", "email": "soren.kjaer@nordvind.example" }));
    life.user_agent = Some("python-requests/2.32.3");
    life.server(0, "signup")
        .server(HOUR, "email_confirmed")
        .server(2 * HOUR, "purchase");
    for minute in 0..2_000 {
        life.server(DAY + minute * 5 * MINUTE, "feature_used");
    }
    life
}

fn developer() -> Life {
    let mut life = person(json!({ "name": "Oluwaseun Adeyemi", "email": "seun.adeyemi@gmail.com" }));
    life.record["automation"] = json!(["inspector"]);
    alone(&mut life, 5);
    life
}

fn card_tester() -> Life {
    let mut life = person(json!({ "name": "Karl Meier", "email": "karl.meier@gmx.de" }));
    alone(&mut life, 0);
    life.user_agent = Some(CHROME);
    life.browser(0, "dregs_init").server(MINUTE, "signup");
    for attempt in 0..25 {
        let data = json!({ "last4": format!("{:04}", attempt * 331) });
        let at_ms = 2 * MINUTE + attempt * 20_000;
        life.event(
            crate::scoring::event_fact::Source::Server,
            at_ms,
            "payment_failed",
            data,
        );
    }
    life
}
