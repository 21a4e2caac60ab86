//! Honest people who share an address or a machine with others.

use super::{Persona, Ties};
use crate::eval::devices::models::{
    ANDROID_BUDGET, ANDROID_SAMSUNG, ANDROID_XIAOMI, CHROME_WINDOWS, EDGE_WINDOWS, IPAD, IPHONE,
};
use crate::eval::devices::{self, device};
use crate::eval::life;
use crate::eval::networks::{Kind, Network};
use crate::eval::person::{Reach, hands_for};
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::good(
        "family-tablet",
        "Two to four of one family, with accounts of their own on the one tablet or computer at home.",
        family_tablet,
    )
    .tied(Ties::Kin),
    Persona::good(
        "office",
        "Colleagues behind one address of the company, on laptops that were ordered by the pallet and set up from one image.",
        office,
    )
    .many(8),
    Persona::good(
        "campus",
        "Students behind the few addresses of a university, each with a laptop or telephone of their own; many sign up in the week in which it goes around.",
        campus,
    )
    .many(8),
    Persona::good(
        "carrier-crowd",
        "People in one country whose only connection is a telephone: hundreds share the operator's few addresses, and the commonest telephones are alike.",
        carrier_crowd,
    )
    .many(8),
    Persona::good(
        "popular-iphone",
        "People of one time zone with the telephone that everybody has: its fingerprint is the same to the last digit.",
        popular_iphone,
    )
    .many(8),
    Persona::good(
        "library-computer",
        "Strangers who use the one computer of a public library, one after the other.",
        library_computer,
    )
    .tied(Ties::Kin),
    Persona::good(
        "company-gateway",
        "Somebody at work whose connections leave through a security gateway: its exits change from page to page, and stand in another country.",
        company_gateway,
    ),
    Persona::good(
        "flat-share",
        "Friends under one roof, with one connection and devices of their own, who told each other of the offer and signed up within the same days.",
        flat_share,
    )
    .tied(Ties::Kin),
];

fn family_tablet(scene: &mut Scene<'_, '_>) {
    let size = scene.several(2, 4);
    let first = scene.person();
    let (place, family) = (first.place, first.naming.clone());
    let model = if scene.chance.percent(60) {
        &IPAD
    } else {
        &CHROME_WINDOWS
    };
    let (record, reach) = (device(&mut scene.chance, model, place), first.reach.clone());
    let mut next = Some(first);
    for _ in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(place));
        person.naming = place.relative(&mut scene.chance, &family);
        let name = person.naming.full.clone();
        person.set("name", name);
        let email = scene.mailbox_of(&person);
        person.set("email", email);
        person.device = record.clone();
        person.hands = hands_for(&mut scene.chance, model);
        person.reach = reach.clone();
        life::any_customer(&mut scene.diary(person));
    }
}

fn office(scene: &mut Scene<'_, '_>) {
    let size = scene.several(40, 300);
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["GB", "DE", "US", "NL", "SE", "PL", "FR"].contains(&place.country)
    });
    let network = world.networks.pick(&mut scene.chance, Kind::Home, place.country);
    let address = network.address(&mut scene.chance);
    let images: Vec<_> = (0..3)
        .map(|_| device(&mut scene.chance, &EDGE_WINDOWS, place))
        .collect();
    let company = scene.chance.draw(b"bcdfglmnprst", 1).to_uppercase() + "ranton & Sons";
    let domain = format!("{}.example", scene.chance.draw(b"abcdefghklmnoprst", 8));
    for _ in 0..size {
        let mut person = scene.person_at(place);
        person.device = scene.chance.pick(&images).clone();
        person.hands = hands_for(&mut scene.chance, &EDGE_WINDOWS);
        person.reach = Reach::Home(address.clone());
        person.hours = (8, 18);
        person.organization = Some((domain.clone(), company.clone()));
        let local = format!("{}.{}", person.naming.given.plain, person.naming.family.plain);
        let number = scene.chance.within(2, 99);
        person.set("email", format!("{local}{number}@{domain}"));
        life::any_customer(&mut scene.diary(person));
    }
}

fn campus(scene: &mut Scene<'_, '_>) {
    let size = scene.several(40, 300);
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["GB", "DE", "US"].contains(&place.country) && place.is_latin()
    });
    let network = world
        .networks
        .pick(&mut scene.chance, Kind::Campus, place.country);
    let first = network.address(&mut scene.chance);
    let exits: Vec<String> = (0..4).map(|_| Network::near(&mut scene.chance, &first)).collect();
    let week = scene.chance.within(0, 15);
    for _ in 0..size {
        // Students come from everywhere; their clocks are set here.
        let mut person = scene.person_at(place);
        let from = scene.chance.pick(&world.places);
        if scene.chance.percent(30) {
            person.naming = from.naming(&mut scene.chance);
            let name = person.naming.full.clone();
            person.set("name", name);
            let email = scene.mailbox_of(&person);
            person.set("email", email);
        }
        person.reach = Reach::Any(exits.clone());
        let mut diary = scene.diary(person);
        let day = week + diary.chance.about(2.0, 0.7).min(13);
        life::customer(&mut diary, day);
    }
}

fn carrier_crowd(scene: &mut Scene<'_, '_>) {
    let size = scene.several(40, 400);
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["IN", "NG", "ID", "KE", "BR"].contains(&place.country)
            && world.networks.has(Kind::Mobile, place.country)
    });
    let network = world
        .networks
        .pick(&mut scene.chance, Kind::Mobile, place.country);
    for _ in 0..size {
        let mut person = scene.person_at(place);
        let model = *scene.chance.pick(&[
            &ANDROID_BUDGET,
            &ANDROID_BUDGET,
            &ANDROID_XIAOMI,
            &ANDROID_SAMSUNG,
        ]);
        person.take(&mut scene.chance, model);
        person.reach = Reach::Any((0..4).map(|_| network.exit(&mut scene.chance)).collect());
        life::any_customer(&mut scene.diary(person));
    }
}

fn popular_iphone(scene: &mut Scene<'_, '_>) {
    let size = scene.several(30, 200);
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["US", "GB", "JP", "DE"].contains(&place.country)
    });
    for _ in 0..size {
        let mut person = scene.person_at(place);
        person.take(&mut scene.chance, &IPHONE);
        person.reach = crate::eval::person::reach(&mut scene.chance, &world.networks, place, true);
        life::any_customer(&mut scene.diary(person));
    }
}

fn library_computer(scene: &mut Scene<'_, '_>) {
    let size = scene.several(5, 12);
    let first = scene.person();
    let place = first.place;
    let record = device(&mut scene.chance, &CHROME_WINDOWS, place);
    let reach = Reach::Home(first.reach.address(&mut scene.chance, 0));
    let mut next = Some(first);
    for _ in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(place));
        person.device = record.clone();
        person.hands = hands_for(&mut scene.chance, &CHROME_WINDOWS);
        person.reach = reach.clone();
        person.hours = (9, 19);
        life::any_customer(&mut scene.diary(person));
    }
}

fn company_gateway(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let mut person = scene.person();
    let model = devices::desktop(&mut scene.chance);
    person.take(&mut scene.chance, model);
    person.hours = (8, 18);
    let network = world.networks.pick_any(&mut scene.chance, Kind::Gateway);
    let exits: Vec<String> = (0..5).map(|_| network.exit(&mut scene.chance)).collect();
    person.reach = Reach::Any(exits.clone());
    let mut diary = scene.diary(person);
    let first = diary.chance.within(0, 18);
    let at_ms = life::awake(&mut diary, first);
    life::sign_up(&mut diary, at_ms);
    for day in first + 1..30 {
        let at_ms = life::awake(&mut diary, day);
        if !diary.chance.percent(25) || at_ms < diary.at_ms {
            continue;
        }
        diary.visit(at_ms);
        life::log_in(&mut diary);
        for _ in 0..diary.chance.within(2, 5) {
            let exit = diary.chance.pick(&exits).clone();
            diary.move_to(&exit);
            life::browse(&mut diary);
        }
    }
}

fn flat_share(scene: &mut Scene<'_, '_>) {
    let size = scene.several(2, 5);
    let first = scene.person();
    let (place, reach) = (first.place, first.reach.clone());
    let day = scene.chance.within(0, 18);
    let mut next = Some(first);
    for _ in 0..size {
        let mut person = next.take().unwrap_or_else(|| scene.person_at(place));
        person.reach = reach.clone();
        let mut diary = scene.diary(person);
        let day = day + diary.chance.within(0, 3);
        life::customer(&mut diary, day);
    }
}
