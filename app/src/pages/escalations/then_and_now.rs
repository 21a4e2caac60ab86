//! Scores and badges, as they were when it opened and as they are now.

use leptos::prelude::*;

use crate::components::badge_chip::BadgeChip;
use crate::components::score_chip::ScoreChip;
use crate::components::untrusted::visible;
use crate::types::escalation::Escalation;
use crate::types::identity::Identity;
use crate::types::score::Category;

/// A small table of the four scores, and the badges below it.
#[component]
pub fn ThenAndNow(escalation: Escalation, identity: Option<Identity>) -> impl IntoView {
    let rows = Category::ALL.map(|category| {
        let then = escalation.score_snapshot.get(category.key()).copied();
        let now = identity.as_ref().and_then(|identity| identity.score(category));
        view! {
            <tr>
                <th scope="row">{category.label()}</th>
                <td><ScoreChip category score=then/></td>
                <td><ScoreChip category score=now/></td>
                <td class="then-now__change">{change(then, now)}</td>
            </tr>
        }
    });
    let then = escalation.badge_snapshot;
    let none_then = then.is_empty();
    let gone = identity.is_none();
    let now = identity.map_or_else(Vec::new, |identity| identity.badges);
    // Only short names were kept; those of badges that are still worn are known by their names.
    let then: Vec<_> = then
        .into_iter()
        .map(|slug| {
            let worn = now.iter().find(|badge| badge.slug == slug);
            let name = visible(worn.map_or(&slug, |badge| &badge.name));
            view! { <span class="badge">{name}</span> }
        })
        .collect();
    let none_now = now.is_empty();
    let now = now.into_iter().map(|badge| view! { <BadgeChip badge/> });
    let none = || view! { <span class="faint">"none"</span> };
    view! {
        <section class="escalation__part">
            <h3 class="escalation__title">"Then and now"</h3>
            {gone.then(|| view! { <p class="faint">"The identity was erased: there is no now."</p> })}
            <table class="then-now">
                <thead><tr><th scope="col"><span class="visually-hidden">"Score"</span></th><th scope="col">"Then"</th><th scope="col">"Now"</th><th scope="col">"Change"</th></tr></thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
            <dl class="then-now__badges">
                <dt>"Badges then"</dt><dd class="badges">{then}{none_then.then(none)}</dd>
                <dt>"Badges now"</dt><dd class="badges">{now.collect_view()}{none_now.then(none)}</dd>
            </dl>
        </section>
    }
}

/// Such as `+12`; nothing where there is nothing to compare.
fn change(then: Option<u8>, now: Option<u8>) -> String {
    let (Some(then), Some(now)) = (then, now) else {
        return "–".to_owned();
    };
    match i16::from(now) - i16::from(then) {
        0 => "0".to_owned(),
        more @ 1.. => format!("+{more}"),
        less => format!("−{}", -less),
    }
}

#[cfg(test)]
mod tests {
    use super::change;

    /// A minus is a minus, and half a pair is none.
    #[test]
    fn compares() {
        assert_eq!(change(Some(40), Some(52)), "+12");
        assert_eq!(change(Some(40), Some(12)), "−28");
        assert_eq!(change(None, Some(12)), "–");
    }
}
