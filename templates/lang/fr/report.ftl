### La page.

page-title = Audit du ciblage : { $name }
page-skip = Aller au contenu
page-made = Audit arrêté au { DATE($date) } ; réalisé avec { $tool } { $version }.
page-sections = Sections
page-none = Rien à afficher ici.

section-verdict = Verdict
section-population = Ce qui a été audité
section-checks = Contrôles et limites
section-selection = Taux par attribut
section-crosses = Groupes combinés
section-method = Méthode
section-proof = Vérifier cette page

headline-outside = Hors limite : { $count } sur { count-comparisons-total }
headline-cannot_tell = Indéterminé : { $count } sur { count-comparisons-total } ; rien n'est hors limite
headline-not_assessed = Non évalué : { $count } sur { count-comparisons-total } ; rien n'est hors limite
headline-waived = Hors limite avec dérogation : { $count } sur { count-comparisons-total }
headline-within = Dans la limite : { count-comparisons-total }, sans exception
headline-none = Aucune limite fixée : rien n'est jugé

finding-frequencies = Sur { PEOPLE($base) } personnes du groupe { $segment }, { PEOPLE($of_segment) } { $meaning ->
    [burden] ont fait l'objet de la décision défavorable
   *[benefit] ont été sélectionnées
} ; pour { $reference }, { PEOPLE($of_reference) } : { $side ->
    [above] { PEOPLE($gap) } de plus
    [equal] autant
   *[below] { PEOPLE($gap) } de moins
}.
finding-outside = { part-measured-alone } et tout l'{ deciding-one } { part-interval } est { $side ->
    [above] au-dessus de
   *[below] sous
} la limite convenue { part-limit }.
finding-outside-point = { part-measured-alone }, hors de la limite convenue { part-limit }.
finding-cannot_tell = { part-measured-alone }, mais l'{ deciding-one } { part-interval } contient la limite { part-limit } : cet audit ne permet pas de trancher.
finding-within = { part-measured-alone } et tout l'{ deciding-one } { part-interval } reste dans la limite convenue { part-limit }.
finding-waived = { part-measured-alone }, hors de la limite convenue { part-limit }, accepté jusqu'au { DATE($expires) }.
finding-unjudged = { part-measured-alone }. Aucune limite n'est fixée : rien n'est jugé, et chaque intervalle est nominal, pour lui seul ; sur un grand nombre, certains se trompent par hasard.
part-measured-alone = { $comparison ->
    [difference] L'écart est de { ESTIMATE($value, $limit, $comparison) } points de pourcentage
    [value] Le taux est de { ESTIMATE($value, $limit, $comparison) }
    [number] La valeur est de { ESTIMATE($value, $limit, $comparison) }
    [gap] L'écart est de { ESTIMATE($value, $limit, $comparison) }
   *[ratio] Le rapport est de { ESTIMATE($value, $limit) }
}
deciding-one = { $deciding ->
    [simultaneous] intervalle simultané à { LIMIT($level, "value") }
    [adjusted] intervalle à { LIMIT($level, "value") } ajusté au nombre de comparaisons
   *[single] intervalle à { LIMIT($level, "value") }
}

counters-caption = Comparaisons par verdict
counter-outside = hors limite
counter-cannot_tell = { $count ->
    [one] indéterminé
   *[other] indéterminés
}
counter-not_assessed = { $count ->
    [one] non évalué
   *[other] non évalués
}
counter-waived = avec dérogation
counter-within = dans la limite
left-out-head = Personnes écartées de la comparaison
left-out-nobody = Personne n'a été écarté et aucune valeur d'attribut ne manque.
left-out-line = { PEOPLE($people) } ({ PERCENT($share) }) : { $reason }
missing-line = { HAS($below) ->
    [yes] moins de { $below } personnes
   *[no] { PEOPLE($people) } ({ PERCENT($share) })
} : { $attribute } non renseigné ; présentées à part, jamais jugées
hidden-line = { $count ->
    [one] { $count } groupe de moins de { $people } personnes est jugé et montré sans chiffres
   *[other] { $count } groupes de moins de { $people } personnes chacun sont jugés et montrés sans chiffres
} ; les petits groupes se déduisent des totaux indiqués ici : document à usage interne uniquement
verdict-why = Résultat : { $why }.
worst-head = À lire en priorité
covers = Cette page porte sur { $measures }, par { $attributes }, pour { count-people }.
covers-delivery = les personnes atteintes
covers-not = Elle dit en quoi les taux diffèrent. Elle ne dit pas pourquoi et ne constitue pas un avis juridique.
next-head = Étape suivante

about-campaign = Campagne
about-date = Arrêté au
about-tool = Outil
about-decision = Décision
about-meaning = Sens
about-meaning-burden = défavorable : être sélectionné est un désavantage, et un taux plus élevé est moins bon pour un groupe. « Sélectionné » signifie que la décision défavorable a été prise, « qualifié » que le résultat est survenu
measure-adverse-rate = Taux de décisions défavorables
measure-spared-rate = Taux sans décision défavorable
about-outcome = Résultat observé
about-inference = Hypothèse
about-weights = Poids
about-counts = Effectifs
about-min-cell = Plus petit groupe affiché
about-seed = Graine aléatoire
about-column = colonne { $column }
about-outcome-line = colonne { $column } ; { $known }
about-none = aucun
about-outcome-before = connu avant la décision, quelle qu'elle soit
about-outcome-after-decision = peut avoir été influencé par la décision ; les taux d'erreur ne sont pas jugés
about-outcome-selected-only = connu des seules personnes sélectionnées ; les taux d'erreur ne sont pas jugés
about-outcome-unstated = le moment où il a été connu n'est pas indiqué ; les taux d'erreur ne sont pas jugés
about-process = la campagne est un échantillon d'un processus continu : les intervalles mesurent ce que le hasard peut changer à un taux
about-monitoring = la campagne est auditée de nouveau à mesure que des personnes s'ajoutent : les intervalles valent pour toutes les lectures, et aucune valeur p n'est donnée
about-census = les personnes comptées sont toutes les personnes concernées : il n'y a pas d'intervalle et les estimations décident
about-weighted = les lignes sont pondérées
about-unweighted = aucun ; toutes les lignes comptent autant
about-aggregated = lus comme effectifs de groupes de personnes
about-dependence = Dépendance entre lignes
about-dependence-none = chaque ligne, ou personne comptée, est traitée comme une personne différente, indépendante des autres
about-dependence-unit = une personne peut avoir plusieurs lignes, repérées par la colonne { $column } : les intervalles en tiennent compte, y compris quand quelqu’un est dans les deux groupes (jackknife par groupes de personnes, formés par un hachage avec la graine { NUMBER($seed) }). « Valent » donne l’effectif équivalent : autant de personnes, avec chacune autant de lignes, en diraient autant
about-dependence-stated = { NUMBER($deff) } lignes apportent autant d'information qu'une personne, comme l'indique la configuration
about-rows = comptés à partir des lignes
about-min-cell-value = { count-people }

flow-caption = Des lignes lues aux personnes comparées
flow-step = Étape
flow-people = Personnes
flow-share = Part
flow-read = Lues
flow-used = Comparées
flow-left-out = Écartées : { $reason }
view-check = Contrôle
flow-left-by = Écartées, quand le segment est connu
attributes-caption = Attributs, tels que la configuration les décrit
attribute-name = Attribut
attribute-column = Colonne
attribute-source = Origine
attribute-basis = Base légale
attribute-purpose = Finalité
attribute-note = Remarque
not-given = non indiqué
source-declared = déclaré par les personnes elles-mêmes
source-observed = observé
source-inferred = déduit : certaines personnes sont mal classées, peut-être plus souvent dans certains groupes
warnings-head = Avertissements

check-limit = Limite
check-claim = Ce que signifie un contrôle réussi
check-severity = Effet
check-family = Comparaisons jugées ensemble
check-reference = Comparé à
check-coverage = Couverture
check-source = Source
check-results = Résultats
check-shows = Constat
claim-shown = la plupart des personnes sont dans des groupes dont le respect de la limite est établi, intervalle compris ; les groupes trop petits restent indéterminés
claim-no-evidence-outside = aucun écart hors limite n'a été constaté, et un écart qui compte aurait été vu 8 fois sur 10 pour la plupart des personnes
claim-show-within = il a été montré que chaque comparaison est dans la limite, intervalle compris
claim-point = les estimations décident ; les intervalles sont donnés à titre indicatif
severity-error = bloquant : peut arrêter une mise en service
severity-warn = informatif : affiché, n'arrête rien
one-sided = Seul ce côté est jugé.
family-words = { count-comparisons }, { $correction ->
    [sidak] correction de Šidák : { LIMIT($level, "value") } ensemble, { $each } chacune
    [bonferroni] correction de Bonferroni : { LIMIT($level, "value") } ensemble, { $each } chacune
    [holm] correction de Holm : { LIMIT($level, "value") } ensemble, { $each } chacune une fois retirées celles hors limite
    [bh] correction de Benjamini et Hochberg : parmi celles dites hors limite, au plus { LIMIT($error, "value") } en moyenne ne le sont pas ; { $each } chacune
   *[none] sans correction : { LIMIT($level, "value") } chacune
}
coverage-part = { $attribute } { PERCENT($share) }
coverage-shown = { $parts } des personnes sont dans des groupes dont le respect de la limite est établi ; il en faut { LIMIT($asked, "value") }
coverage-words = { $parts } des personnes sont dans des segments assez grands pour qu'un { $comparison ->
    [difference] écart de { LIMIT($needs, $comparison) } points
    [gap] écart de { LIMIT($needs, $comparison) }
   *[ratio] rapport de { LIMIT($needs) }
} soit vu 8 fois sur 10 ; { LIMIT($asked, "value") } demandés
reference-own = la référence de chaque attribut
pack-words = { $title } ({ $source }) ; statut : { $status }, consulté le { DATE($date) }{ HAS($review) ->
    [yes] , à consulter de nouveau au plus tard le { DATE($review) }
   *[no] { "" }
}
passes-yes = réussi
passes-no = en échec
passes-unknown = indéterminé
in-words = Chaque résultat en mots
waivers-caption = Dérogations
waiver-segment = Segment
waiver-reason = Motif
waiver-owner = Acceptée par
waiver-until = Jusqu'au
waiver-state = État
waiver-ticket = Référence
state-applies = s'applique
state-expired = expirée : le résultat compte de nouveau
state-below-floor = ne s'applique pas : l'écart dépasse ce qui a été accepté

filter-head = Lignes affichées
filter-all = toutes
table-segment = Segment
table-rate = Taux
table-drawn = Dessin
table-value-ratio = Rapport et intervalle
table-value-difference = Écart en points et intervalle
table-value-value = Taux et intervalle
table-value-number = Valeur et intervalle
table-value-gap = Écart et intervalle
table-detectable = Décelable à
table-verdict = Verdict
table-interval = Intervalle
row-reference = Référence
row-reference-value = référence
row-not-judged = non jugé
row-could-change = pourrait changer avec les valeurs non renseignées
row-worth = { $counts } (valent { $people })
row-another-seed = une autre graine pourrait changer ce verdict : près d’une limite
row-unweighted = { $counts }, sans poids
axis-limit = limite
axis-equal = égalité
attribute-lowest = Taux le plus bas : { $segment }, { PERCENT($low) }. Le plus haut : { $other }, { PERCENT($high) }.
attribute-counts = { $attribute } : { $counts }
counts-outside = { $count } hors limite
counts-cannot_tell = { $count } { $count ->
    [one] indéterminé
   *[other] indéterminés
}
counts-not_assessed = { $count } { $count ->
    [one] non évalué
   *[other] non évalués
}
counts-waived = { $count } avec dérogation
counts-within = { $count } dans la limite
counts-none = sans limite
forest-caption = { $measure } : { $comparison ->
    [difference] écart avec la référence en points de pourcentage ; barre = { deciding }{ caption-method } ; tirets = limite
    [value] taux de chaque segment ; barre = { deciding }{ caption-method } ; tirets = limite
    [number] { $compares ->
        [yes] valeur de chaque segment par rapport à la référence
       *[no] valeur de chaque segment
    } ; barre = { deciding }{ caption-method } ; tirets = limite
    [gap] écart avec la référence ; barre = { deciding }{ caption-method } ; tirets = limite
   *[ratio] rapport à la référence, échelle logarithmique ; barre = { deciding }{ caption-method } ; tirets = limite
} { $limit }
forest-caption-estimate = { $measure } : { $comparison ->
    [difference] écart avec la référence en points de pourcentage
    [value] taux de chaque segment
    [number] { $compares ->
        [yes] valeur de chaque segment par rapport à la référence
       *[no] valeur de chaque segment
    }
    [gap] écart avec la référence
   *[ratio] rapport à la référence, échelle logarithmique
} ; l'estimation décide, la barre (intervalle nominal à { LIMIT($level, "value") }, s'il existe) ne décide pas ; tirets = limite { $limit }
forest-caption-free = { $measure } : { $comparison ->
    [difference] écart avec la référence en points de pourcentage
    [value] taux de chaque segment
    [number] { $compares ->
        [yes] valeur de chaque segment par rapport à la référence
       *[no] valeur de chaque segment
    }
    [gap] écart avec la référence
   *[ratio] rapport à la référence, échelle logarithmique
} ; barre = intervalles nominaux à { LIMIT($level, "value") }{ caption-method } ; aucune limite n'est fixée
caption-method = { HAS($method) ->
    [yes] { " " }({ $method })
   *[no] { "" }
}
forest-note = « Décelable à » : avec cet effectif, une valeur réelle aussi éloignée aurait été signalée hors limite 8 fois sur 10.
table-cut = Les { $count } lignes les plus marquées sont affichées ; les { $hidden } autres figurent dans le CSV et dans audit.json.
crosses-none = Aucun groupe combiné n'a été comparé.
measures-none = Non évalué : aucune colonne ne donne le résultat observé ; on ne sait donc pas qui, parmi les personnes non sélectionnées, était qualifié.
measures-only = Hors contrôle : taux avec leurs intervalles nominaux à { LIMIT($level, "value") } et écart avec la référence.
summaries-caption = Synthèses par attribut. « Sous égalité » : ce que donnerait le seul hasard si tous les groupes avaient le même taux.
measure-without = { $name } : sans valeur, car { $reason }.
summary-measure = Mesure
summary-name = Synthèse
summary-value = Valeur
summary-alike = Sous égalité : médiane
summary-p95 = Sous égalité : 95e centile

method-head-measures = Mesures
method-formula = Formule
method-source = Source : { $source }.
method-also = Aussi appelé : { $names }.
method-letters = TP, FP, FN et TN sont les personnes sélectionnées ou non dont le résultat est connu ; S désigne toutes les personnes sélectionnées et R toutes celles qui ne le sont pas, que leur résultat soit connu ou non.
method-head-intervals = Intervalles et décisions
method-head-references = Références des comparaisons
method-rounding = Les bornes des intervalles sont arrondies vers l'extérieur. Une valeur différente de sa limite ne s'affiche jamais comme elle : on ajoute les décimales qu'il faut pour les distinguer.
method-verdicts = Une comparaison est hors limite quand tout son intervalle dépasse la limite, dans la limite quand tout son intervalle s'y trouve, et indéterminée sinon. Une valeur égale à la limite est dans la limite.
method-missing = Les personnes sans valeur pour un attribut forment un segment à part, affiché et jamais jugé. Chaque verdict est recalculé dans les cas le plus défavorable et le plus favorable pour ces personnes ; si cela le change, sa ligne l'indique.
method-hidden = Les groupes de moins de { $people } personnes sont jugés comme les autres et montrés sans chiffres ; aucun autre groupe n’est masqué pour autant. Ils se déduisent des totaux indiqués ici : document à usage interne uniquement.
method-not-said = Un intervalle contient les valeurs que les données n'excluent pas ; il ne dit pas si l'une est plus vraisemblable que l'autre. Un verdict est une position par rapport à une limite que quelqu'un a fixée.

proof-file = Fichier
proof-role = Rôle
proof-rows = Lignes
proof-bytes = Octets
proof-columns = Colonnes lues
proof-digest = SHA-256
proof-config = Configuration
proof-inputs = Fichiers lus
proof-schema = Document
proof-again = Pour refaire cet audit
proof-same = Les mêmes fichiers, la même configuration et la même date donnent les mêmes octets : comparer les empreintes SHA-256.
role-decisions = décisions
role-audience = audience
role-cube = cube
cleaned-labels = { $count ->
    [one] { $count } libellé contenait des caractères invisibles ; ils sont affichés �.
   *[other] { $count } libellés contenaient des caractères invisibles ; ils sont affichés �.
}

section-scores = Scores
section-values = Valeurs
scores-none = Non évalué : aucune colonne de scores n'est nommée.
values-none = Non évalué : aucune colonne de valeurs n'est nommée.
numbers-only = Hors contrôle : chaque groupe avec son intervalle nominal à { LIMIT($level, "value") }, quand il existe, et par rapport à sa référence.
scores-attribute = { $attribute } : selon le score
scores-lead = Dans les groupes affichés, { count-people } ont un score. Aucun score n'est publié : un seuil est donné par la part de ces personnes qu'il sélectionne, et chaque palier d'une courbe repose sur au moins autant de personnes que le plus petit groupe affiché.{ HAS($reference) ->
    [yes] { " " }Référence des rapports : { $reference }.
   *[no] { "" }
}
scores-undrawn = { $count ->
    [one] { $count } groupe plus petit n'est pas tracé ; il figure dans audit.json.
   *[other] { $count } groupes plus petits ne sont pas tracés ; ils figurent dans audit.json.
}
scores-under-two = (moins de 2 % des personnes)
scores-midpoints = Il y a plus de 4 096 scores distincts : les personnes sont comptées par classes et chaque score est placé au milieu de la sienne.
scores-legend = Courbes des figures
scores-people = Personnes avec un score
scores-people-known = Personnes dont le résultat est connu
scores-above = Au-dessus de la médiane générale
scores-impact = Rapport au groupe le plus élevé
scores-at-top = Rapport en tête
scores-ties = Selon l'ordre des ex æquo
scores-nearby = En sélectionnant jusqu'à un dixième de personnes en plus ou en moins
scores-selected = Sélectionnés, sur l'ensemble
scores-top = { HAS($selected) ->
    [yes] Scores au-dessus de la médiane générale, et ce qu'aurait donné la sélection des { PERCENT($selected) } aux scores les plus élevés, soit autant de personnes que dans les faits
   *[no] Scores au-dessus de la médiane générale
}
median-between = La médiane tombe entre deux scores : personne n'a exactement ce score.
median-held = Une personne a exactement le score médian ; elle est comptée comme ne le dépassant pas.
median-tied = Plusieurs personnes ont exactement le score médian et sont comptées comme ne le dépassant pas : quand il y a peu de scores distincts, bien moins de la moitié des personnes peuvent le dépasser.
reason-too-few-points = trop peu de personnes à la plupart des seuils
without-thresholds = Pas de courbe des rapports selon le seuil : { $groups }.
without-roc = Pas de courbe de classement : { $groups }.
without-calibration = Pas de courbe de calibration : { $groups }.
figure-thresholds = Rapport selon le seuil
figure-thresholds-across = Part de l'ensemble sélectionnée
figure-thresholds-up = Rapport des taux de sélection
figure-thresholds-says = Le taux de sélection de chaque groupe rapporté à celui de la référence, pour { $count } seuils. Il va de { RATIO($low) } ({ $lowest }) à { RATIO($high) } ({ $highest }) ; à 1, les groupes sont sélectionnés à égalité.{ HAS($selected) ->
    [yes] { " " }Le trait vertical en tirets marque les { PERCENT($selected) } effectivement sélectionnés.
   *[no] { "" }
}{ HAS($cut) ->
    [yes] { " " }Les rapports au-dessus de { RATIO($cut) } sont tracés à cette hauteur.
   *[no] { "" }
}{ HAS($level) ->
    [yes] { " " }En grisé : intervalles nominaux à { LIMIT($level, "value") }.
   *[no] { "" }
}
figure-thresholds-table = Taux de sélection et rapports selon le seuil
figure-roc = Classement
figure-roc-across = Sélectionnés parmi les personnes non qualifiées
figure-roc-up = Sélectionnés parmi les personnes qualifiées
figure-roc-says = Pour chaque groupe, quand le seuil baisse : la part sélectionnée des personnes qualifiées, en fonction de la part sélectionnée des autres. Plus la courbe s'élève au-dessus de la diagonale, mieux les scores distinguent les unes des autres dans ce groupe.
figure-roc-table = Part sélectionnée des personnes qualifiées pour une part donnée des autres, lue sur les courbes
figure-calibration = Calibration
figure-calibration-across = Score moyen
figure-calibration-up = Part qualifiée
figure-calibration-says = Pour chaque groupe, les personnes aux scores voisins étant regroupées : la part qualifiée en fonction du score moyen. Sur la diagonale, les scores correspondent aux faits ; au-dessus, ils sont trop bas pour le groupe. Écart le plus grand : { PERCENT($observed) } qualifiés là où les scores annonçaient { PERCENT($score) } ({ $group }).
figure-calibration-table = Part qualifiée par dixième de score
table-number = Valeur
table-chance = Test d'égalité, ou hasard seul
chance-words = { HAS($p_value) ->
    [yes] p { $p_value }
   *[no] { "" }
}{ HAS($median) ->
    [yes] ; par le seul hasard { $median }, jusqu'à { $p95 }
   *[no] { "" }
}
interval-whole-line = toute valeur
interval-complement = sous { $low } ou au-dessus de { $high }
number-method-student = Moyennes : intervalle t de Student, Student (1908).
number-method-welch = Écarts de moyennes : intervalle de Welch, Welch (1947).
number-method-delong-logit = Aires sous les courbes ROC : variance de DeLong, DeLong & Clarke-Pearson (1988) sur l'échelle logit, avec le t de Student et une personne ajoutée pour chaque résultat ; quand moins de deux personnes sont mal classées, élargi à l'intervalle de Clopper–Pearson pour le résultat le moins fréquent. Écarts entre aires : déduits des deux intervalles, Zou & Donner (2008). Le test d'égalité est celui de DeLong, DeLong & Clarke-Pearson.
number-method-exact-poisson = Résultats observés sur attendus : limites exactes de Poisson, Garwood (1936).
number-method-mover = Écarts de calibration et d'égalité de traitement des erreurs : déduits des deux intervalles, Zou & Donner (2008).
number-method-mover-mean = Écart moyen des cotes : déduit des intervalles des deux écarts, qui portent sur des personnes différentes (somme des carrés des écarts aux bornes), Zou & Donner (2008).
number-method-hall = Moyennes de valeurs : t de Student, asymétrie ôtée, Hall (1992) ; l'asymétrie est celle d'une part de zéros et de valeurs log-normales.
number-method-hall-difference = Écarts de moyennes de valeurs : déduits des deux intervalles, Zou & Donner (2008) ; sans asymétrie, celui de Welch (1947).
number-method-hall-ratio = Rapports de moyennes de valeurs : déduits des deux intervalles, Donner & Zou (2012) ; sans asymétrie, celui de Fieller (1954). Il peut être non borné, ou contenir tout sauf ce qui est entre deux valeurs, quand la moyenne de la référence peut être nulle.
number-method-jackknife = Quand des personnes ont plusieurs lignes, chaque estimation est refaite en laissant de côté tour à tour l'un de nombreux groupes de personnes : jackknife par groupes avec le t de Student, Kott (2001).
