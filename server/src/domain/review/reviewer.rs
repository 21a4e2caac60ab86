//! Who writes reviews: a language model where one is configured, else our own summary.

use std::time::Duration;

use super::prompt;
use crate::config::ConfigError;
use crate::config::reviews::ReviewSettings;
use crate::outbound::language_model::{LanguageModel, ModelError};
use crate::scoring::review::plain::{plain, plain_line};
use crate::scoring::review::{Material, summarize};

/// Characters of a text that a model wrote.
const MAX_TEXT_CHARS: usize = 8_000;
const MODEL_NAME_CHARS: usize = 80;

/// Writes reviews.
#[derive(Debug)]
pub struct Reviewer {
    model: Option<LanguageModel>,
}

impl Reviewer {
    /// The writer that is configured.
    pub fn new(settings: &ReviewSettings) -> Result<Self, ConfigError> {
        let model = settings.language_model()?.map(LanguageModel::new).transpose()?;
        Ok(Self { model })
    }

    /// The longest that one review takes to write.
    pub fn patience(&self) -> Duration {
        self.model
            .as_ref()
            .map_or(Duration::ZERO, LanguageModel::patience)
    }

    /// Writes a review. Where there is nothing to judge, our own words say so and no model is asked; where a model
    /// fails, that is the answer, and not a text of ours in its place.
    pub async fn write(&self, material: &Material) -> Result<String, ModelError> {
        let Some(model) = self.model.as_ref().filter(|_| material.in_force().is_some()) else {
            return Ok(summarize(material));
        };
        let text = model.ask(prompt::INSTRUCTIONS, &prompt::data(material)).await?;
        let text = plain(&text, MAX_TEXT_CHARS);
        if text.is_empty() {
            return Err(ModelError::Empty);
        }
        let name = plain_line(model.name(), MODEL_NAME_CHARS);
        Ok(format!(
            "{text}\n\nWritten by the language model {name}, which changes no score."
        ))
    }
}
