### Corrections : ce qui pourrait changer, ce que cela ferait, et pourquoi une correction est impossible.

fix-name-reweigh = Repondération
fix-name-rake = Calage itératif
fix-name-calibrate = Calage borné
fix-name-thresholds = Seuils par groupe
fix-name-repair = Réparation des scores
fix-name-sample = Changements minimaux
fix-name-reallocate = Budget entre campagnes
fix-name-effect = Nouvelles décisions

fix-refused = impossible :

fix-says-reweigh = Des poids avec lesquels { $of ->
    [outcome] le résultat observé
   *[decision] la décision
} ne dit rien du groupe : la part pondérée est la même dans tous les groupes.
fix-says-rake = Des poids pour { $of ->
    [everybody] tout le monde, avec lesquels chaque attribut a les parts demandées
   *[selected] les personnes sélectionnées, avec lesquels chaque attribut a les parts de l'ensemble des personnes comptées
}.
fix-says-calibrate = Des poids pour { $of ->
    [everybody] tout le monde, avec lesquels chaque attribut a les parts demandées
   *[selected] les personnes sélectionnées, avec lesquels chaque attribut a les parts de l'ensemble des personnes comptées
}, chaque poids étant modifié par un facteur pris entre des bornes.
fix-says-thresholds = Un seuil de score par groupe, pour que { $equal ->
    [true-positive-rate] les taux de vrais positifs soient égaux
    [ratio] aucun taux de sélection ne soit inférieur à { LIMIT($min_ratio) } fois le plus élevé
   *[selection-rate] les taux de sélection soient égaux
}, avec au plus { PEOPLE($budget) } personnes sélectionnées. { fix-changed }
fix-says-repair = Des scores déplacés { $strength ->
    [1] jusqu'à ce que les groupes aient la même distribution
   *[other] en partie ({ PERCENT($strength) }) vers une distribution commune à tous les groupes
}, l'ordre étant gardé dans chaque groupe ; puis les { PEOPLE($budget) } plus élevés sont sélectionnés, quel que soit le groupe. { fix-changed }
fix-says-sample = Le plus petit nombre de décisions à changer pour que l’estimation respecte la limite{ $losses ->
    [yes] { "" }
   *[no] { "" }, si personne ne doit perdre sa sélection
} : { $scores ->
    [yes] les personnes ajoutées sont celles aux scores les plus élevés{ $losses ->
        [yes] { "" }, les personnes retirées celles aux scores les plus bas
       *[no] { "" }
    }
   *[no] faute de score, les personnes sont tirées au sort
}. { fix-changed }
fix-changed = { $changed ->
    [0] Aucune décision ne change.
    [one] { PEOPLE($changed) } décision change.
   *[other] { PEOPLE($changed) } décisions changent.
}
fix-says-reallocate = { PERCENT($share) } de l'argent passe d'une campagne à l'autre, sans en ajouter : la part touchée de chaque groupe reste alors à { PERCENT($tolerance) } près de celle de tous, et aucun groupe n'est moins touché qu'aujourd'hui.
fix-reallocate-proportional = Ce qu'une campagne touche et rapporte est tenu pour proportionnel à son budget, de { LIMIT($least) } à { LIMIT($most) } fois celui d'aujourd'hui et jamais au-delà des personnes présentes. Les personnes touchées après sont attendues, non comptées.
fix-reallocate-price = { $of ->
    [outcomes] Résultats des personnes sélectionnées
    [value] Valeur des personnes sélectionnées
   *[selected] Personnes touchées
} : la parité coûte { PEOPLE($price) } par rapport à ce que le même argent rapporterait sans elle{ HAS($price_per_point) ->
    [yes] { "\u202F" }; un point de tolérance de plus rapporterait { PEOPLE($price_per_point) }
   *[no] { "" }
}.
fix-reallocate-not-judged = Elle n'est pas jugée sur d'autres personnes que celles de l'ajustement : une moitié des personnes ne donne pas de tels budgets, ou les lignes indiquent elles-mêmes l'audience touchée.
fix-reallocate-small = { $campaigns ->
    [one] Une campagne a trop peu de personnes pour être montrée et garde son budget.
   *[other] { $campaigns } campagnes ont trop peu de personnes pour être montrées et gardent leur budget.
}
fix-reallocate-no-campaign = { $people ->
    [one] { PEOPLE($people) } personne est sans campagne et n'y a
   *[other] { PEOPLE($people) } personnes sont sans campagne et n'y ont
} pas part.
fix-says-effect = Les décisions de { $file } à côté de celles d’aujourd’hui : { $people ->
    [one] { PEOPLE($people) } ligne, comptée
   *[other] les mêmes { PEOPLE($people) } lignes, comptées
} avec les unes puis avec les autres.
fix-effect-unmatched = { $rows ->
    [one] { PEOPLE($rows) } ligne de { $file } ne nomme personne ici et n'est pas utilisée
   *[other] { PEOPLE($rows) } lignes de { $file } ne nomment personne ici et ne sont pas utilisées
}.

fix-judged = { $closer ->
    [yes] Sur { PEOPLE($people) } personnes qui n'ont pas servi à l'ajuster, chaque groupe hors limite s'est rapproché de sa référence, au-delà du hasard.
    [no] Sur { PEOPLE($people) } personnes qui n'ont pas servi à l'ajuster, les groupes hors limite ne se sont pas tous rapprochés de leur référence au-delà du hasard : aucune amélioration n'est avancée.
   *[unknown] Sur { PEOPLE($people) } personnes qui n'ont pas servi à l'ajuster, on ne peut pas dire si les groupes se sont rapprochés de leur référence.
}
fix-weights-effect = Effet sur les décisions : non évalué tant qu’un modèle n’a pas été entraîné avec ces poids et ses décisions auditées (fix --effect). Des poids changent ce qu’un modèle apprend, pas qui est sélectionné aujourd’hui.
fix-levelling-down = { $count ->
    [0] { "" }
   *[other] Nivellement par le bas :{ " " }
}{ $meaning ->
    [burden] la décision défavorable vise en plus
   *[benefit] retire la sélection à
} { $people ->
    [one] { PEOPLE($people) } personne
   *[other] { PEOPLE($people) } personnes
}{ $count ->
    [0] { $meaning ->
        [burden] { "" }, sans qu’aucun groupe soit plus souvent visé qu’avant.
       *[benefit] { "" }, sans qu’aucun groupe soit moins souvent sélectionné qu’avant.
    }
   *[other] { $meaning ->
        [burden] . Plus souvent visés qu’avant : { $segments }.
       *[benefit] . Moins souvent sélectionnés qu’avant : { $segments }.
    }
}
fix-needs-attribute = Le groupe de chaque personne doit être connu au moment de la décision.
fix-untreated = { $people ->
    [one] { PEOPLE($people) } personne sans valeur renseignée ou sans score, ou d'un groupe trop petit pour être affiché, reste comme avant.
   *[other] { PEOPLE($people) } personnes sans valeur renseignée ou sans score, ou de groupes trop petits pour être affichés, restent comme avant.
}
fix-next-campaign = Correction ajustée à cette campagne ; la suivante peut différer.
fix-nothing-outside = Rien n'est hors limite : aucune correction n'est proposée.

fix-no-score = il n'y a pas de score : le nommer, columns.score
fix-no-cost = aucune colonne ne dit ce qui a été dépensé : la nommer, columns.cost
fix-no-campaigns = il n'y a pas de campagnes entre lesquelles déplacer le budget : les nommer, columns.campaign
fix-reallocate-weighted = les lignes portent des poids, et les personnes touchées se comptent une à une
fix-reallocate-unknown = des lignes de { $campaign } ne disent pas { $what ->
    [cost] ce qu'elles ont coûté
   *[reach] qui elles ont touché
}, et inconnu n'est pas 0
fix-reallocate-nobody = personne de { $segment } ne pouvait être touché par une campagne
fix-reallocate-unreached = aucune campagne ne touche personne
fix-reallocate-all-reached = toutes les personnes comptées ont été touchées : on ne sait pas qui aurait pu l'être
fix-reallocate-nothing = moins de deux campagnes ont un budget qui puisse être déplacé
fix-reallocate-no-value = les campagnes ne rapportent rien qui soit connu
fix-reallocate-unsolved = le solveur n'a trouvé aucun budget qui tienne
fix-reallocate-infeasible = aucun budget ne touche chaque groupe à { PERCENT($tolerance) } près de tous sans qu'un groupe soit moins touché qu'aujourd'hui. C'est possible à partir de fix.tolerance = { LIMIT($least) } ; font obstacle à moins : { $segments }
fix-no-answer = ces effectifs n'en permettent aucune
fix-rows-are-counts = des lignes représentent plusieurs personnes, sur qui on ne peut pas décider une à une
fix-weighted = des lignes portent des poids, et une règle de décision compte les personnes une à une
fix-wide = chaque ligne porte les décisions de plusieurs campagnes ; auditer une campagne pour la corriger
fix-blocked = le droit { $jurisdiction ->
    [us] des États-Unis
    [eu] de l'Union européenne
   *[other] de { $jurisdiction }
} l'interdit pour cet usage{ $stated ->
    [yes] { "" }
   *[no] { "" } ; si ce droit ne s'applique pas, l'indiquer avec jurisdictions
}
fix-group-undefined = { $segment } : { part-reason }
fix-budget-below = la limite demande au moins { PEOPLE($least) } personnes sélectionnées{ $unsaid ->
    [yes] { " " }si personne ne doit perdre sa sélection ; --allow-losses cherche en dessous
   *[no] { "" }
}
fix-budget-untreated = { PEOPLE($people) } personnes qu'elle ne traite pas sont déjà sélectionnées, plus que le budget
fix-losses = { $people ->
    [one] { PEOPLE($people) } personne perdrait une sélection
   *[other] { PEOPLE($people) } personnes perdraient une sélection
}, ce que fix.no_losses exclut
fix-sample-limit = le contrôle n'est pas une limite sur les taux de sélection entre groupes
fix-scores-need-edges = les scores réparés sont trop nombreux pour être comptés un à un et sortent des tranches : donner columns.score edges
fix-after-not-audited = ce à quoi elle mène ne peut pas être audité ({ $code })
fix-reweigh-empty = personne parmi { $segment } n'est { $label ->
    [positive] positif
    [negative] négatif
    [selected] sélectionné
   *[rejected] non sélectionné
}, et un poids ne peut pas représenter personne : regrouper les petits groupes avec map, ou nommer un autre attribut
fix-margin-label = fix.margins nomme { $label }, que { $attribute } n'a pas
fix-margin-unnamed = fix.margins ne donne aucune part pour { $segment }
fix-margin-empty = aucune personne à pondérer n'est dans { $segment }, et un poids ne peut pas représenter personne
fix-margin-not-met = aucun poids supérieur à 0 n'atteint toutes les parts ensemble : { $segment } atteint { PERCENT($reached) } là où { PERCENT($wanted) } sont demandés. Avec les parts atteintes, c'est possible
fix-bounds-too-narrow = entre ces bornes, { $segment } atteint au mieux { PERCENT($reached) } là où { PERCENT($wanted) } sont demandés{ HAS($half) ->
    [yes] . Les facteurs devraient s'écarter de 1 de { RATIO($half) } au plus
   *[no] { "" }
}

fix-weights-spread = { PEOPLE($people) } poids de { RATIO($least) } à { RATIO($largest) } ; ils apportent autant d'information que { PEOPLE($effective) } personnes sans poids (effet de plan { RATIO($deff) }).
fix-verdict-before = { $before ->
    [within] { verdict-within }
    [outside] { verdict-outside }
    [cannot_tell] { verdict-cannot_tell }
    [waived] { verdict-waived }
   *[not_assessed] { verdict-not_assessed }
}
fix-verdict-after = { $after ->
    [within] { verdict-within }
    [outside] { verdict-outside }
    [cannot_tell] { verdict-cannot_tell }
    [waived] { verdict-waived }
   *[not_assessed] { verdict-not_assessed }
}
fix-check-line = { $check } : { fix-verdict-before } → { fix-verdict-after }, hors limite { $outside_before } → { $outside_after } comparaisons sur { $total }
fix-check-moves = Avant : { fix-verdict-before }. Après : { fix-verdict-after }. Hors limite : { $outside_before } comparaisons sur { $total } avant, { $outside_after } après.
fix-check-same = { $check } : { fix-verdict-before }, rien de ce qui y est comparé ne change
fix-check-unmoved = { fix-verdict-before } : rien de ce qui y est comparé ne change.
fix-moved-line = { $segment } : { $gained ->
    [0] personne n'y gagne
    [one] { PEOPLE($gained) } y gagne
   *[other] { PEOPLE($gained) } y gagnent
}, { $lost ->
    [0] personne n'y perd
    [one] { PEOPLE($lost) } y perd
   *[other] { PEOPLE($lost) } y perdent
} ; { PERCENT($before) } → { PERCENT($after) }
fix-kept-selected = Personnes sélectionnées : { PEOPLE($before) } → { PEOPLE($after) }
fix-kept-outcomes = Dont résultat positif : { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-score = Résultats positifs attendus d'après le score : { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-rank = Rangs des scores sélectionnés : { fix-kept-share-alone }
fix-kept-value = Valeur des personnes sélectionnées : { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-share = { HAS($share) ->
    [yes] , { PERCENT($share) } conservés
   *[no] { "" }
}
fix-kept-share-alone = { HAS($share) ->
    [yes] { PERCENT($share) } conservés
   *[no] –
}
fix-legal-blocked = Interdit en droit : { fix-legal-text }
fix-legal-warned = En droit : { fix-legal-text }
fix-legal-text = { $text } ({ $source } ; { HAS($status) ->
    [yes] { $status }, consulté
   *[no] consulté
} le { DATE($date) })

section-fixes = Corrections possibles
fixes-note = Des propositions, pas des décisions : rien n'a été modifié. Ce qui en est dit vient d'un nouveau comptage de toutes les lignes, le changement étant fait ; l'effet sur d'autres personnes est jugé sur celles qui n'ont pas servi à l'ajustement.
fixes-note-effect = Les nouvelles décisions à côté de celles d’aujourd’hui, comptées sur les mêmes lignes. On ignore ici sur qui elles ont été ajustées.
fixes-none-asked = Un résultat est hors limite et aucune correction n'a été cherchée : « evenhand fix » le fait.
fixes-no-limits = Aucune limite n'est fixée : il n'y a rien à corriger.
fixes-refused = Cherchées, mais impossibles
fixes-law = Ce que dit le droit d'une décision prise selon le groupe (notes, non avis juridique)
fix-see-law = Le droit s'y applique :
fix-law-note = note
fix-made-with = Établie avec :
fix-parameter = { $name } { ESTIMATE($value, "number") }
fix-parameter-budget = au plus { PEOPLE($value) } personnes sélectionnées
fix-parameter-min_ratio = un rapport des taux de sélection d'au moins { LIMIT($value) }
fix-parameter-strength = une intensité de { PERCENT($value) }
fix-parameter-least = des facteurs d'au moins { RATIO($value) }
fix-parameter-greatest = des facteurs d'au plus { RATIO($value) }
fix-parameter-reallocate-tolerance = une part touchée de chaque groupe à { PERCENT($value) } près de celle de l'ensemble
fix-parameter-reallocate-least = des budgets d'au moins { RATIO($value) } fois ceux d'aujourd'hui
fix-parameter-reallocate-most = des budgets d'au plus { RATIO($value) } fois ceux d'aujourd'hui
fix-parameter-reallocate-price = un prix de la parité de { ESTIMATE($value, "number") }
fix-parameter-reallocate-price_per_point = dont un point de tolérance de plus épargnerait { ESTIMATE($value, "number") }
fix-moved-total = { $gained ->
    [0] Personne n'est nouvellement sélectionné
    [one] { PEOPLE($gained) } personne est nouvellement sélectionnée
   *[other] { PEOPLE($gained) } personnes sont nouvellement sélectionnées
}, { $lost ->
    [0] et personne ne cesse de l'être.
    [one] et { PEOPLE($lost) } ne l'est plus.
   *[other] et { PEOPLE($lost) } ne le sont plus.
}
fix-balance-line = Le plus déplacé : { $segment }, { $of ->
    [rate] taux de
   *[share] part de
} { PERCENT($before) } avant, { PERCENT($after) } avec les poids
fix-judged-line = { $segment }, { $split ->
    [everybody] toutes les personnes comparées
   *[other] personnes n’ayant pas servi à l’ajustement
} : { PERCENT($before) } avant, { PERCENT($after) } après ; rapport { RATIO($ratio_before) } avant, { RATIO($ratio_after) } après ; écart en points { $side ->
    [wider] accru
   *[narrower] réduit
} de { ESTIMATE($narrower, "difference") }{ HAS($low) ->
    [yes] { " " }({ LOW($low, "difference") } à { HIGH($high, "difference") })
   *[no] { "" }
}{ $crossed ->
    [yes] , { fix-crossed }
   *[no] { "" }
} ; { $closer ->
    [yes] rapprochement au-delà du hasard
    [no] rapprochement non établi
   *[unknown] rapprochement indéterminé
}
fix-twice-caption = { $measure } : { $comparison ->
    [difference] écart avec la référence en points de pourcentage
    [value] taux de chaque segment
    [number] valeur de chaque segment
    [gap] écart avec la référence
   *[ratio] rapport à la référence, échelle logarithmique
}. Signe du haut, creux : avant ; signe du bas, plein : après ; barres = { $deciding ->
    [estimate] intervalles, qui ne décident pas
   *[other] { deciding }, pour un segment dans la limite son propre intervalle à { LIMIT($level, "value") }
}{ caption-method } ; tirets = limite { $limit }
fix-before = Avant
fix-after = Après
fix-with-weights = Avec les poids
fix-target = Visé
fix-rate-before = Taux avant
fix-rate-after = Taux après
fix-ratio-before = Rapport avant
fix-ratio-after = Rapport après
fix-narrower = Écart réduit de (points)
fix-closer = Rapproché, au-delà du hasard
fix-closer-yes = oui
fix-closer-no = non établi
fix-closer-unknown = indéterminé
fix-against = { " " }par rapport à { $reference }
fix-judged-caption = { $split ->
    [everybody] Les mêmes { PEOPLE($people) } personnes avec l'une et l'autre décision
   *[other] Jugée sur { PEOPLE($people) } personnes, la règle étant ajustée sur { PEOPLE($fitted) } autres ({ $split ->
        [units] toutes les lignes d'une personne du même côté
       *[drawn] répartition par tirage à graine fixe
    })
} : taux de sélection et rapports avec intervalles nominaux à { LIMIT($level, "value") } ; réduction de chaque écart (négative : accru) avec des intervalles simultanés à { LIMIT($level, "value") }
fix-moved-caption = { $changes ->
    [budget] Combien de personnes de plus et de moins de chaque groupe devraient être touchées
   *[other] Qui gagne et qui perd une sélection, toutes personnes comptées
}
fix-gained = Nouvellement sélectionnés
fix-lost = Ne sont plus sélectionnés
fix-net = Solde pour 1 000
fix-in-all = Au total
fix-gains = y gagne
fix-loses = y perd
fix-even = comme avant
fix-count = { PEOPLE($count) }
fix-kept-caption = Ce qui est conservé
fix-kept-what = Nature
fix-kept-part = Conservé
fix-kept-name-selected = Personnes sélectionnées
fix-kept-name-outcomes = Dont résultat positif
fix-kept-name-score = Résultats positifs attendus d'après le score
fix-kept-name-rank = Rangs des scores sélectionnés
fix-kept-name-value = Valeur des personnes sélectionnées
fix-balance-caption = { $of ->
    [outcome] Part de résultats positifs dans chaque groupe, sans poids et avec poids
    [decision] Part sélectionnée dans chaque groupe, sans poids et avec poids
   *[share] Part de chaque groupe, sans poids et avec poids
}
fix-crossed = désormais dans l'autre sens
rule-caption = La règle : { $changes ->
    [weights] le poids de chaque personne
    [scores] scores moyens
    [budget] le budget de chaque campagne
   *[decisions] ce qui est décidé dans chaque groupe
}
rule-who = Qui
rule-who-positive = résultat positif
rule-who-negative = résultat négatif
rule-who-selected = sélectionnés
rule-who-rejected = non sélectionnés
rule-weight = Poids
rule-selected-from = Tous sélectionnés à partir du score
rule-drawn = Tirage au sort
rule-drawn-from = { PERCENT($share) } des scores { HAS($below) ->
    [yes] de { ESTIMATE($from, "number") } à moins de { ESTIMATE($below, "number") }
   *[no] à partir de { ESTIMATE($from, "number") }
}
rule-mean-before = Score moyen avant
rule-mean-after = Score moyen après
rule-decisions = Décisions à changer
rule-budget-before = Budget avant
rule-budget-after = Budget après
front-title = Ce que coûte la réduction de l'écart
front-says = La même correction, de faible à forte, en { $count } points, chacun jugé sur des personnes qui n'ont pas servi à l'ajuster. Plus à droite, les taux de sélection des groupes se ressemblent davantage ; plus haut, on conserve davantage { $of ->
    [outcomes] de personnes sélectionnées au résultat positif
    [score] de résultats positifs attendus d'après le score
    [rank] de rangs des scores sélectionnés
   *[none] de personnes sélectionnées
}. { HAS($today) ->
    [yes] Aujourd'hui, le rapport est de { RATIO($today) }.
   *[no] { "" }
} { HAS($ratio) ->
    [yes] La proposition le porte à { RATIO($ratio) } et conserve { PERCENT($kept) }.
   *[no] On conserve au moins { PERCENT($least) }.
}{ $beaten ->
    [yes] { " " }Sur ces personnes, une autre intensité rapproche au moins autant et conserve au moins autant.
   *[no] { "" }
} Les points qu'un autre surpasse sur les deux plans sont omis, sauf celui d'aujourd'hui et celui qui est proposé.
front-across = Rapport des taux de sélection, du groupe le plus éloigné de la référence
front-ratio = Rapport
front-up = Conservé, par rapport à aujourd'hui
front-table = Points du compromis
front-point = Point
front-today = aujourd'hui
front-proposed = proposé
front-parameter = { $of ->
    [strength] intensité { PERCENT($value) }
   *[min_ratio] rapport minimal { LIMIT($value) }
}

fix-effect-partial = { $lacking ->
    [one] { PEOPLE($lacking) } ligne sur { PEOPLE($all) } n’a pas de nouvelle décision dans { $file } et est écartée
   *[other] { PEOPLE($lacking) } lignes sur { PEOPLE($all) } n’ont pas de nouvelle décision dans { $file } et sont écartées
} avant comme après : tout ceci ne porte que sur les { PEOPLE($people) } autres.
fix-effect-scores-new = Les scores d’après sont les nouveaux, colonne { $column } de { $file }.
fix-effect-scores-old = { $file } n’apporte pas de scores : avant comme après, ce sont ceux d’aujourd’hui, colonne { $column } de { $data }.
fix-effect-fitted = Si les nouvelles décisions ont été ajustées sur ces lignes, attendre moins sur d’autres : aucune n’a été réservée pour en juger.

fix-prepares = Prépare des données d’apprentissage pour { $attribute } : { $judged ->
    [yes] aucun contrôle de cet attribut n’est hors limite, ces poids ne répondent donc à aucun écart
   *[no] aucun contrôle n’en compare les groupes, ces poids ne répondent donc à aucun écart
}.

fix-name-levelling = { $name } (nivellement par le bas)
fix-table-caption = Pour { $attribute }, contrôle { $check }. La pire comparaison est l’estimation la plus éloignée de l’égalité ; conservé, par rapport à aujourd’hui : { $of ->
    [outcomes] les personnes sélectionnées au résultat positif
    [score] les résultats positifs attendus d’après le score
    [rank] les rangs des scores sélectionnés
    [value] la valeur des personnes sélectionnées
   *[selected] les personnes sélectionnées
}.
fix-table-proposal = Proposition
fix-table-changed = Changées
fix-table-taken = Retirées
fix-table-worst-ratio = Pire rapport
fix-table-worst-difference = Pire écart
fix-table-verdict = Verdict après
fix-table-kept = Conservé
fix-table-today = Aujourd’hui
fix-table-second = { $levels ->
    [yes] En second, nivellement par le bas (des personnes perdent leur sélection) :
   *[no] En second, car des personnes perdent leur sélection :
}
fix-table-open = Les propositions amènent l’estimation à la limite ; tant que l’intervalle la franchit encore, le verdict reste ouvert.
fix-table-takes = personnes perdent leur sélection
fix-table-elsewhere = { $name } : davantage de comparaisons hors limite ailleurs ({ $before } avant, { $after } après).
fix-table-more = Détails : -v, ou --method avec l’une d’elles.
