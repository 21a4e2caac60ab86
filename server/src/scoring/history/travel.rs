//! From one place to the next: too far in too short a time?

use serde::{Deserialize, Serialize};

use super::days::Days;
use crate::scoring::countries;
use crate::scoring::distance::kilometres;
use crate::scoring::place::Place;

/// Faster than any scheduled flight: the fastest subsonic crossing of the Atlantic (9 February 2020, New York to London,
/// 5,540 km in 4 h 56 min) came to 1,120 km an hour from gate to gate.
const FASTEST_KM_AN_HOUR: f64 = 1_200.0;
/// Nearer than this is no journey: databases place lines that far off within one country.
pub const NEAR_KM: u32 = 500;
/// How far off the place of a city may be: our own allowance, on the careful side.
const CITY_OFF_KM: u32 = 100;
/// Clocks of two servers, and an event that was sent late.
const SLACK_MS: i64 = 15 * 60_000;

/// Where it was last, and the impossible ways.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Travel {
    #[serde(rename = "l")]
    last: Option<Stop>,
    /// Days with a place.
    #[serde(rename = "d")]
    pub days: Days,
    /// Days with a way that nobody can travel.
    #[serde(rename = "j")]
    pub jump_days: Days,
    /// Days with one to another device.
    #[serde(rename = "o")]
    pub other_device_days: Days,
    /// The longest.
    #[serde(rename = "w")]
    pub worst: Option<Jump>,
}

/// A place and when it was there, in hundredths of a degree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stop {
    #[serde(rename = "t")]
    at_ms: i64,
    #[serde(rename = "c")]
    code: String,
    #[serde(rename = "y")]
    north: i32,
    #[serde(rename = "x")]
    east: i32,
    #[serde(rename = "o")]
    off_km: u32,
    #[serde(rename = "k")]
    device: String,
}

/// A way that nobody can travel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// When it ended.
    #[serde(rename = "t")]
    pub at_ms: i64,
    /// From which country.
    #[serde(rename = "f")]
    pub from: String,
    /// To which.
    #[serde(rename = "c")]
    pub to: String,
    /// At least so far.
    #[serde(rename = "d")]
    pub km: u32,
    /// Within so many minutes.
    #[serde(rename = "m")]
    pub minutes: i64,
}

impl Travel {
    /// Notes a place from which the person itself came.
    pub fn note(&mut self, place: &Place, device: Option<&str>, at_ms: i64, day: i64) {
        let Some(stop) = stop(place, device, at_ms) else {
            return;
        };
        self.days.mark(day);
        if let Some(last) = &self.last {
            let elapsed_ms = at_ms.saturating_sub(last.at_ms).saturating_abs();
            let km = last.apart_km(&stop);
            let hours = elapsed_ms.saturating_add(SLACK_MS) as f64 / 3_600_000.0;
            if km >= NEAR_KM && f64::from(km) > hours * FASTEST_KM_AN_HOUR {
                self.jump_days.mark(day);
                if last.device != stop.device {
                    self.other_device_days.mark(day);
                }
                if self.worst.as_ref().is_none_or(|worst| worst.km < km) {
                    self.worst = Some(Jump {
                        at_ms,
                        from: last.code.clone(),
                        to: stop.code.clone(),
                        km,
                        minutes: elapsed_ms / 60_000,
                    });
                }
            }
        }
        if self.last.as_ref().is_none_or(|last| last.at_ms <= at_ms) {
            self.last = Some(stop);
        }
    }
}

impl Stop {
    /// How far apart two places are at least.
    fn apart_km(&self, other: &Self) -> u32 {
        if !self.code.is_empty() && self.code == other.code && self.off_km.max(other.off_km) > CITY_OFF_KM {
            return 0;
        }
        let place = |stop: &Self| (f64::from(stop.north) / 100.0, f64::from(stop.east) / 100.0);
        let apart = kilometres(place(self), place(other)) as u32;
        apart.saturating_sub(self.off_km.saturating_add(other.off_km))
    }
}

/// A place as exactly as it is known: a city, or somewhere in a country.
fn stop(place: &Place, device: Option<&str>, at_ms: i64) -> Option<Stop> {
    let code = place.country_code.clone().unwrap_or_default();
    let somewhere = || {
        let country = countries::by_code(&code)?;
        Some((country.latitude, country.longitude, country.radius_km))
    };
    let city = place.city.as_ref().and(place.latitude.zip(place.longitude));
    let (north, east, off_km) = city
        .map(|(north, east)| (north, east, CITY_OFF_KM))
        .or_else(somewhere)?;
    let on_globe = north.abs() <= 90.0 && east.abs() <= 180.0;
    on_globe.then(|| Stop {
        at_ms,
        north: (north * 100.0).round() as i32,
        east: (east * 100.0).round() as i32,
        off_km,
        device: device.unwrap_or_default().to_owned(),
        code,
    })
}

#[cfg(test)]
mod tests {
    use super::Travel;
    use crate::scoring::place::Place;

    const HOUR: i64 = 3_600_000;

    fn city(code: &str, north: f64, east: f64) -> Place {
        Place {
            city: Some("somewhere".to_owned()),
            country_code: Some(code.to_owned()),
            latitude: Some(north),
            longitude: Some(east),
            ..Place::default()
        }
    }

    fn country(code: &str) -> Place {
        Place {
            country_code: Some(code.to_owned()),
            ..Place::default()
        }
    }

    fn jumps(from: &Place, to: &Place, after_ms: i64) -> bool {
        let (mut there, mut back) = (Travel::default(), Travel::default());
        there.note(from, Some("a"), 0, 0);
        there.note(to, Some("b"), after_ms, 0);
        // Events may be folded in another order than they happened in.
        back.note(to, Some("b"), after_ms, 0);
        back.note(from, Some("a"), 0, 0);
        assert_eq!(there.jump_days, back.jump_days);
        there.jump_days.count > 0
    }

    /// London to New York: not in two hours, but in six.
    #[test]
    fn flights_are_possible() {
        let (london, york) = (city("GB", 51.5, -0.1), city("US", 40.7, -74.0));
        assert!(jumps(&london, &york, 2 * HOUR));
        assert!(!jumps(&london, &york, 6 * HOUR));
    }

    /// Countries are as large as they are: neighbours are never far apart, Berlin and Hanoi always.
    #[test]
    fn countries_are_large() {
        assert!(jumps(&country("DE"), &country("VN"), HOUR));
        assert!(!jumps(&country("DE"), &country("PL"), 0) && !jumps(&country("US"), &country("CA"), 0));
        assert!(!jumps(&country("US"), &city("US", 40.7, -74.0), 0));
        assert!(!jumps(&country("DE"), &Place::default(), 0));
    }

    /// Impossible numbers and times do no harm.
    #[test]
    fn extremes_do_no_harm() {
        assert!(!jumps(
            &city("DE", 1e300, 0.0),
            &city("DE", 0.0, f64::NAN),
            i64::MAX
        ));
        assert!(jumps(&city("XX", 90.0, 180.0), &city("XX", -90.0, -180.0), HOUR));
    }
}
