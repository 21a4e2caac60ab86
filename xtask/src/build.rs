//! `xtask build`: the dashboard for the browser, then the server that carries it.

mod compress;
mod site;
mod style;
mod wasm;

use std::path::PathBuf;

use clap::Args;

use crate::step::{self, Result};
use crate::workspace::Workspace;
use crate::{command, need};

#[derive(Args)]
pub struct Options {
    /// Optimise, compress and embed: leaves one binary, target/release/dregs.
    #[arg(long)]
    pub release: bool,
    /// Only what browsers load, into server/site.
    #[arg(long)]
    pub site: bool,
}

impl Options {
    /// Everything, optimised or not.
    pub fn whole(release: bool) -> Self {
        Self { release, site: false }
    }
}

/// Build everything; returns the path of the server.
pub fn run(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    site(workspace, options.release)?;
    if options.site {
        return Ok(workspace.site());
    }
    server(workspace, options.release)
}

/// Build what browsers load into `server/site`.
fn site(workspace: &Workspace, release: bool) -> Result {
    need::wasm_target(workspace)?;
    let module = step::run("compiling the dashboard for the browser", || {
        wasm::compile(workspace, release)
    })?;
    let bundle = step::run("binding it to JavaScript", || {
        wasm::bind(workspace, &module, release)
    })?;
    let style = style::bundle(&workspace.root)?;
    step::run("writing server/site", || {
        site::write(workspace, bundle, &style, release)
    })
}

fn server(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    step::run("compiling the server", || {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--package", "server", "--bin", "dregs"]);
        if release {
            cargo.arg("--release");
        }
        command::run(&mut cargo)
    })?;
    let binary = server_path(workspace, release);
    let bytes = std::fs::metadata(&binary)?.len();
    step::say(&format!("  {} ({:.1} MB)", binary.display(), bytes as f64 / 1e6));
    Ok(binary)
}

/// Where cargo leaves the server.
pub fn server_path(workspace: &Workspace, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    workspace
        .target
        .join(profile)
        .join(format!("dregs{}", std::env::consts::EXE_SUFFIX))
}
