//! The browser half of the dashboard: compiled, bound to JavaScript, and made small.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::command;
use crate::step::{self, Result};
use crate::workspace::Workspace;

/// What the browser loads, before it gets its final names.
pub struct Bundle {
    pub script: String,
    pub module: Vec<u8>,
    /// Files that crates bring along; paths as the script imports them, without `./snippets/`.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// The name under which the script looks for its module.
pub const MODULE_NAME: &str = "dregs_bg.wasm";

/// Features that every browser we support has; named so that the optimiser uses no other.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compile `frontend`; returns the raw module.
pub fn compile(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let profile = if release { "wasm-release" } else { "dev" };
    command::run(workspace.cargo().args([
        "build",
        "--package",
        "frontend",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
    ]))?;
    let folder = if release { "wasm-release" } else { "debug" };
    Ok(workspace
        .target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("frontend.wasm"))
}

/// Generate the script that loads the module.
pub fn bind(workspace: &Workspace, module: &Path, release: bool) -> Result<Bundle> {
    let folder = workspace.target.join("bindgen");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name("dregs")
        .web(true)?
        .typescript(false)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(&folder)?;
    let bound = folder.join(MODULE_NAME);
    if release {
        optimise(workspace, &bound)?;
    }
    Ok(Bundle {
        script: std::fs::read_to_string(folder.join("dregs.js"))?,
        module: std::fs::read(&bound)?,
        snippets: snippets(&folder.join("snippets"))?,
    })
}

fn optimise(workspace: &Workspace, module: &Path) -> Result {
    let local = ["node_modules", "end2end/node_modules", "tracker/node_modules"]
        .iter()
        .map(|folder| workspace.root.join(folder).join(".bin/wasm-opt"))
        .find(|file| file.is_file());
    let Some(program) = command::on_path("wasm-opt").or(local) else {
        step::say(
            "  wasm-opt not found (Debian: apt-get install binaryen): skipped, the module stays a few percent larger",
        );
        return Ok(());
    };
    step::run("optimising the module", || {
        let optimised = module.with_extension("opt.wasm");
        command::run(
            Command::new(program)
                .arg("-Oz")
                .args(FEATURES)
                .arg(module)
                .arg("-o")
                .arg(&optimised),
        )?;
        Ok(std::fs::rename(optimised, module)?)
    })
}

fn snippets(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop().filter(|next| next.is_dir()) {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}
