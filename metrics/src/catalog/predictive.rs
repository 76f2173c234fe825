//! Rates among people with the same decision: how those who were selected turned out, and those who were rejected.

use super::{Rate, Words};
use crate::outcomes::Outcomes;

/// Of the people selected whose outcome is known, the share that qualified.
pub const PRECISION: Rate = Rate {
    id: "precision",
    known_as: &["ppv", "positive-predictive-value"],
    top: Outcomes::TP,
    bottom: Outcomes::TP.or(Outcomes::FP),
    worked: 0.96,
    en: Words {
        name: "Precision (positive predictive value)",
        says: "Of the people selected whose outcome is known, the share that qualified.",
        misses: "It says nothing about people rejected, and moves with the base rate of the group.",
    },
    fr: Words {
        name: "Précision (valeur prédictive positive)",
        says: "Parmi les personnes sélectionnées dont le résultat est connu, la part qui était qualifiée.",
        misses: "Elle ne dit rien des personnes non sélectionnées et varie avec le taux de base du groupe.",
    },
    source: "Chouldechova (2017), Fair prediction with disparate impact",
};

pub(super) const NEGATIVE_PREDICTIVE_VALUE: Rate = Rate {
    id: "negative-predictive-value",
    known_as: &["npv"],
    top: Outcomes::TN,
    bottom: Outcomes::FN.or(Outcomes::TN),
    worked: 0.6,
    en: Words {
        name: "Negative predictive value",
        says: "Of the people rejected whose outcome is known, the share that did not qualify.",
        misses: "It says nothing about people selected, and moves with the base rate of the group.",
    },
    fr: Words {
        name: "Valeur prédictive négative",
        says: "Parmi les personnes non sélectionnées dont le résultat est connu, la part qui n’était pas qualifiée.",
        misses: "Elle ne dit rien des personnes sélectionnées et varie avec le taux de base du groupe.",
    },
    source: "Berk, Heidari, Jabbari, Kearns & Roth (2021), Sociological Methods & Research 50(1)",
};

pub(super) const FALSE_DISCOVERY_RATE: Rate = Rate {
    id: "false-discovery-rate",
    known_as: &["fdr"],
    top: Outcomes::FP,
    bottom: Outcomes::TP.or(Outcomes::FP),
    worked: 0.04,
    en: Words {
        name: "False discovery rate",
        says: "Of the people selected whose outcome is known, the share that did not qualify.",
        misses: "It does not show how many of those who did not qualify were selected, nor anything of people rejected.",
    },
    fr: Words {
        name: "Taux de fausses découvertes",
        says: "Parmi les personnes sélectionnées dont le résultat est connu, la part qui n’était pas qualifiée.",
        misses: "Il ne montre ni combien de personnes non qualifiées ont été sélectionnées, ni rien des personnes \
                 non sélectionnées.",
    },
    source: "Verma & Rubin (2018), Fairness definitions explained",
};

pub(super) const FALSE_OMISSION_RATE: Rate = Rate {
    id: "false-omission-rate",
    known_as: &["for", "fomr"],
    top: Outcomes::FN,
    bottom: Outcomes::FN.or(Outcomes::TN),
    worked: 0.4,
    en: Words {
        name: "False omission rate",
        says: "Of the people rejected whose outcome is known, the share that qualified.",
        misses: "It does not show how many of those who qualified were rejected, nor anything of people selected.",
    },
    fr: Words {
        name: "Taux de fausses omissions",
        says: "Parmi les personnes non sélectionnées dont le résultat est connu, la part qui était qualifiée.",
        misses: "Il ne montre ni combien de personnes qualifiées n’ont pas été sélectionnées, ni rien des personnes \
                 sélectionnées.",
    },
    source: "Verma & Rubin (2018), Fairness definitions explained",
};
