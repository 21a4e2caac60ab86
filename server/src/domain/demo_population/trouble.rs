//! Everybody else: the bot farm, the ring, the thief, the card tester, and those who only look like trouble.

use serde_json::json;

use super::chance::Chance;
use super::devices::device;
use super::hands;
use super::line::{Actor, Diary, Line};
use super::models::{ANDROID, CHROME_LINUX, CHROME_MAC, CHROME_WINDOWS, EDGE_WINDOWS, FIREFOX_LINUX, IPHONE};
use super::people::{DAY, HOUR, daytime, look, naming, shop, sign_up, visit};
use super::places::PLACES;

const BOTS: usize = 26;
const RING: usize = 14;
const COLLEAGUES: usize = 12;
const HEADLESS: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36";
const BURNERS: [&str; 4] = [
    "mailinator.com",
    "guerrillamail.com",
    "yopmail.com",
    "tempmail.plus",
];

/// Whose account a thief uses.
const ROBBED: &str = "user_20417";
const FIRST_BOT: usize = 30_000;
const FIRST_OF_RING: usize = 41_000;

/// Whether it is a bot, one of the ring, or the account that a thief uses.
pub fn means_ill(id: &str) -> bool {
    let number = id.strip_prefix("user_").and_then(|number| number.parse().ok());
    id == ROBBED
        || is_bot(id)
        || number.is_some_and(|number: usize| (FIRST_OF_RING..FIRST_OF_RING + RING * 7).contains(&number))
}

/// Whether it is one of the bots.
pub fn is_bot(id: &str) -> bool {
    let number = id.strip_prefix("user_").and_then(|number| number.parse().ok());
    number.is_some_and(|number: usize| (FIRST_BOT..FIRST_BOT + BOTS * 3).contains(&number))
}

/// Scripted sign-ups from a rented machine: even gaps, drawn names, throw-away mailboxes.
pub fn bot_farm(lines: &mut Vec<Line>, chance: &mut Chance, end_ms: i64) {
    let begin = end_ms - 6 * DAY;
    for index in 0..BOTS {
        let mut own = chance.fork();
        let drawn = |own: &mut Chance, letters: i64| -> String {
            (0..letters)
                .map(|_| char::from(*own.pick(b"bcdfghjkqvwxzplmnr")))
                .collect()
        };
        let (first, last) = (drawn(&mut own, 6), drawn(&mut own, 7));
        let mut record = device(&mut own, &CHROME_LINUX, &PLACES[0]);
        record["webdriver"] = (index % 3 != 0).into();
        record["automation"] = match index % 3 {
            0 => json!(["patched", "proxied", "inspector"]),
            1 => json!(["webdriver", "frame-webdriver", "headless-ua"]),
            _ => json!(["webdriver", "global"]),
        };
        if index % 3 == 1 {
            record["userAgent"] = HEADLESS.into();
        }
        let email = format!("{first}{}@{}", own.within(10, 99), own.pick(&BURNERS));
        let actor = Actor {
            id: format!("user_{}", FIRST_BOT + index * 3),
            attributes: json!({ "name": format!("{first} {last}"), "email": email }),
            organization: None,
            device: record,
            ip: format!("192.0.2.{}", 10 + index % 5),
        };
        let gap = own.within(1_200, 2_600);
        let at_ms = begin + index as i64 * 4 * HOUR;
        let mut diary = Diary {
            lines,
            chance: own,
            session: String::new(),
            at_ms,
        };
        diary.visit(at_ms);
        for step in 0..34 {
            let (event_type, path) = match step {
                0 => ("dregs_init", "/"),
                1 => ("signup", "/join"),
                step if step % 8 == 7 => ("add_to_cart", "/product/reading-lamp"),
                _ => ("page_view", "/product/oak-desk"),
            };
            let input = hands::robot(&mut diary.chance, step == 1);
            diary.browser(&actor, event_type, path, input, json!({}));
            if step == 1 {
                diary.proxied(&actor, "user.signup", json!({ "plan": "free" }));
            }
            let jitter = diary.chance.within(0, 12);
            diary.wait(gap + jitter);
        }
    }
}

/// One person on two devices who takes the welcome gift fourteen times.
pub fn ring(lines: &mut Vec<Line>, chance: &mut Chance, end_ms: i64) {
    let place = &PLACES[1];
    let devices = [
        device(chance, &CHROME_WINDOWS, place),
        device(chance, &ANDROID, place),
    ];
    let spellings = [
        "dana.kessler.lamps",
        "danakessler.lamps",
        "d.ana.kessler.lamps",
        "dana.kesslerlamps",
        "danakesslerlamps",
    ];
    for index in 0..RING {
        let own = chance.fork();
        let tag = if index % 2 == 0 {
            format!("+{index}")
        } else {
            String::new()
        };
        let actor = Actor {
            id: format!("user_{}", FIRST_OF_RING + index * 7),
            attributes: json!({
                "name": format!("Dana {}", ["Kessler", "Kesler", "Kestler", "Keßler"][index % 4]),
                "email": format!("{}{tag}@gmail.com", spellings[index % spellings.len()]),
            }),
            organization: None,
            device: devices[index % 2].clone(),
            ip: "203.0.113.77".to_owned(),
        };
        let at_ms = end_ms - 9 * DAY + index as i64 * 5 * HOUR;
        let mut diary = Diary {
            lines,
            chance: own,
            session: String::new(),
            at_ms,
        };
        sign_up(&mut diary, &actor, at_ms);
        diary.wait(40_000);
        look(&mut diary, &actor, "promo_redeem", "/welcome", true);
        diary.proxied(
            &actor,
            "promo_redeem",
            json!({ "code": "WELCOME10", "amount": 10 }),
        );
    }
}

/// Three weeks of a faithful customer, and then a thief at night.
pub fn takeover(lines: &mut Vec<Line>, chance: &mut Chance, begin_ms: i64, end_ms: i64) {
    let place = &PLACES[3];
    let mut own = chance.fork();
    let mut actor = Actor {
        id: ROBBED.to_owned(),
        attributes: json!({ "name": "Käthe Lindemann", "email": "kaethe.lindemann@fernmail.example", "country": "DE" }),
        organization: None,
        device: device(&mut own, &EDGE_WINDOWS, place),
        ip: "198.51.100.31".to_owned(),
    };
    let mut diary = Diary {
        lines,
        chance: own,
        session: String::new(),
        at_ms: begin_ms,
    };
    sign_up(&mut diary, &actor, daytimes(begin_ms));
    for day in (2..26).step_by(2) {
        let at_ms = daytime(&mut diary.chance, begin_ms + day * DAY, place);
        visit(&mut diary, &actor, at_ms);
    }
    actor.device = device(&mut diary.chance, &FIREFOX_LINUX, &PLACES[25]);
    actor.ip = "2001:db8:dead:1::66".to_owned();
    diary.visit(end_ms - 2 * DAY - 21 * HOUR);
    for _ in 0..4 {
        diary.proxied(&actor, "user.login_failed", json!({ "reason": "password" }));
        diary.wait(7_000);
    }
    look(&mut diary, &actor, "dregs_init", "/login", false);
    diary.proxied(&actor, "user.login", json!({ "method": "password" }));
    look(&mut diary, &actor, "page_view", "/account", true);
    diary.proxied(&actor, "password.changed", json!({}));
    look(&mut diary, &actor, "page_view", "/account/payout", true);
    diary.server(
        &actor,
        "payout.requested",
        json!({ "amount": 480, "currency": "EUR", "account": "new" }),
    );
}

/// Colleagues behind one address, each with a machine of their own.
pub fn office(lines: &mut Vec<Line>, chance: &mut Chance, begin_ms: i64, end_ms: i64) {
    let models = [&CHROME_WINDOWS, &CHROME_MAC, &EDGE_WINDOWS];
    for index in 0..COLLEAGUES {
        let mut own = chance.fork();
        let place = &PLACES[2];
        let (name, email) = naming(&mut own, &PLACES[[2, 3, 9, 17, 22, 23][index % 6]], 400 + index);
        let (local, _) = email.split_once('@').unwrap_or_default();
        let actor = Actor {
            id: format!("user_{}", 52_000 + index * 13),
            attributes: json!({ "name": name, "email": format!("{local}@brightworks.example") }),
            organization: Some(("brightworks", "Brightworks Ltd")),
            device: device(&mut own, models[index % models.len()], place),
            ip: "203.0.113.9".to_owned(),
        };
        shop(
            lines,
            own,
            &actor,
            place,
            begin_ms + (index as i64 % 11) * 2 * DAY,
            end_ms,
        );
    }
}

/// Those who only look like trouble, and one who is: a developer, a family, a card tester.
pub fn odd_ones(lines: &mut Vec<Line>, chance: &mut Chance, begin_ms: i64, end_ms: i64) {
    let mut own = chance.fork();
    let mut record = device(&mut own, &CHROME_MAC, &PLACES[10]);
    record["automation"] = json!(["inspector"]);
    let mut actor = Actor {
        id: "user_60001".to_owned(),
        attributes: json!({ "name": "Linnéa Sjögren", "email": "linnea.sjogren@inkwell.example" }),
        organization: None,
        device: record,
        ip: "198.51.100.200".to_owned(),
    };
    shop(lines, own, &actor, &PLACES[10], begin_ms + DAY, end_ms);

    let tablet = device(chance, &IPHONE, &PLACES[4]);
    for (index, given) in ["Hélène", "Mathieu", "Océane"].into_iter().enumerate() {
        let local = ["helene", "mathieu", "oceane"][index];
        actor.id = format!("user_{}", 61_000 + index);
        actor.attributes = json!({ "name": format!("{given} Beauchamp"), "email": format!("{local}.beauchamp@postbox.example") });
        actor.device = tablet.clone();
        actor.ip = "2001:db8:fa:1::7".to_owned();
        shop(
            lines,
            chance.fork(),
            &actor,
            &PLACES[4],
            begin_ms + index as i64 * 3 * DAY,
            end_ms,
        );
    }

    actor.id = "user_70007".to_owned();
    actor.attributes = json!({ "name": "Marlon Petersen", "email": "marlon.petersen77@mail.example" });
    actor.device = device(chance, &CHROME_WINDOWS, &PLACES[1]);
    actor.ip = "192.0.2.200".to_owned();
    let at_ms = end_ms - 30 * HOUR;
    let mut diary = Diary {
        lines,
        chance: chance.fork(),
        session: String::new(),
        at_ms,
    };
    sign_up(&mut diary, &actor, at_ms);
    for _ in 0..24 {
        look(&mut diary, &actor, "checkout_started", "/checkout", true);
        let last4 = diary.chance.within(1000, 9999).to_string();
        diary.server(
            &actor,
            "payment.failed",
            json!({ "amount": 1, "currency": "EUR", "last4": last4 }),
        );
    }
}

/// Ten in the morning of the first day.
const fn daytimes(begin_ms: i64) -> i64 {
    begin_ms.div_euclid(DAY) * DAY + DAY + 10 * HOUR
}
