//! What a person sees while a task runs: each long step is announced and timed.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

/// The outcome of a task; the message is for a person.
pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Announce a step, run it and say how long it took.
pub fn run<T>(label: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("▸ {label}"));
    let start = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "✓" } else { "✗" };
    say(&format!("{verdict} {label} ({})", elapsed(start)));
    outcome
}

/// Print one line. Standard error, so that output of the tools we run stays usable.
pub fn say(line: &str) {
    // A closed terminal must not fail the task.
    drop(writeln!(std::io::stderr(), "{line}"));
}

/// The time since `start`, as a person says it.
pub fn elapsed(start: Instant) -> String {
    let seconds = start.elapsed().as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}
