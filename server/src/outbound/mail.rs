//! Email, over the mail server of whoever runs this one.

use std::net::IpAddr;
use std::time::{Duration, UNIX_EPOCH};

use askama::Template;
use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use reqwest::Url;

use super::attempt::Outcome;
use super::news::News;
use crate::config::ConfigError;
use crate::config::mail::SmtpSettings;

/// How long the mail server may take for one message.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the mail server may take for one command.
const COMMAND_PATIENCE: Duration = Duration::from_secs(10);

/// Sends email.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// One email.
pub struct Mail<'m> {
    /// Addresses of members.
    pub to: &'m [String],
    /// The same through all attempts, so that mail programs can tell repeats.
    pub delivery_id: &'m str,
    /// When this attempt begins.
    pub now: i64,
    /// Name of the channel.
    pub channel: &'m str,
    /// What it says.
    pub news: &'m News,
}

#[derive(Template)]
#[template(path = "news.html")]
struct Html<'m> {
    news: &'m News,
    channel: &'m str,
}

#[derive(Template)]
#[template(path = "news.txt")]
struct Text<'m> {
    news: &'m News,
    channel: &'m str,
}

impl Mailer {
    /// Gets ready to send, without connecting yet; `public_url` tells the mail server who is calling.
    pub fn new(settings: &SmtpSettings, public_url: &str) -> Result<Self, ConfigError> {
        const WRONG: ConfigError = ConfigError::Mail(
            "DREGS_SMTP_URL must be an address such as smtp://user:password@mail.example:587?tls=required",
        );
        const IN_THE_CLEAR: ConfigError = ConfigError::Mail(
            "DREGS_SMTP_URL would send a password in the clear: say smtps://…, or add ?tls=required",
        );
        if shows_password(settings.url.reveal()) {
            return Err(IN_THE_CLEAR);
        }
        // Fails when there is one already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.url.reveal())
            .map_err(|_| WRONG)?
            .timeout(Some(COMMAND_PATIENCE));
        let host = Url::parse(public_url).ok();
        if let Some(host) = host.as_ref().and_then(Url::domain) {
            transport = transport.hello_name(ClientId::Domain(host.to_owned()));
        }
        Ok(Self {
            transport: transport.build(),
            from: settings.from.clone(),
        })
    }

    /// Sends one email to all of its readers.
    pub async fn send(&self, mail: &Mail<'_>) -> Outcome {
        let message = match self.write(mail) {
            Ok(message) => message,
            Err(error) => return Outcome::failed(format!("The email could not be written: {error}.")),
        };
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Err(_) => Outcome::failed(format!(
                "The mail server did not take the email within {} seconds.",
                PATIENCE.as_secs()
            )),
            Ok(Ok(response)) => Outcome {
                code: Some(response.code().into()),
                ..Outcome::default()
            },
            Ok(Err(error)) => refused(&error),
        }
    }

    fn write(&self, mail: &Mail<'_>) -> Result<Message, String> {
        let Mail { news, channel, .. } = *mail;
        let host = self.from.email.domain();
        let since = Duration::from_millis(u64::try_from(mail.now).unwrap_or_default());
        let mut message = Message::builder()
            .from(self.from.clone())
            .subject(subject(&news.title))
            .date(UNIX_EPOCH + since)
            .message_id(Some(format!("<{}@{host}>", mail.delivery_id)))
            .raw_header(header::HeaderValue::new(
                header::HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        for address in mail.to {
            let mailbox: Mailbox = address
                .parse()
                .map_err(|_| format!("{address} is not an email address"))?;
            message = message.to(mailbox);
        }
        let text = Text { news, channel }
            .render()
            .map_err(|error| error.to_string())?;
        let html = Html { news, channel }
            .render()
            .map_err(|error| error.to_string())?;
        message
            .multipart(MultiPart::alternative_plain_html(text, html))
            .map_err(|error| error.to_string())
    }
}

/// Whether a password would travel over the network for all to read.
fn shows_password(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let signs_in = !url.username().is_empty() || url.password().is_some();
    let asks_for_tls = url.scheme() != "smtp" || url.query_pairs().any(|(name, _)| name == "tls");
    let host = url.host_str().unwrap_or_default();
    let address = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    let stays_here = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
    signs_in && !asks_for_tls && !stays_here
}

/// One line: a line end would begin another header.
fn subject(title: &str) -> String {
    let line = title
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    format!("[Dregs] {}", line.collect::<String>())
}

/// What the mail server said is told; where it is and how we sign in there is not.
fn refused(error: &lettre::transport::smtp::Error) -> Outcome {
    let code = error.status().map(u16::from);
    let words = match code {
        Some(code) => format!("The mail server answered {code}."),
        None if error.is_timeout() => "The mail server did not answer in time.".to_owned(),
        None if error.is_tls() => "No encrypted connection to the mail server.".to_owned(),
        None => "No connection to the mail server.".to_owned(),
    };
    tracing::warn!(?error, "an email was not taken");
    Outcome {
        code,
        error: Some(words),
        ..Outcome::default()
    }
}

#[cfg(test)]
mod tests {
    use app::types::channel::ChannelEvent;
    use serde_json::json;

    use super::{Mail, Mailer};
    use crate::config::mail::SmtpSettings;
    use crate::outbound::news::News;

    /// Text and HTML, with hostile names escaped in one and kept out of the headers.
    #[test]
    fn hostile_names_stay_in_their_place() {
        let settings = SmtpSettings {
            url: "smtp://mail.example:25".to_owned().into(),
            from: "Dregs <dregs@example.com>".parse().unwrap(),
        };
        let mailer = Mailer::new(&settings, "https://dregs.example").unwrap();
        let name = "Ada\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>";
        let data = json!({ "identityId": "ada", "displayName": name,
            "scores": [{ "category": "HUMANITY", "value": 3, "confidence": 0.9 }],
            "reasons": [{ "explanation": "<b>Too even</b>" }] });
        let news = News::read(ChannelEvent::IdentityScored, &data, "https://dregs.example");
        let mail = Mail {
            to: &["ada@example.com".to_owned(), "bob@example.com".to_owned()],
            delivery_id: "0199",
            now: 1_795_176_000_000,
            channel: "Fraud \"team\"\r\nX: y",
            news: &news,
        };
        let written = String::from_utf8(mailer.write(&mail).unwrap().formatted()).unwrap();
        let (headers, body) = written.split_once("\r\n\r\n").unwrap();
        assert!(
            !headers.contains("\nBcc:") && !headers.contains("\nX:"),
            "{headers}"
        );
        assert!(
            headers.contains("To: ada@example.com, bob@example.com"),
            "{headers}"
        );
        assert!(headers.contains("Message-ID: <0199@example.com>"), "{headers}");
        assert!(
            headers.contains("Date: Fri, 20 Nov 2026 12:00:00 +0000"),
            "{headers}"
        );
        let body = body.replace("=\r\n", "");
        let (text, html) = body.split_once("text/html").unwrap();
        assert!(text.contains("<script>alert(1)</script>"), "{text}");
        assert!(!html.contains("<script>") && !html.contains("<b>Too"), "{html}");
        assert!(html.contains("script"), "{html}");
    }

    /// An address that is none is refused at the start.
    #[test]
    fn refuses_bad_servers() {
        for bad in ["", "mail.example", "http://mail.example", "smtp://"] {
            let settings = SmtpSettings {
                url: bad.to_owned().into(),
                from: "dregs@example.com".parse().unwrap(),
            };
            assert!(Mailer::new(&settings, "http://d").is_err(), "{bad}");
        }
    }

    /// A password leaves this machine encrypted or not at all.
    #[test]
    fn refuses_passwords_in_the_clear() {
        let new = |url: &str| {
            let settings = SmtpSettings {
                url: url.to_owned().into(),
                from: "dregs@example.com".parse().unwrap(),
            };
            Mailer::new(&settings, "http://d")
        };
        for bad in [
            "smtp://user:password@mail.example",
            "smtp://user:password@mail.example:587/?other=required",
            "SMTP://user:password@192.0.2.1:25",
            "smtp://user@localhost.example",
        ] {
            let told = new(bad).err().unwrap().to_string();
            assert!(
                told.contains("in the clear") && !told.contains("user"),
                "{bad}: {told}"
            );
        }
        for good in [
            "smtps://user:password@mail.example",
            "smtp://user:password@mail.example:587?tls=required",
            "smtp://user:password@localhost:25",
            "smtp://user:password@127.0.0.1:25",
            "smtp://user:password@[::1]:25",
            "smtp://mail.example:25",
        ] {
            assert!(new(good).is_ok(), "{good}");
        }
    }
}
