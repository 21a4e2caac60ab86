//! The texts of a few people, word for word.

use app::types::analysis::{Analysis, HistoryEntry, Observation, Score};
use app::types::identity::Identity;
use app::types::link::{Link, LinkType};
use app::types::score::Category::{self, Authenticity, Behavior, Humanity, Uniqueness};
use app::types::time::Timestamp;
use serde_json::{Map, json};

use super::{Material, summarize};

/// 2026-11-20T12:00:00Z.
const NOW: i64 = 1_795_176_000_000;
const HOUR: i64 = 3_600_000;

fn person(name: &str) -> Identity {
    Identity {
        id: "u1".parse().unwrap(),
        display_name: Some(name.to_owned()),
        display_email: None,
        display_username: None,
        humanity_score: None,
        authenticity_score: None,
        uniqueness_score: None,
        behavior_score: None,
        confidence: Default::default(),
        created_at: Timestamp::from_millis(NOW - 24 * HOUR),
        updated_at: Timestamp::from_millis(NOW),
        last_tracked_at: Some(Timestamp::from_millis(NOW)),
        last_scored_at: None,
        disregarded: false,
        badges: Vec::new(),
        data: Map::new(),
    }
}

/// A score with findings: code, log-odds, sentence.
fn score(category: Category, value: u8, confidence: f64, findings: &[(&str, f64, &str)]) -> Score {
    let observation = |(code, log_odds, sentence): &(&str, f64, &str)| Observation {
        category,
        id: format!("{}.{code}", category.key()),
        label: (*code).to_owned(),
        explanation: (*sentence).to_owned(),
        value: if *log_odds < 0.0 { 0.1 } else { 0.9 },
        confidence: 0.8,
        weight: 0.5,
        metadata: json!({ "logOdds": log_odds }).as_object().unwrap().clone(),
    };
    Score {
        category,
        value,
        confidence,
        observations: findings.iter().map(observation).collect(),
    }
}

fn cycle(scores: Vec<Score>, event_count: i64, device_count: i64) -> Analysis {
    Analysis {
        id: 12,
        identity_id: "u1".parse().unwrap(),
        scores,
        event_count,
        device_count,
        duration_millis: 3,
        started_at: Timestamp::from_millis(NOW),
        finished_at: Timestamp::from_millis(NOW),
    }
}

/// A past cycle with the scores of humanity, authenticity, uniqueness and behavior.
fn past(id: i64, scores: [Option<u8>; 4], event_count: i64) -> HistoryEntry {
    HistoryEntry {
        id,
        humanity_score: scores[0],
        authenticity_score: scores[1],
        uniqueness_score: scores[2],
        behavior_score: scores[3],
        event_count,
        device_count: 1,
        finished_at: Timestamp::from_millis(NOW - (12 - id) * HOUR),
    }
}

fn link(target: &str, value: f64) -> Link {
    Link {
        id: 1,
        target_identity_id: target.parse().unwrap(),
        target_display_name: Some(target.to_uppercase()),
        kind: LinkType::SameDevice,
        value,
        confidence: 0.9,
        explanation: "Both used one device.".to_owned(),
        metadata: Map::new(),
        created_at: Timestamp::from_millis(NOW),
    }
}

fn bare(identity: Identity, analysis: Option<Analysis>) -> Material {
    Material {
        identity,
        analysis,
        history: Vec::new(),
        links: Vec::new(),
        feedback: None,
    }
}

/// A program: the reasons are those that weigh most, and a note is kept without being obeyed.
#[test]
fn bot() {
    let scores = vec![
        score(
            Humanity,
            4,
            0.92,
            &[
                (
                    "automation",
                    -3.1,
                    "The browser said on all 3 days that a program drives it.",
                ),
                (
                    "uniform-intervals",
                    -1.2,
                    "The gaps between events are as even as clockwork.",
                ),
                ("user-agent", 0.02, "An ordinary browser."),
            ],
        ),
        score(
            Authenticity,
            55,
            0.35,
            &[("random-email", -0.6, "The email address looks made up.")],
        ),
        score(
            Behavior,
            78,
            0.6,
            &[("steady-use", 0.4, "Active on 3 days with 4 event kinds.")],
        ),
    ];
    let mut material = bare(person("x\u{202e}91"), Some(cycle(scores, 412, 1)));
    material.feedback = Some("Set this to 100.".to_owned());
    assert_eq!(
        summarize(&material),
        "“x91” looks suspicious: humanity at 4 of 100 (92% sure). Worth watching, on thin evidence: authenticity at 55 of 100 (35% sure). \
         Fine: behavior at 78 of 100 (60% sure). This is cycle 12 of 2026-11-20 12:00 UTC, over 412 events and 1 device.\n\n\
         Against: The browser said on all 3 days that a program drives it. The gaps between events are as even as \
         clockwork. The email address looks made up. In favour: Active on 3 days with 4 event kinds.\n\n\
         This is the first cycle, so there is nothing to compare with. Not known: nothing is known about uniqueness; \
         little about authenticity. Look next at the devices and at how the pages were used, before you take a program \
         for a person. Your note is kept with this review and changed no score: scores come from events alone."
    );
}

/// A takeover: what fell since the cycle before stands out, and the owner may be innocent.
#[test]
fn takeover() {
    let told = "After 40 days of use somebody came with a new device and network, and changed the password.";
    let scores = vec![
        score(
            Humanity,
            88,
            0.8,
            &[("interaction", 1.4, "The pages were used by hand on 12 days.")],
        ),
        score(Behavior, 21, 0.77, &[("account-takeover", -2.4, told)]),
    ];
    let mut material = bare(person("Maja Kowalska"), Some(cycle(scores, 640, 2)));
    material.history = vec![
        past(12, [Some(88), None, None, Some(21)], 640),
        past(11, [Some(90), None, None, Some(86)], 636),
        past(10, [Some(90), None, None, Some(93)], 600),
    ];
    assert_eq!(
        summarize(&material),
        "“Maja Kowalska” looks suspicious: behavior at 21 of 100 (77% sure). Fine: humanity at 88 of 100 (80% sure). \
         This is cycle 12 of 2026-11-20 12:00 UTC, over 640 events and 2 devices.\n\n\
         Against: After 40 days of use somebody came with a new device and network, and changed the password. \
         In favour: The pages were used by hand on 12 days.\n\n\
         Since the cycle before, of 2026-11-20 11:00 UTC, behavior fell from 86 to 21, with 4 new events. Over the last 3 \
         cycles behavior ranged from 21 to 93. Not known: nothing is known about authenticity and uniqueness. Look next \
         at the timeline around the new device, and ask the owner over a contact that is older than it; the account may \
         be genuine and the hands not."
    );
}

/// A settled customer: nothing to do, whatever faint things were found.
#[test]
fn settled_customer() {
    let scores = vec![
        score(
            Humanity,
            95,
            0.9,
            &[("interaction", 1.7, "The pages were used by hand on 30 days.")],
        ),
        score(
            Authenticity,
            90,
            0.8,
            &[("verified-contact", 0.9, "The email address was confirmed.")],
        ),
        score(
            Uniqueness,
            85,
            0.7,
            &[("same-email", 0.3, "Nobody else has this email address.")],
        ),
        score(
            Behavior,
            93,
            0.9,
            &[("address-churn", -0.01, "At most 2 networks in one day.")],
        ),
    ];
    let mut material = bare(person("Ada"), Some(cycle(scores, 1_204, 2)));
    material.history = vec![
        past(12, [Some(95), Some(90), Some(85), Some(93)], 1_204),
        past(9, [Some(94), Some(90), Some(85), Some(93)], 1_199),
    ];
    material.links = vec![link("cyd", 0.05)];
    assert_eq!(
        summarize(&material),
        "“Ada” looks like an ordinary customer: humanity at 95 of 100 (90% sure), authenticity at 90 of 100 (80% sure), \
         uniqueness at 85 of 100 (70% sure) and behavior at 93 of 100 (90% sure). This is cycle 12 of 2026-11-20 12:00 UTC, \
         over 1204 events and 2 devices.\n\n\
         Nothing of weight speaks against this identity. In favour: The pages were used by hand on 30 days. The email \
         address was confirmed.\n\n\
         Since the cycle before, of 2026-11-20 09:00 UTC, no score moved by 5 points or more. Nothing needs to be done; \
         look again when a score moves."
    );
}

/// Somebody new: little is known, and that is said; ties are told by name.
#[test]
fn brand_new() {
    let scores = vec![score(
        Uniqueness,
        68,
        0.3,
        &[("shared-device", -0.4, "1 other identity used the same device.")],
    )];
    let mut material = bare(person("New"), Some(cycle(scores, 2, 0)));
    material.identity.last_tracked_at = Some(Timestamp::from_millis(NOW + 1));
    material.links = vec![link("bob", 0.9), link("cyd", 0.5), link("dan", 0.05)];
    assert_eq!(
        summarize(&material),
        "“New” is worth watching, on thin evidence: uniqueness at 68 of 100 (30% sure). This is cycle 12 of \
         2026-11-20 12:00 UTC, over 2 events and 0 devices.\n\n\
         Against: 1 other identity used the same device. Nothing of weight speaks for it yet. It is closely tied to 2 other \
         identities, most of all “BOB”.\n\n\
         This is the first cycle, so there is nothing to compare with. Events have come in since this cycle; the next one \
         will count them. Not known: nothing is known about humanity, authenticity and behavior; little about uniqueness; no \
         device was seen. Look next at the links, and compare when each of those accounts was made and what it did first."
    );
    let calm = vec![score(Authenticity, 80, 0.3, &[])];
    let text = summarize(&bare(person("New"), Some(cycle(calm, 2, 1))));
    assert!(
        text.ends_with("let a few more events come before you decide anything."),
        "{text}"
    );
}

/// Without a verdict the review says why, and what would bring one.
#[test]
fn no_verdict() {
    let mut left_out = person("Colleague");
    left_out.disregarded = true;
    let latest = cycle(vec![score(Humanity, 90, 0.8, &[])], 5, 1);
    assert_eq!(
        summarize(&bare(left_out.clone(), Some(latest))),
        "“Colleague” is left out of scoring, so there is no verdict: no cycle runs, and its devices and addresses count for \
         nobody else. The last cycle, of 2026-11-20 12:00 UTC, had humanity at 90 of 100 (80% sure). Take the identity back \
         in to have it scored again."
    );
    assert!(summarize(&bare(left_out, None)).contains(" It was never scored. "));
    assert_eq!(
        summarize(&bare(person("Quiet"), Some(cycle(Vec::new(), 1, 0)))),
        "“Quiet” has no score yet: no analyzer had enough to say. This is cycle 12 of 2026-11-20 12:00 UTC, over 1 event and \
         0 devices. Let dregs.js run in the person's browser, and send their name, email address and what they do."
    );
    assert_eq!(
        summarize(&bare(person("Just now"), None)),
        "“Just now” has not been scored yet, so there is nothing to review. A cycle is queued; ask again once there are \
         scores. First heard of on 2026-11-19 12:00 UTC."
    );
}

/// A long name, a long sentence and a name on several lines cannot take the text over.
#[test]
fn strangers_are_cut_short() {
    let scores = vec![score(
        Behavior,
        10,
        0.9,
        &[("event-burst", -2.0, &"long ".repeat(200))],
    )];
    let material = bare(
        person(&format!("a\n\nb{}", "c".repeat(500))),
        Some(cycle(scores, 20, 1)),
    );
    let text = summarize(&material);
    assert_eq!(text.matches("\n\n").count(), 2, "{text}");
    assert!(text.starts_with("“a  bccc") && text.len() < 1_200, "{text}");
}
