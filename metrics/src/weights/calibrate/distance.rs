//! How far weights are from those at the start, and the factors that each distance gives.

/// Least and largest factor, with 0 <= low < 1 < high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    low: f64,
    high: f64,
}

impl Bounds {
    /// `None` unless 0 <= low < 1 < high, both finite.
    #[must_use]
    pub fn new(low: f64, high: f64) -> Option<Self> {
        ((0.0..1.0).contains(&low) && 1.0 < high && high.is_finite()).then_some(Self { low, high })
    }

    /// The least factor.
    #[must_use]
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The largest factor.
    #[must_use]
    pub const fn high(self) -> f64 {
        self.high
    }
}

/// What calibrated weights are near to those at the start by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distance {
    /// Factors strictly within bounds.
    Logit(Bounds),
    /// Factors above 0 without an upper bound: relative entropy, the distance of raking.
    Exponential,
}

/// The factor at a value of the linear predictor.
pub(super) struct Factor {
    pub(super) value: f64,
    /// How fast it grows.
    pub(super) slope: f64,
    /// What it is the derivative of: the dual distance.
    pub(super) dual: f64,
}

/// Beyond this the exponential function has no value in doubles.
const FAR: f64 = 700.0;

impl Distance {
    /// The least and the largest factor.
    pub(super) const fn range(self) -> Bounds {
        match self {
            Self::Logit(bounds) => bounds,
            Self::Exponential => Bounds { low: 0.0, high: f64::INFINITY },
        }
    }

    pub(super) fn factor(self, u: f64) -> Factor {
        match self {
            Self::Exponential => {
                let e = u.clamp(-FAR, FAR).exp();
                Factor { value: e, slope: e, dual: e }
            }
            Self::Logit(Bounds { low, high }) => {
                let steepness = (high - low) / ((1.0 - low) * (high - 1.0));
                let z = steepness * u;
                let (below, above) = (1.0 - low, high - 1.0);
                // p = share of the way from low to high; written so that neither end overflows.
                let e = (-z.abs()).exp();
                let (p, log) = if z > 0.0 {
                    (below / (below + above * e), z + (below + above * e).ln())
                } else {
                    (below * e / (above + below * e), (above + below * e).ln())
                };
                let rest = if z > 0.0 { above * e / (below + above * e) } else { above / (above + below * e) };
                let width = high - low;
                Factor {
                    value: (low + width * p).clamp(low, high),
                    slope: width * p * rest * steepness,
                    dual: low * u + width / steepness * log,
                }
            }
        }
    }
}
