//! A PostgreSQL cluster that lives as long as one task: in a temporary folder, on a free loopback port.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::step::Result;
use crate::{command, need};

/// A running cluster; dropping it stops the server and removes its files.
pub struct Cluster {
    binaries: PathBuf,
    folder: PathBuf,
    pub url: String,
}

impl Cluster {
    /// Create and start one. It keeps nothing safe: speed is all that tests want from it.
    pub fn start() -> Result<Self> {
        let binaries = need::postgres()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("dregs-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if need::is_root() {
            command::run(Command::new("chown").arg("nobody").arg(&folder))?;
        }
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let cluster = Self {
            binaries,
            folder,
            url,
        };
        let data = cluster.folder.join("data");
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -k {} -c max_connections=400 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            cluster.folder.display()
        );
        command::capture(
            cluster
                .program("initdb")
                .args([
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync",
                    "-D",
                ])
                .arg(&data),
        )?;
        // The server inherits the pipes of pg_ctl: capturing its output would wait for the server to end.
        command::run(
            cluster
                .control(&data)
                .args(["-w", "-t", "60", "-o", &options, "-l"])
                .arg(cluster.folder.join("log"))
                .arg("start")
                .stdout(Stdio::null()),
        )?;
        Ok(cluster)
    }

    fn control(&self, data: &Path) -> Command {
        let mut control = self.program("pg_ctl");
        control.arg("-D").arg(data);
        control
    }

    /// PostgreSQL refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let path = self.binaries.join(name);
        let mut program = if need::is_root() {
            let mut setpriv = Command::new("setpriv");
            setpriv
                .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"])
                .arg(path);
            setpriv
        } else {
            Command::new(path)
        };
        program.current_dir("/");
        program
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Best effort: the folder is temporary and the port was only ours.
        drop(command::capture(self.control(&self.folder.join("data")).args([
            "-m",
            "immediate",
            "stop",
        ])));
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
