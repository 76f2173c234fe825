### Les méthodes par identifiant, chacune avec sa source.

method-wilson = intervalle de score de Wilson, Wilson (1927)
method-clopper-pearson = intervalle de Clopper–Pearson, Clopper & Pearson (1934)
method-agresti-coull = intervalle d'Agresti–Coull, Agresti & Coull (1998)
method-jeffreys = intervalle de Jeffreys, Brown, Cai & DasGupta (2001)
method-miettinen-nurminen = intervalle de score de Miettinen–Nurminen, Miettinen & Nurminen (1985)
method-newcombe = intervalle hybride de Newcombe, Newcombe (1998), méthode 10
method-koopman = intervalle de score de Koopman, Koopman (1984)
method-katz = intervalle logarithmique de Katz, Katz, Baptista, Azen & Pike (1978)

method-of-proportion = Taux : { $method }.
method-of-difference = Écarts : { $method }.
method-of-ratio = Rapports : { $method }.
method-deff = Quand une personne peut avoir plusieurs lignes, les effectifs sont divisés par un effet de plan estimé sur les données avant le calcul de l'intervalle, par un autre pour les personnes présentes dans les deux groupes, et le t de Student tient compte de l'inégale répartition des lignes entre les personnes ; avec des poids inégaux, par un effet qui tient compte de leur lien avec le taux (variance linéarisée), et là où peu de personnes portent beaucoup de poids, l'intervalle est calculé avec la loi t de Student.
method-confirmed = L'intervalle qui décide ne se trouve au-delà d'une limite que si un test mené à cette limite l'exclut au même niveau : pour des effectifs, un test exact (Chan 1998 ; pour un taux seul, la probabilité binomiale) ; pour de grands effectifs, des strates, des poids ou des personnes répétées, le score corrigé de l'asymétrie (Laud 2017). Sinon, il est tracé jusqu'à la limite.
method-monitoring = Les intervalles valent pour toutes les lectures (suites de confiance) : chacun est celui de la méthode nommée, avec la valeur critique d'un mélange de lois normales, Robbins (1970), Howard, Ramdas, McAuliffe & Sekhon (2021), Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024). Ils sont les plus étroits quand { $people } personnes sont derrière une comparaison, soit n₁n₂/(n₁+n₂) pour deux groupes.
method-family = Les comparaisons jugées ensemble partagent un même niveau : plus elles sont nombreuses, plus chaque intervalle est large, pour que toute la famille soit exacte 95 fois sur 100, ou aussi souvent que son niveau l'indique.
method-detectable = La valeur décelable est l'écart au-delà de la limite que ces effectifs auraient signalé 8 fois sur 10.

summary-largest-difference = Plus grand écart entre groupes
summary-smallest-ratio = Plus petit rapport entre groupes
summary-total-variation = Distance en variation totale
summary-differential-fairness = Équité différentielle (plus grand facteur entre chances, logarithme naturel)
summary-differential-fairness-smoothed = Équité différentielle, lissée
