### evenhand inspect et evenhand init.

inspect-head = { $file } : { $rows ->
        [one] { PEOPLE($rows) } ligne
       *[other] { PEOPLE($rows) } lignes
    }, { $columns ->
        [one] { PEOPLE($columns) } colonne
       *[other] { PEOPLE($columns) } colonnes
    }
inspect-column = colonne
inspect-type = type
inspect-missing = manquantes
inspect-values = valeurs
inspect-sizes = tailles des groupes
inspect-group = groupe
inspect-people = personnes
inspect-many = plus de 10 000
inspect-kind-nothing = vide
inspect-kind-flag = oui/non
inspect-kind-whole = entier
inspect-kind-number = nombre
inspect-kind-text = texte
inspect-small = { $groups ->
        [one] { $groups } trop petit pour être montré
       *[other] { $groups } trop petits pour être montrés
    }
inspect-below = trop peu pour être montré
inspect-smallest = le plus petit
inspect-largest = le plus grand
inspect-at = { $rate } sélectionnés
inspect-gaps = L'écart que chaque colonne pourrait montrer : face à son plus grand groupe, un rapport aussi bas ou plus bas se verrait
    8 fois sur 10 (niveau 95 %, avant toute correction pour comparaisons multiples), si cette part du plus grand est sélectionnée :
inspect-gaps-observed = L'écart que chaque colonne pourrait montrer : face à son plus grand groupe, un rapport aussi bas ou plus bas se verrait
    8 fois sur 10 (niveau 95 %, avant toute correction pour comparaisons multiples), à la part sélectionnée dans ce fichier :
inspect-foot = Rien n’est jugé ici. Les libellés sont affichés pour les colonnes que nomme --attributes ; les tailles de moins de { $min } ne le sont pas,
    ni la suivante quand une seule est plus petite. { $rows ->
        [counted] Les tailles sont des personnes, comme le dit --count.
       *[other] Chaque ligne compte ici pour une personne.
    }
    – signifie que même un groupe où personne n’est sélectionné ne se verrait pas.
    Les mots pour « inconnu » (NA, inconnu) sont des valeurs tant que la configuration ne dit pas le contraire.

init-head = Ce qu’evenhand doit auditer. Les lignes qui commencent par { $mark } sont des propositions : retirez { $mark } des lignes à conserver,
    et supprimez les autres. Les propositions viennent des noms et de la forme des colonnes ; elles ne savent rien des personnes.
init-missing = Mots qui tiennent lieu de valeur manquante :
init-audience = Si le fichier ne contient que les personnes choisies, nommez toutes celles qui auraient pu l’être, par exemple :
init-counts = Les personnes, et parmi elles les sélectionnées. À vérifier : tout le reste de l’audit en dépend.
init-decision = Qui a été sélectionné. À vérifier : tout le reste de l’audit en dépend.
init-decision-open = Qui a été sélectionné ? Ce n’est qu’une supposition : retirez la marque si elle est exacte, ou écrivez votre propre ligne.
init-decision-none = Qui a été sélectionné ? Aucune colonne n'y ressemble : écrivez son nom ici.
init-outcome = Ce qu’il est advenu des personnes. Dites quand on l’a su : before (indépendamment de la décision), after-decision (peut-être
    à cause d’elle) ou selected-only.
init-waves = Qui a été sélectionné ? Chacune de ces colonnes est peut-être la décision d’une campagne ; chaque ligne compte alors une fois dans chacune :
init-campaign = Plusieurs campagnes dans un fichier : chacune est aussi présentée à part.
init-weight = Poids des lignes :
init-attributes = Les attributs dont sont faits les groupes. C'est à vous de décider ce qui est protégé, pas à un programme.
init-attributes-none = Aucun nom de colonne n'en suggère. Copiez ces lignes pour chaque attribut :
init-bins = Les nombres se rangent par tranches : chaque borne appartient à la tranche au-dessus d'elle.
init-crosses = Les croisements de tant d'attributs au plus sont présentés :
init-check = Une limite, s'il en a été convenu une ; sans elle rien n'est jugé, et le code de sortie est 0. Rapports sous 0,8 ou au-dessus de 1,25 :
init-why-yours = { $column } : comme vous l'avez dit
init-why-name = { $column } : d’après son nom (« { $word } »)
init-why-two = { $column } : deux valeurs qui peuvent vouloir dire oui et non, et aucun nom qui en dise plus
init-why-arm = { $column } : d’après son nom (« { $word } »), avec quelques valeurs ; vérifiez celles qui veulent dire sélectionné
init-why-protected = { $column } : d’après son nom (« { $word } »), que citent bien des lois sur l’égalité de traitement
init-why-one-hot = { $columns } : une seule d’entre elles vaut 1 dans chaque ligne, comme si elles formaient un attribut
init-why-born = { $column } : d’après son nom (« { $word } »), et elle contient des dates ; les âges sont des années entières au jour nommé
init-why-proxy = { $column } : d’après son nom (« { $word } »), qui peut tenir lieu d’origine ou de revenus
init-why-last = { $column } : la dernière colonne, avec deux valeurs pour oui et non
init-ask-attributes = Colonnes : { $columns }
    Lesquelles sont des attributs protégés ? Leurs noms séparés par des virgules, ou rien pour laisser la question ouverte :
init-ask-decision = Quelle colonne dit qui a été sélectionné ? COLONNE, COLONNE=VALEUR qui veut dire oui, ou rien pour laisser la question ouverte :
init-ask-again = Il n'y a pas de colonne { $column }. { $near ->
        [yes] Vouliez-vous dire { $suggestion } ? Encore une fois :
       *[no] Encore une fois :
    }
init-next = ensuite : retirez { $mark } des lignes à conserver, puis : { $command }
inspect-head-people = , { PEOPLE($people) } personnes
inspect-kind-date-ymd = date (année d’abord)
inspect-kind-date-dmy = date (jour d’abord)
inspect-kind-date-mdy = date (mois d’abord)
inspect-kind-date-unclear = date (jour ou mois d’abord)
inspect-counts = { $count } et { $selected } ressemblent à des personnes et aux sélectionnées parmi elles. Pour des tailles en personnes, et non en lignes :
    { $command }
init-csv = L’écriture du fichier, telle qu’elle a été détectée :
init-counts-open = Les lignes sont peut-être des effectifs : les personnes, et parmi elles les sélectionnées. Retirez alors les marques.
init-count = Chaque ligne vaut peut-être pour plusieurs personnes :
init-codes = La valeur qui veut dire oui, et le sens des autres, sont une supposition. À vérifier.
init-adverse = La décision est défavorable : `meaning` le dit, et le contrôle porte sur le taux des personnes épargnées.
init-adverse-or = Pour compter plutôt comme sélectionnées les personnes épargnées :
init-totals = Un groupe porte le nom d’un total : ses lignes compteraient des personnes deux fois.
init-others = Autres colonnes qui disent peut-être qui a été sélectionné : { $columns }{ $more ->
        [0] {""}
       *[other] , et { $more } de plus
    }
init-other-outcomes = Autres colonnes qui disent peut-être ce qu’il est advenu des personnes : { $columns }{ $more ->
        [0] {""}
       *[other] , et { $more } de plus
    }
init-waves-or = Ou, si chacune de ces colonnes est la décision d’une campagne :
init-unit = À qui appartient la ligne, si une personne peut en avoir plusieurs :
init-score = Le score qui a servi à classer les personnes :
init-why-adverse = { $column } : d’après son nom (« { $word } »)
init-why-score = { $column } : aucune colonne ne dit qui a été sélectionné, d’après son nom (« { $word } ») c’est un score ; le seuil est un exemple
init-why-besides = { $column } : d’après son nom (« { $word } »), qui peut parler d’un autre moment ou d’autre chose
init-why-unit = { $column } : son nom est celui d’un identifiant, et il peut se répéter
init-why-born-in = { $column } : d’après son nom (« { $word } »), et elle contient des années ; les âges sont ceux atteints dans l’année nommée
init-born-unclear = Aucun jour au-dessus de 12 ne dit si le jour ou le mois vient d’abord ; le jour d’abord est une supposition.
init-note-postcode = { $column } : tant de codes postaux ne font pas des groupes. Ajoutez une colonne de régions, ou de ce que l’on sait de chaque lieu.
init-unnamed = Écrivez à la place des points les valeurs qui veulent dire oui.
