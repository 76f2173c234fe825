### Strates, origine des écarts, effet, diffusion, robustesse.

section-strata = À situation égale
section-gaps = D'où viennent les écarts
section-lift = Ce que la campagne a changé
section-delivery = Qui a été atteint
section-robustness = Robustesse

grid-cut = { $count } lignes sont montrées ; { $hidden } autres sont dans audit.json.
grid-pair = { $segment } face à { $reference }

short-empty-group = groupe vide
short-too-few = trop peu de personnes
short-too-few-units = trop peu de personnes distinctes
short-no-positives = aucune issue positive
short-no-negatives = aucune issue négative
short-nobody-selected = aucun sélectionné
short-everybody-selected = tous sélectionnés
short-reference-zero = référence à zéro
short-reference-undefined = rien à quoi comparer
short-one-class = une seule issue
short-zero-variance = rien ne varie
short-no-outcome = aucune issue connue
short-no-score = pas de score
short-outcome-after-decision = issue après la décision
short-outcome-timing-unstated = moment non précisé
short-flip-exempt = une personne décide
short-replicate-undefined = calcul impossible
short-no-interval = il n'y en a pas
shape-complement = deux plages ouvertes
shape-whole-line = toute valeur

strata-none = Non comparé : la configuration ne nomme aucune strate (attribut de kind "stratum") au sein de laquelle comparer.
strata-title = Entre personnes semblables par { $stratum }
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
strata-unjustified = Aucune justification : personne ne dit pourquoi on ne comparerait ici chacun qu'à ses semblables.
strata-reverses = { $stratum } renverse la comparaison pour { $segment } : le rapport est de { RATIO($everybody) } sur tout le monde et de { RATIO($alike) } entre personnes semblables. Lisez les strates, pas le total.
strata-changes = { $stratum } change la comparaison pour { $segment } : le rapport est de { RATIO($everybody) } sur tout le monde et de { RATIO($alike) } entre personnes semblables.
strata-may-reverse = Pour { $segment }, le rapport est de { RATIO($everybody) } sur tout le monde et de { RATIO($alike) } entre personnes semblables par { $stratum } ; le seul hasard pourrait porter l'un au-delà de l'autre.
strata-uneven = Un seul nombre ne vaut pas pour toutes les strates pour { $segments } : lisez les strates une à une.
strata-caption = Taux de sélection comparés sur tout le monde et au sein des strates (Mantel–Haenszel), intervalles nominaux à { LIMIT($level, "value") }
strata-everybody = Rapport sur tout le monde
strata-alike = Rapport entre semblables
strata-difference = Écart entre semblables, en points
strata-odds = Rapport des cotes entre semblables
strata-used = Strates avec les deux / avec l'un
strata-unsupported = Groupe sans vis-à-vis
strata-tests-caption = Tests au sein des strates, valeurs p (sans ajustement), et disparité démographique : part du groupe parmi les personnes non sélectionnées moins sa part parmi les sélectionnées, en points
strata-association = Test d'égalité au sein des strates
strata-breslow = Un même rapport des cotes partout (Breslow–Day)
strata-tarone = Le même, Tarone
strata-collapse = Les strates ne changent rien
strata-disparity = Disparité, sans les strates
strata-conditional = Disparité au sein des strates
strata-dropped = Laissé de côté
strata-each-caption = { $segment }, strate par strate ({ $stratum })
strata-stratum = Strate
strata-group = Groupe
strata-reference = Référence

gaps-none = Rien à décomposer : il n'y a ni entonnoir, ni strate ou campagne avec des taux à comparer.
gaps-note = De l'arithmétique, pas des causes : une part dit où l'écart naît dans les nombres, pas pourquoi. Les parts de composition n'ont pas d'intervalle.
gaps-campaign = campagne
gaps-by = Selon
gaps-gap = Écart en points
gaps-mix = Par la composition
gaps-within = Par les taux
gaps-other-unsupported = Référence sans vis-à-vis
gaps-caption = L'écart des taux de sélection : ce que donne une autre composition, ce que donnent d'autres taux au même endroit (Kitagawa)
gaps-crossed-caption = Le même par deux compositions à la fois (Shapley)
gaps-first = Par la première composition
gaps-second = Par la seconde, à première égale
gaps-stage = Étape
gaps-share = Part de tout l'écart
gaps-whole = De la première à la dernière
gaps-reached = { PEOPLE($people) } y sont arrivés
gaps-funnel-caption = { $segment } : parmi les personnes de l'étape précédente, la part qui a continué ; les parts font ensemble 100 % de l'écart, en logarithmes
gaps-line = Écart pour { $segment } : { ESTIMATE($gap, "difference") } points, dont { ESTIMATE($mix, "difference") } viennent d'une autre composition par { $by } et { ESTIMATE($within, "difference") } de taux différents.
gaps-funnel-line = De l'écart pour { $segment }, { PERCENT($share) } naissent à l'étape { $stage } (rapport { RATIO($ratio) }).

lift-none-asked = Non mesuré : personne n'a été tenu à l'écart au hasard (columns.holdout).
lift-none = Effet : non mesuré, car { part-reason }.
lift-instead = L'issue vient après la décision : lisez ici ce que la campagne a changé, au lieu des taux d'erreur.
lift-note = Un effet seulement si des personnes ont été tenues à l'écart au hasard ; les nombres ne peuvent pas le dire.
lift-everybody = tout le monde
lift-line = Effet pour { $segment } : { ESTIMATE($effect, $comparison) } points d'issues positives face aux personnes tenues à l'écart ({ LOW($low, $comparison) } à { HIGH($high, $comparison) }).
lift-caption = Taux d'issue positive chez les personnes non tenues à l'écart et chez les autres, intervalles nominaux à { LIMIT($level, "value") }
lift-open = Non tenues à l'écart
lift-held-out = Tenues à l'écart
lift-effect = Effet en points
lift-incremental = Issues qui n'auraient pas eu lieu
lift-share = Part de l'ensemble
lift-count = { PEOPLE($count) }

delivery-none = Aucune composition à montrer : chaque groupe est trop petit ou aucun attribut n'est lu.
delivery-no-rate = Ces nombres disent qui a été atteint, pas qui aurait pu l'être : aucun taux de sélection n'est possible. La composition de chaque campagne est comparée à celle de toutes les campagnes ensemble.
delivery-note = Atteint veut dire ici sélectionné ; les personnes qui auraient pu l'être sont toutes celles qui sont comptées.
delivery-far = { $campaign } : { PERCENT($distance) } de ses diffusions devraient changer de groupe pour avoir la composition de toutes les campagnes ({ $attribute }) ; une diffusion égale resterait dans { PERCENT($even) } 95 fois sur 100.
delivery-coverage = Sur { $campaigns } campagnes de plus de { PEOPLE($more_than) } diffusions, { HAS($by_campaign) ->
    [yes] { PERCENT($by_campaign) } (avec { PERCENT($by_delivery) } de leurs diffusions)
   *[no] aucune
} restent à une distance d'au plus { LIMIT($limit, "value") }.
delivery-campaign = Campagne
delivery-all = toutes ensemble
delivery-hidden = groupes trop petits pour être montrés, ensemble
delivery-delivered = Atteintes
delivery-distance = Distance
delivery-mean = Si égale : moyenne
delivery-p95 = Si égale : point à 95 %
delivery-test = Test de diffusion égale
delivery-caption = Distance entre la composition atteinte et celle qui aurait pu l'être : part des diffusions qui devraient changer de groupe
delivery-groups-caption = { $eligible ->
    [all-campaigns] Part de chaque groupe dans les diffusions face à sa part dans celles de toutes les campagnes
   *[audience] Part de chaque groupe parmi les personnes atteintes face à sa part parmi celles qui auraient pu l'être
}
delivery-eligible-share = Part parmi les personnes qui pouvaient l'être
delivery-share = Part parmi les personnes atteintes
delivery-ratio = Rapport des deux

robust-none = Aucun contrôle n'est fixé, donc aucun verdict à éprouver.
robust-stays = Le verdict reste le même avec les { $total } autres choix.
robust-changes = Le verdict reste le même avec { $same } des { $total } autres choix, mais pas avec : { $choices }.
robust-caption = Le même contrôle, un choix fait autrement
robust-choice = Choix
robust-verdict = Pire verdict
robust-results = Comparaisons qui changent
robust-count = { $count } sur { $total }
robust-changed = changé
robust-as-set = Tel que fixé
robust-results-caption = Comparaisons qui changent avec un autre choix
short-verdict-outside = hors limite
short-verdict-cannot_tell = indéterminé
short-verdict-not_assessed = non évalué
short-verdict-waived = dérogation
short-verdict-within = dans la limite
choice-largest = le plus grand groupe
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
    [everybody] tout le monde comparé
   *[other] entre personnes semblables par { $choice }
}
choice-of-missing = { $id ->
    [best] valeurs non renseignées placées pour réduire les écarts
   *[worst] valeurs non renseignées placées pour creuser les écarts
}

parity-caption = Parité : deux tests unilatéraux pour montrer que le rapport est compris entre { $low } et { $high } ; une petite valeur p le montre
parity-head = Parité dans les limites
parity-shown = montrée
parity-not-shown = non montrée
parity-p = Test des limites
parity-within = Personnes pour la montrer, si semblables
parity-outside = Personnes pour montrer le contraire, si tel que mesuré
parity-about = environ { ABOUT($people) }
parity-line = parité non montrée{ HAS($people) ->
    [yes] { "\u202F" }; environ { ABOUT($people) } personnes la montreraient si les groupes se valent
   *[no] { "" }
}
check-alike = { $words }, entre personnes semblables par { $stratum }
segment-alike = { $segment }, semblables par { $stratum }

method-greenland-robins = Rapport de taux de Mantel–Haenszel, Greenland & Robins (1985)
method-sato = Écart de taux de Mantel–Haenszel, Sato (1989)
method-robins-breslow-greenland = Rapport des cotes de Mantel–Haenszel, Robins, Breslow & Greenland (1986)
method-fieller = Intervalle de Fieller d'un rapport d'estimations, Fieller (1954)
