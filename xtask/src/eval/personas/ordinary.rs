//! Ordinary customers.

use super::Persona;
use crate::eval::life;
use crate::eval::town::Scene;

/// Most of the population.
pub const CUSTOMER: Persona = Persona::good(
    "customer",
    "Somebody from anywhere who signs up, comes back on some days of the month, looks around and sometimes buys.",
    customer,
);

fn customer(scene: &mut Scene<'_, '_>) {
    let person = scene.person();
    life::any_customer(&mut scene.diary(person));
}
