### The page.

page-title = Targeting audit: { $name }
page-skip = Skip to the content
page-made = As of { DATE($date) }; made with { $tool } { $version }.
page-sections = Sections
page-none = Nothing to show here.

section-verdict = Verdict
section-population = What was audited
section-checks = Checks and their limits
section-selection = Rates by attribute
section-crosses = Combined groups
section-method = Method
section-proof = How to check this page

headline-outside = Outside the limit: { $count } of { count-comparisons-total }
headline-cannot_tell = Cannot tell: { $count } of { count-comparisons-total }; nothing is outside
headline-not_assessed = Not assessed: { $count } of { count-comparisons-total }; nothing is outside
headline-waived = Outside the limit and waived: { $count } of { count-comparisons-total }
headline-within = Within the limit: all of { count-comparisons-total }
headline-none = No limits set: nothing is judged

finding-frequencies = Of every { PEOPLE($base) } people in the group { $segment }, { PEOPLE($of_segment) } { $meaning ->
    [burden] received the adverse decision
   *[benefit] were selected
}; in { $reference }, { PEOPLE($of_reference) }: { $side ->
    [above] { PEOPLE($gap) } more
    [equal] as many
   *[below] { PEOPLE($gap) } fewer
}.
finding-outside = { part-measured-alone }, and the whole { deciding-one } { part-interval } lies { $side ->
    [above] above
   *[below] below
} the agreed limit of { part-limit }.
finding-outside-point = { part-measured-alone }, outside the agreed limit of { part-limit }.
finding-cannot_tell = { part-measured-alone }, but the { deciding-one } { part-interval } has the limit { part-limit } inside it, so this audit cannot tell.
finding-within = { part-measured-alone }, and the whole { deciding-one } { part-interval } lies within the agreed limit of { part-limit }.
finding-waived = { part-measured-alone }, outside the agreed limit of { part-limit } and accepted until { DATE($expires) }.
finding-unjudged = { part-measured-alone }. No limit is set, so nothing is judged: intervals are nominal, each for itself alone, and of many some miss by chance.
part-measured-alone = { $comparison ->
    [difference] The difference is { ESTIMATE($value, $limit, $comparison) } percentage points
    [value] The rate is { ESTIMATE($value, $limit, $comparison) }
    [number] The value is { ESTIMATE($value, $limit, $comparison) }
    [gap] The difference is { ESTIMATE($value, $limit, $comparison) }
   *[ratio] The ratio is { ESTIMATE($value, $limit) }
}
deciding-one = { $deciding ->
    [simultaneous] simultaneous { LIMIT($level, "value") } interval
    [adjusted] { LIMIT($level, "value") } interval adjusted for the number of comparisons
   *[single] { LIMIT($level, "value") } interval
}

counters-caption = Comparisons by verdict
counter-outside = outside limit
counter-cannot_tell = { $count ->
    [one] cannot tell
   *[other] cannot tell
}
counter-not_assessed = { $count ->
    [one] not assessed
   *[other] not assessed
}
counter-waived = waived
counter-within = within limit
left-out-head = People left out of the comparison
left-out-nobody = Nobody was left out, and no attribute value is missing.
left-out-line = { PEOPLE($people) } ({ PERCENT($share) }): { $reason }
missing-line = { HAS($below) ->
    [yes] fewer than { $below } people
   *[no] { PEOPLE($people) } ({ PERCENT($share) })
}: { $attribute } not stated; shown apart, never judged
hidden-line = { $count ->
    [one] { $count } group of fewer than { $people } people is judged and shown without numbers
   *[other] { $count } groups of fewer than { $people } people each are judged and shown without numbers
}; small groups can be worked out from the totals here, so this document is for use inside the organisation only
verdict-why = Result: { $why }.
worst-head = Read these first
covers = This page covers { $measures } by { $attributes }, for { count-people }.
covers-delivery = who was reached
covers-not = It says how rates differ. It does not say why, and it is not a legal opinion.
next-head = Next step

about-campaign = Campaign
about-date = As of
about-tool = Tool
about-decision = Decision
about-meaning = Meaning
about-meaning-burden = adverse: being selected is a disadvantage, and a higher rate is worse for a group. "Selected" means that the adverse decision was taken, "qualified" that the outcome occurred
measure-adverse-rate = Adverse decision rate
measure-spared-rate = Rate without the adverse decision
about-outcome = Outcome
about-inference = Assumption
about-weights = Weights
about-counts = Counts
about-min-cell = Smallest group shown
about-seed = Seed
about-column = column { $column }
about-outcome-line = column { $column }; { $known }
about-none = none
about-outcome-before = known before the decision, whatever the decision was
about-outcome-after-decision = may have been influenced by the decision; error rates are not judged
about-outcome-selected-only = known only for the selected; error rates are not judged
about-outcome-unstated = when it was known is not stated; error rates are not judged
about-process = the campaign is a sample of a continuing process: intervals show how far chance could move a rate
about-monitoring = the campaign is audited again as people come in: intervals hold at every look, and p-values are not given
about-census = the people counted are all those concerned: there are no intervals, and the estimates decide
about-weighted = rows carry weights
about-unweighted = none; every row counts the same
about-aggregated = read as counted groups of people
about-rows = counted from rows
about-dependence = Dependence between rows
about-dependence-none = every row, or person counted, is taken to be a different person, independent of the others
about-dependence-unit = a person may have several rows, identified by column { $column }: intervals allow for it, also where somebody stands in both groups (jackknife over groups of people, made by a hash with the seed { NUMBER($seed) }). "Worth" is the effective number of people: so many, with equally many rows each, would tell as much
about-dependence-stated = { NUMBER($deff) } rows are taken to carry as much information as one person, as stated in the configuration
about-min-cell-value = { count-people }

flow-caption = From the rows read to the people compared
flow-step = Step
flow-people = People
flow-share = Share
flow-read = Read
flow-used = Compared
flow-left-out = Left out: { $reason }
view-check = Check
flow-left-by = Left out, where the segment is known
attributes-caption = Attributes, as the configuration describes them
attribute-name = Attribute
attribute-column = Column
attribute-source = Source
attribute-basis = Lawful basis
attribute-purpose = Purpose
attribute-note = Note
not-given = not given
source-declared = stated by the people themselves
source-observed = observed
source-inferred = inferred: some people are misclassified, perhaps more often in some groups
warnings-head = Warnings

check-limit = Limit
check-claim = What a pass means
check-severity = Effect
check-family = Judged together
check-reference = Compared with
check-coverage = Coverage
check-source = Source
check-results = Results
check-shows = Shows
claim-shown = most people are in groups of which the audit has shown that they are within the limit, interval included; groups too small for that stay undecided
claim-no-evidence-outside = no gap outside the limit was observed, and a gap that matters would have been seen 8 times in 10 for most people
claim-show-within = every comparison was shown to be within the limit, interval included
claim-point = the estimates decide; intervals are shown and do not
severity-error = blocking: it can stop a release
severity-warn = informative: it is shown and stops nothing
one-sided = Only this side is judged.
family-words = { count-comparisons }, { $correction ->
    [sidak] Šidák correction: { LIMIT($level, "value") } together, { $each } each
    [bonferroni] Bonferroni correction: { LIMIT($level, "value") } together, { $each } each
    [holm] Holm’s correction: { LIMIT($level, "value") } together, { $each } each once what is outside has left the family
    [bh] Benjamini and Hochberg’s correction: of those called outside, at most { LIMIT($error, "value") } on average are not; { $each } each
   *[none] no correction: { LIMIT($level, "value") } each
}
coverage-part = { $attribute } { PERCENT($share) }
coverage-shown = { $parts } of people are in groups shown within the limit; { LIMIT($asked, "value") } are needed
coverage-words = { $parts } of people are in segments large enough for a { $comparison ->
    [difference] difference of { LIMIT($needs, $comparison) } points
    [gap] difference of { LIMIT($needs, $comparison) }
   *[ratio] ratio of { LIMIT($needs) }
} to be seen 8 times in 10; { LIMIT($asked, "value") } asked for
reference-own = the reference of each attribute
pack-words = { $title } ({ $source }); status: { $status }, looked up on { DATE($date) }{ HAS($review) ->
    [yes] , to be looked up again by { DATE($review) }
   *[no] { "" }
}
passes-yes = passes
passes-no = fails
passes-unknown = undecided
in-words = Every result in words
waivers-caption = Waivers
waiver-segment = Segment
waiver-reason = Reason
waiver-owner = Accepted by
waiver-until = Until
waiver-state = State
waiver-ticket = Ticket
state-applies = applies
state-expired = expired: the result counts again
state-below-floor = does not apply: the gap is wider than what was accepted

filter-head = Show rows
filter-all = all
table-segment = Segment
table-rate = Rate
table-drawn = Drawn
table-value-ratio = Ratio and interval
table-value-difference = Difference in points and interval
table-value-value = Rate and interval
table-value-number = Value and interval
table-value-gap = Difference and interval
table-detectable = Detectable at
table-verdict = Verdict
table-interval = Interval
row-reference = Reference
row-reference-value = reference
row-not-judged = not judged
row-could-change = could change with the missing values
row-worth = { $counts } (worth { $people })
row-another-seed = another seed could change this: close to a limit
row-unweighted = { $counts }, unweighted
axis-limit = limit
axis-equal = equal
attribute-lowest = Lowest rate: { $segment }, { PERCENT($low) }. Highest: { $other }, { PERCENT($high) }.
attribute-counts = { $attribute }: { $counts }
counts-outside = { $count } outside limit
counts-cannot_tell = { $count } cannot tell
counts-not_assessed = { $count } not assessed
counts-waived = { $count } waived
counts-within = { $count } within limit
counts-none = no limit
forest-caption = { $measure }: { $comparison ->
    [difference] difference from the reference in percentage points; bar = { deciding }{ caption-method }; dashed line = limit
    [number] { $compares ->
        [yes] value of each segment against the reference
       *[no] value of each segment
    }; bar = { deciding }{ caption-method }; dashed line = limit
    [gap] difference from the reference; bar = { deciding }{ caption-method }; dashed line = limit
    [value] rate of each segment; bar = { deciding }{ caption-method }; dashed line = limit
   *[ratio] ratio to the reference, log scale; bar = { deciding }{ caption-method }; dashed line = limit
} { $limit }
forest-caption-estimate = { $measure }: { $comparison ->
    [difference] difference from the reference in percentage points
    [number] { $compares ->
        [yes] value of each segment against the reference
       *[no] value of each segment
    }
    [gap] difference from the reference
    [value] rate of each segment
   *[ratio] ratio to the reference, log scale
}; the estimate decides, the bar (nominal { LIMIT($level, "value") } interval, where there is one) does not; dashed line = limit { $limit }
forest-caption-free = { $measure }: { $comparison ->
    [difference] difference from the reference in percentage points
    [number] { $compares ->
        [yes] value of each segment against the reference
       *[no] value of each segment
    }
    [gap] difference from the reference
    [value] rate of each segment
   *[ratio] ratio to the reference, log scale
}; bar = nominal { LIMIT($level, "value") } intervals{ caption-method }; no limit is set
caption-method = { HAS($method) ->
    [yes] { " " }({ $method })
   *[no] { "" }
}
forest-note = "Detectable at": with this many people, a true value this far out would have been reported as outside the limit 8 times out of 10.
table-cut = The { $count } worst rows are shown; { $hidden } more are in the CSV and in audit.json.
crosses-none = No combined groups were compared.
measures-none = Not assessed: there is no outcome column, so it is not known who among those not selected would have qualified.
measures-only = Not judged by any check: rates with their nominal { LIMIT($level, "value") } intervals, and the difference from the reference.
summaries-caption = Summaries of whole attributes. "Under equality": what chance alone would give if every group had the same rate.
measure-without = { $name }: no value, because { $reason }.
summary-measure = Measure
summary-name = Summary
summary-value = Value
summary-alike = Under equality: median
summary-p95 = Under equality: 95th percentile

method-head-measures = Measures
method-formula = Formula
method-source = Source: { $source }.
method-also = Also known as: { $names }.
method-letters = TP, FP, FN and TN are people selected or rejected whose outcome is known; S is everybody selected and R everybody rejected, their outcome known or not.
method-head-intervals = Intervals and decisions
method-head-references = References of comparisons
method-rounding = Ends of intervals are rounded outward. A value that differs from its limit never prints like it: digits are added until it does not.
method-verdicts = A comparison is outside when its whole interval lies beyond the limit, within when its whole interval lies inside, and cannot be told otherwise. A value equal to the limit is within.
method-missing = People without a value of an attribute are a segment of their own, shown and never judged. Every verdict is judged again with those people placed in the least and in the most favourable way; where that changes it, its row says so.
method-hidden = Groups of fewer than { $people } people are judged as the others are and shown without numbers; nobody else is hidden for their sake. They can be worked out from the totals here, so this document is for use inside the organisation only.
method-not-said = An interval holds the values that the data do not rule out; it does not say how likely each of them is. A verdict is a position against a limit that somebody set.

proof-file = File
proof-role = Role
proof-rows = Rows
proof-bytes = Bytes
proof-columns = Columns read
proof-digest = SHA-256
proof-config = Configuration
proof-inputs = Files read
proof-schema = Document
proof-again = To make it again
proof-same = The same files, configuration and date give the same bytes: compare the SHA-256 digests.
role-decisions = decisions
role-audience = audience
role-cube = cube
cleaned-labels = { $count ->
    [one] { $count } label held characters that cannot be seen; they are shown as �.
   *[other] { $count } labels held characters that cannot be seen; they are shown as �.
}

section-scores = Scores
section-values = Values
scores-none = Not assessed: no column of scores is named.
values-none = Not assessed: no column of values is named.
numbers-only = Not judged by any check: each group with its nominal { LIMIT($level, "value") } interval, where there is one, and against its reference.
scores-attribute = { $attribute }: by score
scores-lead = { count-people } of the groups shown have a score. No score is printed: a threshold is given as the share of these people it selects, and every step of a line stands for at least as many people as the smallest group shown.{ HAS($reference) ->
    [yes] { " " }Ratios are to { $reference }.
   *[no] { "" }
}
scores-undrawn = { $count ->
    [one] { $count } smaller group is not drawn; it is in audit.json.
   *[other] { $count } smaller groups are not drawn; they are in audit.json.
}
scores-under-two = (under 2% of the people)
scores-midpoints = There are more than 4,096 distinct scores: people are counted in bins, and each score is placed at the middle of its bin.
scores-legend = Lines of the figures
scores-people = People with a score
scores-people-known = People with a known outcome
scores-above = Above the overall median
scores-impact = Ratio to the highest group
scores-at-top = Ratio at the top
scores-ties = By order of ties
scores-nearby = Selecting up to a tenth fewer or more
scores-selected = Selected, of all
scores-top = { HAS($selected) ->
    [yes] Scores above the overall median, and what would have followed had the { PERCENT($selected) } with the highest scores been selected, as many as were selected in fact
   *[no] Scores above the overall median
}
median-between = The median falls between two scores: nobody has exactly that score.
median-held = One person scores exactly the median and counts as not above it.
median-tied = Several people score exactly the median and count as not above it: with few distinct scores, far fewer than half can be above.
reason-too-few-points = too few people at most thresholds
without-thresholds = No curve of ratios by threshold: { $groups }.
without-roc = No ranking curve: { $groups }.
without-calibration = No calibration curve: { $groups }.
figure-thresholds = Ratio by threshold
figure-thresholds-across = Share of all people selected
figure-thresholds-up = Ratio of selection rates
figure-thresholds-says = The selection rate of each group over that of the reference, at { $count } thresholds. It runs from { RATIO($low) } ({ $lowest }) to { RATIO($high) } ({ $highest }); at 1 the groups are selected alike.{ HAS($selected) ->
    [yes] { " " }The dashed upright line stands at the { PERCENT($selected) } who were selected in fact.
   *[no] { "" }
}{ HAS($cut) ->
    [yes] { " " }Ratios above { RATIO($cut) } are drawn at it.
   *[no] { "" }
}{ HAS($level) ->
    [yes] { " " }Shaded: nominal { LIMIT($level, "value") } intervals.
   *[no] { "" }
}
figure-thresholds-table = Selection rates and ratios by threshold
figure-roc = Ranking
figure-roc-across = Selected of those who did not qualify
figure-roc-up = Selected of those who qualified
figure-roc-says = For each group, as the threshold falls: the share selected of the people who qualified, against the share selected of those who did not. The further above the straight line, the better scores tell the two apart within that group.
figure-roc-table = Share selected of those who qualified, where so many of the others are selected, read off the lines
figure-calibration = Calibration
figure-calibration-across = Mean score
figure-calibration-up = Share who qualified
figure-calibration-says = For each group, with people of similar scores taken together: the share who qualified against their mean score. On the straight line, scores match what happened; above it, they are too low for the group. The widest gap: { PERCENT($observed) } qualified where scores said { PERCENT($score) } ({ $group }).
figure-calibration-table = Share who qualified by tenths of the score
table-number = Value
table-chance = Test of equality, or chance alone
chance-words = { HAS($p_value) ->
    [yes] p { $p_value }
   *[no] { "" }
}{ HAS($median) ->
    [yes] ; by chance alone { $median }, up to { $p95 }
   *[no] { "" }
}
interval-whole-line = any number
interval-complement = below { $low } or above { $high }
number-method-student = Means: Student's t interval, Student (1908).
number-method-welch = Differences of means: Welch's interval, Welch (1947).
number-method-delong-logit = Areas under ROC curves: the variance of DeLong, DeLong & Clarke-Pearson (1988) on the logit scale, with Student's t and one person of either outcome added to it; where fewer than two people are out of order, widened to the Clopper–Pearson interval of the outcome that fewer have. Differences of areas: from the two intervals, Zou & Donner (2008). The test of equality is that of DeLong, DeLong & Clarke-Pearson.
number-method-exact-poisson = Observed over expected: exact Poisson limits, Garwood (1936).
number-method-mover = Differences of calibration and of treatment equality: from the two intervals, Zou & Donner (2008).
number-method-mover-mean = Average odds: from the intervals of the two differences, which are of different people (square-and-add), Zou & Donner (2008).
number-method-hall = Means of values: Student's t with its skewness removed, Hall (1992); the skewness is that of a share of zeros and of log-normal values.
number-method-hall-difference = Differences of means of values: from the two intervals, Zou & Donner (2008); without skewness that of Welch (1947).
number-method-hall-ratio = Ratios of means of values: from the two intervals, Donner & Zou (2012); without skewness that of Fieller (1954). It may be unbounded, or consist of everything outside two values, when the reference's mean may be 0.
number-method-jackknife = Where people have several rows, every estimate is made again leaving out each of many groups of people in turn: delete-a-group jackknife with Student's t, Kott (2001).
