//! Running other programs: to the end, for their output, or watched for their summary lines.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::step::Result;

/// Run to the end; anything but success is a failure.
pub fn run(command: &mut Command) -> Result {
    let status = command
        .status()
        .map_err(|error| format!("{}: {error}", name(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{}: {status}", name(command)).into())
    }
}

/// Run and return standard output; standard error is shown only when it fails.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", name(command)))?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("{}: {}\n{}", name(command), output.status, said.trim_end()).into())
    }
}

/// Run, pass the output through, and return the lines that `wanted` picks.
pub fn watch(command: &mut Command, wanted: fn(&str) -> bool) -> (Result, Vec<String>) {
    let picked = Arc::new(Mutex::new(Vec::new()));
    let outcome = watched(command, wanted, &picked);
    let lines = picked.lock().map(|mut lines| std::mem::take(&mut *lines));
    (outcome, lines.unwrap_or_default())
}

/// The program on `PATH`, if there is one.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| is_program(file))
}

fn watched(command: &mut Command, wanted: fn(&str) -> bool, picked: &Arc<Mutex<Vec<String>>>) -> Result {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", name(command)))?;
    let readers: Vec<JoinHandle<()>> = [
        child
            .stdout
            .take()
            .map(|stream| pass_on(stream, wanted, Arc::clone(picked))),
        child
            .stderr
            .take()
            .map(|stream| pass_on(stream, wanted, Arc::clone(picked))),
    ]
    .into_iter()
    .flatten()
    .collect();
    for reader in readers {
        reader.join().map_err(|_| "a reader of the output panicked")?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{}: {status}", name(command)).into())
    }
}

fn pass_on(
    stream: impl Read + Send + 'static,
    wanted: fn(&str) -> bool,
    picked: Arc<Mutex<Vec<String>>>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            // Losing the terminal must not lose the verdict.
            drop(std::io::stderr().write_all(&line));
            let text = without_colours(&String::from_utf8_lossy(&line));
            if wanted(text.trim())
                && let Ok(mut picked) = picked.lock()
            {
                picked.push(text.trim().to_owned());
            }
            line.clear();
        }
    })
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // An escape sequence ends at its first letter.
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

fn is_program(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.metadata()
            .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        file.is_file() || file.with_extension("exe").is_file()
    }
}

fn name(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .take(6)
        .map(|word| word.to_string_lossy())
        .collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_removed() {
        assert_eq!(
            without_colours("\u{1b}[32m 3 passed\u{1b}[0m (2s)"),
            " 3 passed (2s)"
        );
    }

    #[test]
    fn output_is_watched_and_failure_is_kept() {
        let (outcome, lines) = watch(
            Command::new("sh").args(["-c", "echo one; echo 2 passed >&2; exit 3"]),
            |line| line.contains("passed"),
        );
        assert!(outcome.is_err());
        assert_eq!(lines, ["2 passed"]);
    }

    #[test]
    fn programs_are_found_on_the_path() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-here").is_none());
    }
}
