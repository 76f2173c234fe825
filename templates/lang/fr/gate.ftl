### Ce qu'un contrôle montre dans son ensemble, et ce que l'exécution doit signaler.

part-small = { $small ->
    [0] { "" }
    [one] { "\u202F" }; { $small } segment trop petit pour le montrer{ part-too-small }
   *[other] { "\u202F" }; { $small } segments trop petits pour le montrer{ part-too-small }
}
part-too-small = { HAS($too_small) ->
    [yes] { "\u00A0" }: { $too_small }
   *[no] { "" }
}
part-would-be-seen = { $comparison ->
    [difference] des écarts de { ESTIMATE($detectable, $detectable, $comparison) } points ou plus
    [gap] des écarts de { ESTIMATE($detectable, $detectable, $comparison) } ou plus
   *[ratio] { $detectable_side ->
        [above] des rapports de { ESTIMATE($detectable) } ou plus
       *[below] des rapports de { ESTIMATE($detectable) } ou moins
    }
}

# Ce qui est établi, pour quelle part des personnes au moins dans chaque attribut, et pour quelle part il le fallait.
gate-shown = Rien hors limite ; { LOW($coverage, $needs, "value") } des personnes sont dans des groupes dont le respect de la limite est établi ({ LIMIT($needs, "value") } exigés){ part-undecided }.
gate-not-shown = Rien hors limite, mais seules { LOW($coverage, $needs, "value") } des personnes sont dans des groupes dont le respect de la limite est établi ; il en faut { LIMIT($needs, "value") }{ part-undecided }.
part-undecided = { $small ->
    [0] { "" }
    [one] { "\u202F" }; { $small } groupe indéterminé{ part-too-small }
   *[other] { "\u202F" }; { $small } groupes indéterminés{ part-too-small }
}

gate-outside = Hors limite : { $outside } sur { count-of-results }.
count-of-results = { $results ->
    [one] { $results } comparaison
   *[other] { $results } comparaisons
}
gate-passes = Rien hors limite{ HAS($detectable) ->
    [yes] { "\u202F" }; { part-would-be-seen } auraient été vus 8 fois sur 10 pour { LOW($coverage, $needs, "value") } des personnes{ part-needed }
   *[no] { "" }
}{ part-small }.
part-needed = { HAS($needs) ->
    [yes] { " " }({ LIMIT($needs, "value") } exigés)
   *[no] { "" }
}
gate-passes-shown = Dans la limite, intervalle compris : { count-of-results }, sans exception.
gate-passes-point = Dans la limite d'après les estimations : { count-of-results }, sans exception.
gate-passes-value = Rien hors limite : { count-of-results }, dont { $cannot_tell ->
    [0] aucune indéterminée
    [one] { $cannot_tell } indéterminée
   *[other] { $cannot_tell } indéterminées
}.
gate-cannot-tell = Rien hors limite, mais trop peu de personnes pour trancher : un écart de la taille convenue aurait été vu 8 fois sur 10 pour { LOW($coverage, $needs, "value") } des personnes ; il en faut { LIMIT($needs, "value") }{ part-small }.
gate-must-decide = Indéterminé, alors que la règle exige une décision : { $segments }.
gate-not-assessed = Non évalué : { part-reason }.
gate-undecided = Le respect de la limite n'est pas montré : indéterminé pour { $cannot_tell } sur { count-of-results }.

warn-inside-only = Les groupes de moins de { $people } personnes sont montrés sans chiffres ; les petits groupes se déduisent des totaux indiqués ici : document à usage interne uniquement.
warn-unused-waiver = La dérogation pour { $check }, { $segment } ne correspond à aucun résultat hors limite. Elle peut être retirée.
warn-expired-waiver = La dérogation pour { $check }, { $segment } { HAS($expires) ->
    [yes] a expiré le { DATE($expires) }
   *[no] a expiré
} : son résultat compte de nouveau.

# Ce que le verdict signifie pour le lancement.
text-launch = Lancement
launch-passes = les limites fixées sont respectées, dans la mesure où il fallait l’établir ; les groupes indéterminés n’en font pas partie.
launch-fails = les limites fixées ne sont pas respectées. Il n’est possible qu’après correction, ou avec une dérogation accordée par le responsable.
launch-undecided = le respect des limites fixées n’est pas établi. Cet audit ne suffit pas pour donner un accord.
launch-watched = aucun contrôle n’est bloquant ; ils sont donnés à titre d’information.
launch-free = aucune limite n’a été fixée : cet audit ne donne ni accord ni refus.
