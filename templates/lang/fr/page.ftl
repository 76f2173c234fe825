### Les sections suivantes de la page : issues, groupes combinés, dérogations et signatures, qualité des données.

page-id = Audit { $id }
section-outcomes = Résultats observés et erreurs
section-since = Depuis le dernier audit
section-waivers = Dérogations et signatures
section-quality = Qualité et limites des données

outcomes-unstated = Le moment où le résultat a été connu n'est pas indiqué. Les taux d'erreur sont affichés et jamais jugés : un résultat influencé par la décision elle-même les priverait de sens.
outcomes-after-decision = Les taux d'erreur ne sont pas évalués : le résultat a été observé après la décision, qui a pu l'influencer. Les taux parmi les personnes sélectionnées restent valables.
outcomes-selected-only = Les taux d'erreur ne sont pas évalués : le résultat n'est connu que des personnes sélectionnées. Les taux parmi les personnes sélectionnées restent valables.
outcomes-widest = Écart le plus grand : { $segment } par rapport à { $reference }, { ESTIMATE($value, $limit, "difference") } points{ HAS($range) ->
    [yes] { " " }({ $range })
   *[no] { "" }
}.
outcomes-without = Sans valeur : { $names } ; { $reason }.
outcomes-summaries = Synthèses par attribut

view-not-assessed = Non évalué : { $reason }.
filter-attribute = Attribut
crosses-ranked = Les mêmes, classés, avec taux et intervalles
cross-lowest = Taux le plus bas : { $segment }, { PERCENT($low) }. Chacun de ses groupes pris seul : { $parts }.
cross-alone = { $group } { PERCENT($rate) }
heat-caption = { $measure }, rapport à { $reference } : le plus bas { RATIO($low) } ({ $lowest }), le plus haut { RATIO($high) } ({ $highest }). Chaque case : le rapport et, dessous, les personnes. { $deciding ->
    [estimate] Les estimations décident.
    [free] Aucune limite n'est fixée ; le tableau classé donne les intervalles nominaux à { LIMIT($level, "value") }{ caption-method }.
    [simultaneous] Signes : verdicts d'après les intervalles simultanés à { LIMIT($level, "value") }{ caption-method }, donnés dans le tableau classé.
    [adjusted] Signes : verdicts d’après les intervalles à { LIMIT($level, "value") } ajustés au nombre de comparaisons{ caption-method }, donnés dans le tableau classé.
   *[single] Signes : verdicts d'après les intervalles à { LIMIT($level, "value") }{ caption-method }, donnés dans le tableau classé.
}
heat-nobody = personne
heat-under = moins de { $value }
heat-over = plus de { $value }
heat-legend = Signification des couleurs
members-head = Composé de

funnel-title = Rapport selon l'effectif
funnel-ratio = Rapport
funnel-people = Effectif (taille effective)
funnel-curves = Par rapport aux courbes
funnel-says = { $count } groupes comparés à { $reference }, un point par groupe : son rapport selon son effectif. Les rapports vont de { RATIO($low) } ({ $lowest }) à { RATIO($high) } ({ $highest }). Si chaque groupe était sélectionné comme la référence, le hasard en laisserait { LIMIT($level, "value") } entre les courbes intérieures et { LIMIT($outer_level, "value") } entre les courbes extérieures. { $outer ->
    [one] { $outer } groupe est
   *[other] { $outer } groupes sont
} au-delà des courbes extérieures, { $inner } de plus au-delà des courbes intérieures. S'ils sont nombreux, les groupes diffèrent plus que par hasard, et les courbes seules ne disent pas lesquels.{ HAS($cut) ->
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
sign-screen = À l'impression, cette section se termine par des lignes pour les noms, dates et signatures.
sign-says = Les signataires ont lu le verdict, les dérogations et les limites des données ci-dessus, ainsi que l'audit dont le numéro figure en tête de ce document.
sign-made = Établi par
sign-reviewed = Relu par
sign-accepted = Accepté par
sign-name = Nom
sign-role = Fonction
sign-date = Date
sign-signature = Signature

quality-left-out = { count-people } ({ PERCENT($share) }) écartées avant toute comparaison ; les motifs figurent sous « Ce qui a été audité ».
quality-inferred = Déduit, non déclaré par les personnes elles-mêmes : { $attributes }. Certaines personnes sont mal classées, peut-être plus souvent dans certains groupes. Un écart entre groupes déduits n'est pas l'écart entre les groupes réels.
quality-observed = Observé par un tiers, non déclaré par les personnes elles-mêmes : { $attributes }.
quality-unstated = D'origine non indiquée (déclaré, observé ou déduit) : { $attributes }.
quality-survives = { $count } { $count ->
    [one] verdict sur { $total } pourrait
   *[other] verdicts sur { $total } pourraient
} changer selon le groupe réel des personnes dont le groupe est inconnu.
quality-seed = { $count ->
    [0] Les personnes qui ont plusieurs lignes sont réparties en groupes par un hachage avec la graine { NUMBER($seed) } : aucun verdict ne dépend de la graine.
    [1] Les personnes qui ont plusieurs lignes sont réparties en groupes par un hachage avec la graine { NUMBER($seed) } : une comparaison est si près d’une limite qu’une autre graine pourrait changer son verdict.
   *[other] Les personnes qui ont plusieurs lignes sont réparties en groupes par un hachage avec la graine { NUMBER($seed) } : { $count } comparaisons sont si près d’une limite qu’une autre graine pourrait changer leur verdict.
}
quality-undecided = { $count ->
    [one] { $count } comparaison reste indéterminée
   *[other] { $count } comparaisons restent indéterminées
} : ni un écart ni son absence n'ont été montrés.
quality-independent = Chaque ligne est traitée comme une personne différente, dont la décision est indépendante des autres. Si des personnes reviennent plusieurs fois ou si les décisions ont été prises par lots, les intervalles sont trop étroits.
quality-outcome = Les résultats observés sont pris comme indiqué : connus avant la décision, quelle qu'elle soit. Les données ne permettent pas de vérifier si c'est vrai.
quality-outcome-open = Les résultats observés peuvent dépendre de la décision : peu de conclusions sur les erreurs.
quality-missing = Personnes dont le groupe est inconnu
quality-missing-none = Aucune valeur d'attribut ne manque.
quality-missing-people = Personnes sans valeur
quality-missing-by = Personnes dont le groupe est inconnu, groupe par groupe : si les parts diffèrent beaucoup, les comparaisons peuvent être faussées
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
