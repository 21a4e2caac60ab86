//! The example account: a month of made-up life, the same every time but for its dates.

mod addresses;
mod chance;
mod devices;
mod hands;
mod line;
mod models;
mod people;
mod places;
mod trouble;

use std::collections::BTreeMap;

use serde_json::Value;

use self::chance::Chance;
use self::line::Line;
use crate::scoring::place::Place;

const SEED: u64 = 20_261_120;
const DAYS: i64 = 30;
/// Nothing happens in the last minutes, so that the account looks quiet at first and then alive.
const QUIET_MS: i64 = 120_000;

/// About thirty days that end just before `now_ms`, in the order of their receipt. Each value is one line of
/// the import format: the event's envelope with `ip`, `userAgent`, `receivedAt` and the kind of `key` that
/// sent it.
pub fn events(now_ms: i64) -> Vec<Value> {
    population(now_ms).into_iter().map(|line| line.event).collect()
}

/// Where the addresses of these events lie.
pub fn places(events: &[Value]) -> BTreeMap<String, Place> {
    addresses::places(events)
}

/// Whether somebody is in it for no good. Who only looks odd is not.
pub fn means_ill(id: &str) -> bool {
    trouble::means_ill(id)
}

fn population(now_ms: i64) -> Vec<Line> {
    let end_ms = now_ms - QUIET_MS;
    let begin_ms = end_ms - DAYS * people::DAY;
    let mut chance = Chance::new(SEED);
    let mut lines = Vec::new();
    people::live(&mut lines, &mut chance, begin_ms, end_ms);
    trouble::bot_farm(&mut lines, &mut chance, end_ms);
    trouble::ring(&mut lines, &mut chance, end_ms);
    trouble::takeover(&mut lines, &mut chance, begin_ms, end_ms);
    trouble::office(&mut lines, &mut chance, begin_ms, end_ms);
    trouble::odd_ones(&mut lines, &mut chance, begin_ms, end_ms);
    lines.retain(|line| (begin_ms..end_ms).contains(&line.at_ms));
    // A stable sort: what happened at the same moment stays in the order of its cause.
    lines.sort_by_key(|line| line.at_ms);
    lines
}

#[cfg(test)]
mod tests;
