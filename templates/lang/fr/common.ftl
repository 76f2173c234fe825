### Mots employés dans toutes les sorties.

count-people = { $people ->
    [one] { PEOPLE($people) } personne
   *[other] { PEOPLE($people) } personnes
}
count-comparisons = { $count ->
    [one] { $count } comparaison
   *[other] { $count } comparaisons
}

verdict-within = Dans la limite
verdict-outside = Hors limite
verdict-cannot_tell = Indéterminé
verdict-not_assessed = Non évalué
verdict-waived = { HAS($expires) ->
    [yes] Hors limite, dérogation jusqu'au { DATE($expires) }
   *[no] Dérogation
}

value-missing = non renseigné
label-merged = autres (regroupés)
value-merged = petits groupes, réunis
segment-part = { $attribute } : { $group }
row-campaign = { "" }, { $campaign }
segment-in-campaign = { $segment } (campagne { $campaign })
everyone = tout le monde
rest = toutes les autres personnes
fewer-than = moins de { $people } personnes
x-of-n = { PEOPLE($top) } sur { PEOPLE($bottom) }
range = { $low } à { $high }

comparison-ratio = rapport
comparison-difference = écart
comparison-value = taux
comparison-number = valeur
comparison-gap = écart

part-limit-range = { $limits ->
    [min] d'au moins { LIMIT($min, $comparison) }
    [max] d'au plus { LIMIT($max, $comparison) }
    [both] de { LIMIT($min, $comparison) } à { LIMIT($max, $comparison) }
   *[none] sans limite
}
limit-range = { $comparison ->
    [difference] écart { part-limit-range } points de pourcentage
    [value] taux { part-limit-range }
    [number] valeur { part-limit-range }
    [gap] écart { part-limit-range }
   *[ratio] rapport { part-limit-range }
}
deciding = { $deciding ->
    [estimate] l'estimation décide
    [simultaneous] intervalles simultanés à { LIMIT($level, "value") }
    [adjusted] intervalles à { LIMIT($level, "value") } ajustés au nombre de comparaisons
   *[single] intervalles à { LIMIT($level, "value") }
}
check-description = { $measure }, { limit-range }, { deciding }

reference-named = le groupe nommé dans la configuration
reference-largest = le groupe le plus nombreux
reference-highest-rate = le groupe au taux le plus élevé
reference-highest-rate-2pct = le groupe au taux le plus élevé parmi ceux qui comptent au moins 2 % des personnes
reference-rest = toutes les autres personnes
reference-everyone = tout le monde
