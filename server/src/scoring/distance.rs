//! How far two places are apart, the same on every machine: only +, −, ×, ÷ and square roots.

use std::f64::consts::{FRAC_PI_2, PI};

/// Mean radius of the earth (IUGG).
const EARTH_KM: f64 = 6_371.0;

/// Kilometres along the surface between two places, given in degrees north and east.
pub fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half = |one: f64, other: f64| {
        let sine = sine((other - one) / 360.0 * PI);
        sine * sine
    };
    let cosines = cosine(from.0) * cosine(to.0);
    let chord = half(from.0, to.0) + cosines * half(from.1, to.1);
    2.0 * EARTH_KM * arcsine(chord.clamp(0.0, 1.0).sqrt())
}

fn cosine(degrees: f64) -> f64 {
    sine(FRAC_PI_2 - (degrees / 180.0 * PI).abs())
}

/// Of an angle between −π and π, by its Taylor series.
fn sine(angle: f64) -> f64 {
    let angle = angle.clamp(-PI, PI);
    let (mut term, mut sum) = (angle, angle);
    for n in 1..14 {
        let n = f64::from(2 * n);
        term *= -angle * angle / (n * (n + 1.0));
        sum += term;
    }
    sum
}

/// Of a number between 0 and 1; large ones by their complement, where the series is short.
fn arcsine(x: f64) -> f64 {
    if x > 0.5 {
        return FRAC_PI_2 - 2.0 * arcsine(((1.0 - x) / 2.0).max(0.0).sqrt());
    }
    let (mut term, mut sum) = (x, x);
    for n in 1..30 {
        let odd = f64::from(2 * n - 1);
        term *= x * x * odd / (odd + 1.0);
        sum += term / (odd + 2.0);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    /// Known distances, to a kilometre or two.
    #[test]
    fn distances_are_right() {
        let (london, new_york, sydney) = ((51.5, -0.13), (40.71, -74.01), (-33.87, 151.21));
        assert!((kilometres(london, new_york) - 5_570.0).abs() < 5.0);
        assert!((kilometres(london, sydney) - 16_993.0).abs() < 10.0);
        assert_eq!(kilometres(london, london), 0.0);
        assert!((kilometres((0.0, 0.0), (0.0, 180.0)) - 20_015.0).abs() < 1.0);
        assert!((kilometres((90.0, 0.0), (-90.0, 77.0)) - 20_015.0).abs() < 1.0);
        assert!((kilometres((0.0, 179.5), (0.0, -179.5)) - 111.2).abs() < 0.1);
    }

    /// Agrees with the library.
    #[test]
    fn series_are_exact_enough() {
        for n in 0..=100 {
            let x = f64::from(n) / 100.0;
            assert!((super::arcsine(x) - x.asin()).abs() < 1e-9, "{x}");
            assert!((super::sine(x * 3.1) - (x * 3.1).sin()).abs() < 1e-9, "{x}");
        }
    }
}
