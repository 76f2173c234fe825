//! Rates of agreement between decision and outcome, over both decisions and both outcomes.

use super::{Rate, Words};
use crate::outcomes::Outcomes;

pub(super) const ACCURACY: Rate = Rate {
    id: "accuracy",
    known_as: &["acc", "accuracy-score"],
    top: Outcomes::TP.or(Outcomes::TN),
    bottom: Outcomes::KNOWN,
    worked: 0.825,
    en: Words {
        name: "Accuracy",
        says: "Of the people whose outcome is known, the share for whom decision and outcome agree.",
        misses: "It does not show which of the two errors was made: two groups can be wronged in opposite ways at the \
                 same accuracy.",
    },
    fr: Words {
        name: "Exactitude",
        says: "Parmi les personnes dont le résultat est connu, la part pour qui la décision et le résultat concordent.",
        misses: "Elle ne montre pas laquelle des deux erreurs a été commise : à exactitude égale, deux groupes peuvent \
                 être lésés de façons opposées.",
    },
    source: "Berk, Heidari, Jabbari, Kearns & Roth (2021), Sociological Methods & Research 50(1)",
};

pub(super) const ERROR_RATE: Rate = Rate {
    id: "error-rate",
    known_as: &["zero-one-loss", "misclassification-rate"],
    top: Outcomes::FP.or(Outcomes::FN),
    bottom: Outcomes::KNOWN,
    worked: 0.175,
    en: Words {
        name: "Error rate",
        says: "Of the people whose outcome is known, the share for whom decision and outcome disagree.",
        misses: "It adds up people wrongly selected and people wrongly rejected, although the two do not weigh the same \
                 on the person concerned.",
    },
    fr: Words {
        name: "Taux d’erreur",
        says: "Parmi les personnes dont le résultat est connu, la part pour qui la décision et le résultat divergent.",
        misses: "Il additionne les personnes sélectionnées à tort et celles laissées de côté à tort, alors que les deux \
                 erreurs ne pèsent pas de la même façon sur la personne concernée.",
    },
    source: "Zafar, Valera, Gomez Rodriguez & Gummadi (2017), Fairness beyond disparate treatment & disparate impact",
};
