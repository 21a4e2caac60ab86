//! The few sums that must come out the same on every machine: only +, −, × and ÷ on 64-bit floats.

/// `1 / (1 + e^−x)`.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x.clamp(-30.0, 30.0)))
}

/// Rounded to four decimals, the precision of everything that leaves the engine.
pub fn round4(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}

/// `e^x` by halving and squaring around a Taylor series; the library's own may differ between platforms.
fn exp(x: f64) -> f64 {
    const HALVINGS: i32 = 8;
    let small = x / 256.0;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..12 {
        term *= small / f64::from(n);
        sum += term;
    }
    for _ in 0..HALVINGS {
        sum *= sum;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{exp, logistic, round4};

    /// Agrees with the library to far more digits than leave the engine.
    #[test]
    fn exp_is_exact_enough() {
        for x in [-30.0, -5.5, -1.0, 0.0, 0.1, 1.0, 4.2, 30.0] {
            let relative = (exp(x) - f64::exp(x)).abs() / f64::exp(x);
            assert!(relative < 1e-12, "{x}: {relative}");
        }
    }

    /// Half at zero, symmetric, and within 0 and 1 for any input.
    #[test]
    fn logistic_behaves() {
        assert_eq!(logistic(0.0), 0.5);
        assert_eq!(round4(logistic(2.0) + logistic(-2.0)), 1.0);
        assert!(logistic(-1e9) >= 0.0 && logistic(1e9) <= 1.0);
    }
}
