### Words of the command line: diagnostics, usage errors, the small commands.

diagnostic-error = error
diagnostic-fact = fact
diagnostic-why = why
diagnostic-help = help
diagnostic-more = more
diagnostic-head = { $level }[{ $code }]: { $title }
diagnostic-name = { $name }:
diagnostic-note = { $name }: { $text }
diagnostic-file = { $file }
diagnostic-file-row = { $file }, first row concerned: { $row }
diagnostic-file-column = { $file }, column `{ $column }`
diagnostic-file-column-row = { $file }, column `{ $column }`, first row concerned: { $row }

EVH-U001 = the output format { $format } is not supported yet
    .label = not supported yet
    .why = another format in its place would be a surprise
    .help = supported now: { $known }
    .explain = The format is part of the design of evenhand but not of this version.
EVH-U002 = the ending of { $file } names no output format
    .label = unknown ending
    .why = guessing a format would give a file that its readers cannot read
    .help = endings: { $known }; any other name, and - for standard output, needs --format
    .explain = The ending of an output's name picks its format. Where the ending names none, --format does.
EVH-U003 = standard output needs a format
    .label = -o - has no ending
    .why = the format is picked by the ending of the name, and - has none
    .help = add --format { $known }
    .explain = `-o -` writes a document to standard output. Its format is given by --format.
EVH-U004 = { $file } cannot be written
    .label = { $reason ->
        [no-folder] there is no such folder
        [is-folder] this is a folder
        [not-allowed] writing there is not allowed
        [full] no space is left
        [too-large] files may not be as large as this here
        [read-only] it is read-only
        [owner] it belongs to somebody else, and would become yours
        [special] it is neither a file nor something to write a document into
       *[other] the system refused to write it
    }
    .why = a result that is not stored would be lost
    .help = { $reason ->
        [full] free some space, or write to another disk
        [too-large] raise the limit (ulimit -f), or write elsewhere
        [read-only] write under another name, or make it writable first (chmod u+w)
        [owner] write under another name, or take the file away first
        [special] name a file, a pipe or a device that takes text
       *[other] choose a folder that exists and can be written to
    }
    .explain = Outputs are written to a temporary file in the same folder, synced and renamed, so a name holds either the old document or the whole new one, and keeps its rights and its owner. Links are followed: what they point at is renewed, and they stay. Pipes and devices, such as /dev/null or a process substitution, are written into.
EVH-U005 = there is nothing called "{ $name }" to explain
    .label = unknown name
    .why = explanations exist for error codes, measures, names of the field, verdicts and reasons
    .help = { $near ->
        [yes] did you mean "{ $suggestion }"?
       *[no] `evenhand metrics` lists the measures; an error code looks like EVH-P004
    }
    .explain = `evenhand explain` takes an error code, the id or another name of a measure, a name of the field such as demographic-parity, a verdict or a reason.
EVH-U006 = two outputs have the name { $file }
    .label = named twice
    .why = one of them would overwrite the other
    .help = give every output a name of its own; a name with {"{"}lang{"}"} is written in both languages
    .explain = Every output has a name of its own. Standard output takes one document.
EVH-U007 = the demo does not overwrite { $file }
    .label = already there
    .why = the demo did not write this file, or somebody changed it since
    .help = name another folder: evenhand demo NEW; or take the file away
    .explain = `evenhand demo` writes a made-up campaign and its audit into a folder, with a list of what it wrote, SHA256SUMS. It replaces files of that list that nobody changed, and the results of the audit; anything else under a name that it needs stops it before it writes.
EVH-U008 = { $file } is already there
    .label = not replaced
    .why = a config holds decisions that somebody made
    .help = name another file: evenhand init DATA -o NEW.toml; or take the old one away
    .explain = `evenhand init` writes a new config and never replaces one.
EVH-U009 = { $file } is read by this audit
    .label = not replaced
    .why = a document in its place would take away what it is made from: data, config, packs, waivers, a cube or a stored audit
    .help = write to a file of another name, with -o
    .explain = Documents replace files of the same name, which is what a pipeline wants of a report. The files that an audit reads are never replaced.

EVH-R001 = the audit { $file } cannot be read
    .label = { $reason ->
        [not-found] there is no such file
        [is-folder] this is a folder
        [not-allowed] reading it is not allowed
        [device] it is a device, which has no end
        [pipe] it is a named pipe, and waiting for somebody to write to it could take for ever
       *[other] the system refused to read it
    }
    .why = a report is made from the whole document
    .help = name the audit.json that `evenhand audit -o audit.json` wrote
    .explain = `evenhand report` reads a stored audit. The operating system refused to open or to read the file.
EVH-R002 = { $file } is incomplete, or is not an audit document
    .label = { $reason ->
        [cut] line { $line }: the text ends before the document does
        [shape] line { $line }: an audit holds nothing like this in this place
        [kind] the document does not say what it is: it has no `schema`
       *[json] line { $line }: this is not JSON
    }
    .why = a report of part of an audit would leave out what is missing
    .help = copy the file again from where it was written, or audit again
    .explain = The file is damaged, cut short, or something other than audit.json. Nothing was written.
EVH-R003 = { $file } is not an audit that this version reads
    .label = { HAS($found) ->
        [yes] its schema is { $found }; { $schema } is read here
       *[no] its schema is none of evenhand's; { $schema } is read here
    }
    .why = fields of another version may mean something else
    .help = use the version of evenhand that wrote it, or audit again with this one
    .explain = The schema of a document names its kind and its major version. Minor additions are read; another major version is refused.
EVH-R004 = { $file } contradicts itself
    .label = { $reason ->
        [finding] a check judges a comparison that the document does not hold
        [counts] the verdicts are not those of the results counted
       *[exit-code] the exit code is not that of the checks
    }
    .why = two reports of it could tell two stories
    .help = somebody or something changed it: take the document as it was written, or audit again
    .explain = Verdicts, counts and exit code of an audit follow from each other. A document in which they do not is refused.

EVH-X001 = evenhand stopped on a fault of its own
    .label = a fault of evenhand
    .why = { $fact }
    .help = please report it with the line below; no data was sent anywhere
    .explain = Something happened that evenhand holds to be impossible. No result was written. The exit code is 2, never 0.
fault-versions = evenhand { $version }, { $system }

exit-zero = exit 0 instead, because of --exit-zero
progress-pace = { HAS($rate) ->
        [yes] , { ABOUT($rate) }/s
       *[no] {""}
    }{ HAS($left) ->
        [yes] , about { PEOPLE($left) } { $unit } left
       *[no] {""}
    }
progress-audience = reading the audience: { PEOPLE($rows) } rows{ progress-pace }
progress-decisions = reading the decisions: { PEOPLE($rows) } rows{ progress-pace }
written-to = written: { $file }
open-failed = warning: { $file } could not be opened here; open it in a browser
report-code = the audit ended with { $code }; a report ends with 0
fix-code = the audit ended with { $code }; a proposal ends with 0

metrics-head = { $count } measures
metrics-rates = Rates: the share of the people below the line who are above it
metrics-scores = Measures of scores, with columns.score
metrics-values = Means of a value, with columns.value
metrics-known-as = also called: { $names }
metrics-field = Names of the field: "evenhand explain NAME" says which measure and comparison each one is
metrics-letters = TP, FP, FN, TN: selected or rejected, outcome positive or negative. S: everybody selected; R: everybody rejected. s: a score; y: its outcome, 1 or 0; v: a value (under a root: the variance of the scores); n: people; M: the median of everybody; 1: the group; 2: its reference.
explain-says = What it says
explain-misses = What it does not say
explain-formula = Formula
explain-source = Source
explain-ask = Ask for it by
explain-ask-check = { $keys }{ HAS($flag) ->
    [yes] { " " }(on the command line { $flag })
   *[no] { "" }
}
explain-ask-finding = nothing: it is reported unasked, as { $id }

explain-within = The value is inside the limit. Unless the estimate decides, the group's whole 95% interval is: a group at or beyond the limit is called within in at most 2.5 of 100 audits.
explain-outside = The value is outside the limit. Unless the estimate decides, the whole interval is, corrected for the number of comparisons: of a campaign without any gap, at most 5 in 100 audits call a group outside.
explain-shown = claim = "shown", the default: the check passes when groups shown within the limit hold at least needs_coverage (0.8) of the people compared, and no group is outside. For the launch: the limit is met for that many people; groups too small to show are listed as undecided.
explain-no-evidence-outside = claim = "no-evidence-outside": the check passes when no group is outside, and groups in which a gap of needs_detectable would have been seen 8 times in 10 hold at least needs_coverage of the people. It does not show that the limit is met.
explain-point = claim = "point": the estimates decide, and chance is left out of account.
explain-process = inference = "process", the default: the people counted are a sample of what the same process decides, and intervals say how far chance could move a rate. They hold for one look: an audit made again and again until it says what one hopes for errs far more often than 5 times in 100.
explain-monitoring = inference = "monitoring": the audit may be made again as people come in, every day or whenever somebody looks, and be stopped at any of them. Intervals are wider (by about half where tuned_for people are behind a comparison, more elsewhere), so that a campaign without any gap is called outside in at most 5 of 100 years of looks, and a group at or beyond the limit is called within in at most 2.5 of 100. Audit everybody so far at every look, and do not change tuned_for between looks. There are no p-values: a test is one look.
explain-census = inference = "census": the people counted are all that the audit is about; there are no intervals, and the estimates decide.
explain-cannot_tell = The data fit both sides of the limit. More people would be needed to tell.
explain-not_assessed = There is no estimate; a reason says why.
explain-waived = The value is outside the limit. A named role has accepted that until a date, for a stated reason.
