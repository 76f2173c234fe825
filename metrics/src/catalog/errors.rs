//! Rates among people with the same outcome: how often the selection got those who qualified, and those who did not,
//! right or wrong.

use super::{Rate, Words};
use crate::outcomes::Outcomes;

/// Of the people who qualified, the share selected.
pub const TRUE_POSITIVE_RATE: Rate = Rate {
    id: "true-positive-rate",
    known_as: &["tpr", "recall", "sensitivity", "hit-rate"],
    top: Outcomes::TP,
    bottom: Outcomes::POSITIVE,
    worked: 0.8,
    en: Words {
        name: "True positive rate",
        says: "Of the people who qualified, the share that was selected.",
        misses: "It says nothing about people selected who did not qualify.",
    },
    fr: Words {
        name: "Taux de vrais positifs",
        says: "Parmi les personnes qualifiées, la part qui a été sélectionnée.",
        misses: "Il ne dit rien des personnes sélectionnées qui n’étaient pas qualifiées.",
    },
    source: "Hardt, Price & Srebro (2016), Equality of opportunity in supervised learning",
};

/// Of the people who did not qualify, the share selected.
pub const FALSE_POSITIVE_RATE: Rate = Rate {
    id: "false-positive-rate",
    known_as: &["fpr", "fall-out", "false-alarm-rate"],
    top: Outcomes::FP,
    bottom: Outcomes::NEGATIVE,
    worked: 0.1,
    en: Words {
        name: "False positive rate",
        says: "Of the people who did not qualify, the share that was selected all the same.",
        misses: "It says nothing about people who qualified and were passed over.",
    },
    fr: Words {
        name: "Taux de faux positifs",
        says: "Parmi les personnes non qualifiées, la part qui a tout de même été sélectionnée.",
        misses: "Il ne dit rien des personnes qualifiées qui n’ont pas été sélectionnées.",
    },
    source: "Hardt, Price & Srebro (2016), Equality of opportunity in supervised learning",
};

pub(super) const TRUE_NEGATIVE_RATE: Rate = Rate {
    id: "true-negative-rate",
    known_as: &["tnr", "specificity", "selectivity"],
    top: Outcomes::TN,
    bottom: Outcomes::NEGATIVE,
    worked: 0.9,
    en: Words {
        name: "True negative rate",
        says: "Of the people who did not qualify, the share that was rejected.",
        misses: "It says nothing about people rejected who qualified.",
    },
    fr: Words {
        name: "Taux de vrais négatifs",
        says: "Parmi les personnes non qualifiées, la part qui n’a pas été sélectionnée.",
        misses: "Il ne dit rien des personnes non sélectionnées qui étaient qualifiées.",
    },
    source: "Yerushalmy (1947), Public Health Reports 62(40)",
};

pub(super) const FALSE_NEGATIVE_RATE: Rate = Rate {
    id: "false-negative-rate",
    known_as: &["fnr", "miss-rate"],
    top: Outcomes::FN,
    bottom: Outcomes::POSITIVE,
    worked: 0.2,
    en: Words {
        name: "False negative rate",
        says: "Of the people who qualified, the share that was rejected all the same.",
        misses: "It says nothing about people wrongly selected.",
    },
    fr: Words {
        name: "Taux de faux négatifs",
        says: "Parmi les personnes qualifiées, la part qui n’a pourtant pas été sélectionnée.",
        misses: "Il ne dit rien des personnes sélectionnées à tort.",
    },
    source: "Hardt, Price & Srebro (2016), Equality of opportunity in supervised learning",
};
