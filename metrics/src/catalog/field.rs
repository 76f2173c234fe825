//! The field's own names: criteria and measures by which papers, laws and other tools call comparisons that the catalog
//! can make. Each says what it is, how it is asked for, and what it does not show. It refuses to know limits and flags.

use super::{Measure, Words};
use crate::compare::Comparison::{self, Difference, Ratio, Value};
use crate::odds::{AVERAGE_ODDS, EQUALISED_ODDS, SHARE_OF_ERRORS};

/// A name of the field, and what it is here.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldName {
    /// Permanent id, in kebab case.
    pub id: &'static str,
    /// Other spellings and other tools' names, unique over the whole catalog.
    pub known_as: &'static [&'static str],
    /// What to ask for, the most usual first.
    pub asks: &'static [Ask],
    /// The formula, in symbols; 1 is the group and 2 its reference.
    pub formula: &'static str,
    /// Its words in English.
    pub en: Words,
    /// Its words in French.
    pub fr: Words,
    /// Where it is defined.
    pub source: &'static str,
}

/// How a comparison is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A check, or the finding of that name: measure and comparison.
    Check(&'static str, Comparison),
    /// The same against the group with the highest rate.
    AgainstHighest(&'static str, Comparison),
    /// The same within the strata of an attribute.
    Within(&'static str, Comparison),
    /// Findings that are always made and that no check judges: measure and comparison.
    Finding(&'static str, &'static str),
}

impl FieldName {
    /// The id, then the other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.known_as.iter().copied())
    }
}

/// The name of the field with this id, or with this other spelling.
///
/// ```
/// use evenhand_metrics::catalog::field_name;
/// assert_eq!(field_name("equalized-odds").map(|name| name.id), Some("equalised-odds"));
/// assert!(field_name("selection-rate").is_none());
/// ```
#[must_use]
pub fn field_name(id_or_alias: &str) -> Option<&'static FieldName> {
    FIELD_NAMES.iter().find(|name| name.names().any(|other| other == id_or_alias))
}

/// Whether a measure's value is a share of people, or a difference of shares: every rate, and what is made of rates; of the
/// names of the field only treatment equality counts people for each other person.
///
/// ```
/// use evenhand_metrics::catalog::is_share;
/// assert!(is_share("precision") && is_share("average-odds"));
/// assert!(!is_share("treatment-equality") && !is_share("mean-score"));
/// ```
#[must_use]
pub fn is_share(measure: &str) -> bool {
    Measure::named(measure).map_or(measure != SHARE_OF_ERRORS.id, Measure::is_share)
}

const DWORK: &str = "Dwork, Hardt, Pitassi, Reingold & Zemel (2012), Fairness through awareness";
const HARDT: &str = "Hardt, Price & Srebro (2016), Equality of opportunity in supervised learning";
const BERK: &str = "Berk, Heidari, Jabbari, Kearns & Roth (2018), Fairness in criminal justice risk assessments";
const CHOULDECHOVA: &str = "Chouldechova (2017), Fair prediction with disparate impact";

/// Every name, in the order in which they are listed.
pub const FIELD_NAMES: &[FieldName] = &[
    FieldName {
        id: "demographic-parity",
        known_as: &["statistical-parity", "independence", "acceptance-parity"],
        asks: &[Ask::Check("selection-rate", Difference), Ask::Check("selection-rate", Ratio)],
        formula: "p₁ = p₂, with p = S / (S + R)",
        en: Words {
            name: "Demographic parity",
            says: "Every group is selected at the same rate: the difference of selection rates is 0 and their ratio 1.",
            misses: "It does not show whether the people selected are those who qualified, nor whether groups differ in \
                     ways that may justify a gap.",
        },
        fr: Words {
            name: "Parité démographique",
            says: "Tous les groupes sont sélectionnés au même taux : l’écart des taux de sélection est nul et leur \
                   rapport vaut 1.",
            misses: "Elle ne montre ni si les personnes sélectionnées sont celles qui étaient qualifiées, ni si les groupes \
                     diffèrent d’une façon qui peut justifier un écart.",
        },
        source: DWORK,
    },
    FieldName {
        id: "statistical-parity-difference",
        known_as: &["spd", "demographic-parity-difference", "selection-rate-difference", "dppl"],
        asks: &[Ask::Check("selection-rate", Difference)],
        formula: "p₁ - p₂, with p = S / (S + R)",
        en: Words {
            name: "Statistical parity difference",
            says: "A group's selection rate minus its reference's. Below 0, the group is selected less often.",
            misses: "The same difference weighs more where rates are low: read it beside the ratio.",
        },
        fr: Words {
            name: "Écart de parité statistique",
            says: "Le taux de sélection d’un groupe moins celui de sa référence. Sous 0, le groupe est moins souvent \
                   sélectionné.",
            misses: "Un même écart pèse davantage quand les taux sont faibles : il se lit à côté du rapport.",
        },
        source: "Calders & Verwer (2010), Three naive Bayes approaches for discrimination-free classification",
    },
    FieldName {
        id: "disparate-impact",
        known_as: &["impact-ratio", "disparate-impact-ratio", "demographic-parity-ratio", "selection-rate-ratio"],
        asks: &[Ask::Check("selection-rate", Ratio)],
        formula: "p₁ / p₂, with p = S / (S + R)",
        en: Words {
            name: "Disparate impact",
            says: "A group's selection rate divided by its reference's. Below 1, the group is selected less often.",
            misses: "As a number it is no finding of law: it does not show why rates differ. Where nearly everybody is \
                     selected it hides large differences among those who are not.",
        },
        fr: Words {
            name: "Impact différencié",
            says: "Le taux de sélection d’un groupe divisé par celui de sa référence. Sous 1, le groupe est moins souvent \
                   sélectionné.",
            misses: "Ce nombre n’est pas une conclusion de droit : il ne dit pas pourquoi les taux diffèrent. Quand presque \
                     tout le monde est sélectionné, il masque de grands écarts parmi les autres.",
        },
        source: "Feldman, Friedler, Moeller, Scheidegger & Venkatasubramanian (2015), Certifying and removing disparate \
                 impact",
    },
    FieldName {
        id: "four-fifths",
        known_as: &["four-fifths-rule", "adverse-impact", "adverse-impact-ratio", "air", "eighty-percent-rule"],
        asks: &[Ask::AgainstHighest("selection-rate", Ratio)],
        formula: "p₁ / max p ≥ 4 / 5, with p = S / (S + R)",
        en: Words {
            name: "Four-fifths rule",
            says: "No group's selection rate is below four fifths of the highest. Of a decision that is a burden, the shares \
                   spared are compared.",
            misses: "It is a rule of thumb of United States employment practice: it takes no account of chance, and equal \
                     small groups often break it.",
        },
        fr: Words {
            name: "Règle des quatre cinquièmes",
            says: "Aucun groupe n’a un taux de sélection inférieur aux quatre cinquièmes du plus élevé. Pour une décision \
                   défavorable, ce sont les parts épargnées qui sont comparées.",
            misses: "C’est une règle empirique de la pratique américaine de l’emploi : elle ne tient pas compte du hasard, et \
                     de petits groupes égaux l’enfreignent souvent.",
        },
        source: "29 CFR 1607.4(D)",
    },
    FieldName {
        id: "conditional-statistical-parity",
        known_as: &["conditional-demographic-parity", "conditional-parity"],
        asks: &[Ask::Within("selection-rate", Ratio), Ask::Within("selection-rate", Difference)],
        formula: "p₁ = p₂ within every stratum",
        en: Words {
            name: "Conditional statistical parity",
            says: "Within groups of people who are comparable in something that may justify a difference, such as the month or \
                   the region, every group is selected at the same rate.",
            misses: "It is only as good as the reason for the strata: a stratum that stands for the group itself hides the gap.",
        },
        fr: Words {
            name: "Parité statistique conditionnelle",
            says: "Parmi les personnes comparables sur un critère qui peut justifier un écart, tel le mois ou la région, tous \
                   les groupes sont sélectionnés au même taux.",
            misses: "Elle ne vaut que ce que vaut la raison des strates : une strate qui tient lieu du groupe lui-même masque \
                     l’écart.",
        },
        source: "Corbett-Davies, Pierson, Feller, Goel & Huq (2017), Algorithmic decision making and the cost of fairness",
    },
    FieldName {
        id: "equal-opportunity",
        known_as: &["equality-of-opportunity", "equal-opportunity-difference", "tpr-parity", "recall-difference"],
        asks: &[Ask::Check("true-positive-rate", Difference), Ask::Check("true-positive-rate", Ratio)],
        formula: "TPR₁ = TPR₂, with TPR = TP / (TP + FN)",
        en: Words {
            name: "Equal opportunity",
            says: "Of the people who qualified, the same share is selected in every group.",
            misses: "It says nothing about people selected who did not qualify, and needs an outcome known independently of the \
                     decision.",
        },
        fr: Words {
            name: "Égalité des chances",
            says: "Parmi les personnes qualifiées, la même part est sélectionnée dans chaque groupe.",
            misses: "Elle ne dit rien des personnes sélectionnées sans être qualifiées, et demande un résultat connu \
                     indépendamment de la décision.",
        },
        source: HARDT,
    },
    FieldName {
        id: EQUALISED_ODDS,
        known_as: &["equalized-odds", "equalised-odds-difference", "equalized-odds-difference", "separation"],
        asks: &[
            Ask::Finding(EQUALISED_ODDS, "largest-difference"),
            Ask::Check("true-positive-rate", Difference),
            Ask::Check("false-positive-rate", Difference),
        ],
        formula: "TPR₁ = TPR₂ and FPR₁ = FPR₂; as one number max(max TPR - min TPR, max FPR - min FPR)",
        en: Words {
            name: "Equalised odds",
            says: "Of the people who qualified the same share is selected in every group, and of those who did not, too. As one \
                   number: the larger of the two widest gaps.",
            misses: "Where base rates differ it cannot hold together with equal precision; the largest of several gaps is above 0 \
                     by chance alone.",
        },
        fr: Words {
            name: "Égalité des cotes",
            says: "Parmi les personnes qualifiées, la même part est sélectionnée dans chaque groupe, et de même parmi les \
                   autres. En un seul nombre : le plus grand des deux écarts maximaux.",
            misses: "Si les taux de base diffèrent, elle est incompatible avec une précision égale ; le plus grand de \
                     plusieurs écarts dépasse 0 par le seul hasard.",
        },
        source: HARDT,
    },
    FieldName {
        id: AVERAGE_ODDS,
        known_as: &["average-odds-difference", "average-odds-diff", "aod"],
        asks: &[Ask::Finding(AVERAGE_ODDS, "difference")],
        formula: "((TPR₁ - TPR₂) + (FPR₁ - FPR₂)) / 2",
        en: Words {
            name: "Average odds difference",
            says: "The mean of a group's differences in true positive rate and in false positive rate from its reference.",
            misses: "The two can cancel: 0 does not mean that both are equal. Read them one by one.",
        },
        fr: Words {
            name: "Écart moyen des cotes",
            says: "La moyenne des écarts d’un groupe à sa référence en taux de vrais positifs et en taux de faux positifs.",
            misses: "Les deux peuvent se compenser : 0 ne signifie pas que les deux taux sont égaux. Ils se lisent un à un.",
        },
        source: "Bellamy et al. (2018), AI Fairness 360",
    },
    FieldName {
        id: "predictive-equality",
        known_as: &["fpr-parity", "false-positive-rate-parity", "false-positive-error-rate-balance"],
        asks: &[Ask::Check("false-positive-rate", Difference), Ask::Check("false-positive-rate", Ratio)],
        formula: "FPR₁ = FPR₂, with FPR = FP / (FP + TN)",
        en: Words {
            name: "Predictive equality",
            says: "Of the people who did not qualify, the same share is selected in every group.",
            misses: "It says nothing about people who qualified and were rejected.",
        },
        fr: Words {
            name: "Égalité prédictive",
            says: "Parmi les personnes non qualifiées, la même part est sélectionnée dans chaque groupe.",
            misses: "Elle ne dit rien des personnes qualifiées qui n’ont pas été sélectionnées.",
        },
        source: CHOULDECHOVA,
    },
    FieldName {
        id: "predictive-parity",
        known_as: &["ppv-parity", "precision-parity", "outcome-test"],
        asks: &[Ask::Check("precision", Difference), Ask::Check("precision", Ratio)],
        formula: "precision₁ = precision₂, with precision = TP / (TP + FP)",
        en: Words {
            name: "Predictive parity",
            says: "Of the people selected, the same share qualified in every group.",
            misses: "Where base rates differ it cannot hold together with equalised odds; a higher share can come from a \
                     stricter selection.",
        },
        fr: Words {
            name: "Parité prédictive",
            says: "Parmi les personnes sélectionnées, la même part était qualifiée dans chaque groupe.",
            misses: "Si les taux de base diffèrent, elle est incompatible avec l’égalité des cotes ; une part plus élevée peut \
                     venir d’une sélection plus stricte.",
        },
        source: CHOULDECHOVA,
    },
    FieldName {
        id: "conditional-use-accuracy-equality",
        known_as: &["use-accuracy-equality", "sufficiency"],
        asks: &[Ask::Check("precision", Difference), Ask::Check("negative-predictive-value", Difference)],
        formula: "precision₁ = precision₂ and NPV₁ = NPV₂, with NPV = TN / (FN + TN)",
        en: Words {
            name: "Conditional use accuracy equality",
            says: "Of the people selected the same share qualified in every group, and of those rejected the same share did not.",
            misses: "It needs the outcome of people who were rejected, which is rarely known.",
        },
        fr: Words {
            name: "Égalité des valeurs prédictives",
            says: "Parmi les personnes sélectionnées, la même part était qualifiée dans chaque groupe ; parmi les autres, la \
                   même part ne l’était pas.",
            misses: "Elle demande le résultat des personnes non sélectionnées, qui est rarement connu.",
        },
        source: BERK,
    },
    FieldName {
        id: "overall-accuracy-equality",
        known_as: &["accuracy-equality", "accuracy-parity", "accuracy-difference"],
        asks: &[Ask::Check("accuracy", Difference), Ask::Check("accuracy", Ratio)],
        formula: "accuracy₁ = accuracy₂, with accuracy = (TP + TN) / (TP + FP + FN + TN)",
        en: Words {
            name: "Overall accuracy equality",
            says: "Decision and outcome agree for the same share of people in every group.",
            misses: "It does not tell the two errors apart: one group may be wrongly rejected as often as another is wrongly \
                     selected.",
        },
        fr: Words {
            name: "Égalité d’exactitude",
            says: "La décision et le résultat concordent pour la même part de personnes dans chaque groupe.",
            misses: "Elle ne distingue pas les deux erreurs : un groupe peut être écarté à tort aussi souvent qu’un autre est \
                     sélectionné à tort.",
        },
        source: BERK,
    },
    FieldName {
        id: SHARE_OF_ERRORS.id,
        known_as: &["error-ratio-equality"],
        asks: &[Ask::Finding(SHARE_OF_ERRORS.id, "value"), Ask::Finding(SHARE_OF_ERRORS.id, "difference")],
        formula: "FN₁ / FP₁ = FN₂ / FP₂",
        en: Words {
            name: "Treatment equality",
            says: "For each person selected who did not qualify, as many people who qualified are rejected in every group.",
            misses: "It does not show how frequent errors are: a group with few errors and one with many may have the same ratio.",
        },
        fr: Words {
            name: "Égalité de traitement des erreurs",
            says: "Pour chaque personne sélectionnée sans être qualifiée, autant de personnes qualifiées ne le sont pas dans \
                   chaque groupe.",
            misses: "Elle ne montre pas si les erreurs sont fréquentes : un groupe avec peu d’erreurs et un autre avec beaucoup \
                     peuvent avoir le même rapport.",
        },
        source: BERK,
    },
    FieldName {
        id: "calibration",
        known_as: &["calibration-within-groups", "well-calibration", "test-fairness"],
        asks: &[
            Ask::Check("calibration-in-the-large", Value),
            Ask::Check("observed-over-expected", Difference),
            Ask::Check("expected-calibration-error", Value),
        ],
        formula: "P(y = 1 | s, group) = s for every score s",
        en: Words {
            name: "Calibration within groups",
            says: "Of the people with the same score, the share with the outcome is that score, in every group.",
            misses: "Scores can be calibrated in every group and still be used so that one group is selected much less often.",
        },
        fr: Words {
            name: "Calibration par groupe",
            says: "Parmi les personnes de même score, la part au résultat positif est ce score, dans chaque groupe.",
            misses: "Des scores peuvent être calibrés dans chaque groupe et servir pourtant à sélectionner un groupe bien moins \
                     souvent.",
        },
        source: "Kleinberg, Mullainathan & Raghavan (2017), Inherent trade-offs in the fair determination of risk scores",
    },
    FieldName {
        id: "differential-fairness",
        known_as: &["empirical-differential-fairness", "edf"],
        asks: &[Ask::Finding("selection-rate", "differential-fairness")],
        formula: "max |ln p₁ - ln p₂| over pairs of groups, of selection and of rejection",
        en: Words {
            name: "Differential fairness",
            says: "The largest factor, as a natural logarithm, by which being selected or rejected differs between two groups \
                   or combined groups.",
            misses: "A largest value grows with the number of groups by chance alone: read it beside what equal rates would give.",
        },
        fr: Words {
            name: "Équité différentielle",
            says: "Le plus grand facteur, en logarithme naturel, dont diffère la chance d’être sélectionné ou non entre deux \
                   groupes, combinés ou non.",
            misses: "Un maximum croît avec le nombre de groupes par le seul hasard : il se lit à côté de ce que donneraient des \
                     taux égaux.",
        },
        source: "Foulds, Islam, Keya & Pan (2020), An intersectional definition of fairness",
    },
];
