### La notice publique : une page pour tout le monde.

notice-title = Notice publique : { $name }
notice-made = État au { DATE($date) } ; établie avec { $tool } { $version }.
part-people = { HAS($few) ->
    [yes] Quelques personnes
   *[no] Environ { count-people }
}
notice-lead = Cette page indique à quelle fréquence les personnes de différents groupes { $meaning ->
    [burden] ont fait l'objet de la décision défavorable dans { $name }. { part-people } ont été comparées : celles qui en ont fait l'objet et celles qui auraient pu en faire l'objet.
   *[benefit] ont été sélectionnées pour { $name }. { part-people } ont été comparées : celles qui ont été sélectionnées et celles qui auraient pu l'être.
}
notice-lead-delivery = Cette page porte sur les personnes atteintes par { $name } : { HAS($few) ->
    [yes] peu de monde
   *[no] environ { count-people }
}. On ne sait pas ici qui aurait pu l'être : il n'y a pas de taux de sélection.
notice-lead-nobody = Cette page porte sur { $name }. { part-people } ont été comptées. Il n'y a pas de taux de sélection.
notice-data-head = Données utilisées
notice-data = Les attributs selon lesquels les personnes ont été regroupées, tels que les décrit l'auteur de la publication :
notice-checked-head = Ce qui a été contrôlé
notice-check = { $measure }, par { $attributes }{ HAS($stratum) ->
    [yes] , à { $stratum } comparable
   *[no] { "" }
} : { $comparison ->
    [difference] la valeur de chaque groupe moins celle du groupe auquel il est comparé doit être { part-limit-range } points de pourcentage
    [value] la valeur de chaque groupe doit être { part-limit-range }
    [number] la valeur de chaque groupe doit être { part-limit-range }
    [gap] la valeur de chaque groupe moins celle du groupe auquel il est comparé doit être { part-limit-range }
   *[ratio] la valeur de chaque groupe divisée par celle du groupe auquel il est comparé doit être { part-limit-range }
}{ $deciding ->
    [estimate] { "\u202F" }; seule la valeur mesurée décide
   *[other] { "" }
}. Sur { count-comparisons-total } : { $counts }.
notice-how = Une comparaison est hors limite quand tout l'intervalle compatible avec les données est au-delà de la limite, et dans la limite quand tout cet intervalle s'y trouve. Sinon, cet audit ne permet pas de conclure.
notice-no-limit = Aucune limite n'a été fixée : rien n'est jugé et les tableaux donnent ce qui a été mesuré.
notice-rates-head = Taux par groupe
part-selected = { $meaning ->
    [burden] a fait l'objet de la décision défavorable
   *[benefit] a été sélectionnée
}
notice-rates = La part de chaque groupe qui { part-selected }, puis cette part divisée par celle du groupe auquel il est comparé : 1 signifie aussi souvent. Chaque nombre est suivi de l'intervalle compatible avec les données : au niveau de { LIMIT($level, "value") } pour les parts, au niveau du contrôle pour les rapports.
notice-rates-census = La part de chaque groupe qui { part-selected }, puis cette part divisée par celle du groupe auquel il est comparé : 1 signifie aussi souvent. Toutes les personnes concernées ont été comptées : aucun intervalle n'est donné.
notice-rates-weighted = Les parts sont pondérées, les nombres de personnes ne le sont pas.
notice-group = Groupe
notice-rate = Part sélectionnée
notice-rate-burden = Part visée par la décision défavorable
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
notice-missing = { $attribute } : non renseigné pour { HAS($few) ->
    [yes] quelques personnes
   *[no] environ { count-people } ({ $share })
}, présentées à part et non jugées.
notice-left-out = { HAS($few) ->
    [yes] Quelques personnes
   *[no] Environ { count-people } ({ $share })
}, écartées de la comparaison : { $reason }.
notice-unshown = non montré
notice-hidden = { $count ->
    [one] { $count } groupe est nommé sans chiffres.
   *[other] { $count } groupes sont nommés sans chiffres.
} Les groupes de moins de { $people } personnes n'en ont pas ici, ni ceux qui permettraient de déduire les leurs.
notice-few = { $count ->
    [one] La part de { $count } groupe n'est pas donnée exactement
   *[other] Les parts de { $count } groupes ne sont pas données exactement
} : moins de { $people } personnes d'un groupe ont été sélectionnées, ou moins de { $people } ne l'ont pas été, ou un tel nombre se déduirait de la part.
notice-under = moins de { $share }
notice-over = plus de { $share }
notice-kept = La limite est respectée, pour autant qu'il était demandé de le montrer.
notice-not-kept = Il n'est pas montré que la limite est respectée.
notice-rounded = Les nombres de personnes sont arrondis à trois chiffres et à des multiples de { $step } ; les parts de moins de 10 000 personnes, au pour cent entier lorsqu'il les distingue de personne et de tous.
notice-hidden-crosses = { $count ->
    [one] { $count } groupe combiné de moins de { $people } personnes est masqué.
   *[other] { $count } groupes combinés de moins de { $people } personnes sont masqués.
}
notice-undecided = { $count ->
    [one] Pour { $count } comparaison, des valeurs des deux côtés de la limite sont compatibles avec les données.
   *[other] Pour { $count } comparaisons, des valeurs des deux côtés de la limite sont compatibles avec les données.
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
notice-law = Cette page présente ce qui a été mesuré pour une campagne et, quand une limite a été fixée, de quel côté de celle-ci se trouve chaque nombre. Elle ne dit pas pourquoi les taux diffèrent, n'affirme rien en droit et ne vaut pas certificat.
