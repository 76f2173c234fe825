### Pourquoi il n'y a pas de réponse, et pourquoi des personnes ont été écartées.

reason-empty-group = il n'y a personne dans ce groupe
reason-too-few = trop peu de personnes pour être montré
reason-too-few-units = il y a trop peu de personnes différentes pour mesurer la dépendance entre les lignes
reason-few-hold-most = quelques personnes détiennent la plupart des lignes : rien de sûr ne peut être dit de l’ensemble
reason-few-carry-weight = quelques personnes portent l’essentiel du poids : rien de sûr ne peut être dit de l’ensemble
reason-no-positives = personne dans le groupe n'a de résultat positif : ce taux n'est pas défini
reason-no-negatives = personne dans le groupe n'a de résultat négatif : ce taux n'est pas défini
reason-no-false-positives = personne n'a été sélectionné à tort : il n'y a pas de diviseur
reason-nobody-selected = personne n'a été sélectionné : il n'y a rien à comparer
reason-everybody-selected = tout le monde a été sélectionné : il n'y a rien à comparer
reason-reference-zero = le taux du groupe de référence est nul : le rapport n'est pas défini
reason-reference-undefined = le groupe de référence n'a lui-même pas de taux
reason-one-class = un seul des deux résultats est présent
reason-zero-variance = les valeurs ne varient pas
reason-no-outcome = aucun résultat n'est connu pour ce groupe
reason-no-score = il n'y a pas de score
reason-no-value = personne dans le groupe n'a de valeur dont on puisse faire la moyenne
reason-few-values = il y a trop peu de valeurs, ou quelques grandes portent l'essentiel de la somme : un intervalle ne serait pas fiable
reason-weighted-values = les lignes sont pondérées, et les sommes pondérées de valeurs ne sont pas conservées
reason-outcome-after-decision = la décision a pu influencer le résultat : les taux d'erreur répondraient à une autre question
reason-outcome-timing-unstated = il n'est pas indiqué si le résultat était connu avant la décision
reason-flip-exempt = une seule personne de plus ou de moins inverserait l'ordre des deux taux
reason-replicate-undefined = l'incertitude ne peut pas être calculée à partir de ces données
reason-no-interval = il n'existe pas d'intervalle rigoureux pour cette quantité

part-reason = { $reason ->
    [empty-group] { reason-empty-group }
    [too-few] { reason-too-few }
    [too-few-units] { reason-too-few-units }
    [few-hold-most] { reason-few-hold-most }
    [few-carry-weight] { reason-few-carry-weight }
    [no-positives] { reason-no-positives }
    [no-negatives] { reason-no-negatives }
    [no-false-positives] { reason-no-false-positives }
    [nobody-selected] { reason-nobody-selected }
    [everybody-selected] { reason-everybody-selected }
    [reference-zero] { reason-reference-zero }
    [reference-undefined] { reason-reference-undefined }
    [one-class] { reason-one-class }
    [zero-variance] { reason-zero-variance }
    [no-outcome] { reason-no-outcome }
    [no-score] { reason-no-score }
    [no-value] { reason-no-value }
    [few-values] { reason-few-values }
    [weighted-values] { reason-weighted-values }
    [outcome-after-decision] { reason-outcome-after-decision }
    [outcome-timing-unstated] { reason-outcome-timing-unstated }
    [flip-exempt] { reason-flip-exempt }
    [replicate-undefined] { reason-replicate-undefined }
    [no-interval] { reason-no-interval }
   *[other] { $reason }
}

left-out-decision-missing = aucune décision sur la ligne
left-out-weight-missing = aucun poids sur la ligne
left-out-unit-missing = aucune unité sur la ligne
left-out-count-missing = aucun effectif sur la ligne
left-out-selected-missing = aucun nombre de sélectionnés sur la ligne
left-out-total = lignes qui totalisent les autres
left-out-no-decision = dans l'audience, sans décision
left-out-no-new-decision = sans nouvelle décision
left-out-not-in-audience = avec décision, hors de l'audience
left-out-key-missing = aucune clé de jointure
left-out-where = écartées par la condition sur les données
left-out-filtered = écartées par la condition sur les données
