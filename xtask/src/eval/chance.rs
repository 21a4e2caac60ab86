//! Chance that comes out the same every time: splitmix64 from a seed.

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

    /// A sequence of its own, so that more of one thing does not change the next.
    pub const fn fork(&mut self) -> Self {
        Self::new(self.bits())
    }

    /// From 0 to just below 1.
    pub const fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
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

    /// The bell curve of mean 0 and deviation 1, as a sum of twelve: additions come out the same on every machine.
    pub fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// What people do around a middle: mostly near it, sometimes several times as much. `spread` is the deviation of the
    /// logarithm.
    pub fn around(&mut self, middle: f64, spread: f64) -> f64 {
        middle * (self.bell() * spread).exp()
    }

    /// The same in whole numbers.
    pub fn about(&mut self, middle: f64, spread: f64) -> i64 {
        self.around(middle, spread).round() as i64
    }

    /// So many characters of an alphabet.
    pub fn draw(&mut self, alphabet: &[u8], length: i64) -> String {
        (0..length).map(|_| char::from(*self.pick(alphabet))).collect()
    }

    /// So many lower-case hex digits.
    pub fn hex(&mut self, digits: i64) -> String {
        self.draw(b"0123456789abcdef", digits)
    }

    /// A UUID in lower case.
    pub fn uuid(&mut self) -> String {
        let hex = self.hex(30);
        let parts = [&hex[..8], &hex[8..12], &hex[12..15], &hex[15..18], &hex[18..]];
        format!(
            "{}-{}-4{}-8{}-{}",
            parts[0], parts[1], parts[2], parts[3], parts[4]
        )
    }
}

/// 32 hex digits that stand for what the parts say together: equal parts, equal digits.
pub fn mark(parts: &[&str]) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    Chance::new(state).hex(32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published first numbers of splitmix64 from seed 1234567.
    #[test]
    fn is_splitmix64() {
        let mut chance = Chance::new(1_234_567);
        assert_eq!(
            [chance.bits(), chance.bits()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    #[test]
    fn the_bell_is_centred_and_as_wide_as_it_says() {
        let mut chance = Chance::new(1);
        let drawn: Vec<f64> = (0..20_000).map(|_| chance.bell()).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let variance = drawn.iter().map(|value| value * value).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05);
    }

    #[test]
    fn marks_tell_parts_apart() {
        assert_eq!(mark(&["a", "b"]), mark(&["a", "b"]));
        assert_ne!(mark(&["a", "b"]), mark(&["ab"]));
        assert_eq!(Chance::new(3).uuid().len(), 36);
    }
}
