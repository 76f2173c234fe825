### Mots de la ligne de commande : diagnostics, erreurs d'usage, petites commandes.

diagnostic-error = erreur
diagnostic-fact = constat
diagnostic-why = raison
diagnostic-help = aide
diagnostic-more = plus
diagnostic-head = { $level }[{ $code }] : { $title }
diagnostic-name = { $name } :
diagnostic-note = { $name } : { $text }
diagnostic-file = { $file }
diagnostic-file-row = { $file }, première ligne concernée : { $row }
diagnostic-file-column = { $file }, colonne « { $column } »
diagnostic-file-column-row = { $file }, colonne « { $column } », première ligne concernée : { $row }

EVH-U001 = le format de sortie { $format } n'est pas encore pris en charge
    .label = pas encore pris en charge
    .why = un autre format à sa place surprendrait
    .help = pris en charge aujourd'hui : { $known }
    .explain = Le format fait partie de la conception d'evenhand mais pas de cette version.
EVH-U002 = la terminaison de { $file } ne désigne aucun format de sortie
    .label = terminaison inconnue
    .why = deviner un format donnerait un fichier illisible pour ses lecteurs
    .help = terminaisons : { $known } ; tout autre nom, et - pour la sortie standard, demande --format
    .explain = La terminaison du nom d'une sortie choisit son format. Là où elle n'en désigne aucun, --format le donne.
EVH-U003 = la sortie standard demande un format
    .label = -o - n'a pas de terminaison
    .why = le format est choisi par la terminaison du nom, et - n'en a pas
    .help = ajoutez --format { $known }
    .explain = `-o -` écrit un document sur la sortie standard. Son format est donné par --format.
EVH-U004 = { $file } ne peut pas être écrit
    .label = { $reason ->
        [no-folder] ce dossier n'existe pas
        [is-folder] c'est un dossier
        [not-allowed] l'écriture n'y est pas autorisée
        [full] il n'y a plus de place
        [too-large] les fichiers ne peuvent pas être aussi grands ici
        [read-only] il est en lecture seule
        [owner] il appartient à quelqu'un d'autre et deviendrait le vôtre
        [special] ce n'est ni un fichier ni quelque chose où écrire un document
       *[other] le système a refusé de l'écrire
    }
    .why = un résultat qui n'est pas enregistré serait perdu
    .help = { $reason ->
        [full] libérez de la place, ou écrivez sur un autre disque
        [too-large] relevez la limite (ulimit -f), ou écrivez ailleurs
        [read-only] écrivez sous un autre nom, ou rendez-le d'abord modifiable (chmod u+w)
        [owner] écrivez sous un autre nom, ou retirez d'abord le fichier
        [special] nommez un fichier, un tube ou un périphérique qui prend du texte
       *[other] choisissez un dossier qui existe et où l'on peut écrire
    }
    .explain = Les sorties sont écrites dans un fichier temporaire du même dossier, synchronisées puis renommées : un nom désigne soit l'ancien document, soit le nouveau en entier, et garde ses droits et son propriétaire. Les liens sont suivis : ce qu'ils désignent est renouvelé, et ils restent. Dans un tube ou un périphérique, comme /dev/null ou une substitution de processus, le document est écrit directement.
EVH-U005 = rien ne s'appelle « { $name } » ici
    .label = nom inconnu
    .why = il y a des explications pour les codes d'erreur, les mesures, les noms du domaine, les verdicts et les raisons
    .help = { $near ->
        [yes] vouliez-vous dire « { $suggestion } » ?
       *[no] `evenhand metrics` donne la liste des mesures ; un code d'erreur ressemble à EVH-P004
    }
    .explain = `evenhand explain` prend un code d'erreur, l'identifiant ou un autre nom d'une mesure, un nom du domaine tel que demographic-parity, un verdict ou une raison.
EVH-U006 = deux sorties portent le nom { $file }
    .label = nommé deux fois
    .why = l'une écraserait l'autre
    .help = donnez à chaque sortie un nom à elle ; un nom avec {"{"}lang{"}"} est écrit dans les deux langues
    .explain = Chaque sortie a un nom à elle. La sortie standard reçoit un seul document.
EVH-U007 = la démonstration n'écrase pas { $file }
    .label = existe déjà
    .why = la démonstration n'a pas écrit ce fichier, ou quelqu'un l'a modifié depuis
    .help = nommez un autre dossier : evenhand demo NOUVEAU ; ou enlevez le fichier
    .explain = `evenhand demo` écrit dans un dossier une campagne inventée et son audit, avec la liste de ce qui a été écrit, SHA256SUMS. Les fichiers de cette liste que personne n'a modifiés sont remplacés, ainsi que les résultats de l'audit ; tout autre fichier dont le nom est requis l'arrête avant qu'il n'écrive.
EVH-U008 = { $file } existe déjà
    .label = n'est pas remplacé
    .why = une configuration contient des décisions que quelqu'un a prises
    .help = nommez un autre fichier : evenhand init DONNÉES -o NOUVEAU.toml ; ou enlevez l'ancien
    .explain = `evenhand init` écrit une nouvelle configuration et n'en remplace jamais.
EVH-U009 = { $file } est lu par cet audit
    .label = n'est pas remplacé
    .why = un document à sa place ferait disparaître ce dont il est tiré : données, configuration, règles, dérogations, cube ou audit enregistré
    .help = écrivez dans un fichier d'un autre nom, avec -o
    .explain = Les documents remplacent les fichiers du même nom : c'est ce qu'un enchaînement attend d'un rapport. Les fichiers qu'un audit lit ne sont jamais remplacés.

EVH-R001 = l'audit { $file } ne peut pas être lu
    .label = { $reason ->
        [not-found] ce fichier n'existe pas
        [is-folder] c'est un dossier
        [not-allowed] la lecture n'y est pas autorisée
        [device] c'est un périphérique, qui n'a pas de fin
        [pipe] c'est un tube nommé, et personne n'y écrira peut-être jamais
       *[other] le système a refusé de le lire
    }
    .why = un rapport se fait à partir du document entier
    .help = indiquez le fichier audit.json écrit par `evenhand audit -o audit.json`
    .explain = `evenhand report` lit un audit enregistré. Le système a refusé d'ouvrir ou de lire le fichier.
EVH-R002 = { $file } est incomplet, ou n'est pas un document d'audit
    .label = { $reason ->
        [cut] ligne { $line } : le texte s'arrête avant la fin du document
        [shape] ligne { $line } : un audit ne contient rien de tel à cet endroit
        [kind] le document ne dit pas ce qu'il est : il n'a pas de `schema`
       *[json] ligne { $line } : ceci n'est pas du JSON
    }
    .why = un rapport fait d'une partie d'un audit tairait ce qui manque
    .help = copiez de nouveau le fichier depuis l'endroit où il a été écrit, ou refaites l'audit
    .explain = Le fichier est abîmé, coupé, ou n'est pas un audit.json. Rien n'a été écrit.
EVH-R003 = { $file } n'est pas un audit que cette version lit
    .label = { HAS($found) ->
        [yes] son schéma est { $found } ; cette version lit { $schema }
       *[no] son schéma n'est pas d'evenhand ; cette version lit { $schema }
    }
    .why = les champs d'une autre version peuvent vouloir dire autre chose
    .help = utilisez la version d'evenhand qui l'a écrit, ou refaites l'audit avec celle-ci
    .explain = Le schéma d'un document nomme sa nature et sa version majeure. Les ajouts mineurs sont lus ; une autre version majeure est refusée.
EVH-R004 = { $file } se contredit
    .label = { $reason ->
        [finding] un contrôle juge une comparaison que le document ne contient pas
        [counts] les verdicts ne sont pas ceux des résultats comptés
       *[exit-code] le code de sortie n'est pas celui des contrôles
    }
    .why = deux rapports de ce document pourraient dire deux choses
    .help = quelqu'un ou quelque chose l'a modifié : prenez le document tel qu'il a été écrit, ou refaites l'audit
    .explain = Les verdicts, les comptes et le code de sortie d'un audit découlent les uns des autres. Un document où ce n'est pas le cas est refusé.

EVH-X001 = evenhand s'est arrêté sur une erreur interne
    .label = une erreur d'evenhand lui-même
    .why = { $fact }
    .help = merci de la signaler avec la ligne ci-dessous ; aucune donnée n'a été envoyée
    .explain = Il s'est produit quelque chose qu'evenhand tient pour impossible. Aucun résultat n'a été écrit. Le code de sortie est 2, jamais 0.
fault-versions = evenhand { $version }, { $system }

exit-zero = code de sortie 0 à la place, à cause de --exit-zero
progress-pace = { HAS($rate) ->
        [yes] , { ABOUT($rate) }/s
       *[no] {""}
    }{ HAS($left) ->
        [yes] , encore environ { PEOPLE($left) } { $unit }
       *[no] {""}
    }
progress-audience = lecture de l'audience : { PEOPLE($rows) } lignes{ progress-pace }
progress-decisions = lecture des décisions : { PEOPLE($rows) } lignes{ progress-pace }
written-to = écrit : { $file }
open-failed = avertissement : { $file } n'a pas pu être ouvert ici ; l'ouvrir dans un navigateur
report-code = l'audit s'est terminé par { $code } ; un rapport se termine par 0
fix-code = l'audit s'est terminé par { $code } ; une proposition se termine par 0

metrics-head = { $count } mesures
metrics-rates = Taux : parmi les personnes du dénominateur, la part de celles du numérateur
metrics-scores = Mesures des scores, avec columns.score
metrics-values = Moyennes d'une valeur, avec columns.value
metrics-known-as = aussi appelé : { $names }
metrics-field = Noms du domaine : « evenhand explain NOM » dit à quelle mesure et à quelle comparaison chacun correspond
metrics-letters = TP, FP, FN, TN : sélectionné ou non, résultat positif ou négatif. S : toutes les personnes sélectionnées ; R : toutes les personnes non sélectionnées. s : un score ; y : le résultat observé, 1 ou 0 ; v : une valeur (sous une racine : la variance des scores) ; n : un effectif ; M : la médiane générale ; 1 : le groupe ; 2 : sa référence.
explain-says = Ce que cela dit
explain-misses = Ce que cela ne dit pas
explain-formula = Formule
explain-source = Source
explain-ask = À demander par
explain-ask-check = { $keys }{ HAS($flag) ->
    [yes] { " " }(en ligne de commande { $flag })
   *[no] { "" }
}
explain-ask-finding = rien : le résultat est fourni sans être demandé, sous { $id }

explain-within = La valeur est dans la limite. Sauf si l’estimation décide, tout l’intervalle à 95 % du groupe y est : un groupe situé à la limite ou au-delà est déclaré dans la limite dans 2,5 audits sur 100 au plus.
explain-outside = La valeur est hors limite. Sauf si l’estimation décide, tout l’intervalle l’est, corrigé du nombre de comparaisons : pour une campagne sans aucun écart, 5 audits sur 100 au plus déclarent un groupe hors limite.
explain-shown = claim = "shown", par défaut : le contrôle est réussi quand les groupes dont le respect de la limite est établi réunissent au moins needs_coverage (0,8) des personnes comparées et qu’aucun groupe n’est hors limite. Pour le lancement : la limite est respectée pour cette part des personnes ; les groupes trop petits sont signalés comme indéterminés.
explain-no-evidence-outside = claim = "no-evidence-outside" : le contrôle est réussi quand aucun groupe n’est hors limite et que les groupes où un écart de needs_detectable aurait été vu 8 fois sur 10 réunissent au moins needs_coverage des personnes. Cela n’établit pas que la limite est respectée.
explain-point = claim = "point" : les estimations décident, sans tenir compte du hasard.
explain-process = inference = "process", par défaut : les personnes comptées sont un échantillon de ce que décide le même procédé, et les intervalles mesurent ce que le hasard peut changer à un taux. Ils valent pour une seule lecture : un audit refait jusqu’à ce qu’il dise ce qu’on espère se trompe bien plus souvent que 5 fois sur 100.
explain-monitoring = inference = "monitoring" : l’audit peut être refait à mesure que des personnes s’ajoutent, chaque jour ou à chaque lecture, et être arrêté à n’importe laquelle. Les intervalles sont plus larges (de moitié environ quand tuned_for personnes sont derrière une comparaison, davantage ailleurs) : une campagne sans écart est déclarée hors limite dans 5 années de lectures sur 100 au plus, et un groupe à la limite ou au-delà est déclaré dans la limite dans 2,5 sur 100 au plus. À chaque lecture, auditer toutes les personnes depuis le début, et ne pas changer tuned_for entre deux lectures. Il n’y a pas de valeur p : un test est une seule lecture.
explain-census = inference = "census" : les personnes comptées sont toutes celles dont parle l’audit ; il n’y a pas d’intervalle, et les estimations décident.
explain-cannot_tell = Les données sont compatibles avec les deux côtés de la limite. Il faudrait plus de personnes pour conclure.
explain-not_assessed = Il n’y a pas d’estimation ; un motif dit pourquoi.
explain-waived = La valeur est hors limite. Un rôle nommé l'a accepté jusqu'à une date, pour un motif énoncé.
