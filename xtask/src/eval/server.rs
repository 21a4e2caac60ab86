//! A throw-away Dregs: set up, fed with a population, scored, served on the loopback, and read.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::category::Category;
use super::http::Api;
use super::verdicts::Verdicts;
use crate::command;
use crate::step::{self, Result};

const START: Duration = Duration::from_secs(60);
/// Neighbours of those who acted have their turn a little later.
const SETTLE: Duration = Duration::from_secs(120);

/// One with an account.
pub struct Dregs {
    binary: PathBuf,
    folder: PathBuf,
    database_url: Option<String>,
    account: String,
    secret_key: String,
}

impl Dregs {
    /// Set up an account in an empty folder.
    pub fn set_up(binary: &Path, folder: &Path, database_url: Option<String>) -> Result<Self> {
        let mut dregs = Self {
            binary: binary.to_owned(),
            folder: folder.to_owned(),
            database_url,
            account: String::new(),
            secret_key: String::new(),
        };
        let password = folder.join("password");
        std::fs::write(&password, "correct horse battery staple")?;
        let mut setup = dregs.command(&[
            "setup",
            "--email",
            "eval@dregs.example",
            "--account",
            "Evaluation",
            "--json",
        ]);
        let keys = command::capture(setup.arg("--password-file").arg(&password))?;
        let keys: Value = serde_json::from_str(keys.lines().last().unwrap_or_default())?;
        let text = |name: &str| {
            keys[name]
                .as_str()
                .map(str::to_owned)
                .ok_or(format!("setup: no {name}"))
        };
        (dregs.account, dregs.secret_key) = (text("account")?, text("secretKey")?);
        Ok(dregs)
    }

    /// Import a file; that scores everybody whom it moves.
    pub fn import(&self, file: &Path) -> Result {
        step::run("importing and scoring", || {
            let mut import = self.command(&["import", "--account", &self.account]);
            command::run(import.arg(file))
        })
    }

    /// Fold everybody's history again from the first event.
    pub fn rebuild(&self) -> Result {
        step::run("rebuilding", || {
            command::run(&mut self.command(&["rescore", "--rebuild"]))
        })
    }

    /// Start the server.
    pub fn serve(&self) -> Result<Served> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let log = std::fs::File::create(self.folder.join("serve.log"))?;
        let mut serve = self.command(&["serve", "--bind", &address.to_string()]);
        let child = serve
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut served = Served {
            child,
            api: Api::new(address, self.secret_key.clone()),
        };
        let start = Instant::now();
        while served.api.get("/api/overview").is_err() {
            if served.child.try_wait()?.is_some() || start.elapsed() > START {
                let log = std::fs::read_to_string(self.folder.join("serve.log"))?;
                return Err(format!("dregs serve did not start:\n{log}").into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(served)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("DREGS_DATA_DIR", &self.folder)
            .env("DREGS_LOG", "warn")
            .env("DREGS_LIMIT_API", "10000000")
            // Only what the population does is scored.
            .env("DREGS_REEVALUATE_HOURS", "0");
        if let Some(url) = &self.database_url {
            command.env("DREGS_DATABASE_URL", url);
        }
        command
    }
}

/// A running server; dropping it ends it.
pub struct Served {
    child: Child,
    api: Api,
}

impl Served {
    /// Scores of everybody, as soon as they do not change any more.
    pub fn scores(&mut self) -> Result<BTreeMap<String, [Option<u8>; 4]>> {
        let start = Instant::now();
        let mut before = self.read_scores()?;
        loop {
            std::thread::sleep(Duration::from_secs(2));
            let now = self.read_scores()?;
            if now == before || start.elapsed() > SETTLE {
                return Ok(now);
            }
            before = now;
        }
    }

    /// Scores and links of everybody.
    pub fn verdicts(&mut self) -> Result<Verdicts> {
        let mut verdicts = Verdicts {
            scores: self.scores()?,
            ..Verdicts::default()
        };
        let ids: Vec<String> = verdicts.scores.keys().cloned().collect();
        for (at, id) in ids.iter().enumerate() {
            for link in list(&self.api.get(&format!("/api/identities/{id}/links"))?) {
                let target = link["targetIdentityId"].as_str().unwrap_or_default();
                verdicts.link(id, target, link["value"].as_f64().unwrap_or_default());
            }
            if at % 5_000 == 4_999 {
                step::say(&format!("  links of {} of {}", at + 1, ids.len()));
            }
        }
        Ok(verdicts)
    }

    /// The observation that lowered a score most, by its code.
    pub fn reason(&mut self, id: &str, category: Category) -> Result<Option<String>> {
        let analysis = self.api.get(&format!("/api/identities/{id}/analysis"))?;
        let prefix = category.label().to_lowercase() + ".";
        let pull = |observation: &&Value| {
            let stated = observation["metadata"]["logOdds"].as_f64();
            stated.unwrap_or_else(|| observation["value"].as_f64().unwrap_or(0.5) - 0.5)
        };
        let found = list(&analysis["scores"])
            .iter()
            .flat_map(|score| list(&score["observations"]))
            .filter(|observation| {
                observation["id"]
                    .as_str()
                    .is_some_and(|id| id.starts_with(&prefix))
            })
            .min_by(|one, other| pull(one).total_cmp(&pull(other)))
            .filter(|observation| pull(observation) < 0.0);
        Ok(found.and_then(|observation| observation["id"].as_str().map(str::to_owned)))
    }

    fn read_scores(&mut self) -> Result<BTreeMap<String, [Option<u8>; 4]>> {
        let mut scores = BTreeMap::new();
        let first = "/api/identities?pageSize=100&sort=createdAt&order=ASC";
        let mut path = first.to_owned();
        loop {
            let page = self.api.get(&path)?;
            for identity in list(&page["content"]) {
                let id = identity["id"].as_str().unwrap_or_default().to_owned();
                let score = |category: Category| {
                    let score = identity[category.field()].as_u64();
                    score.and_then(|score| u8::try_from(score).ok())
                };
                scores.insert(id, Category::ALL.map(score));
            }
            match page["nextCursor"].as_str() {
                Some(cursor) => path = format!("{first}&cursor={cursor}"),
                None => return Ok(scores),
            }
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // The folder is thrown away or written anew; nothing has to be finished.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
