### Errors of the plan: the config, packs, waivers and the flags that replace their keys. The id is the permanent code;
### the value is the title, `.label` stands beside the caret, `.why` and `.help` below it, `.explain` is the longer text
### of `evenhand explain CODE`.

part-nearest = { $near ->
    [yes] did you mean "{ $suggestion }"?
   *[no] known: { $known }
}

part-written = no flag says that: write the lines below into { $config }, then run evenhand { $command }

EVH-P001 = the file { $file } cannot be read
    .label = { $reason ->
        [not-found] there is no such file
        [not-allowed] reading it is not allowed
        [not-utf8] it is not UTF-8 text
        [device] it is a device, which has no end
        [pipe] it is a named pipe, and waiting for somebody to write to it could take for ever
        [large] it is too large to be one
       *[other] the system refused to read it
    }
    .why = without it the audit would run under other rules than those that were asked for
    .help = paths in a config start in the folder of that config; paths on the command line start in the current folder
    .explain = A config, a rule pack or a waivers file that was named could not be opened or is not text in UTF-8. Without --config, evenhand.toml of the current folder is used when it exists.
EVH-P002 = the file is not valid TOML
    .label = { $detail }
    .why = nothing after this place can be trusted
    .help = check quotes, brackets and dates near this place: text stands in quotes, dates are written 2026-11-22
    .explain = The config, pack or waivers file breaks the grammar of TOML. The message beside the caret comes from the TOML parser and is in English.
EVH-P003 = the file does not name its schema
    .label = expected schema = "{ $schema }"
    .why = keys may change their meaning between major versions, so a file says which one it was written for
    .help = make this the first line: schema = "{ $schema }"
    .explain = Every evenhand file begins with its schema. The number is the major version: a file of another version is refused instead of read with a changed meaning.
EVH-P004 = unknown key `{ $key }`
    .label = no such key here
    .why = a misspelt key would be ignored, and the audit would run without what it asks for
    .help = { part-nearest }
    .explain = A key of the file is not known at this place. Unknown keys are errors, never ignored: a limit with a slip in its name would otherwise judge nothing.
EVH-P005 = `{ $what }` is not supported yet
    .label = not supported yet
    .why = ignoring it would give another audit than the one asked for
    .help = { HAS($format) ->
        [yes] write it as CSV, NDJSON, Parquet or Arrow and name that file
       *[no] take it out, or prepare the data so that it is not needed
    }
    .explain = The key, value or file format is part of the design of evenhand but not of this version. It is refused instead of ignored.
EVH-P006 = `{ $key }` has the wrong type
    .label = { $expected ->
        [text] expected text in quotes
        [number] expected a plain decimal such as 0.8
        [whole-number] expected a whole number from 0 up
        [true-or-false] expected true or false
        [date] expected a date such as 2026-11-22
        [list] expected a list in square brackets
        [label] expected text, a number, true or false
        [group] expected ATTRIBUTE=GROUP, such as gender=women
       *[table] expected a table of keys and values
    }
    .why = a value that had to be guessed at would make the audit ambiguous
    .help = write the value in the form shown beside it
    .explain = A value is of another type than its key takes. Numbers are plain decimals without exponent, because limits are compared digit by digit.
EVH-P007 = `{ $key }` has no such value
    .label = not one of its words
    .why = a misspelt word must not fall back to a default
    .help = { part-nearest }{ HAS($attribute) ->
        [yes] ; to name a group: --reference { $attribute }={ $group }
       *[no] {""}
    }
    .explain = The key takes one of a few words, and this is none of them. A rule such as highest-rate is written in small letters with hyphens.
EVH-P008 = the key `{ $key }` is missing
    .label = this table needs `{ $key }`
    .why = there is no default that would be right for everybody
    .help = add `{ $key }`
    .explain = A table lacks a key that it must have.
EVH-P009 = `{ $key }` is out of range
    .label = expected { $range }
    .why = outside this range the setting has no meaning, or nothing could ever be judged
    .help = choose a value x with { $range }
    .explain = A number lies outside the range in which it means something. A level is above 0.5 and below 1; a limit on a ratio is above 0; a limit on a gap lies between 0 and 1, so 5 percentage points are 0.05.
EVH-P010 = there is no measure "{ $name }"
    .label = unknown measure
    .why = a check on a measure that does not exist would always pass
    .help = { $near ->
        [field] write measure = "{ $suggestion }" with comparison = "{ $known }"; evenhand explain { $name } says more
        [yes] did you mean "{ $suggestion }"?
       *[no] measures: { $known }
    }
    .explain = The measure is not in the catalog, neither by its id nor by a name it has in other tools. `evenhand metrics` lists them.
EVH-P011 = there is no attribute "{ $name }"
    .label = unknown attribute
    .why = a check on an attribute that does not exist would always pass
    .help = { $near ->
        [yes] did you mean "{ $suggestion }"?
       *[no] attributes: { $known }
    }
    .explain = An attribute is named that is neither described by an [[attribute]] nor given by --attributes. With --attributes, only those that it lists are audited.
EVH-P012 = `{ $attribute }` has no group "{ $group }"
    .label = no such group
    .why = a rule about a missing group would always pass, or compare with nobody
    .help = { $near ->
        [yes] did you mean "{ $suggestion }"?  present: { $known }
       *[no] present: { $known }
    }
    .explain = The config, a flag or a waiver names a group that the attribute's map cannot make or that the data does not have. Labels are compared exactly, capital letters included.
EVH-P013 = "{ $name }" appears twice
    .label = named before
    .why = results could not be told apart by name
    .help = rename or remove one of the two
    .explain = Attributes, checks and the members of a list or cross each have a name of their own. The checks of a pack are called pack/check.
EVH-P014 = bins must increase
    .label = { $edge } is not above the edge before it
    .why = a value would belong to two groups, or to none
    .help = write the lower edges from low to high: bins = [25, 35, 45]
    .explain = Bins are given by their lower edges: [25, 35, 45] makes the groups <25, 25-34, 35-44 and 45+. An edge belongs to the group above it.
EVH-P015 = the check has no limit
    .label = { $comparison ->
        [difference] this check needs max_gap
       *[other] this check needs min or max
    }
    .why = without a limit there is nothing to judge
    .help = a ratio or a value takes min, max or both; a difference takes max_gap
    .explain = A check compares its results with a limit. To see numbers without judging them, leave the check out: every measure is reported anyway.
EVH-P016 = min is above max
    .label = nothing can be within this limit
    .why = every result would be outside
    .help = exchange the two, or take one of them out
    .explain = The lower side of the limit lies above its upper side.
EVH-P017 = `{ $key }` does not limit a { $comparison }
    .label = not a limit of this comparison
    .why = the limit would judge nothing
    .help = { $comparison ->
        [difference] write max_gap, the widest gap allowed in either direction: max_gap = 0.05
       *[other] write min, max or both
    }
    .explain = Ratios and values are limited by min and max; differences by max_gap, which holds in both directions.
EVH-P018 = a census has no intervals on which a claim could rest
    .label = expected "point"
    .why = with inference = "census" the rows are all there is, so only the estimate itself can decide
    .help = { $from ->
        [flag] --claim point: the estimates decide
       *[config] write claim = "point", or inference = "process" if the same process will decide about other people too
    }
    .explain = inference = "census" says that the people counted are all that the audit is about: there is nothing to infer and there are no intervals. The claims shown and no-evidence-outside are decided by intervals.
EVH-P019 = `{ $measure }` needs an outcome, and no column of outcomes is named
    .label = { $from ->
        [flag] needs --outcome
       *[config] needs columns.outcome
    }
    .why = this measure compares the decision with the outcome
    .help = { $from ->
        [flag] name the column: --outcome converted; or leave out the rules that need it
       *[config] name the column: [columns] outcome = "converted"; or judge selection-rate, which needs only the decision
    }
    .explain = Error rates, predictive values, accuracy and the base rate need a column that gives the outcome of each person. An outcome that the decision may have caused, such as a click, does not give error rates: state observed.
EVH-P020 = this check cannot look at campaigns one by one
    .label = { $lacks ->
        [column] no campaign column is named
       *[measure] only selection-rate is counted by campaign
    }
    .why = the campaigns would be judged on numbers that are not made
    .help = { $lacks ->
        [column] name the column: [columns] campaign = "campaign_id"; or write campaigns = "pooled"
       *[measure] write campaigns = "pooled", or measure = "selection-rate"
    }
    .explain = campaigns = "each" or a list of campaigns judges every campaign by itself, in one family. It needs a campaign column and works for the selection rate alone.
EVH-P021 = this is not a date
    .label = not a date
    .why = waivers end on a date, so the audit must know for which day it is made
    .help = --as-of takes a date such as 2026-11-22; SOURCE_DATE_EPOCH takes seconds since 1970
    .explain = The date of the audit is --as-of, else SOURCE_DATE_EPOCH, else today in UTC; it is recorded in the audit.
EVH-P022 = `{ $first }` and `{ $second }` exclude each other
    .label = only one of the two
    .why = one of them would be silently ignored
    .help = take one of the two out
    .explain = Two settings were given that cannot both hold.
EVH-P023 = `{ $key }` needs `{ $needed }`
    .label = nothing without `{ $needed }`
    .why = by itself it would change nothing
    .help = add `{ $needed }`, or take `{ $key }` out
    .explain = A setting only has a meaning together with another. A second table needs the key that joins it; selected people need the number of all people.
EVH-P024 = there is no rule pack "{ $name }"
    .label = unknown pack
    .why = the rules asked for would not be judged
    .help = { part-nearest }  a pack of your own is named by its file, ending in .toml
    .explain = A pack is named by its id, when it comes with evenhand, or by its file.
EVH-P025 = there is no check "{ $name }" to waive
    .label = unknown check
    .why = a waiver that fits nothing looks as if something had been accepted
    .help = { part-nearest }
    .explain = A waiver names the id of a check in the config or in a pack; checks of a pack are called pack/check.
EVH-P026 = a waiver names exactly one segment
    .label = expected one group by name
    .why = a waiver for more than one segment would also accept gaps that nobody has looked at
    .help = write one waiver per segment: segment = {"{"} age_band = "65+" {"}"}
    .explain = A waiver has no wildcards and no lists. Each segment that is accepted has its own reason, owner and end.
EVH-P027 = nothing says where the rows are
    .label = no decisions named
    .why = an audit counts people, so it needs a file that lists them
    .help = { $from ->
        [flag] evenhand { $command } people.csv --decision selected --attributes gender
       *[config] [data] decisions = "people.csv"; or name the file on the command line
    }
    .explain = Name the file of decisions on the command line or as data.decisions in the config.
EVH-P028 = no attribute is named
    .label = { $from ->
        [flag] no --attributes
       *[config] no [[attribute]]
    }
    .why = evenhand never decides by itself which column is protected
    .help = { $from ->
        [flag] --attributes gender,age_band
       *[config] [[attribute]] name = "gender"; in a config that init wrote, remove the mark #? from the lines to keep
    }
    .explain = An audit compares the groups of the attributes that you name.
EVH-P029 = nothing says who was selected
    .label = no decision named
    .why = every rate starts from who was selected and who was not
    .help = { $from ->
        [flag] --decision targeted; for a score --decision 'score>=0.5'; for counted rows --count people --selected reached; for a file of the chosen alone --audience everybody.csv --key id --absent rejected
       *[config] [columns] decision = "targeted"; for counted rows count and selected; for a file of the chosen alone an audience with absent = "rejected"
    }
    .explain = The decision is a column of 0 and 1 or true and false, a column with the values that count as selected, a score with its cut-off, or two counts per row.
EVH-P030 = `{ $key }` is empty
    .label = nothing in the list
    .why = an empty list would select nothing
    .help = fill the list, or take the key out
    .explain = A list that must name at least one thing names none.
EVH-P050 = a funnel needs at least two stages
    .label = too few stages
    .why = a funnel compares how many people go on from each stage to the next
    .help = name the columns of the stages, first to last, or take [funnel] out
    .explain = Each stage is a column of 0/1 or true/false that says who reached it; whoever reached one has reached those before it.
EVH-P031 = "{ $name }" cannot be the name of an attribute
    .label = not allowed as a name
    .why = it could not be told from a cross of two attributes, or from the campaign
    .help = { $from ->
        [flag] rename the column in the file
       *[config] choose another name and give the column with `column`
    }
    .explain = A name is not empty, is not @campaign and does not contain " x " (an x between spaces), which stands between the attributes of a cross.
EVH-P032 = a cross has at least two attributes
    .label = only one attribute
    .why = every attribute alone is reported anyway
    .help = name two or more: cross = [["gender", "age_band"]]
    .explain = intersections.cross lists the crosses that are reported beyond the depth.
EVH-P033 = the limit leaves equal rates outside
    .label = { $key ->
        [min] expected min ≤ 1
       *[max] expected max ≥ 1
    }
    .why = two groups with the same rate have a ratio of 1, and that would be outside
    .help = { $from ->
        [flag] a lower limit on a ratio is 1 or less, an upper limit 1 or more: --min-ratio 0.8 or --max-ratio 1.25
       *[config] a lower limit on a ratio is 1 or less, an upper limit 1 or more: min = 0.8
    }
    .explain = A limit on a ratio must contain 1. With min = 0.8 alone, ratios above 1.25 are outside too, unless one_sided = true.
EVH-P034 = needs_detectable must lie beyond the limit
    .label = { $from ->
        [flag] expected --needs-detectable x with { $range }
       *[config] expected needs_detectable = x with { $range }
    }
    .why = the check would pass where even a gap at the limit could not have been seen
    .help = name the gap that must not go unseen, with { $range }
    .explain = A check with the claim no-evidence-outside says, when it passes, that a gap of needs_detectable would have been seen 8 times in 10. Such a gap lies beyond the limit: one inside it would be no fault.
EVH-P035 = must_decide names a segment that the check does not judge
    .label = not among the attributes of this check
    .why = the check could never be decided
    .help = { $from ->
        [flag] name a group of one of --attributes: --must-decide gender=women
       *[config] add its attributes to the check: attributes = ["gender", "gender x age_band"]
    }
    .explain = A segment that may not stay undecided must belong to an attribute or cross that the check judges. A check without attributes judges every attribute alone.
EVH-P051 = { $lacks ->
        [stratum] there is no stratum "{ $name }"
       *[measure] only ratios and differences of selection rates are compared within strata
    }
    .label = { $lacks ->
        [stratum] not a stratum
       *[measure] not possible here
    }
    .why = people are compared within the groups of an attribute with kind = "stratum"
    .help = { $lacks ->
        [stratum] strata: { $known }; or give an attribute kind = "stratum"
       *[measure] measure = "selection-rate" with comparison = "ratio" or "difference"; or take `within` out
    }
    .explain = within = "month" judges the Mantel-Haenszel comparison of selection rates among people who share a month. The stratum is an attribute with kind = "stratum" and, because it decides who is compared with whom, a justification.
EVH-P052 = with only the people reached there is no rate to judge
    .label = no selection rate is possible
    .why = counts per campaign and group without `selected` say who was reached, not who could have been
    .help = { $from ->
        [flag] leave out the limits and read the section on delivery; or --selected, --decision, or --audience with --key
       *[config] take the checks out and read the section on delivery; or name `selected`, a decision, or an audience
    }
    .explain = With columns.count and columns.campaign, but no decision and no `selected`, every count is of people reached. Each campaign's mix of groups is compared with that of all campaigns together; no rate of selection can be computed.
EVH-P036 = the group "{ $group }" cannot be the reference of several attributes
    .label = a group of one attribute
    .why = the other attributes have no such group
    .help = set the reference at the attributes, or give the check one attribute
    .explain = A check over several attributes takes its reference from a rule (largest, highest-rate, rest, everyone) or from the attributes themselves.
EVH-P037 = { $file } is outside the folder of the config
    .label = it leads outside
    .why = whoever proposes a change to a config could otherwise have any file of this machine read
    .help = keep the file in the config's folder, name it by a flag, or add --allow-outside
    .explain = In a pipeline (where the environment sets CI) and with --confined, the files that a config names (data, audience, packs, waivers) must be in its folder or below it, once every link is followed. Files named by flags may be anywhere: whoever types a command knows what it reads. --allow-outside lifts the rule where every change to the config is trusted.
EVH-P040 = one_hot names fewer than two columns
    .label = expected a column for each group
    .why = one group alone has nothing to be compared with
    .help = name every group: one_hot = {"{"} women = "is_woman", men = "is_man" {"}"}; for a single 0/1 column use column and map
    .explain = one_hot reads an attribute from several columns of 0 and 1, one for each group.
EVH-P041 = this is not an SQL expression: { $detail }
    .label = cannot be read
    .why = what cannot be read cannot be computed
    .help = write one expression, as behind SELECT or WHERE, with text in single quotes and columns in double quotes where needed: CASE WHEN age < 40 THEN 'young' ELSE 'old' END
    .explain = The keys sql and where take one SQL expression: comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, CAST, arithmetic and plain functions of one row.
EVH-P042 = { $reason ->
        [aggregate] `{ $what }` looks at several rows
        [window] `{ $what }` looks at other rows
        [query] a query cannot stand in an expression
        [clock] `{ $what }` gives another answer every time
        [date] dates are text here, so `{ $what }` has nothing to work on
        [function] there is no function `{ $what }`
        [name] `{ $what }` names a table
        [column] `{ $what }` cannot be a column here
        [no-column] the expression names no column
        [long] the expression has more than { $what } characters
        [grows] the expression can make texts of more than a million characters
        [depth] the expression is nested too deeply
       *[other] `{ $what }` is not supported in an expression
    }
    .label = { $reason ->
        [aggregate] not an expression of one row
        [window] not an expression of one row
        [query] not an expression of one row
        [clock] not an expression of one row
       *[other] not read here
    }
    .why = the same rows must give the same answer, in whatever parts they are read
    .help = { $reason ->
        [aggregate] GREATEST and LEAST compare columns of one row; what needs several rows has to be prepared before
        [date] take the part of the text, such as left(born, 4) for the year of 1990-02-28, substr(born, 6, 2) for its month; compare dates as text: born < '1990-02-28'
        [clock] write the date itself: '2026-11-22'
        [function] { $near ->
            [yes] did you mean { $suggestion }?
           *[no] the functions are: { $known }
        }
        [name] write the column alone, in double quotes if its name holds a dot
        [no-column] name at least one column of the data
        [long] write a map, or prepare the column before
        [grows] replace fewer times inside each other, or shorter texts
        [depth] join many values with IN (..)
       *[other] write comparisons, CASE, CAST, arithmetic and functions of the row's own columns
    }
    .explain = Rows are read in parts, and no result may depend on where a part ends, on the clock or on chance. Aggregates, window functions, queries, random numbers, the current date and files are therefore refused. Dates are text such as 1990-02-28 here: compare them with text, and take the year with left(born, 4).
EVH-P060 = `{ $measure }` needs a column that is not named
    .label = { $from ->
        [flag] needs --{ $needs }
       *[config] needs columns.{ $needs }
    }
    .why = this measure is made of the column's numbers, so the check would judge nothing
    .help = { $needs ->
        [score] { $from ->
            [flag] name the column of scores: --score propensity; or leave out the rules that need it
           *[config] name the column of scores: [columns] score = "propensity"; or judge selection-rate, which needs only the decision
        }
       *[value] { $from ->
            [flag] name the column of values: --value offer_eur; or leave out the rules that need it
           *[config] name the column of values: [columns] value = "offer_eur"; or judge selection-rate, which needs only the decision
        }
    }
    .explain = Measures of scores, such as the area under the ROC curve or the mean score, need columns.score. Means of values, such as what people were offered, need columns.value.
EVH-P061 = `{ $measure }` has no { $comparison }
    .label = not a comparison of this measure
    .why = the numbers would mean nothing
    .help = write comparison = one of: { $known }
    .explain = Rates, the scoring rate and means of values are compared by difference and by ratio. Scores have no natural zero, so other measures of scores are compared by difference alone. A measure that compares two groups already, such as a distance, has a value and nothing else; so has the calibration error, which grows as groups shrink.
EVH-P062 = `{ $measure }` has no interval on which a claim could rest
    .label = only claim = "point" can be judged
    .why = every result would stay undecided, whatever the data
    .help = write claim = "point": then the estimate decides, and its row says so
    .explain = Distances between two groups and the calibration error are never below 0: even between equal groups they come out above 0, and no sound interval exists around them. Their findings stand beside a test or beside what chance alone would give. A check of them can only compare the estimate with its limit.
EVH-P070 = true positive rates can be equalised only where outcomes were known before the decision
    .label = needs outcome.observed = "before"
    .why = an outcome that the decision may have caused, or that is known only for the selected, does not say who among the others would have had it
    .help = write equal = "selection-rate"; or, if outcomes were known independently of the decision, [columns] outcome = {"{"} column = "..", observed = "before" {"}"}
    .explain = The true positive rate is the share selected among people who have the outcome. To equalise it, the outcome of people who were not selected must be known, and the decision must have had no part in it.
EVH-P071 = bounds must stand on both sides of 1
    .label = expected [least, greatest], such as [0.5, 2]
    .why = every weight is the start weight times a factor between the two, and 1 is no change
    .help = write two numbers: the first from 0 and below 1, the second above 1; or leave bounds out, and the narrowest that reach the margins are found
    .explain = Calibration multiplies each weight by a factor between the bounds. Narrow bounds keep weights even; bounds that are too narrow cannot reach the margins, and then nothing is written.
EVH-P072 = the shares of `{ $attribute }` are all 0
    .label = at least one share above 0
    .why = weights cannot bring a share about when there is none
    .help = write a share for each group, such as {"{"} women = 0.5, men = 0.5 {"}"}; they are divided by their sum
    .explain = fix.margins gives the shares that weights bring the groups of an attribute to.
EVH-P080 = a lower limit alone guards the wrong side of a burden
    .label = only groups below the limit would be judged
    .why = with meaning = "burden" a group is worse off when its rate is higher
    .help = write max in place of min, for example max = 1.25; or leave out one_sided, and both sides are judged
    .explain = meaning = "burden" says that the decision is a disadvantage: denied, searched, rated a high risk. A one-sided check with min judges the groups that are spared most and passes over those that bear more.
EVH-P091 = too much at once: { $count } { $what ->
        [combinations] combinations of attributes
        [checks] checks
        [segments] groups
       *[comparisons] comparisons
    } { $what ->
        [segments] or more
        [comparisons] or more
       *[other] {""}
    }
    .label = at most { $most } are made
    .why = each of them takes memory and time, and this many could take all that the machine has
    .help = { $from ->
        [flag] { $what ->
            [checks] ask for fewer checks
           *[other] cross fewer attributes (--depth 1), name fewer (--attributes), or give numbers bins
        }; in a config, limits.{ $what } = { $count } allows it
       *[config] { $what ->
            [checks] write fewer checks
            [combinations] lower intersections.depth
           *[other] lower intersections.depth, name fewer attributes, or give numbers bins
        }; or raise limits.{ $what } to { $count }
    }
    .explain = Sets of attributes, checks, groups and comparisons are counted before they are made. Twenty attributes crossed in every way are more than a million sets. [limits] in the config says how many are too many.
EVH-P090 = `{ $column }` is { $first ->
        [decision] the decision
        [outcome] the outcome
        [holdout] the column of people kept out
        [count] the number of people
       *[selected] the number of selected
    } and { $second ->
        [outcome] the outcome
        [holdout] the column of people kept out
        [campaign] the campaign
        [count] the number of people
        [selected] the number of selected
        [weight] the weight
        [stratum] a stratum
       *[attribute] an attribute
    } too
    .label = one column in two parts that contradict each other
    .why = a column compared with itself says nothing about people
    .help = name another column for one of the two
    .explain = Groups made of the decision are selected always or never, an outcome that is the decision is right about everybody, and people who are their own weight count twice over. A column may be a score and a value, a unit and a key, a stage and the decision; a stratum may be made of a score that the decision cuts, or of the outcome.
EVH-F001 = nothing is outside a limit, so there is nothing to fix
    .label = no file is written
    .why = a fix changes decisions or weights for a gap that was found
    .help = leave out -o to see the audit; or set the limit that a check holds people to; for weights that prepare training data, name the attribute with --attribute
    .explain = evenhand fix proposes changes only where a check is outside its limit. Where nothing is, a file of new decisions would change people's treatment without a finding behind it. Preparing training data is another use: weights (reweigh, rake, calibrate) are made without any check where the attribute is named with --attribute or fix.attribute, or its shares with fix.margins.
EVH-F002 = { $method } is not possible here
    .label = no file is written
    .why = what was printed above says what stands in its way
    .help = change what it names, or leave out --method to see every fix that applies
    .explain = A fix is refused where its rule does not exist: an empty group, shares that no weights reach, bounds that are too narrow, a budget that is too small, rows that stand for several people, or a law that bars it.
EVH-F003 = a file of rows needs --method
    .label = which fix is it for?
    .why = each fix writes values of its own: weights, decisions or scores
    .help = add --method reweigh, rake, calibrate, thresholds, sample or repair
    .explain = Without --method, evenhand fix proposes every fix that applies and writes none of them. With it, -o FILE.parquet or -o FILE.csv holds the id of every row and its weight, decision or score.
EVH-F004 = nothing names the rows
    .label = no column of ids
    .why = rows of the file are found again by what they are called
    .help = { $from ->
        [flag] name the column: --id COL
       *[config] name the column: [fix] id = "person"; or columns.unit, or data.key
    }
    .explain = The file of a fix has two columns: the id of each row as it stands in the input, and the new value. The column of ids is fix.id or --id, else columns.unit, else the key that joins decisions and audience.
EVH-F005 = new decisions need rows of one person with one decision
    .label = rows hold several campaigns, or stand for several people
    .why = new decisions are found by the id of a row, and here an id does not name one decision
    .help = audit one campaign, with a row for each person
    .explain = fix --effect puts new decisions beside the old ones, row by row. Where a row holds decisions for several campaigns, or counts of people, one new decision would not say which of them it is about.
EVH-F006 = { $file } is one of the inputs
    .label = no file is written
    .why = a fix never edits what it reads
    .help = write to a file of another name, with -o
    .explain = The file of a fix holds two columns, and would take the place of your data. Join it to them by the column of ids.
EVH-F007 = no check compares the groups of { $attribute }
    .label = nothing says how far apart they may be
    .why = a fix closes a gap that a check holds against a limit
    .help = { $from ->
        [flag] set a limit, such as --min-ratio 0.8, for attributes that a check judges one by one; or leave out --attribute; weights that prepare training data need no check: --method reweigh, rake or calibrate
       *[config] add the attribute or cross to attributes of a [[check]], or leave out --attribute and fix.attribute; weights that prepare training data need no check: --method reweigh, rake or calibrate
    }
    .explain = evenhand fix works for an attribute or cross that some check judges. One that no check names has no limit, so it is not known whether anything is to be fixed.
EVH-F008 = { $lacking ->
    [one] { PEOPLE($lacking) } row
   *[other] { PEOPLE($lacking) } rows
} of { PEOPLE($all) } { $lacking ->
    [one] has
   *[other] have
} no new decision in { $file }
    .label = before and after would not be about the same people
    .why = before would count { PEOPLE($all) } rows and after { PEOPLE($people) }, and the two tell nothing about each other
    .help = hand in a decision for every row; or add --partial, which compares the { PEOPLE($people) } before and after and says so
    .explain = fix --effect counts the same rows with both decisions. A row that the audit counts and that the new decisions do not name, or give no decision, stands in one picture alone. With --partial such rows are left out of both, and how many are compared is said wherever the result is shown.
EVH-F009 = no row has a new decision in { $file }
    .label = nothing in its column `{ $column }` names a row that is counted here, or no row of it has a decision
    .why = new decisions are found by what rows are called
    .help = name the column whose values both files share, with --id
    .explain = fix --effect looks up each row's new decision by its name: the column of fix.id or --id, else columns.unit, else the key. 42 and 42.0 are the same name, 042 is another.
EVH-F010 = the groups of { $attribute } are not counted together
    .label = this cross is deeper than those that are counted
    .why = weights and rules are made from how many people each combination of groups holds
    .help = { $from ->
        [flag] raise --depth
       *[config] add it to [intersections] cross, or raise intersections.depth
    }
    .explain = Crosses are counted up to intersections.depth attributes (2 where nothing is said) and as intersections.cross names them. A fix for a cross needs its counts.
EVH-F011 = a fix needs the rows, and a cube has none
    .label = counts alone
    .why = weights, decisions and scores belong to rows, and what a fix does is found by reading them again
    .help = name the data in place of --cube
    .explain = evenhand fix reads the rows twice: once to count them, once with the change made. A cube keeps how many people there are of each kind, not who they are.
