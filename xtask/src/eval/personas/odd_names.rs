//! Honest people whose names look odd to those who have not met many.

use super::Persona;
use crate::eval::life;
use crate::eval::person::Person;
use crate::eval::town::Scene;

pub const ALL: &[Persona] = &[
    Persona::good(
        "short-name",
        "Somebody with a name of a few letters, such as Li Wu or Bo Ek.",
        short_name,
    ),
    Persona::good(
        "other-script",
        "Somebody whose name is written in Cyrillic, Arabic, Han, Hangul or one of a dozen other scripts.",
        other_script,
    ),
    Persona::good(
        "mononym",
        "Somebody with one name only, as many in Indonesia and southern India have.",
        mononym,
    ),
    Persona::good(
        "long-name",
        "Somebody with several given names and a double surname, with hyphens, particles and apostrophes.",
        long_name,
    ),
    Persona::good(
        "famous-namesake",
        "Somebody who was given the name of a star, a president, or what others write into forms.",
        famous_namesake,
    ),
    Persona::good(
        "expatriate",
        "Somebody who moved: lives and pays here, but keeps the telephone, the language and the name of home.",
        expatriate,
    ),
    Persona::good(
        "lower-case",
        "Somebody who writes the name without capitals, with a double space or all in capitals.",
        lower_case,
    ),
];

const SHORT: [&str; 24] = [
    "Li Wu",
    "Bo Ek",
    "An Vo",
    "Jo Ng",
    "Ye Xu",
    "Al Oz",
    "Ed Sy",
    "Ty Uy",
    "Mo Ba",
    "Ai Ito",
    "Bo O",
    "Ng Ho",
    "Ra Im",
    "Oh Jo",
    "Ly Do",
    "Ian Ho",
    "Eva Ax",
    "Ida Å",
    "Pó Tú",
    "Gwyn Rhys",
    "Bryn Lynch",
    "Ng Ly",
    "Hrvoje Krk",
    "Srđ Grg",
];
const MONONYMS: [&str; 24] = [
    "Sukarno",
    "Suharto",
    "Wiranto",
    "Kartini",
    "Supriyadi",
    "Mulyani",
    "Sutrisno",
    "Wahyuni",
    "Murugesan",
    "Thangavel",
    "Palanisamy",
    "Sivakumar",
    "Annamalai",
    "Lakshmanan",
    "Zayar",
    "Thiha",
    "Björk",
    "Bagyo",
    "Slamet",
    "Parwati",
    "Kyaw",
    "Madhavan",
    "Tenzin",
    "Sumarni",
];
const LONG: [&str; 16] = [
    "Maria do Carmo Nascimento de Albuquerque e Silva",
    "José Antonio Rodríguez-Pantoja Fernández de Córdoba",
    "Karl-Heinz Freiherr von und zu Guttenberg-Weißenfels",
    "Anne-Sophie Le Goff-Beauchamp",
    "Wolfeschlegelsteinhausenbergerdorff Müller",
    "Sirimavo Ratwatte Dias Bandaranaike",
    "Venkata Satya Naga Sri Ramachandra Murthy",
    "Mary-Kate O'Shaughnessy-McGillicuddy",
    "Jan-Willem van der Meer-ter Horst",
    "Nomthandazo Thembekile Buthelezi-Tshabalala",
    "Llanfair Gwenllian Pugh-ap-Rhys",
    "Gebreegziabher Woldemariam Tekle",
    "Aikaterini Papadopoulou-Konstantinidou",
    "Chukwuemeka Oluwaseun Nnamdi-Okonkwo",
    "Przemysław Brzęczyszczykiewicz",
    "D'Angelo Xzavier Jr. St. Pierre III",
];
const FAMOUS: [&str; 24] = [
    "Michael Jordan",
    "Emma Watson",
    "Chris Evans",
    "James Bond",
    "Paul Newman",
    "John Smith",
    "Jane Doe",
    "Elizabeth Taylor",
    "Michael Jackson",
    "Peter Parker",
    "Bill Gates",
    "Taylor Swift",
    "George Bush",
    "Anna Frank",
    "Jennifer Null",
    "Christopher Null",
    "Harry Potter",
    "Mary Christmas",
    "Dick Butkus",
    "Randy Cox",
    "Peter Müller",
    "Maria Garcia",
    "Emily Test",
    "Analise Sample",
];

fn renamed(person: &mut Person<'_>, name: &str) {
    person.set("name", name);
}

/// An address after a name that is not of the list.
fn address_after(scene: &mut Scene<'_, '_>, person: &mut Person<'_>, name: &str) {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '.'
            }
        })
        .collect();
    let words: Vec<&str> = plain.split('.').filter(|word| !word.is_empty()).collect();
    let local = match (words.as_slice(), scene.chance.within(0, 2)) {
        ([only], _) => (*only).to_owned(),
        ([first, .., last], 0) => format!("{first}.{last}"),
        ([first, .., last], 1) => format!("{}{last}", &first[..1]),
        (words, _) => words.concat().chars().take(20).collect(),
    };
    let number = scene.chance.within(1, 9_999);
    let domain = crate::eval::mailbox::provider(&mut scene.chance, person.place);
    person.set("email", format!("{local}{number}@{domain}"));
}

fn named<'a>(scene: &mut Scene<'_, 'a>, mut person: Person<'a>, name: &str) {
    renamed(&mut person, name);
    address_after(scene, &mut person, name);
    life::any_customer(&mut scene.diary(person));
}

fn short_name(scene: &mut Scene<'_, '_>) {
    let person = scene.latin_person();
    let name = *scene.chance.pick(&SHORT);
    named(scene, person, name);
}

fn other_script(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| !place.is_latin());
    let person = scene.person_at(place);
    life::any_customer(&mut scene.diary(person));
}

fn mononym(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["ID", "IN"].contains(&place.country) && place.is_latin()
    });
    let person = scene.person_at(place);
    let name = *scene.chance.pick(&MONONYMS);
    named(scene, person, name);
}

fn long_name(scene: &mut Scene<'_, '_>) {
    let person = scene.latin_person();
    let name = *scene.chance.pick(&LONG);
    named(scene, person, name);
}

fn famous_namesake(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let place = world.place(&mut scene.chance, |place| {
        ["US", "GB", "CA", "AU"].contains(&place.country)
    });
    let person = scene.person_at(place);
    let name = *scene.chance.pick(&FAMOUS);
    named(scene, person, name);
}

fn expatriate(scene: &mut Scene<'_, '_>) {
    let world = scene.world();
    let home = scene.chance.pick(&world.places);
    let here = world.place(&mut scene.chance, |place| place.country != home.country);
    let mut person = scene.person_at(here);
    person.naming = home.naming(&mut scene.chance);
    let name = person.naming.full.clone();
    person.set("name", name);
    let email = scene.mailbox_of(&person);
    person.set("email", email);
    person.set("country", here.country);
    person.set("phone", home.telephone(&mut scene.chance));
    person.device["language"] = home.language.into();
    person.device["languages"] = serde_json::json!([home.language, here.language, "en"]);
    person.device["request"]["acceptLanguage"] =
        format!("{},{};q=0.8,en;q=0.6", home.language, here.language).into();
    life::any_customer(&mut scene.diary(person));
}

fn lower_case(scene: &mut Scene<'_, '_>) {
    let mut person = scene.latin_person();
    let name = match scene.chance.within(0, 3) {
        0 => person.naming.full.to_uppercase(),
        1 => person.naming.full.replace(' ', "  "),
        _ => person.naming.full.to_lowercase(),
    };
    renamed(&mut person, &name);
    life::any_customer(&mut scene.diary(person));
}
