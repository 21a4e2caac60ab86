//! The browser entry point of the dashboard.
