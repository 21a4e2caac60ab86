//! Misuse by people who are who they say they are: cards, trials, vouchers, spam, scraping.

use serde_json::json;

use super::Persona;
use crate::eval::category::Category::{Authenticity, Behavior, Humanity, Uniqueness};
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::networks::{Kind, Networks};
use crate::eval::person::{Pace, Reach};
use crate::eval::time::{HOUR, MINUTE, begin_of};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::bad(
        "card-testing",
        "Tries a list of stolen cards with small amounts, one after the other, until some go through.",
        &[Behavior],
        card_testing,
    ),
    Persona::bad(
        "trial-abuse",
        "Takes what the trial gives and leaves: from the form to the last free use within a minute or two, no look around, never seen again.",
        &[Behavior],
        trial_abuse,
    )
    .either(&[Humanity, Uniqueness]),
    Persona::bad(
        "content-spam",
        "Pastes the same advertisement with a link under dozens of offers within the hour.",
        &[Behavior],
        content_spam,
    ),
    Persona::bad(
        "page-scraping",
        "A customer's own browser that is led through the whole catalogue, item by item, faster than anybody reads.",
        &[Behavior],
        page_scraping,
    )
    .either(&[Humanity]),
    Persona::bad(
        "bombed-mailbox",
        "Somebody's mailbox that is signed up and asked for resets over and over from everywhere, to bury a message in it; nobody ever confirms or signs in.",
        &[Behavior],
        bombed_mailbox,
    )
    .either(&[Humanity, Authenticity, Uniqueness]),
    Persona::bad(
        "network-hopping",
        "Comes from another tunnel, Tor exit or server every minute or two within one visit, from sign-up to payout.",
        &[Behavior],
        network_hopping,
    )
    .either(&[Humanity]),
    Persona::bad(
        "refund-abuse",
        "Buys, uses and sends back, time after time: nearly everything comes back.",
        &[Behavior],
        refund_abuse,
    ),
];

fn card_testing(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 27);
    let at_ms = life::awake(&mut diary, day);
    life::sign_up(&mut diary, at_ms);
    for _ in 0..diary.chance.within(9, 35) {
        diary.person.pace = Pace::Reading(11.0);
        diary.page("checkout_started", "/checkout", true);
        let (last4, amount) = (diary.chance.draw(b"0123456789", 4), diary.chance.within(1, 3));
        let event_type = if diary.chance.percent(8) {
            "order.completed"
        } else {
            "payment.failed"
        };
        diary.server(event_type, life::payment(last4, amount));
    }
}

fn trial_abuse(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    person.pace = Pace::Reading(2.5);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 28);
    let at_ms = life::awake(&mut diary, day);
    diary.visit(at_ms);
    diary.page("signup_form", "/join", true);
    diary.proxied("user.signup", json!({ "plan": "trial" }));
    diary.identify();
    diary.proxied("trial_started", json!({ "days": 14 }));
    for number in 0..diary.chance.within(6, 12) {
        diary.page("feature_used", "/valuation", false);
        diary.proxied(
            "feature_used",
            json!({ "feature": "valuation", "left": 12 - number }),
        );
    }
}

fn content_spam(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    person.pace = Pace::Reading(12.0);
    let mut diary = scene.diary(person);
    let day = diary.chance.within(0, 27);
    let at_ms = life::awake(&mut diary, day);
    life::sign_up(&mut diary, at_ms);
    let link = format!(
        "https://{}.example/win",
        diary.chance.draw(b"abcdefghkmnprstz", 7)
    );
    for number in 0..diary.chance.within(24, 55) {
        diary.page("comment_form", &format!("/item/{number}"), true);
        let greeting = *diary
            .chance
            .pick(&["Hi!", "Hello,", "Hey there!", "Dear seller,"]);
        diary.proxied(
            "comment.created",
            json!({ "text": format!("{greeting} You can earn 300 a day from home, see {link}"), "links": 1 }),
        );
    }
}

fn page_scraping(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 20);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    diary.person.pace = Pace::Timer(diary.chance.within(900, 1_900), 350);
    diary.person.hands = crate::eval::hands::Hands::None;
    for day in first + 1..first + 3 {
        let at_ms = life::awake(&mut diary, day);
        diary.visit(at_ms);
        diary.identify();
        for number in 0..80 {
            diary.page(
                "page_view",
                &format!("/item/{}", 40_000 + day * 80 + number),
                false,
            );
        }
    }
}

fn bombed_mailbox(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let person = scene.person();
    let mut diary = scene.diary(person);
    let mut at_ms = begin_of(diary.chance.within(0, 27)) + diary.chance.within(0, 23) * HOUR;
    for _ in 0..diary.chance.within(24, 48) {
        let kind = *diary
            .chance
            .pick(&[Kind::Vpn, Kind::Tor, Kind::Hosting, Kind::Home]);
        let network = world.networks.pick_any(&mut diary.chance, kind);
        let model = crate::eval::devices::desktop(&mut diary.chance);
        diary.person.take_agent(model);
        diary.person.reach = Reach::Home(network.address(&mut diary.chance));
        diary.connect(at_ms);
        let event_type = *diary.chance.pick(&[
            "user.signup",
            "user.signup",
            "password_reset_requested",
            "contact_form",
        ]);
        diary.proxied(event_type, json!({ "form": "newsletter" }));
        at_ms += diary.chance.about(70_000.0, 0.8);
    }
}

fn network_hopping(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    person.pace = Pace::Reading(10.0);
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 26);
    for day in [first, first + 1] {
        let at_ms = life::awake(&mut diary, day);
        diary.visit(at_ms.max(diary.at_ms + MINUTE));
        hop(&mut diary, &world.networks);
        if day == first {
            life::register(&mut diary);
        } else {
            life::log_in(&mut diary);
        }
        for _ in 0..diary.chance.within(6, 9) {
            hop(&mut diary, &world.networks);
            life::browse(&mut diary);
        }
        hop(&mut diary, &world.networks);
        diary.proxied("payout.requested", json!({ "amount": 60, "currency": "EUR" }));
    }
}

/// Goes on from another exit.
fn hop(diary: &mut Diary<'_, '_>, networks: &Networks) {
    let kind = *diary
        .chance
        .pick(&[Kind::Vpn, Kind::Vpn, Kind::Tor, Kind::Hosting]);
    let network = networks.pick_any(&mut diary.chance, kind);
    let address = network.address(&mut diary.chance);
    diary.move_to(&address);
}

fn refund_abuse(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 6);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    for number in 1..diary.chance.within(6, 9) {
        let at_ms = life::awake(&mut diary, first + number * 2);
        diary.visit(at_ms);
        life::log_in(&mut diary);
        life::browse(&mut diary);
        life::buy(&mut diary);
        if diary.chance.percent(88) {
            let hours = diary.chance.within(3, 30);
            diary.wait(hours * HOUR);
            diary.proxied("refund_requested", json!({ "reason": "not as described" }));
        }
    }
}
