### Fichiers cube : erreurs et ce qui en est dit.

EVH-C001 = { $file } n'est pas un fichier cube
    .label = pas de cube.json
    .why = un fichier cube est un dossier qui contient cube.json
    .help = nommez le dossier qu'`evenhand count` ou `evenhand merge` a écrit
    .explain = `evenhand count -o NOM.cube` écrit un dossier avec cube.json et un fichier Parquet par cuboïde. Ici, ce dossier n'existe pas, ou il ne contient pas cube.json.
EVH-C002 = { $cube } et { $other } n'ont pas été comptés de la même façon : « { $key } » diffère
    .label = plans différents
    .why = des comptes de groupes ou de décisions différents ne s'additionnent pas
    .help = recomptez les deux parties avec une même configuration
    .explain = Des fichiers cube ne s'additionnent que là où une même ligne serait tombée dans la même cellule des deux : mêmes colonnes, mêmes attributs avec les mêmes tranches et correspondances, mêmes croisements, même graine. Les contrôles, les noms affichés et les fichiers peuvent différer.
EVH-C003 = { $file } a été compté dans les deux parties ({ $cube } et { $other })
    .label = les mêmes octets deux fois
    .why = ses personnes seraient comptées deux fois
    .help = retirez l'un des deux ; une audience se partage entre les parties comme les décisions
    .explain = Les empreintes des fichiers lus figurent dans cube.json, et l'une d'elles est dans les deux parties. Les personnes répétées dans des fichiers différents ne peuvent pas être détectées.
EVH-C004 = { $cube } et { $other } contiennent des campagnes différentes, et absent = "rejected"
    .label = non sélectionnées, mais dans quelles campagnes ?
    .why = l'audience d'une partie compterait comme non sélectionnée dans les campagnes de l'autre aussi
    .help = comptez chaque campagne à part, ou toutes les décisions à la fois
    .explain = Avec absent = "rejected", les personnes de l'audience sans décision comptent comme non sélectionnées dans chaque campagne des décisions. Une partie ne connaît que les campagnes de ses propres décisions.
EVH-C005 = { $file } ne se termine pas par .cube
    .label = ce n'est pas un nom de fichier cube
    .why = un dossier de données personnelles doit se reconnaître à son nom
    .help = nommez-le NOM.cube
    .explain = Les fichiers cube sont des dossiers dont le nom se termine par .cube.
EVH-C006 = { $file } existe déjà
    .label = n'est pas remplacé
    .why = des comptes exacts qui ont été gardés ne sont pas écrasés
    .help = donnez un autre nom, ou enlevez l'ancien
    .explain = `evenhand count` et `evenhand merge` écrivent un nouveau dossier et n'en remplacent aucun.
EVH-C007 = { $file } est inutilisable : { $reason ->
        [version] il n'est pas de la version evenhand.cube/1
        [document] cube.json est abîmé
        [kind] ce n'est pas un cube de comptes exacts
        [plan] cube.json se contredit sur la façon de compter
        [dimensions] ses dimensions ne sont pas celles de son plan
        [left-out] les personnes non comptées ne s'additionnent pas
        [digest] un fichier n'est pas celui que cube.json nomme
        [cells] un fichier ne contient pas les cellules que cube.json annonce
        [sums] ses comptes et ses sommes ne peuvent pas aller ensemble
       *[unreadable] un de ses fichiers ne peut pas être lu
    }
    .label = abîmé, incomplet ou modifié
    .why = un audit de tels comptes serait l'audit de personne
    .help = copiez de nouveau tout le dossier, ou recomptez les lignes
    .explain = Un fichier cube n'est lu que s'il est complet, si chaque fichier a l'empreinte qu'indique cube.json, et si les nombres sont de ceux qu'on obtient en comptant des personnes.
EVH-C008 = { $file } n'a pas été compté comme le dit la configuration : « { $key } » diffère
    .label = compté autrement
    .why = les nombres ne seraient pas ceux que la configuration décrit
    .help = prenez la configuration avec laquelle il a été compté, ou recomptez les lignes ; contrôles, limites et noms peuvent différer
    .explain = Un fichier cube peut être audité avec d'autres contrôles, limites, niveaux, références et noms, mais ses colonnes, attributs, tranches et correspondances sont fixés, et les croisements qui n'ont pas été gardés ne peuvent pas être refaits.

cube-written = écrit : { $file } ({ $people ->
        [one] { PEOPLE($people) } personne
       *[other] { PEOPLE($people) } personnes
    })
cube-personal = avertissement : { $cells ->
        [0] comptes exacts, dont des cellules de quelques personnes
        [one] une cellule contient une seule personne
       *[other] { PEOPLE($cells) } cellules contiennent une seule personne
    } ; traitez ce dossier comme des données personnelles
merge-repeats = remarque : les personnes présentes dans plusieurs des { $parts } parties ne peuvent pas être détectées, et comptent une fois dans chacune
dry-run = { $file } : configuration, fichiers et colonnes vont ensemble ({ $attributes ->
        [one] un attribut
       *[other] { $attributes } attributs
    }, { $checks ->
        [0] aucun contrôle
        [one] un contrôle
       *[other] { $checks } contrôles
    }) ; { HAS($rows) ->
        [yes] les valeurs { $rows ->
            [one] de la première ligne
           *[other] des { PEOPLE($rows) } premières lignes
        } sont lisibles ; rien n’a été compté ni écrit
       *[no] rien n’a été compté ni écrit
    }
