//! What strangers can do to a settled customer from a browser, and what somebody can do for himself.

use app::types::score::Category;
use serde_json::{Value, json};

use super::cast::settled;
use super::value;
use crate::scoring::engine::analyze;
use crate::scoring::evidence::{DeviceUse, SharedSession};
use crate::scoring::fixture::{DAY, Life, human_input, neighbours};

/// The most that claims from a browser may take from an established identity.
const MOST_LOST: u8 = 10;

fn attacked(attack: impl FnOnce(&mut Life)) {
    let before = analyze(&settled().evidence);
    let mut life = settled();
    attack(&mut life);
    let after = analyze(&life.evidence);
    for category in Category::ALL {
        let (before, after) = (
            value(&before, category).unwrap(),
            value(&after, category).unwrap(),
        );
        assert!(after + MOST_LOST >= before, "{category}: {before} became {after}");
    }
}

fn as_stranger(life: &mut Life) {
    life.device = Some("stranger");
    life.ip = Some("198.51.100.9");
    life.session = Some("s9");
    life.user_agent = Some("python-requests/2.32.3");
    life.record["automation"] = json!(["webdriver", "headless-ua", "global"]);
    life.record["timezone"] = json!("Asia/Yekaterinburg");
    life.interaction = json!({ "clicks": 9, "centredClicks": 9, "pressurelessDowns": 9, "clickHoldMs": 0 });
    life.canned = true;
    life.forged = true;
}

/// Five hundred robotic events in the customer's name.
#[test]
fn a_robot_claims_to_be_the_customer() {
    attacked(|life| {
        as_stranger(life);
        for n in 0..500 {
            life.browser(13 * DAY + n * 2000, "page_view");
        }
    });
}

/// Every kind of trouble, as a browser tells it.
#[test]
fn a_browser_tells_lies_about_the_customer() {
    attacked(|life| {
        as_stranger(life);
        for n in 0..40 {
            life.browser(13 * DAY + n * 3000, "login_failed")
                .browser(13 * DAY + n * 3000 + 999, "payment_failed");
        }
        for lie in ["login", "password_change", "email_change", "payout", "refund"] {
            life.browser(13 * DAY + 200_000, lie);
        }
    });
}

/// A throw-away address and a gibberish name, which the customer's server never wrote.
#[test]
fn a_browser_renames_the_customer() {
    attacked(|life| {
        life.named(json!({ "name": "Xkqzvtr Bwgfdq", "email": "xkqzvtrb81@mailinator.com" }));
        life.browser(13 * DAY, "dregs_identify");
    });
}

/// One device claims five hundred identities, the customer among them.
#[test]
fn a_hub_claims_the_customer() {
    attacked(|life| {
        as_stranger(life);
        life.browser(13 * DAY, "dregs_identify");
        let others = neighbours(10, -30);
        let surroundings = &mut life.evidence.surroundings;
        surroundings.sessions = vec![SharedSession {
            session: "s9".to_owned(),
            others: others.clone(),
        }];
        let hub = DeviceUse {
            fingerprint: "stranger".to_owned(),
            identities: 500,
            others,
            disregarded: false,
        };
        surroundings.devices.push(hub);
    });
}

/// The customer's own fingerprint and address are replayed for a dozen new identities.
#[test]
fn the_customers_fingerprint_is_replayed() {
    attacked(|life| {
        let surroundings = &mut life.evidence.surroundings;
        surroundings.devices[0].identities = 13;
        surroundings.devices[0].others = neighbours(10, 20);
        surroundings.addresses[0].identities = 13;
        surroundings.addresses[0].others = neighbours(10, 20);
        surroundings.same_email = neighbours(4, 20);
    });
}

/// Ten thousand human-like events in a day are worth no more than a day of them.
#[test]
fn praising_oneself_saturates() {
    let praised = |events: i64| {
        let mut life = Life::new();
        life.interaction = human_input();
        for n in 0..events {
            let wobble = n * 7919 % 20_011;
            life.interaction["keyPresses"] = Value::from(20 + n % 37);
            life.browser(n * 8_000 + wobble, "page_view");
        }
        analyze(&life.evidence)
    };
    let (honest, inflated) = (praised(40), praised(10_000));
    for category in [Category::Humanity, Category::Behavior] {
        let (honest, inflated) = (
            value(&honest, category).unwrap(),
            value(&inflated, category).unwrap(),
        );
        assert!(inflated <= honest + 3, "{category}: {honest} became {inflated}");
    }
}
