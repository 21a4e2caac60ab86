//! What may be sent of channels, for the API's description: it depends on what carries the news.

use std::borrow::Cow;

use serde_json::Value;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type,
};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::{ChannelDraft, ChannelEvent, ChannelTarget, ChannelType, MAX_RECIPIENTS, MAX_URL_CHARS};
use crate::types::ids::slug::Slug;
use crate::types::schemas::{self, text};

/// No blanks, nothing outside of ASCII.
const GRAPHIC: &str = "^[!-~]*$";

fn closed() -> ObjectBuilder {
    ObjectBuilder::new().additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
}

fn nothing() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Null)
}

/// Where email goes.
fn recipients() -> ObjectBuilder {
    let addresses = ArrayBuilder::new()
        .description(Some("EMAIL: addresses of members of the account, at most 20."))
        .items(text())
        .min_items(Some(1))
        .max_items(Some(MAX_RECIPIENTS));
    closed()
        .property("recipients", addresses)
        .property("url", nothing())
        .required("recipients")
}

/// Where requests go.
fn address() -> ObjectBuilder {
    let description =
        "WEBHOOK: where requests go; SLACK: the address of the incoming webhook, kept as a secret.";
    let url = text()
        .description(Some(description))
        .min_length(Some(1))
        .max_length(Some(MAX_URL_CHARS))
        .pattern(Some(GRAPHIC));
    closed()
        .property("url", url)
        .property("recipients", nothing())
        .required("url")
}

impl PartialSchema for ChannelTarget {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .item(recipients())
            .item(address())
            .description(Some(
                "Where a channel is to lead: `recipients` for EMAIL, `url` for SLACK and WEBHOOK.",
            ))
            .into()
    }
}

impl ToSchema for ChannelTarget {
    fn name() -> Cow<'static, str> {
        "ChannelTarget".into()
    }
}

/// A channel of some types, all of which lead to the same kind of place.
fn draft(types: &[ChannelType], config: ObjectBuilder) -> ObjectBuilder {
    let named = |name: Cow<'static, str>| RefOr::<Schema>::Ref(Ref::from_schema_name(name));
    let slug = OneOfBuilder::new()
        .item(named(Slug::name()))
        .item(nothing())
        .description(Some("What rules call it; made of the name where it is left out."));
    let events = ArrayBuilder::new()
        .description(Some("What it is to carry: at least one."))
        .items(named(ChannelEvent::name()))
        .min_items(Some(1));
    let enabled = ObjectBuilder::new()
        .description(Some("Whether it carries anything; true where it is left out."))
        .schema_type(schemas::or_null(Type::Boolean));
    let names = types.iter().map(|kind| Value::from(kind.as_str()));
    closed()
        .property("name", schemas::name())
        .property("slug", slug)
        .property("type", text().enum_values(Some(names)))
        .property("config", config)
        .property("events", events)
        .property("enabled", enabled)
        .required("name")
        .required("type")
        .required("config")
        .required("events")
}

impl PartialSchema for ChannelDraft {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .item(draft(&[ChannelType::Email], recipients()))
            .item(draft(&[ChannelType::Slack, ChannelType::Webhook], address()))
            .into()
    }
}

impl ToSchema for ChannelDraft {
    fn name() -> Cow<'static, str> {
        "ChannelDraft".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Slug::name().into_owned(), Slug::schema()));
        schemas.push((ChannelEvent::name().into_owned(), ChannelEvent::schema()));
    }
}
