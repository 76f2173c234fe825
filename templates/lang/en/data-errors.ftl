### Errors of the data: files, columns, rows. The id is the permanent code; the value is the title, `.label` stands beside
### the caret when the place is in the config, `.why` and `.help` below it, `.explain` is the longer text of
### `evenhand explain CODE`. No message quotes a cell: only names of files and columns, counts, and labels.

EVH-D001 = { $file } was not found
    .label = no such file
    .why = without it there is nothing to count
    .help = { $from ->
        [flag] check the path: it starts in the current folder; a folder must hold files named .csv, .parquet, .ndjson or .arrow, itself or in folders named key=value
       *[config] check the path: in a config it starts in the folder of that config, on the command line in the current folder; a folder must hold files named .csv, .parquet, .ndjson or .arrow, itself or in folders named key=value
    }
    .explain = The path names no file, or the pattern or folder holds no file that can be read. Hidden files and files that begin with an underscore are passed over in folders.
EVH-D002 = { $file } cannot be read
    .label = the system refused to read it
    .why = a file that is read in part would give an audit of a part
    .help = check that the file may be read by you and that its disk is there
    .explain = The operating system refused to open or to read the file.
EVH-D003 = { $file } is { $format ->
        [gzip] Parquet or Arrow compressed once more (gzip)
        [zstd] Parquet or Arrow compressed once more (zstd)
        [zip] a zip archive, or a damaged workbook
        [xz] compressed (xz)
        [bzip2] compressed (bzip2)
        [excel] a workbook that is damaged, or locked by a password
        [orc] an ORC file
        [avro] an Avro file
        [feather] a Feather file of version 1
        [sqlite] a database
        [pdf] a PDF document
       *[other] of another format
    }, which is not read
    .label = this format is not read
    .why = evenhand reads CSV, NDJSON and JSON lists, also as .gz and .zst, Parquet, Arrow IPC, and workbooks (.xlsx, .xls, .ods)
    .help = { $format ->
        [gzip] decompress it: these formats compress what they hold themselves
        [zstd] decompress it: these formats compress what they hold themselves
        [zip] take the file out of the archive, or save the workbook again
        [xz] decompress it, or compress it as .gz or .zst
        [bzip2] decompress it, or compress it as .gz or .zst
        [excel] save it without a password, or save the sheet as CSV
       *[other] write it as CSV or Parquet
    }
    .explain = The first bytes of a file say what it is; its name decides only between kinds of text.
EVH-D004 = there is no column `{ $column }` in { $file }{ $elsewhere ->
        [yes] {" "}(it is in { $other })
       *[no] {""}
    }
    .label = no such column
    .why = leaving it out would answer another question
    .help = { $elsewhere ->
        [yes] give every file of the table this column, or take the file without it away
       *[no] { $near ->
            [yes] did you mean `{ $suggestion }`?
           *[no] { $below ->
                [yes] the header seems to stand below { $skip ->
                    [one] one line
                   *[other] { $skip } lines
                }: { $from ->
                    [flag] --csv skip={ $skip }
                   *[config] csv = {"{"} skip = { $skip } {"}"}
                }
               *[no] check the name: upper and lower case differ, and a text file must begin with a header
            }
        }
    }
    .explain = The plan names a column that neither the decisions nor the audience has. Columns are looked for in the decisions first. The other columns are not listed, because the first line of a file without a header is data.
EVH-D005 = { $file } is empty
    .label = no bytes, or blanks only
    .why = a file without a header cannot be told from one that was cut off
    .help = check whether the export that made it was interrupted
    .explain = The file holds nothing at all, not even a header.
EVH-D006 = { $file } has a header and no rows
    .label = no rows
    .why = no rate can be computed of nobody
    .help = check the filter of the export that made it
    .explain = The columns are there, but not a single row is.
EVH-D007 = { $file } is damaged or not of its format
    .label = it cannot be decoded
    .why = the rows that can still be read may not be all of them
    .help = make or copy the file again, and compare its size with the original: a file that was cut off lacks its last bytes
    .explain = A Parquet file or an Arrow file ends with a table of contents, an Arrow stream with a mark, and a compressed file with a sum of its bytes. If that is missing or does not agree with the rest, the file was cut off, was damaged, or never was what its name says.
EVH-D008 = { $file } is not { $encoding } text
    .label = bytes that are not { $encoding }
    .why = guessing would turn some labels into others
    .help = { $from ->
        [flag] name the encoding, such as --csv encoding=windows-1252, or save the file again in one encoding
       *[config] name the encoding, for example: csv = {"{"} encoding = "windows-1252" {"}"}; or save the file again in one encoding
    }
    .explain = The row named holds bytes that the encoding does not have. Text that does not say how it is written is read as UTF-8; if the first letter beyond ASCII is not, as Windows-1252, and the report says so; UTF-16 is found by its first bytes. A file in which both occur is refused, unless csv.encoding decides.
EVH-D009 = a row of { $file } has { $fields } fields, the header { $expected }
    .label = too many fields
    .why = the fields behind the first surplus one stand in the wrong columns
    .help = { $below ->
        [yes] { $skip ->
            [one] the header seems to stand below one line that is no part of the table: { $from ->
                [flag] --csv skip=1
               *[config] csv = {"{"} skip = 1 {"}"}
            }
           *[other] the header seems to stand below { $skip } lines that are no part of the table: { $from ->
                [flag] --csv skip={ $skip }
               *[config] csv = {"{"} skip = { $skip } {"}"}
            }
        }
       *[no] put quotes around fields that hold the separator, or name the separator: { $from ->
                [flag] --csv 'separator=;'
               *[config] csv = {"{"} separator = ";" {"}"}
            }; lines above the header are left out by { $from ->
                [flag] --csv skip=2
               *[config] csv = {"{"} skip = 2 {"}"}
            }
    }
    .explain = A row is longer than the header. Often a text holds the separator and is not quoted; if every row is concerned, the separator is another one.
EVH-D010 = a quote in { $file } is not closed
    .label = the quote that begins in this row never ends
    .why = everything behind it would be read as one field
    .help = close the quote; a quote within quotes is written twice: "he said ""yes"""
    .explain = A field that begins with a quote ends with one. The row named is the one in which the quote begins.
EVH-D011 = { $file } has `{ $column }` twice
    .label = not unique
    .why = it would be left to chance which of the two is audited
    .help = rename one of the two columns; a column of the file may not have the name of a folder such as region=north
    .explain = The header or a JSON object names a column twice, or a column is both in the file and in the name of its folder, and the plan names it.
EVH-D012 = { $file } holds files of different formats
    .label = several formats
    .why = they may be the same rows, counted twice
    .help = keep one format in the folder, or give a pattern such as parts/*.parquet
    .explain = The parts of a table must be of one format.
EVH-D013 = the column `{ $column }` of { $file } has the type { $type }
    .label = neither labels nor numbers
    .why = a list or a record is not one value
    .help = write one value per row, as text, number, date, true or false
    .explain = The type of the column has no text that could be a label and no number.
EVH-D014 = { $file } changed while it was read
    .label = not the file that it was
    .why = a count of half an old file and half a new one is a count of neither
    .help = wait until whatever writes the file has finished, or audit a copy
    .explain = Size and time of a file are compared before and after reading, and the bytes digested with its size.
EVH-D015 = { $reason ->
        [terminal] nothing is piped in
       *[empty] standard input is empty
    }
    .label = "-" reads standard input
    .why = without rows there is nothing to count
    .help = { $reason ->
        [terminal] pipe a file in, for example: zcat people.csv.gz | evenhand audit -
       *[empty] check whether the command before the pipe failed
    }
    .explain = "-" as DATA, or as data.decisions or data.audience, reads standard input. The format is told from the first bytes. CSV and NDJSON are streamed; Parquet and Arrow are kept in a temporary file without a name, which is gone when evenhand ends.
EVH-D016 = a row of { $file } is longer than 16 MB
    .label = a row without end
    .why = memory stays bounded, whatever a compressed file unpacks to
    .help = check that the file is text with a line break after each row
    .explain = No row of a table is that long. The file is not the text that it seems, or its lines end in another way.
EVH-D017 = a row of { $file } is not one JSON object
    .label = not an object
    .why = the rows that can still be read may not be all of them
    .help = write one object a line, without line breaks within it, or one list of objects, and check that the end is there
    .explain = In NDJSON each line holds one object, the row. A file that begins with [ is one list of objects, which ends with ]: one that does not was cut off.
EVH-D018 = `{ $column }` is { $before ->
        [text] text
        [yes-no] true or false
       *[number] a number
    } in some rows of { $file } and { $found ->
        [text] text
        [yes-no] true or false
       *[number] a number
    } in others
    .label = another kind of value than before
    .why = whether "1", 1 and true are the same is not for an audit to guess
    .help = write the field alike on every line; null, or no field at all, is a missing value
    .explain = A field of NDJSON is text, a number, or true and false, on every line. The row named is the first of another kind.
EVH-D019 = { $file } could not be kept in a temporary file
    .label = { $reason ->
        [full] no space is left
       *[other] the system refused
    }
    .why = Parquet and Arrow files end with their table of contents and cannot be read from a pipe
    .help = free some space, name another folder in TMPDIR, or give the file by its path
    .explain = What comes through a pipe and is not text is first kept in a file without a name, which the system deletes.
EVH-D020 = `{ $column }` is not yes or no: { $more ->
        [yes] more than { $values } other values
       *[no] { $values ->
            [one] one other value
           *[other] { $values } other values
        }
    }
    .label = neither 0/1 nor true/false
    .why = a third value would have to be guessed to be a yes or a no
    .help = { $sql ->
        [yes] let the expression give true or false, or 1 or 0: for a number, compare it
       *[no] { $from ->
            [flag] say which value means yes: { $flag } { $column }=VALUE
           *[config] say which values mean yes: positive = ["..."]; for a score, a threshold: at_least = 0.5
        }
    }
    .explain = A decision or an outcome is read from 0 and 1, 0.0 and 1.0, or true and false. The place named is the first row with another value; the value itself is not shown, because it is data.
EVH-D021 = `{ $column }` is not always a number: { $more ->
        [yes] more than { $values } other values
       *[no] { $values ->
            [one] one other value
           *[other] { $values } other values
        }
    }
    .label = cannot be compared with the threshold
    .why = a value that is not a number is neither above nor below a threshold
    .help = { $signs ->
        [no] leave the field empty where there is no score
       *[other] { numbers-signs }
    }
    .explain = The plan reads this column by a threshold (at_least or above), and some values are text, NaN or infinite. Empty values and null are missing, not errors.
EVH-D022 = `{ $column }` is { $reason ->
        [negative] negative
        [not-whole] not a whole number
        [doubtful] a number that can be read in two ways
        [too-many] larger, in all, than can be counted exactly,
       *[other] not a number
    } in some row
    .label = not a number of people
    .why = people are counted in whole numbers from 0 up
    .help = { $signs ->
        [no] { $reason ->
            [not-whole] fractions are rounded on request, as in { $from ->
                [flag] --round count or --round selected
               *[config] selected = {"{"} column = "{ $column }", round = true {"}"}
            }; for weights, use { $from ->
                [flag] --weight
               *[config] columns.weight
            }
           *[other] check the column; for weights, use { $from ->
                [flag] --weight
               *[config] columns.weight
            }
        }
       *[other] { numbers-signs }
    }
    .explain = columns.count and columns.selected say how many people a row stands for. Empty values are left out and counted; others must be whole numbers from 0 up, and 2^53 in all at most (2^33 where rows carry weights).
EVH-D023 = `{ $column }` is larger than the number of people in some row
    .label = more people selected than there are
    .why = no share is above one
    .help = check whether the two columns are swapped, or counted on different days
    .explain = In the row named, columns.selected is larger than columns.count.
EVH-D024 = the weight `{ $column }` is { $reason ->
        [negative] negative
        [not-finite] not finite
        [too-large] 536870912 (2^29) or more
       *[other] not a number
    } in some row
    .label = not a weight
    .why = sums of weights are kept exactly, and a negative weight takes people away
    .help = { $reason ->
        [too-large] rescale the weights: only their proportions matter
       *[other] { $signs ->
            [no] leave the field empty where there is no weight
           *[other] { numbers-signs }
        }
    }
    .explain = Weights are numbers from 0 up to 536870912 (2^29), which is not included. They are kept as exact multiples of 2^-64, so that no order of rows can change a digit. Rows without a weight are left out and counted.
EVH-D025 = `{ $attribute }` has { $more ->
        [yes] more than { $groups }
       *[no] { $groups }
    } groups, more than { $max }
    .label = too many groups
    .why = groups of a few people allow no comparison and may name somebody
    .help = { $numeric ->
        [yes] divide the numbers into bins, here into fifths of the values, roughly: { $from ->
            [flag] --bins '{ $attribute }={ $bins }'
           *[config] bins = [{ $bins }]
        }
       *[no] { $from ->
            [flag] leave it out of --attributes if it names single people; to keep so many groups: { part-written }
           *[config] join groups with a map, with "*" for all others; or raise privacy.max_groups
        }
    }
    .explain = Every label of an attribute is a group. The limit is privacy.max_groups. Numbers such as an age need bins; long lists of places or jobs need a map.
EVH-D026 = the map of `{ $attribute }` leaves out { $bins ->
        [0] { $more ->
            [yes] more than { $values } values
           *[no] { $values ->
                [one] one value
               *[other] { $values } values
            }
        }
        [one] the bin { $listed }
       *[other] the bins { $listed }
    } of `{ $column }` ({ $rows ->
        [one] one row
       *[other] { $rows } rows
    })
    .label = { $bins ->
        [0] values that the map does not list
       *[other] bins that the map does not list
    }
    .why = people whom no group holds would vanish from the audit
    .help = { $bins ->
        [0] add the values to the map, or "*" = "other" for all of them; values that mean "unknown" belong in missing
       *[other] add to the map, for each of them, "BIN" = "GROUP", or "*" = "other" for all
    }
    .explain = A map must name every value, or have an entry "*". The values left out are not shown, because they are data. Bins come before the map: it then lists bins.
EVH-D027 = `{ $column }` has bins and is not always a number: { $more ->
        [yes] more than { $values } other values
       *[no] { $values ->
            [one] one other value
           *[other] { $values } other values
        }
    } ({ $rows ->
        [one] one row
       *[other] { $rows } rows
    })
    .label = no numbers to put into bins
    .why = a value that is not a number belongs in no bin
    .help = { $signs ->
        [no] { $from ->
            [flag] name words such as NA: --missing NA
           *[config] list words such as "NA" in missing
        }
       *[other] { numbers-signs }
    }
    .explain = Every value of an attribute with bins must be a number, be empty, or be one of the missing tokens.
EVH-D028 = `{ $attribute }` has { $groups ->
        [0] no group
       *[other] one group only
    }
    .label = nothing to compare
    .why = even-handedness is a comparison of groups
    .help = { $from ->
        [flag] check the column `{ $column }` and the words of --missing, or take the attribute out of --attributes
       *[config] check the column `{ $column }`, the map and the missing tokens, or take the attribute out
    }
    .explain = Among the people counted, fewer than two values of the attribute occur. A missing value is not a group.
EVH-D029 = no one in `{ $attribute }` has the label { $reference }
    .label = not among the groups
    .why = another reference would answer another question
    .help = { $near ->
        [yes] did you mean { $suggestion }?
       *[no] the groups are: { $labels }{ $more ->
            [0] {""}
           *[other] {" "}and { $more } more
        }
    }
    .explain = The reference named for the attribute must be the label of one of its groups, after bins and map, letter by letter.
EVH-D030 = { $file } cannot be written
    .label = { $reason ->
        [no-folder] there is no such folder
        [not-allowed] writing there is not allowed
        [full] no space is left
        [columns] its columns are not of one length
       *[other] the system refused to write it
    }
    .why = a result that is not stored would be lost
    .help = choose a folder that exists and can be written to
    .explain = Files are written to a temporary file in the same folder, synced and renamed, so a name holds either the old file or the whole new one.
EVH-D031 = { $selected ->
        [all] everybody { $blank ->
            [0] in { $file }
           *[other] with a decision in { $file }
        } was selected
       *[none] nobody in { $file } was selected
    }
    .label = no one on the other side
    .why = { $selected ->
        [all] { $blank ->
            [0] this file lists only the chosen; whether they were chosen even-handedly depends on the others
           *[other] { $blank } people have no decision, and nothing says whether a blank field means no
        }
       *[none] where no one was chosen no group was preferred
    }
    .help = { $selected ->
        [all] { $blank ->
            [0] { $from ->
                [flag] give the audience: --audience everybody.csv --key id --absent rejected
               *[config] give the audience and absent = "rejected"
            }
           *[other] if a blank field means no: { $from ->
                [flag] { $flag } { $column }={ $yes } { $flag }-negative ''
               *[config] decision = {"{"} column = "{ $column }", positive = ["{ $yes }"], negative = [""] {"}"}
            }; if the file lists only the chosen, give the audience
        }
       *[none] check which values mean selected: { $from ->
            [flag] { $flag } { $column }=VALUE
           *[config] positive = ["..."]
        }
    }
    .explain = A rate of selection needs people who were selected and people who were not. A list of recipients is a file of the chosen: name the table of all who could have been chosen as data.audience and set absent = "rejected".
EVH-D032 = every row of { $file } was left out ({ $rows ->
        [one] one row
       *[other] { $rows } rows
    })
    .label = no one is left
    .why = no rate can be computed of nobody
    .help = check the decision column and, with an audience, that both keys are written alike
    .explain = Rows are left out without a decision, a count, a weight or a key, or when nobody in the audience has their key. Here that is all of them.
EVH-D033 = { $people ->
        [one] one person of { $file } has
       *[other] { $people } people of { $file } have
    } no decision
    .label = { $from ->
        [flag] --absent error wants a decision for everybody
       *[config] absent = "error" wants a decision for everybody
    }
    .why = whoever is missing from the decisions may have been passed over
    .help = { $from ->
        [flag] complete the decisions, or --absent left-out, or --absent rejected
       *[config] complete the decisions, or set absent = "left-out" or "rejected"
    }
    .explain = With absent = "error" every person of the audience must be in the decisions.
EVH-D034 = a person is in the audience twice, with different values
    .label = the same key, with other values
    .why = it would be left to chance which of the two rows counts
    .help = keep one row per key
    .explain = The row named has a key that came before, with another attribute, weight or outcome. Rows that repeat a person word for word are read once and reported.
EVH-D035 = `{ $column }` has { $more ->
        [yes] more than { $groups }
       *[no] { $groups }
    } campaigns, more than { $max }
    .label = too many campaigns
    .why = a column with a value for every row is not a campaign
    .help = { $from ->
        [flag] name the column that holds the campaign, not the message or the person: --campaign COL; { part-written }
       *[config] name the column that holds the campaign, not the message or the person; or raise privacy.max_groups
    }
    .explain = Every value of columns.campaign is a campaign of its own.
EVH-D036 = a cross of attributes is too large to count
    .label = too many attributes at once
    .why = its cells could not be told apart
    .help = { $from ->
        [flag] cross fewer attributes: --depth 1
       *[config] declare smaller crosses, or fewer groups with bins and maps
    }
    .explain = The codes of one cross must fit 64 bits together, and an audience must have fewer than 2^32 people.
EVH-D037 = too many campaigns for an audience of { $people } people
    .label = one bit for each person in each campaign would take more than two gigabytes
    .why = without it nobody knows who is absent from which campaign
    .help = audit fewer campaigns at a time
    .explain = When decisions name campaigns and people come from a second table, evenhand remembers for each campaign who has a decision in it.
EVH-D050 = a score of `{ $column }` is { $reason ->
        [not-finite] not finite
        [too-large] 2147483648 or more in size
       *[other] not a number
    }
    .label = not a score
    .why = people are ranked by their scores, and such a score has no rank
    .help = { $reason ->
        [too-large] rescale the scores: only their order and their gaps count
       *[other] { $signs ->
            [no] leave the field empty where there is no score
           *[other] { numbers-signs }
        }
    }
    .explain = A score is a number below 2^31 in size, kept as an exact multiple of 2^-32, so that no order of rows changes a digit. People without a score are counted, and are in no measure of scores.
EVH-D051 = a value of `{ $column }` is { $reason ->
        [not-finite] not finite
        [too-large] 2147483648 or more in size
       *[other] not a number
    }
    .label = not a value
    .why = values are added up, and one such value would make every sum meaningless
    .help = { $reason ->
        [too-large] rescale the values, to thousands for example
       *[other] { $signs ->
            [no] leave the field empty where there is no value
           *[other] { numbers-signs }
        }
    }
    .explain = A value is a number below 2^31 in size, kept as an exact multiple of 2^-32, so that no order of rows changes a digit. People without a value are counted, and are in no mean.
EVH-D052 = the scores of `{ $column }` have more than { $most } different values, and some lie outside the bins
    .label = neither few scores nor scores within the bins
    .why = so many different scores are kept as bins, by default 1,024 of equal width from 0 to 1
    .help = { $from ->
        [flag] the lowest and the highest score have to be named; { part-written }
       *[config] name the edges: score = {"{"} column = "{ $column }", edges = [300, 400, 500] {"}"}, from the lowest score to the highest
    }
    .explain = Scores are kept one by one while there are at most 4,096 different ones. Beyond that they are kept in bins; every score must lie in one of them, the lower edge in, the upper out, both in for the last.
EVH-D053 = a row reaches `{ $stage }` without having reached `{ $before }`
    .label = a later stage without an earlier one
    .why = a funnel says how many go on from each stage to the next, so nobody can skip one
    .help = check the order of the stages in [funnel], or mend the column of the earlier stage
    .explain = Each stage of a funnel is a column of 0/1 or true/false, first to last. Whoever reached one has reached those before it; an empty field is unknown.
EVH-D054 = { $part ->
        [cost] a cost
       *[reach] a reach
    } in `{ $column }` is { $reason ->
        [negative] negative
        [not-finite] not finite
        [too-large] 2147483648 or more
       *[other] not a number
    }
    .label = { $part ->
        [cost] not a sum of money
       *[reach] not a number of people
    }
    .why = what rows state is added up by campaign and group, and one such number would make every sum meaningless
    .help = { $reason ->
        [too-large] state it in thousands
        [negative] state what was spent or reached; leave the field empty where nobody knows
       *[other] { $signs ->
            [no] leave the field empty where nobody knows
           *[other] { numbers-signs }
        }
    }
    .explain = Money and reach are numbers from 0 and below 2^31, kept as exact multiples of 2^-32, so that no order of rows changes a digit. An empty field is unknown and never taken for 0.
EVH-D060 = the column that names rows is called `{ $column }`, as the new column is
    .label = two columns of one name
    .why = nobody could tell the names from what was worked out
    .help = name rows by another column, or rename it in the input
    .explain = The rows written have two columns: the one that names them, under its own name, and weight, decision or score.
EVH-D061 = `{ $column }` is not a column of { $file }, but of the audience
    .label = not in the decisions
    .why = each row of the decisions is written with its name, so the name must stand in that row
    .help = name rows by a column of the decisions, such as the key
    .explain = Without a column named, rows are called by columns.unit where the decisions have it, else by the key that joins them to the audience.
EVH-D062 = { $file } has no column `{ $column }`, so people without a decision have no name
    .label = not in the audience
    .why = { $from ->
        [flag] with --absent rejected they are rows of the audit, and each row written needs a name
       *[config] with absent = "rejected" they are rows of the audit, and each row written needs a name
    }
    .help = name rows by the key of the two tables, or add the column to the audience
    .explain = People of the audience without a decision count as rejected with absent = "rejected". They are written after the decisions, in the order of the audience.
EVH-D063 = the type of `{ $column }` changes from one file or batch of rows to the next
    .label = a column of two types
    .why = a Parquet column has one type, and turning one into the other would change names
    .help = write .csv instead, or give the column one type in all files
    .explain = The column that names rows keeps its type in Parquet: whole numbers stay whole, text stays text.
EVH-D064 = { $file } decides twice about the same row, and not alike
    .label = one name, two decisions
    .why = taking either would be a guess
    .help = keep one decision for each value of `{ $column }`
    .explain = New decisions are looked up by the column that names rows. A name may come again with the same decision.
EVH-D065 = rows that say how many people were selected cannot be given decisions
    .label = a row of many people
    .why = part of them are selected, and a new decision would say that all or none are
    .help = { $from ->
        [flag] give rows of single people with a decision each: --decision
       *[config] give rows of single people with a decision each (columns.decision)
    }
    .explain = Counts of people serve an audit. Changing decisions needs a row, or a row with a count and one decision, for each of them.
EVH-D066 = { $file } has no column of decisions
    .label = looked for: { $columns }
    .why = new decisions are read from the column of the config, or from `decision` as 0 and 1
    .help = name the column as in the config, or `decision`
    .explain = A file of new decisions has the column that names rows and one of decisions: the config's own, read as the config says, or `decision`, read as 0/1 or true/false.
EVH-D040 = several columns of `{ $attribute }` are set in { $rows ->
        [one] one row
       *[other] { $rows } rows
    }
    .label = more than one group for one person
    .why = choosing one of them for the person would be a guess
    .help = name the combinations with sql = "CASE WHEN .. THEN .. END", or make two attributes of the columns
    .explain = With one_hot, a row belongs to the group whose column is 1, and it may have only one. Rows with several say that the groups overlap: an expression can call them "several", or each column can be an attribute of its own.
EVH-D041 = `{ $column }` is not always a day of birth: { $more ->
        [yes] more than { $values } other values
       *[no] { $values ->
            [one] one other value
           *[other] { $values } other values
        }
    } ({ $rows ->
        [one] one row
       *[other] { $rows } rows
    })
    .label = not a date such as 1990-02-28
    .why = an age needs a day, a month and a year of four digits
    .help = write the column as year-month-day, or say how it is written: age = {"{"} born = "{ $column }", format = "dmy", at = { $at } {"}"}; list words such as "NA" in missing; a column that already holds ages needs only bins
    .explain = An age is computed from days such as 1990-02-28, 28/02/1990 or 28.02.1990, with or without a time behind them; where the year stands last, `format` says the order, or a day above 12 shows it. Years alone and two-digit years are not read.
EVH-D042 = `{ $column }` has { $rows ->
        [one] one row
       *[other] { $rows } rows
    } in which nobody alive on { $at } can be born
    .label = a day after { $at }, or more than 130 years before
    .why = such a date stands for something else, often for "unknown"
    .help = check `at`; list a date that stands for "unknown" in missing: missing = ["1900-01-01"]
    .explain = Ages are whole years from the day of birth to the day named with `at`, from 0 to 130. The dates themselves are not shown, because they are data.
EVH-D043 = `{ $column }` is not in { $file }, where the columns beside it are
    .label = columns of two tables
    .why = one value is made of columns of one table, row by row
    .help = take columns of one table; in `where`, join conditions on the two tables with AND
    .explain = The columns of one_hot, and those of one expression, stand in the same table. A condition in `where` may be made of several parts joined by AND, each about one table.
EVH-D044 = the expression does not fit the types of its columns
    .label = types that do not go together
    .why = it would have no value in any row
    .help = CAST one side: CAST(column AS VARCHAR), TRY_CAST(column AS DOUBLE). The columns are read as: { $columns }
    .explain = In an expression, numbers are compared with numbers and text with text; what a column of text with separators is, its first rows decide. A column that stands only in CAST(column AS VARCHAR) is read as text. The result is a number, text, a date, or true or false.
EVH-D045 = `{ $column }` was read as { $class ->
        [number] numbers
       *[yes-no] true and false
    }, and a later value is not
    .label = { $class ->
        [number] not a number that can be kept exactly
       *[yes-no] neither true nor false
    }
    .why = taking the value for missing would change the answer silently
    .help = read the column as text: CAST({ $column } AS VARCHAR); a word for "unknown" belongs in data.missing
    .explain = What a column of an expression is, its first rows decide. The place named is the first value that does not fit; the value itself is not shown, because it is data. Whole numbers beyond 2^53 are not numbers in this sense: they are keys.
EVH-D046 = the expression cannot be computed in some row
    .label = a CAST that does not fit
    .why = taking the result for missing would change the answer silently
    .help = TRY_CAST(.. AS ..) gives NULL where the value does not fit
    .explain = CAST stops where a value cannot be converted. TRY_CAST gives NULL, which is a missing value.
EVH-D047 = with absent = "rejected", `where` may only name columns of the audience: `{ $column }` is not one
    .label = not in the audience
    .why = people without a decision row have no value in that column, so nobody could say whether they belong
    .help = take a column of the audience, or set absent = "left-out"
    .explain = The condition decides who belongs to the people compared, before those without a decision are counted as rejected. For them only the columns of the audience are known.
EVH-D070 = `{ $column }` holds { $more ->
        [yes] more than { $values } values
       *[no] { $values ->
            [one] one value
           *[other] { $values } values
        }
    } beside those that mean yes, in { $rows ->
        [one] one row
       *[other] { $rows } rows
    }{ $words ->
        [0] {""}
       *[other] {" "}({ $values ->
            [one] { $listed }
           *[other] among them { $listed }
        })
    }
    .label = nothing says which values mean no
    .why = a third value, or a word for "unknown", must not count as a no unseen
    .help = { $from ->
        [flag] name the values that mean no: { $flag }-negative A,B, or '*' for every other value; words for "unknown" go in --missing{ $words ->
            [0] {""}
           *[other] {" "}{ $shell }
        }
       *[config] beside positive, name the values that mean no: negative = ["..."], or negative = "*" for every other value; words for "unknown" go in [data]{ $words ->
            [0] {""}
           *[other] : missing = [{ $quoted }]
        }
    }
    .explain = Where the plan says which values mean yes, the only other value in the column is the no, blank fields and the words of data.missing aside. With several others nobody can tell a no from a value that is neither, so the plan has to say: negative lists the values that mean no, and whatever else there is counts as missing and is told; negative = "*" takes every other value for a no. Values are compared as values: 1, 1.0, "1" and true are one. They are not shown, because they are data, but for words such as NA.
EVH-D071 = { $labels ->
        [one] { $listed } in { $attributes } sums up other rows
       *[other] { $listed } in { $attributes } sum up other rows
    }
    .label = not people of their own
    .why = counted as groups, everybody is there twice, and a total may be what the others are compared with
    .help = { $from ->
        [flag] leave such rows out with --totals drop; if they are groups like any other, --totals keep
       *[config] leave such rows out with totals = "drop" under [data]; if they are groups like any other, totals = "keep"
    }
    .explain = Where rows count people, a line called Total, Gesamt, Somme and the like, or one whose people and selected are the sum of all others, is no group. With totals = "drop" such rows are left out, counted and shown with their own reason; where nothing is judged, they are a warning. Rows of one person each are never taken for sums.
EVH-D072 = { $file } and { $other } are byte for byte the same
    .label = the same rows twice
    .why = everybody in them would be counted twice, and every interval would be too narrow
    .help = take one of the two away; { $from ->
        [flag] if they are two files that happen to be alike, say --same-files count
       *[config] if they are two files that happen to be alike, say same_files = "count" under [data]
    }
    .explain = A download saved twice has the same sha256 twice. Files of one table are compared with each other, decisions and audience apart; files in folders named key=value are alike only when those columns are too.
EVH-D074 = { $file } is a device
    .label = no file, no pipe
    .why = a device has no end, so its bytes would be read until the memory is full
    .help = name the file that holds the rows; standard input is -, and a pipe that a shell hands over, <(..), is read too
    .explain = Disks, terminals and sources of random bytes are devices. Named pipes are read: the run waits until somebody writes to them.
EVH-D075 = the column `{ $column }` of { $file } { $type ->
        [binary] holds bytes that are no text
       *[other] has the type { $type }, which is not read
    }
    .label = a type that is not read
    .why = it has neither labels nor numbers; the file itself is sound
    .help = cast the column, for example to text or to a double, when the file is written; or leave it out of the plan: columns that are not named are passed over
    .explain = Of Parquet and Arrow files, text, whole numbers, floats of 32 and 64 bits, decimals of up to 38 digits (in Arrow, of up to 128 bits), true and false, days, times, dictionaries of these, and bytes that are UTF-8 text are read. float16, wider decimals, uuids and other bytes, durations, intervals, lists, structs, maps and unions are not. Such columns are passed over unless the plan names them.
EVH-D073 = `{ $attribute }` holds { $groups } different numbers, and each would be a group
    .label = numbers without bins
    .why = so many groups are too few people each to be compared{ $far ->
        [yes] ; and { $value } lies far from all others, as a code for "unknown" does
       *[no] {""}
    }
    .help = { $from ->
        [flag] divide them, here into fifths of the people, roughly: --bins { $attribute }={ $edges }{ $far ->
            [yes] {" "}--missing { $value }
           *[no] {""}
        }; if each number is the name of a group, --bins { $attribute }=labels
       *[config] divide them, here into fifths of the people, roughly: bins = [{ $bins }]{ $far ->
            [yes] , missing = [{ $value }]
           *[no] {""}
        }; if each number is the name of a group, bins = "labels"
    }
    .explain = An attribute of more than 30 different numbers and without bins or map is a quantity such as an age, and its groups would be its single values. Departments or postcodes are numbers too and names of groups: bins = "labels" says so.

EVH-D055 = `{ $column }` may be days first or months first: { $rows ->
        [one] one row
       *[other] { $rows } rows
    }
    .label = day and month cannot be told apart
    .why = 03/04/1990 is a day in April or in March
    .help = say which: age = {"{"} born = "{ $column }", format = "dmy", at = { $at } {"}"}; "mdy" is months first, "ymd" years first
    .explain = A day of birth is read as 1990-02-28 without further words. Where the year stands last, a day above 12 in the first rows of the column tells the order, and the report says so; where no day does, or two speak against each other, `format` of `age` decides: "dmy", "mdy", "ymd", or "excel" for the numbers that spreadsheets give to days.

EVH-D056 = { $file } has no sheet `{ $sheet }`
    .label = no such sheet
    .why = another sheet would answer another question
    .help = { $near ->
        [yes] did you mean `{ $suggestion }`?
       *[no] the sheets are: { $known }
    }
    .explain = data.sheet, or --sheet, names a sheet of a workbook. Without it the first sheet that is shown is read.
EVH-D057 = { $file } is too large a workbook
    .label = more than 256 MB, or more than 67 million cells
    .why = a workbook is unpacked in memory
    .help = save the sheet as CSV, which is read in bounded memory
    .explain = Workbooks are read whole. CSV, NDJSON, Parquet and Arrow are read in pieces, however large they are.

## What would make a number of a text.

numbers-signs = { $signs ->
        [decimal-comma] for 0,5 name the decimal comma: { $from ->
                [flag] --csv decimal=,
               *[config] csv = {"{"} decimal = "," {"}"}
            }
        [decimal-point] for 1,234.5 name the decimal point: { $from ->
                [flag] --csv decimal=.
               *[config] csv = {"{"} decimal = "." {"}"}
            }
        [point] 1.234 may be a thousand and more or one and a part: say which, { $from ->
                [flag] --csv thousands=. or --csv decimal=.
               *[config] csv = {"{"} thousands = "." {"}"} or csv = {"{"} decimal = "." {"}"}
            }
        [comma] 1,234 may be a thousand and more or one and a part: say which, { $from ->
                [flag] --csv thousands=, or --csv decimal=,
               *[config] csv = {"{"} thousands = "," {"}"} or csv = {"{"} decimal = "," {"}"}
            }
       *[no] check the column
    }

## What a reader should know and no verdict depends on.

thousands-detected = In { $columns } of { $file }, { $sign ->
        [comma] commas
        [point] points
        [apostrophe] apostrophes
       *[blank] blanks
    } between digits were read as marks of thousands (detected; csv.thousands states it).
points-doubtful = In { $columns } of { $file }, numbers such as 1.234 were read with a decimal point; if the point marks thousands, say so: { $from ->
                [flag] --csv thousands=.
               *[config] csv = {"{"} thousands = "." {"}"}
            }.
percent-read = Per cent signs in { $columns } of { $file } were read as hundredths: 12.5 % is 0.125.
money-read = Currency signs in { $columns } of { $file } were passed over; amounts in different currencies are not converted.
counts-rounded = Fractions in { $column } of { $file } were rounded to whole people, by { $furthest } at most.
lines-before = { $lines ->
        [one] One line
       *[other] { $lines } lines
    } above the header of { $file } (line { $header }) were passed over (detected; csv.skip = { $skip } states it).
notes-behind = { $lines ->
        [one] One line
       *[other] { $lines } lines
    } below the table in { $file } were passed over: they have too few fields to be rows, or stand apart.
column-unnamed = A column of { $file } has no name in the header: it is called { $column }.
columns-passed-over = { $number ->
        [one] One column
       *[other] { $number } columns
    } of { $file } of a type that is not read { $number ->
        [one] was
       *[other] were
    } passed over: { $columns }.
days-detected = Days in { $column } were read { $form ->
        [dmy] day first
        [mdy] month first
       *[ymd] year first
    }, as a day above 12 shows (detected; format = "{ $form }" in age states it).
sheet-detected = The first sheet of { $file } was read, { $sheet } (detected; data.sheet states it).

separator-detected = Fields of { $file } were read as separated by { $separator ->
        [semicolon] semicolons
        [tab] tabs
        [bar] vertical bars
       *[comma] commas
    } (detected{ $from ->
        [flag] {""}
       *[config] ; csv.separator states it
    }).
decimal-comma-detected = Numbers of { $file } were read with a decimal comma (detected{ $from ->
        [flag] {""}
       *[config] ; csv.decimal states it
    }).
encoding-detected = Text of { $file } was read as { $encoding } (guessed; if letters look wrong, csv.encoding states another, such as iso-8859-2 or macintosh).
key-repeats = { $people ->
        [one] One person has
       *[other] { $people } people have
    } several rows with the same key in { $file } (column { $column }), counted as if they were different people: intervals may be too narrow.
audience-repeats = { $rows ->
        [one] One row of { $file } repeats a person word for word and was
       *[other] { $rows } rows of { $file } repeat a person word for word and were
    } read once (column { $column }).
crosses-only = The cross of all attributes could have more than { $max_cells } cells, so the declared crosses were counted instead.
positive-never-seen = None of the values that mean yes in { $column } occurs: everybody counts as a no.
spend-unknown = { $rows ->
        [one] One row states
       *[other] { $rows } rows state
    } nothing in { $column }: unknown there, and not taken for 0.
one-hot-none = Some rows have none of the columns of { $attribute } set: they count as missing. If no column means a group, name it with sql = "CASE WHEN .. END".
wide-campaigns = Each row counts once in each of { $campaigns } campaigns, so people are counted once per campaign; over all campaigns, intervals may be too narrow.
values-left = In `{ $column }`, { $rows ->
        [one] one row holds
       *[other] { $rows } rows hold
    } { $more ->
        [yes] more than { $values } values that are
       *[no] { $values ->
            [one] a value that is
           *[other] { $values } values that are
        }
    } neither a yes nor a no as stated: read as missing.
total-rows = { $labels ->
        [one] { $listed } in { $attributes } sums up other rows: its people are counted
       *[other] { $listed } in { $attributes } sum up other rows: their people are counted
    } twice. { $from ->
        [flag] --totals drop leaves them out
       *[config] totals = "drop" under [data] leaves them out
    }.
no-answer-labels = In { $attribute }, { $listed } { $labels ->
        [one] is a group
       *[other] are groups
    } like any other. If nothing is known of these people: { $from ->
        [flag] --missing { $shell }
       *[config] missing = [{ $quoted }]
    }.
labels-alike = In { $attribute }, { $listed } differ only in case or blanks, and each is a group. { $from ->
        [flag] --join-labels makes them one
       *[config] join_labels = true makes them one
    }.
numbers-as-groups = { $attribute } holds { $groups } different numbers, and each is a group. Bins make fewer: { $from ->
        [flag] --bins { $attribute }={ $edges }
       *[config] bins = [{ $bins }]
    }.
far-value = In { $attribute }, { $value } lies far from all other numbers. If it stands for "unknown": { $from ->
        [flag] --missing { $value }
       *[config] missing = [{ $value }]
    }.
far-value-in-bin = In { $attribute }, a number in the bin { $bin } lies far from all others. If it stands for "unknown", name it in { $from ->
        [flag] --missing
       *[config] missing
    }.
