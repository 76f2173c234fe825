### Le bloc affiché dans le terminal.

text-rows-read = { $rows ->
    [one] { PEOPLE($rows) } ligne lue
   *[other] { PEOPLE($rows) } lignes lues
}
text-missing = { $attribute } non renseigné : { HAS($below) ->
    [yes] moins de { $below }
   *[no] { PEOPLE($people) } ({ PERCENT($share) })
}
text-shown-apart = { $missing }, présentées à part
text-left-out = écartées : { PEOPLE($people) } ({ PERCENT($share) }), { $reason }
text-no-limits = aucune limite fixée : rien n'est jugé
text-unjudged = aucune limite fixée : rien n’est jugé, et chaque intervalle est nominal, pour lui seul
text-of-results = { $count } sur { count-comparisons-total }
count-comparisons-total = { $total ->
    [one] { $total } comparaison
   *[other] { $total } comparaisons
}
text-list-with-v = (-v pour la liste)
text-and-more = et { $count } de plus
text-reference = référence { $segment }
text-detectable = seul { part-detectable } se verrait 8 fois sur 10
text-nothing-detectable = aucun écart ne se verrait avec si peu de personnes
text-not-judged = non jugé
text-waived-until = jusqu'au { DATE($expires) }, { $owner }
text-waiver-expired = dérogation expirée le { DATE($expires) }
text-waiver-floor = la dérogation ne couvre pas un tel écart
text-widest = Plus grand écart : { $side ->
    [above] { PEOPLE($gap) } de plus pour { PEOPLE($base) } : { $segment }, par rapport à { $reference }.
   *[below] { PEOPLE($gap) } de moins pour { PEOPLE($base) } : { $segment }, par rapport à { $reference }.
}{ HAS($median) ->
    [yes] { " " }Le hasard seul, tous les groupes étant à égalité, en montrerait { PEOPLE($median) } ou plus une fois sur deux, et, dans un audit sur 20, plus de { PEOPLE($p95) }.
   *[no] { "" }
}
text-watched = Suivi pour information, sans effet sur le code de sortie
text-watched-short = pour information
text-gating-short = bloquants
text-config = configuration : { $file }
text-config-found = configuration : { $file }, trouvée dans ce dossier (--no-config pour s’en passer)
text-warning = avertissement
text-next = Ensuite

next-outside = Examiner d'abord { $segment }. Modifier le ciblage{ HAS($fixes) ->
    [yes] { " " }(« Corrections possibles » en propose { $fixes })
   *[no] { "" }
}, ou consigner pourquoi l'écart est accepté : une dérogation indique un motif, un responsable et une échéance.
next-cannot-tell = { $count ->
    [one] { $count } comparaison demande plus de personnes pour que l'on puisse conclure.
   *[other] { $count } comparaisons demandent plus de personnes pour que l'on puisse conclure.
}
next-not-assessed = { $count ->
    [one] { $count } comparaison est sans estimation ; le motif est indiqué à côté.
   *[other] { $count } comparaisons sont sans estimation ; le motif est indiqué à côté de chacune.
}
next-waived = Des dérogations arrivent à échéance : la première le { DATE($expires) }.
next-within = Conserver cet audit avec la campagne, et le refaire si le ciblage ou l’audience change.
next-delivery = { $from ->
    [flag] Pour juger qui a été choisi, nommer qui aurait pu l’être : --audience, ou --selected à côté de l’effectif de chaque groupe.
   *[config] Pour juger qui a été choisi, nommer qui aurait pu l’être : une audience, ou columns.selected à côté de l’effectif de chaque groupe.
}
next-no-limits = { $from ->
    [flag] Convenir d’une limite et la fixer, par exemple avec --min-ratio 0.8 : les résultats seront alors jugés.
   *[config] Convenir d’une limite et la fixer, par exemple min = 0.8 dans un [[check]] sur selection-rate : les résultats seront alors jugés.
}

exit-outside = { $count ->
    [one] { $checks } est hors limite
   *[other] { $checks } sont hors limite
}
exit-undecided = { $count ->
    [one] { $checks } est indéterminé
   *[other] { $checks } sont indéterminés
}
exit-undecided-fails = { $count ->
    [one] { $checks } est indéterminé, ce qui compte ici comme un échec
   *[other] { $checks } sont indéterminés, ce qui compte ici comme un échec
}
exit-passes = rien hors limite, et le respect des limites est établi dans la mesure exigée
exit-let-pass = rien hors limite ; indéterminé, ce que la configuration laisse passer : { $checks }
exit-warnings-only = rien de bloquant ; hors limite ou indéterminé parmi les contrôles informatifs : { $checks }
exit-line = code { $code } : { $why }
