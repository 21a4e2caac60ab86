//! Honest people whose browsers, hands or connections are unlike those of most.

use serde_json::json;

use super::Persona;
use crate::eval::devices::models::{
    CHROME_LINUX, CHROME_MAC, CHROME_WINDOWS, FIREFOX_WINDOWS, IPHONE, SAFARI_MAC,
};
use crate::eval::devices::{self, device};
use crate::eval::hands::{Habit, Hands};
use crate::eval::life;
use crate::eval::networks::Kind;
use crate::eval::person::{Pace, Reach};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::good(
        "screen-reader",
        "Somebody blind who listens to the page and works it with the keys: no pointer moves, and everything takes its time.",
        screen_reader,
    ),
    Persona::good(
        "keyboard-only",
        "Somebody who never touches the mouse, by habit or because the hand shakes: quick, and every click comes from a key.",
        keyboard_only,
    ),
    Persona::good(
        "password-manager",
        "Somebody whose forms are filled in by a program at once, and who then presses one button.",
        password_manager,
    ),
    Persona::good(
        "privacy-browser",
        "Somebody with a browser that hides: noise on the canvas, or one time zone, screen and language for all.",
        privacy_browser,
    ),
    Persona::good(
        "private-relay",
        "Somebody with an iPhone or Mac whose maker relays the connection: the address is shared, and another one tomorrow.",
        private_relay,
    ),
    Persona::good(
        "tunnel-for-privacy",
        "Somebody who is always in a tunnel, by principle: a data centre's address, now in this country, now in that.",
        tunnel_for_privacy,
    ),
    Persona::good(
        "developer",
        "Somebody who builds such sites: developer tools open, a browser that is years behind or weeks ahead, a user agent set by hand.",
        developer,
    ),
    Persona::good(
        "server-only",
        "A customer of whom only the site's own server tells: no browser, no address, no device.",
        server_only,
    ),
    Persona::good(
        "virtual-desktop",
        "Somebody at work in a browser that runs in a data centre: software drawing, a server's address, a person's hands.",
        virtual_desktop,
    ),
    Persona::good(
        "old-machine",
        "Somebody with a ten-year-old computer and a browser that gets no more updates.",
        old_machine,
    ),
];

fn screen_reader(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let model = if scene.chance.percent(50) {
        &FIREFOX_WINDOWS
    } else {
        &CHROME_WINDOWS
    };
    person.device = device(&mut scene.chance, model, person.place);
    person.hands = Hands::Keyboard(Habit::draw(&mut scene.chance).quicker(0.8));
    person.pace = Pace::Reading(scene.chance.around(26.0, 0.3));
    life::any_customer(&mut scene.diary(person));
}

fn keyboard_only(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let model = devices::desktop(&mut scene.chance);
    person.device = device(&mut scene.chance, model, person.place);
    person.hands = Hands::Keyboard(Habit::draw(&mut scene.chance).quicker(1.4));
    person.pace = Pace::Reading(scene.chance.around(7.0, 0.3));
    life::any_customer(&mut scene.diary(person));
}

fn password_manager(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let model = devices::desktop(&mut scene.chance);
    person.device = device(&mut scene.chance, model, person.place);
    person.hands = Hands::Mouse(Habit::draw(&mut scene.chance).filling_in());
    person.pace = Pace::Reading(5.0);
    life::any_customer(&mut scene.diary(person));
}

fn privacy_browser(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let chance = &mut scene.chance;
    if chance.percent(50) {
        // Brave: farbled canvas, audio and plugins.
        person.take(chance, &CHROME_WINDOWS);
        person.device["canvas"] = "noisy".into();
        person.device["audio"] = (f64::from(chance.within(1_240_000, 1_249_999) as i32) / 10_000.0).into();
        person.device["plugins"] = json!([
            chance.draw(b"abcdefgh0123", 7),
            "Chrome PDF Viewer",
            chance.draw(b"abcdefgh0123", 7)
        ]);
        person.device["userAgentData"]["brands"][1]["brand"] = "Brave".into();
        person.device["globalPrivacyControl"] = true.into();
        person.device["hardwareConcurrency"] = chance.within(2, 8).into();
    } else {
        // Firefox that resists fingerprinting.
        person.take(chance, &FIREFOX_WINDOWS);
        person.device["timezone"] = "Atlantic/Reykjavik".into();
        person.device["timezoneOffset"] = 0.into();
        person.device["language"] = "en-US".into();
        person.device["languages"] = json!(["en-US", "en"]);
        person.device["hardwareConcurrency"] = 4.into();
        person.device["screen"] = json!({ "width": 1400, "height": 900, "availWidth": 1400, "availHeight": 900, "colorDepth": 24, "pixelRatio": 2.0 });
        person.device["window"] =
            json!({ "innerWidth": 1400, "innerHeight": 900, "outerWidth": 1400, "outerHeight": 900 });
        person.device["webgl"] = json!(null);
        person.device["request"]["acceptLanguage"] = "en-US,en;q=0.5".into();
    }
    life::any_customer(&mut scene.diary(person));
}

fn private_relay(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    let model = if scene.chance.percent(65) {
        &IPHONE
    } else {
        &SAFARI_MAC
    };
    person.take(&mut scene.chance, model);
    let network = world.networks.pick_any(&mut scene.chance, Kind::Relay);
    person.reach = Reach::Any((0..8).map(|_| network.address(&mut scene.chance)).collect());
    life::any_customer(&mut scene.diary(person));
}

fn tunnel_for_privacy(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    let exits = (0..5).map(|_| {
        let network = world.networks.pick_any(&mut scene.chance, Kind::Vpn);
        network.exit(&mut scene.chance)
    });
    person.reach = Reach::Any(exits.collect());
    life::any_customer(&mut scene.diary(person));
}

fn developer(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let chance = &mut scene.chance;
    let model = *chance.pick(&[&CHROME_MAC, &CHROME_LINUX]);
    person.take(chance, model);
    person.device["automation"] = json!(["inspector"]);
    let agent = person.device["userAgent"].as_str().unwrap_or_default();
    if let Some((front, rest)) = agent.split_once("Chrome/") {
        let (_, rest) = rest.split_once('.').unwrap_or_default();
        // An old build that a test suite asks for, or tomorrow's.
        let version = *chance.pick(&["109", "120", "127", "146", "147"]);
        let agent = format!("{front}Chrome/{version}.{rest}");
        person.device["userAgent"] = agent.into();
        if chance.percent(60) {
            for brand in 0..2 {
                person.device["userAgentData"]["brands"][brand]["version"] = version.into();
            }
        }
    }
    person.pace = Pace::Reading(5.0);
    life::any_customer(&mut scene.diary(person));
}

fn server_only(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 20);
    let at_ms = life::awake(&mut diary, first);
    diary.connect(at_ms);
    diary.server("user.signup", json!({ "channel": "shop" }));
    for day in first + 1..30 {
        let at_ms = life::awake(&mut diary, day);
        if diary.chance.percent(22) && at_ms > diary.at_ms {
            diary.connect(at_ms);
            let amount = diary.chance.about(40.0, 0.7);
            let digits = life::diary_digits(&diary);
            diary.server("order.completed", life::payment(digits, amount));
        }
    }
}

fn virtual_desktop(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    person.take(&mut scene.chance, &CHROME_WINDOWS);
    person.device["webgl"] = json!({
        "vendor": "Google Inc. (Microsoft)",
        "renderer": "ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)",
        "hash": "0c1d2e3f405162738495a6b7c8d9eafb",
    });
    let network = world
        .networks
        .pick(&mut scene.chance, Kind::Hosting, person.place.country);
    person.reach = Reach::Home(network.address(&mut scene.chance));
    person.hours = (8, 18);
    life::any_customer(&mut scene.diary(person));
}

fn old_machine(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    person.take(&mut scene.chance, &CHROME_WINDOWS);
    person.device["userAgent"] = "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36".into();
    for brand in 0..2 {
        person.device["userAgentData"]["brands"][brand]["version"] = "109".into();
    }
    person.device["hardwareConcurrency"] = 2.into();
    person.device["deviceMemory"] = 4.into();
    person.pace = Pace::Reading(24.0);
    life::any_customer(&mut scene.diary(person));
}
