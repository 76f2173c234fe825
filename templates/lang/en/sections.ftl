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
short-no-positives = no positive outcome
short-no-negatives = no negative outcome
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
short-replicate-undefined = cannot be computed
short-no-interval = none exists
shape-complement = two open ranges
shape-whole-line = anything

strata-none = Not compared: the configuration names no stratum (an attribute of kind "stratum") within which people are to be compared.
strata-title = Among people alike in { $stratum }
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
strata-unjustified = No justification given: nobody says why people may be compared only with their like here.
strata-reverses = { $stratum } reverses the comparison for { $segment }: the ratio is { RATIO($everybody) } over everybody and { RATIO($alike) } among people alike in it. Read the strata, not the total.
strata-changes = { $stratum } changes the comparison for { $segment }: the ratio is { RATIO($everybody) } over everybody and { RATIO($alike) } among people alike in it.
strata-may-reverse = For { $segment } the ratio is { RATIO($everybody) } over everybody and { RATIO($alike) } among people alike in { $stratum }; chance alone could carry the one past the other.
strata-uneven = One number does not fit all strata for { $segments }: read the strata one by one.
strata-caption = Selection rates compared over everybody and within strata (Mantel–Haenszel), with nominal { LIMIT($level, "value") } intervals
strata-everybody = Ratio over everybody
strata-alike = Ratio among people alike
strata-difference = Difference among people alike, in points
strata-odds = Odds ratio among people alike
strata-used = Strata with both / with either
strata-unsupported = Group without counterpart
strata-tests-caption = Tests within strata, p-values (no adjustment), and demographic disparity: the group's share of the rejected minus its share of the selected, in points
strata-association = Test of equality within strata
strata-breslow = One odds ratio in all (Breslow–Day)
strata-tarone = The same, Tarone
strata-collapse = Strata change nothing
strata-disparity = Disparity, strata ignored
strata-conditional = Disparity within strata
strata-dropped = Left out of it
strata-each-caption = { $segment }, stratum by stratum ({ $stratum })
strata-stratum = Stratum
strata-group = Group
strata-reference = Reference

gaps-none = Nothing to take apart: there is no funnel, and no stratum or campaign with rates to compare.
gaps-note = Arithmetic, not causes: a part says where in the numbers a gap arises, not why. Parts of mixes have no interval.
gaps-campaign = campaign
gaps-by = By
gaps-gap = Gap in points
gaps-mix = From the mix
gaps-within = From rates within
gaps-other-unsupported = Reference without counterpart
gaps-caption = The gap of selection rates in what a different mix gives and what different rates in the same place give (Kitagawa)
gaps-crossed-caption = The same over two mixes at a time (Shapley)
gaps-first = From the first mix
gaps-second = From the second, given the first
gaps-stage = Stage
gaps-share = Part of the whole gap
gaps-whole = From first to last
gaps-reached = { PEOPLE($people) } reached it
gaps-funnel-caption = { $segment }: of those at the stage before, the share that went on; parts add up to 100% of the gap on the logarithm
gaps-line = Gap for { $segment }: { ESTIMATE($gap, "difference") } points, of which { ESTIMATE($mix, "difference") } come from another mix of { $by } and { ESTIMATE($within, "difference") } from different rates within.
gaps-funnel-line = Of the gap for { $segment }, { PERCENT($share) } arises at the stage { $stage } (ratio { RATIO($ratio) }).

lift-none-asked = Not measured: nobody was kept out at random (columns.holdout).
lift-none = Lift: not measured, because { part-reason }.
lift-instead = The outcome came after the decision: read what the campaign changed here instead of error rates.
lift-note = An effect only where people were kept out at random; the counts cannot say whether they were.
lift-everybody = everybody
lift-line = Lift for { $segment }: { ESTIMATE($effect, $comparison) } points of positive outcomes against people kept out ({ LOW($low, $comparison) } to { HIGH($high, $comparison) }).
lift-caption = Rate of positive outcomes with the campaign open to people and among people kept out, with nominal { LIMIT($level, "value") } intervals
lift-open = Not kept out
lift-held-out = Kept out
lift-effect = Effect in points
lift-incremental = Outcomes there would not have been
lift-share = Part of all of them
lift-count = { PEOPLE($count) }

delivery-none = No mix to show: every group is too small or no attribute is read.
delivery-no-rate = These counts say who was reached, not who could have been: no selection rate can be had. Each campaign's mix is compared with that of all campaigns together.
delivery-note = Reached means selected here; who could have been reached is everybody counted.
delivery-far = { $campaign }: { PERCENT($distance) } of its deliveries would have to move to have the mix of all campaigns ({ $attribute }); even delivery would stay within { PERCENT($even) } 95 times in 100.
delivery-coverage = Of { $campaigns } campaigns with more than { PEOPLE($more_than) } deliveries, { HAS($by_campaign) ->
    [yes] { PERCENT($by_campaign) } (with { PERCENT($by_delivery) } of their deliveries)
   *[no] none
} stay within a distance of { LIMIT($limit, "value") }.
delivery-campaign = Campaign
delivery-all = all together
delivery-hidden = groups too small to show, together
delivery-delivered = Reached
delivery-distance = Distance
delivery-mean = If even: mean
delivery-p95 = If even: 95% point
delivery-test = Test of even delivery
delivery-caption = Distance between the mix reached and the mix that could have been: the share of deliveries that would have to move between groups
delivery-groups-caption = { $eligible ->
    [all-campaigns] Each group's share of the deliveries against its share of all campaigns' deliveries
   *[audience] Each group's share of those reached against its share of those who could have been
}
delivery-eligible-share = Share of those who could be
delivery-share = Share of those reached
delivery-ratio = One over the other

robust-none = No check is set, so there is no verdict to try.
robust-stays = The verdict stays under all { $total } other choices.
robust-changes = The verdict stays under { $same } of { $total } other choices; not with { $choices }.
robust-caption = The same check with one choice made otherwise
robust-choice = Choice
robust-verdict = Worst verdict
robust-results = Comparisons that stand otherwise
robust-count = { $count } of { $total }
robust-changed = changed
robust-as-set = As set
robust-results-caption = Comparisons that stand otherwise under some choice
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
    [everybody] everybody compared
   *[other] among people alike in { $choice }
}
choice-of-missing = { $id ->
    [best] missing values placed to narrow gaps
   *[worst] missing values placed to widen gaps
}

parity-caption = Parity: two one-sided tests that the ratio lies between { $low } and { $high }; a small p-value shows that it does
parity-head = Parity within the limits
parity-shown = shown
parity-not-shown = not shown
parity-p = Test of the limits
parity-within = People to show it, if alike
parity-outside = People to show the opposite, if as measured
parity-about = about { ABOUT($people) }
parity-line = parity not shown{ HAS($people) ->
    [yes] ; about { ABOUT($people) } people would show it if the groups are alike
   *[no] { "" }
}
check-alike = { $words }, among people alike in { $stratum }
segment-alike = { $segment }, alike in { $stratum }

method-greenland-robins = Mantel–Haenszel ratio of rates, Greenland & Robins (1985)
method-sato = Mantel–Haenszel difference of rates, Sato (1989)
method-robins-breslow-greenland = Mantel–Haenszel odds ratio, Robins, Breslow & Greenland (1986)
method-fieller = Fieller interval of a ratio of estimates, Fieller (1954)
