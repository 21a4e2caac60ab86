//! Honest people whose days are unlike those of most, or who have a bad one.

use serde_json::json;

use super::Persona;
use crate::eval::devices;
use crate::eval::devices::models::{ANDROID_SAMSUNG, IPHONE};
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::person::{Pace, reach};
use crate::eval::time::{HOUR, MINUTE};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::good(
        "newcomer",
        "Somebody of whom there is one event so far.",
        newcomer,
    ),
    Persona::good(
        "power-user",
        "A trader who works through dozens of pages a day, steadily and fast.",
        power_user,
    ),
    Persona::good(
        "night-shift",
        "Somebody who works at night, and shops at three in the morning.",
        night_shift,
    ),
    Persona::good(
        "traveller",
        "Somebody who is in another country every other week, by plane, with the same laptop in hotels.",
        traveller,
    ),
    Persona::good(
        "forgot-password",
        "Somebody who tries all the passwords they ever had, asks for a new one, and signs in.",
        forgot_password,
    ),
    Persona::good(
        "new-phone",
        "Somebody who comes home from a holiday abroad with a new telephone, and sets a new password on it.",
        new_phone,
    ),
    Persona::good(
        "declined-card",
        "Somebody whose card has expired: a few refusals in a row, then another card.",
        declined_card,
    ),
    Persona::good(
        "moved-house",
        "Somebody who moved to another town: another provider, a changed address and telephone, from one week to the next.",
        moved_house,
    ),
    Persona::good(
        "keen-seller",
        "Somebody who clears out the attic: twenty offers and as many answers to buyers in one afternoon.",
        keen_seller,
    ),
    Persona::good(
        "sends-back",
        "Somebody who sends back one or two of many things that did not fit.",
        sends_back,
    ),
];

fn newcomer(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 29);
    let at_ms = life::awake(&mut diary, day);
    diary.connect(at_ms);
    diary.proxied("user.signup", json!({ "plan": "free" }));
}

fn power_user(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let model = devices::desktop(&mut scene.chance);
    person.take(&mut scene.chance, model);
    if let crate::eval::hands::Hands::Mouse(habit) = person.hands {
        person.hands = crate::eval::hands::Hands::Mouse(habit.quicker(1.6));
    }
    person.pace = Pace::Reading(4.0);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 20);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    for day in first + 1..first + 5 {
        let at_ms = life::awake(&mut diary, day);
        if at_ms > diary.at_ms {
            diary.visit(at_ms);
            life::log_in(&mut diary);
            for _ in 0..diary.chance.within(14, 26) {
                life::browse(&mut diary);
            }
            life::buy(&mut diary);
        }
    }
}

fn night_shift(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    person.hours = (21, 6);
    life::any_customer(&mut scene.diary(person));
}

fn traveller(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    let model = devices::desktop(&mut scene.chance);
    person.take(&mut scene.chance, model);
    let home = person.clone();
    let mut diary = scene.diary(person);
    let at_ms = life::awake(&mut diary, 0);
    life::sign_up(&mut diary, at_ms);
    for week in 0..4 {
        let from = 1 + week * 7;
        if week % 2 == 1 {
            let there = diary.chance.pick(&world.places);
            diary.person.reach = reach(&mut diary.chance, &world.networks, there, false);
            diary.person.device["timezone"] = there.timezone.into();
            diary.person.device["timezoneOffset"] = (-60 * there.offset_hours).into();
            diary.person.place = there;
        } else {
            diary.person = home.clone();
        }
        // A day of the week goes for the journey.
        life::visits(&mut diary, from + 1, from + 6, 50);
    }
}

fn forgot_password(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 12);
    life::customer(&mut diary, first);
    let at_ms = life::awake(&mut diary, 29).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    for _ in 0..diary.chance.within(3, 7) {
        diary.page("login_form", "/login", true);
        diary.proxied("user.login_failed", json!({ "reason": "password" }));
    }
    diary.page("reset_form", "/reset", true);
    diary.proxied("password_reset_requested", json!({}));
    diary.wait(3 * MINUTE);
    diary.page("reset_form", "/reset/confirm", true);
    diary.proxied("password.changed", json!({ "by": "reset" }));
    diary.proxied("user.login", json!({ "method": "password" }));
    diary.identify();
    life::browse(&mut diary);
    life::buy(&mut diary);
}

fn new_phone(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let home = person.clone();
    let mut diary = scene.diary(person);
    let at_ms = life::awake(&mut diary, 0);
    life::sign_up(&mut diary, at_ms);
    life::visits(&mut diary, 1, 13, 40);
    let there = diary.chance.pick(&world.places);
    diary.person.reach = reach(&mut diary.chance, &world.networks, there, false);
    life::visits(&mut diary, 16, 22, 25);
    diary.person.reach = home.reach.clone();
    let model = if diary.chance.percent(50) {
        &IPHONE
    } else {
        &ANDROID_SAMSUNG
    };
    diary.person.take(&mut diary.chance, model);
    let at_ms = life::awake(&mut diary, 24).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    diary.page("login_form", "/login", true);
    diary.proxied("user.login_failed", json!({ "reason": "password" }));
    diary.page("reset_form", "/reset", true);
    diary.proxied("password_reset_requested", json!({}));
    diary.wait(2 * MINUTE);
    diary.page("reset_form", "/reset/confirm", true);
    diary.proxied("password.changed", json!({ "by": "reset" }));
    diary.proxied("user.login", json!({ "method": "password" }));
    diary.identify();
    life::browse(&mut diary);
    life::visits(&mut diary, 25, 29, 40);
}

fn declined_card(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 15);
    life::customer(&mut diary, first);
    let at_ms = life::awake(&mut diary, 29).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    life::log_in(&mut diary);
    life::browse(&mut diary);
    let amount = diary.chance.about(60.0, 0.6);
    for _ in 0..diary.chance.within(2, 4) {
        diary.page("checkout_started", "/checkout", true);
        let digits = life::diary_digits(&diary);
        diary.server("payment.failed", life::payment(digits, amount));
    }
    diary.page("checkout_started", "/checkout", true);
    diary.server("order.completed", life::payment("7301".to_owned(), amount));
}

fn moved_house(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let mut diary = scene.diary(person);
    let at_ms = life::awake(&mut diary, 0);
    life::sign_up(&mut diary, at_ms);
    life::visits(&mut diary, 1, 13, 30);
    let place = diary.person.place;
    diary.person.reach = reach(&mut diary.chance, &world.networks, place, false);
    let at_ms = life::awake(&mut diary, 16).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    life::log_in(&mut diary);
    diary.page("profile_updated", "/account", true);
    let phone = place.telephone(&mut diary.chance);
    diary.person.set("phone", phone);
    diary.retell();
    diary.proxied("profile_updated", json!({ "fields": ["phone", "address"] }));
    life::visits(&mut diary, 17, 29, 30);
}

fn keen_seller(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    person.pace = Pace::Reading(25.0);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 14);
    life::customer(&mut diary, first);
    let at_ms = life::awake(&mut diary, 29).max(diary.at_ms + HOUR);
    diary.visit(at_ms);
    life::log_in(&mut diary);
    for number in 0..diary.chance.within(12, 22) {
        diary.page("offer_created", "/sell", true);
        diary.server("listing.created", json!({ "category": "home" }));
        if diary.chance.percent(60) {
            answer(&mut diary, number);
        }
    }
}

/// No two answers are alike.
fn answer(diary: &mut Diary<'_, '_>, number: i64) {
    diary.page("comment_form", &format!("/item/own-{number}"), true);
    let opening = *diary
        .chance
        .pick(&["Yes,", "Sorry,", "Of course,", "Hm,", "Sure,"]);
    let rest = *diary.chance.pick(&[
        "it is still here.",
        "it went this morning.",
        "I can send it on Monday.",
        "the scratch is on the left side.",
        "make me an offer.",
    ]);
    let size = diary.chance.within(30, 190);
    diary.proxied(
        "comment.created",
        json!({ "text": format!("{opening} {rest} It measures {size} cm.") }),
    );
}

fn sends_back(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 4);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    for number in 1..9 {
        let at_ms = life::awake(&mut diary, first + number * 3);
        if at_ms < diary.at_ms {
            continue;
        }
        diary.visit(at_ms);
        life::log_in(&mut diary);
        life::browse(&mut diary);
        life::buy(&mut diary);
        if number % 4 == 0 {
            diary.wait(30 * HOUR);
            diary.proxied("refund_requested", json!({ "reason": "size" }));
        }
    }
}
