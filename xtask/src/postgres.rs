//! A PostgreSQL cluster that lives as long as one task: in a temporary folder, on a free loopback port.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::step::Result;
use crate::{command, need};

/// Nothing here has to survive, and many tests connect at once.
const SETTINGS: [&str; 5] = [
    "listen_addresses=127.0.0.1",
    "max_connections=400",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];

const START: Duration = Duration::from_secs(60);

/// A running cluster; dropping it stops the server and removes its files.
pub struct Cluster {
    binaries: PathBuf,
    folder: PathBuf,
    /// A child of this process, so that Ctrl-C ends it too.
    server: Option<Child>,
    pub url: String,
}

impl Cluster {
    /// Create and start one. It keeps nothing safe: speed is all that tests want from it.
    pub fn start() -> Result<Self> {
        let binaries = need::postgres()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("dregs-postgres-{}", std::process::id()));
        // Another process of this number may have been killed here.
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder)?;
        if need::is_root() {
            command::run(Command::new("chown").arg("nobody").arg(&folder))?;
        }
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let mut cluster = Self {
            binaries,
            folder,
            server: None,
            url,
        };
        cluster.create()?;
        cluster.server = Some(cluster.serve(port)?);
        cluster.wait(port)?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn create(&self) -> Result {
        let mut initdb = self.program("initdb");
        initdb
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
            .arg(self.data());
        command::capture(&mut initdb).map(|_| ())
    }

    fn serve(&self, port: u16) -> Result<Child> {
        let log = std::fs::File::create(self.folder.join("log"))?;
        let mut server = self.program("postgres");
        server
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(&self.folder)
            .args(["-p", &port.to_string()]);
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        Ok(server
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?)
    }

    fn wait(&mut self, port: u16) -> Result {
        let start = Instant::now();
        loop {
            let mut ready = self.program("pg_isready");
            if command::capture(ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])).is_ok() {
                return Ok(());
            }
            let ended = self
                .server
                .as_mut()
                .map(Child::try_wait)
                .transpose()?
                .flatten()
                .is_some();
            if ended || start.elapsed() > START {
                let log = std::fs::read_to_string(self.folder.join("log"))?;
                return Err(format!("PostgreSQL did not start:\n{log}").into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
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
        let mut stop = self.program("pg_ctl");
        drop(command::capture(stop.arg("-D").arg(self.data()).args([
            "-m",
            "immediate",
            "stop",
        ])));
        if let Some(server) = &mut self.server {
            drop(server.kill());
            drop(server.wait());
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
