//! Made-up people: what they say of themselves is not so.

use super::{Persona, Ties};
use crate::eval::category::Category::{Authenticity, Uniqueness};
use crate::eval::chance::Chance;
use crate::eval::devices;
use crate::eval::life;
use crate::eval::lines::Diary;
use crate::eval::person::{Person, reach};
use crate::eval::time::MINUTE;
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::bad(
        "disposable-mail",
        "Signs up with a mailbox that lasts ten minutes, under some plausible name; mostly of a well-known service, sometimes of a domain registered last week.",
        &[Authenticity],
        disposable_mail,
    ),
    Persona::bad(
        "keyboard-mash",
        "Lets the fingers fall on the keys for every field of the form.",
        &[Authenticity],
        keyboard_mash,
    ),
    Persona::bad(
        "random-mailbox",
        "A bought mailbox of random letters and digits at a large provider, with a name drawn from a list.",
        &[Authenticity],
        random_mailbox,
    ),
    Persona::bad(
        "templated-mail",
        "One of a series: the same pattern of address with numbers that count up, at one provider, within a day or two.",
        &[Authenticity],
        templated_mail,
    )
    .either(&[Uniqueness])
    .tied(Ties::Kin),
    Persona::bad(
        "placeholder",
        "Writes what forms and films are full of: Test Test, John Doe, Mickey Mouse, no@no.com.",
        &[Authenticity],
        placeholder,
    ),
    Persona::bad(
        "homoglyphs",
        "Puts Cyrillic letters among Latin ones that look alike, to be somebody else or to get past a filter.",
        &[Authenticity],
        homoglyphs,
    ),
    Persona::bad(
        "contradictory",
        "Says to live in one country, has a telephone of another, and a clock, language and address of a third; the name is of none of them.",
        &[Authenticity],
        contradictory,
    ),
    Persona::bad(
        "profane",
        "Gives an insult for a name.",
        &[Authenticity],
        profane,
    ),
    Persona::bad(
        "look-alike-domain",
        "A mailbox at a domain that is made to be taken for a large provider's or a bank's.",
        &[Authenticity],
        look_alike_domain,
    ),
];

const BURNERS: [&str; 20] = [
    "mailinator.com",
    "guerrillamail.com",
    "yopmail.com",
    "10minutemail.com",
    "temp-mail.org",
    "trashmail.com",
    "sharklasers.com",
    "getnada.com",
    "dispostable.com",
    "maildrop.cc",
    "throwawaymail.com",
    "moakt.com",
    "mohmal.com",
    "emailondeck.com",
    "fakeinbox.com",
    "mintemail.com",
    "spamgourmet.com",
    "burnermail.io",
    "inboxkitten.com",
    "tempmail.plus",
];
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
const PLACEHOLDERS: [(&str, &str); 12] = [
    ("Test Test", "test@test.com"),
    ("John Doe", "johndoe@example.com"),
    ("Max Mustermann", "max.mustermann@mail.de"),
    ("Foo Bar", "foo@bar.com"),
    ("Mickey Mouse", "mickey.mouse@disney.com"),
    ("Asdf Asdf", "asdf@asdf.com"),
    ("First Last", "firstlast@email.com"),
    ("N/A", "none@none.com"),
    ("Abc Xyz", "abc@xyz.com"),
    ("Anonymous User", "noreply@nothing.com"),
    ("Donald Duck", "donald.duck@gmail.com"),
    ("Your Name", "name@domain.com"),
];
const INSULTS: [&str; 8] = [
    "Fuck You",
    "Shithead McGee",
    "Arschloch Meier",
    "Puta Madre",
    "Bitch Please",
    "Asshole Smith",
    "Fuckface",
    "Dumbshit",
];
const LOOK_ALIKES: [&str; 12] = [
    "gmaiI.com",
    "gmail-secure.com",
    "outIook.com",
    "outlook-mail.co",
    "yah0o.com",
    "paypa1.com",
    "paypal-support.net",
    "micros0ft.com",
    "app1e.com",
    "hotmai1.com",
    "g-mail.co",
    "amaz0n-account.com",
];

/// Signs up, and comes back a few times at most.
fn briefly(diary: &mut Diary<'_, '_>) {
    let first = diary.chance.within(0, 25);
    let at_ms = life::awake(diary, first);
    life::sign_up(diary, at_ms);
    life::visits(diary, first + 1, first + 4, 30);
}

fn live<'a>(scene: &mut Scene<'_, 'a>, person: Person<'a>) {
    briefly(&mut scene.diary(person));
}

fn disposable_mail(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let local = crate::eval::mailbox::local(&mut scene.chance, &person.naming);
    let domain = if scene.chance.percent(80) {
        (*scene.chance.pick(&BURNERS)).to_owned()
    } else {
        format!("{}mail.top", scene.chance.draw(b"abcdefghkmnpqrstvwxz", 4))
    };
    person.set("email", format!("{local}@{domain}"));
    live(scene, person);
}

fn mash(chance: &mut Chance, low: i64, high: i64) -> String {
    let length = chance.within(low, high);
    let mut row = *chance.pick(&ROWS);
    let mut text = String::new();
    for _ in 0..length {
        if chance.percent(12) {
            row = *chance.pick(&ROWS);
        }
        text.push(char::from(*chance.pick(row)));
    }
    text
}

fn keyboard_mash(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let chance = &mut scene.chance;
    let (given, family) = (mash(chance, 4, 8), mash(chance, 4, 9));
    let local = mash(chance, 5, 11);
    let domain = *chance.pick(&["gmail.com", "hotmail.com", "yahoo.com", "mail.com"]);
    person.set("name", format!("{given} {family}"));
    person.set("email", format!("{local}@{domain}"));
    live(scene, person);
}

fn random_mailbox(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let chance = &mut scene.chance;
    let length = chance.within(9, 14);
    let local = chance.draw(b"abcdefghijklmnopqrstuvwxyz0123456789", length);
    let domain = *chance.pick(&["gmail.com", "outlook.com", "hotmail.com", "mail.com"]);
    person.set("email", format!("{local}@{domain}"));
    live(scene, person);
}

fn templated_mail(scene: &mut Scene<'_, '_>) {
    let size = scene.several(5, 12) as i64;
    let (from, day) = (scene.chance.within(10, 4_000), scene.chance.within(0, 26));
    let (form, domain) = (
        scene.chance.within(0, 2),
        *scene.chance.pick(&["outlook.com", "gmail.com", "mail.com"]),
    );
    let word = *scene
        .chance
        .pick(&["market", "buyer", "sales", "account", "member", "trade"]);
    for number in from..from + size {
        let mut person = scene.latin_person();
        let (given, family) = (
            person.naming.given.plain.clone(),
            person.naming.family.plain.clone(),
        );
        let local = match form {
            0 => format!("{word}{number:04}"),
            1 => format!("{given}.{family}.{word}{number:03}"),
            _ => format!("{word}_{number}_{}", &given[..1]),
        };
        person.set("email", format!("{local}@{domain}"));
        let mut diary = scene.diary(person);
        let at_ms = life::awake(&mut diary, day) + (number - from) * 20 * MINUTE;
        life::sign_up(&mut diary, at_ms);
    }
}

fn placeholder(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let (name, email) = *scene.chance.pick(&PLACEHOLDERS);
    let (local, domain) = email.split_once('@').unwrap_or_default();
    let number = if scene.chance.percent(60) {
        scene.chance.within(1, 999).to_string()
    } else {
        String::new()
    };
    person.set("name", name);
    person.set("email", format!("{local}{number}@{domain}"));
    live(scene, person);
}

fn homoglyphs(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let name = match scene.chance.within(0, 4) {
        0 => "PayPal Support".to_owned(),
        1 => "Amazon Security".to_owned(),
        _ => person.naming.full.clone(),
    };
    let twin = |letter: char| match letter {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'i' => 'і',
        'A' => 'А',
        'M' => 'М',
        'B' => 'В',
        other => other,
    };
    let mut changed: String = name
        .chars()
        .map(|letter| {
            if scene.chance.percent(55) {
                twin(letter)
            } else {
                letter
            }
        })
        .collect();
    if changed == name {
        changed = name.chars().map(twin).collect();
    }
    if changed == name {
        changed.push('а');
    }
    person.set("name", changed);
    live(scene, person);
}

fn contradictory(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let real = scene.chance.pick(&world.places);
    let mut person = scene.person_at(real);
    let claimed = world.place(&mut scene.chance, |place| place.country != real.country);
    let called = world.place(&mut scene.chance, |place| {
        place.calling_code != real.calling_code && place.calling_code != claimed.calling_code
    });
    let named = world.place(&mut scene.chance, |place| {
        place.is_latin() && ![real.country, claimed.country, called.country].contains(&place.country)
    });
    let model = devices::desktop(&mut scene.chance);
    person.take(&mut scene.chance, model);
    person.reach = reach(&mut scene.chance, &world.networks, real, false);
    person.naming = named.naming(&mut scene.chance);
    let name = person.naming.full.clone();
    person.set("name", name);
    let email = scene.mailbox_of(&person);
    person.set("email", email);
    person.set("country", claimed.country);
    person.set("phone", called.telephone(&mut scene.chance));
    live(scene, person);
}

fn profane(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    person.set("name", *scene.chance.pick(&INSULTS));
    live(scene, person);
}

fn look_alike_domain(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let local = crate::eval::mailbox::local(&mut scene.chance, &person.naming);
    person.set("email", format!("{local}@{}", scene.chance.pick(&LOOK_ALIKES)));
    live(scene, person);
}
