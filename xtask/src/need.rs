//! What the tasks need from the machine: found, installed, or named exactly.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::step::{self, Result};
use crate::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The browser target of the Rust toolchain.
pub fn wasm_target(workspace: &Workspace) -> Result {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = command::capture(workspace.command(rustc, ".").args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    step::run(&format!("installing the Rust target {WASM_TARGET}"), || {
        command::run(
            workspace
                .command("rustup", ".")
                .args(["target", "add", WASM_TARGET]),
        )
    })
    .map_err(|_| {
        format!("missing: the Rust target {WASM_TARGET}. Install it: rustup target add {WASM_TARGET}").into()
    })
}

/// Node.js itself.
pub fn node() -> Result {
    match (command::on_path("node"), command::on_path("npm")) {
        (Some(_), Some(_)) => Ok(()),
        _ => Err(
            "missing: Node.js 20 or newer with npm. Get it from https://nodejs.org or your distribution"
                .into(),
        ),
    }
}

/// The packages that the lock file of a folder names.
pub fn node_packages(workspace: &Workspace, folder: &str) -> Result {
    node()?;
    let lock = workspace.root.join(folder).join("package-lock.json");
    let installed = workspace
        .root
        .join(folder)
        .join("node_modules/.package-lock.json");
    if newer(&installed, &lock) {
        return Ok(());
    }
    step::run(&format!("installing the Node packages of {folder}/"), || {
        let mut install = workspace.command("npm", folder);
        install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        command::run(install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    })
}

/// A Chromium that the browser tests can drive.
pub fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("CHROMIUM={}: no such file", named.display()).into())
        };
    }
    if let Some(found) = installed_chromium(workspace) {
        return Ok(found);
    }
    if on_debian_as_root() {
        apt_install("chromium")?;
    } else {
        // Fails where only package registries can be reached; the message below then names the way out.
        drop(step::run("installing Playwright's Chromium", || {
            command::run(
                workspace
                    .command("npx", "end2end")
                    .args(["playwright", "install", "chromium"]),
            )
        }));
    }
    installed_chromium(workspace).ok_or_else(|| {
        "missing: Chromium. Install it (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium".into()
    })
}

/// The folder that holds `initdb` and `pg_ctl`.
pub fn postgres() -> Result<PathBuf> {
    if let Some(found) = installed_postgres() {
        return Ok(found);
    }
    if on_debian_as_root() {
        apt_install("postgresql")?;
    }
    installed_postgres().ok_or_else(|| {
        "missing: PostgreSQL 15 or newer (initdb, pg_ctl). Install it (Debian: apt-get install postgresql)".into()
    })
}

/// Python itself, for what needs no packages.
pub fn python3() -> Result {
    command::on_path("python3")
        .map(drop)
        .ok_or_else(|| "missing: Python 3.10 or newer".into())
}

/// A Python of our own for one suite, with the packages of its requirements file; returns its interpreter.
pub fn python(workspace: &Workspace, name: &str, requirements: &str) -> Result<PathBuf> {
    let environment = workspace.target.join(name);
    let interpreter = environment.join("bin/python");
    let wanted = std::fs::read_to_string(workspace.root.join(requirements))?;
    let stamp = environment.join("requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(interpreter);
    }
    let title = format!("installing the Python packages of {requirements}");
    step::run(&title, || {
        command::run(
            workspace
                .command("python3", ".")
                .args(["-m", "venv"])
                .arg(&environment),
        )
        .map_err(|failure| {
            format!(
                "missing: Python 3.10 or newer with venv (Debian: apt-get install python3-venv): {failure}"
            )
        })?;
        let mut install = workspace.command(&interpreter, ".");
        command::run(install.args(["-m", "pip", "install", "--quiet", "--requirement", requirements]))?;
        std::fs::write(&stamp, &wanted)?;
        Ok(interpreter)
    })
}

fn installed_chromium(workspace: &Workspace) -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| command::on_path(name))
        .or_else(|| {
            let ask = "console.log(require('playwright-core').chromium.executablePath())";
            let own = command::capture(workspace.command("node", "end2end").args(["-e", ask]));
            own.ok()
                .map(|path| PathBuf::from(path.trim()))
                .filter(|path| path.is_file())
        })
}

fn installed_postgres() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    // The newest one wins over whatever happens to be on PATH.
    folders.sort();
    folders.reverse();
    folders.extend(command::on_path("initdb").and_then(|file| file.parent().map(Path::to_path_buf)));
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}

fn on_debian_as_root() -> bool {
    is_root() && Path::new("/etc/debian_version").exists() && command::on_path("apt-get").is_some()
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    command::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt_install(package: &str) -> Result {
    step::run(&format!("installing the Debian package {package}"), || {
        let apt = |words: &[&str]| {
            let mut apt = Command::new("apt-get");
            apt.args(["-y", "-qq", "-o", "DPkg::Lock::Timeout=300"])
                .args(words);
            command::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
        };
        // The package lists of a fresh machine are empty or old.
        apt(&["install", package]).or_else(|_| apt(&["update"]).and_then(|()| apt(&["install", package])))
    })
}

fn newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    match (time(file), time(than)) {
        (Some(file), Some(than)) => file >= than,
        _ => false,
    }
}
