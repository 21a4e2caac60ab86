//! Who is signed in, for every page inside the frame.

use leptos::prelude::*;

use crate::api;
use crate::api::client::ApiResult;
use crate::types::member::{Me, Role};

/// Who is signed in.
#[derive(Clone, Copy)]
pub struct Member(Resource<ApiResult<Me>>);

impl Member {
    /// Asks once and provides the answer to everything below.
    pub fn provide() -> Self {
        let member = Self(Resource::new(|| (), |()| api::auth::me()));
        provide_context(member);
        member
    }

    /// The answer, to be shown by `Load`.
    pub const fn resource(self) -> Resource<ApiResult<Me>> {
        self.0
    }
}

/// The member of the frame around the caller.
pub fn use_member() -> Member {
    use_context().unwrap_or_else(Member::provide)
}

/// Whether the member may change things: hide what a role can never do.
///
/// Read it inside `Load` or another suspended view.
pub fn use_may(role: Role) -> Signal<bool> {
    let member = use_member().resource();
    Signal::derive(move || member.get().is_some_and(|me| me.is_ok_and(|me| me.role >= role)))
}
