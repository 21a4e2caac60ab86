//! Chance that comes out the same every time: splitmix64 from a fixed seed.

/// A sequence of numbers that look random and never differ.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub const fn within(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1) as u64;
        low + (self.bits() % span) as i64
    }

    /// True so many times of a hundred.
    pub const fn percent(&mut self, chance: i64) -> bool {
        self.within(0, 99) < chance
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[(self.bits() % of.len() as u64) as usize]
    }

    /// A person's pause: mostly short, now and then long.
    pub fn pause_ms(&mut self) -> i64 {
        let seconds = [2, 3, 4, 5, 7, 9, 12, 16, 21, 28, 40, 60, 95, 150];
        let base = *self.pick(&seconds) * 1000;
        base + self.within(0, base)
    }

    /// So many lower-case hex digits.
    pub fn hex(&mut self, digits: usize) -> String {
        (0..digits)
            .filter_map(|_| char::from_digit((self.bits() % 16) as u32, 16))
            .collect()
    }

    /// A UUID in lower case.
    pub fn uuid(&mut self) -> String {
        let hex = self.hex(30);
        format!(
            "{}-{}-4{}-8{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[12..15],
            &hex[15..18],
            &hex[18..]
        )
    }

    /// A sequence of its own, so that more of one thing does not change the next.
    pub const fn fork(&mut self) -> Self {
        Self::new(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    /// Published first numbers of splitmix64 from seed 1234567.
    #[test]
    fn is_splitmix64() {
        let mut chance = Chance::new(1_234_567);
        assert_eq!(
            [chance.bits(), chance.bits()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    /// Ids have the form that the contract wants.
    #[test]
    fn uuids_are_well_formed() {
        assert!(
            Chance::new(7)
                .uuid()
                .parse::<app::types::ids::session_id::SessionId>()
                .is_ok()
        );
    }
}
