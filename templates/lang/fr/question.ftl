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
