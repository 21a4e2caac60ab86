//! Programs: from a bare script to a driver that takes pains to look like a person.

use serde_json::{Value, json};

use super::{Persona, Ties};
use crate::eval::category::Category::{Behavior, Humanity, Uniqueness};
use crate::eval::devices::device;
use crate::eval::devices::models::{CHROME_LINUX, CHROME_WINDOWS};
use crate::eval::hands::Hands;
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::networks::Kind;
use crate::eval::person::{Pace, Person, Reach};
use crate::eval::time::{HOUR, MINUTE};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::bad(
        "naive-script",
        "A Python script on a rented server: says so in its user agent, runs no JavaScript, sleeps a second or three between requests.",
        &[Humanity],
        naive_script,
    ),
    Persona::bad(
        "headless-farm",
        "Headless Chrome in containers of one image, behind rotating server addresses: presses the middle of every button at once, and says what it is.",
        &[Humanity],
        headless_farm,
    )
    .either(&[Uniqueness, Behavior])
    .tied(Ties::Kin),
    Persona::bad(
        "home-selenium",
        "Somebody at home lets Selenium drive their own Chrome: a real machine and address, a driver's hands and its flag.",
        &[Humanity],
        home_selenium,
    ),
    Persona::bad(
        "stealth-browser",
        "A patched Chrome with its flags hidden, behind addresses of homes: drawn curves of the pointer, and a timer between the steps.",
        &[Humanity],
        stealth_browser,
    ),
    Persona::bad(
        "masked-mimic",
        "A driver that hides its flag, moves along curves and reads for as long as people do; only its attachment and its hands can tell.",
        &[Humanity],
        masked_mimic,
    ),
    Persona::bad(
        "replayed-hands",
        "A program that sends what a person's browser once sent, the same summary of the same hands again and again.",
        &[Humanity],
        replayed_hands,
    ),
    Persona::bad(
        "datacenter-scraper",
        "An HTTP client with the headers of a browser, in a data centre: signs in and takes page after page, but never runs the page's script.",
        &[Humanity, Behavior],
        datacenter_scraper,
    ),
    Persona::bad(
        "round-the-clock",
        "A program that looks in every forty minutes, day and night, for two days; otherwise it takes pains.",
        &[Humanity],
        round_the_clock,
    )
    .either(&[Behavior]),
    Persona::bad(
        "lying-device",
        "A browser that claims to be a telephone or a Mac, on a server without a graphics card: no fingers, another system, software drawing.",
        &[Humanity],
        lying_device,
    ),
];

fn hosted(scene: &mut Scene<'_, '_>) -> Reach {
    let world = scene.world();
    let network = world.networks.pick_any(&mut scene.chance, Kind::Hosting);
    Reach::Home(network.address(&mut scene.chance))
}

/// Addresses of homes in the person's country, rented by the request.
fn proxies(scene: &mut Scene<'_, '_>, country: &str) -> Reach {
    let world = scene.world();
    let addresses = (0..6).map(|_| {
        let network = world.networks.pick(&mut scene.chance, Kind::Home, country);
        network.address(&mut scene.chance)
    });
    Reach::Any(addresses.collect())
}

fn desk(scene: &mut Scene<'_, '_>, person: &mut Person<'_>) {
    person.device = device(&mut scene.chance, &CHROME_WINDOWS, person.place);
}

/// A server's Chrome, which draws in software.
fn server_browser(scene: &mut Scene<'_, '_>, person: &mut Person<'_>) {
    person.device = device(&mut scene.chance, &CHROME_LINUX, person.place);
    person.device["webgl"] = json!({
        "vendor": "Google Inc. (Google)",
        "renderer": "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
        "hash": "5f0c6e2b9d1a4873b6e5c4d3a2f10987",
    });
    person.device["screen"] = json!({ "width": 1280, "height": 720, "availWidth": 1280, "availHeight": 720, "colorDepth": 24, "pixelRatio": 1.0 });
    person.device["window"] =
        json!({ "innerWidth": 1280, "innerHeight": 720, "outerWidth": 1280, "outerHeight": 720 });
    person.device["hardwareConcurrency"] = 2.into();
    person.device["languages"] = json!([person.place.language]);
    person.device["rtt"] = 0.into();
}

fn naive_script(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    person.device = json!({ "userAgent": *scene.chance.pick(&["python-requests/2.32.3", "python-requests/2.31.0", "Python/3.12 aiohttp/3.11.11", "Go-http-client/2.0", "axios/1.7.9"]) });
    person.pace = Pace::Timer(2_000, 500);
    person.reach = hosted(scene);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 27);
    let at_ms = life::any_time(&mut diary, day);
    requests(&mut diary, at_ms, 24);
}

/// A run of requests that only the customer's server sees.
fn requests(diary: &mut Diary<'_, '_>, at_ms: i64, count: i64) {
    diary.connect(at_ms);
    diary.proxied("user.signup", json!({ "plan": "free" }));
    diary.pause();
    diary.proxied("user.login", json!({ "method": "password" }));
    for number in 0..count {
        diary.pause();
        diary.proxied(
            "page_view",
            json!({ "path": format!("/search?page={}", number + 1) }),
        );
    }
}

fn headless_farm(scene: &mut Scene<'_, '_>) {
    let size = scene.several(4, 9);
    let mut first = scene.latin_person();
    server_browser(scene, &mut first);
    let agent = first.device["userAgent"]
        .as_str()
        .unwrap_or_default()
        .replace("Chrome/", "HeadlessChrome/");
    first.device["userAgent"] = agent.into();
    first.device["webdriver"] = true.into();
    first.device["automation"] = json!(["webdriver", "frame-webdriver", "headless-ua"]);
    let (image, place) = (first.device.clone(), first.place);
    let mut next = Some(first);
    for _ in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(place));
        person.device = image.clone();
        person.hands = Hands::Robot;
        person.pace = Pace::Timer(1_600, 120);
        person.reach = hosted(scene);
        let mut diary = scene.diary(person);
        let day = diary.chance.within(0, 27);
        let at_ms = life::any_time(&mut diary, day);
        run(&mut diary, at_ms);
    }
}

/// What programs are sent to do: an account, and some pages.
fn run(diary: &mut Diary<'_, '_>, at_ms: i64) {
    diary.visit(at_ms);
    life::register(diary);
    for _ in 0..diary.chance.within(6, 14) {
        life::browse(diary);
    }
}

fn home_selenium(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    desk(scene, &mut person);
    person.device["webdriver"] = true.into();
    person.device["automation"] = json!(["webdriver", "frame-webdriver", "global"]);
    person.hands = Hands::Robot;
    person.pace = Pace::Timer(3_000, 250);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 27);
    let at_ms = life::awake(&mut diary, day);
    run(&mut diary, at_ms);
}

fn stealth_browser(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    desk(scene, &mut person);
    if scene.chance.percent(50) {
        person.device["automation"] = json!(["patched", "proxied"]);
    }
    person.hands = Hands::Mimic;
    person.pace = Pace::Timer(scene.chance.within(1_800, 4_200), 15);
    person.reach = proxies(scene, person.place.country);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 22);
    let at_ms = life::any_time(&mut diary, first);
    run(&mut diary, at_ms);
    for day in first + 1..first + 4 {
        let at_ms = life::any_time(&mut diary, day);
        if at_ms > diary.at_ms {
            diary.visit(at_ms);
            diary.identify();
            for _ in 0..8 {
                life::browse(&mut diary);
            }
        }
    }
}

fn masked_mimic(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    desk(scene, &mut person);
    person.device["automation"] = json!(["inspector"]);
    person.hands = Hands::Mimic;
    person.pace = Pace::Reading(9.0);
    person.reach = proxies(scene, person.place.country);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 20);
    let at_ms = life::awake(&mut diary, first);
    run(&mut diary, at_ms);
    life::visits(&mut diary, first + 1, first + 6, 40);
}

fn replayed_hands(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let model = crate::eval::devices::desktop(&mut scene.chance);
    person.take(&mut scene.chance, model);
    let recorded = person.hands.summary(&mut scene.chance, true, 11_400);
    person.hands = Hands::Replay(Box::new(recorded));
    person.pace = Pace::Timer(4_000, 300);
    if scene.chance.percent(50) {
        person.device["request"] = json!({ "acceptLanguage": Value::Null, "acceptEncoding": "gzip, deflate", "fetchSite": Value::Null });
    }
    person.reach = proxies(scene, person.place.country);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 25);
    for day in [first, first + 1, first + 2] {
        let at_ms = life::any_time(&mut diary, day);
        if day == first {
            run(&mut diary, at_ms);
        } else if at_ms > diary.at_ms {
            diary.visit(at_ms);
            diary.identify();
            for _ in 0..6 {
                life::browse(&mut diary);
            }
        }
    }
}

fn datacenter_scraper(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    desk(scene, &mut person);
    person.pace = Pace::Timer(3_200, 450);
    person.reach = hosted(scene);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 26);
    let at_ms = life::any_time(&mut diary, first);
    requests(&mut diary, at_ms, 90);
}

fn round_the_clock(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    desk(scene, &mut person);
    person.hands = Hands::Mimic;
    person.pace = Pace::Reading(8.0);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 24);
    let mut at_ms = life::awake(&mut diary, day);
    life::sign_up(&mut diary, at_ms);
    for _ in 0..70 {
        at_ms += 40 * MINUTE + diary.chance.within(-5 * MINUTE, 5 * MINUTE);
        if at_ms > diary.at_ms + HOUR / 6 {
            diary.visit(at_ms);
            diary.identify();
            life::browse(&mut diary);
        }
    }
}

fn lying_device(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    server_browser(scene, &mut person);
    let (agent, platform) = *scene.chance.pick(&[
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1", "Linux x86_64"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Safari/605.1.15", "Linux x86_64"),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Mobile Safari/537.36", "Linux x86_64"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36", "Win32"),
    ]);
    person.device["userAgent"] = agent.into();
    person.device["platform"] = platform.into();
    if platform != "Win32" {
        person.device["automation"] = json!(["platform"]);
    }
    person.hands = Hands::Mimic;
    person.pace = Pace::Reading(6.0);
    person.reach = proxies(scene, person.place.country);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 27);
    let at_ms = life::any_time(&mut diary, day);
    run(&mut diary, at_ms);
}
