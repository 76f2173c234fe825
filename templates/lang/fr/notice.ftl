### La notice publique : une page pour tout le monde.

notice-title = Notice publique : { $name }
notice-made = État au { DATE($date) } ; établie avec { $tool } { $version }.
notice-lead = Cette page montre à quelle fréquence les personnes de différents groupes ont été sélectionnées pour { $name }. { count-people } ont été comparées : celles qui ont été sélectionnées et celles qui auraient pu l'être.
notice-lead-delivery = Cette page porte sur les personnes atteintes par { $name } : { count-people }. On ne sait pas ici qui aurait pu l'être : aucun taux de sélection ne peut être donné.
notice-lead-nobody = Cette page porte sur { $name } : { count-people } au total. Aucun taux de sélection ne peut être donné.
notice-data-head = Quelles données ont été utilisées
notice-data = Les attributs selon lesquels les personnes ont été regroupées, tels que les décrit l'auteur de la publication :
notice-checked-head = Ce qui a été contrôlé
notice-check = { $measure }, par { $attributes }{ HAS($stratum) ->
    [yes] , entre personnes semblables selon { $stratum }
   *[no] { "" }
} : { $comparison ->
    [difference] la valeur de chaque groupe moins celle du groupe auquel il est comparé doit être { part-limit-range } points de pourcentage
    [value] la valeur de chaque groupe doit être { part-limit-range }
    [number] la valeur de chaque groupe doit être { part-limit-range }
    [gap] la valeur de chaque groupe moins celle du groupe auquel il est comparé doit être { part-limit-range }
   *[ratio] la valeur de chaque groupe divisée par celle du groupe auquel il est comparé doit être { part-limit-range }
}{ $deciding ->
    [estimate] { " " }; seule la valeur mesurée décide
   *[other] { "" }
}. Sur { count-comparisons-total } : { $counts }.
notice-how = Une comparaison est hors limite quand toute la plage de valeurs que les données permettent dépasse la limite, et dans la limite quand toute la plage s'y trouve. Sinon, cet audit ne permet pas de trancher.
notice-no-limit = Aucune limite n'a été fixée : rien n'est jugé et les tableaux montrent ce qui a été mesuré.
notice-rates-head = Taux par groupe
notice-rates = La part de chaque groupe qui a été sélectionnée, puis cette part divisée par celle du groupe auquel il est comparé : 1 signifie aussi souvent. Derrière chaque nombre figure la plage que les données permettent : au niveau de { LIMIT($level, "value") } pour les parts, au niveau du contrôle pour les rapports.
notice-rates-census = La part de chaque groupe qui a été sélectionnée, puis cette part divisée par celle du groupe auquel il est comparé : 1 signifie aussi souvent. Toutes les personnes concernées ont été comptées : aucune plage n'est donnée.
notice-rates-weighted = Les parts sont pondérées, les nombres de personnes ne le sont pas.
notice-group = Groupe
notice-rate = Part sélectionnée
notice-ratio = Rapport
notice-verdict = Par rapport à la limite
notice-between = (de { $low } à { $high })
notice-or-more = ({ $low } ou plus)
notice-up-to = (jusqu'à { $high })
notice-cut = { $count ->
    [one] { $count } autre groupe, plus proche de l'égalité, figure dans le rapport complet.
   *[other] { $count } autres groupes, plus proches de l'égalité, figurent dans le rapport complet.
}
notice-unknown-head = Ce qu'on ne sait pas
notice-missing = { $attribute } : valeur non renseignée pour { count-people } ({ PERCENT($share) }), montrées à part et non jugées.
notice-left-out = { count-people } ({ PERCENT($share) }), écartées de la comparaison : { $reason }.
notice-unshown = non montré
notice-hidden = { $count ->
    [one] { $count } groupe est trop petit pour être montré.
   *[other] { $count } groupes sont trop petits pour être montrés.
} Les groupes de moins de { $people } personnes sont montrés sans chiffres, ainsi que le plus petit suivant lorsque les totaux permettraient d’en déduire un.
notice-hidden-crosses = { $count ->
    [one] { $count } groupe combiné de moins de { $people } personnes est masqué.
   *[other] { $count } groupes combinés de moins de { $people } personnes sont masqués.
}
notice-undecided = { $count ->
    [one] Pour { $count } comparaison, les données permettent des valeurs des deux côtés de la limite.
   *[other] Pour { $count } comparaisons, les données permettent des valeurs des deux côtés de la limite.
}
notice-not-assessed = { $count ->
    [one] { $count } comparaison n'a pas pu être faite
   *[other] { $count } comparaisons n'ont pas pu être faites
} : { $reasons }.
notice-why = Ces nombres ne disent pas pourquoi les taux diffèrent.
notice-besides-head = Ce que cette page ne montre pas
notice-crosses = { $count ->
    [one] { $count } groupe combiné (personnes qui partagent les valeurs de plusieurs attributs) ne figure que dans le rapport complet.
   *[other] { $count } groupes combinés (personnes qui partagent les valeurs de plusieurs attributs) ne figurent que dans le rapport complet.
}
notice-measures = { $count ->
    [one] { $count } autre mesure ne figure que dans le rapport complet.
   *[other] { $count } autres mesures ne figurent que dans le rapport complet.
}
notice-law = Cette page rapporte ce qui a été mesuré pour une campagne et, quand une limite a été fixée, de quel côté se trouve chaque nombre. Elle ne dit pas pourquoi les taux diffèrent, n'affirme rien en droit et ne vaut pas certificat.
