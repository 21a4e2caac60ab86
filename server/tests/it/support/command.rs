//! The command line as people use it: the built program, on the database of a test.

use std::process::Stdio;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use super::app::TestApp;

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Ran {
    /// Asserts the exit code, showing what was written when it is another.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

impl TestApp {
    /// Runs `dregs` with arguments.
    pub async fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with_input(arguments, "").await
    }

    /// Runs `dregs` with arguments, and something on its standard input.
    pub async fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self.spawn(arguments);
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).await.unwrap();
        drop(stdin);
        let output = child.wait_with_output().await.unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts `dregs` with arguments; it ends with its handle at the latest.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        let config = self.config();
        let mut command = Command::new(env!("CARGO_BIN_EXE_dregs"));
        command
            .args(arguments)
            .current_dir(self.folder())
            .env("DREGS_DATA_DIR", self.folder())
            .env("DREGS_MASTER_KEY", config.master_key.unwrap())
            .env("DREGS_LOG", "warn")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        if let Some(url) = config.database_url {
            command.env("DREGS_DATABASE_URL", url);
        }
        command.spawn().unwrap()
    }
}
