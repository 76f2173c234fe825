### Archives: what they say, and what keeps them from it.

archive-added = archived: { $folder }
archive-noted = written into the ledger: { $id }
archive-untold = { $folder } is a bag that the ledger does not tell of
archive-nothing-found = no archived audit has that
archive-dry = { $count ->
    [0] nothing is kept longer than its day
    [one] nothing was taken away: with --yes this one is, and a line stays in the ledger
   *[other] nothing was taken away: with --yes these { $count } are, and a line for each stays in the ledger
}
archive-due = { $id }: kept until { $until }
archive-gone = { $id }: taken away, kept until { $until }
archive-held = held
archive-no-end = no day given
archive-no-check = nothing judged
archive-not-there = not there
archive-comparable = { $before } and { $after } asked the same question: their results can be held beside each other.
archive-not-comparable = { $before } and { $after } asked different questions, so a difference between their results need not be one between the campaigns. What differs: { $parts }.
archive-break = from here another question was asked: { $parts }
archive-shown =
    { $name } ({ $id })
    dated { $as_of }, archived { $added }, kept until: { $until }
    { $people } people; { $verdict }; exit { $code }
archive-why-held = held: { $reason }
archive-head-as-of = date
archive-head-name = name
archive-head-verdict = verdict
archive-head-outside = outside
archive-head-cannot-tell = cannot tell
archive-head-until = kept until
archive-head-id = id
archive-head-group = group
archive-head-value = value
archive-head-interval = interval
archive-head-check = check
archive-head-before = before
archive-head-after = after

verify-holds = holds
verify-fails = does not hold
verify-not-checked = not checked
verify-level-readable = readable
verify-level-intact = intact
verify-level-consistent = consistent
verify-level-rendered = rendered
verify-level-source = source
verify-readable = { $schema }, written by evenhand { $version }
verify-unreadable = the audit cannot be read
verify-needs-audit = the audit cannot be read
verify-intact = { $files } files are what manifest-sha256.txt says{ $in_ledger ->
    [0] { "" }
   *[other] , and the bag is held against the ledger
}
verify-file = { $file }: { $is ->
    [missing] it is missing
    [changed] it was changed
    [unlisted] no manifest lists it
    [no-file] it is no file
    [form] it is not as bags have it
    [other-id] it tells another id than the folder's name
   *[other] it cannot be read
}
verify-untold = the ledger does not tell of this bag
verify-other-bag = { $file }: this is not the bag that the ledger tells of on { $on }
verify-summary = summary.json does not follow from audit.json
verify-not-made-again = the audit cannot be made again from its counts
verify-no-cube = there is no cube and config to compute from
verify-consistent = { $checks ->
    [one] 1 check
   *[other] { $checks } checks
} and { $numbers } values made again from the counts, none differs{ $fixes ->
    [0] { "" }
   *[other] ; what fixes would change was computed from rows, and is not
}
verify-differs = { $place } is another when it is made again
verify-more = and { $count } more
verify-rendered = { $files } documents made again are the same, byte for byte
verify-rendered-otherwise = { $file } is not what audit.json gives
verify-rendered-before = written by evenhand { $version }, which may have said it in other words
verify-no-data = no data were handed in (--data FILE)
verify-source = the data were counted again
verify-source-unread = the data cannot be counted
verify-other-data = these data do not count to the cube of the audit
verify-ledger = ledger: { $audits ->
    [one] 1 audit
   *[other] { $audits } audits
}, every line follows from the one before
verify-judged = Under { $pack } on { $as_of }: { $now } (exit { $now_code }). As archived: { $before } (exit { $before_code }).

site-title = Archived audits
site-made = Made from the summaries of an archive; nothing here is computed anew.
site-footer = This page is a copy of what the archive holds. To check an audit itself: evenhand verify, with the folder named after its id.
site-index = { $count ->
    [one] 1 audit
   *[other] { $count } audits
}, newest first. A date leads to the report, a name to the campaign through time.
site-audits = Audits
site-people = people
site-back = All audits
site-other-language = Version française
site-check = Check
site-how-to-read = Each figure is one group: the estimate of every audit, the interval around it, and the limits as lines. A line is interrupted where another question was asked; the table beneath says which part of it changed.
site-says = { $count ->
    [one] 1 audit
   *[other] { $count } audits
}; on { $as_of }: { $value }, { $verdict }.
site-values = The values
site-question = question
site-written = { $folder }: { $pages } pages, { $made } of them written anew

EVH-A001 = { $file } is no archive
    .label = { $reason ->
        [not-found] there is no such folder
        [no-ledger] it has no LEDGER.jsonl, and holds other files
        [not-allowed] reading it is not allowed
       *[other] the system refused to read its ledger
    }
    .why = what is read and written as an archive has to be one
    .help = name the folder of an archive with -a; `evenhand archive add audit.json -a FOLDER` and `evenhand audit --archive FOLDER` begin one in a new or empty folder
    .explain = An archive is a folder with one folder for each audit and LEDGER.jsonl, which tells what happened to them.
EVH-A002 = this audit is archived already, as { $id }
    .label = it holds the very same audit
    .why = a second copy would be another audit to whoever counts them
    .help = leave it there; an audit that differs in anything gets an id of its own
    .explain = The id of an archived audit is its date, its name and the digest of its document, cube and config.
EVH-A003 = { $reason ->
    [several] several archived audits begin with { $id }
    [check] no archived audit has a check called { $id }
   *[none] there is no archived audit called { $id }
}
    .label = nothing was done
    .why = { $reason ->
        [several] which of them was meant is not for evenhand to guess
       *[other] a name that is wrong would pass for an answer
    }
    .help = { $reason ->
        [several] type more of the id
        [check] look at the checks of an audit with `evenhand archive show ID`
       *[none] list them with `evenhand archive list`; those that were taken away have a line in the ledger alone
    }
    .explain = An archived audit is named by its id, which is the name of its folder, or by the beginning of it.
EVH-A004 = the ledger { $file } is not as it was written
    .label = line { $line }: { $reason ->
        [digest] the line was changed
        [chain] it does not follow from the line before
        [order] its number is another
       *[other] it is no line of a ledger
    }
    .why = nothing is written behind a line that cannot be relied on
    .help = put back a copy of the file that is whole; the bags beside it can be verified one by one with `evenhand verify FOLDER`
    .explain = Each line of the ledger holds its own digest and that of the line before.
EVH-A005 = somebody else changes the archive { $file } now
    .label = it is locked
    .why = two that write at once would lose what one of them writes
    .help = try again when they are done
    .explain = Whoever changes an archive holds a lock on it until the change is whole.
EVH-A006 = { $file } holds no { $what ->
    [bag] archived audit
    [cube] cube to compute from
   *[other] summary.json that can be read
}
    .label = { $what ->
        [bag] it is neither a bag nor an archive
       *[other] it is missing or damaged
    }
    .why = what is not there cannot be looked at
    .help = { $what ->
        [bag] name the folder of an archived audit, or that of a whole archive
        [cube] archive audits with `evenhand audit --archive FOLDER`, or with --cube
       *[other] see what became of it with `evenhand verify { $file }`
    }
    .explain = An archived audit is a folder (a bag) with audit.json and what is made of it, and mostly the cube from which every number follows.
EVH-A007 = the audit does not follow from this cube and this config
    .label = { $what } is another when it is made again
    .why = an archive keeps what can be computed again
    .help = name the cube and the config that the audit was made with, or archive it in the same run: `evenhand audit --archive FOLDER`
    .explain = Before an audit is archived with its cube and config, it is made again from them and compared, value for value.
