### Strates, origine des écarts, effet, diffusion, robustesse.

section-strata = À caractéristiques comparables
section-gaps = D'où viennent les écarts
section-lift = Ce que la campagne a changé
section-delivery = Qui a été atteint
section-robustness = Robustesse

grid-cut = { $count } lignes sont affichées ; les { $hidden } autres sont dans audit.json.
grid-pair = { $segment } par rapport à { $reference }

short-empty-group = groupe vide
short-too-few = trop peu de personnes
short-too-few-units = trop peu de personnes distinctes
short-few-hold-most = lignes concentrées sur quelques personnes
short-few-carry-weight = poids concentré sur quelques personnes
short-no-positives = aucun résultat positif
short-no-negatives = aucun résultat négatif
short-no-false-positives = aucune sélection à tort
short-nobody-selected = aucune sélection
short-everybody-selected = tous sélectionnés
short-reference-zero = référence nulle
short-reference-undefined = rien à quoi comparer
short-one-class = un seul résultat
short-zero-variance = rien ne varie
short-no-outcome = résultat inconnu
short-no-score = sans score
short-outcome-after-decision = résultat après la décision
short-outcome-timing-unstated = moment non précisé
short-flip-exempt = à une personne près
short-replicate-undefined = non calculable
short-no-interval = pas d'intervalle
shape-complement = deux plages ouvertes
shape-whole-line = toute valeur

strata-none = Non comparé : la configuration ne définit aucune strate au sein de laquelle comparer des personnes comparables.
strata-title = À caractéristiques comparables : { $stratum }
strata-justified = Justification : { HAS($aim) ->
    [yes] but : { $aim } ; { "" }
   *[no] { "" }
}{ HAS($appropriate) ->
    [yes] approprié : { $appropriate } ; { "" }
   *[no] { "" }
}{ HAS($necessary) ->
    [yes] nécessaire : { $necessary } ; { "" }
   *[no] { "" }
}{ HAS($by) ->
    [yes] par { $by }
   *[no] personne n'est nommé
}{ HAS($date) ->
    [yes] , { DATE($date) }
   *[no] { "" }
}.
strata-unjustified = Aucune justification n'est donnée pour ne comparer les personnes qu'à l'intérieur de cet attribut.
strata-reverses = { $stratum } inverse la comparaison pour { $segment } : le rapport est de { RATIO($everybody) } au total et de { RATIO($alike) } à caractéristiques comparables. Lire les strates, pas le total.
strata-changes = { $stratum } modifie la comparaison pour { $segment } : le rapport est de { RATIO($everybody) } au total et de { RATIO($alike) } à caractéristiques comparables.
strata-may-reverse = Pour { $segment }, le rapport est de { RATIO($everybody) } au total et de { RATIO($alike) } à { $stratum } comparable ; la différence peut relever du hasard.
strata-uneven = Aucun rapport unique ne décrit toutes les strates pour { $segments } : les lire une à une.
strata-caption = Taux de sélection comparés au total et au sein des strates (Mantel–Haenszel), intervalles nominaux à { LIMIT($level, "value") }
strata-everybody = Rapport total
strata-alike = Rapport à caractéristiques comparables
strata-difference = Écart à caractéristiques comparables, en points
strata-odds = Rapport des cotes à caractéristiques comparables
strata-used = Strates avec les deux / avec l'un au moins
strata-unsupported = Groupe sans équivalent
strata-tests-caption = Tests au sein des strates, valeurs p (non ajustées), et disparité démographique : part du groupe parmi les personnes non sélectionnées moins sa part parmi les sélectionnées, en points
strata-association = Test d'égalité au sein des strates
strata-one-ratio = Même rapport dans toutes les strates (Gart–Nam)
strata-one-difference = Même écart dans toutes les strates (Gart–Nam)
strata-tarone = Même rapport des cotes dans toutes les strates (Breslow–Day, Tarone)
strata-collapse = Sans effet des strates
strata-disparity = Disparité totale
strata-conditional = Disparité au sein des strates
strata-dropped = Laissées de côté
strata-each-caption = { $segment }, strate par strate ({ $stratum })
strata-stratum = Strate
strata-group = Groupe
strata-reference = Référence

gaps-none = Rien à décomposer : il n'y a ni entonnoir, ni strate ou campagne avec des taux à comparer.
gaps-note = Décomposition comptable, non causale : une part indique où l'écart apparaît dans les chiffres, non pourquoi. Les parts dues à la composition n'ont pas d'intervalle.
gaps-campaign = campagne
gaps-by = Selon
gaps-gap = Écart en points
gaps-mix = Dû à la composition
gaps-within = Dû aux taux
gaps-other-unsupported = Référence sans équivalent
gaps-caption = L'écart des taux de sélection, décomposé en une part due à la composition et une part due aux taux à composition égale (Kitagawa)
gaps-crossed-caption = De même, pour deux compositions à la fois (Shapley)
gaps-first = Dû à la première
gaps-second = Dû à la seconde, la première étant donnée
gaps-stage = Étape
gaps-share = Part de l'écart total
gaps-whole = De la première à la dernière
gaps-reached = { PEOPLE($people) } y sont arrivés
gaps-funnel-caption = { $segment } : parmi les personnes de l'étape précédente, la part qui a continué ; les parts de l'écart totalisent 100 % en échelle logarithmique
gaps-line = Écart pour { $segment } : { ESTIMATE($gap, "difference") } points, dont { ESTIMATE($mix, "difference") } dus à une autre composition selon { $by } et { ESTIMATE($within, "difference") } à des taux différents.
gaps-funnel-line = Pour { $segment }, { PERCENT($share) } de l'écart apparaissent à l'étape { $stage } (rapport { RATIO($ratio) }).

lift-none-asked = Non mesuré : la configuration ne définit pas de groupe témoin tiré au sort.
lift-none = Effet : non mesuré, car { part-reason }.
lift-instead = Le résultat a été observé après la décision : lire ici ce que la campagne a changé, plutôt que les taux d'erreur.
lift-note = L'effet n'est causal que si le groupe témoin a été tiré au sort ; les effectifs ne permettent pas de le vérifier.
lift-everybody = tout le monde
lift-alike = Aucune différence d’effet entre groupes n’est démontrée.
lift-line = Effet pour { $segment } : { ESTIMATE($effect, $comparison) } points de résultats positifs par rapport au groupe témoin ({ LOW($low, $comparison) } à { HIGH($high, $comparison) }).
lift-caption = Taux de résultats positifs chez les personnes ouvertes à la campagne et dans le groupe témoin, intervalles nominaux à { LIMIT($level, "value") }, chacun pour lui seul ; différences entre groupes avec des intervalles valables ensemble à { LIMIT($level, "value") }
lift-open = Ouvertes à la campagne
lift-held-out = Groupe témoin
lift-effect = Effet en points
lift-incremental = Résultats attribuables à la campagne
lift-share = Part de tous les résultats
lift-difference = Écart avec la référence, en points
lift-differs = L’effet pour { $segment } diffère de celui pour { $reference } de { ESTIMATE($effect, "difference") } points ({ LOW($low, "difference") } à { HIGH($high, "difference") }, tous groupes comparés).
lift-equal = Effet égal pour les groupes de { $attribute } : p = { $p } (test d’égalité ; { $groups } groupes).
lift-count = { PEOPLE($count) }

delivery-none = Aucune composition à afficher : chaque groupe est trop petit ou aucun attribut n'est lu.
delivery-no-rate = Ces effectifs indiquent qui a été atteint, pas qui aurait pu l'être : il n'y a pas de taux de sélection. La composition de chaque campagne est comparée à celle de l'ensemble des campagnes.
delivery-note = « Atteint » signifie ici sélectionné ; toutes les personnes comptées sont éligibles.
delivery-far = { $campaign } : { PERCENT($distance) } de ses diffusions seraient à réaffecter pour retrouver la composition de l'ensemble des campagnes ({ $attribute }) ; sous diffusion égale, cette part resterait sous { PERCENT($even) } 95 fois sur 100.
delivery-coverage = Sur { $campaigns } campagnes de plus de { PEOPLE($more_than) } diffusions, { HAS($by_campaign) ->
    [yes] { PERCENT($by_campaign) } (avec { PERCENT($by_delivery) } de leurs diffusions)
   *[no] aucune
} restent à une distance d'au plus { LIMIT($limit, "value") }.
delivery-campaign = Campagne
delivery-all = ensemble des campagnes
delivery-hidden = groupes trop petits pour être affichés, réunis
delivery-delivered = Atteintes
delivery-distance = Distance
delivery-mean = Sous diffusion égale : moyenne
delivery-p95 = Sous diffusion égale : 95e centile
delivery-test = Test de diffusion égale
delivery-adjusted = { $p }, ajusté pour toutes les campagnes
delivery-caption = Distance entre la composition atteinte et la composition éligible : part des diffusions à réaffecter entre groupes
delivery-groups-caption = { $eligible ->
    [all-campaigns] Part de chaque groupe dans les diffusions, comparée à sa part dans celles de toutes les campagnes
   *[audience] Part de chaque groupe parmi les personnes atteintes, comparée à sa part parmi les personnes éligibles
}
delivery-eligible-share = Part parmi les personnes éligibles
delivery-share = Part parmi les personnes atteintes
delivery-ratio = Rapport

robust-none = Aucun contrôle n'est fixé : rien à tester.
robust-stays = Les verdicts restent les mêmes avec les { $total } autres choix.
robust-changes = Les verdicts restent les mêmes avec { $same } des { $total } autres choix ; certains changent avec : { $choices }.
robust-caption = Verdict du contrôle selon d'autres choix de méthode
robust-choice = Choix
robust-verdict = Verdict le plus défavorable
robust-results = Verdicts qui changent
robust-count = { $count } sur { $total }
robust-changed = changé
robust-as-set = Choix retenu
robust-results-caption = Verdict selon d'autres choix de méthode
short-verdict-outside = hors limite
short-verdict-cannot_tell = indéterminé
short-verdict-not_assessed = non évalué
short-verdict-waived = dérogation
short-verdict-within = dans la limite
choice-largest = le groupe le plus nombreux
choice-highest-rate = le taux le plus élevé
choice-highest-rate-2pct = le taux le plus élevé au-delà de 2 %
choice-rest = tous les autres
choice-everyone = tout le monde
choice-of-reference = référence : { $choice }
choice-of-comparison = comparaison : { $id ->
    [difference] écart
   *[ratio] rapport
}
choice-of-measure = mesure : { $choice }
choice-of-interval = intervalle : { $choice }
choice-of-within = { $id ->
    [everybody] comparaison totale
   *[other] à { $choice } comparable
}
choice-of-missing = { $id ->
    [best] valeurs non renseignées : cas le plus favorable
   *[worst] valeurs non renseignées : cas le plus défavorable
}

parity-caption = Parité : deux tests unilatéraux que le rapport est compris entre { $low } et { $high } ; une valeur p d’au plus { $most } le montre, pour chaque comparaison prise seule
parity-head = Parité dans les limites
parity-shown = montrée
parity-not-shown = non montrée
parity-p = Test des limites
parity-within = Personnes pour la montrer 8 fois sur 10, à égalité
parity-about = environ { ABOUT($people) }
parity-line = parité non montrée{ HAS($people) ->
    [yes] { "\u202F" }; environ { ABOUT($people) } personnes la montreraient 8 fois sur 10 si les taux sont égaux
   *[no] { "" }
}
check-alike = { $words }, à { $stratum } comparable
segment-alike = { $segment }, à { $stratum } comparable

method-greenland-robins = Rapport de taux de Mantel–Haenszel, Greenland & Robins (1985)
method-sato = Écart de taux de Mantel–Haenszel, Sato (1989)
method-robins-breslow-greenland = Rapport des cotes de Mantel–Haenszel, Robins, Breslow & Greenland (1986)
method-fieller = Intervalle de Fieller d'un rapport d'estimations, Fieller (1954)
