//! The numbers as a page of the documentation, and in short for the terminal.

use std::fmt::Write;

use super::baseline::RULES;
use super::category::Category;
use super::judged::{Group, Judged, STRONG};
use super::metrics;
use super::outcome::Outcome;
use crate::step::Result;

const METHOD: &str = include_str!("report.md");

/// `docs/detection.md`.
pub fn markdown(outcomes: &[Outcome]) -> Result<String> {
    let mut text = METHOD.to_owned();
    tables(&mut text, outcomes)?;
    Ok(text)
}

/// What a terminal shows.
pub fn summary(outcomes: &[Outcome]) -> Result<String> {
    let mut text = String::new();
    short(&mut text, outcomes)?;
    Ok(text)
}

fn tables(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    writeln!(text, "\n## Categories\n")?;
    categories(text, outcomes)?;
    writeln!(
        text,
        "\nThe plain rules are these; each that holds takes 45 points of 90:\n"
    )?;
    for (category, rules) in RULES {
        writeln!(text, "- {}: {rules}.", category.label())?;
    }
    writeln!(
        text,
        "\n## Cross-talk\n\nBy how many points the mean of a category (column) differs from that of ordinary customers among those who are bad in another only (row).\n"
    )?;
    cross_talk(text, outcomes)?;
    writeln!(text, "\n## Links\n")?;
    links(text, outcomes)?;
    writeln!(
        text,
        "\n## Bad personas\n\nThe share that scores below 50 in the categories in which it is bad, and the middle score there.\n"
    )?;
    bad(text, outcomes)?;
    writeln!(
        text,
        "\n## Good personas\n\nThe share that scores below 50 in some category, in each, and what lowered it most.\n"
    )?;
    good(text, outcomes)?;
    writeln!(text, "\n## Stability\n")?;
    stability(text, outcomes)
}

fn short(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    categories(text, outcomes)?;
    writeln!(text)?;
    cross_talk(text, outcomes)?;
    writeln!(text)?;
    links(text, outcomes)?;
    writeln!(text)?;
    bad(text, outcomes)?;
    writeln!(text)?;
    good(text, outcomes)?;
    writeln!(text)?;
    stability(text, outcomes)
}

fn stability(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    for outcome in outcomes {
        writeln!(
            text,
            "- Seed {}: {} identities, {} events. After a rebuild from the first event {} % have the same four scores; the largest difference is {} points.",
            outcome.seed,
            outcome.identities,
            outcome.events,
            percent(outcome.same_after_rebuild),
            outcome.moved_at_most
        )?;
    }
    Ok(())
}

fn categories(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    writeln!(
        text,
        "| seed | category | bad | good | AUC | caught at 1 % | line | bad < 50 | good < 50 | plain rules: AUC | caught at 1 % | bad < 50 | good < 50 |"
    )?;
    writeln!(
        text,
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )?;
    for outcome in outcomes {
        for category in Category::ALL {
            let (Some(ours), Some(naive)) = (
                outcome.ours.told.get(&category),
                outcome.naive.told.get(&category),
            ) else {
                continue;
            };
            writeln!(
                text,
                "| {} | {} | {} | {} | **{:.3}** | **{} %** | {:.0} | {} % | {} % | {:.3} | {} % | {} % | {} % |",
                outcome.seed,
                category.label(),
                ours.bad,
                ours.good,
                ours.auc,
                percent(ours.cut.caught),
                ours.cut.below,
                percent(ours.caught),
                percent(ours.alarmed),
                naive.auc,
                percent(naive.cut.caught),
                percent(naive.caught),
                percent(naive.alarmed)
            )?;
        }
    }
    Ok(())
}

fn cross_talk(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    let head = Category::ALL.map(Category::label).join(" | ");
    writeln!(text, "| bad in | {head} |\n| --- | --- | --- | --- | --- |")?;
    for bad_in in Category::ALL {
        write!(text, "| {} |", bad_in.label())?;
        for heard_in in Category::ALL {
            let talk: Vec<f64> = outcomes
                .iter()
                .filter_map(|outcome| outcome.ours.cross_talk.get(&(bad_in, heard_in)).copied())
                .collect();
            match metrics::mean(&talk) {
                Some(points) => write!(text, " {points:+.1} |")?,
                None => write!(text, " – |")?,
            }
        }
        writeln!(text)?;
    }
    Ok(())
}

fn links(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    writeln!(
        text,
        "| seed | links | right | wrong | missed | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    )?;
    for outcome in outcomes {
        let rows = [
            (format!("of {STRONG} and more"), outcome.ours.strong_links),
            ("of any strength".to_owned(), outcome.ours.all_links),
            ("by plain rules".to_owned(), outcome.naive.all_links),
        ];
        for (name, found) in rows {
            writeln!(
                text,
                "| {} | {name} | {} | {} | {} | {:.2} | {:.2} | **{:.2}** |",
                outcome.seed,
                found.right,
                found.wrong,
                found.missed,
                found.precision(),
                found.recall(),
                found.f1()
            )?;
        }
    }
    Ok(())
}

fn bad(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    writeln!(
        text,
        "| persona | category | of | caught | middle | plain rules | who |\n| --- | --- | --- | --- | --- | --- | --- |"
    )?;
    for group in groups(outcomes).filter(|group| !group.persona.is_good()) {
        for category in group.persona.bad {
            let (size, caught) = over(
                outcomes,
                group,
                |judged| &judged.ours,
                |group| group.alarmed[*category as usize],
            );
            let (_, middle) = over(
                outcomes,
                group,
                |judged| &judged.ours,
                |group| group.middle[*category as usize],
            );
            let (_, naive) = over(
                outcomes,
                group,
                |judged| &judged.naive,
                |group| group.alarmed[*category as usize],
            );
            writeln!(
                text,
                "| {} | {} | {size} | {} % | {middle:.0} | {} % | {} |",
                group.persona.code,
                category.label(),
                percent(caught),
                percent(naive),
                group.persona.words
            )?;
        }
    }
    Ok(())
}

fn good(text: &mut String, outcomes: &[Outcome]) -> std::fmt::Result {
    let head = Category::ALL.map(Category::label).join(" | ");
    writeln!(
        text,
        "| persona | of | below 50 | {head} | plain rules | lowered by | who |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )?;
    for group in groups(outcomes).filter(|group| group.persona.is_good()) {
        let (size, wronged) = over(outcomes, group, |judged| &judged.ours, |group| group.wronged);
        let (_, naive) = over(outcomes, group, |judged| &judged.naive, |group| group.wronged);
        write!(
            text,
            "| {} | {size} | {} % |",
            group.persona.code,
            percent(wronged)
        )?;
        for category in Category::ALL {
            let (_, alarmed) = over(
                outcomes,
                group,
                |judged| &judged.ours,
                |group| group.alarmed[category as usize],
            );
            write!(text, " {} |", percent(alarmed))?;
        }
        writeln!(
            text,
            " {} % | {} | {} |",
            percent(naive),
            reasons(outcomes, group.persona.code),
            group.persona.words
        )?;
    }
    Ok(())
}

/// The personas in the order in which they were made.
fn groups(outcomes: &[Outcome]) -> impl Iterator<Item = &Group> {
    outcomes
        .first()
        .into_iter()
        .flat_map(|outcome| &outcome.ours.groups)
}

/// How many there are in all seeds together, and the mean of a number over the seeds.
fn over(
    outcomes: &[Outcome],
    group: &Group,
    judged: impl Fn(&Outcome) -> &Judged,
    number: impl Fn(&Group) -> f64,
) -> (usize, f64) {
    let same = outcomes.iter().flat_map(|outcome| &judged(outcome).groups);
    let same: Vec<&Group> = same
        .filter(|other| other.persona.code == group.persona.code)
        .collect();
    let numbers: Vec<f64> = same.iter().map(|group| number(group)).collect();
    let size = same.iter().map(|group| group.size).sum();
    (size, metrics::mean(&numbers).unwrap_or_default())
}

fn reasons(outcomes: &[Outcome], code: &str) -> String {
    let mut by_code: Vec<(String, usize)> = Vec::new();
    for outcome in outcomes {
        for ((_, _, reason), count) in outcome
            .reasons
            .iter()
            .filter(|((persona, ..), _)| *persona == code)
        {
            match by_code.iter_mut().find(|(known, _)| known == reason) {
                Some((_, known)) => *known += count,
                None => by_code.push((reason.clone(), *count)),
            }
        }
    }
    by_code.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = by_code
        .iter()
        .take(3)
        .map(|(reason, count)| format!("`{reason}` {count}"))
        .collect();
    named.join(", ")
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 0.05 {
        format!("{percent:.0}")
    } else {
        format!("{percent:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_shortly() {
        assert_eq!([percent(1.0), percent(0.034), percent(0.0)], ["100", "3.4", "0"]);
    }
}
