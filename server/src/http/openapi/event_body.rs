//! Body and answer of `POST /events`, which take one event or a batch.

use app::types::error::ErrorBody;
use app::types::event::TrackResult;
use app::types::ids::event_id::EventId;
use app::types::ids::event_type::EventType;
use serde_json::json;
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Schema};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::incoming::Envelope;

/// An event as a server sends it.
type ServerEvent = Envelope<EventId, EventType>;

/// One event, or `{"events": […]}`.
pub struct EventBody;

/// A result, or `{"status", "results": […]}` for a batch.
pub struct EventAnswer;

type Schemas = Vec<(String, RefOr<Schema>)>;

fn named<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}

fn with_parts<T: ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

impl PartialSchema for EventBody {
    fn schema() -> RefOr<Schema> {
        let events = ArrayBuilder::new()
            .items(named::<ServerEvent>())
            .min_items(Some(1))
            .max_items(Some(500));
        let batch = ObjectBuilder::new()
            .property("events", events)
            .required("events")
            .description(Some("A batch: one bad event does not lose the others."));
        AnyOfBuilder::new()
            .item(named::<ServerEvent>())
            .item(batch)
            .into()
    }
}

impl ToSchema for EventBody {
    fn schemas(schemas: &mut Schemas) {
        with_parts::<ServerEvent>(schemas);
    }
}

impl PartialSchema for EventAnswer {
    fn schema() -> RefOr<Schema> {
        let result = AnyOfBuilder::new()
            .item(named::<TrackResult>())
            .item(named::<ErrorBody>());
        let status = ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(["success"]));
        let batch = ObjectBuilder::new()
            .property("status", status)
            .property("results", ArrayBuilder::new().items(result))
            .required("status")
            .required("results")
            .description(Some("One answer for each event of the batch, in order."))
            .examples([json!({ "status": "success", "results": [{ "status": "success", "id": "signup-1", "fingerprint": null }] })]);
        AnyOfBuilder::new()
            .item(named::<TrackResult>())
            .item(batch)
            .into()
    }
}

impl ToSchema for EventAnswer {
    fn schemas(schemas: &mut Schemas) {
        with_parts::<TrackResult>(schemas);
        with_parts::<ErrorBody>(schemas);
    }
}
