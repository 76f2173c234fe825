### Archives : ce qu'elles disent, et ce qui les en empêche.

archive-added = archivé : { $folder }
archive-noted = inscrit au registre : { $id }
archive-untold = { $folder } est un « bag » dont le registre ne parle pas
archive-nothing-found = aucun audit archivé n'a cela
archive-dry = { $count ->
    [0] rien n'est gardé au-delà de son échéance
    [one] rien n'a été retiré : avec --yes, celui-ci l'est, et une ligne reste au registre
   *[other] rien n'a été retiré : avec --yes, ces { $count } audits le sont, et une ligne reste au registre pour chacun
}
archive-due = { $id } : gardé jusqu'au { $until }
archive-gone = { $id } : retiré, gardé jusqu'au { $until }
archive-held = retenu
archive-no-end = pas d'échéance
archive-no-check = rien de jugé
archive-not-there = absent
archive-comparable = { $before } et { $after } ont posé la même question : leurs résultats peuvent être mis côte à côte.
archive-not-comparable = { $before } et { $after } ont posé des questions différentes : un écart entre leurs résultats n'en est pas forcément un entre les campagnes. Ce qui diffère : { $parts }.
archive-break = à partir d'ici, la question est une autre : { $parts }
archive-shown =
    { $name } ({ $id })
    daté du { $as_of }, archivé le { $added }, gardé jusqu'à : { $until }
    { $people } personnes ; { $verdict } ; sortie { $code }
archive-why-held = retenu : { $reason }
archive-head-as-of = date
archive-head-name = nom
archive-head-verdict = verdict
archive-head-outside = hors limite
archive-head-cannot-tell = indécidables
archive-head-until = gardé jusqu'à
archive-head-id = identifiant
archive-head-group = groupe
archive-head-value = valeur
archive-head-interval = intervalle
archive-head-check = contrôle
archive-head-before = avant
archive-head-after = après

verify-holds = vérifié
verify-fails = en défaut
verify-not-checked = non vérifié
verify-level-readable = lisible
verify-level-intact = intact
verify-level-consistent = cohérent
verify-level-rendered = documents
verify-level-source = source
verify-readable = { $schema }, écrit par evenhand { $version }
verify-unreadable = l'audit ne peut pas être lu
verify-needs-audit = l'audit ne peut pas être lu
verify-intact = { $files } fichiers sont tels que le dit manifest-sha256.txt{ $in_ledger ->
    [0] { "" }
   *[other] , et le « bag » est comparé au registre
}
verify-file = { $file } : { $is ->
    [missing] il manque
    [changed] il a été modifié
    [unlisted] aucun manifeste ne le cite
    [no-file] ce n'est pas un fichier
    [form] il n'a pas la forme voulue
    [other-id] son identifiant n'est pas le nom du dossier
   *[other] il ne peut pas être lu
}
verify-untold = le registre ne parle pas de ce « bag »
verify-other-bag = { $file } : ce n'est pas le « bag » dont parle le registre au { $on }
verify-summary = summary.json ne découle pas d'audit.json
verify-not-made-again = l'audit ne peut pas être refait à partir de ses effectifs
verify-no-cube = il n'y a ni cube ni configuration pour recalculer
verify-consistent = { $checks ->
    [one] 1 contrôle
   *[other] { $checks } contrôles
} et { $numbers } valeurs refaits à partir des effectifs, rien ne diffère{ $fixes ->
    [0] { "" }
   *[other] ; ce que changeraient les corrections a été calculé sur les lignes, et ne l'est pas
}
verify-differs = { $place } est autre une fois refait
verify-more = et { $count } de plus
verify-rendered = { $files } documents refaits sont les mêmes, octet pour octet
verify-rendered-otherwise = { $file } n'est pas ce que donne audit.json
verify-rendered-before = écrit par evenhand { $version }, qui a pu le dire avec d'autres mots
verify-no-data = aucune donnée n'a été fournie (--data FICHIER)
verify-source = les données ont été recomptées
verify-source-unread = les données ne peuvent pas être comptées
verify-other-data = ces données ne donnent pas le cube de l'audit
verify-ledger = registre : { $audits ->
    [one] 1 audit
   *[other] { $audits } audits
}, chaque ligne découle de la précédente
verify-judged = Selon { $pack } au { $as_of } : { $now } (sortie { $now_code }). Dans l'archive : { $before } (sortie { $before_code }).

site-title = Audits archivés
site-made = Établi à partir des résumés d'une archive ; rien n'est recalculé ici.
site-footer = Cette page est une copie de ce que contient l'archive. Pour vérifier un audit lui-même : evenhand verify, avec le dossier qui porte son identifiant.
site-index = { $count ->
    [one] 1 audit
   *[other] { $count } audits
}, le plus récent d'abord. Une date mène au rapport, un nom à la campagne au fil du temps.
site-audits = Audits
site-people = personnes
site-back = Tous les audits
site-other-language = English version
site-check = Contrôle
site-how-to-read = Chaque figure montre un groupe : l'estimation de chaque audit, l'intervalle qui l'entoure, et les limites en lignes. Une ligne s'interrompt là où une autre question a été posée ; le tableau dessous dit quelle partie a changé.
site-says = { $count ->
    [one] 1 audit
   *[other] { $count } audits
} ; au { $as_of } : { $value }, { $verdict }.
site-values = Les valeurs
site-question = question
site-written = { $folder } : { $pages } pages, dont { $made } réécrites

EVH-A001 = { $file } n'est pas une archive
    .label = { $reason ->
        [not-found] ce dossier n'existe pas
        [no-ledger] il n'a pas de LEDGER.jsonl, et contient d'autres fichiers
        [not-allowed] la lecture n'y est pas autorisée
       *[other] le système a refusé de lire son registre
    }
    .why = ce qu'on lit et écrit comme archive doit en être une
    .help = indiquez le dossier d'une archive avec -a ; `evenhand archive add audit.json -a DOSSIER` et `evenhand audit --archive DOSSIER` en commencent une dans un dossier neuf ou vide
    .explain = Une archive est un dossier qui contient un dossier par audit, et LEDGER.jsonl, qui dit ce qui leur est arrivé.
EVH-A002 = cet audit est déjà archivé, sous { $id }
    .label = elle contient exactement le même audit
    .why = une seconde copie serait un autre audit pour qui les compte
    .help = laissez-le ; un audit qui diffère en quoi que ce soit reçoit son propre identifiant
    .explain = L'identifiant d'un audit archivé est formé de sa date, de son nom et de l'empreinte de son document, de son cube et de sa configuration.
EVH-A003 = { $reason ->
    [several] plusieurs audits archivés commencent par { $id }
    [check] aucun audit archivé n'a de contrôle appelé { $id }
   *[none] aucun audit archivé ne s'appelle { $id }
}
    .label = rien n'a été fait
    .why = { $reason ->
        [several] ce n'est pas à evenhand de deviner lequel était voulu
       *[other] un nom erroné passerait pour une réponse
    }
    .help = { $reason ->
        [several] tapez davantage de l'identifiant
        [check] regardez les contrôles d'un audit avec `evenhand archive show ID`
       *[none] listez-les avec `evenhand archive list` ; ceux qui ont été retirés n'ont qu'une ligne au registre
    }
    .explain = Un audit archivé se désigne par son identifiant, qui est le nom de son dossier, ou par le début de celui-ci.
EVH-A004 = le registre { $file } n'est pas tel qu'il a été écrit
    .label = ligne { $line } : { $reason ->
        [digest] la ligne a été modifiée
        [chain] elle ne découle pas de la ligne précédente
        [order] son numéro est un autre
       *[other] ce n'est pas une ligne de registre
    }
    .why = rien ne s'écrit après une ligne à laquelle on ne peut se fier
    .help = remettez une copie entière du fichier ; les audits à côté se vérifient un à un avec `evenhand verify DOSSIER`
    .explain = Chaque ligne du registre contient sa propre empreinte et celle de la ligne précédente.
EVH-A005 = quelqu'un d'autre modifie en ce moment l'archive { $file }
    .label = elle est verrouillée
    .why = de deux écritures simultanées, l'une serait perdue
    .help = réessayez quand ce sera fini
    .explain = Qui modifie une archive la verrouille jusqu'à ce que la modification soit entière.
EVH-A006 = { $file } ne contient pas { $what ->
    [bag] d'audit archivé
    [cube] de cube pour recalculer
   *[other] de summary.json qui puisse être lu
}
    .label = { $what ->
        [bag] ce n'est ni un « bag » ni une archive
       *[other] il manque ou est endommagé
    }
    .why = ce qui n'est pas là ne peut pas être regardé
    .help = { $what ->
        [bag] indiquez le dossier d'un audit archivé, ou celui d'une archive entière
        [cube] archivez les audits avec `evenhand audit --archive DOSSIER`, ou avec --cube
       *[other] voyez ce qu'il en est avec `evenhand verify { $file }`
    }
    .explain = Un audit archivé est un dossier (un « bag ») avec audit.json et ce qui en est fait, et le plus souvent le cube dont découle chaque nombre.
EVH-A007 = l'audit ne découle pas de ce cube et de cette configuration
    .label = { $what } est autre une fois refait
    .why = une archive garde ce qui peut être recalculé
    .help = indiquez le cube et la configuration avec lesquels l'audit a été fait, ou archivez-le dans la même commande : `evenhand audit --archive DOSSIER`
    .explain = Avant d'être archivé avec son cube et sa configuration, un audit est refait à partir d'eux et comparé, valeur par valeur.
