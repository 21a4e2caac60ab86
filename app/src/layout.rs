//! The frame around the pages.

pub mod frame;
pub mod member;
pub mod open_escalations;
pub mod shortcuts;

mod account_menu;
mod brand;
mod demo_banner;
mod side_nav;
mod theme;
