//! What an ordinary team would write in an afternoon: plain rules, each of which lowers a score.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::category::Category;
use super::chance::mark;
use super::lines::Line;
use super::networks::Networks;
use super::time::MINUTE;
use super::verdicts::Verdicts;
use crate::step::Result;

const TOOLS: [&str; 7] = ["headless", "python", "curl", "bot", "go-http", "axios", "aiohttp"];
const BURNERS: [&str; 8] = [
    "mailinator.com",
    "guerrillamail.com",
    "yopmail.com",
    "10minutemail.com",
    "temp-mail.org",
    "trashmail.com",
    "sharklasers.com",
    "getnada.com",
];
const BAD_WORDS: [&str; 7] = ["test", "asdf", "fuck", "shit", "foo", "mickey", "john doe"];

/// What the rules look at, of one identity.
#[derive(Default)]
struct Facts {
    agents: BTreeSet<String>,
    webdriver: bool,
    name: String,
    email: String,
    addresses: BTreeSet<String>,
    devices: BTreeSet<String>,
    failed_logins: usize,
    failed_payments: usize,
    comments: usize,
    per_minute: BTreeMap<i64, usize>,
    per_day: BTreeMap<i64, (BTreeSet<String>, BTreeSet<&'static str>)>,
    changed_password_on: Option<i64>,
    paid_out_on: Option<i64>,
}

/// The verdicts of the rules.
pub fn judge(lines: &[Line], networks: &Networks) -> Result<Verdicts> {
    let everybody = gather(lines, networks)?;
    let mut by_address: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut by_device: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut by_mailbox: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, facts) in &everybody {
        for address in &facts.addresses {
            by_address.entry(address).or_default().push(id);
        }
        for device in &facts.devices {
            by_device.entry(device).or_default().push(id);
        }
        by_mailbox.entry(mailbox(&facts.email)).or_default().push(id);
    }
    let mut verdicts = Verdicts::default();
    for (id, facts) in &everybody {
        let many = |count: Option<&Vec<&str>>, most: usize| count.is_some_and(|others| others.len() > most);
        let unique = [
            facts
                .addresses
                .iter()
                .any(|address| many(by_address.get(address.as_str()), 3)),
            facts
                .devices
                .iter()
                .any(|device| many(by_device.get(device.as_str()), 1)),
            many(by_mailbox.get(&mailbox(&facts.email)), 1),
        ];
        let hits = [human(facts), authentic(facts), count(&unique), behaved(facts)];
        // One rule is enough for an alarm.
        let scores = hits.map(|hits| Some(90_usize.saturating_sub(45 * hits) as u8));
        verdicts.scores.insert(id.clone(), scores);
    }
    let groups = by_device
        .values()
        .chain(by_address.values())
        .chain(by_mailbox.values());
    for group in groups {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                verdicts.link(one, other, 1.0);
            }
        }
    }
    Ok(verdicts)
}

/// Dots and tags do not make another mailbox.
fn mailbox(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let local = local.split('+').next().unwrap_or(local).replace('.', "");
    format!("{local}@{domain}")
}

fn count(rules: &[bool]) -> usize {
    rules.iter().filter(|holds| **holds).count()
}

fn human(facts: &Facts) -> usize {
    let is_tool = |agent: &String| TOOLS.iter().any(|tool| agent.to_lowercase().contains(tool));
    count(&[
        facts.agents.iter().any(is_tool),
        facts.webdriver,
        facts.per_minute.values().any(|events| *events > 20),
    ])
}

fn authentic(facts: &Facts) -> usize {
    let (local, domain) = facts.email.split_once('@').unwrap_or_default();
    let name = facts.name.to_lowercase();
    count(&[
        BURNERS.contains(&domain),
        name.chars().filter(|letter| letter.is_alphabetic()).count() < 5,
        local.chars().filter(char::is_ascii_digit).count() > 4,
        BAD_WORDS.iter().any(|word| name.contains(word)),
    ])
}

fn behaved(facts: &Facts) -> usize {
    let on_one_day =
        |rule: fn(&(BTreeSet<String>, BTreeSet<&'static str>)) -> bool| facts.per_day.values().any(rule);
    count(&[
        facts.failed_logins >= 5,
        facts.failed_payments >= 3,
        facts.comments > 20,
        on_one_day(|(addresses, _)| addresses.len() > 4),
        on_one_day(|(_, countries)| countries.len() > 1),
        facts.changed_password_on.is_some() && facts.changed_password_on == facts.paid_out_on,
    ])
}

/// One pass for whose visits are whose, one for the facts.
fn gather(lines: &[Line], networks: &Networks) -> Result<BTreeMap<String, Facts>> {
    let mut visits: BTreeMap<String, String> = BTreeMap::new();
    for line in lines {
        let event: Value = serde_json::from_str(&line.text)?;
        if let (Some(visit), Some(id)) = (event["session"].as_str(), event["identity"]["id"].as_str()) {
            visits.entry(visit.to_owned()).or_insert_with(|| id.to_owned());
        }
    }
    let mut everybody: BTreeMap<String, Facts> = BTreeMap::new();
    for line in lines {
        let event: Value = serde_json::from_str(&line.text)?;
        let visitor = || event["session"].as_str().and_then(|visit| visits.get(visit));
        let id = event["identity"]["id"].as_str().map(str::to_owned);
        if let Some(id) = id.or_else(|| visitor().cloned()) {
            everybody
                .entry(id)
                .or_default()
                .take(&event, line.at_ms, networks);
        }
    }
    Ok(everybody)
}

impl Facts {
    fn take(&mut self, event: &Value, at_ms: i64, networks: &Networks) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (minute, day) = (at_ms / MINUTE, at_ms / MINUTE / 1440);
        *self.per_minute.entry(minute).or_default() += 1;
        if let Some(agent) = event["userAgent"].as_str() {
            self.agents.insert(agent.to_owned());
        }
        if let Some(address) = event["ip"].as_str() {
            self.addresses.insert(address.to_owned());
            let (addresses, countries) = self.per_day.entry(day).or_default();
            addresses.insert(address.to_owned());
            countries.extend(networks.country_of(address));
        }
        if event["device"].is_object() {
            self.webdriver |= event["device"]["webdriver"] == true;
            let mut record = event["device"].clone();
            for moving in ["request", "mediaQueries", "rtt", "window", "languages"] {
                record[moving] = Value::Null;
            }
            self.devices.insert(mark(&[&record.to_string()]));
        }
        let attributes = &event["identity"]["data"];
        if attributes.is_object() {
            (self.name, self.email) = (text(&attributes["name"]), text(&attributes["email"]));
        }
        match event["type"].as_str().unwrap_or_default() {
            "user.login_failed" => self.failed_logins += 1,
            "payment.failed" => self.failed_payments += 1,
            "comment.created" => self.comments += 1,
            "password.changed" | "email.changed" => self.changed_password_on = Some(day),
            "payout.requested" => self.paid_out_on = Some(day),
            _ => {}
        }
    }
}

/// What the rules are called in the report.
pub const RULES: [(Category, &str); 4] = [
    (
        Category::Humanity,
        "a tool's name in the user agent, `navigator.webdriver`, more than 20 events in a minute",
    ),
    (
        Category::Authenticity,
        "8 disposable domains, fewer than 5 letters in the name, more than 4 digits in the address, 7 bad words",
    ),
    (
        Category::Uniqueness,
        "more than 3 identities at an address, any other on the same fingerprint, the same mailbox but for dots and tags",
    ),
    (
        Category::Behavior,
        "5 failed sign-ins, 3 refused payments, more than 20 comments, more than 4 addresses or more than one country in a day, password change and payout on one day",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::population::{Population, Size};

    #[test]
    fn plain_rules_find_plain_trouble() {
        let tiny = Size {
            identities: 400,
            bad: 3,
            good: 1,
        };
        let population = Population::live(3, tiny).unwrap();
        let verdicts = judge(&population.lines, &Networks::load().unwrap()).unwrap();
        let worst = |code: &str, category| -> f64 {
            let of_it = population
                .truths
                .iter()
                .filter(|truth| truth.persona.code == code);
            of_it
                .map(|truth| verdicts.score(&truth.id, category))
                .fold(0.0, f64::max)
        };
        assert!(worst("naive-script", Category::Humanity) < 50.0);
        assert!(worst("card-testing", Category::Behavior) < 50.0);
        assert!(worst("device-ring", Category::Uniqueness) < 50.0);
        assert_eq!(mailbox("a.b+c@d"), "ab@d");
    }
}
