//! Accounts of honest customers in the hands of others.

use serde_json::json;

use super::Persona;
use crate::eval::category::Category::{Behavior, Humanity};
use crate::eval::devices;
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::networks::Kind;
use crate::eval::person::{Reach, hands_for, reach};
use crate::eval::time::{HOUR, MINUTE};
use crate::eval::town::{Scene, World};

pub const ALL: &[Persona] = &[
    Persona::bad(
        "account-takeover",
        "A customer of weeks; then somebody signs in from another country on another machine, changes the password or the address, and takes the money out.",
        &[Behavior],
        account_takeover,
    ),
    Persona::bad(
        "impossible-travel",
        "A login that is shared or sold: used at home, and within the hour on another continent, again and again.",
        &[Behavior],
        impossible_travel,
    ),
    Persona::bad(
        "stuffed-login",
        "A customer whose address stands on a list of stolen passwords: dozens of tries from as many addresses, and sometimes one that fits.",
        &[Behavior],
        stuffed_login,
    )
    .either(&[Humanity]),
    Persona::bad(
        "sold-account",
        "An account that rests after its first weeks and then lives another life: another country and machine, other hours, and it only sells.",
        &[Behavior],
        sold_account,
    ),
];

/// Some weeks of an ordinary customer; the day on which they are over.
fn weeks(diary: &mut Diary<'_, '_>) -> i64 {
    let first = diary.chance.within(0, 5);
    let at_ms = life::awake(diary, first);
    life::sign_up(diary, at_ms);
    let last = diary.chance.within(15, 23);
    let habit = diary.chance.within(22, 45);
    life::visits(diary, first + 1, last, habit);
    last
}

/// Into other hands, in another country.
fn hand_over<'a>(diary: &mut Diary<'_, 'a>, world: &'a World) {
    let here = diary.person.place;
    let there = world.place(&mut diary.chance, |place| {
        place.country != here.country && (place.offset_hours - here.offset_hours).abs() >= 3
    });
    let model = devices::desktop(&mut diary.chance);
    diary.person.place = there;
    diary.person.device = devices::device(&mut diary.chance, model, there);
    diary.person.hands = hands_for(&mut diary.chance, model);
    diary.person.reach = if diary.chance.percent(35) {
        let tunnel = world.networks.pick_any(&mut diary.chance, Kind::Vpn);
        Reach::Home(tunnel.address(&mut diary.chance))
    } else {
        reach(&mut diary.chance, &world.networks, there, false)
    };
}

fn account_takeover(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let mut diary = scene.diary(person);
    let last = weeks(&mut diary);
    hand_over(&mut diary, world);
    let day = last + diary.chance.within(1, 3);
    let at_ms = life::any_time(&mut diary, day).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    for _ in 0..diary.chance.within(0, 3) {
        diary.page("login_form", "/login", true);
        diary.proxied("user.login_failed", json!({ "reason": "password" }));
    }
    diary.page("login_form", "/login", true);
    diary.proxied("user.login", json!({ "method": "password" }));
    diary.identify();
    diary.page("page_view", "/account", false);
    if diary.chance.percent(70) {
        diary.page("password_form", "/account/password", true);
        diary.proxied("password.changed", json!({}));
    } else {
        diary.page("email_form", "/account/email", true);
        let email = format!("{}@proton.me", diary.chance.draw(b"abcdefghijklmnoprstuvwz", 9));
        diary.person.set("email", email);
        diary.retell();
        diary.proxied("email.changed", json!({}));
    }
    diary.page("payout_form", "/account/payout", true);
    let amount = diary.chance.within(150, 900);
    diary.proxied(
        "payout.requested",
        json!({ "amount": amount, "currency": "EUR", "account": "new" }),
    );
}

fn impossible_travel(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let home = person.clone();
    let mut diary = scene.diary(person);
    let last = weeks(&mut diary);
    hand_over(&mut diary, world);
    // Homes on both ends: no tunnel explains it.
    let there = diary.person.place;
    diary.person.reach = reach(&mut diary.chance, &world.networks, there, false);
    let away = diary.person.clone();
    for day in last + 1..last + 4 {
        let at_ms = life::any_time(&mut diary, day).max(diary.at_ms + HOUR);
        diary.person = home.clone();
        life::visit(&mut diary, at_ms);
        let minutes = diary.chance.within(15, 70);
        let at_ms = diary.at_ms + minutes * MINUTE;
        diary.person = away.clone();
        diary.visit(at_ms);
        diary.page("login_form", "/login", true);
        diary.proxied("user.login", json!({ "method": "password" }));
        diary.identify();
        life::browse(&mut diary);
    }
}

fn stuffed_login(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let mut diary = scene.diary(person);
    let last = weeks(&mut diary);
    let own = diary.person.clone();
    let day = last + diary.chance.within(1, 3);
    let mut at_ms = life::any_time(&mut diary, day).max(diary.at_ms + HOUR);
    let tries = diary.chance.within(25, 60);
    for number in 0..tries {
        let kind = *diary.chance.pick(&[Kind::Hosting, Kind::Home, Kind::Vpn]);
        let network = world.networks.pick_any(&mut diary.chance, kind);
        diary.person.reach = Reach::Home(network.address(&mut diary.chance));
        let model = devices::desktop(&mut diary.chance);
        diary.person.take_agent(model);
        diary.connect(at_ms);
        if number == tries - 1 && diary.chance.percent(35) {
            diary.proxied("user.login", json!({ "method": "password" }));
        } else {
            diary.proxied("user.login_failed", json!({ "reason": "password" }));
        }
        at_ms += diary.chance.about(90_000.0, 0.9);
    }
    diary.person = own;
}

fn sold_account(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 3);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    life::visits(&mut diary, first + 1, 13, 45);
    hand_over(&mut diary, world);
    let (from, to) = diary.person.hours;
    diary.person.hours = ((from + 12) % 24, (to + 12) % 24);
    for day in 23..29 {
        let at_ms = life::awake(&mut diary, day);
        if at_ms < diary.at_ms {
            continue;
        }
        diary.visit(at_ms);
        diary.page("login_form", "/login", true);
        diary.proxied("user.login", json!({ "method": "password" }));
        diary.identify();
        for _ in 0..diary.chance.within(2, 5) {
            diary.page("offer_created", "/sell", true);
            diary.server("listing.created", json!({ "category": "electronics" }));
        }
    }
}
