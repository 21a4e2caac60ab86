// Written by tracker/build.mjs; a change by hand does not survive.

/// The version of the script, as in `/dregs.<version>.js`.
pub const VERSION: &str = "0.1.0";

/// The subresource integrity of [`crate::SCRIPT`].
pub const INTEGRITY: &str = "sha384-yl2eLYVzHlTHNn5J0wFoe5XUYRPLl0fy1FskEN33p0jBvp+49lBGeJjE2FnPTzZE";

/// What [`crate::SCRIPT_BROTLI`] may weigh.
pub const SIZE_BUDGET_BYTES: usize = 6000;
