### Les sections suivantes de la page : issues, groupes combinés, dérogations et signatures, qualité des données.

page-id = Audit { $id }
section-outcomes = Issues et erreurs
section-since = Depuis le dernier audit
section-waivers = Dérogations et signatures
section-quality = Qualité et limites des données

outcomes-unstated = Le moment où l'issue a été connue n'est pas indiqué. Les taux d'erreur sont montrés et jamais jugés : une issue causée par la décision elle-même les priverait de sens.
outcomes-after-decision = Les taux d'erreur ne sont pas évalués : l'issue a été observée après la décision, qui a pu la causer. Ce qui porte sur les personnes sélectionnées demeure.
outcomes-selected-only = Les taux d'erreur ne sont pas évalués : l'issue n'est connue que des personnes sélectionnées. Ce qui porte sur elles demeure.
outcomes-widest = Écart le plus grand : { $segment } par rapport à { $reference }, { ESTIMATE($value, $limit, "difference") } points{ HAS($range) ->
    [yes] { " " }({ $range })
   *[no] { "" }
}.
outcomes-without = Sans valeur : { $names } ; { $reason }.
outcomes-summaries = Résumés d'attributs entiers

view-not-assessed = Non évalué : { $reason }.
filter-attribute = Sur
crosses-ranked = La même chose, classée, avec taux et intervalles
cross-lowest = Taux le plus bas : { $segment }, { PERCENT($low) }. Chacun de ses groupes seul : { $parts }.
cross-alone = { $group } { PERCENT($rate) }
heat-caption = { $measure }, rapport à { $reference } : le plus bas { RATIO($low) } ({ $lowest }), le plus haut { RATIO($high) } ({ $highest }). Chaque case : le rapport et, dessous, les personnes. { $deciding ->
    [estimate] Les estimations décident.
    [free] Aucune limite n'est fixée ; le tableau classé donne les intervalles nominaux à { LIMIT($level, "value") }{ caption-method }.
    [simultaneous] Signes : verdicts d'après les intervalles simultanés à { LIMIT($level, "value") }{ caption-method }, donnés dans le tableau classé.
   *[single] Signes : verdicts d'après les intervalles à { LIMIT($level, "value") }{ caption-method }, donnés dans le tableau classé.
}
heat-nobody = personne
heat-under = moins de { $value }
heat-over = plus de { $value }
heat-legend = Sens des couleurs
members-head = Composé de

funnel-title = Rapport selon l'effectif
funnel-ratio = Rapport
funnel-people = Personnes (effectif efficace)
funnel-curves = Par rapport aux courbes
funnel-says = { $count } groupes comparés à { $reference }, un point chacun : son rapport selon son effectif. Les rapports vont de { RATIO($low) } ({ $lowest }) à { RATIO($high) } ({ $highest }). Si chaque groupe était sélectionné comme la référence, le hasard en laisserait { LIMIT($level, "value") } entre les courbes intérieures et { LIMIT($outer_level, "value") } entre les extérieures. { $outer ->
    [one] { $outer } groupe est
   *[other] { $outer } groupes sont
} au-delà des courbes extérieures, { $inner } de plus au-delà des intérieures. S'ils sont nombreux, les groupes diffèrent plus que par hasard, et les courbes seules ne disent pas lesquels.{ HAS($cut) ->
    [yes] { " " }Les rapports au-dessus de { RATIO($cut) } sont tracés à cette hauteur.
   *[no] { "" }
}
funnel-table = Les { $count } groupes les plus éloignés
funnel-beyond-0 = entre elles
funnel-beyond-1 = au-delà des intérieures
funnel-beyond-2 = au-delà des extérieures

since-none = Aucun audit antérieur n'a été fourni : rien n'est dit de ce qui a changé.

waivers-none = Aucune dérogation ne porte sur un résultat.
waiver-check = Contrôle
waiver-approved = Approuvée le
check-waived = Dérogations de ce contrôle
sign-screen = Imprimée, cette section se termine par des lignes pour les noms, dates et signatures.
sign-says = Les signataires ont lu le verdict, les dérogations et les limites des données ci-dessus, ainsi que l'audit dont le numéro figure en tête de ce document.
sign-made = Établi par
sign-reviewed = Relu par
sign-accepted = Accepté par
sign-name = Nom
sign-role = Fonction
sign-date = Date
sign-signature = Signature

quality-left-out = { count-people } ({ PERCENT($share) }) écartées avant toute comparaison ; « Ce qui a été audité » dit pourquoi.
quality-inferred = Déduit et non déclaré par les personnes : { $attributes }. Une déduction est fausse pour certaines, et peut l'être plus souvent dans certains groupes. Un écart entre groupes déduits n'est pas l'écart entre les groupes réels.
quality-observed = Observé par un tiers et non déclaré par les personnes : { $attributes }.
quality-unstated = D'origine non indiquée (déclaré, observé ou déduit) : { $attributes }.
quality-survives = { $count } { $count ->
    [one] verdict sur { $total } pourrait
   *[other] verdicts sur { $total } pourraient
} changer selon la place des personnes dont le groupe est inconnu.
quality-undecided = { $count ->
    [one] { $count } comparaison reste indéterminée
   *[other] { $count } comparaisons restent indéterminées
} : ce n'est pas le signe d'un écart, ni de son absence.
quality-independent = Chaque ligne compte pour une personne différente, sur laquelle on a décidé séparément. Si des personnes reviennent plusieurs fois ou si les décisions ont été prises par lots, les intervalles sont trop étroits.
quality-outcome = Les issues sont prises comme indiqué : connues avant la décision, quelle qu'elle ait été. Rien dans les données ne montre si c'est vrai.
quality-outcome-open = Les issues peuvent dépendre de la décision : peu de choses sont dites des erreurs.
quality-missing = Personnes dont le groupe est inconnu
quality-missing-none = Aucune valeur d'attribut ne manque.
quality-missing-people = Personnes sans valeur
quality-missing-by = Dont le groupe est inconnu, groupe par groupe : si les parts diffèrent beaucoup, les comparaisons peuvent être faussées
quality-missing-what = Non renseigné
quality-missing-share = Part du groupe
quality-hidden = Groupes de moins de { $people } personnes, montrés sans chiffres
quality-hidden-none = Aucun groupe n'est masqué.
quality-hidden-set = Groupes par
quality-hidden-count = Masqués
quality-hidden-all = Groupes

# La page à signer.
section-absent = Ne fait pas partie de cet audit
front-facts = Objet de l’audit
front-people = Personnes comparées
front-attributes = Attributs
front-limits = Limites, et qui les a fixées
front-set-by = Fixée par
front-result = Résultat
front-gates = bloquant pour le lancement
front-watches = informatif, non bloquant
front-pack = { $title } ({ $source })
front-watched = À titre d’information, sans effet sur le lancement : { $counts }
front-estimate = Estimation et intervalle
front-measure = { $measure }, { $limit }
front-caption = Lignes les plus défavorables de ces contrôles. Chacune est tracée sur l’axe de son propre contrôle ; tireté = limite, indiquée à côté de la mesure
front-cut = Les { $count } lignes les plus défavorables ; { $hidden } autres figurent plus bas, par attribut.
front-whiskers = Trait fin : intervalle au niveau de la famille entière ; trait épais : intervalle de la comparaison prise seule.
attribute-alike = Tous les taux se situent entre { PERCENT($low) } et { PERCENT($high) }.
front-set = { $owner }, { $on }
summaries-alike = sous égalité : { $median }, jusqu’à { $p95 }
