//! Parts of column names that suggest a role, in English, French and German. A name suggests; it settles little.
//!
//! Lists are words between blanks: `approv*` is every part that begins so, `action_taken` are parts that follow each other,
//! and `=call` is a name that says nothing else.

/// Grounds that laws of equal treatment name.
pub(super) const PROTECTED: &str = "\
    age agegroup alter altersgruppe senior sex sexe gender genre geschlecht civilite anrede race racetxt rasse \
    ethnic* ethnie hautfarbe origin origine herkunft nationalit* native citizenship staatsangehorigkeit foreign* \
    etranger* auslander* immigra* migra* minority religion konfession disab* handicap* behinder* rqth marital \
    matrimonial* married single familienstand family famille familial* relationship partner dependents children \
    kids enfants kinder pregnan* enceinte schwanger* language langue sprache orientation veteran military \
    personal_status statut_personnel";

/// Groups of such grounds.
pub(super) const GROUP: &str = "\
    black white asian hispanic latino latina afam african caucasian female male woman women femme* homme* frau* \
    weiblich mannlich lgbt* jewish muslim* christian* elderly roma";

/// Income and its like, whose numbers are no ages.
const MEANS: &str = "\
    income inc revenu* einkommen salar* salaire* gehalt wage* lohn";

/// What may stand for a ground.
pub(super) const PROXY: &str = "\
    zip zipcode zcta postcode postal plz postleitzahl cp commune gemeinde city ville stadt state region \
    departement bundesland canton kanton district quartier borough arrondissement neighborhood neighbourhood \
    county tract country pays land education* diplome* bildung* school hschool college degree job occupation \
    profession* beruf csp workclass housing home_ownership income inc revenu* einkommen salar* gehalt";

/// Postcodes: their numbers count nothing.
pub(super) const POSTCODE: &str = "\
    zip zipcode zcta postcode postal plz postleitzahl cp code_postal tract insee";

/// Ages in years.
pub(super) const AGE: &str = "\
    age alter";

/// Days and years of birth.
pub(super) const BIRTH: &str = "\
    birth birthday birthdate birthyear born dob yob naissance ne nee geburt* geboren";

/// Ways to reach people: columns called after them may be campaigns.
pub(super) const CHANNEL: &str = "\
    mail email courriel courrier sms push call appel letter lettre brief anruf campaign campagne kampagne wave \
    vague mailing";

/// Who was chosen.
pub(super) const DECISION: &str = "\
    decision entscheid* target* cible* ciblage select* ausgewahlt chosen contacted contacte* kontaktiert sent \
    envoye* gesendet verschickt mailed emailed shown displayed affiche* gezeigt angezeigt delivered reach* \
    touche* erreicht approv* genehmig* bewillig* grant* octroy* accord* accept* angenommen annahme hire hired \
    hiring embauch* recrut* recruited eingestellt einstellung offered =offer propose* angeboten invit* \
    eingeladen einladung treat treated treatment traite traitement exposed exposure expose admit* admission* \
    admis* =sel zugelassen zulassung retenu* shortlist* preselect* interview interviewed convoque* entretien \
    callback* call_back called_back =call rappel* release* libere* freigelassen parole* bail promot* promu* \
    promotion befordert beforderung award* funded financed enrolled placed placement loan_status action_taken \
    =credit =kredit credit_risk credit_decision personal_loan =score =pred =prediction =predicted =yhat";

/// What is done to people to their disadvantage.
pub(super) const ADVERSE: &str = "\
    deny denied denial reject* refus* rejet* declin* abgelehnt ablehnung custody detain* detention haft arrest* \
    arst* frisk* search searched fouille* sentence* jail* prison* incarcer* convict* death deathpenalty execut* \
    fired layoff laid_off dismiss* terminated licenci* entlassen flagged blocked suspended suspension expelled \
    expulsion exclu* sanction* penal* stopped cited citation investigat*";

/// What many tables call the column that they are about.
pub(super) const TARGET: &str = "\
    =y =label label_value =class =target =outcome =ziel =cible =risk";

/// How a person turned out.
pub(super) const OUTCOME: &str = "\
    outcome label label_value resultat ergebnis convert* conversion* click* clic clics klick* opened ouvert* \
    geoffnet visit visits visited visite besuch* bought buy purchase* achat achete* gekauft kauf responded \
    response responder repon* reaktion default* defaut ausfall recid* reoffen* recidiv* ruckfall repaid paid \
    rembours* zuruckgezahlt subscribed subscription subscribe souscri* abonne* abonniert churn* attrition exited \
    =left resili* gekundigt surviv* uberlebt pass passed bestanden readmit* readmission* graduat* dropout \
    success* succes erfolg fraud* delinq* dlq* contraband* creditworth* qualified good_bad income";

/// Which of several things happened to a person.
pub(super) const ARM: &str = "\
    =segment =arm =group =variant =variante =treatment =cell =groupe =gruppe =status";

/// Of these parts of a name, one is enough to say that it is about something else than who was chosen now.
const BESIDES: &str = "\
    previous previously prev prior past last former history hist days day date time timestamp when reason motif \
    grund num number nb nombre anzahl amount montant betrag since seit depuis before rate taux quote cost price \
    prix type avg mean months years precedent precedente vorherige other people flag_reason desc";

/// Of these parts of a name, none says what it is about.
const FILLING: &str = "\
    is was has been had got be flag ind indicator yn made conducted performed received issued the a of est ete \
    final status value client customer candidate applicant person user loan application outcome ist wurde";

/// For how many people a row stands.
pub(super) const COUNT: &str = "\
    impressions impr impressionen people persons personnes personen applicants applications applied candidates \
    candidats candidatures bewerber bewerbungen recipients destinataires empfanger =count =n =freq =frequency \
    population audience customers users clients kunden effectif effectifs =anzahl =nombre =total eligible \
    diffusions =trials";

/// Of these parts of a count's name, none says what is counted.
const COUNTING: &str = "\
    number of num nb no nombre de anzahl der total all link unique count sum net post sur un lien liens";

/// How many of them were selected.
pub(super) const SELECTED: &str = "\
    clicks clics klicks selected reached results resultats ergebnisse conversions reach sent =k touches \
    selectionnes opens hits successes =x events";

/// Which campaign a row belongs to.
pub(super) const CAMPAIGN: &str = "\
    campaign campagne kampagne";

/// Weights.
pub(super) const WEIGHT: &str = "\
    weight weights poids wgt wt fnlwgt ponderation gewicht gewichtung pweight perwt";

/// Scores that people were ranked by.
pub(super) const SCORE: &str = "\
    score scores prob proba probability probabilite wahrscheinlichkeit propensity propension predicted \
    prediction pred phat logit decile risk_score model_score";

/// Of these parts of a score's name, one is enough to say that it is no score of the decision.
const OTHER_SCORE: &str = "\
    credit test math reading writing exam sat gpa fico lsat toefl gre text";

/// People: what an id of a person is called after.
pub(super) const PERSON: &str = "\
    id uid uuid guid ssn matricule identifiant kundennummer personalnummer customerid userid clientid memberid \
    patientid studentid employeeid personid applicantid passengerid";

/// Of these parts of an id's name, one is enough to say that it names something else than a person.
const THING: &str = "\
    ad adset campaign campagne kampagne job order session product store branch ticket transaction event item \
    city country region state zip location set group account offer household department";

/// The parts of a column's name in lower case, without accents: `persStatus`, `pers.status` and `Pers Status` alike.
pub(super) fn parts(column: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut lower_before = false;
    for letter in column.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && lower_before) {
            parts.push(String::new());
        }
        lower_before = letter.is_lowercase();
        if let (true, Some(last)) = (letter.is_alphanumeric(), parts.last_mut()) {
            last.extend(letter.to_lowercase().map(plain));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

const fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' | 'ä' => 'a',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'û' | 'ù' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    }
}

/// What a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The word that was found, as the name has it.
    pub word: String,
    /// Its place in the list.
    pub place: usize,
    /// Whether the name says nothing else.
    pub whole: bool,
    /// Whether the name says that it is about something else than the present.
    pub besides: bool,
}

/// The first of these words that a column's name holds.
pub(super) fn named(column: &str, words: &str) -> Option<Named> {
    let parts = parts(column);
    words.split_ascii_whitespace().enumerate().find_map(|(place, word)| {
        let (alone, word) = word.strip_prefix('=').map_or((false, word), |word| (true, word));
        let wanted: Vec<&str> = word.split('_').collect();
        let at = parts.windows(wanted.len()).position(|parts| {
            parts.iter().zip(&wanted).all(|(part, word)| match word.strip_suffix('*') {
                Some(start) => part.starts_with(start),
                None => part == word,
            })
        })?;
        let met = at..at + wanted.len();
        let others = || parts.iter().enumerate().filter(|(own, _)| !met.contains(own)).map(|(_, part)| part.as_str());
        let whole = others().all(|part| holds(FILLING, part));
        let besides = others().any(|part| holds(BESIDES, part));
        (!alone || others().next().is_none()).then(|| Named { word: parts[met].join(" "), place, whole, besides })
    })
}

/// The first of these words that the name of a count holds and says nothing else but that it counts.
pub(super) fn counted(column: &str, words: &str) -> Option<Named> {
    let told = named(column, words)?;
    let word: Vec<&str> = told.word.split(' ').collect();
    let rest = |part: &String| word.contains(&part.as_str()) || holds(FILLING, part) || holds(COUNTING, part);
    parts(column).iter().all(rest).then_some(told)
}

fn holds(list: &str, part: &str) -> bool {
    list.split_ascii_whitespace().any(|word| word == part)
}

/// Whether a name speaks of income and its like.
pub(super) fn is_means(column: &str) -> bool {
    named(column, MEANS).is_some()
}

/// Whether a name speaks of a score of something else than the decision.
pub(super) fn is_other_score(column: &str) -> bool {
    named(column, OTHER_SCORE).is_some()
}

/// Whether a name speaks of a person's id.
pub(super) fn is_person(column: &str) -> bool {
    let named_so = |part: &String| holds(PERSON, part);
    let parts = parts(column);
    let last = parts.last().is_some_and(named_so) || parts.first().is_some_and(named_so);
    last && named(column, THING).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_parts_however_they_are_joined() {
        for name in ["age_cat", "Age Cat", "ageCat", "age.cat", "âge-cat"] {
            assert_eq!(parts(name), ["age", "cat"], "{name}");
        }
        assert_eq!(named("Statut étranger", PROTECTED).unwrap().word, "etranger");
        assert_eq!(named("image", PROTECTED), None, "a word within a word is another word");
    }

    #[test]
    fn beginnings_several_parts_and_names_alone_are_told_apart() {
        let says = |name, words| named(name, words).map(|named| (named.word, named.whole, named.besides));
        assert_eq!(says("LoanApproved", DECISION), Some(("approved".into(), true, false)));
        assert_eq!(says("received_callback", DECISION), Some(("callback".into(), true, false)));
        assert_eq!(says("action_taken", DECISION), Some(("action taken".into(), true, false)));
        assert_eq!(says("days_since_approval", DECISION), Some(("approval".into(), false, true)));
        assert_eq!(says("call", DECISION), Some(("call".into(), true, false)));
        assert_eq!(says("call_center", DECISION), None);
        assert_eq!(says("hirat", DECISION), None, "a ratio of housing costs is no hire");
        assert_eq!(says("PassengerId", OUTCOME), None);
        assert_eq!(says("Abgelehnt", ADVERSE), Some(("abgelehnt".into(), true, false)));
    }

    #[test]
    fn a_count_is_called_after_what_it_counts_alone() {
        let says = |name, words| counted(name, words).is_some();
        assert!(says("Impr.", COUNT) && says("Number of applicants", COUNT) && says("nb_candidats", COUNT));
        assert!(says("Link clicks", SELECTED) && says("Clics (total)", SELECTED));
        assert!(!says("people_liable_for", COUNT) && !says("priors_count", COUNT) && !says("customers_since", COUNT));
    }

    #[test]
    fn an_id_of_a_person_is_no_id_of_a_thing() {
        for name in ["id", "customerID", "PassengerId", "entity_id", "ID client", "user_id", "Matricule"] {
            assert!(is_person(name), "{name}");
        }
        for name in ["ad_id", "Campaign ID", "job_ad_id", "age", "covid", "paid"] {
            assert!(!is_person(name), "{name}");
        }
    }

    #[test]
    fn every_word_is_written_as_parts_of_names_are_read() {
        let lists = [
            PROTECTED,
            GROUP,
            MEANS,
            PROXY,
            POSTCODE,
            AGE,
            BIRTH,
            CHANNEL,
            DECISION,
            ADVERSE,
            TARGET,
            OUTCOME,
            ARM,
            BESIDES,
            FILLING,
            COUNT,
            SELECTED,
            CAMPAIGN,
            WEIGHT,
            SCORE,
            OTHER_SCORE,
            PERSON,
            THING,
            COUNTING,
        ];
        for word in lists.into_iter().flat_map(str::split_ascii_whitespace) {
            let bare = word.trim_start_matches('=').trim_end_matches('*');
            assert_eq!(parts(bare).join("_"), bare);
        }
    }
}
