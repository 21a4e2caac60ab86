//! Where a channel may lead: members of the account, and addresses that the guard lets through.

use app::types::channel::{Channel, ChannelConfig, ChannelTarget, ChannelType, MAX_RECIPIENTS};
use reqwest::Url;

use crate::error::Error;
use crate::outbound::address_guard::AddressGuard;
use crate::store::database::AccountTransaction;

/// Characters of a secret address that are shown.
const SHOWN_CHARS: usize = 4;

/// Where a channel is to lead, as far as that can be told without the account.
pub enum Target {
    /// Folded addresses.
    Members(Vec<String>),
    /// An address that is a secret.
    Secret(Url),
    /// An address.
    Open(Url),
}

/// Checks where a channel is to lead.
pub async fn check_target(
    guard: &AddressGuard,
    can_mail: bool,
    kind: ChannelType,
    target: ChannelTarget,
) -> Result<Target, Error> {
    match (kind, target.recipients, target.url) {
        (ChannelType::Email, Some(recipients), None) => {
            if !can_mail {
                return Err(Error::Conflict(
                    "this server sends no email: whoever runs it has to set DREGS_SMTP_URL and DREGS_MAIL_FROM",
                ));
            }
            check_recipients(recipients).map(Target::Members)
        }
        (ChannelType::Email, ..) => Err(Error::BadRequest(
            "config: an EMAIL channel has recipients and nothing else".to_owned(),
        )),
        (ChannelType::Slack, None, Some(url)) => check_url(guard, &url).await.map(Target::Secret),
        (ChannelType::Webhook, None, Some(url)) => check_url(guard, &url).await.map(Target::Open),
        (ChannelType::Slack | ChannelType::Webhook, ..) => Err(Error::BadRequest(format!(
            "config: a {} channel has a url and nothing else",
            kind.as_str()
        ))),
    }
}

impl Target {
    /// As it is stored and shown: without secrets.
    pub async fn config(&self, store: AccountTransaction<'_>) -> Result<ChannelConfig, Error> {
        let nothing = ChannelConfig::default();
        Ok(match self {
            Self::Members(recipients) => {
                let members = store.all_addresses().await?;
                if let Some(stranger) = recipients.iter().find(|address| !members.contains(address)) {
                    return Err(Error::BadRequest(format!(
                        "config.recipients: {stranger} is not the address of a member of this account"
                    )));
                }
                ChannelConfig {
                    recipients: Some(recipients.clone()),
                    ..nothing
                }
            }
            Self::Secret(url) => ChannelConfig {
                url_hint: Some(hint(url)),
                ..nothing
            },
            Self::Open(url) => ChannelConfig {
                url: Some(url.to_string()),
                ..nothing
            },
        })
    }

    /// What is to be sealed.
    pub fn secret(&self) -> Option<&str> {
        match self {
            Self::Secret(url) => Some(url.as_str()),
            Self::Members(_) | Self::Open(_) => None,
        }
    }
}

/// The addresses of a channel whose owners are among `members`.
pub fn readers(members: &[String], channel: &Channel) -> Vec<String> {
    let recipients = channel.config.recipients.iter().flatten();
    recipients
        .filter(|address| members.contains(address))
        .cloned()
        .collect()
}

fn check_recipients(recipients: Vec<String>) -> Result<Vec<String>, Error> {
    let mut folded: Vec<String> = recipients
        .iter()
        .map(|address| address.trim().to_lowercase())
        .collect();
    folded.sort();
    folded.dedup();
    if (1..=MAX_RECIPIENTS).contains(&folded.len()) {
        Ok(folded)
    } else {
        Err(Error::BadRequest(format!(
            "config.recipients: must be 1 to {MAX_RECIPIENTS} addresses"
        )))
    }
}

async fn check_url(guard: &AddressGuard, text: &str) -> Result<Url, Error> {
    let refuse = |refused| Error::BadRequest(format!("config.url: {refused}"));
    let url = guard.check(text.trim()).map_err(refuse)?;
    guard.check_name(&url).await.map_err(refuse)?;
    Ok(url)
}

/// Enough to tell two secret addresses apart: host and last four characters.
fn hint(url: &Url) -> String {
    let text = url.as_str();
    // An address of printable ASCII; one that is too short gives nothing away.
    let end = text.len().saturating_sub(SHOWN_CHARS);
    let last = if url.path().len() > 4 * SHOWN_CHARS {
        &text[end..]
    } else {
        ""
    };
    format!("{}/…{last}", url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::hint;

    /// The part that lets one post is not shown.
    #[test]
    fn hints_give_little_away() {
        let url = "https://hooks.slack.com/services/T0/B0/abcdefghijkl"
            .parse()
            .unwrap();
        assert_eq!(hint(&url), "hooks.slack.com/…ijkl");
        assert_eq!(
            hint(&"https://chat.example/abc".parse().unwrap()),
            "chat.example/…"
        );
    }
}
