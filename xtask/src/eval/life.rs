//! What ordinary customers of a market place do: sign up, look around, buy, write, sell.

use serde_json::{Value, json};

use super::lines::Diary;
use super::time::{DAY, DAYS, HOUR, MINUTE, begin_of};

const WARES: [&str; 16] = [
    "oak-desk",
    "reading-lamp",
    "wool-rug",
    "clay-pot",
    "road-bike",
    "film-camera",
    "tea-set",
    "record-player",
    "tent",
    "sewing-machine",
    "chess-board",
    "guitar",
    "cast-iron-pan",
    "bookshelf",
    "winter-coat",
    "garden-chair",
];

/// A month as a customer, from a day on.
pub fn customer(diary: &mut Diary<'_, '_>, first_day: i64) {
    let at_ms = awake(diary, first_day);
    sign_up(diary, at_ms);
    let habit = diary.chance.within(3, 24);
    visits(diary, first_day + 1, DAYS - 1, habit);
}

/// A month as a customer who begins on any day of the first three weeks.
pub fn any_customer(diary: &mut Diary<'_, '_>) {
    let first_day = diary.chance.within(0, 21);
    customer(diary, first_day);
}

/// Visits on some of the days.
pub fn visits(diary: &mut Diary<'_, '_>, from: i64, to: i64, habit_percent: i64) {
    for day in from..=to {
        if diary.chance.percent(habit_percent) {
            let at_ms = awake(diary, day);
            if at_ms > diary.at_ms {
                visit(diary, at_ms);
            }
        }
    }
}

/// The first visit: looks around, signs up, confirms the address.
pub fn sign_up(diary: &mut Diary<'_, '_>, at_ms: i64) {
    diary.visit(at_ms);
    for _ in 0..diary.chance.within(1, 3) {
        browse(diary);
    }
    register(diary);
    if diary.chance.percent(85) {
        let minutes = diary.chance.about(6.0, 1.0).clamp(1, 120);
        diary.wait(minutes * MINUTE / 2);
        diary.server("email.confirmed", json!({}));
    }
}

/// Fills in the form and is known from then on.
pub fn register(diary: &mut Diary<'_, '_>) {
    diary.page("signup_form", "/join", true);
    diary.wait(350);
    diary.proxied("user.signup", json!({ "plan": "free" }));
    diary.identify();
    for _ in 0..diary.chance.within(0, 2) {
        browse(diary);
    }
}

/// A later visit: signs in, looks around, perhaps buys, writes or changes something.
pub fn visit(diary: &mut Diary<'_, '_>, at_ms: i64) {
    diary.visit(at_ms);
    log_in(diary);
    for _ in 0..diary.chance.within(1, 5) {
        browse(diary);
    }
    match diary.chance.within(0, 99) {
        0..22 => buy(diary),
        22..30 => write(diary),
        30..36 => {
            diary.page("profile_updated", "/account", true);
        }
        36..39 => {
            diary.page("offer_created", "/sell", true);
            diary.server("listing.created", json!({ "category": "home" }));
        }
        _ => {}
    }
}

/// Signs in, with a slip of the finger now and then, unless the page remembers.
pub fn log_in(diary: &mut Diary<'_, '_>) {
    if diary.chance.percent(55) {
        diary.page("login_form", "/login", true);
        if diary.chance.percent(5) {
            diary.proxied("user.login_failed", json!({ "reason": "password" }));
            diary.pause();
        }
        diary.proxied("user.login", json!({ "method": "password" }));
    }
    diary.identify();
}

/// Looks at something.
pub fn browse(diary: &mut Diary<'_, '_>) {
    let ware = *diary.chance.pick(&WARES);
    match diary.chance.within(0, 9) {
        0..2 => diary.page_with(
            "search",
            "/search",
            true,
            json!({ "query": ware.replace('-', " ") }),
        ),
        2..4 => diary.page("page_view", "/", false),
        4..5 => diary.page("page_view", "/help", false),
        _ => diary.page("page_view", &format!("/item/{ware}"), false),
    }
}

/// Buys something.
pub fn buy(diary: &mut Diary<'_, '_>) {
    diary.page("checkout_started", "/checkout", true);
    diary.wait(1_100);
    let amount = diary.chance.about(42.0, 0.8).max(3);
    if diary.chance.percent(5) {
        diary.server("payment.failed", payment(diary_digits(diary), amount));
        diary.page("checkout_started", "/checkout", true);
    }
    diary.server("order.completed", payment(diary_digits(diary), amount));
}

/// Writes a comment.
pub fn write(diary: &mut Diary<'_, '_>) {
    diary.page("comment_form", "/item/tent", true);
    let text = *diary.chance.pick(&[
        "Is it still available?",
        "Lovely, thank you for the quick answer!",
        "Could you post a picture of the back?",
        "Arrived today, exactly as described.",
        "Would you take a bit less for it?",
    ]);
    diary.proxied("comment.created", json!({ "text": text }));
}

/// What a payment says of itself.
pub fn payment(last4: String, amount: i64) -> Value {
    json!({ "amount": amount, "currency": "EUR", "last4": last4 })
}

/// The last digits of the person's card: the same each time.
pub fn diary_digits(diary: &Diary<'_, '_>) -> String {
    let sum: u32 = diary.person.id.bytes().map(u32::from).sum();
    format!("{:04}", sum * 7 % 10_000)
}

/// Some moment of a day at which the person is awake; two of three times after work.
pub fn awake(diary: &mut Diary<'_, '_>, day: i64) -> i64 {
    let (from, to) = diary.person.hours;
    let to = if to <= from { to + 24 } else { to };
    let from = if diary.chance.percent(60) {
        from.max(to - 6)
    } else {
        from
    };
    let minute = diary.chance.within(from * 60, to * 60 - 1);
    let offset = diary.person.place.offset_hours;
    begin_of(day) + minute * MINUTE - offset * HOUR + diary.chance.within(0, 59_999)
}

/// Any moment of a day and night.
pub fn any_time(diary: &mut Diary<'_, '_>, day: i64) -> i64 {
    begin_of(day) + diary.chance.within(0, DAY - 1)
}
