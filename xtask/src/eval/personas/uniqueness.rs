//! One person or gang with many accounts.

use serde_json::json;

use super::{Persona, Ties};
use crate::eval::category::Category::{Authenticity, Behavior, Humanity, Uniqueness};
use crate::eval::devices::models::{ANDROID_BUDGET, CHROME_WINDOWS};
use crate::eval::devices::{self, device};
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::names::Place;
use crate::eval::networks::{Kind, Network};
use crate::eval::person::{Pace, Person, Reach};
use crate::eval::time::{DAY, HOUR, MINUTE, begin_of};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::bad(
        "device-ring",
        "One person at one computer who opens an account after the other over some days, each under another name, for the welcome gift.",
        &[Uniqueness],
        device_ring,
    )
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "antidetect-ring",
        "A gang with a browser that makes up a device for each account; the addresses are rented, side by side in one network, and the accounts do the same within the hour.",
        &[Uniqueness],
        antidetect_ring,
    )
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "mail-variants",
        "One mailbox written with dots and plus signs in ever new places, from the person's computer, telephone and office.",
        &[Uniqueness],
        mail_variants,
    )
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "same-stem",
        "One person with the same name on every account, and the same address with another number or provider, now on this device, now on that.",
        &[Uniqueness],
        same_stem,
    )
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "signup-burst",
        "Ten or more accounts from one small network within minutes, each from a fresh telephone, each straight to the voucher.",
        &[Uniqueness],
        signup_burst,
    )
    .either(&[Behavior])
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "twins",
        "One worker who goes through a list of accounts with the same steps in the same rhythm every day, each in a browser profile and behind an address of its own.",
        &[Uniqueness],
        twins,
    )
    .either(&[Humanity])
    .tied(Ties::Ring)
    .many(2),
    Persona::bad(
        "switcher",
        "Signs out and in again as somebody else within one visit: a handful of accounts in one hand, to trade with oneself.",
        &[Uniqueness],
        switcher,
    )
    .either(&[Authenticity])
    .tied(Ties::Ring)
    .many(2),
];

fn redeem(diary: &mut Diary<'_, '_>) {
    diary.page("voucher_form", "/welcome", true);
    diary.proxied("promo_redeem", json!({ "code": "WELCOME10", "amount": 10 }));
}

fn device_ring(scene: &mut Scene<'_, '_>) {
    let size = scene.several(5, 11);
    let boss = scene_place(scene);
    let model = devices::common(&mut scene.chance);
    let record = device(&mut scene.chance, model, boss);
    let mut at_ms = begin_of(scene.chance.within(0, 20)) + 10 * HOUR;
    let mut one: Option<(Reach, crate::eval::hands::Hands, Pace)> = None;
    for _ in 0..size {
        let mut person = scene.person_at(boss);
        person.device = record.clone();
        let (reach, hands, pace) = one.get_or_insert_with(|| {
            (
                person.reach.clone(),
                crate::eval::person::hands_for(&mut scene.chance, model),
                person.pace,
            )
        });
        (person.reach, person.hands, person.pace) = (reach.clone(), hands.clone(), *pace);
        let mut diary = scene.diary(person);
        life::sign_up(&mut diary, at_ms);
        redeem(&mut diary);
        if diary.chance.percent(50) {
            life::buy(&mut diary);
        }
        at_ms = diary.at_ms + diary.chance.about(5.0 * HOUR as f64, 0.8);
    }
}

fn scene_place<'a>(scene: &mut Scene<'_, 'a>) -> &'a Place {
    let world = scene.world();
    world.place(&mut scene.chance, Place::is_latin)
}

fn antidetect_ring(scene: &mut Scene<'_, '_>) {
    let size = scene.several(6, 14);
    let world = scene.world();
    let place = scene_place(scene);
    let kind = if scene.chance.percent(60) {
        Kind::Home
    } else {
        Kind::Hosting
    };
    let network = world.networks.pick(&mut scene.chance, kind, place.country);
    let first = network.address(&mut scene.chance);
    let begin = begin_of(scene.chance.within(1, 26)) + scene.chance.within(8, 18) * HOUR;
    for _ in 0..size {
        let mut person = scene.person_at(place);
        let model = devices::desktop(&mut scene.chance);
        person.take(&mut scene.chance, model);
        // Such browsers draw canvases of their own for each profile.
        person.device["canvas"] = scene.chance.hex(32).into();
        person.reach = Reach::Home(Network::near(&mut scene.chance, &first));
        person.pace = Pace::Reading(7.0);
        let mut diary = scene.diary(person);
        let at_ms = begin + diary.chance.within(0, 55) * MINUTE;
        life::sign_up(&mut diary, at_ms);
        redeem(&mut diary);
        life::buy(&mut diary);
        let later = at_ms + 2 * DAY + diary.chance.within(0, 50) * MINUTE;
        diary.visit(later);
        life::log_in(&mut diary);
        life::browse(&mut diary);
        diary.server("payout.requested", json!({ "amount": 20, "currency": "EUR" }));
    }
}

fn mail_variants(scene: &mut Scene<'_, '_>) {
    let size = scene.several(3, 7);
    let boss = scene.latin_person();
    let stem = format!(
        "{}{}{}",
        boss.naming.given.plain,
        boss.naming.family.plain,
        scene.chance.within(3, 99)
    );
    let mut next = Some(boss.clone());
    for number in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(boss.place));
        person.naming = boss.naming.clone();
        person.set("name", boss.naming.full.as_str());
        let mut local: String = stem
            .chars()
            .flat_map(|letter| {
                let dot = scene.chance.percent(18).then_some('.');
                [Some(letter), dot]
            })
            .flatten()
            .collect();
        local = local.trim_end_matches('.').to_owned();
        if scene.chance.percent(55) {
            let tag = *scene.chance.pick(&["shop", "new", "a", "deal", "x1", "promo"]);
            local = format!("{local}+{tag}{number}");
        }
        person.set("email", format!("{local}@gmail.com"));
        if scene.chance.percent(50) {
            (person.device, person.hands) = (boss.device.clone(), boss.hands.clone());
        }
        if scene.chance.percent(60) {
            person.reach = boss.reach.clone();
        }
        let mut diary = scene.diary(person);
        let first = diary.chance.within(0, 24);
        let at_ms = life::awake(&mut diary, first);
        life::sign_up(&mut diary, at_ms);
        redeem(&mut diary);
        life::visits(&mut diary, first + 1, first + 4, 20);
    }
}

fn same_stem(scene: &mut Scene<'_, '_>) {
    let size = scene.several(3, 6);
    let boss = scene.latin_person();
    let (given, family) = (boss.naming.given.plain.clone(), boss.naming.family.plain.clone());
    let mut next = Some(boss.clone());
    for _ in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(boss.place));
        person.naming = boss.naming.clone();
        person.set("name", boss.naming.full.as_str());
        let joint = *scene.chance.pick(&["", ".", "_", "-"]);
        let number = scene.chance.within(1, 99);
        let domain = *scene
            .chance
            .pick(&["gmail.com", "outlook.com", "yahoo.com", "gmx.net", "proton.me"]);
        person.set("email", format!("{given}{joint}{family}{number}@{domain}"));
        if scene.chance.percent(70) {
            person.reach = boss.reach.clone();
        }
        let mut diary = scene.diary(person);
        let first = diary.chance.within(0, 22);
        let at_ms = life::awake(&mut diary, first);
        life::sign_up(&mut diary, at_ms);
        redeem(&mut diary);
        life::visits(&mut diary, first + 1, first + 5, 25);
    }
}

fn signup_burst(scene: &mut Scene<'_, '_>) {
    let size = scene.several(10, 16);
    let world = scene.world();
    let place = scene_place(scene);
    let network = world.networks.pick(&mut scene.chance, Kind::Home, place.country);
    let first = network.address(&mut scene.chance);
    let begin = begin_of(scene.chance.within(1, 27)) + scene.chance.within(0, 23) * HOUR;
    for number in 0..size as i64 {
        let mut person = scene.person_at(place);
        person.take(&mut scene.chance, &ANDROID_BUDGET);
        person.device["canvas"] = scene.chance.hex(32).into();
        person.device["hardwareConcurrency"] = (*scene.chance.pick(&[4, 6, 8])).into();
        person.reach = Reach::Home(Network::near(&mut scene.chance, &first));
        person.pace = Pace::Reading(4.0);
        let mut diary = scene.diary(person);
        let slip = diary.chance.within(0, 20_000);
        diary.visit(begin + number * 45_000 + slip);
        life::register(&mut diary);
        redeem(&mut diary);
    }
}

fn twins(scene: &mut Scene<'_, '_>) {
    let size = scene.several(4, 8);
    let world = scene.world();
    let place = scene_place(scene);
    let hands = crate::eval::person::hands_for(&mut scene.chance, &CHROME_WINDOWS);
    let steps: Vec<(i64, i64)> = (0..9)
        .map(|_| (scene.chance.within(0, 3), scene.chance.about(9_000.0, 0.6)))
        .collect();
    let (first, hour) = (scene.chance.within(0, 18), scene.chance.within(7, 15));
    for number in 0..size as i64 {
        let mut person = scene.person_at(place);
        person.device = device(&mut scene.chance, &CHROME_WINDOWS, place);
        person.device["canvas"] = scene.chance.hex(32).into();
        person.hands = hands.clone();
        let network = world.networks.pick(&mut scene.chance, Kind::Home, place.country);
        person.reach = Reach::Home(network.address(&mut scene.chance));
        let mut diary = scene.diary(person);
        let day = first + number % 2;
        let at_ms = begin_of(day) + hour * HOUR + number * 11 * MINUTE;
        life::sign_up(&mut diary, at_ms);
        for later in day + 1..day + 9 {
            let slip = diary.chance.within(-90_000, 90_000);
            diary.visit(begin_of(later) + hour * HOUR + number * 11 * MINUTE + slip);
            diary.identify();
            routine(&mut diary, &steps);
        }
    }
}

/// The same steps with nearly the same pauses.
fn routine(diary: &mut Diary<'_, '_>, steps: &[(i64, i64)]) {
    for (what, pause) in steps {
        // Nobody's hand repeats a pause to the millisecond.
        let pause = diary.chance.around(*pause as f64, 0.06) as i64;
        diary.person.pace = Pace::Timer(pause, 0);
        match what {
            0 => diary.page("page_view", "/", false),
            1 => diary.page("page_view", "/item/film-camera", false),
            2 => diary.page("offer_created", "/sell", true),
            _ => diary.page("comment_form", "/item/film-camera", true),
        }
        if *what == 3 {
            diary.proxied(
                "comment.created",
                json!({ "text": "Great seller, fast and friendly." }),
            );
        }
    }
}

fn switcher(scene: &mut Scene<'_, '_>) {
    let size = scene.several(3, 6);
    let place = scene_place(scene);
    let first: Person<'_> = scene.person_at(place);
    let (record, hands, reach) = (first.device.clone(), first.hands.clone(), first.reach.clone());
    let mut people = vec![first];
    while people.len() < size {
        people.push(scene.person_at(place));
    }
    let mut visit: Option<(String, String)> = None;
    let mut at_ms = begin_of(scene.chance.within(0, 26)) + 17 * HOUR;
    for mut person in people {
        (person.device, person.hands, person.reach) = (record.clone(), hands.clone(), reach.clone());
        let mut diary = scene.diary(person);
        match &visit {
            None => diary.visit(at_ms),
            Some((session, ip)) => diary.go_on(session, ip, at_ms),
        }
        life::register(&mut diary);
        life::write(&mut diary);
        diary.proxied("user.logout", json!({}));
        at_ms = diary.at_ms + diary.chance.within(20_000, 120_000);
        visit = Some((diary.session().to_owned(), diary.ip().to_owned()));
    }
}
