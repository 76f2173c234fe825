//! The key that ties a decision to a person of the audience: 42, `42` and 42.0 are the same person, `042` is another.

use xxhash_rust::xxh3::xxh3_128;

use super::value::Value;

/// A key in canonical form. Whole numbers are kept as they are; other text is its xxh3-128 hash, marked by the highest
/// bit: two people of a billion would share one with a probability below 10^-20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    // Two halves rather than a u128, so that an optional key takes 24 bytes and not 32.
    high: u64,
    low: u64,
}

const HASHED: u128 = 1 << 127;

impl Key {
    /// The key of a value; `None` for blank text and NaN.
    pub(crate) fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(Self::whole(number)),
            Value::Text(text) => match plain_integer(text) {
                Some(number) => Some(Self::whole(number)),
                None => value.label().map(|text| Self::hashed(&text)),
            },
            _ => value.label().map(|label| plain_integer(&label).map_or_else(|| Self::hashed(&label), Self::whole)),
        }
    }

    #[expect(clippy::cast_sign_loss, reason = "the bits of a number; bit 127 is free because it has at most 20 digits")]
    fn whole(number: i128) -> Self {
        Self::from_bits(number as u128 & !HASHED)
    }

    fn hashed(text: &str) -> Self {
        Self::from_bits(xxh3_128(text.as_bytes()) | HASHED)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    fn from_bits(bits: u128) -> Self {
        Self { high: (bits >> 64) as u64, low: bits as u64 }
    }

    /// Its upper and its lower 64 bits.
    pub(crate) const fn halves(self) -> (u64, u64) {
        (self.high, self.low)
    }

    /// The key that has these halves.
    pub(crate) const fn from_halves(high: u64, low: u64) -> Self {
        Self { high, low }
    }

    /// 64 bits in which every bit of the key has a part.
    pub(crate) fn hash(self) -> u64 {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        (self.low.wrapping_mul(ODD).rotate_left(32) ^ self.high).wrapping_mul(ODD)
    }
}

/// The whole number that a text writes as a machine would: no plus, no leading zero, at most `.0` behind it.
pub(super) fn plain_integer(text: &str) -> Option<i128> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let unsigned = digits.strip_prefix('-').unwrap_or(digits).as_bytes();
    let plain = (1..=20).contains(&unsigned.len())
        && unsigned.iter().all(u8::is_ascii_digit)
        && (unsigned[0] != b'0' || digits == "0");
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_key_however_it_is_stored() {
        let keys =
            [Value::Integer(42), Value::Text("42"), Value::Float(42.0), Value::Single(42.0), Value::Text("42.0")];
        assert!(keys.into_iter().all(|value| Key::of(value) == Key::of(Value::Integer(42))));
        assert_eq!(Key::of(Value::Integer(-7)), Key::of(Value::Text("-7")));
    }

    #[test]
    fn text_that_only_looks_like_a_number_stays_text() {
        let keys = ["042", "+42", "42.50", "4 2", "-0", "42.00", "123456789012345678901"]
            .map(|text| Key::of(Value::Text(text)));
        for (at, key) in keys.iter().enumerate() {
            assert!(key.is_some() && !keys[..at].contains(key), "{at}");
            assert_ne!(*key, Key::of(Value::Integer(42)));
        }
    }

    #[test]
    fn empty_text_is_no_key() {
        assert_eq!(Key::of(Value::Text("")), None);
        assert_eq!(Key::of(Value::Float(f64::NAN)), None);
    }
}
