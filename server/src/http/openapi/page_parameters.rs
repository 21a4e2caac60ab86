//! The parameters that every list takes.

use serde_json::json;
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::http::extract::page::{MAX_PAGE_NUMBER, PageOf, SortField};

impl<S: SortField> IntoParams for PageOf<S> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let names: Vec<&str> = S::FIELDS.iter().map(|(name, _)| *name).collect();
        let whole = |minimum: u64| {
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(minimum))
        };
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let sort = text().default(Some(json!(names[0]))).enum_values(Some(names));
        let parameters = [
            (
                "pageNumber",
                "Which page, from 0. Not looked at where there is a `cursor`.",
                whole(0).maximum(Some(MAX_PAGE_NUMBER)).default(Some(json!(0))),
            ),
            (
                "pageSize",
                "Rows a page.",
                whole(1).maximum(Some(100_u64)).default(Some(json!(25))),
            ),
            ("sort", "What to sort by.", sort),
            (
                "order",
                "Which way.",
                text()
                    .default(Some(json!(if S::DESCENDING { "DESC" } else { "ASC" })))
                    .enum_values(Some(["ASC", "DESC"])),
            ),
            (
                "cursor",
                "`nextCursor` of the page before, with the same filters, `sort` and `order`.",
                text(),
            ),
        ];
        let parameter = |(name, description, schema): (&str, &str, ObjectBuilder)| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(description))
                .schema(Some(schema))
                .build()
        };
        parameters.into_iter().map(parameter).collect()
    }
}
