//! Line icons on a grid of 24, one path each.

use leptos::prelude::*;

/// An icon; always beside a text or inside something that has a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Account,
    Alert,
    Back,
    Check,
    ChevronDown,
    ChevronRight,
    Close,
    Code,
    Copy,
    Device,
    Empty,
    Event,
    External,
    Filter,
    Group,
    Home,
    Identity,
    Inbox,
    Key,
    Link,
    Lock,
    Moon,
    Pause,
    Play,
    Plus,
    Refresh,
    Rule,
    Search,
    Send,
    SignOut,
    Sparkle,
    Sun,
    System,
    Trash,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Account => {
                "M4 21V6l7-3v18M11 9h7a2 2 0 0 1 2 2v10M2 21h20M7 9h1M7 13h1M15 13h1M15 17h1M7 17h1"
            }
            Self::Alert => "M12 4 2.8 19.5a.7.7 0 0 0 .6 1h17.2a.7.7 0 0 0 .6-1L12 4ZM12 10v4M12 17.4v.1",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::ChevronDown => "m6 9.5 6 6 6-6",
            Self::ChevronRight => "m9.5 6 6 6-6 6",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Code => "m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Device => "M4 5h16v10H4zM2 19h20",
            Self::Empty => "M3 13h5l1.5 3h5L16 13h5M5.5 5h13L21 13v6H3v-6L5.5 5Z",
            Self::Event => "M3 12h4l2.5-7 5 14L17 12h4",
            Self::External => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
            Self::Filter => "M3 5h18l-7 8v6l-4 2v-8L3 5Z",
            Self::Group => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.3a3.5 3.5 0 0 1 0 6.4M18 14.3a6.5 6.5 0 0 1 3.5 5.7"
            }
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4v-9Z",
            Self::Identity => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
            Self::Inbox => "M6 4h12l3 9v6H3v-6l3-9ZM3 13h5l1.5 3h5l1.5-3h5",
            Self::Key => "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM11 12.5 20 4M16 7.5l3 3M18.5 5.5 20 7",
            Self::Link => {
                "M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1-1"
            }
            Self::Lock => "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
            Self::Pause => "M8.5 5v14M15.5 5v14",
            Self::Play => "M7 4.5v15L19 12 7 4.5Z",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Refresh => {
                "M20 11a8 8 0 0 0-14-4.5L4 8.5M4 4v4.5h4.5M4 13a8 8 0 0 0 14 4.5l2-2M20 20v-4.5h-4.5"
            }
            Self::Rule => "M4 6h16M4 12h16M4 18h16M8 4v4M15.5 10v4M10.5 16v4",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.8-4.8",
            Self::Send => "M21 3 10 14M21 3l-7 18-4-7-7-4 18-7Z",
            Self::SignOut => "M10 4H4v16h6M15 8l4 4-4 4M19 12H9",
            Self::Sparkle => "M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2 2-7Z",
            Self::Sun => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19"
            }
            Self::System => "M4 4h16v12H4zM9 20h6M12 16v4",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
        }
    }
}

/// Draws an icon.
#[component]
pub fn Draw(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
