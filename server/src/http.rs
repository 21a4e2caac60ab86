//! The API and the pages, over HTTP.

pub mod listener;
pub mod router;

pub mod access;
pub mod openapi;

pub mod extract;
pub mod middleware;
pub mod routes;

pub mod dashboard;
pub mod demo_shop;
pub mod docs;
pub mod files;
