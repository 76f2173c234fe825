### What the page's later sections say: outcomes, combined groups, waivers and sign-off, quality of the data.

page-id = Audit { $id }
section-outcomes = Outcomes and errors
section-since = Since the last audit
section-waivers = Waivers and sign-off
section-quality = Data quality and limits

outcomes-unstated = When the outcome was known is not stated. Error rates are shown and never judged: an outcome influenced by the decision itself would make them meaningless.
outcomes-after-decision = Error rates are not assessed: the outcome was observed after the decision, which may have influenced it. Rates among the selected remain valid.
outcomes-selected-only = Error rates are not assessed: the outcome is known only for the selected. Rates among the selected remain valid.
outcomes-widest = Widest difference: { $segment } against { $reference }, { ESTIMATE($value, $limit, "difference") } points{ HAS($range) ->
    [yes] { " " }({ $range })
   *[no] { "" }
}.
outcomes-without = Without a value: { $names }; { $reason }.
outcomes-summaries = Summaries of whole attributes

view-not-assessed = Not assessed: { $reason }.
filter-attribute = Attribute
crosses-ranked = The same, ranked, with rates and intervals
cross-lowest = Lowest rate: { $segment }, { PERCENT($low) }. Each of its groups alone: { $parts }.
cross-alone = { $group } { PERCENT($rate) }
heat-caption = { $measure }, ratio to { $reference }: lowest { RATIO($low) } ({ $lowest }), highest { RATIO($high) } ({ $highest }). Each cell: ratio, and people below it. { $deciding ->
    [estimate] The estimates decide.
    [free] No limit is set; the ranked table has nominal { LIMIT($level, "value") } intervals{ caption-method }.
    [simultaneous] Signs: verdicts by simultaneous { LIMIT($level, "value") } intervals{ caption-method }, which stand in the ranked table.
    [adjusted] Signs: verdicts by { LIMIT($level, "value") } intervals adjusted for the number of comparisons{ caption-method }, which stand in the ranked table.
   *[single] Signs: verdicts by { LIMIT($level, "value") } intervals{ caption-method }, which stand in the ranked table.
}
heat-nobody = nobody
heat-under = under { $value }
heat-over = over { $value }
heat-legend = What the colours mean
members-head = Made of

funnel-title = Ratio by group size
funnel-ratio = Ratio
funnel-people = Group size (effective)
funnel-curves = Against the curves
funnel-says = { $count } groups against { $reference }, each a point: its ratio by its group size. Ratios run from { RATIO($low) } ({ $lowest }) to { RATIO($high) } ({ $highest }). If every group were selected like the reference, chance would leave { LIMIT($level, "value") } of them between the inner curves and { LIMIT($outer_level, "value") } between the outer ones. { $outer ->
    [one] { $outer } group lies
   *[other] { $outer } groups lie
} beyond the outer curves, { $inner } more beyond the inner ones. Where many do, groups differ by more than chance, and the curves alone do not tell which.{ HAS($cut) ->
    [yes] { " " }Ratios above { RATIO($cut) } are drawn at it.
   *[no] { "" }
}
funnel-table = The { $count } groups furthest out
funnel-beyond-0 = between
funnel-beyond-1 = beyond the inner
funnel-beyond-2 = beyond the outer

since-none = No earlier audit was given, so nothing is said about what changed.

waivers-none = No waiver bears on any result.
waiver-check = Check
waiver-approved = Approved
check-waived = Waivers of this check
sign-screen = Printed, this section ends in lines for names, dates and signatures.
sign-says = The signatories have read the verdict, the waivers and the limits of the data above, and the audit whose number is at the head of this document.
sign-made = Prepared by
sign-reviewed = Reviewed by
sign-accepted = Accepted by
sign-name = Name
sign-role = Role
sign-date = Date
sign-signature = Signature

quality-left-out = { count-people } ({ PERCENT($share) }) were left out before anything was compared; the reasons are under "What was audited".
quality-inferred = Inferred, not stated by the people themselves: { $attributes }. Some people are misclassified, perhaps more often in some groups. A gap between inferred groups is not the gap between the real ones.
quality-observed = Observed by somebody else, not stated by the people themselves: { $attributes }.
quality-unstated = Of unstated origin (declared, observed or inferred): { $attributes }.
quality-survives = { $total ->
    [one] { $count } of { $total } verdict
   *[other] { $count } of { $total } verdicts
} could change depending on the groups of the people whose group is not known.
quality-seed = { $count ->
    [0] People with several rows are divided into groups by a hash with the seed { NUMBER($seed) }: no verdict turns on the seed.
    [one] People with several rows are divided into groups by a hash with the seed { NUMBER($seed) }: one comparison lies so close to a limit that another seed could change its verdict.
   *[other] People with several rows are divided into groups by a hash with the seed { NUMBER($seed) }: { $count } comparisons lie so close to a limit that another seed could change their verdicts.
}
quality-undecided = { $count ->
    [one] { $count } comparison is undecided
   *[other] { $count } comparisons are undecided
}: neither a gap nor its absence was shown.
quality-independent = Every row is taken to be a different person, decided on independently of the others. If people occur several times, or decisions were taken in batches, intervals are too narrow.
quality-outcome = Outcomes are taken as stated: known before the decision, whatever it was. The data cannot show whether that holds.
quality-outcome-open = Outcomes may depend on the decision: few conclusions can be drawn about errors.
quality-missing = People whose group is not known
quality-missing-none = No value of any attribute is missing.
quality-missing-people = People without a value
quality-missing-by = People whose group is not known, group by group: where shares differ much, comparisons can be distorted
quality-missing-what = Not stated
quality-missing-share = Share of the group
quality-hidden = Groups with fewer than { $people } people, shown without numbers
quality-hidden-none = No group is hidden.
quality-hidden-set = Groups by
quality-hidden-count = Without numbers
quality-hidden-all = Groups

# The page to sign.
section-absent = Not part of this audit
front-facts = Who and what was audited
front-people = People compared
front-attributes = Attributes
front-limits = Limits, and who set them
front-set-by = Set by
front-result = Result
front-gates = gates the launch
front-watches = watched, does not gate
front-pack = { $title } ({ $source })
front-watched = Watched, without effect on the launch: { $counts }
front-estimate = Estimate and interval
front-measure = { $measure }, { $limit }
front-caption = The worst rows of these checks. Each is drawn on the axis of its own check; dashed line = limit, which stands beside the measure
front-cut = The { $count } worst rows are shown; { $hidden } more stand below, by attribute.
front-whiskers = Thin line: the interval at the level of the whole family; thick line: the interval of the comparison by itself.
attribute-alike = All rates lie between { PERCENT($low) } and { PERCENT($high) }.
front-set = { $owner }, { $on }
summaries-alike = if equal: { $median }, up to { $p95 }
