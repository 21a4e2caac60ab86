//! Whether letters read like a name anywhere, or like a cat on the keyboard.

/// Letters that follow each letter, a to z, in at least three of 2,100 names of some sixty countries, written
/// in Latin letters without marks. The list of names is our own; leaving each name out in turn, one in 1,500
/// looks strange.
const FOLLOWERS: [&str; 26] = [
    "abcdefghijklmnoprstuvwyz",
    "adeijloruy",
    "aehikloqrsyz",
    "adehijlmorsuwyz",
    "abcdefghijklmnoprstuvwxyz",
    "aefiloru",
    "acehilnoruy",
    "aeiklmnortuvwy",
    "abcdefgjklmnopqrstuvxyz",
    "aceiou",
    "aehiklorsuwy",
    "abcdefiklmnostuvyz",
    "abceikmopsuwy",
    "abcdeghijknorstuwyz",
    "abcdefghijklmnoprstuvwyz",
    "aehiloprsu",
    "u",
    "abcdeghijklmnoprstuvyz",
    "acehiklmoprstuvyz",
    "acehiklorstuvyz",
    "abcdeghijklmnoprstvwxyz",
    "aceilorsuy",
    "aeilorsuy",
    "aiu",
    "aeiklmnosu",
    "acdehiklmnostuyz",
];
/// The strangest of those names but one stays below this share of rare pairs when it is left out of the list.
pub const RARE_SHARE: f64 = 0.34;
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Doherty, Liberty and Trew walk four keys; nobody's name walks five.
const WALK: usize = 5;

/// How a text's letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Pairs of neighbouring letters.
    pub pairs: u32,
    /// … of them, pairs that hardly any name has.
    pub rare: u32,
    /// A walk along a row of keys, or a few letters over and over.
    pub mashed: bool,
}

impl Look {
    /// Looks at words of plain lower-case letters.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut look = Self::default();
        for word in words {
            let letters = word.as_bytes();
            for pair in letters.windows(2) {
                look.pairs += 1;
                look.rare += u32::from(!follows(pair[0], pair[1]));
            }
            look.mashed |= longest_walk(letters) >= WALK || repeats(letters);
        }
        look
    }

    /// Share of the rare pairs.
    pub fn rare_share(self) -> f64 {
        if self.pairs == 0 {
            0.0
        } else {
            f64::from(self.rare) / f64::from(self.pairs)
        }
    }
}

fn follows(first: u8, second: u8) -> bool {
    let row = FOLLOWERS.get(usize::from(first.wrapping_sub(b'a')));
    row.is_some_and(|row| row.as_bytes().contains(&second))
}

/// Letters in the longest run along one row of keys in one direction.
fn longest_walk(letters: &[u8]) -> usize {
    let step = |pair: &[u8]| {
        ROWS.iter().find_map(|row| {
            let at = |letter: u8| {
                row.bytes()
                    .position(|key| key == letter)
                    .and_then(|at| i32::try_from(at).ok())
            };
            let step = at(pair[1])? - at(pair[0])?;
            (step.abs() == 1).then_some(step)
        })
    };
    let (mut longest, mut current, mut last) = (1, 1, None);
    for pair in letters.windows(2) {
        let step = step(pair);
        current = match step {
            Some(_) if step == last => current + 1,
            Some(_) => 2,
            None => 1,
        };
        last = step;
        longest = longest.max(current);
    }
    longest
}

/// One letter four times in a row, two or three letters three times over, or a short walk twice: aaaa,
/// ababab, asdasd.
fn repeats(letters: &[u8]) -> bool {
    let same_four = letters
        .windows(4)
        .any(|four| four.iter().all(|letter| *letter == four[0]));
    let cycle = |length: usize, times: usize| {
        letters.len() >= length * times
            && letters
                .iter()
                .zip(letters.iter().skip(length))
                .all(|(a, b)| a == b)
    };
    let walks = longest_walk(&letters[..letters.len().min(3)]) == 3;
    same_four || cycle(2, 3) || cycle(3, 3) || (walks && cycle(3, 2))
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::scoring::latin::words;

    fn look(text: &str) -> Look {
        let words = words(text).unwrap();
        Look::of(words.iter().map(String::as_str))
    }

    /// Names of many countries read like names, also the hard ones.
    #[test]
    fn names_read_like_names() {
        for name in [
            "Grzegorz Brzęczyszczykiewicz",
            "Nguyễn Thị Ánh Tuyết",
            "Siobhán Ní Bhraonáin",
            "Hrvoje Šimunić",
            "Þórhallur Guðmundsson",
            "Ngozi Okonjo-Iweala",
            "Krzysztof Wszołek",
            "Srđan Dragojević",
            "Mkhitaryan Henrikh",
            "Oluwaseun Adeyemi",
            "Xóchitl Gálvez",
            "Jyväskylä Hämäläinen",
            "Zdeněk Škrtel",
            "Kiplagat Cheruiyot",
            "Thiruvalluvar Balakrishnan",
            "Kylian Mbappé",
            "Siddhartha Bhattacharya",
            "Patrick Doherty",
            "Wojciech Szczęsny",
        ] {
            let look = look(name);
            assert!(look.rare_share() < 0.3 && !look.mashed, "{name}: {look:?}");
        }
    }

    /// Mashed keys and random letters do not.
    #[test]
    fn noise_does_not() {
        for noise in [
            "Xkqzvtr Bwgfdq",
            "sdkfjhsdk fgjhdk",
            "Zqxjk Vbnmq",
            "hjkdfsq wrtpsd",
        ] {
            assert!(look(noise).rare_share() > 0.34, "{noise}: {:?}", look(noise));
        }
        for mashed in ["qwerty", "lkjhg", "asdasd", "aaaa", "xyxyxy", "zxcvbn"] {
            assert!(look(mashed).mashed, "{mashed}");
        }
    }
}
