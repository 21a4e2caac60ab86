//! Everything that happens in a population, and the truth about everybody in it.

use std::collections::BTreeSet;

use super::category::Category;
use super::chance::Chance;
use super::lines::{Diary, Line};
use super::mailbox;
use super::names::{Place, places};
use super::networks::Networks;
use super::person::{Person, somebody};
use super::personas::Persona;
use crate::step::Result;

/// What stays the same while people come and go.
pub struct World {
    pub places: Vec<Place>,
    pub networks: Networks,
}

impl World {
    /// Read the lists.
    pub fn load() -> Result<Self> {
        Ok(Self {
            places: places()?,
            networks: Networks::load()?,
        })
    }

    /// A place with a language of this kind.
    pub fn place(&self, chance: &mut Chance, is_wanted: impl Fn(&Place) -> bool) -> &Place {
        loop {
            let place = chance.pick(&self.places);
            if is_wanted(place) {
                return place;
            }
        }
    }
}

/// Who somebody really is. Never shown to the server.
#[derive(Clone, Debug)]
pub struct Truth {
    pub id: String,
    pub persona: &'static Persona,
    /// The one scene that it was made in: who shares it belongs together, where the persona says so.
    pub scene: usize,
}

impl Truth {
    /// Whether it is bad in a category.
    pub fn is_bad(&self, category: Category) -> bool {
        self.persona.bad.contains(&category)
    }

    /// Whether it ought to be good in a category.
    pub fn is_good(&self, category: Category) -> bool {
        !self.is_bad(category) && !self.persona.either.contains(&category)
    }
}

/// A population as it grows.
pub struct Town<'a> {
    pub world: &'a World,
    pub lines: Vec<Line>,
    pub truths: Vec<Truth>,
    mailboxes: BTreeSet<String>,
    scenes: usize,
}

impl<'a> Town<'a> {
    /// An empty one.
    pub const fn new(world: &'a World) -> Self {
        Self {
            world,
            lines: Vec::new(),
            truths: Vec::new(),
            mailboxes: BTreeSet::new(),
            scenes: 0,
        }
    }

    /// Adds scenes of a persona until it has so many identities.
    pub fn add(&mut self, persona: &'static Persona, identities: usize, chance: &mut Chance) {
        let enough = self.truths.len() + identities;
        while self.truths.len() < enough {
            self.scenes += 1;
            let scene = self.scenes;
            let left = enough - self.truths.len();
            (persona.live)(&mut Scene {
                town: self,
                chance: chance.fork(),
                persona,
                scene,
                left,
            });
        }
    }
}

/// One person, or a few who belong together, of one persona.
pub struct Scene<'t, 'a> {
    pub town: &'t mut Town<'a>,
    pub chance: Chance,
    persona: &'static Persona,
    scene: usize,
    left: usize,
}

impl<'a> Scene<'_, 'a> {
    /// The lists.
    pub const fn world(&self) -> &'a World {
        self.town.world
    }

    /// How many belong together here: drawn between two numbers, and never more than are wanted, but two at least.
    pub fn several(&mut self, low: i64, high: i64) -> usize {
        let drawn = self.chance.within(low, high) as usize;
        drawn.min(self.left).max(2)
    }

    /// Somebody ordinary from anywhere.
    pub fn person(&mut self) -> Person<'a> {
        let world = self.town.world;
        let place = self.chance.pick(&world.places);
        self.person_at(place)
    }

    /// Somebody ordinary from a place with names in Latin letters.
    pub fn latin_person(&mut self) -> Person<'a> {
        let world = self.town.world;
        let place = world.place(&mut self.chance, Place::is_latin);
        self.person_at(place)
    }

    /// Somebody ordinary at a place, in whose name nothing happened yet.
    pub fn person_at(&mut self, place: &'a Place) -> Person<'a> {
        let id = self.new_id();
        let mut person = somebody(&mut self.chance, &self.town.world.networks, place, id);
        let email = self.mailbox_of(&person);
        person.set("email", email);
        person
    }

    /// An address that nobody else has, after the person's name.
    pub fn mailbox_of(&mut self, person: &Person<'_>) -> String {
        loop {
            let local = mailbox::local(&mut self.chance, &person.naming);
            let email = format!("{local}@{}", mailbox::provider(&mut self.chance, person.place));
            if self.town.mailboxes.insert(email.clone()) {
                return email;
            }
        }
    }

    /// The life of somebody, to be written.
    pub fn diary(&mut self, person: Person<'a>) -> Diary<'_, 'a> {
        let chance = self.chance.fork();
        Diary::new(&mut self.town.lines, chance, person)
    }

    /// Ids tell nothing of who has them.
    fn new_id(&mut self) -> String {
        let id = format!("cus_{}", self.chance.draw(b"23456789abcdefghjkmnpqrstuvwxyz", 12));
        self.town.truths.push(Truth {
            id: id.clone(),
            persona: self.persona,
            scene: self.scene,
        });
        id
    }
}
