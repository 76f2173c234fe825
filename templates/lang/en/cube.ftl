### Cube files: errors and what is said of them.

EVH-C001 = { $file } is not a cube file
    .label = no cube.json
    .why = a cube file is a folder that holds cube.json
    .help = name the folder that `evenhand count` or `evenhand merge` wrote
    .explain = `evenhand count -o NAME.cube` writes a folder with cube.json and one Parquet file for each cuboid. Here there is no such folder, or no cube.json in it.
EVH-C002 = { $cube } and { $other } were not counted alike: `{ $key }` differs
    .label = unlike plans
    .why = counts of different groups or different decisions do not add up
    .help = count both parts again under one config
    .explain = Cube files are added up only where the same row would have fallen into the same cell of both: same columns, same attributes with the same bins and maps, same crosses, same seed. Checks, names for people and files may differ.
EVH-C003 = { $file } was counted in both parts ({ $cube } and { $other })
    .label = the same bytes twice
    .why = its people would be counted twice
    .help = take one of the two away; an audience has to be divided among the parts as the decisions are
    .explain = The digests of the files read stand in cube.json, and one of them is in both parts. Repeated people in different files cannot be detected.
EVH-C004 = { $cube } and { $other } hold different campaigns, and absent = "rejected"
    .label = rejected in which campaigns?
    .why = the audience of one part would have been rejected in the campaigns of the other as well
    .help = count each campaign by itself, or all decisions at once
    .explain = With absent = "rejected", people of the audience without a decision are rejected in every campaign of the decisions. A part knows the campaigns of its own decisions alone.
EVH-C005 = { $file } does not end in .cube
    .label = no name for a cube file
    .why = a folder of personal data should be known by its name
    .help = name it NAME.cube
    .explain = Cube files are folders whose names end in .cube.
EVH-C006 = { $file } is already there
    .label = not replaced
    .why = exact counts that were kept are not overwritten
    .help = name another file, or take the old one away
    .explain = `evenhand count` and `evenhand merge` write a new folder, and replace none.
EVH-C007 = { $file } cannot be used: { $reason ->
        [version] it is not of the version evenhand.cube/1
        [document] cube.json is damaged
        [kind] it is not a cube of exact counts
        [plan] cube.json does not agree with itself on how people were counted
        [dimensions] its dimensions are not those of its plan
        [left-out] the people left out do not add up
        [digest] a file is not the one that cube.json names
        [cells] a file does not hold the cells that cube.json promises
        [sums] its counts and sums cannot belong together
       *[unreadable] a file of it cannot be read
    }
    .label = damaged, incomplete or changed
    .why = an audit of such counts would be an audit of nobody
    .help = copy the whole folder again, or count the rows again
    .explain = A cube file is read only if it is complete, every file has the digest that cube.json states, and the numbers are ones that counting people can give.
EVH-C008 = { $file } was not counted as the config says: `{ $key }` differs
    .label = counted another way
    .why = the numbers would not be those that the config describes
    .help = use the config that it was counted with, or count the rows again; checks, limits and names may differ
    .explain = A cube file can be audited under other checks, limits, levels, references and names, but its columns, attributes, bins and maps are settled, and crosses that were not kept cannot be made again.

cube-written = written: { $file } ({ $people ->
        [one] one person
       *[other] { PEOPLE($people) } people
    })
cube-personal = warning: { $cells ->
        [0] exact counts, cells of a few people among them
        [one] one cell holds one person
       *[other] { PEOPLE($cells) } cells hold one person
    }; treat the folder as personal data
merge-repeats = note: people who stand in several of the { $parts } parts cannot be detected, and are counted once in each
dry-run = { $file }: config, files and columns hold together ({ $attributes ->
        [one] one attribute
       *[other] { $attributes } attributes
    }, { $checks ->
        [0] no check
        [one] one check
       *[other] { $checks } checks
    }); { HAS($rows) ->
        [yes] the values of the first { $rows ->
            [one] row
           *[other] { PEOPLE($rows) } rows
        } can be read; nothing was counted or written
       *[no] nothing was counted or written
    }
