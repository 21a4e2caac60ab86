//! HTTP tests: requests go through the real router, on both databases; jobs are done before asserting.

#![expect(
    clippy::unwrap_used,
    reason = "a test that unwraps nothing has failed, and says where"
)]

mod support;

mod access;
mod accounts_apart;
mod demo;
mod durability;
mod geo;
mod import;
mod listener;
mod migrations;
mod openapi;
mod pages;
mod redaction;
mod reviews_by_model;
mod routes;
mod scoring;
