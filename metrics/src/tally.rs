//! A tally is k of n: the people in a rate's numerator among those in its denominator.

/// `top` of `bottom` people. Whole numbers for plain counts; fractions once a design effect has divided them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    /// People (or effective people) in the numerator: 0 <= top <= bottom.
    pub top: f64,
    /// People (or effective people) in the denominator.
    pub bottom: f64,
}

impl Tally {
    /// `top` of `bottom` people.
    #[must_use]
    pub const fn new(top: f64, bottom: f64) -> Self {
        Self { top, bottom }
    }

    /// From plain counts; exact up to 2^53 people.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
    pub const fn of_counts(top: u64, bottom: u64) -> Self {
        Self { top: top as f64, bottom: bottom as f64 }
    }

    /// top / bottom, or `None` when nobody is in the denominator.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.bottom > 0.0).then(|| self.top / self.bottom)
    }

    /// The people in the denominator who are not in the numerator.
    #[must_use]
    pub fn rest(self) -> f64 {
        self.bottom - self.top
    }

    /// The numerator as the nearest whole number of people.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, 0 or more")]
    pub const fn whole(self) -> u64 {
        self.top.round() as u64
    }

    /// Both numbers divided by a design effect of at least 1.
    #[must_use]
    pub fn over(self, deff: f64) -> Self {
        Self { top: self.top / deff, bottom: self.bottom / deff }
    }
}

/// A group and the reference it is compared with: of one stratum, one fold, one cluster or one stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The group.
    pub group: Tally,
    /// Its reference.
    pub reference: Tally,
}

impl Pair {
    /// A group and its reference.
    #[must_use]
    pub const fn new(group: Tally, reference: Tally) -> Self {
        Self { group, reference }
    }

    /// The reference compared with the group.
    #[must_use]
    pub const fn exchanged(self) -> Self {
        Self { group: self.reference, reference: self.group }
    }
}
