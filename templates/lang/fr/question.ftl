### La question telle qu'elle a été posée, et ce qui est déclaré de l'audit.

question-head = Ce qui a été demandé
question-selected = Est sélectionné
question-outcome = L’issue est
question-holdout = Témoins tirés au sort
question-count = Personnes par ligne
question-audience = Table jointe
question-where = Lignes retenues
question-missing = Lu comme manquant
question-groups = Groupes de { $attribute }
question-or = ou
question-equals = { $column } = { $values }{ HAS($more) ->
    [yes] , et { $more } autres valeurs
   *[no] { "" }
}
question-at-least = { $column } supérieur ou égal à { $edge }
question-above = { $column } strictement supérieur à { $edge }
question-sql = { $condition }
question-counted = { $column } parmi les { $name } personnes de chaque ligne
question-delivered = toute personne comptée dans { $column } : les données ne disent pas qui d’autre aurait pu être touché
question-listed = qui a une ligne de décision ; les autres personnes de l’audience n’ont pas été sélectionnées
question-people = { $column }
question-joined = { $file }, par { $column } ; les personnes sans décision { $absent ->
    [rejected] comptent comme non sélectionnées
    [error] auraient été une erreur
   *[left-out] ont été écartées et comptées
}
question-all = toutes
question-read-missing = un champ vide{ $count ->
    [0] { "" }
   *[other] , { $values }
}
question-one-hot = une colonne de 0/1 chacun : { $values }
question-age = âge en années révolues au { DATE($at) }, d’après { $column }
question-bins = tranches commençant à { $edges }
question-map = formés des valeurs : { $values }
question-other-value = toute autre valeur
question-negative = le non est { $values }
question-totals = Lignes de totaux
question-totals-drop = écartées et comptées
question-totals-keep = conservées, chacune comme un groupe
question-labels = Libellés
question-labels-joined = ceux qui ne diffèrent que par la casse ou les espaces forment un seul groupe
question-numbers = chaque nombre est un groupe
question-same-files = Fichiers identiques octet pour octet
question-same-files-count = chacun compte, comme indiqué

record-head = Pour mémoire
record-model = Modèle
record-model-version = Version du modèle
record-period = Période des décisions
record-days = du { $from } au { $to }
record-purpose = Finalité
record-controller = Responsable du traitement
record-auditor = Audit réalisé par
record-contact = Contact
record-retain-until = À conserver jusqu’au
record-notes = Remarques

legal-status-in-force = en vigueur
legal-status-adopted = adopté, pas encore en vigueur
legal-status-proposed = proposé
legal-status-rescission-pending = en vigueur, abrogation annoncée
legal-status-repealed = abrogé
legal-status-house-rule = règle interne
warn-pack-review = Le statut de la règle { $name } a été consulté le { DATE($verified) } et devait l’être de nouveau au plus tard le { DATE($review) } : il a pu changer.
warn-no-alternatives = La règle { $name } demande quelles solutions de rechange ont été envisagées ; aucune n’est consignée. Chacune s’écrit [[alternative]] dans evenhand.toml.

packs-head = Règles appliquées
impact-caption = Rapports d’impact par { $attributes } : { $measure }, rapporté au plus élevé. { $unknown ->
    [0] Le groupe de chacun est connu.
    [one] { PEOPLE($unknown) } personne sans groupe connu n’est pas dans le tableau.
   *[other] { PEOPLE($unknown) } personnes sans groupe connu ne sont pas dans le tableau.
}
impact-top = Au numérateur
impact-rate = Taux
impact-ratio = Rapport d’impact
impact-ratio-of-large = Sans les groupes de moins de 2 %
impact-under = moins de 2 % des personnes
alternatives-caption = Solutions de rechange envisagées
alternatives-none = Aucune solution de rechange n’est consignée.
alternative-what = Solution
alternative-effect = Effet
alternative-adopted = Retenue
alternative-why = Motif
alternative-by = Par
alternative-date = Le
alternative-yes = oui
alternative-no = non
