//! Small charts without axes, drawn by hand.

use std::fmt::Write as _;

use leptos::prelude::*;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;

/// A line over the values, oldest first, on a scale from 0 to `top`.
#[component]
pub fn Sparkline(values: Vec<f64>, top: f64, #[prop(into)] label: String) -> impl IntoView {
    let line = line_path(&values, top, WIDTH, HEIGHT);
    let area = if line.is_empty() {
        String::new()
    } else {
        format!("{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z")
    };
    view! {
        <svg class="sparkline" viewBox=format!("0 -2 {WIDTH} {}", HEIGHT + 4.0) preserveAspectRatio="none"
            role="img" aria-label=label>
            <path class="sparkline__area" d=area></path>
            <path class="sparkline__line" d=line vector-effect="non-scaling-stroke"></path>
        </svg>
    }
}

/// A path through the values, spread over the width; a single value is a level line.
pub fn line_path(values: &[f64], top: f64, width: f64, height: f64) -> String {
    let level = |value: f64| height - (value / top.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) * height;
    let mut path = String::new();
    if let [only] = values {
        let y = level(*only);
        return format!("M0 {y:.1}L{width} {y:.1}");
    }
    #[expect(clippy::cast_precision_loss, reason = "far fewer points than 2^52")]
    for (at, value) in values.iter().enumerate() {
        let x = width * at as f64 / (values.len() - 1) as f64;
        let step = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x:.1} {:.1}", level(*value));
    }
    path
}

/// Bars over the values, oldest first; each names itself on hover.
#[component]
pub fn Bars(values: Vec<(String, i64)>, #[prop(into)] label: String) -> impl IntoView {
    let top = values.iter().map(|(_, value)| *value).max().unwrap_or(0).max(1);
    let count = values.len();
    let bars = values.into_iter().enumerate().map(|(at, (name, value))| {
        #[expect(clippy::cast_precision_loss, reason = "a picture needs no more digits")]
        let height = if value == 0 {
            1.0
        } else {
            (value as f64 / top as f64 * 60.0).max(2.0)
        };
        let class = if value == 0 {
            "bars__bar bars__bar--none"
        } else {
            "bars__bar"
        };
        view! {
            <g>
                <title>{name}</title>
                <rect class="bars__hit" x=at * 10 y="0" width="10" height="64"></rect>
                <rect class=class x=at * 10 + 1 y=format!("{:.1}", 64.0 - height) width="8"
                    height=format!("{height:.1}") rx="1"></rect>
            </g>
        }
    });
    view! {
        <svg class="bars" viewBox=format!("0 0 {} 64", count * 10) preserveAspectRatio="none" role="img"
            aria-label=label>
            {bars.collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::line_path;

    /// High values are at the top, and one value still makes a line.
    #[test]
    fn draws_from_left_to_right() {
        assert_eq!(line_path(&[0.0, 100.0], 100.0, 10.0, 10.0), "M0.0 10.0L10.0 0.0");
        assert_eq!(line_path(&[50.0], 100.0, 10.0, 10.0), "M0 5.0L10 5.0");
        assert_eq!(line_path(&[], 100.0, 10.0, 10.0), "");
    }
}
