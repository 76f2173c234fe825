//! Rates of everybody: who is selected, and who had something to be selected for.

use super::{Rate, Words};
use crate::outcomes::Outcomes;

/// Of all people, the share selected: what campaigns are compared by, and rules without an outcome.
pub const SELECTION_RATE: Rate = Rate {
    id: "selection-rate",
    known_as: &["positive-rate", "acceptance-rate", "success-rate", "passing-rate", "predicted-prevalence", "pprev"],
    top: Outcomes::SELECTED,
    bottom: Outcomes::ALL,
    worked: 0.55,
    en: Words {
        name: "Selection rate",
        says: "Of all people in the group, the share that was selected.",
        misses: "It does not show whether the people selected are those who qualified.",
    },
    fr: Words {
        name: "Taux de sélection",
        says: "Parmi toutes les personnes du groupe, la part qui a été sélectionnée.",
        misses: "Il ne montre pas si les personnes sélectionnées sont celles qui étaient qualifiées.",
    },
    source: "Dwork, Hardt, Pitassi, Reingold & Zemel (2012), Fairness through awareness",
};

/// The other side of the selection rate, for decisions that are a burden: who was spared. It is compared where that is the
/// favourable outcome, as by the four-fifths rule.
pub const REJECTION_RATE: Rate = Rate {
    id: "rejection-rate",
    known_as: &["non-selection-rate", "denial-rate"],
    top: Outcomes::REJECTED,
    bottom: Outcomes::ALL,
    worked: 0.45,
    en: Words {
        name: "Rejection rate",
        says: "Of all people in the group, the share that was not selected.",
        misses: "It does not show whether the people rejected are those who did not qualify.",
    },
    fr: Words {
        name: "Taux de non-sélection",
        says: "Parmi toutes les personnes du groupe, la part qui n’a pas été sélectionnée.",
        misses: "Il ne montre pas si les personnes non sélectionnées sont celles qui n’étaient pas qualifiées.",
    },
    source: "Dwork, Hardt, Pitassi, Reingold & Zemel (2012), Fairness through awareness",
};

/// Of the people whose outcome is known, the share that qualified.
pub const BASE_RATE: Rate = Rate {
    id: "base-rate",
    known_as: &["prevalence", "prev"],
    top: Outcomes::POSITIVE,
    bottom: Outcomes::KNOWN,
    worked: 0.75,
    en: Words {
        name: "Base rate",
        says: "Of the people whose outcome is known, the share that qualified, selected or not.",
        misses: "It says nothing about the selection, nor about people whose outcome is unknown.",
    },
    fr: Words {
        name: "Taux de base",
        says: "Parmi les personnes dont le résultat est connu, la part qui était qualifiée, sélectionnée ou non.",
        misses: "Il ne dit rien de la sélection, ni des personnes dont le résultat est inconnu.",
    },
    source: "Kleinberg, Mullainathan & Raghavan (2017), Inherent trade-offs in the fair determination of risk scores",
};
