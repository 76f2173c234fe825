### Chaque résultat en mots simples. `comparison` et `reference` peuvent manquer : c'est alors un rapport, sans groupe nommé.

part-rates = { HAS($reference_rate) ->
    [yes] { PERCENT($rate) } contre { PERCENT($reference_rate) }{ part-of-reference } ; { "" }
   *[no] { "" }
}
part-of-reference = { HAS($reference) ->
    [yes] { " " }pour { $reference }
   *[no] { "" }
}
part-of-segment = { HAS($segment) ->
    [yes] { $segment } : { "" }
   *[no] { "" }
}
part-measured = { $comparison ->
    [difference] l'écart est de { ESTIMATE($value, $limit, $comparison) } points de pourcentage
    [value] le taux est de { ESTIMATE($value, $limit, $comparison) }
    [number] la valeur est de { ESTIMATE($value, $limit, $comparison) }
    [gap] l'écart est de { ESTIMATE($value, $limit, $comparison) }
   *[ratio] le rapport est de { ESTIMATE($value, $limit) }
}
part-interval = { $comparison ->
    [difference] ({ LOW($low, $limit, $comparison) } à { HIGH($high, $limit, $comparison) } points)
    [value] ({ LOW($low, $limit, $comparison) } à { HIGH($high, $limit, $comparison) })
    [number] ({ LOW($low, $limit, $comparison) } à { HIGH($high, $limit, $comparison) })
    [gap] ({ LOW($low, $limit, $comparison) } à { HIGH($high, $limit, $comparison) })
   *[ratio] ({ LOW($low, $limit) } à { HIGH($high, $limit) })
}
part-limit = { $comparison ->
    [difference] de { LIMIT($limit, $comparison) } points
    [value] de { LIMIT($limit, $comparison) }
    [number] de { LIMIT($limit, $comparison) }
    [gap] de { LIMIT($limit, $comparison) }
   *[ratio] de { LIMIT($limit) }
}
part-detectable = { $comparison ->
    [difference] un écart de { ESTIMATE($detectable, $limit, $comparison) } points ou plus
    [value] { $detectable_side ->
        [above] un taux de { ESTIMATE($detectable, $limit, $comparison) } ou plus
       *[below] un taux de { ESTIMATE($detectable, $limit, $comparison) } ou moins
    }
    [number] un niveau de { ESTIMATE($detectable, $limit, $comparison) }
    [gap] un écart de { ESTIMATE($detectable, $limit, $comparison) } ou plus
   *[ratio] { $detectable_side ->
        [above] un rapport de { ESTIMATE($detectable, $limit) } ou plus
       *[below] un rapport de { ESTIMATE($detectable, $limit) } ou moins
    }
}

result-outside = { part-of-segment }{ part-rates }{ part-measured } et tout l'intervalle { part-interval } est { $side ->
    [above] au-dessus de
   *[below] sous
} la limite { part-limit }.
result-within = { part-of-segment }{ part-rates }{ part-measured } et tout l'intervalle { part-interval } reste dans la limite { part-limit }.
result-cannot-tell = { part-of-segment }{ HAS($people) ->
    [yes] { count-people }, { "" }
   *[no] { "" }
}{ part-measured }. Les données sont compatibles avec toute valeur de l'intervalle { part-interval }, qui contient la limite { part-limit } : cet audit ne permet pas de conclure.{ part-cannot-detectable }{ part-needed-within }
part-cannot-detectable = { HAS($detectable) ->
    [yes] { " " }Avec de tels effectifs, seul { part-detectable } aurait été signalé 8 fois sur 10.
   *[no] { "" }
}
part-needed-within = { HAS($needed_within) ->
    [yes] { " " }Si les taux sont en réalité égaux, environ { ABOUT($needed_within) } personnes montreraient 8 fois sur 10 que la limite est respectée.
   *[no] { "" }
}
result-not-assessed = { part-of-segment }non évalué : { part-reason }.
result-not-printed = { part-of-segment }trop peu de personnes pour être montré ; jugé comme les autres : { part-stands }.
result-no-estimate = { part-of-segment }{ part-reason } ; son intervalle { part-interval } existe pourtant et, rapporté à la limite { part-limit }, il est { part-stands }.
part-stands = { $verdict ->
    [outside] hors limite
    [waived] hors limite, avec dérogation
    [within] dans la limite
   *[other] indéterminé
}
result-no-interval = { part-of-segment }{ part-rates }{ part-measured }, limite { part-limit } ; mais { part-reason } : cet audit ne permet pas de conclure.
result-flip-exempt = { part-of-segment }{ part-rates }{ part-measured }, au-delà de la limite { part-limit } ; mais { part-exempt } : le résultat reste indéterminé.
part-exempt = { HAS($reason) ->
    [yes] { part-reason }
   *[no] { reason-flip-exempt }
}
result-waived = { part-of-segment }{ HAS($value) ->
    [yes] { part-measured }, { "" }
   *[no] { "" }
}hors de la limite { part-limit }, accepté jusqu'au { DATE($expires) }.
result-point-outside = { part-of-segment }{ part-rates }{ part-measured }, hors de la limite { part-limit }. L'estimation décide ; aucun intervalle n'est pris en compte.
result-point-within = { part-of-segment }{ part-rates }{ part-measured }, dans la limite { part-limit }. L'estimation décide ; aucun intervalle n'est pris en compte.
