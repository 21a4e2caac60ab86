//! What a condition can be, for the API's description: its parts depend on what is asked.

use std::borrow::Cow;

use serde_json::Value;
use utoipa::openapi::schema::{
    AdditionalProperties, Array, ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type,
};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::{ConditionBody, MAX_SECONDS};
use crate::types::ids::slug::Slug;
use crate::types::rule::MAX_CONDITIONS;
use crate::types::schemas::{or_null, text};

const CATEGORIES: [&str; 5] = ["ANY", "HUMANITY", "AUTHENTICITY", "UNIQUENESS", "BEHAVIOR"];
const SCORES: [&str; 4] = ["SCORE_LT", "SCORE_LTE", "SCORE_GT", "SCORE_GTE"];
const PARTS: [&str; 4] = ["category", "threshold", "badge", "seconds"];

/// A condition that asks one of `kinds`, with these parts; the others are `null` or left out.
fn asking(kinds: &[&str], parts: Vec<(&str, RefOr<Schema>)>) -> ObjectBuilder {
    let names = kinds.iter().map(|kind| Value::from(*kind));
    let mut object = ObjectBuilder::new()
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
        .property("condition", text().enum_values(Some(names)))
        .required("condition");
    for part in PARTS {
        object = match parts.iter().find(|(name, _)| *name == part) {
            Some((_, schema)) => object.property(part, schema.clone()).required(part),
            None => object.property(part, ObjectBuilder::new().schema_type(Type::Null)),
        };
    }
    object
}

fn score() -> ObjectBuilder {
    let categories = CATEGORIES.into_iter().map(Value::from);
    let category = text()
        .description(Some("Which score; `ANY`: one of the four."))
        .enum_values(Some(categories));
    let threshold = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .description(Some("What it is compared with."))
        .minimum(Some(0))
        .maximum(Some(100));
    asking(
        &SCORES,
        vec![("category", category.into()), ("threshold", threshold.into())],
    )
}

fn age(kinds: &[&str]) -> ObjectBuilder {
    let seconds = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .description(Some("Age in seconds."))
        .minimum(Some(0))
        .maximum(Some(MAX_SECONDS));
    asking(kinds, vec![("seconds", seconds.into())])
}

fn badge() -> ObjectBuilder {
    let slug = RefOr::<Schema>::Ref(Ref::from_schema_name(Slug::name()));
    asking(&["BADGE_EXISTS", "BADGE_NOT_EXISTS"], vec![("badge", slug)])
}

impl PartialSchema for ConditionBody {
    fn schema() -> RefOr<Schema> {
        OneOfBuilder::new()
            .description(Some(
                "A condition; what its kind has no use for is `null` or left out.",
            ))
            .item(score())
            .item(age(&["IDENTITY_AGE_GT", "IDENTITY_AGE_LT"]))
            .item(badge())
            .into()
    }
}

impl ToSchema for ConditionBody {
    fn name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Slug::name().into_owned(), Slug::schema()));
    }
}

fn all_of(condition: RefOr<Schema>) -> ArrayBuilder {
    ArrayBuilder::new()
        .description(Some("All must hold."))
        .items(condition)
        .min_items(Some(1))
        .max_items(Some(MAX_CONDITIONS))
}

fn for_badges() -> ArrayBuilder {
    let condition = OneOfBuilder::new().item(score()).item(age(&["IDENTITY_AGE_GT"]));
    all_of(condition.into())
}

fn for_escalations() -> ArrayBuilder {
    all_of(RefOr::Ref(Ref::from_schema_name(ConditionBody::name())))
}

/// What a badge rule may ask.
pub fn of_badge_rule() -> Array {
    for_badges().build()
}

/// The same, or no word on it.
pub fn of_badge_rule_or_none() -> Array {
    for_badges().schema_type(or_null(Type::Array)).build()
}

/// What an escalation rule may ask.
pub fn of_escalation_rule() -> Array {
    for_escalations().build()
}

/// The same, or no word on it.
pub fn of_escalation_rule_or_none() -> Array {
    for_escalations().schema_type(or_null(Type::Array)).build()
}
