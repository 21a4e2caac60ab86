//! Body and answer of `POST /events`, which take one event or a batch, of a server or of a page.

use app::types::error::ErrorBody;
use app::types::event::TrackResult;
use app::types::ids::event_id::{BrowserEventId, EventId};
use app::types::ids::event_type::{BrowserEventType, EventType};
use serde_json::{Value, json};
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Schema};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::incoming::Envelope;

/// Name of the schema of an event that comes with a secret key.
const SERVER_EVENT: &str = "ServerEvent";
/// Name of the schema of an event that comes with a public key.
const PAGE_EVENT: &str = "PageEvent";

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

/// An event of either caller.
fn event() -> AnyOfBuilder {
    let of = |name| RefOr::Ref(Ref::from_schema_name(name));
    AnyOfBuilder::new().item(of(SERVER_EVENT)).item(of(PAGE_EVENT))
}

/// The envelope, with what its type does not say.
fn envelope<I: ToSchema, T: ToSchema>(description: &str, needs_identity: bool) -> RefOr<Schema> {
    let mut schema = Envelope::<I, T>::schema();
    if let RefOr::T(Schema::Object(object)) = &mut schema {
        object.description = Some(description.to_owned());
        if needs_identity {
            let identity = RefOr::Ref(Ref::from_schema_name("IdentityPart"));
            object.properties.insert("identity".to_owned(), identity);
            object.required.push("identity".to_owned());
        }
    }
    schema
}

/// What holds `events` is a batch, whatever else it holds.
pub fn tell_batches_apart(schemas: &mut Value) {
    for name in [SERVER_EVENT, PAGE_EVENT] {
        schemas[name]["not"] = json!({ "required": ["events"] });
    }
}

impl PartialSchema for EventBody {
    fn schema() -> RefOr<Schema> {
        let events = ArrayBuilder::new()
            .items(event())
            .min_items(Some(1))
            .max_items(Some(500));
        let batch = ObjectBuilder::new()
            .property("events", events)
            .required("events")
            .description(Some(
                "A batch: a bad event does not lose the others; its error is its result.",
            ));
        event().item(batch).into()
    }
}

impl ToSchema for EventBody {
    fn schemas(schemas: &mut Schemas) {
        let server =
            envelope::<EventId, EventType>("An event as a server sends it, with a secret key.", true);
        let page = envelope::<BrowserEventId, BrowserEventType>(
            "An event as a page sends it, with a public key.",
            false,
        );
        schemas.push((SERVER_EVENT.to_owned(), server));
        schemas.push((PAGE_EVENT.to_owned(), page));
        Envelope::<EventId, EventType>::schemas(schemas);
        with_parts::<EventId>(schemas);
        with_parts::<EventType>(schemas);
        with_parts::<BrowserEventId>(schemas);
        with_parts::<BrowserEventType>(schemas);
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
