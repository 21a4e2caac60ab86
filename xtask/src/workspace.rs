//! Where things are: the repository and cargo's target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::step::Result;

/// The folders every task needs.
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Workspace {
    /// Ask cargo, so that `CARGO_TARGET_DIR` and its configuration files count.
    pub fn find() -> Result<Self> {
        // As cargo runs it, not as it was compiled: clones may share one target folder.
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let text = command::capture(cargo_in(Path::new(&here)).args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ]))?;
        let metadata: serde_json::Value = serde_json::from_str(&text)?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or(format!("cargo: no {key}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// A cargo command at the root of the repository.
    pub fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// A command that runs in a folder of the repository.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root.join(folder));
        command
    }

    /// The folder that the server embeds: the built dashboard.
    pub fn site(&self) -> PathBuf {
        self.root.join("server/site")
    }
}

fn cargo_in(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}
