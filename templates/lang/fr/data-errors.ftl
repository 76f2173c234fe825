### Erreurs des données : fichiers, colonnes, lignes. L'identifiant est le code permanent ; la valeur est le titre,
### `.label` se place à côté du repère quand l'endroit est dans la configuration, `.why` et `.help` dessous, `.explain` est
### le texte plus long de `evenhand explain CODE`. Aucun message ne cite de cellule : noms de fichiers et de colonnes,
### nombres et libellés seulement.

EVH-D001 = { $file } est introuvable
    .label = ce fichier n'existe pas
    .why = sans lui, il n'y a rien à compter
    .help = { $from ->
        [flag] vérifiez le chemin : il part du dossier courant ; un dossier doit contenir des fichiers .csv, .parquet, .ndjson ou .arrow, directement ou dans des dossiers nommés clé=valeur
       *[config] vérifiez le chemin : dans une configuration, il part du dossier de celle-ci ; en ligne de commande, du dossier courant ; un dossier doit contenir des fichiers .csv, .parquet, .ndjson ou .arrow, directement ou dans des dossiers nommés clé=valeur
    }
    .explain = Le chemin ne désigne aucun fichier, ou le motif ou le dossier n'en contient aucun de lisible. Dans un dossier, les fichiers cachés et ceux qui commencent par un tiret bas sont ignorés.
EVH-D002 = { $file } ne peut pas être lu
    .label = le système a refusé de le lire
    .why = un fichier lu en partie donnerait l'audit d'une partie
    .help = vérifiez que vous avez le droit de lire ce fichier et que son disque est accessible
    .explain = Le système d'exploitation a refusé d'ouvrir ou de lire le fichier.
EVH-D003 = { $file } est { $format ->
        [gzip] du Parquet ou de l'Arrow compressé une fois de plus (gzip)
        [zstd] du Parquet ou de l'Arrow compressé une fois de plus (zstd)
        [zip] une archive zip, ou un classeur endommagé
        [xz] compressé (xz)
        [bzip2] compressé (bzip2)
        [excel] un classeur endommagé, ou protégé par un mot de passe
        [orc] un fichier ORC
        [avro] un fichier Avro
        [feather] un fichier Feather de version 1
        [sqlite] une base de données
        [pdf] un document PDF
       *[other] dans un autre format
    }, qui n'est pas lu
    .label = ce format n'est pas lu
    .why = evenhand lit le CSV, le NDJSON et les listes JSON, aussi en .gz et .zst, le Parquet, l’Arrow IPC et les classeurs (.xlsx, .xls, .ods)
    .help = { $format ->
        [gzip] décompressez-le : ces formats compriment eux-mêmes leur contenu
        [zstd] décompressez-le : ces formats compriment eux-mêmes leur contenu
        [zip] sortez le fichier de l’archive, ou enregistrez de nouveau le classeur
        [xz] décompressez-le, ou compressez-le en .gz ou .zst
        [bzip2] décompressez-le, ou compressez-le en .gz ou .zst
        [excel] enregistrez-le sans mot de passe, ou enregistrez la feuille en CSV
       *[other] écrivez-le en CSV ou en Parquet
    }
    .explain = Les premiers octets d'un fichier disent ce qu'il est ; son nom ne départage que les sortes de texte.
EVH-D004 = il n'y a pas de colonne « { $column } » dans { $file }{ $elsewhere ->
        [yes] {" "}(elle est dans { $other })
       *[no] {""}
    }
    .label = cette colonne n'existe pas
    .why = s'en passer répondrait à une autre question
    .help = { $elsewhere ->
        [yes] donnez cette colonne à tous les fichiers de la table, ou retirez celui qui ne l’a pas
       *[no] { $near ->
            [yes] vouliez-vous dire « { $suggestion } » ?
           *[no] { $below ->
                [yes] l’en-tête semble se trouver sous { $skip ->
                    [one] une ligne
                   *[other] { $skip } lignes
                } : { $from ->
                    [flag] --csv skip={ $skip }
                   *[config] csv = {"{"} skip = { $skip } {"}"}
                }
               *[no] vérifiez le nom : majuscules et minuscules comptent, et un fichier texte commence par une ligne d’en-tête
            }
        }
    }
    .explain = Le plan nomme une colonne que ni les décisions ni l'audience ne possèdent. Une colonne est d'abord cherchée dans les décisions. Les autres colonnes ne sont pas énumérées : sans en-tête, la première ligne d'un fichier est faite de données.
EVH-D005 = { $file } est vide
    .label = aucun octet, ou des blancs seulement
    .why = un fichier sans en-tête ne se distingue pas d'un fichier coupé
    .help = vérifiez si l'export qui l'a produit a été interrompu
    .explain = Le fichier ne contient rien, pas même un en-tête.
EVH-D006 = { $file } a un en-tête et aucune ligne
    .label = aucune ligne
    .why = aucun taux ne se calcule sur personne
    .help = vérifiez le filtre de l'export qui l'a produit
    .explain = Les colonnes sont là, mais aucune ligne ne l'est.
EVH-D007 = { $file } est endommagé ou n'est pas du format annoncé
    .label = il ne peut pas être décodé
    .why = les lignes encore lisibles ne sont peut-être pas toutes les lignes
    .help = produisez ou copiez de nouveau le fichier, et comparez sa taille à celle de l'original : un fichier coupé a perdu ses derniers octets
    .explain = Un fichier Parquet ou Arrow se termine par une table des matières, un flux Arrow par une marque, un fichier compressé par une somme de ses octets. Si elle manque ou ne s'accorde pas avec le reste, le fichier a été coupé ou abîmé, ou n'a jamais été ce que dit son nom.
EVH-D008 = { $file } n'est pas du texte { $encoding }
    .label = des octets qui ne sont pas du { $encoding }
    .why = deviner changerait des libellés
    .help = { $from ->
        [flag] indiquez l’encodage, par exemple --csv encoding=windows-1252, ou enregistrez de nouveau le fichier dans un seul encodage
       *[config] indiquez l’encodage, par exemple : csv = {"{"} encoding = "windows-1252" {"}"} ; ou enregistrez de nouveau le fichier dans un seul encodage
    }
    .explain = La ligne indiquée contient des octets que l'encodage n'a pas. Un texte qui ne dit pas comment il est écrit est lu comme de l'UTF-8 ; si sa première lettre hors de l'ASCII n'en est pas, comme du Windows-1252, et le rapport le dit ; l'UTF-16 se reconnaît à ses premiers octets. Un fichier où les deux se trouvent est refusé, sauf si csv.encoding tranche.
EVH-D009 = une ligne de { $file } a { $fields } champs, l'en-tête { $expected }
    .label = trop de champs
    .why = les champs qui suivent le premier champ en trop sont dans la mauvaise colonne
    .help = { $below ->
        [yes] { $skip ->
            [one] l’en-tête semble se trouver sous une ligne étrangère au tableau : { $from ->
                [flag] --csv skip=1
               *[config] csv = {"{"} skip = 1 {"}"}
            }
           *[other] l’en-tête semble se trouver sous { $skip } lignes étrangères au tableau : { $from ->
                [flag] --csv skip={ $skip }
               *[config] csv = {"{"} skip = { $skip } {"}"}
            }
        }
       *[no] mettez entre guillemets les champs qui contiennent le séparateur, ou indiquez le séparateur : { $from ->
                [flag] --csv 'separator=;'
               *[config] csv = {"{"} separator = ";" {"}"}
            } ; pour ignorer des lignes au-dessus de l’en-tête : { $from ->
                [flag] --csv skip=2
               *[config] csv = {"{"} skip = 2 {"}"}
            }
    }
    .explain = Une ligne est plus longue que l'en-tête. Souvent, un texte contient le séparateur sans être entre guillemets ; si toutes les lignes sont concernées, le séparateur est un autre.
EVH-D010 = un guillemet de { $file } n'est pas fermé
    .label = le guillemet qui s'ouvre dans cette ligne ne se ferme jamais
    .why = tout ce qui suit serait lu comme un seul champ
    .help = fermez le guillemet ; un guillemet entre guillemets s'écrit deux fois : "il a dit ""oui"""
    .explain = Un champ qui commence par un guillemet se termine par un guillemet. La ligne indiquée est celle où il s'ouvre.
EVH-D011 = { $file } a deux fois « { $column } »
    .label = pas unique
    .why = le hasard déciderait laquelle des deux est auditée
    .help = renommez l'une des deux colonnes ; une colonne du fichier ne peut pas porter le nom d'un dossier tel que region=nord
    .explain = L'en-tête ou un objet JSON nomme une colonne deux fois, ou une colonne est à la fois dans le fichier et dans le nom de son dossier, et le plan la nomme.
EVH-D012 = { $file } contient des fichiers de formats différents
    .label = plusieurs formats
    .why = ce sont peut-être les mêmes lignes, comptées deux fois
    .help = gardez un seul format dans le dossier, ou donnez un motif tel que parts/*.parquet
    .explain = Les parties d'une table doivent être dans un seul format.
EVH-D013 = la colonne « { $column } » de { $file } est de type { $type }
    .label = ni libellés ni nombres
    .why = une liste ou un enregistrement n'est pas une valeur
    .help = écrivez une valeur par ligne : texte, nombre, date, vrai ou faux
    .explain = Le type de la colonne n'a ni texte qui puisse servir de libellé, ni nombre.
EVH-D014 = { $file } a changé pendant sa lecture
    .label = ce n'est plus le même fichier
    .why = compter la moitié d'un ancien fichier et la moitié d'un nouveau ne compte ni l'un ni l'autre
    .help = attendez que le programme qui écrit le fichier ait terminé, ou auditez une copie
    .explain = La taille et la date d'un fichier sont comparées avant et après la lecture, et le nombre d'octets lus avec sa taille.
EVH-D015 = { $reason ->
        [terminal] rien n'arrive sur l'entrée standard
       *[empty] l'entrée standard est vide
    }
    .label = « - » lit l'entrée standard
    .why = sans lignes, il n'y a rien à compter
    .help = { $reason ->
        [terminal] envoyez-y un fichier, par exemple : zcat people.csv.gz | evenhand audit -
       *[empty] vérifiez que la commande qui précède n'a pas échoué
    }
    .explain = « - » comme DATA, ou comme data.decisions ou data.audience, lit l'entrée standard. Le format se reconnaît aux premiers octets. Le CSV et le NDJSON sont lus au fil de l'eau ; le Parquet et l'Arrow sont gardés dans un fichier temporaire sans nom, qui disparaît à la fin.
EVH-D016 = une ligne de { $file } dépasse 16 Mo
    .label = une ligne sans fin
    .why = la mémoire reste bornée, quoi que contienne un fichier compressé
    .help = vérifiez que le fichier est du texte, avec un saut de ligne après chaque ligne
    .explain = Aucune ligne d'une table n'est aussi longue. Le fichier n'est pas le texte qu'il semble être, ou ses lignes se terminent autrement.
EVH-D017 = une ligne de { $file } n'est pas un objet JSON
    .label = pas un objet
    .why = les lignes encore lisibles ne sont peut-être pas toutes les lignes
    .help = écrivez un objet par ligne, sans saut de ligne à l’intérieur, ou une seule liste d’objets, et vérifiez que la fin y est
    .explain = En NDJSON, chaque ligne contient un objet, la ligne de la table. Un fichier qui commence par [ est une seule liste d’objets, qui se termine par ] : sans lui, le fichier a été coupé.
EVH-D018 = « { $column } » est { $before ->
        [text] du texte
        [yes-no] true ou false
       *[number] un nombre
    } dans certaines lignes de { $file } et { $found ->
        [text] du texte
        [yes-no] true ou false
       *[number] un nombre
    } dans d'autres
    .label = une autre sorte de valeur qu'auparavant
    .why = ce n'est pas à un audit de deviner si "1", 1 et true sont la même chose
    .help = écrivez le champ de la même façon sur chaque ligne ; null, ou pas de champ, est une valeur manquante
    .explain = Un champ de NDJSON est du texte, un nombre, ou true et false, sur toutes les lignes. La ligne indiquée est la première d'une autre sorte.
EVH-D019 = { $file } n'a pas pu être gardé dans un fichier temporaire
    .label = { $reason ->
        [full] il n'y a plus de place
       *[other] le système a refusé
    }
    .why = les fichiers Parquet et Arrow se terminent par leur table des matières et ne peuvent pas être lus dans un tube
    .help = libérez de la place, indiquez un autre dossier dans TMPDIR, ou donnez le chemin du fichier
    .explain = Ce qui arrive par un tube et n'est pas du texte est d'abord gardé dans un fichier sans nom, que le système efface.
EVH-D020 = « { $column } » n'est pas oui ou non : { $more ->
        [yes] plus de { $values } autres valeurs
       *[no] { $values ->
            [one] une autre valeur
           *[other] { $values } autres valeurs
        }
    }
    .label = ni 0/1 ni true/false
    .why = il faudrait deviner si une troisième valeur veut dire oui ou non
    .help = { $sql ->
        [yes] que l'expression donne true ou false, ou 1 ou 0 : un nombre, comparez-le
       *[no] { $from ->
            [flag] indiquez la valeur qui veut dire oui : { $flag } { $column }=VALEUR
           *[config] indiquez les valeurs qui veulent dire oui : positive = ["..."] ; pour un score, un seuil : at_least = 0.5
        }
    }
    .explain = Une décision ou une issue se lit dans 0 et 1, 0.0 et 1.0, ou true et false. L'endroit indiqué est la première ligne qui porte une autre valeur ; cette valeur n'est pas montrée, car c'est une donnée.
EVH-D021 = « { $column } » n'est pas toujours un nombre : { $more ->
        [yes] plus de { $values } autres valeurs
       *[no] { $values ->
            [one] une autre valeur
           *[other] { $values } autres valeurs
        }
    }
    .label = ne se compare pas au seuil
    .why = ce qui n'est pas un nombre n'est ni au-dessus ni au-dessous d'un seuil
    .help = { $signs ->
        [no] laissez le champ vide quand il n’y a pas de score
       *[other] { numbers-signs }
    }
    .explain = Le plan lit cette colonne par un seuil (at_least ou above), et certaines valeurs sont du texte, NaN ou infinies. Une valeur vide ou nulle est manquante, ce n'est pas une erreur.
EVH-D022 = « { $column } » { $reason ->
        [negative] est négatif
        [not-whole] n'est pas un nombre entier
        [doubtful] peut se lire de deux façons
        [too-many] dépasse, au total, ce qui se compte exactement,
       *[other] n'est pas un nombre
    } dans une ligne
    .label = pas un nombre de personnes
    .why = les personnes se comptent en nombres entiers à partir de 0
    .help = { $signs ->
        [no] { $reason ->
            [not-whole] les fractions sont arrondies sur demande, par exemple { $from ->
                [flag] --round count ou --round selected
               *[config] selected = {"{"} column = "{ $column }", round = true {"}"}
            } ; pour des poids, utilisez { $from ->
                [flag] --weight
               *[config] columns.weight
            }
           *[other] vérifiez la colonne ; pour des poids, utilisez { $from ->
                [flag] --weight
               *[config] columns.weight
            }
        }
       *[other] { numbers-signs }
    }
    .explain = columns.count et columns.selected disent combien de personnes une ligne représente. Les valeurs vides sont écartées et comptées ; les autres doivent être des entiers à partir de 0, et 2^53 au plus en tout (2^33 si les lignes ont des poids).
EVH-D023 = « { $column } » dépasse le nombre de personnes dans une ligne
    .label = plus de personnes sélectionnées qu'il n'y en a
    .why = aucune part ne dépasse un
    .help = vérifiez si les deux colonnes sont inversées, ou relevées à des dates différentes
    .explain = Dans la ligne indiquée, columns.selected est plus grand que columns.count.
EVH-D024 = le poids « { $column } » { $reason ->
        [negative] est négatif
        [not-finite] n'est pas fini
        [too-large] vaut 536870912 (2^29) ou plus
       *[other] n'est pas un nombre
    } dans une ligne
    .label = pas un poids
    .why = les sommes de poids sont tenues exactement, et un poids négatif retire des personnes
    .help = { $reason ->
        [too-large] changez l'échelle des poids : seules leurs proportions comptent
       *[other] { $signs ->
            [no] laissez le champ vide quand il n’y a pas de poids
           *[other] { numbers-signs }
        }
    }
    .explain = Un poids va de 0 à 536870912 (2^29), non compris. Il est tenu comme multiple exact de 2^-64, si bien qu'aucun ordre des lignes ne change un chiffre. Les lignes sans poids sont écartées et comptées.
EVH-D025 = « { $attribute } » a { $more ->
        [yes] plus de { $groups }
       *[no] { $groups }
    } groupes, plus que { $max }
    .label = trop de groupes
    .why = des groupes de quelques personnes ne se comparent pas et peuvent désigner quelqu'un
    .help = { $numeric ->
        [yes] découpez les nombres en tranches, ici des cinquièmes des valeurs, à peu près : { $from ->
            [flag] --bins '{ $attribute }={ $bins }'
           *[config] bins = [{ $bins }]
        }
       *[no] { $from ->
            [flag] retirez-le de --attributes s’il désigne des personnes ; pour garder autant de groupes : { part-written }
           *[config] réunissez des groupes avec une table map, avec "*" pour tous les autres ; ou relevez privacy.max_groups
        }
    }
    .explain = Chaque libellé d'un attribut est un groupe. La limite est privacy.max_groups. Des nombres tels qu'un âge demandent des tranches ; de longues listes de lieux ou de métiers, une table map.
EVH-D026 = la table map de « { $attribute } » oublie { $bins ->
        [0] { $more ->
            [yes] plus de { $values } valeurs
           *[no] { $values ->
                [one] une valeur
               *[other] { $values } valeurs
            }
        }
        [one] la tranche { $listed }
       *[other] les tranches { $listed }
    } de « { $column } » ({ $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    })
    .label = { $bins ->
        [0] des valeurs que map n’énumère pas
       *[other] des tranches que map n’énumère pas
    }
    .why = des personnes d’aucun groupe disparaîtraient de l’audit
    .help = { $bins ->
        [0] ajoutez ces valeurs à map, ou "*" = "autre" pour toutes ; celles qui veulent dire « inconnu » vont dans missing
       *[other] ajoutez à map, pour chacune, "TRANCHE" = "GROUPE", ou "*" = "autre" pour toutes
    }
    .explain = Une table map doit nommer chaque valeur ou avoir une entrée "*". Les valeurs oubliées ne sont pas montrées, car ce sont des données. Les tranches viennent avant map, qui énumère alors des tranches.
EVH-D027 = « { $column } » a des tranches et n'est pas toujours un nombre : { $more ->
        [yes] plus de { $values } autres valeurs
       *[no] { $values ->
            [one] une autre valeur
           *[other] { $values } autres valeurs
        }
    } ({ $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    })
    .label = pas de nombre à mettre dans une tranche
    .why = ce qui n'est pas un nombre n'est dans aucune tranche
    .help = { $signs ->
        [no] { $from ->
            [flag] nommez les mots tels que NA : --missing NA
           *[config] énumérez dans missing les mots tels que "NA"
        }
       *[other] { numbers-signs }
    }
    .explain = Chaque valeur d'un attribut découpé en tranches doit être un nombre, être vide ou figurer dans missing.
EVH-D028 = « { $attribute } » { $groups ->
        [0] n'a aucun groupe
       *[other] n'a qu'un groupe
    }
    .label = rien à comparer
    .why = l'égalité de traitement est une comparaison de groupes
    .help = { $from ->
        [flag] vérifiez la colonne « { $column } » et les mots de --missing, ou retirez l’attribut de --attributes
       *[config] vérifiez la colonne « { $column } », la table map et les mots de missing, ou retirez l'attribut
    }
    .explain = Parmi les personnes comptées, moins de deux valeurs de l'attribut apparaissent. Une valeur manquante n'est pas un groupe.
EVH-D029 = personne dans « { $attribute } » n'a le libellé { $reference }
    .label = pas parmi les groupes
    .why = une autre référence répondrait à une autre question
    .help = { $near ->
        [yes] vouliez-vous dire { $suggestion } ?
       *[no] les groupes sont : { $labels }{ $more ->
            [0] {""}
           *[other] {" "}et { $more } de plus
        }
    }
    .explain = La référence nommée pour l'attribut doit être le libellé d'un de ses groupes, après tranches et table map, à la lettre près.
EVH-D030 = { $file } ne peut pas être écrit
    .label = { $reason ->
        [no-folder] ce dossier n'existe pas
        [not-allowed] l'écriture n'y est pas autorisée
        [full] il n'y a plus de place
        [columns] ses colonnes n'ont pas toutes la même longueur
       *[other] le système a refusé de l'écrire
    }
    .why = un résultat qui n'est pas enregistré serait perdu
    .help = choisissez un dossier qui existe et où l'écriture est permise
    .explain = Un fichier est d'abord écrit sous un nom provisoire dans le même dossier, puis renommé : un nom désigne l'ancien fichier ou le nouveau tout entier.
EVH-D031 = { $selected ->
        [all] { $blank ->
            [0] tout le monde est sélectionné dans { $file }
           *[other] toutes les personnes qui ont une décision dans { $file } sont sélectionnées
        }
       *[none] personne n’est sélectionné dans { $file }
    }
    .label = personne de l’autre côté
    .why = { $selected ->
        [all] { $blank ->
            [0] ce fichier n’énumère que les personnes choisies ; savoir si elles l’ont été à égalité dépend des autres
           *[other] { $blank } personnes n’ont pas de décision, et rien ne dit si un champ vide veut dire non
        }
       *[none] là où personne n’est choisi, aucun groupe n’est préféré
    }
    .help = { $selected ->
        [all] { $blank ->
            [0] { $from ->
                [flag] donnez l’audience : --audience toutes.csv --key id --absent rejected
               *[config] donnez l’audience et absent = "rejected"
            }
           *[other] si un champ vide veut dire non : { $from ->
                [flag] { $flag } { $column }={ $yes } { $flag }-negative ''
               *[config] decision = {"{"} column = "{ $column }", positive = ["{ $yes }"], negative = [""] {"}"}
            } ; si le fichier n’énumère que les personnes choisies, donnez l’audience
        }
       *[none] vérifiez quelles valeurs veulent dire sélectionné : { $from ->
            [flag] { $flag } { $column }=VALEUR
           *[config] positive = ["..."]
        }
    }
    .explain = Un taux de sélection demande des personnes sélectionnées et d'autres qui ne le sont pas. Une liste de destinataires est un fichier de personnes choisies : nommez dans data.audience la table de toutes celles qui pouvaient l'être, avec absent = "rejected".
EVH-D032 = toutes les lignes de { $file } sont écartées ({ $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    })
    .label = il ne reste personne
    .why = aucun taux ne se calcule sur personne
    .help = vérifiez la colonne de décision et, avec une audience, que les deux clés s'écrivent de la même façon
    .explain = Une ligne est écartée sans décision, sans nombre, sans poids ou sans clé, ou quand personne dans l'audience n'a sa clé. Ici, elles le sont toutes.
EVH-D033 = { $people ->
        [one] une personne de { $file } n'a
       *[other] { $people } personnes de { $file } n'ont
    } pas de décision
    .label = { $from ->
        [flag] --absent error veut une décision pour chaque personne
       *[config] absent = "error" veut une décision pour chaque personne
    }
    .why = qui manque dans les décisions a peut-être été oublié
    .help = { $from ->
        [flag] complétez les décisions, ou --absent left-out, ou --absent rejected
       *[config] complétez les décisions, ou indiquez absent = "left-out" ou "rejected"
    }
    .explain = Avec absent = "error", chaque personne de l'audience doit figurer dans les décisions.
EVH-D034 = une personne est deux fois dans l'audience, avec des valeurs différentes
    .label = deux fois, et pas à l'identique
    .why = le hasard déciderait laquelle des deux lignes compte
    .help = gardez une ligne par clé
    .explain = La ligne indiquée porte une clé déjà rencontrée, avec un autre attribut, un autre poids ou un autre résultat. Les lignes qui répètent une personne mot pour mot sont lues une fois et signalées.
EVH-D035 = « { $column } » a { $more ->
        [yes] plus de { $groups }
       *[no] { $groups }
    } campagnes, plus que { $max }
    .label = trop de campagnes
    .why = une colonne qui a une valeur par ligne n'est pas une campagne
    .help = { $from ->
        [flag] nommez la colonne de la campagne, pas celle du message ou de la personne : --campaign COLONNE ; { part-written }
       *[config] nommez la colonne de la campagne, pas celle du message ou de la personne ; ou relevez privacy.max_groups
    }
    .explain = Chaque valeur de columns.campaign est une campagne.
EVH-D036 = un croisement d'attributs est trop grand pour être compté
    .label = trop d'attributs à la fois
    .why = ses cases ne pourraient pas être distinguées
    .help = { $from ->
        [flag] croisez moins d’attributs : --depth 1
       *[config] déclarez des croisements plus petits, ou moins de groupes avec des tranches et des tables map
    }
    .explain = Les codes d'un croisement doivent tenir ensemble dans 64 bits, et une audience compte moins de 2^32 personnes.
EVH-D037 = trop de campagnes pour une audience de { $people } personnes
    .label = un bit par personne et par campagne prendrait plus de deux gigaoctets
    .why = sans cela, nul ne sait qui est absent de quelle campagne
    .help = auditez moins de campagnes à la fois
    .explain = Quand les décisions nomment des campagnes et que les personnes viennent d'une seconde table, evenhand retient pour chaque campagne qui y a une décision.
EVH-D050 = un score de « { $column } » { $reason ->
        [not-finite] n'est pas fini
        [too-large] vaut 2147483648 ou plus en valeur absolue
       *[other] n'est pas un nombre
    }
    .label = pas un score
    .why = les personnes sont classées par leur score, et un tel score n'a pas de rang
    .help = { $reason ->
        [too-large] changez l'échelle des scores : seuls leur ordre et leurs écarts comptent
       *[other] { $signs ->
            [no] laissez le champ vide quand il n’y a pas de score
           *[other] { numbers-signs }
        }
    }
    .explain = Un score est un nombre inférieur à 2^31 en valeur absolue, tenu comme multiple exact de 2^-32, si bien qu'aucun ordre des lignes ne change un chiffre. Les personnes sans score sont comptées et n'entrent dans aucune mesure des scores.
EVH-D051 = une valeur de « { $column } » { $reason ->
        [not-finite] n'est pas finie
        [too-large] atteint 2147483648 ou plus en valeur absolue
       *[other] n'est pas un nombre
    }
    .label = pas une valeur
    .why = les valeurs sont additionnées, et une seule de ce genre priverait de sens toutes les sommes
    .help = { $reason ->
        [too-large] changez l'échelle des valeurs, en milliers par exemple
       *[other] { $signs ->
            [no] laissez le champ vide quand il n’y a pas de valeur
           *[other] { numbers-signs }
        }
    }
    .explain = Une valeur est un nombre inférieur à 2^31 en valeur absolue, tenu comme multiple exact de 2^-32, si bien qu'aucun ordre des lignes ne change un chiffre. Les personnes sans valeur sont comptées et n'entrent dans aucune moyenne.
EVH-D052 = les scores de « { $column } » ont plus de { $most } valeurs différentes, et certains sortent des classes
    .label = ni peu de scores, ni des scores dans les classes
    .why = des scores si nombreux sont tenus par classes, par défaut 1 024 de même largeur entre 0 et 1
    .help = { $from ->
        [flag] il faut indiquer le score le plus bas et le plus haut ; { part-written }
       *[config] nommez les bornes : score = {"{"} column = "{ $column }", edges = [300, 400, 500] {"}"}, du score le plus bas au plus haut
    }
    .explain = Les scores sont tenus un à un tant qu'il y en a au plus 4 096 différents. Au-delà, ils sont tenus par classes ; chaque score doit se trouver dans l'une d'elles, borne basse comprise, borne haute non comprise, sauf pour la dernière qui a les deux.
EVH-D053 = une ligne atteint « { $stage } » sans avoir atteint « { $before } »
    .label = une étape tardive sans une étape antérieure
    .why = un entonnoir dit combien de personnes passent de chaque étape à la suivante : personne ne peut en sauter une
    .help = vérifiez l'ordre des étapes dans [funnel], ou corrigez la colonne de l'étape antérieure
    .explain = Chaque étape d'un entonnoir est une colonne de 0/1 ou true/false, de la première à la dernière. Quiconque en a atteint une a atteint les précédentes ; un champ vide est inconnu.
EVH-D054 = { $part ->
        [cost] un coût
       *[reach] une audience touchée
    } de « { $column } » { $reason ->
        [negative] est en dessous de 0
        [not-finite] n'a pas de valeur finie
        [too-large] atteint 2147483648 ou plus
       *[other] n'est pas un nombre
    }
    .label = { $part ->
        [cost] pas une somme d'argent
       *[reach] pas un nombre de personnes
    }
    .why = ce que disent les lignes est additionné par campagne et par groupe, et un seul nombre de ce genre priverait de sens toutes les sommes
    .help = { $reason ->
        [too-large] exprimez-le en milliers
        [negative] indiquez ce qui a été dépensé ou touché ; laissez le champ vide quand on ne le sait pas
       *[other] { $signs ->
            [no] laissez le champ vide quand on ne le sait pas
           *[other] { numbers-signs }
        }
    }
    .explain = L'argent et l'audience touchée sont des nombres à partir de 0 et inférieurs à 2^31, tenus comme multiples exacts de 2^-32, si bien qu'aucun ordre des lignes ne change un chiffre. Un champ vide est inconnu et n'est jamais pris pour 0.
EVH-D060 = la colonne qui nomme les lignes s'appelle « { $column } », comme la nouvelle
    .label = deux colonnes du même nom
    .why = nul ne pourrait distinguer les noms de ce qui a été calculé
    .help = nommez les lignes par une autre colonne, ou renommez-la dans les données
    .explain = Les lignes écrites ont deux colonnes : celle qui les nomme, sous son propre nom, et weight, decision ou score.
EVH-D061 = « { $column } » n'est pas une colonne de { $file }, mais de l’audience
    .label = absente des décisions
    .why = chaque ligne des décisions est écrite avec son nom, qui doit donc s'y trouver
    .help = nommez les lignes par une colonne des décisions, la clé par exemple
    .explain = Sans colonne indiquée, les lignes sont nommées par columns.unit si les décisions l'ont, sinon par la clé qui les joint à l’audience.
EVH-D062 = { $file } n'a pas de colonne « { $column } » : les personnes sans décision n'ont pas de nom
    .label = absente de l’audience
    .why = { $from ->
        [flag] avec --absent rejected, elles sont des lignes de l’audit, et chaque ligne écrite a besoin d’un nom
       *[config] avec absent = "rejected", elles sont des lignes de l’audit, et chaque ligne écrite a besoin d’un nom
    }
    .help = nommez les lignes par la clé des deux tables, ou ajoutez la colonne à l’audience
    .explain = Avec absent = "rejected", les personnes de l’audience sans décision comptent comme non sélectionnées. Elles sont écrites après les décisions, dans l’ordre de l’audience.
EVH-D063 = le type de « { $column } » change d'un fichier ou d'un lot de lignes à l'autre
    .label = une colonne de deux types
    .why = une colonne Parquet a un seul type, et passer de l'un à l'autre changerait les noms
    .help = écrivez plutôt en .csv, ou donnez à la colonne le même type dans tous les fichiers
    .explain = La colonne qui nomme les lignes garde son type en Parquet : les entiers restent entiers, le texte reste du texte.
EVH-D064 = { $file } décide deux fois de la même ligne, et différemment
    .label = un nom, deux décisions
    .why = prendre l'une ou l'autre serait deviner
    .help = gardez une décision pour chaque valeur de « { $column } »
    .explain = Les nouvelles décisions sont cherchées par la colonne qui nomme les lignes. Un nom peut revenir avec la même décision.
EVH-D065 = des lignes qui disent combien de personnes ont été sélectionnées ne peuvent pas recevoir de décision
    .label = une ligne de plusieurs personnes
    .why = une partie d'entre elles est sélectionnée, et une nouvelle décision dirait que toutes le sont, ou aucune
    .help = { $from ->
        [flag] donnez des lignes d’une seule personne avec une décision chacune : --decision
       *[config] donnez des lignes d'une seule personne avec une décision chacune (columns.decision)
    }
    .explain = Des effectifs suffisent à un audit. Changer des décisions demande une ligne, ou une ligne avec un effectif et une décision, pour chacune.
EVH-D066 = { $file } n'a pas de colonne de décisions
    .label = noms cherchés : { $columns }
    .why = les nouvelles décisions sont lues dans la colonne de la configuration, ou dans « decision » en 0 et 1
    .help = nommez la colonne comme dans la configuration, ou « decision »
    .explain = Un fichier de nouvelles décisions a la colonne qui nomme les lignes et une colonne de décisions : celle de la configuration, lue comme elle le dit, ou « decision », lue en 0/1 ou true/false.
EVH-D040 = plusieurs colonnes de « { $attribute } » valent 1 dans { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    }
    .label = plus d'un groupe pour une personne
    .why = en choisir un pour elle serait deviner
    .help = nommez les combinaisons : sql = "CASE WHEN .. THEN .. END", ou faites deux attributs de ces colonnes
    .explain = Avec one_hot, une ligne appartient au groupe dont la colonne vaut 1, et à un seul. Des lignes qui en ont plusieurs disent que les groupes se recouvrent : une expression peut les appeler « plusieurs », ou chaque colonne peut être un attribut.
EVH-D041 = « { $column } » n'est pas toujours une date de naissance : { $more ->
        [yes] plus de { $values } autres valeurs
       *[no] { $values ->
            [one] une autre valeur
           *[other] { $values } autres valeurs
        }
    } ({ $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    })
    .label = pas une date comme 1990-02-28
    .why = un âge demande un jour, un mois et une année à quatre chiffres
    .help = écrivez la colonne sous la forme année-mois-jour, ou indiquez sa forme : age = {"{"} born = "{ $column }", format = "dmy", at = { $at } {"}"} ; énumérez dans missing les mots tels que "NA" ; une colonne qui contient déjà des âges ne demande que bins
    .explain = Un âge se calcule à partir de dates telles que 1990-02-28, 28/02/1990 ou 28.02.1990, suivies ou non d’une heure ; si l’année est à la fin, `format` dit l’ordre, ou un jour supérieur à 12 le montre. Les années seules et les années à deux chiffres ne sont pas lues.
EVH-D042 = « { $column } » a { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    } où nulle personne vivante le { $at } ne peut être née
    .label = un jour après le { $at }, ou plus de 130 ans avant
    .why = une telle date veut dire autre chose, souvent « inconnu »
    .help = vérifiez « at » ; énumérez dans missing une date qui veut dire « inconnu » : missing = ["1900-01-01"]
    .explain = Un âge est le nombre d'années entières de la naissance au jour nommé par « at », de 0 à 130. Les dates elles-mêmes ne sont pas montrées, car ce sont des données.
EVH-D043 = « { $column } » n'est pas dans { $file }, où sont les colonnes à côté
    .label = des colonnes de deux tables
    .why = une valeur se fait de colonnes d'une même table, ligne par ligne
    .help = prenez des colonnes d'une seule table ; dans « where », reliez par AND des conditions sur l'une et sur l'autre
    .explain = Les colonnes de one_hot, et celles d'une expression, sont dans la même table. Une condition de « where » peut avoir plusieurs parties reliées par AND, chacune sur une table.
EVH-D044 = l'expression ne convient pas aux types de ses colonnes
    .label = des types qui ne vont pas ensemble
    .why = elle n'aurait de valeur dans aucune ligne
    .help = convertissez un côté : CAST(colonne AS VARCHAR), TRY_CAST(colonne AS DOUBLE). Les colonnes sont lues ainsi : { $columns }
    .explain = Dans une expression, des nombres se comparent à des nombres et du texte à du texte ; ce qu'est une colonne d'un texte à séparateurs, ses premières lignes en décident. Une colonne qui n'apparaît que dans CAST(colonne AS VARCHAR) est lue comme du texte. Le résultat est un nombre, un texte, une date, ou true ou false.
EVH-D045 = « { $column } » a été lue comme { $class ->
        [number] des nombres
       *[yes-no] true et false
    }, et une valeur plus loin n'en est pas
    .label = { $class ->
        [number] pas un nombre qui se garde exactement
       *[yes-no] ni true ni false
    }
    .why = prendre cette valeur pour manquante changerait la réponse sans le dire
    .help = lisez la colonne comme du texte : CAST({ $column } AS VARCHAR) ; un mot qui veut dire « inconnu » va dans data.missing
    .explain = Ce qu'est une colonne d'une expression, ses premières lignes en décident. L'endroit indiqué est la première valeur qui ne convient pas ; elle n'est pas montrée, car c'est une donnée. Les nombres entiers au-delà de 2^53 ne sont pas des nombres en ce sens : ce sont des clés.
EVH-D046 = l'expression ne se calcule pas dans certaines lignes
    .label = un CAST qui ne convient pas
    .why = prendre le résultat pour manquant changerait la réponse sans le dire
    .help = TRY_CAST(.. AS ..) donne NULL quand la valeur ne convient pas
    .explain = CAST s'arrête quand une valeur ne peut être convertie. TRY_CAST donne NULL, qui est une valeur manquante.
EVH-D047 = avec absent = "rejected", « where » ne nomme que des colonnes de l'audience : « { $column } » n'en est pas
    .label = hors de l'audience
    .why = les personnes sans ligne de décision n'ont pas de valeur dans cette colonne : nul ne saurait si elles comptent
    .help = prenez une colonne de l'audience, ou mettez absent = "left-out"
    .explain = La condition dit qui fait partie des personnes comparées, avant que celles sans décision ne comptent comme non sélectionnées. D'elles, seules les colonnes de l'audience sont connues.
EVH-D070 = « { $column } » contient { $more ->
        [yes] plus de { $values } valeurs
       *[no] { $values ->
            [one] une valeur
           *[other] { $values } valeurs
        }
    } en dehors de celles qui veulent dire oui, sur { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    }{ $words ->
        [0] {""}
       *[other] {" "}({ $values ->
            [one] { $listed }
           *[other] dont { $listed }
        })
    }
    .label = rien ne dit quelles valeurs veulent dire non
    .why = une troisième valeur, ou un mot pour « inconnu », ne doit pas compter comme un non à l’insu de tous
    .help = { $from ->
        [flag] nommez les valeurs qui veulent dire non : { $flag }-negative A,B, ou '*' pour toutes les autres ; les mots pour « inconnu » vont dans --missing{ $words ->
            [0] {""}
           *[other] {" "}{ $shell }
        }
       *[config] à côté de positive, nommez les valeurs qui veulent dire non : negative = ["..."], ou negative = "*" pour toutes les autres ; les mots pour « inconnu » vont dans [data]{ $words ->
            [0] {""}
           *[other]  : missing = [{ $quoted }]
        }
    }
    .explain = Quand le plan dit quelles valeurs veulent dire oui, la seule autre valeur de la colonne est le non, champs vides et mots de data.missing mis à part. S’il y en a plusieurs, nul ne peut distinguer un non d’une valeur qui n’est ni l’un ni l’autre : c’est au plan de le dire. negative énumère les valeurs qui veulent dire non, et tout le reste compte comme manquant et est signalé ; negative = "*" prend toute autre valeur pour un non. Les valeurs sont comparées en tant que valeurs : 1, 1.0, "1" et true n’en font qu’une. Elles ne sont pas montrées, car ce sont des données, sauf des mots comme NA.
EVH-D071 = { $labels ->
        [one] { $listed }, dans { $attributes }, totalise d’autres lignes
       *[other] { $listed }, dans { $attributes }, totalisent d’autres lignes
    }
    .label = pas des personnes de plus
    .why = comptées comme des groupes, toutes les personnes y figurent deux fois, et un total peut servir de référence aux autres
    .help = { $from ->
        [flag] écartez ces lignes par --totals drop ; si ce sont des groupes comme les autres, --totals keep
       *[config] écartez ces lignes par totals = "drop" dans [data] ; si ce sont des groupes comme les autres, totals = "keep"
    }
    .explain = Là où les lignes comptent des personnes, une ligne nommée Total, Gesamt, Somme ou autre, ou dont les personnes et les sélectionnés sont la somme de toutes les autres, n’est pas un groupe. Avec totals = "drop", ces lignes sont écartées, comptées et montrées avec leur propre motif ; là où rien n’est jugé, elles font l’objet d’un avertissement. Des lignes d’une seule personne ne sont jamais prises pour des totaux.
EVH-D072 = { $file } et { $other } sont identiques, octet pour octet
    .label = deux fois les mêmes lignes
    .why = leurs personnes compteraient deux fois, et tous les intervalles seraient trop étroits
    .help = retirez l’un des deux ; { $from ->
        [flag] si ce sont deux fichiers semblables par hasard, dites-le par --same-files count
       *[config] si ce sont deux fichiers semblables par hasard, dites-le par same_files = "count" dans [data]
    }
    .explain = Un téléchargement enregistré deux fois a deux fois le même sha256. Les fichiers d’une même table sont comparés entre eux, décisions et audience séparément ; des fichiers rangés dans des dossiers nommés clé=valeur ne sont identiques que si ces colonnes le sont aussi.
EVH-D074 = { $file } est un périphérique
    .label = ni fichier, ni tube
    .why = un périphérique n'a pas de fin : ses octets seraient lus jusqu'à remplir la mémoire
    .help = nommez le fichier qui contient les lignes ; l'entrée standard est -, et un tube fourni par le shell, <(..), est lu aussi
    .explain = Les disques, les terminaux et les sources d'octets aléatoires sont des périphériques. Les tubes nommés sont lus : l'exécution attend que quelqu'un y écrive.
EVH-D075 = la colonne « { $column } » de { $file } { $type ->
        [binary] contient des octets qui ne sont pas du texte
       *[other] est de type { $type }, qui n'est pas lu
    }
    .label = un type qui n'est pas lu
    .why = elle n'a ni libellés ni nombres ; le fichier lui-même est intact
    .help = convertissez la colonne, par exemple en texte ou en double, à l'écriture du fichier ; ou retirez-la du plan : les colonnes qui n'y sont pas nommées sont ignorées
    .explain = Des fichiers Parquet et Arrow sont lus le texte, les nombres entiers, les flottants de 32 et de 64 bits, les décimaux jusqu'à 38 chiffres (en Arrow, jusqu'à 128 bits), vrai et faux, les dates, les heures, les dictionnaires de tout cela, et les octets qui sont du texte UTF-8. Ne sont pas lus float16, les décimaux plus larges, les uuid et autres octets, les durées, les intervalles, les listes, les structures, les dictionnaires clé-valeur (map) et les unions. De telles colonnes sont ignorées tant que le plan ne les nomme pas.
EVH-D073 = « { $attribute } » contient { $groups } nombres différents, et chacun ferait un groupe
    .label = des nombres sans tranches
    .why = tant de groupes comptent chacun trop peu de personnes pour être comparés{ $far ->
        [yes]  ; et { $value } est très loin de tous les autres, comme un code pour « inconnu »
       *[no] {""}
    }
    .help = { $from ->
        [flag] faites-en des tranches, ici à peu près des cinquièmes des personnes : --bins { $attribute }={ $edges }{ $far ->
            [yes] {" "}--missing { $value }
           *[no] {""}
        } ; si chaque nombre est le nom d’un groupe, --bins { $attribute }=labels
       *[config] faites-en des tranches, ici à peu près des cinquièmes des personnes : bins = [{ $bins }]{ $far ->
            [yes] , missing = [{ $value }]
           *[no] {""}
        } ; si chaque nombre est le nom d’un groupe, bins = "labels"
    }
    .explain = Un attribut de plus de 30 nombres différents, sans tranches ni map, est une quantité comme un âge, et ses groupes seraient ses valeurs une à une. Des départements ou des codes postaux sont aussi des nombres, et des noms de groupes : bins = "labels" le dit.

EVH-D055 = dans « { $column } », le jour et le mois ne se distinguent pas : { $rows ->
        [one] une ligne
       *[other] { $rows } lignes
    }
    .label = le jour d’abord, ou le mois d’abord
    .why = 03/04/1990 est un jour d’avril ou de mars
    .help = indiquez l’ordre : age = {"{"} born = "{ $column }", format = "dmy", at = { $at } {"}"} ; "mdy" met le mois d’abord, "ymd" l’année
    .explain = Une date de naissance se lit sans autre précision sous la forme 1990-02-28. Si l’année est à la fin, un jour supérieur à 12 dans les premières lignes de la colonne montre l’ordre, et le rapport le dit ; s’il n’y en a pas, ou si deux se contredisent, `format` dans `age` décide : "dmy", "mdy", "ymd", ou "excel" pour les numéros que les tableurs donnent aux jours.

EVH-D056 = { $file } n’a pas de feuille « { $sheet } »
    .label = cette feuille n’existe pas
    .why = une autre feuille répondrait à une autre question
    .help = { $near ->
        [yes] vouliez-vous dire « { $suggestion } » ?
       *[no] les feuilles sont : { $known }
    }
    .explain = data.sheet, ou --sheet, désigne une feuille d’un classeur. À défaut, la première feuille visible est lue.
EVH-D057 = { $file } est un classeur trop volumineux
    .label = plus de 256 Mo, ou plus de 67 millions de cellules
    .why = un classeur est décompressé en mémoire
    .help = enregistrez la feuille en CSV, qui se lit avec une mémoire bornée
    .explain = Un classeur est lu en entier. CSV, NDJSON, Parquet et Arrow sont lus par morceaux, quelle que soit leur taille.

## Ce qui ferait d’un texte un nombre.

numbers-signs = { $signs ->
        [decimal-comma] pour 0,5, indiquez la virgule décimale : { $from ->
                [flag] --csv decimal=,
               *[config] csv = {"{"} decimal = "," {"}"}
            }
        [decimal-point] pour 1,234.5, indiquez le point décimal : { $from ->
                [flag] --csv decimal=.
               *[config] csv = {"{"} decimal = "." {"}"}
            }
        [point] 1.234 peut valoir plus de mille ou un peu plus de un ; indiquez-le : { $from ->
                [flag] --csv thousands=. ou --csv decimal=.
               *[config] csv = {"{"} thousands = "." {"}"} ou csv = {"{"} decimal = "." {"}"}
            }
        [comma] 1,234 peut valoir plus de mille ou un peu plus de un ; indiquez-le : { $from ->
                [flag] --csv thousands=, ou --csv decimal=,
               *[config] csv = {"{"} thousands = "," {"}"} ou csv = {"{"} decimal = "," {"}"}
            }
       *[no] vérifiez la colonne
    }

## Ce qu'un lecteur doit savoir et dont aucun verdict ne dépend.

thousands-detected = Dans { $columns } de { $file }, les { $sign ->
        [comma] virgules
        [point] points
        [apostrophe] apostrophes
       *[blank] espaces
    } entre les chiffres ont été lus comme séparateurs de milliers (détecté ; csv.thousands l’indique).
points-doubtful = Dans { $columns } de { $file }, les nombres tels que 1.234 ont été lus avec un point décimal ; si le point sépare les milliers, indiquez-le : { $from ->
                [flag] --csv thousands=.
               *[config] csv = {"{"} thousands = "." {"}"}
            }.
percent-read = Les signes % de { $columns } dans { $file } ont été lus comme des centièmes : 12,5 % vaut 0,125.
money-read = Les symboles monétaires de { $columns } dans { $file } ont été ignorés ; les montants ne sont pas convertis d’une devise à l’autre.
counts-rounded = Les fractions de { $column } dans { $file } ont été arrondies à des personnes entières, de { $furthest } au plus.
lines-before = { $lines ->
        [one] Une ligne a été ignorée
       *[other] { $lines } lignes ont été ignorées
    } au-dessus de l’en-tête de { $file } (ligne { $header } ; détecté, csv.skip = { $skip } l’indique).
notes-behind = { $lines ->
        [one] Une ligne a été ignorée
       *[other] { $lines } lignes ont été ignorées
    } sous le tableau de { $file } : trop peu de champs pour être des données, ou à l’écart du tableau.
column-unnamed = Une colonne de { $file } n’a pas de nom dans l’en-tête : elle s’appelle { $column }.
columns-passed-over = { $number ->
        [one] Une colonne
       *[other] { $number } colonnes
    } de { $file } d’un type qui n’est pas lu { $number ->
        [one] a été ignorée
       *[other] ont été ignorées
    } : { $columns }.
days-detected = Les dates de { $column } ont été lues { $form ->
        [dmy] jour d’abord
        [mdy] mois d’abord
       *[ymd] année d’abord
    }, comme le montre un jour supérieur à 12 (détecté ; format = "{ $form }" dans age l’indique).
sheet-detected = La première feuille de { $file } a été lue, { $sheet } (détecté ; data.sheet l’indique).

separator-detected = Les champs de { $file } ont été lus comme séparés par des { $separator ->
        [semicolon] points-virgules
        [tab] tabulations
        [bar] barres verticales
       *[comma] virgules
    } (détecté{ $from ->
        [flag] {""}
       *[config] { "\u202F" }; csv.separator l’indique
    }).
decimal-comma-detected = Les nombres de { $file } ont été lus avec une virgule décimale (détecté{ $from ->
        [flag] {""}
       *[config] { "\u202F" }; csv.decimal l’indique
    }).
encoding-detected = Le texte de { $file } a été lu comme du { $encoding } (supposé ; si des lettres semblent fausses, csv.encoding en indique un autre, tel que iso-8859-2 ou macintosh).
key-repeats = { $people ->
        [one] Une personne a
       *[other] { $people } personnes ont
    } plusieurs lignes de même clé dans { $file } (colonne { $column }), comptées comme autant de personnes : les intervalles sont peut-être trop étroits.
audience-repeats = { $rows ->
        [one] Une ligne de { $file } répète une personne mot pour mot et a été lue
       *[other] { $rows } lignes de { $file } répètent une personne mot pour mot et ont été lues
    } une seule fois (colonne { $column }).
crosses-only = Le croisement de tous les attributs pourrait avoir plus de { $max_cells } cases : les croisements déclarés ont été comptés à sa place.
positive-never-seen = Aucune des valeurs qui veulent dire oui dans { $column } n'apparaît : tout le monde compte comme un non.
spend-unknown = { $rows ->
        [one] Une ligne ne dit rien
       *[other] { $rows } lignes ne disent rien
    } dans { $column } : inconnu, et non pris pour 0.
one-hot-none = Certaines lignes n'ont aucune des colonnes de { $attribute } à 1 : elles comptent comme manquantes. Si l'absence est un groupe, nommez-le par sql = "CASE WHEN .. END".
wide-campaigns = Chaque ligne compte une fois dans chacune des { $campaigns } campagnes : les personnes sont comptées une fois par campagne ; toutes campagnes réunies, les intervalles peuvent être trop étroits.
values-left = Dans « { $column } », { $rows ->
        [one] une ligne porte
       *[other] { $rows } lignes portent
    } { $more ->
        [yes] plus de { $values } valeurs qui ne sont
       *[no] { $values ->
            [one] une valeur qui n’est
           *[other] { $values } valeurs qui ne sont
        }
    } ni un oui ni un non selon ce qui est déclaré : lues comme manquantes.
total-rows = { $labels ->
        [one] { $listed }, dans { $attributes }, totalise d’autres lignes : ses personnes sont comptées
       *[other] { $listed }, dans { $attributes }, totalisent d’autres lignes : leurs personnes sont comptées
    } deux fois. { $from ->
        [flag] --totals drop les écarte
       *[config] totals = "drop" dans [data] les écarte
    }.
no-answer-labels = Dans { $attribute }, { $listed } { $labels ->
        [one] est un groupe comme un autre
       *[other] sont des groupes comme les autres
    }. Si l’on ne sait rien de ces personnes : { $from ->
        [flag] --missing { $shell }
       *[config] missing = [{ $quoted }]
    }.
labels-alike = Dans { $attribute }, { $listed } ne diffèrent que par la casse ou les blancs, et chacun est un groupe. { $from ->
        [flag] --join-labels les réunit
       *[config] join_labels = true les réunit
    }.
numbers-as-groups = { $attribute } contient { $groups } nombres différents, et chacun est un groupe. Des tranches en font moins : { $from ->
        [flag] --bins { $attribute }={ $edges }
       *[config] bins = [{ $bins }]
    }.
far-value = Dans { $attribute }, { $value } est très loin de tous les autres nombres. S’il veut dire « inconnu » : { $from ->
        [flag] --missing { $value }
       *[config] missing = [{ $value }]
    }.
far-value-in-bin = Dans { $attribute }, un nombre de la tranche { $bin } est très loin de tous les autres. S’il veut dire « inconnu », nommez-le dans { $from ->
        [flag] --missing
       *[config] missing
    }.
