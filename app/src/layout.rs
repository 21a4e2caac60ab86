//! The frame around the pages.

pub mod frame;
pub mod member;

mod account_menu;
mod brand;
mod demo_banner;
mod shortcuts;
mod side_nav;
mod theme;
