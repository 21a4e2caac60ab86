//! `xtask test`: every check and every test, or the named parts of them.

mod browser;
mod crash;
mod fuzz;
mod lint;
mod report;
mod sdk;
mod unit;

use clap::{Args, ValueEnum};

use crate::step::Result;
use crate::workspace::Workspace;
use crate::{build, codegen, eval, tidy};
use report::Report;

#[derive(Args)]
pub struct Options {
    /// Run only these parts, separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// Test the optimised build in the browser.
    #[arg(long)]
    release: bool,
    /// How often the crash test kills the server, per database.
    #[arg(long, default_value_t = 3)]
    kills: u32,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Formatting and clippy.
    Lint,
    /// The house rules, and that generated files are current.
    Tidy,
    /// The browser script, unit tests, and HTTP tests on both databases.
    Unit,
    /// The dashboard and the browser script in Chromium.
    Browser,
    /// The published SDKs and the quick starts against our server.
    Sdk,
    /// Requests made from the API's description.
    Fuzz,
    /// Detection on a small made-up population: no worse than its floors.
    Eval,
    /// Kill the server under load; nothing acknowledged may be lost.
    Crash,
}

/// Run the parts in order of how soon they can tell something is wrong; one failure never hides the others.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    let wanted = |part: Part| options.only.is_empty() || options.only.contains(&part);
    let mut report = Report::default();
    // The server embeds this folder: it has to exist before the server is compiled.
    std::fs::create_dir_all(workspace.site())?;
    if wanted(Part::Tidy) {
        report.run("tidy", || tidy::run(workspace));
        report.run("codegen --check", || {
            codegen::run(workspace, &codegen::Options { check: true })
        });
    }
    if wanted(Part::Lint) {
        lint::run(workspace, &mut report);
    }
    if wanted(Part::Unit) {
        unit::run(workspace, &mut report);
    }
    if [Part::Browser, Part::Sdk, Part::Fuzz, Part::Eval, Part::Crash]
        .into_iter()
        .any(wanted)
    {
        let build = || build::run(workspace, &build::Options::whole(options.release));
        if let Some(server) = report.run("build", build) {
            if wanted(Part::Browser) {
                browser::run(workspace, &server, &mut report);
            }
            if wanted(Part::Sdk) {
                sdk::run(workspace, &server, &mut report);
            }
            if wanted(Part::Fuzz) {
                fuzz::run(workspace, &server, &mut report);
            }
            if wanted(Part::Eval) {
                report.run("detection", || eval::gate(&server));
            }
            if wanted(Part::Crash) {
                crash::run(workspace, &server, options.kills, &mut report);
            }
        }
    }
    report.finish()
}
