//! Exceptions to the size rules: lines of `xtask/sizes.txt` whose numbers may only go down.

use std::collections::BTreeMap;

use super::tree::{Finding, Tree};

/// Lines read `<size> <path>` or `<size> <path>::<function>`; `#` starts a comment.
pub const FILE: &str = "xtask/sizes.txt";

/// The exceptions of one rule that were not met yet.
pub struct Ratchet(BTreeMap<String, (usize, usize)>);

impl Ratchet {
    /// The exceptions whose names are of a kind.
    pub fn of(tree: &Tree, kind: fn(&str) -> bool) -> Self {
        let lines = tree.text(FILE).unwrap_or_default().lines().enumerate();
        let exception = |(index, line): (usize, &str)| {
            let (size, name) = line.trim().split_once(' ')?;
            Some((name.trim().to_owned(), (index + 1, size.parse().ok()?)))
        };
        Self(
            lines
                .filter_map(exception)
                .filter(|(name, _)| kind(name))
                .collect(),
        )
    }

    /// What is wrong with the size of a thing, if anything.
    pub fn judge(&mut self, name: &str, size: usize, limit: usize) -> Option<Verdict> {
        let stale = |at, advice: String| {
            Some(Verdict::Stale(Finding::new(
                FILE,
                at,
                format!("{name}: {advice}"),
            )))
        };
        match self.0.remove(name) {
            Some((at, _)) if size <= limit => stale(at, "fits now, remove this line".to_owned()),
            Some((at, allowed)) if size < allowed => stale(at, format!("shrank, lower {allowed} to {size}")),
            Some((_, allowed)) if size > allowed => {
                Some(Verdict::TooLong(format!("even the exception says {allowed}")))
            }
            None if size > limit => Some(Verdict::TooLong(format!("the stop is {limit}"))),
            _ => None,
        }
    }

    /// Exceptions for things that are not there.
    pub fn rest(self) -> impl Iterator<Item = Finding> {
        self.0
            .into_iter()
            .map(|(name, (at, _))| Finding::new(FILE, at, format!("{name}: is gone, remove this line")))
    }
}

/// Why a size is not right.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// The thing is too long; the words say by which measure.
    TooLong(String),
    /// Its exception is out of date.
    Stale(Finding),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(size: usize, line: &str) -> Option<Verdict> {
        Ratchet::of(&Tree::of(&[(FILE, line)]), |_| true).judge("a.rs", size, 300)
    }

    #[test]
    fn exceptions_only_go_down() {
        let stale = |message: &str| Some(Verdict::Stale(Finding::new(FILE, 2, format!("a.rs: {message}"))));
        assert_eq!(judge(300, ""), None);
        assert_eq!(
            judge(301, ""),
            Some(Verdict::TooLong("the stop is 300".to_owned()))
        );
        assert_eq!(judge(400, "# Why.\n400 a.rs\n"), None);
        assert_eq!(
            judge(401, "# Why.\n400 a.rs\n"),
            Some(Verdict::TooLong("even the exception says 400".to_owned()))
        );
        assert_eq!(
            judge(399, "# Why.\n400 a.rs\n"),
            stale("shrank, lower 400 to 399")
        );
        assert_eq!(
            judge(10, "# Why.\n400 a.rs\n"),
            stale("fits now, remove this line")
        );
        let gone: Vec<_> = Ratchet::of(&Tree::of(&[(FILE, "400 b.rs\n")]), |_| true)
            .rest()
            .collect();
        assert_eq!(gone, [Finding::new(FILE, 1, "b.rs: is gone, remove this line")]);
    }
}
