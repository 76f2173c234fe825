### Strata, where gaps come from, lift, delivery, robustness.

section-strata = Like with like
section-gaps = Where gaps come from
section-lift = What the campaign changed
section-delivery = Who was reached
section-robustness = Robustness

grid-cut = { $count } rows are shown; { $hidden } more are in audit.json.
grid-pair = { $segment } against { $reference }

short-empty-group = nobody there
short-too-few = too few people
short-too-few-units = too few different people
short-few-hold-most = few hold most rows
short-few-carry-weight = few carry the weight
short-no-positives = no positive outcome
short-no-negatives = no negative outcome
short-no-false-positives = nobody wrongly selected
short-nobody-selected = nobody selected
short-everybody-selected = everybody selected
short-reference-zero = reference is zero
short-reference-undefined = nothing to compare with
short-one-class = one outcome only
short-zero-variance = nothing varies
short-no-outcome = no outcome known
short-no-score = no score
short-outcome-after-decision = outcome after the decision
short-outcome-timing-unstated = timing not stated
short-flip-exempt = one person decides
short-replicate-undefined = not computable
short-no-interval = no interval
shape-complement = two open ranges
shape-whole-line = anything

strata-none = Not compared: the configuration names no stratum within which like would be compared with like.
strata-title = Within the same { $stratum }
strata-justified = Justification: { HAS($aim) ->
    [yes] aim: { $aim }; { "" }
   *[no] { "" }
}{ HAS($appropriate) ->
    [yes] appropriate: { $appropriate }; { "" }
   *[no] { "" }
}{ HAS($necessary) ->
    [yes] necessary: { $necessary }; { "" }
   *[no] { "" }
}{ HAS($by) ->
    [yes] by { $by }
   *[no] nobody is named
}{ HAS($date) ->
    [yes] , { DATE($date) }
   *[no] { "" }
}.
strata-unjustified = No justification is given for comparing people only within the same group of this attribute.
strata-reverses = { $stratum } reverses the comparison for { $segment }: the ratio is { RATIO($everybody) } overall and { RATIO($alike) } within strata. Read the strata, not the total.
strata-changes = { $stratum } changes the comparison for { $segment }: the ratio is { RATIO($everybody) } overall and { RATIO($alike) } within strata.
strata-may-reverse = For { $segment } the ratio is { RATIO($everybody) } overall and { RATIO($alike) } within the same { $stratum }; chance may explain the difference.
strata-uneven = No single ratio describes all strata for { $segments }: read the strata one by one.
strata-caption = Selection rates compared overall and within strata (Mantel–Haenszel), with nominal { LIMIT($level, "value") } intervals
strata-everybody = Overall ratio
strata-alike = Ratio within strata
strata-difference = Difference within strata, in points
strata-odds = Odds ratio within strata
strata-used = Strata with both / with either
strata-unsupported = Group without counterpart
strata-tests-caption = Tests within strata, p-values (unadjusted), and demographic disparity: the group's share of those not selected minus its share of the selected, in points
strata-association = Test of equality within strata
strata-one-ratio = Same ratio in all strata (Gart–Nam)
strata-one-difference = Same difference in all strata (Gart–Nam)
strata-tarone = Same odds ratio in all strata (Breslow–Day, Tarone)
strata-collapse = No effect of the strata
strata-disparity = Overall disparity
strata-conditional = Disparity within strata
strata-dropped = Left out
strata-each-caption = { $segment }, stratum by stratum ({ $stratum })
strata-stratum = Stratum
strata-group = Group
strata-reference = Reference

gaps-none = Nothing to decompose: there is no funnel, and no stratum or campaign with rates to compare.
gaps-note = An accounting decomposition, not a causal one: a part shows where in the figures a gap arises, not why. Parts due to composition have no interval.
gaps-campaign = campaign
gaps-by = By
gaps-gap = Gap in points
gaps-mix = Due to composition
gaps-within = Due to rates
gaps-other-unsupported = Reference without counterpart
gaps-caption = The gap in selection rates, split into the part due to composition and the part due to rates within the same group (Kitagawa)
gaps-crossed-caption = The same for two compositions at a time (Shapley)
gaps-first = Due to the first
gaps-second = Due to the second, given the first
gaps-stage = Stage
gaps-share = Share of the whole gap
gaps-whole = From first to last
gaps-reached = { PEOPLE($people) } reached it
gaps-funnel-caption = { $segment }: of those at the stage before, the share that went on; shares of the gap add up to 100% on the log scale
gaps-line = Gap for { $segment }: { ESTIMATE($gap, "difference") } points, of which { ESTIMATE($mix, "difference") } are due to a different composition by { $by } and { ESTIMATE($within, "difference") } to different rates.
gaps-funnel-line = Of the gap for { $segment }, { PERCENT($share) } arises at the stage { $stage } (ratio { RATIO($ratio) }).

lift-none-asked = Not measured: the configuration names no control group drawn at random.
lift-none = Lift: not measured, because { part-reason }.
lift-instead = The outcome came after the decision: read here what the campaign changed, rather than error rates.
lift-note = This is a causal effect only if the control group was drawn at random; the counts cannot show whether it was.
lift-everybody = everybody
lift-alike = No group’s lift is shown to differ from another’s.
lift-line = Lift for { $segment }: { ESTIMATE($effect, $comparison) } points of positive outcomes against the control group ({ LOW($low, $comparison) } to { HIGH($high, $comparison) }).
lift-caption = Rate of positive outcomes among people open to the campaign and in the control group, with nominal { LIMIT($level, "value") } intervals, each for itself alone; differences between groups with intervals that hold together at { LIMIT($level, "value") }
lift-open = Open to the campaign
lift-held-out = Control group
lift-effect = Effect in points
lift-incremental = Outcomes due to the campaign
lift-share = Share of all outcomes
lift-difference = More than for the reference, in points
lift-differs = The lift for { $segment } differs from that for { $reference } by { ESTIMATE($effect, "difference") } points ({ LOW($low, "difference") } to { HIGH($high, "difference") }, with all groups compared).
lift-equal = Equal lift for the groups of { $attribute }: p = { $p } (test of equality; { $groups } groups).
lift-count = { PEOPLE($count) }

delivery-none = No mix to show: every group is too small or no attribute is read.
delivery-no-rate = These counts show who was reached, not who could have been, so there is no selection rate. Each campaign's mix is compared with that of all campaigns together.
delivery-note = Reached means selected here; everybody counted is eligible.
delivery-far = { $campaign }: { PERCENT($distance) } of its deliveries would have to be reassigned to match the mix of all campaigns ({ $attribute }); under even delivery this would stay below { PERCENT($even) } 95 times in 100.
delivery-coverage = Of { $campaigns } campaigns with more than { PEOPLE($more_than) } deliveries, { HAS($by_campaign) ->
    [yes] { PERCENT($by_campaign) } (with { PERCENT($by_delivery) } of their deliveries)
   *[no] none
} stay within a distance of { LIMIT($limit, "value") }.
delivery-campaign = Campaign
delivery-all = all together
delivery-hidden = groups too small to show, together
delivery-delivered = Reached
delivery-distance = Distance
delivery-mean = Under even delivery: mean
delivery-p95 = Under even delivery: 95th percentile
delivery-test = Test of even delivery
delivery-adjusted = { $p } adjusted for all campaigns
delivery-caption = Distance between the mix reached and the eligible mix: the share of deliveries to reassign between groups
delivery-groups-caption = { $eligible ->
    [all-campaigns] Each group's share of the deliveries against its share of all campaigns' deliveries
   *[audience] Each group's share of those reached against its share of those eligible
}
delivery-eligible-share = Share of the eligible
delivery-share = Share of those reached
delivery-ratio = Ratio

robust-none = No check is set, so there is no verdict to test.
robust-stays = The verdicts are the same under all { $total } other choices.
robust-changes = The verdicts are the same under { $same } of { $total } other choices; some differ with { $choices }.
robust-caption = The check's verdict under other choices of method
robust-choice = Choice
robust-verdict = Worst verdict
robust-results = Verdicts that change
robust-count = { $count } of { $total }
robust-changed = changed
robust-as-set = As set
robust-results-caption = Verdicts under other choices
short-verdict-outside = outside
short-verdict-cannot_tell = cannot tell
short-verdict-not_assessed = not assessed
short-verdict-waived = waived
short-verdict-within = within
choice-largest = the largest group
choice-highest-rate = the highest rate
choice-highest-rate-2pct = the highest rate over 2%
choice-rest = everyone else
choice-everyone = everyone
choice-of-reference = reference: { $choice }
choice-of-comparison = comparison: { $id ->
    [difference] difference
   *[ratio] ratio
}
choice-of-measure = measure: { $choice }
choice-of-interval = interval: { $choice }
choice-of-within = { $id ->
    [everybody] overall comparison
   *[other] within the same { $choice }
}
choice-of-missing = { $id ->
    [best] missing values: most favourable case
   *[worst] missing values: least favourable case
}

parity-caption = Parity: two one-sided tests that the ratio lies between { $low } and { $high }; a p-value of at most { $most } shows that it does, for each comparison alone
parity-head = Parity within the limits
parity-shown = shown
parity-not-shown = not shown
parity-p = Test of the limits
parity-within = People to show it 8 times in 10, if equal
parity-about = about { ABOUT($people) }
parity-line = parity not shown{ HAS($people) ->
    [yes] ; about { ABOUT($people) } people would show it 8 times in 10 if rates are equal
   *[no] { "" }
}
check-alike = { $words }, within the same { $stratum }
segment-alike = { $segment }, within the same { $stratum }

method-greenland-robins = Mantel–Haenszel ratio of rates, Greenland & Robins (1985)
method-sato = Mantel–Haenszel difference of rates, Sato (1989)
method-robins-breslow-greenland = Mantel–Haenszel odds ratio, Robins, Breslow & Greenland (1986)
method-fieller = Fieller interval of a ratio of estimates, Fieller (1954)
