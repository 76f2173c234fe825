### Fixes: what could be changed, what it would do, and why one cannot be had.

fix-name-reweigh = Reweighing
fix-name-rake = Raking
fix-name-calibrate = Calibration
fix-name-thresholds = Cut-offs by group
fix-name-repair = Score repair
fix-name-sample = Fewest changes
fix-name-reallocate = Budget between campaigns
fix-name-effect = New decisions

fix-refused = not possible:

fix-says-reweigh = Weights under which { $of ->
    [outcome] the outcome
   *[decision] the decision
} says nothing about the group: the weighted share is the same in every group.
fix-says-rake = Weights for { $of ->
    [everybody] everybody, with which every attribute has the shares asked for
   *[selected] the selected, with which every attribute has the shares of everybody counted
}.
fix-says-calibrate = Weights for { $of ->
    [everybody] everybody, with which every attribute has the shares asked for
   *[selected] the selected, with which every attribute has the shares of everybody counted
}, each weight changed by a factor between bounds.
fix-says-thresholds = One cut-off of the score for each group, so that { $equal ->
    [true-positive-rate] true positive rates are alike
    [ratio] no selection rate is below { LIMIT($min_ratio) } times the highest
   *[selection-rate] selection rates are alike
}, with at most { PEOPLE($budget) } people selected. { fix-changed }
fix-says-repair = Scores moved { $strength ->
    [1] until the groups have the same distribution
   *[other] part of the way ({ PERCENT($strength) }) to one distribution for all groups
}, the order within each group kept; then the { PEOPLE($budget) } highest are selected, whatever their group. { fix-changed }
fix-says-sample = The fewest decisions to change for the limit to hold at the estimate{ $losses ->
    [yes] { "" }
   *[no] , if nobody may lose a selection
}: { $scores ->
    [yes] people added are those with the highest scores{ $losses ->
        [yes] , people taken away those with the lowest
       *[no] { "" }
    }
   *[no] there is no score, so people are drawn
}. { fix-changed }
fix-changed = { $changed ->
    [0] No decision changes.
    [one] { PEOPLE($changed) } decision changes.
   *[other] { PEOPLE($changed) } decisions change.
}
fix-says-reallocate = { PERCENT($share) } of the money moves between campaigns, and none is added: the share of each group that is reached then lies within { PERCENT($tolerance) } of everybody's, and no group is reached less than today.
fix-reallocate-proportional = What a campaign reaches and brings is taken as proportional to its budget, from { LIMIT($least) } to { LIMIT($most) } times today's and no further than the people there are. Reach after is expected, not counted.
fix-reallocate-price = { $of ->
    [outcomes] Outcomes of the people selected
    [value] Value of the people selected
   *[selected] People reached
}: parity costs { PEOPLE($price) } against what the same money could bring without it{ HAS($price_per_point) ->
    [yes] ; one more percentage point of tolerance would bring { PEOPLE($price_per_point) }
   *[no] { "" }
}.
fix-reallocate-not-judged = It is not judged on people it was not fitted to: half of the people give no such budgets, or rows state their reach.
fix-reallocate-small = { $campaigns ->
    [one] One campaign has
   *[other] { $campaigns } campaigns have
} too few people to be shown, and keep their budget.
fix-reallocate-no-campaign = { $people ->
    [one] { PEOPLE($people) } person has
   *[other] { PEOPLE($people) } people have
} no campaign and no part in it.
fix-says-effect = The decisions of { $file } next to those of today: { $people ->
    [one] { PEOPLE($people) } row, counted
   *[other] the same { PEOPLE($people) } rows, counted
} under both.
fix-effect-unmatched = { $rows ->
    [one] { PEOPLE($rows) } row
   *[other] { PEOPLE($rows) } rows
} of { $file } name nobody here and are not used.

fix-judged = { $closer ->
    [yes] On { PEOPLE($people) } people it was not fitted to, every group outside the limit came closer to its reference, beyond chance.
    [no] On { PEOPLE($people) } people it was not fitted to, not every group outside the limit came closer to its reference beyond chance: no improvement is claimed.
   *[unknown] On { PEOPLE($people) } people it was not fitted to, it cannot be told whether groups came closer to their reference.
}
fix-weights-effect = Effect on decisions: not assessed until a model is trained with the weights and its decisions are audited (fix --effect). Weights change what a model learns, not who is selected today.
fix-levelling-down = { $count ->
    [0] { "" }
   *[other] Levelling down:{ " " }
}{ $meaning ->
    [burden] the adverse decision falls newly on
   *[benefit] takes the selection from
} { $people ->
    [one] { PEOPLE($people) } person
   *[other] { PEOPLE($people) } people
}{ $count ->
    [0] { $meaning ->
        [burden] , and on no group more often than before.
       *[benefit] , and no group is selected less often than before.
    }
   *[other] { $meaning ->
        [burden] . More often than before: { $segments }.
       *[benefit] . Selected less often than before: { $segments }.
    }
}
fix-needs-attribute = Each person's group must be known when the decision is made.
fix-untreated = { $people ->
    [one] { PEOPLE($people) } person without a stated value or without a score, or in a group too small to show, stays as before.
   *[other] { PEOPLE($people) } people without a stated value or without a score, or in groups too small to show, stay as before.
}
fix-next-campaign = Fitted to this campaign; the next may differ.
fix-nothing-outside = Nothing is outside a limit, so no fix is proposed.

fix-no-score = there is no score to go by: name it, columns.score
fix-no-cost = no column says what was spent: name it, columns.cost
fix-no-campaigns = there are no campaigns to move budget between: name them, columns.campaign
fix-reallocate-weighted = rows carry weights, and people reached are counted one by one
fix-reallocate-unknown = some rows of { $campaign } do not state { $what ->
    [cost] what they cost
   *[reach] whom they reached
}, and unknown is not 0
fix-reallocate-nobody = nobody in { $segment } could have been reached by a campaign
fix-reallocate-unreached = no campaign reaches anybody
fix-reallocate-all-reached = everybody counted was reached, so it is not known who could have been
fix-reallocate-nothing = fewer than two campaigns have a budget that could move
fix-reallocate-no-value = campaigns bring nothing that is known
fix-reallocate-unsolved = the solver found no budgets that hold
fix-reallocate-infeasible = no budgets reach every group within { PERCENT($tolerance) } of everybody without reaching some group less than today. It can be had from fix.tolerance = { LIMIT($least) } on; in the way of less: { $segments }
fix-no-answer = these counts allow none
fix-rows-are-counts = rows stand for several people, who cannot be decided on one by one
fix-weighted = rows carry weights, and a rule for decisions counts people one by one
fix-wide = each row holds decisions for several campaigns; audit one campaign to fix it
fix-blocked = the law of { $jurisdiction ->
    [us] the United States
    [eu] the European Union
   *[other] { $jurisdiction }
} bars it for this use{ $stated ->
    [yes] { "" }
   *[no] ; if that law does not apply, state jurisdictions
}
fix-group-undefined = { $segment }: { part-reason }
fix-budget-below = the limit needs at least { PEOPLE($least) } people selected{ $unsaid ->
    [yes] { " " }if nobody may lose a selection; --allow-losses looks for less
   *[no] { "" }
}
fix-budget-untreated = { PEOPLE($people) } people whom it does not treat are selected already, more than the budget
fix-losses = { $people ->
    [one] { PEOPLE($people) } person would lose a selection
   *[other] { PEOPLE($people) } people would lose a selection
}, which fix.no_losses rules out
fix-sample-limit = the check is no limit on selection rates between groups
fix-scores-need-edges = repaired scores are too many to count one by one and lie outside the bins: give columns.score edges
fix-after-not-audited = what it leads to cannot be audited ({ $code })
fix-reweigh-empty = nobody in { $segment } is { $label ->
    [positive] positive
    [negative] negative
    [selected] selected
   *[rejected] not selected
}, and a weight cannot stand for nobody: merge small groups with map, or name another attribute
fix-margin-label = fix.margins names { $label }, which { $attribute } does not have
fix-margin-unnamed = fix.margins gives no share for { $segment }
fix-margin-empty = nobody to be weighted is in { $segment }, and a weight cannot stand for nobody
fix-margin-not-met = no weights above 0 meet all shares together: { $segment } reaches { PERCENT($reached) } where { PERCENT($wanted) } is asked for. The shares reached can be met
fix-bounds-too-narrow = within the bounds, { $segment } reaches { PERCENT($reached) } at best where { PERCENT($wanted) } is asked for{ HAS($half) ->
    [yes] . Factors would have to differ from 1 by up to { RATIO($half) }
   *[no] { "" }
}

fix-weights-spread = { PEOPLE($people) } weights from { RATIO($least) } to { RATIO($largest) }; they carry as much information as { PEOPLE($effective) } people without weights (design effect { RATIO($deff) }).
fix-verdict-before = { $before ->
    [within] { verdict-within }
    [outside] { verdict-outside }
    [cannot_tell] { verdict-cannot_tell }
    [waived] { verdict-waived }
   *[not_assessed] { verdict-not_assessed }
}
fix-verdict-after = { $after ->
    [within] { verdict-within }
    [outside] { verdict-outside }
    [cannot_tell] { verdict-cannot_tell }
    [waived] { verdict-waived }
   *[not_assessed] { verdict-not_assessed }
}
fix-check-line = { $check }: { fix-verdict-before } → { fix-verdict-after }, outside the limit { $outside_before } → { $outside_after } of { $total } comparisons
fix-check-moves = Before: { fix-verdict-before }. After: { fix-verdict-after }. Outside the limit: { $outside_before } of { $total } comparisons before, { $outside_after } after.
fix-check-same = { $check }: { fix-verdict-before }, nothing that it compares changes
fix-check-unmoved = { fix-verdict-before }: nothing that it compares changes.
fix-moved-line = { $segment }: { $gained ->
    [0] nobody gains
    [one] { PEOPLE($gained) } gains
   *[other] { PEOPLE($gained) } gain
}, { $lost ->
    [0] nobody loses
    [one] { PEOPLE($lost) } loses
   *[other] { PEOPLE($lost) } lose
}; { PERCENT($before) } → { PERCENT($after) }
fix-kept-selected = People selected: { PEOPLE($before) } → { PEOPLE($after) }
fix-kept-outcomes = Of them with the outcome: { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-score = Outcomes expected by the score: { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-rank = Ranks of the scores selected: { fix-kept-share-alone }
fix-kept-value = Value of the selected: { PEOPLE($before) } → { PEOPLE($after) }{ fix-kept-share }
fix-kept-share = { HAS($share) ->
    [yes] , { PERCENT($share) } kept
   *[no] { "" }
}
fix-kept-share-alone = { HAS($share) ->
    [yes] { PERCENT($share) } kept
   *[no] –
}
fix-legal-blocked = Barred in law: { fix-legal-text }
fix-legal-warned = In law: { fix-legal-text }
fix-legal-text = { $text } ({ $source }; { HAS($status) ->
    [yes] { $status }, looked up
   *[no] looked up
} on { DATE($date) })

section-fixes = Possible fixes
fixes-note = Proposals, not decisions: nothing has been changed. What is said of them comes from counting all rows again with the change made; whether it holds for others is judged on people that it was not fitted to.
fixes-note-effect = New decisions next to today's, both counted on the same rows. Whom they were fitted to is not known here.
fixes-none-asked = Something is outside its limit, and no fix was looked for: "evenhand fix" does.
fixes-no-limits = No limit is set, so there is nothing to fix.
fixes-refused = Looked for and not possible
fixes-law = What the law says of deciding by group (notes, not legal advice)
fix-see-law = The law bears on it:
fix-law-note = note
fix-made-with = Made with:
fix-parameter = { $name } { ESTIMATE($value, "number") }
fix-parameter-budget = at most { PEOPLE($value) } people selected
fix-parameter-min_ratio = a ratio of selection rates of at least { LIMIT($value) }
fix-parameter-strength = a strength of { PERCENT($value) }
fix-parameter-least = factors of at least { RATIO($value) }
fix-parameter-greatest = factors of at most { RATIO($value) }
fix-parameter-reallocate-tolerance = reach of each group within { PERCENT($value) } of everybody's
fix-parameter-reallocate-least = budgets of at least { RATIO($value) } times today's
fix-parameter-reallocate-most = budgets of at most { RATIO($value) } times today's
fix-parameter-reallocate-price = a price of parity of { ESTIMATE($value, "number") }
fix-parameter-reallocate-price_per_point = of which one more percentage point of tolerance would save { ESTIMATE($value, "number") }
fix-moved-total = { $gained ->
    [0] Nobody is selected who was not
    [one] { PEOPLE($gained) } person is selected who was not
   *[other] { PEOPLE($gained) } people are selected who were not
}, { $lost ->
    [0] and nobody is dropped.
    [one] and { PEOPLE($lost) } is selected no longer.
   *[other] and { PEOPLE($lost) } are selected no longer.
}
fix-balance-line = Moved furthest: { $segment }, { $of ->
    [rate] rate
   *[share] share
} { PERCENT($before) } before, { PERCENT($after) } with weights
fix-judged-line = { $segment }, { $split ->
    [everybody] all compared
   *[other] people it was not fitted to
}: { PERCENT($before) } before, { PERCENT($after) } after; ratio { RATIO($ratio_before) } before, { RATIO($ratio_after) } after; gap { ESTIMATE($narrower, "difference") } points { $side ->
    [wider] wider
   *[narrower] narrower
}{ HAS($low) ->
    [yes] { " " }({ LOW($low, "difference") } to { HIGH($high, "difference") })
   *[no] { "" }
}{ $crossed ->
    [yes] , { fix-crossed }
   *[no] { "" }
}; { $closer ->
    [yes] closer beyond chance
    [no] not closer beyond chance
   *[unknown] whether closer cannot be told
}
fix-twice-caption = { $measure }: { $comparison ->
    [difference] difference from the reference in percentage points
    [value] rate of each segment
    [number] value of each segment
    [gap] difference from the reference
   *[ratio] ratio to the reference, log scale
}. Upper, hollow sign: before; lower, filled sign: after; bars = { $deciding ->
    [estimate] intervals, which do not decide
   *[other] { deciding }, of a segment shown within its own { LIMIT($level, "value") } interval
}{ caption-method }; dashed line = limit { $limit }
fix-before = Before
fix-after = After
fix-with-weights = With weights
fix-target = Target
fix-rate-before = Rate before
fix-rate-after = Rate after
fix-ratio-before = Ratio before
fix-ratio-after = Ratio after
fix-narrower = Gap narrower by, points
fix-closer = Closer, beyond chance
fix-closer-yes = yes
fix-closer-no = not shown
fix-closer-unknown = cannot tell
fix-against = { " " }against { $reference }
fix-judged-caption = { $split ->
    [everybody] The same { PEOPLE($people) } people under both decisions
   *[other] Judged on { PEOPLE($people) } people, with a rule fitted to { PEOPLE($fitted) } others ({ $split ->
        [units] all rows of a person on one side
       *[drawn] divided by a seeded draw
    })
}: selection rates and ratios with nominal { LIMIT($level, "value") } intervals; how much narrower each gap is (negative: wider) with intervals that hold together at { LIMIT($level, "value") }
fix-moved-caption = { $changes ->
    [budget] How many more and how many fewer of each group are expected to be reached
   *[other] Who gains and who loses a selection, everybody counted
}
fix-gained = Newly selected
fix-lost = No longer selected
fix-net = Net per 1,000
fix-in-all = In all
fix-gains = gains
fix-loses = loses
fix-even = as before
fix-count = { PEOPLE($count) }
fix-kept-caption = What is kept
fix-kept-what = Of what
fix-kept-part = Kept
fix-kept-name-selected = People selected
fix-kept-name-outcomes = Of them with the outcome
fix-kept-name-score = Outcomes expected by the score
fix-kept-name-rank = Ranks of the scores selected
fix-kept-name-value = Value of the selected
fix-balance-caption = { $of ->
    [outcome] Share with the outcome in every group, without weights and with them
    [decision] Share selected in every group, without weights and with them
   *[share] Share of every group, without weights and with them
}
fix-crossed = now the other way
rule-caption = The rule: { $changes ->
    [weights] the weight of each person
    [scores] mean scores
    [budget] the budget of each campaign
   *[decisions] what is decided in each group
}
rule-who = Who
rule-who-positive = with the outcome
rule-who-negative = without the outcome
rule-who-selected = selected
rule-who-rejected = not selected
rule-weight = Weight
rule-selected-from = All selected from score
rule-drawn = Drawn by lot
rule-drawn-from = { PERCENT($share) } of scores { HAS($below) ->
    [yes] from { ESTIMATE($from, "number") } to below { ESTIMATE($below, "number") }
   *[no] from { ESTIMATE($from, "number") }
}
rule-mean-before = Mean score before
rule-mean-after = Mean score after
rule-decisions = Decisions to change
rule-budget-before = Budget before
rule-budget-after = Budget after
front-title = What closing the gap costs
front-says = The same fix from weak to strong, { $count } points, each judged on people it was not fitted to. Further right, the groups' selection rates are more alike; further up, more is kept of { $of ->
    [outcomes] the people with the outcome among the selected
    [score] the outcomes expected by the score
    [rank] the ranks of the scores selected
   *[none] the number of people selected
}. { HAS($today) ->
    [yes] Today the ratio is { RATIO($today) }.
   *[no] { "" }
} { HAS($ratio) ->
    [yes] The proposal brings it to { RATIO($ratio) } and keeps { PERCENT($kept) }.
   *[no] The least that is kept is { PERCENT($least) }.
}{ $beaten ->
    [yes] { " " }On these people another strength comes at least as close and keeps at least as much.
   *[no] { "" }
} Points that another beats on both are left out, except today's and the proposed one.
front-across = Ratio of selection rates, of the group furthest from the reference
front-ratio = Ratio
front-up = Kept, of today
front-table = Points of the trade-off
front-point = Point
front-today = today
front-proposed = proposed
front-parameter = { $of ->
    [strength] strength { PERCENT($value) }
   *[min_ratio] least ratio { LIMIT($value) }
}

fix-effect-partial = { $lacking ->
    [one] { PEOPLE($lacking) } row
   *[other] { PEOPLE($lacking) } rows
} of { PEOPLE($all) } have no new decision in { $file } and are left out before and after: all of this is about the other { PEOPLE($people) }.
fix-effect-scores-new = Scores after are the new ones, column { $column } of { $file }.
fix-effect-scores-old = { $file } brings no scores: those before and after are today's, column { $column } of { $data }.
fix-effect-fitted = If the new decisions were fitted to these rows, expect less of others: none were held back to judge them on.

fix-prepares = Prepares training data for { $attribute }: { $judged ->
    [yes] no check of it is outside its limit, so there is no gap that these weights answer
   *[no] no check compares its groups, so there is no gap that these weights answer
}.

fix-name-levelling = { $name } (levelling down)
fix-table-caption = For { $attribute }, check { $check }. The worst comparison is the estimate furthest from equality; kept, of today: { $of ->
    [outcomes] people selected with the outcome
    [score] outcomes expected by the score
    [rank] ranks of the scores selected
    [value] value of the selected
   *[selected] people selected
}.
fix-table-proposal = Proposal
fix-table-changed = Changed
fix-table-taken = Taken away
fix-table-worst-ratio = Worst ratio
fix-table-worst-difference = Worst gap
fix-table-verdict = Verdict after
fix-table-kept = Kept
fix-table-today = Today
fix-table-second = { $levels ->
    [yes] Second, levelling down (people lose their selection):
   *[no] Second, because people lose their selection:
}
fix-table-open = Proposals bring the estimate to the limit; where the interval still crosses it, the verdict stays open.
fix-table-takes = people lose their selection
fix-table-elsewhere = { $name }: more comparisons outside a limit elsewhere ({ $before } before, { $after } after).
fix-table-more = Details: -v, or --method with one of them.
