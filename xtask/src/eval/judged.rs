//! Verdicts held against the truth.

use std::collections::{BTreeMap, BTreeSet};

use super::category::Category;
use super::metrics::{self, Cut, Found};
use super::personas::{ORDINARY, Persona, Ties};
use super::town::Truth;
use super::verdicts::{ALARM, Pair, Verdicts, pair};

/// How many false alarms a category may raise when it is asked how much it catches.
const FALSE_ALARMS: f64 = 0.01;
/// A link that is worth showing.
pub const STRONG: f64 = 0.5;

/// One category in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub bad: usize,
    pub good: usize,
    pub auc: f64,
    /// The line at one false alarm in a hundred.
    pub cut: Cut,
    /// Shares of the bad and of the good below 50.
    pub caught: f64,
    pub alarmed: f64,
}

/// One persona in numbers: in its bad categories if it has any, else in all four.
#[derive(Clone, Debug)]
pub struct Group {
    pub persona: &'static Persona,
    pub size: usize,
    /// Shares below 50, by category.
    pub alarmed: [f64; 4],
    /// Middle scores, by category.
    pub middle: [f64; 4],
    /// Share below 50 in any category in which it ought to be good.
    pub wronged: f64,
}

/// One judge.
#[derive(Debug)]
pub struct Judged {
    pub told: BTreeMap<Category, Told>,
    pub groups: Vec<Group>,
    /// By how many points the mean of a category (second) differs from that of ordinary customers among those who are bad
    /// in another only (first).
    pub cross_talk: BTreeMap<(Category, Category), f64>,
    /// Links worth showing, and links of any strength.
    pub strong_links: Found,
    pub all_links: Found,
}

impl Judged {
    /// Hold verdicts against the truth.
    pub fn new(truths: &[Truth], verdicts: &Verdicts) -> Self {
        let mut told = BTreeMap::new();
        for category in Category::ALL {
            if let Some(numbers) = tell(truths, verdicts, category) {
                told.insert(category, numbers);
            }
        }
        Self {
            told,
            groups: groups(truths, verdicts),
            cross_talk: cross_talk(truths, verdicts),
            strong_links: links(truths, &verdicts.linked(STRONG)),
            all_links: links(truths, &verdicts.linked(0.0)),
        }
    }
}

fn scores(
    truths: &[Truth],
    verdicts: &Verdicts,
    category: Category,
    wanted: impl Fn(&Truth) -> bool,
) -> Vec<f64> {
    let wanted = truths.iter().filter(|truth| wanted(truth));
    wanted.map(|truth| verdicts.score(&truth.id, category)).collect()
}

fn tell(truths: &[Truth], verdicts: &Verdicts, category: Category) -> Option<Told> {
    let bad = scores(truths, verdicts, category, |truth| truth.is_bad(category));
    let good = scores(truths, verdicts, category, |truth| truth.is_good(category));
    Some(Told {
        bad: bad.len(),
        good: good.len(),
        auc: metrics::auc(&bad, &good)?,
        cut: metrics::cut_at(&bad, &good, FALSE_ALARMS)?,
        caught: metrics::share_below(&bad, ALARM),
        alarmed: metrics::share_below(&good, ALARM),
    })
}

fn groups(truths: &[Truth], verdicts: &Verdicts) -> Vec<Group> {
    let mut order: Vec<&'static Persona> = Vec::new();
    let mut members: BTreeMap<&str, Vec<&Truth>> = BTreeMap::new();
    for truth in truths {
        let of_it = members.entry(truth.persona.code).or_default();
        if of_it.is_empty() {
            order.push(truth.persona);
        }
        of_it.push(truth);
    }
    let group = |persona: &'static Persona| {
        let members = members.get(persona.code).map_or(&[][..], Vec::as_slice);
        let of = |category| -> Vec<f64> {
            members
                .iter()
                .map(|truth| verdicts.score(&truth.id, category))
                .collect()
        };
        let is_wronged = |truth: &&&Truth| {
            let alarms = |category: &Category| verdicts.score(&truth.id, *category) < ALARM;
            Category::ALL
                .iter()
                .any(|category| truth.is_good(*category) && alarms(category))
        };
        Group {
            persona,
            size: members.len(),
            alarmed: Category::ALL.map(|category| metrics::share_below(&of(category), ALARM)),
            middle: Category::ALL.map(|category| metrics::median(&of(category)).unwrap_or_default()),
            wronged: members.iter().filter(is_wronged).count() as f64 / members.len().max(1) as f64,
        }
    };
    order.into_iter().map(group).collect()
}

fn cross_talk(truths: &[Truth], verdicts: &Verdicts) -> BTreeMap<(Category, Category), f64> {
    let mut talk = BTreeMap::new();
    for bad_in in Category::ALL {
        for heard_in in Category::ALL.into_iter().filter(|heard_in| *heard_in != bad_in) {
            let only = |truth: &Truth| truth.persona.bad == [bad_in] && truth.is_good(heard_in);
            let moved = scores(truths, verdicts, heard_in, only);
            let usual = scores(truths, verdicts, heard_in, |truth| {
                truth.persona.code == ORDINARY.code
            });
            if let (Some(moved), Some(usual)) = (metrics::mean(&moved), metrics::mean(&usual)) {
                talk.insert((bad_in, heard_in), moved - usual);
            }
        }
    }
    talk
}

/// Links of a ring are right, links of kin neither right nor wrong, all others wrong.
fn links(truths: &[Truth], linked: &BTreeSet<&Pair>) -> Found {
    let mut scenes: BTreeMap<usize, Vec<&Truth>> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, &Truth> = BTreeMap::new();
    for truth in truths {
        scenes.entry(truth.scene).or_default().push(truth);
        by_id.insert(&truth.id, truth);
    }
    let ties = |(one, other): &Pair| match (by_id.get(one.as_str()), by_id.get(other.as_str())) {
        (Some(one), Some(other)) if one.scene == other.scene => one.persona.ties,
        _ => Ties::None,
    };
    let mut found = Found::default();
    for pair in linked {
        match ties(pair) {
            Ties::Ring => found.right += 1,
            Ties::Kin => {}
            Ties::None => found.wrong += 1,
        }
    }
    for ring in scenes.values().filter(|ring| ring[0].persona.ties == Ties::Ring) {
        for (at, one) in ring.iter().enumerate() {
            for other in &ring[at + 1..] {
                found.missed += usize::from(!linked.contains(&pair(&one.id, &other.id)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::personas;

    fn truth(id: &str, code: &str, scene: usize) -> Truth {
        let persona = personas::all().find(|persona| persona.code == code);
        Truth {
            id: id.to_owned(),
            persona: persona.unwrap_or(&personas::ORDINARY),
            scene,
        }
    }

    /// A ring of three with two of its three links found, a family's link that is neither, and one wrong link.
    #[test]
    fn links_are_held_against_rings() {
        let truths = [
            truth("a", "device-ring", 1),
            truth("b", "device-ring", 1),
            truth("c", "device-ring", 1),
            truth("d", "family-tablet", 2),
            truth("e", "family-tablet", 2),
        ];
        let mut verdicts = Verdicts::default();
        for (one, other, strength) in [
            ("a", "b", 0.9),
            ("c", "b", 0.6),
            ("d", "e", 0.9),
            ("c", "d", 0.7),
            ("a", "c", 0.2),
        ] {
            verdicts.link(one, other, strength);
        }
        let judged = Judged::new(&truths, &verdicts);
        let expected = Found {
            right: 2,
            wrong: 1,
            missed: 1,
        };
        assert_eq!(judged.strong_links, expected);
        assert_eq!((judged.all_links.right, judged.all_links.missed), (3, 0));
    }

    /// One bad in Humanity whose Behavior is 20 below that of the good.
    #[test]
    fn cross_talk_is_a_difference_of_means() {
        let truths = [
            truth("a", "home-selenium", 1),
            truth("b", "customer", 2),
            truth("c", "customer", 3),
        ];
        let mut verdicts = Verdicts::default();
        verdicts
            .scores
            .insert("a".to_owned(), [Some(3), None, None, Some(60)]);
        verdicts
            .scores
            .insert("b".to_owned(), [Some(90), None, None, Some(85)]);
        verdicts.scores.insert("c".to_owned(), [None, None, None, None]);
        let judged = Judged::new(&truths, &verdicts);
        assert_eq!(
            judged.cross_talk[&(Category::Humanity, Category::Behavior)],
            -20.0
        );
        assert_eq!(judged.told[&Category::Humanity].auc, 1.0);
        assert!(!judged.told.contains_key(&Category::Behavior));
        assert_eq!(judged.groups.len(), 2);
        assert_eq!(judged.groups[0].alarmed, [1.0, 0.0, 0.0, 0.0]);
    }
}
