//! The bar at the terminal; silent where there is none.

use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use crate::domain::import::Done;

const TICK: Duration = Duration::from_millis(200);
const OF_LINES: &str = "Importing {wide_bar} {percent:>3} %  {msg}  {eta} left";
const OF_STREAM: &str = "Importing {spinner} {msg}  {elapsed}";
const OF_SCORES: &str = "Scoring   {wide_bar} {percent:>3} %  {msg}  {eta} left";

/// How far a command is.
pub struct Progress(ProgressBar);

impl Progress {
    /// Of lines: of how many bytes, and how many of them were read before.
    pub fn of_lines(size: Option<u64>, from: u64) -> Self {
        match size {
            Some(size) => Self::new(
                ProgressBar::new(size)
                    .with_position(from)
                    .with_elapsed(Duration::ZERO),
                OF_LINES,
            ),
            None => Self::new(ProgressBar::no_length(), OF_STREAM),
        }
    }

    /// Of identities to score.
    pub fn of_scores() -> Self {
        Self::new(ProgressBar::new(0), OF_SCORES)
    }

    fn new(bar: ProgressBar, template: &str) -> Self {
        // A bar that cannot be styled is still a bar.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    /// What was done, and up to which byte.
    pub fn tell_lines(&self, done: &Done, bytes: u64) {
        if bytes > 0 && self.0.length().is_some() {
            self.0.set_position(bytes);
        }
        let mut told = format!("{} lines", HumanCount(done.lines));
        if done.refused > 0 {
            told.push_str(&format!(", {} refused", HumanCount(done.refused)));
        }
        self.0.set_message(told);
    }

    /// How many of `all` are left.
    pub fn tell_scores(&self, all: u64, left: u64) {
        self.0.set_length(all);
        self.0.set_position(all - left);
        self.0.set_message(format!("{} identities", HumanCount(all)));
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
