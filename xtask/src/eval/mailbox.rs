//! The email addresses that people choose: mostly some form of their name, at whoever they happen to be with.

use super::chance::Chance;
use super::names::{Naming, Place};

/// Providers that are used everywhere.
const WORLDWIDE: [&str; 12] = [
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "icloud.com",
    "proton.me",
    "live.com",
];

/// Providers of a country.
const NATIONAL: [(&str, &[&str]); 20] = [
    (
        "DE",
        &["gmx.de", "web.de", "t-online.de", "posteo.de", "freenet.de"],
    ),
    ("FR", &["orange.fr", "free.fr", "laposte.net", "sfr.fr"]),
    ("IT", &["libero.it", "virgilio.it", "tiscali.it"]),
    ("PL", &["wp.pl", "o2.pl", "onet.pl", "interia.pl"]),
    ("CZ", &["seznam.cz", "centrum.cz"]),
    ("HU", &["freemail.hu", "citromail.hu"]),
    ("UA", &["ukr.net", "i.ua"]),
    ("BG", &["abv.bg"]),
    ("KR", &["naver.com", "hanmail.net", "daum.net"]),
    ("JP", &["yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp"]),
    ("CN", &["163.com", "126.com", "sina.com"]),
    ("TW", &["yahoo.com.tw", "hinet.net"]),
    ("BR", &["uol.com.br", "bol.com.br", "terra.com.br"]),
    ("IN", &["rediffmail.com", "yahoo.co.in"]),
    ("GB", &["btinternet.com", "sky.com", "yahoo.co.uk"]),
    ("US", &["comcast.net", "aol.com", "verizon.net", "att.net"]),
    ("NL", &["ziggo.nl", "kpnmail.nl"]),
    ("SE", &["telia.com"]),
    ("AU", &["bigpond.com"]),
    ("PT", &["sapo.pt"]),
];

/// What people call themselves when it is not by their name.
const NICKS: [&str; 24] = [
    "sunnyotter",
    "bluebird",
    "mountainman",
    "coffeelover",
    "nightowl",
    "redpanda",
    "gardenfairy",
    "skaterboi",
    "bookworm",
    "tinydancer",
    "wanderlust",
    "catlady",
    "oldsailor",
    "pixelfox",
    "greentea",
    "papabear",
    "moonchild",
    "bikerjoe",
    "happyhippo",
    "stormy",
    "zebrafish",
    "quietstorm",
    "lemonpie",
    "silverlining",
];

/// A provider.
pub fn provider(chance: &mut Chance, place: &Place) -> &'static str {
    let national = NATIONAL.iter().find(|(country, _)| *country == place.country);
    let among: &[&'static str] = match national {
        Some((_, providers)) if chance.percent(35) => providers,
        _ => &WORLDWIDE,
    };
    among[chance.within(0, among.len() as i64 - 1) as usize]
}

/// The part before the @.
pub fn local(chance: &mut Chance, naming: &Naming) -> String {
    let (given, family) = (naming.given.plain.as_str(), naming.family.plain.as_str());
    let initial = &given[..1];
    let stem = match chance.within(0, 99) {
        0..24 => format!("{given}.{family}"),
        24..38 => format!("{given}{family}"),
        38..48 => format!("{initial}{family}"),
        48..55 => format!("{initial}.{family}"),
        55..62 => format!("{family}.{given}"),
        62..68 => format!("{given}_{family}"),
        68..76 => given.to_owned(),
        76..82 => format!("{given}{}", &family[..1]),
        82..86 => format!("{initial}{}", &family[..1]),
        _ => (*chance.pick(&NICKS)).to_owned(),
    };
    // Short ones were taken long ago.
    let numbered = if stem.len() < 7 { 92 } else { 42 };
    if !chance.percent(numbered) {
        return stem;
    }
    match chance.within(0, 3) {
        0 => format!("{stem}{}", chance.within(1955, 2007)),
        1 => format!("{stem}{:02}", chance.within(1, 99)),
        2 => format!("{stem}.{:02}", chance.within(55, 99)),
        _ => format!("{stem}{}", chance.within(1, 999)),
    }
}
