//! What ran, how long it took, what the runners said, and whether all of it passed.

use std::process::Command;
use std::time::Instant;

use crate::command;
use crate::step::{self, Result};

/// The verdicts so far.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    failures: usize,
}

impl Report {
    /// Run one check; a failure is recorded and the next check still runs.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        self.record(name, || (work(), Vec::new()))
    }

    /// Run a test runner, and keep the lines in which it counts.
    pub fn runner(&mut self, name: &str, command: Result<Command>, counts: fn(&str) -> bool) {
        self.record(name, || match command {
            Ok(mut command) => command::watch(&mut command, counts),
            Err(failure) => (Err(failure), Vec::new()),
        });
    }

    /// Print the verdicts; one failure fails the whole.
    pub fn finish(self) -> Result {
        step::say("");
        for line in &self.lines {
            step::say(line);
        }
        let total = self.lines.iter().filter(|line| !line.starts_with(' ')).count();
        step::say(&format!(
            "{} passed, {} failed",
            total - self.failures,
            self.failures
        ));
        if self.failures == 0 {
            Ok(())
        } else {
            Err(format!("{} of {total} checks failed", self.failures).into())
        }
    }

    fn record<T>(&mut self, name: &str, work: impl FnOnce() -> (Result<T>, Vec<String>)) -> Option<T> {
        let start = Instant::now();
        let mut counted = Vec::new();
        let outcome = step::run(name, || {
            let (outcome, lines) = work();
            counted = lines;
            outcome
        });
        let verdict = if outcome.is_ok() { "ok    " } else { "FAILED" };
        self.lines
            .push(format!("{verdict} {name} ({})", step::elapsed(start)));
        self.lines
            .extend(counted.into_iter().map(|line| format!("       {line}")));
        match outcome {
            Ok(value) => Some(value),
            Err(failure) => {
                step::say(&format!("error: {failure}"));
                self.failures += 1;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_whole_but_hides_nothing() {
        let mut report = Report::default();
        assert_eq!(report.run("a", || Err::<(), _>("no".into())), None);
        assert_eq!(report.run("b", || Ok(3)), Some(3));
        let mut echo = Command::new("echo");
        echo.arg("4 passed");
        report.runner("c", Ok(echo), |line| line.contains("passed"));
        assert_eq!(report.lines.len(), 4);
        assert!(report.lines[3].ends_with("4 passed"));
        assert!(report.finish().unwrap_err().to_string().starts_with("1 of 3"));
    }
}
