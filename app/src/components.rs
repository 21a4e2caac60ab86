//! Widgets: each takes typed variants, and its CSS sits beside it.

pub mod icon;

pub mod button;
pub mod copy;
pub mod field;
pub mod search_form;
pub mod select;
pub mod switch;

pub mod badge_chip;
pub mod device_name;
pub mod facts;
pub mod identity_link;
pub mod own_address;
pub mod place;
pub mod pulse;
pub mod refusal;
pub mod reveal;
pub mod score_card;
pub mod score_chip;
pub mod severity_chip;
pub mod sparkline;
pub mod time;
pub mod untrusted;

pub mod chips;
pub mod code;
pub mod pagination;
pub mod table;
pub mod tabs;

pub mod dialog;
pub mod empty;
pub mod load;
pub mod page_header;
pub mod toast;
