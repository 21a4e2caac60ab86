//! Honest people whose email addresses look odd, or much like somebody else's.

use super::{Persona, Ties};
use crate::eval::life;
use crate::eval::names::Place;
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::good(
        "relay-address",
        "Somebody who hides the mailbox behind a forwarding service of their telephone or browser: the address is random letters.",
        relay_address,
    ),
    Persona::good(
        "number-mailbox",
        "Somebody in China whose mailbox is a number.",
        number_mailbox,
    ),
    Persona::good(
        "borrowed-mailbox",
        "Somebody who uses the mailbox of a husband, wife or parent.",
        borrowed_mailbox,
    ),
    Persona::good(
        "siblings",
        "Sisters and brothers in one home with names and addresses that are nearly the same, each with a telephone of their own.",
        siblings,
    )
    .tied(Ties::Kin),
];

fn relay_address(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let chance = &mut scene.chance;
    let letters = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let email = match chance.within(0, 9) {
        0..6 => format!("{}@privaterelay.appleid.com", chance.draw(letters, 10)),
        6..8 => format!("{}@duck.com", chance.draw(letters, 8)),
        _ => format!("{}@mozmail.com", chance.draw(letters, 9)),
    };
    person.set("email", email);
    life::any_customer(&mut scene.diary(person));
}

fn number_mailbox(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| place.country == "CN");
    let mut person = scene.person_at(place);
    let chance = &mut scene.chance;
    let (first, length) = (chance.within(1, 9), chance.within(7, 9));
    let email = if chance.percent(75) {
        format!("{first}{}@qq.com", chance.draw(b"0123456789", length))
    } else {
        format!("13{}@163.com", chance.draw(b"0123456789", 9))
    };
    person.set("email", email);
    life::any_customer(&mut scene.diary(person));
}

fn borrowed_mailbox(scene: &mut Scene<'_, '_>) {
    let mut person = scene.person();
    let own = person.naming.clone();
    person.naming = if scene.chance.percent(50) {
        person.place.relative(&mut scene.chance, &own)
    } else {
        person.place.naming(&mut scene.chance)
    };
    let email = scene.mailbox_of(&person);
    person.set("email", email);
    person.naming = own;
    life::any_customer(&mut scene.diary(person));
}

fn siblings(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let place = world.place(&mut scene.chance, Place::is_latin);
    let first = scene.person_at(place);
    let (family, reach) = (first.naming.clone(), first.reach.clone());
    let initial = &family.given.plain[..1];
    let domain = crate::eval::mailbox::provider(&mut scene.chance, place);
    let mut second = scene.person_at(place);
    for _ in 0..40 {
        second.naming = place.relative(&mut scene.chance, &family);
        let given = &second.naming.given;
        if given.plain.starts_with(initial) && given.plain != family.given.plain {
            break;
        }
    }
    for (mut person, naming) in [(first, family.clone()), (second.clone(), second.naming.clone())] {
        person.set("name", naming.full.as_str());
        person.set(
            "email",
            format!(
                "{}.{}{}@{domain}",
                naming.given.plain,
                naming.family.plain,
                person.id.len()
            ),
        );
        person.reach = reach.clone();
        life::any_customer(&mut scene.diary(person));
    }
}
