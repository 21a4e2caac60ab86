//! Who writes reviews: Dregs itself, or a language model behind an OpenAI-compatible API.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use reqwest::Url;

use super::ConfigError;
use super::secret::Secret;

/// Who writes reviews.
#[derive(Clone, Debug, Args)]
pub struct ReviewSettings {
    /// Base URL of an OpenAI-compatible API, such as `http://127.0.0.1:11434/v1`. Default: Dregs writes reviews itself.
    #[arg(
        id = "review_url",
        long = "review-url",
        env = "DREGS_REVIEW_URL",
        global = true
    )]
    pub url: Option<String>,

    /// The model to ask for there.
    #[arg(
        id = "review_model",
        long = "review-model",
        env = "DREGS_REVIEW_MODEL",
        global = true
    )]
    pub model: Option<String>,

    /// Key of that API, where it wants one.
    #[arg(
        id = "review_key",
        long = "review-key",
        env = "DREGS_REVIEW_KEY",
        hide_env_values = true,
        global = true
    )]
    pub key: Option<Secret>,

    /// File that holds the key.
    #[arg(
        id = "review_key_file",
        long = "review-key-file",
        env = "DREGS_REVIEW_KEY_FILE",
        global = true
    )]
    pub key_file: Option<PathBuf>,

    /// Seconds that the model has for one review, further tries included.
    #[arg(
        id = "review_timeout_seconds",
        long = "review-timeout-seconds",
        env = "DREGS_REVIEW_TIMEOUT_SECONDS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=600),
        global = true
    )]
    pub timeout_seconds: u64,
}

/// A language model that can be asked.
#[derive(Clone, Debug)]
pub struct ModelSettings {
    /// Where questions go.
    pub endpoint: Url,
    /// The model's name.
    pub model: String,
    /// The key, where one is wanted.
    pub key: Option<Secret>,
    /// How long to wait for an answer, further tries included.
    pub patience: Duration,
}

impl ReviewSettings {
    /// The language model to ask, when one is configured.
    pub fn language_model(&self) -> Result<Option<ModelSettings>, ConfigError> {
        let Some(url) = &self.url else { return Ok(None) };
        let model = self.model.as_deref().map(str::trim).unwrap_or_default();
        if model.is_empty() {
            return Err(ConfigError::Review(
                "DREGS_REVIEW_MODEL must name a model when DREGS_REVIEW_URL is set",
            ));
        }
        let key = match (&self.key, &self.key_file) {
            (Some(key), _) => Some(key.clone()),
            (None, Some(path)) => Some(super::read_trimmed(path)?.into()),
            (None, None) => None,
        };
        Ok(Some(ModelSettings {
            endpoint: endpoint(url)?,
            model: model.to_owned(),
            key,
            patience: Duration::from_secs(self.timeout_seconds),
        }))
    }
}

/// Where questions go, below a base URL.
fn endpoint(base: &str) -> Result<Url, ConfigError> {
    const WRONG: ConfigError = ConfigError::Review(
        "DREGS_REVIEW_URL must begin with http:// or https:// and hold no user, query or fragment",
    );
    let mut url = Url::parse(base.trim()).map_err(|_| WRONG)?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if !plain || !url.has_host() || !["http", "https"].contains(&url.scheme()) {
        return Err(WRONG);
    }
    url.path_segments_mut()
        .map_err(|()| WRONG)?
        .pop_if_empty()
        .extend(["chat", "completions"]);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    /// With and without a slash at the end; what hides a key or is no web address is refused.
    #[test]
    fn reads_base_urls() {
        for (base, whole) in [
            (
                "https://api.openai.com/v1",
                "https://api.openai.com/v1/chat/completions",
            ),
            (
                "http://127.0.0.1:11434/v1/",
                "http://127.0.0.1:11434/v1/chat/completions",
            ),
            ("http://llm.internal", "http://llm.internal/chat/completions"),
        ] {
            assert_eq!(endpoint(base).unwrap().as_str(), whole);
        }
        for bad in [
            "",
            "llm.internal/v1",
            "file:///etc/passwd",
            "https://me:key@llm.internal/v1",
            "https://l/v1?key=1",
        ] {
            assert!(endpoint(bad).is_err(), "{bad}");
        }
    }
}
