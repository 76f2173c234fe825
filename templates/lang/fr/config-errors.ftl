### Erreurs du plan : la configuration, les jeux de règles, les dérogations et les options qui en remplacent les clés.
### L'identifiant est le code permanent ; la valeur est le titre, `.label` se place à côté du repère, `.why` et `.help`
### dessous, `.explain` est le texte plus long de `evenhand explain CODE`.

part-nearest = { $near ->
    [yes] vouliez-vous dire « { $suggestion } » ?
   *[no] connus : { $known }
}

part-written = aucune option ne le dit : écrivez les lignes ci-dessous dans { $config }, puis lancez evenhand { $command }

EVH-P001 = le fichier { $file } ne peut pas être lu
    .label = { $reason ->
        [not-found] ce fichier n'existe pas
        [not-allowed] sa lecture n'est pas autorisée
        [not-utf8] ce n'est pas du texte UTF-8
        [device] c'est un périphérique, qui n'a pas de fin
        [pipe] c'est un tube nommé, et personne n'y écrira peut-être jamais
        [large] il est trop grand pour en être un
       *[other] le système a refusé de le lire
    }
    .why = sans lui, l'audit suivrait d'autres règles que celles demandées
    .help = les chemins d'une configuration partent du dossier de celle-ci ; ceux de la ligne de commande, du dossier courant
    .explain = Une configuration, un jeu de règles ou un fichier de dérogations nommé n'a pas pu être ouvert ou n'est pas du texte UTF-8. Sans --config, le fichier evenhand.toml du dossier courant est utilisé s'il existe.
EVH-P002 = le fichier n'est pas du TOML valide
    .label = { $detail }
    .why = rien de ce qui suit cet endroit n'est sûr
    .help = vérifiez guillemets, crochets et dates à cet endroit : un texte se met entre guillemets, une date s'écrit 2026-11-22
    .explain = La configuration, le jeu de règles ou le fichier de dérogations enfreint la grammaire de TOML. Le message à côté du repère vient de l'analyseur TOML et reste en anglais.
EVH-P003 = le fichier ne nomme pas son schéma
    .label = attendu : schema = "{ $schema }"
    .why = une clé peut changer de sens d'une version majeure à l'autre ; un fichier dit donc pour laquelle il est écrit
    .help = ajoutez en première ligne : schema = "{ $schema }"
    .explain = Tout fichier d'evenhand commence par son schéma. Le nombre est la version majeure : un fichier d'une autre version est refusé plutôt que lu avec un autre sens.
EVH-P004 = clé inconnue « { $key } »
    .label = aucune clé de ce nom ici
    .why = une clé mal écrite serait ignorée, et l'audit se ferait sans ce qu'elle demande
    .help = { part-nearest }
    .explain = Une clé du fichier n'est pas connue à cet endroit. Une clé inconnue est une erreur, elle n'est jamais ignorée : une limite mal nommée ne jugerait rien.
EVH-P005 = « { $what } » n'est pas encore pris en charge
    .label = pas encore pris en charge
    .why = l'ignorer donnerait un autre audit que celui demandé
    .help = { HAS($format) ->
        [yes] enregistrez-le en CSV, NDJSON, Parquet ou Arrow, et nommez ce fichier
       *[no] retirez cet élément, ou préparez les données pour vous en passer
    }
    .explain = La clé, la valeur ou le format de fichier fait partie de la conception d'evenhand mais pas de cette version. Il est refusé plutôt qu'ignoré.
EVH-P006 = « { $key } » n'a pas le bon type
    .label = { $expected ->
        [text] attendu : un texte entre guillemets
        [number] attendu : un nombre décimal simple, comme 0.8
        [whole-number] attendu : un nombre entier à partir de 0
        [true-or-false] attendu : true ou false
        [date] attendu : une date comme 2026-11-22
        [list] attendu : une liste entre crochets
        [label] attendu : un texte, un nombre, true ou false
        [group] attendu : ATTRIBUT=GROUPE, par exemple genre=femmes
       *[table] attendu : une table de clés et de valeurs
    }
    .why = une valeur à deviner rendrait l'audit ambigu
    .help = écrivez la valeur sous la forme indiquée à côté
    .explain = Une valeur n'est pas du type que prend sa clé. Les nombres sont des décimaux simples sans exposant, car les limites se comparent chiffre par chiffre.
EVH-P007 = « { $key } » n'a pas cette valeur
    .label = pas un des mots admis
    .why = un mot mal écrit ne doit pas laisser place à une valeur par défaut
    .help = { part-nearest }{ HAS($attribute) ->
        [yes] ; pour nommer un groupe : --reference { $attribute }={ $group }
       *[no] {""}
    }
    .explain = La clé prend un mot parmi quelques-uns, et ce n'en est pas un. Une règle comme highest-rate s'écrit en minuscules avec des traits d'union.
EVH-P008 = la clé « { $key } » manque
    .label = cette table demande « { $key } »
    .why = aucune valeur par défaut ne conviendrait à tous
    .help = ajoutez « { $key } »
    .explain = Il manque à une table une clé qu'elle doit avoir.
EVH-P009 = « { $key } » est hors des valeurs possibles
    .label = attendu : { $range }
    .why = en dehors, le réglage n'a pas de sens ou rien ne pourrait jamais être jugé
    .help = choisissez une valeur x telle que { $range }
    .explain = Un nombre est en dehors des valeurs pour lesquelles il a un sens. Un niveau est supérieur à 0,5 et inférieur à 1 ; une limite de rapport est supérieure à 0 ; une limite d'écart est comprise entre 0 et 1 : 5 points de pourcentage s'écrivent 0.05.
EVH-P010 = la mesure « { $name } » n'existe pas
    .label = mesure inconnue
    .why = un contrôle sur une mesure qui n'existe pas réussirait toujours
    .help = { $near ->
        [field] écrivez measure = "{ $suggestion }" avec comparison = "{ $known }" ; evenhand explain { $name } en dit plus
        [yes] vouliez-vous dire « { $suggestion } » ?
       *[no] mesures : { $known }
    }
    .explain = La mesure n'est pas au catalogue, ni sous son identifiant ni sous un nom qu'elle porte ailleurs. `evenhand metrics` en donne la liste.
EVH-P011 = l'attribut « { $name } » n'existe pas
    .label = attribut inconnu
    .why = un contrôle sur un attribut qui n'existe pas réussirait toujours
    .help = { $near ->
        [yes] vouliez-vous dire « { $suggestion } » ?
       *[no] attributs : { $known }
    }
    .explain = Un attribut est nommé que ni un [[attribute]] ni --attributes ne donne. Avec --attributes, seuls les attributs cités sont audités.
EVH-P012 = « { $attribute } » n'a pas de groupe « { $group } »
    .label = aucun groupe de ce nom
    .why = une règle sur un groupe absent réussirait toujours, ou ne comparerait avec personne
    .help = { $near ->
        [yes] vouliez-vous dire « { $suggestion } » ?  présents : { $known }
       *[no] présents : { $known }
    }
    .explain = La configuration, une option ou une dérogation nomme un groupe que la table de correspondance de l'attribut ne peut produire ou que les données n'ont pas. Les libellés se comparent exactement, majuscules comprises.
EVH-P013 = « { $name } » figure deux fois
    .label = déjà nommé
    .why = les résultats ne se distingueraient plus par leur nom
    .help = renommez ou retirez l'un des deux
    .explain = Les attributs, les contrôles et les éléments d'une liste ou d'un croisement ont chacun leur nom. Les contrôles d'un jeu de règles s'appellent jeu/contrôle.
EVH-P014 = les bornes des tranches doivent croître
    .label = { $edge } n'est pas au-dessus de la borne précédente
    .why = une valeur appartiendrait à deux groupes, ou à aucun
    .help = écrivez les bornes inférieures de la plus petite à la plus grande : bins = [25, 35, 45]
    .explain = Les tranches se donnent par leurs bornes inférieures : [25, 35, 45] fait les groupes <25, 25-34, 35-44 et 45+. Une borne appartient au groupe du dessus.
EVH-P015 = le contrôle n'a pas de limite
    .label = { $comparison ->
        [difference] ce contrôle demande max_gap
       *[other] ce contrôle demande min ou max
    }
    .why = sans limite il n'y a rien à juger
    .help = un rapport ou un taux prend min, max ou les deux ; un écart prend max_gap
    .explain = Un contrôle compare ses résultats à une limite. Pour voir les chiffres sans les juger, retirez le contrôle : chaque mesure figure de toute façon dans le rapport.
EVH-P016 = min est au-dessus de max
    .label = rien ne peut être dans cette limite
    .why = chaque résultat serait hors limite
    .help = échangez les deux, ou retirez-en un
    .explain = Le côté inférieur de la limite est au-dessus du côté supérieur.
EVH-P017 = « { $key } » ne limite pas cette comparaison ({ $comparison })
    .label = pas une limite de cette comparaison
    .why = la limite ne jugerait rien
    .help = { $comparison ->
        [difference] écrivez max_gap, le plus grand écart admis dans les deux sens : max_gap = 0.05
       *[other] écrivez min, max ou les deux
    }
    .explain = Rapports et taux se limitent par min et max ; les écarts par max_gap, qui vaut dans les deux sens.
EVH-P018 = un recensement n'a pas d'intervalle dont tirer une conclusion
    .label = attendu : "point"
    .why = avec inference = "census", les lignes sont tout ce qui existe : seule l'estimation peut décider
    .help = { $from ->
        [flag] --claim point : les estimations décident
       *[config] écrivez claim = "point", ou inference = "process" si le même procédé décidera aussi pour d’autres personnes
    }
    .explain = inference = "census" dit que les personnes comptées sont toutes celles dont parle l'audit : il n'y a rien à inférer et pas d'intervalle. Or shown et no-evidence-outside se décident sur des intervalles.
EVH-P019 = « { $measure } » demande un résultat observé, et aucune colonne n’est nommée
    .label = { $from ->
        [flag] demande --outcome
       *[config] demande columns.outcome
    }
    .why = cette mesure compare la décision au résultat observé
    .help = { $from ->
        [flag] nommez la colonne : --outcome achat ; ou laissez de côté les règles qui la demandent
       *[config] nommez la colonne : [columns] outcome = "converted" ; ou jugez selection-rate, qui ne demande que la décision
    }
    .explain = Les taux d’erreur, les valeurs prédictives, l’exactitude et le taux de base demandent une colonne qui donne le résultat observé pour chaque personne. Un résultat que la décision a pu causer, comme un clic, ne donne pas de taux d’erreur : précisez observed.
EVH-P020 = ce contrôle ne peut pas regarder les campagnes une à une
    .label = { $lacks ->
        [column] aucune colonne de campagne n'est nommée
       *[measure] seul selection-rate est compté par campagne
    }
    .why = les campagnes seraient jugées sur des chiffres qui ne sont pas produits
    .help = { $lacks ->
        [column] nommez la colonne : [columns] campaign = "campaign_id" ; ou écrivez campaigns = "pooled"
       *[measure] écrivez campaigns = "pooled", ou measure = "selection-rate"
    }
    .explain = campaigns = "each" ou une liste de campagnes juge chaque campagne à part, dans une même famille. Il faut une colonne de campagne, et seul le taux de sélection s'y prête.
EVH-P021 = ce n'est pas une date
    .label = pas une date
    .why = les dérogations ont une date de fin : l'audit doit savoir pour quel jour il est fait
    .help = --as-of prend une date comme 2026-11-22 ; SOURCE_DATE_EPOCH, des secondes depuis 1970
    .explain = La date de l'audit est --as-of, sinon SOURCE_DATE_EPOCH, sinon aujourd'hui en UTC ; elle est inscrite dans l'audit.
EVH-P022 = « { $first } » et « { $second } » s'excluent
    .label = l'un ou l'autre
    .why = l'un des deux serait ignoré sans que rien ne le dise
    .help = retirez l'un des deux
    .explain = Deux réglages ont été donnés qui ne peuvent valoir ensemble.
EVH-P023 = « { $key } » demande « { $needed } »
    .label = rien sans « { $needed } »
    .why = seul, ce réglage ne changerait rien
    .help = ajoutez « { $needed } », ou retirez « { $key } »
    .explain = Un réglage n'a de sens qu'avec un autre. Une seconde table demande la clé qui la relie ; les personnes sélectionnées demandent le nombre de toutes les personnes.
EVH-P024 = le jeu de règles « { $name } » n'existe pas
    .label = jeu de règles inconnu
    .why = les règles demandées ne seraient pas jugées
    .help = { part-nearest }  un jeu de règles à vous se nomme par son fichier, en .toml
    .explain = Un jeu de règles se nomme par son identifiant, s'il est fourni avec evenhand, ou par son fichier.
EVH-P025 = le contrôle « { $name } » n'existe pas : aucune dérogation possible
    .label = contrôle inconnu
    .why = une dérogation qui ne correspond à rien laisse croire que quelque chose a été accepté
    .help = { part-nearest }
    .explain = Une dérogation nomme l'identifiant d'un contrôle de la configuration ou d'un jeu de règles ; ces derniers s'appellent jeu/contrôle.
EVH-P026 = une dérogation nomme un segment et un seul
    .label = attendu : un groupe par son nom
    .why = une dérogation pour plusieurs segments accepterait aussi des écarts que personne n'a regardés
    .help = écrivez une dérogation par segment : segment = {"{"} age_band = "65+" {"}"}
    .explain = Une dérogation n'a ni joker ni liste. Chaque segment accepté a son motif, son responsable et sa fin.
EVH-P027 = rien ne dit où sont les lignes
    .label = aucune décision nommée
    .why = un audit compte des personnes : il lui faut un fichier qui les liste
    .help = { $from ->
        [flag] evenhand { $command } personnes.csv --decision selection --attributes genre
       *[config] [data] decisions = "personnes.csv" ; ou nommez le fichier sur la ligne de commande
    }
    .explain = Nommez le fichier des décisions sur la ligne de commande ou par data.decisions dans la configuration.
EVH-P028 = aucun attribut n'est nommé
    .label = { $from ->
        [flag] pas d’option --attributes
       *[config] pas de [[attribute]]
    }
    .why = evenhand ne décide jamais de lui-même qu'une colonne est protégée
    .help = { $from ->
        [flag] --attributes genre,tranche_age
       *[config] [[attribute]] name = "genre" ; dans une configuration écrite par init, retirez #? des lignes à conserver
    }
    .explain = Un audit compare les groupes des attributs que vous nommez.
EVH-P029 = rien ne dit qui a été sélectionné
    .label = aucune décision nommée
    .why = tout taux part de qui a été sélectionné et de qui ne l'a pas été
    .help = { $from ->
        [flag] --decision cible ; pour un score --decision 'score>=0.5' ; pour des lignes comptées --count personnes --selected choisies ; pour un fichier qui ne liste que les personnes choisies --audience toutes.csv --key id --absent rejected
       *[config] [columns] decision = "cible" ; pour des lignes comptées, count et selected ; pour un fichier qui ne liste que les personnes choisies, une audience avec absent = "rejected"
    }
    .explain = La décision est une colonne de 0 et 1 ou de true et false, une colonne avec les valeurs qui valent sélection, un score avec son seuil, ou deux nombres par ligne.
EVH-P030 = « { $key } » est vide
    .label = rien dans la liste
    .why = une liste vide ne désignerait rien
    .help = remplissez la liste, ou retirez la clé
    .explain = Une liste qui doit nommer au moins une chose n'en nomme aucune.
EVH-P050 = un entonnoir compte au moins deux étapes
    .label = trop peu d'étapes
    .why = un entonnoir compare combien de personnes passent de chaque étape à la suivante
    .help = nommez les colonnes des étapes, de la première à la dernière, ou retirez [funnel]
    .explain = Chaque étape est une colonne de 0/1 ou true/false qui dit qui l'a atteinte ; quiconque en a atteint une a atteint les précédentes.
EVH-P031 = « { $name } » ne peut pas être le nom d'un attribut
    .label = nom non admis
    .why = il ne se distinguerait pas d'un croisement de deux attributs, ou de la campagne
    .help = { $from ->
        [flag] renommez la colonne dans le fichier
       *[config] choisissez un autre nom et donnez la colonne par « column »
    }
    .explain = Un nom n'est pas vide, n'est pas @campaign et ne contient pas « x » entre deux espaces, qui sépare les attributs d'un croisement.
EVH-P032 = un croisement a au moins deux attributs
    .label = un seul attribut
    .why = chaque attribut seul figure de toute façon dans le rapport
    .help = nommez-en deux ou plus : cross = [["genre", "tranche_age"]]
    .explain = intersections.cross donne les croisements rapportés au-delà de la profondeur.
EVH-P033 = la limite met des taux égaux hors limite
    .label = { $key ->
        [min] attendu : min ≤ 1
       *[max] attendu : max ≥ 1
    }
    .why = deux groupes au même taux ont un rapport de 1, qui serait hors limite
    .help = { $from ->
        [flag] une limite inférieure de rapport vaut 1 ou moins, une limite supérieure 1 ou plus : --min-ratio 0.8 ou --max-ratio 1.25
       *[config] une limite inférieure de rapport vaut 1 ou moins, une limite supérieure 1 ou plus : min = 0.8
    }
    .explain = Une limite de rapport doit contenir 1. Avec min = 0.8 seul, les rapports au-dessus de 1,25 sont hors limite aussi, sauf si one_sided = true.
EVH-P034 = needs_detectable doit être au-delà de la limite
    .label = { $from ->
        [flag] attendu : --needs-detectable x avec { $range }
       *[config] attendu : needs_detectable = x avec { $range }
    }
    .why = le contrôle réussirait là où même un écart à la limite n'aurait pu être vu
    .help = nommez l'écart qui ne doit pas passer inaperçu, avec { $range }
    .explain = Avec claim = "no-evidence-outside", un contrôle réussi affirme qu'un écart de needs_detectable aurait été vu 8 fois sur 10. Un tel écart se trouve au-delà de la limite : en deçà, il ne serait pas une faute.
EVH-P035 = must_decide nomme un segment que le contrôle ne juge pas
    .label = pas parmi les attributs de ce contrôle
    .why = le contrôle ne pourrait jamais être tranché
    .help = { $from ->
        [flag] nommez un groupe d’un des attributs de --attributes : --must-decide genre=femmes
       *[config] ajoutez ses attributs au contrôle : attributes = ["genre", "genre x tranche_age"]
    }
    .explain = Un segment qui ne peut rester indéterminé doit relever d'un attribut ou d'un croisement que le contrôle juge. Un contrôle sans attributes juge chaque attribut seul.
EVH-P051 = { $lacks ->
        [stratum] il n'y a pas de strate « { $name } »
       *[measure] seuls les rapports et les écarts de taux de sélection se comparent au sein des strates
    }
    .label = { $lacks ->
        [stratum] n'est pas une strate
       *[measure] impossible ici
    }
    .why = les personnes sont comparées au sein des groupes d'un attribut avec kind = "stratum"
    .help = { $lacks ->
        [stratum] strates : { $known } ; ou donnez à un attribut kind = "stratum"
       *[measure] measure = "selection-rate" avec comparison = "ratio" ou "difference" ; ou retirez `within`
    }
    .explain = within = "mois" juge la comparaison de Mantel-Haenszel des taux de sélection entre personnes du même mois. La strate est un attribut avec kind = "stratum" et, parce qu'elle décide qui se compare à qui, une justification.
EVH-P052 = avec les seules personnes atteintes, il n'y a aucun taux à juger
    .label = aucun taux de sélection possible
    .why = des nombres par campagne et par groupe sans `selected` disent qui a été atteint, pas qui aurait pu l'être
    .help = { $from ->
        [flag] retirez les limites et lisez la section sur la diffusion ; ou --selected, --decision, ou --audience avec --key
       *[config] retirez les contrôles et lisez la section sur la diffusion ; ou nommez `selected`, une décision ou une audience
    }
    .explain = Avec columns.count et columns.campaign, sans décision ni `selected`, chaque nombre est celui de personnes atteintes. La composition de chaque campagne est comparée à celle de toutes les campagnes ensemble ; aucun taux de sélection ne peut être calculé.
EVH-P036 = le groupe « { $group } » ne peut servir de référence à plusieurs attributs
    .label = un groupe d'un seul attribut
    .why = les autres attributs n'ont pas ce groupe
    .help = donnez la référence aux attributs, ou un seul attribut au contrôle
    .explain = Un contrôle sur plusieurs attributs prend sa référence d'une règle (largest, highest-rate, rest, everyone) ou des attributs eux-mêmes.
EVH-P037 = { $file } est hors du dossier de la configuration
    .label = cela mène au-dehors
    .why = quiconque propose une modification d'une configuration pourrait sinon faire lire n'importe quel fichier de cette machine
    .help = gardez le fichier dans le dossier de la configuration, nommez-le par une option, ou ajoutez --allow-outside
    .explain = Dans un enchaînement automatique (là où l'environnement définit CI) et avec --confined, les fichiers qu'une configuration nomme (données, audience, règles, dérogations) doivent être dans son dossier ou au-dessous, une fois tous les liens suivis. Les fichiers nommés par des options peuvent être n'importe où : qui tape une commande sait ce qu'elle lit. --allow-outside lève la règle là où toute modification de la configuration est de confiance.
EVH-P040 = one_hot nomme moins de deux colonnes
    .label = attendu : une colonne pour chaque groupe
    .why = un groupe seul n'a rien à quoi se comparer
    .help = nommez chaque groupe : one_hot = {"{"} femmes = "est_femme", hommes = "est_homme" {"}"} ; pour une seule colonne 0/1, column et map suffisent
    .explain = one_hot lit un attribut dans plusieurs colonnes de 0 et de 1, une par groupe.
EVH-P041 = ce n'est pas une expression SQL : { $detail }
    .label = illisible
    .why = ce qui ne se lit pas ne se calcule pas
    .help = écrivez une seule expression, comme après SELECT ou WHERE, le texte entre apostrophes et les colonnes au besoin entre guillemets doubles : CASE WHEN age < 40 THEN 'jeunes' ELSE 'autres' END
    .explain = Les clés sql et where prennent une expression SQL : comparaisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, CAST, calculs et fonctions simples d'une ligne.
EVH-P042 = { $reason ->
        [aggregate] « { $what } » regarde plusieurs lignes
        [window] « { $what } » regarde d'autres lignes
        [query] une requête n'a pas sa place dans une expression
        [clock] « { $what } » répond autrement à chaque fois
        [date] les dates sont ici du texte : « { $what } » n’a rien sur quoi porter
        [function] la fonction « { $what } » n'existe pas
        [name] « { $what } » nomme une table
        [column] « { $what } » ne peut être ici une colonne
        [no-column] l'expression ne nomme aucune colonne
        [long] l'expression a plus de { $what } caractères
        [grows] l'expression peut produire des textes de plus d'un million de caractères
        [depth] l'expression a trop de niveaux
       *[other] « { $what } » n'est pas permis dans une expression
    }
    .label = { $reason ->
        [aggregate] pas une expression d’une seule ligne
        [window] pas une expression d’une seule ligne
        [query] pas une expression d’une seule ligne
        [clock] pas une expression d’une seule ligne
       *[other] non lu ici
    }
    .why = les mêmes lignes doivent donner la même réponse, quelles que soient les parties où elles sont lues
    .help = { $reason ->
        [aggregate] GREATEST et LEAST comparent des colonnes d'une ligne ; ce qui demande plusieurs lignes se prépare avant
        [date] prenez la partie du texte, par exemple left(naissance, 4) pour l’année de 1990-02-28, substr(naissance, 6, 2) pour le mois ; comparez les dates comme du texte : naissance < '1990-02-28'
        [clock] écrivez la date elle-même : '2026-11-22'
        [function] { $near ->
            [yes] vouliez-vous dire { $suggestion } ?
           *[no] les fonctions sont : { $known }
        }
        [name] écrivez la colonne seule, entre guillemets doubles si son nom contient un point
        [no-column] nommez au moins une colonne des données
        [long] écrivez une table map, ou préparez la colonne auparavant
        [grows] imbriquez moins de remplacements, ou des textes plus courts
        [depth] réunissez beaucoup de valeurs par IN (..)
       *[other] écrivez des comparaisons, CASE, CAST, des calculs et des fonctions des colonnes de la ligne
    }
    .explain = Les lignes se lisent par parties, et aucun résultat ne doit dépendre de l'endroit où une partie finit, de l'heure ou du hasard. Les agrégats, les fonctions de fenêtre, les requêtes, le hasard, la date du jour et les fichiers sont donc refusés. Les dates sont ici du texte comme 1990-02-28 : comparez-les à du texte, et prenez l'année par left(naissance, 4).
EVH-P060 = « { $measure } » demande une colonne qui n'est pas nommée
    .label = { $from ->
        [flag] demande --{ $needs }
       *[config] demande columns.{ $needs }
    }
    .why = cette mesure est tirée des nombres de la colonne : le contrôle ne jugerait rien
    .help = { $needs ->
        [score] { $from ->
            [flag] nommez la colonne des scores : --score propension ; ou laissez de côté les règles qui la demandent
           *[config] nommez la colonne des scores : [columns] score = "propensity" ; ou jugez selection-rate, qui ne demande que la décision
        }
       *[value] { $from ->
            [flag] nommez la colonne des valeurs : --value offre_eur ; ou laissez de côté les règles qui la demandent
           *[config] nommez la colonne des valeurs : [columns] value = "offer_eur" ; ou jugez selection-rate, qui ne demande que la décision
        }
    }
    .explain = Les mesures des scores, comme l'aire sous la courbe ROC ou le score moyen, demandent columns.score. Les moyennes de valeurs, comme ce qui a été offert, demandent columns.value.
EVH-P061 = « { $measure } » ne se compare pas ainsi : { $comparison }
    .label = comparaison impossible pour cette mesure
    .why = les nombres n'auraient pas de sens
    .help = écrivez comparison = l'un de : { $known }
    .explain = Les taux, le taux de score au-dessus de la médiane et les moyennes de valeurs se comparent par écart (difference) et par rapport (ratio). Les scores n'ont pas de zéro naturel : les autres mesures des scores se comparent par écart seulement. Une mesure qui compare déjà deux groupes, comme une distance, n'a qu'une valeur ; de même l'erreur de calibration, qui croît quand les groupes rapetissent.
EVH-P062 = « { $measure } » n'a pas d'intervalle sur lequel appuyer une conclusion
    .label = seul claim = "point" peut être jugé
    .why = tous les résultats resteraient indéterminés, quelles que soient les données
    .help = écrivez claim = "point" : l'estimation décide alors, et sa ligne le dit
    .explain = Les distances entre deux groupes et l'erreur de calibration ne sont jamais sous 0 : même entre des groupes égaux elles sont au-dessus de 0, et il n'existe pas d'intervalle rigoureux autour d'elles. Elles figurent à côté d'un test ou de ce que le seul hasard donnerait. Un contrôle ne peut que comparer leur estimation à sa limite.
EVH-P070 = les taux de vrais positifs ne peuvent être égalisés que si le résultat était connu avant la décision
    .label = demande outcome.observed = "before"
    .why = un résultat que la décision a pu causer, ou connu des seules personnes sélectionnées, ne dit pas qui l'aurait eu parmi les autres
    .help = écrire equal = "selection-rate" ; ou, si le résultat était connu indépendamment de la décision, [columns] outcome = {"{"} column = "..", observed = "before" {"}"}
    .explain = Le taux de vrais positifs est la part sélectionnée parmi les personnes au résultat positif. Pour l'égaliser, il faut connaître le résultat des personnes non sélectionnées, et que la décision n'y soit pour rien.
EVH-P071 = les bornes doivent encadrer 1
    .label = attendu : [plus petite, plus grande], par exemple [0.5, 2]
    .why = chaque poids est le poids de départ multiplié par un facteur entre les deux, et 1 ne change rien
    .help = écrire deux nombres : le premier à partir de 0 et sous 1, le second au-dessus de 1 ; ou omettre bounds, et les plus étroites qui atteignent les marges sont cherchées
    .explain = Le calage multiplie chaque poids par un facteur entre les bornes. Des bornes étroites gardent des poids réguliers ; trop étroites, elles ne peuvent pas atteindre les marges, et rien n'est écrit.
EVH-P072 = les parts de « { $attribute } » sont toutes nulles
    .label = au moins une part au-dessus de 0
    .why = des poids ne peuvent pas atteindre une part absente
    .help = écrire une part par groupe, par exemple {"{"} femmes = 0.5, hommes = 0.5 {"}"} ; elles sont divisées par leur somme
    .explain = fix.margins donne les parts que les poids doivent atteindre pour les groupes d'un attribut.
EVH-P080 = une limite inférieure seule protège le mauvais côté d'une décision défavorable
    .label = seuls les groupes sous la limite seraient jugés
    .why = avec meaning = "burden", un groupe est d'autant plus défavorisé que son taux est élevé
    .help = écrivez max à la place de min, par exemple max = 1.25 ; ou retirez one_sided, et les deux côtés sont jugés
    .explain = meaning = "burden" indique que la décision est un désavantage : refus, fouille, risque jugé élevé. Un contrôle d'un seul côté avec min juge les groupes les plus épargnés et ignore ceux qui sont les plus touchés.
EVH-P091 = trop à la fois : { $count } { $what ->
        [combinations] combinaisons d'attributs
        [checks] contrôles
        [segments] groupes
       *[comparisons] comparaisons
    } { $what ->
        [segments] ou plus
        [comparisons] ou plus
       *[other] {""}
    }
    .label = { $most } au maximum
    .why = chacun prend de la mémoire et du temps, et un tel nombre pourrait épuiser la machine
    .help = { $from ->
        [flag] { $what ->
            [checks] demandez moins de contrôles
           *[other] croisez moins d'attributs (--depth 1), nommez-en moins (--attributes), ou donnez des tranches aux nombres
        } ; dans une configuration, limits.{ $what } = { $count } l'autorise
       *[config] { $what ->
            [checks] écrivez moins de contrôles
            [combinations] diminuez intersections.depth
           *[other] diminuez intersections.depth, nommez moins d'attributs, ou donnez des tranches aux nombres
        } ; ou portez limits.{ $what } à { $count }
    }
    .explain = Combinaisons, contrôles, groupes et comparaisons sont comptés avant d'être établis. Vingt attributs croisés de toutes les façons font plus d'un million de combinaisons. [limits] dans la configuration fixe combien c'est trop.
EVH-P090 = « { $column } » est { $first ->
        [decision] la décision
        [outcome] l’issue
        [holdout] la colonne des personnes tenues à l’écart
        [count] le nombre de personnes
       *[selected] le nombre de personnes sélectionnées
    } et aussi { $second ->
        [outcome] l’issue
        [holdout] la colonne des personnes tenues à l’écart
        [campaign] la campagne
        [count] le nombre de personnes
        [selected] le nombre de personnes sélectionnées
        [weight] le poids
        [stratum] une strate
       *[attribute] un attribut
    }
    .label = une colonne dans deux rôles qui se contredisent
    .why = une colonne comparée à elle-même n’apprend rien sur les personnes
    .help = nommez une autre colonne pour l’un des deux
    .explain = Des groupes faits de la décision sont toujours sélectionnés ou ne le sont jamais, une issue qui est la décision ne se trompe sur personne, et des personnes qui sont leur propre poids comptent doublement. Une colonne peut être score et valeur, unité et clé, étape et décision ; une strate peut venir d’un score que la décision coupe, ou de l’issue.
EVH-F001 = rien n'est hors limite, il n'y a donc rien à corriger
    .label = aucun fichier n'est écrit
    .why = une correction change des décisions ou des poids pour un écart constaté
    .help = omettre -o pour voir l’audit ; ou fixer la limite qu’un contrôle doit tenir ; pour des poids qui préparent des données d’apprentissage, nommer l’attribut avec --attribute
    .explain = evenhand fix ne propose de changement que si un contrôle est hors limite. Sinon, un fichier de nouvelles décisions changerait le traitement des personnes sans constat qui le fonde. Préparer des données d’apprentissage est un autre usage : des poids (reweigh, rake, calibrate) s’obtiennent sans aucun contrôle quand l’attribut est nommé par --attribute ou fix.attribute, ou ses parts par fix.margins.
EVH-F002 = { $method } est impossible ici
    .label = aucun fichier n'est écrit
    .why = ce qui est affiché plus haut dit ce qui s'y oppose
    .help = changer ce qui est nommé, ou omettre --method pour voir toutes les corrections possibles
    .explain = Une correction est refusée quand sa règle n'existe pas : un groupe vide, des parts qu'aucun poids n'atteint, des bornes trop étroites, un budget trop petit, des lignes qui représentent plusieurs personnes, ou un droit qui l'interdit.
EVH-F003 = un fichier de lignes demande --method
    .label = pour quelle correction ?
    .why = chaque correction écrit ses propres valeurs : poids, décisions ou scores
    .help = ajouter --method reweigh, rake, calibrate, thresholds, sample ou repair
    .explain = Sans --method, evenhand fix propose toutes les corrections possibles et n'en écrit aucune. Avec, -o FICHIER.parquet ou -o FICHIER.csv contient l'identifiant de chaque ligne et son poids, sa décision ou son score.
EVH-F004 = rien ne nomme les lignes
    .label = aucune colonne d'identifiants
    .why = les lignes du fichier se retrouvent par leur nom
    .help = { $from ->
        [flag] nommez la colonne : --id COLONNE
       *[config] nommez la colonne : [fix] id = "personne" ; ou columns.unit, ou data.key
    }
    .explain = Le fichier d'une correction a deux colonnes : l'identifiant de chaque ligne tel qu'il est dans l'entrée, et la nouvelle valeur. La colonne d'identifiants est fix.id ou --id, sinon columns.unit, sinon la clé qui joint décisions et audience.
EVH-F005 = de nouvelles décisions demandent des lignes d'une personne et d'une décision
    .label = des lignes portent plusieurs campagnes, ou représentent plusieurs personnes
    .why = les nouvelles décisions se retrouvent par l'identifiant d'une ligne, qui ne nomme pas ici une seule décision
    .help = auditer une campagne, avec une ligne par personne
    .explain = fix --effect met les nouvelles décisions à côté des anciennes, ligne par ligne. Si une ligne porte les décisions de plusieurs campagnes, ou des effectifs, une nouvelle décision ne dirait pas de laquelle elle parle.
EVH-F006 = { $file } est une des entrées
    .label = aucun fichier n'est écrit
    .why = une correction ne modifie jamais ce qu'elle lit
    .help = écrire dans un fichier d'un autre nom, avec -o
    .explain = Le fichier d'une correction a deux colonnes et prendrait la place de vos données. Joignez-le à elles par la colonne d'identifiants.
EVH-F007 = aucun contrôle ne compare les groupes de { $attribute }
    .label = rien ne dit jusqu'où ils peuvent s'écarter
    .why = une correction réduit un écart qu'un contrôle compare à une limite
    .help = { $from ->
        [flag] fixez une limite, par exemple --min-ratio 0.8, pour des attributs jugés un par un ; ou retirez --attribute ; des poids qui préparent des données d’apprentissage se passent de contrôle : --method reweigh, rake ou calibrate
       *[config] ajoutez l’attribut ou le croisement aux attributes d’un [[check]], ou retirez --attribute et fix.attribute ; des poids qui préparent des données d’apprentissage se passent de contrôle : --method reweigh, rake ou calibrate
    }
    .explain = evenhand fix travaille pour un attribut ou un croisement qu'un contrôle juge. Celui qu'aucun contrôle ne nomme n'a pas de limite : on ne sait pas s'il y a quelque chose à corriger.
EVH-F008 = { $lacking ->
    [one] { PEOPLE($lacking) } ligne sur { PEOPLE($all) } n’a
   *[other] { PEOPLE($lacking) } lignes sur { PEOPLE($all) } n’ont
} pas de nouvelle décision dans { $file }
    .label = l’avant et l’après ne porteraient pas sur les mêmes personnes
    .why = l’avant compterait { PEOPLE($all) } lignes et l’après { PEOPLE($people) } : l’un ne dirait rien de l’autre
    .help = fournir une décision pour chaque ligne ; ou ajouter --partial, qui compare ces { PEOPLE($people) } lignes avant et après et le signale
    .explain = fix --effect compte les mêmes lignes avec les deux décisions. Une ligne que l’audit compte et que les nouvelles décisions ne nomment pas, ou laissent sans décision, ne figurerait que d’un côté. Avec --partial, ces lignes sont écartées des deux côtés, et le nombre de lignes comparées est indiqué partout où le résultat est montré.
EVH-F009 = aucune ligne n’a de nouvelle décision dans { $file }
    .label = rien dans sa colonne « { $column } » ne désigne une ligne comptée ici, ou aucune n’y a de décision
    .why = une nouvelle décision est retrouvée par le nom de sa ligne
    .help = indiquer avec --id la colonne dont les deux fichiers partagent les valeurs
    .explain = fix --effect cherche la nouvelle décision de chaque ligne par son nom : la colonne de fix.id ou --id, sinon columns.unit, sinon la clé. 42 et 42.0 sont le même nom, 042 en est un autre.
EVH-F010 = les groupes de { $attribute } ne sont pas comptés ensemble
    .label = ce croisement dépasse la profondeur comptée
    .why = poids et règles se calculent à partir de l’effectif de chaque combinaison de groupes
    .help = { $from ->
        [flag] augmentez --depth
       *[config] ajoutez-le à cross dans [intersections], ou augmentez intersections.depth
    }
    .explain = Les croisements sont comptés jusqu’à intersections.depth attributs (2 par défaut) et comme intersections.cross les nomme. Une correction pour un croisement a besoin de ses effectifs.
EVH-F011 = une correction demande les lignes, et un cube n’en a pas
    .label = des effectifs seulement
    .why = poids, décisions et scores appartiennent à des lignes, et l’effet d’une correction se constate en les relisant
    .help = nommer les données à la place de --cube
    .explain = evenhand fix lit les lignes deux fois : une fois pour les compter, une fois avec le changement. Un cube garde le nombre de personnes de chaque sorte, non leur identité.
