//! A mail server for tests: it speaks SMTP on the loopback, and keeps what it is given.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// One email, as it came in.
#[derive(Clone, Debug)]
pub struct Email {
    pub from: String,
    pub to: Vec<String>,
    pub headers: String,
    /// Quoted-printable lines are put together again.
    pub body: String,
}

/// The mail server.
#[derive(Clone)]
pub struct MailServer {
    pub url: String,
    received: Arc<Mutex<Vec<Email>>>,
    /// What it says to recipients instead of taking them.
    refusal: Arc<Mutex<Option<&'static str>>>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            url: format!("smtp://{}", listener.local_addr().unwrap()),
            received: Arc::default(),
            refusal: Arc::default(),
        };
        let answering = server.clone();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let answering = answering.clone();
                tokio::spawn(async move { answering.talk(caller).await });
            }
        });
        server
    }

    /// From now on it refuses every recipient so, or takes them again.
    pub fn refuses(&self, refusal: Option<&'static str>) {
        *self.refusal.lock().unwrap() = refusal;
    }

    /// Everything that it took.
    pub fn received(&self) -> Vec<Email> {
        self.received.lock().unwrap().clone()
    }

    async fn talk(&self, caller: TcpStream) -> std::io::Result<()> {
        let (reader, mut writer) = caller.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 mail.test ESMTP\r\n").await?;
        let (mut from, mut to) = (String::new(), Vec::new());
        while let Some(line) = lines.next_line().await? {
            let command = line.to_ascii_uppercase();
            let refusal = *self.refusal.lock().unwrap();
            let answer = if command.starts_with("EHLO") {
                "250-mail.test\r\n250 8BITMIME".to_owned()
            } else if command.starts_with("MAIL FROM") {
                (from, to) = (address(&line), Vec::new());
                "250 ok".to_owned()
            } else if command.starts_with("RCPT TO") {
                to.push(address(&line));
                refusal.unwrap_or("250 ok").to_owned()
            } else if command == "DATA" {
                writer.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push('\n');
                }
                let (headers, body) = text.split_once("\n\n").unwrap();
                self.received.lock().unwrap().push(Email {
                    from: from.clone(),
                    to: to.clone(),
                    headers: headers.to_owned(),
                    body: body.replace("=\n", ""),
                });
                "250 queued as 1".to_owned()
            } else if command == "QUIT" {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            } else {
                "250 ok".to_owned()
            };
            writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap();
    rest.split_once('>').unwrap().0.to_owned()
}
