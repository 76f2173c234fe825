### Fixes: what could be changed, what it would do, and why one cannot be had.

fix-name-reweigh = Reweighing
fix-name-rake = Raking
fix-name-calibrate = Calibration
fix-name-thresholds = Cut-offs by group
fix-name-repair = Score repair
fix-name-sample = Fewest changes
fix-name-reallocate = Budget between campaigns
fix-name-effect = New decisions

fix-head = { $name }, { $attribute }
fix-refused = not to be had: { $why }

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
fix-says-sample = The fewest decisions to change for the limit to hold at the estimate: { $scores ->
    [yes] people added are those with the highest scores, people taken away those with the lowest
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
fix-says-effect = The decisions of { $file } next to those of today, for { $people ->
    [one] { PEOPLE($people) } row
   *[other] { PEOPLE($people) } rows
} that both name.
fix-effect-unmatched = { $rows ->
    [one] { PEOPLE($rows) } row
   *[other] { PEOPLE($rows) } rows
} of { $file } name nobody here and are not used.

fix-judged = { $closer ->
    [yes] On { PEOPLE($people) } people it was not fitted to, every group outside the limit came closer to its reference, beyond chance.
    [no] On { PEOPLE($people) } people it was not fitted to, not every group outside the limit came closer to its reference beyond chance: no improvement is claimed.
   *[unknown] On { PEOPLE($people) } people it was not fitted to, it cannot be told whether groups came closer to their reference.
}
fix-weights-effect = Effect on decisions: not assessed until the re-scored decisions are audited (fix --effect). Weights change what a model learns, not who is selected.
fix-levelling-down = Some lose for it. A lower rate than before: { $segments }.
fix-needs-attribute = Each person's group must be known when the decision is made.
fix-untreated = { $people ->
    [one] { PEOPLE($people) } person without a stated value, or in a group too small to show, stays as before.
   *[other] { PEOPLE($people) } people without a stated value, or in groups too small to show, stay as before.
}
fix-next-campaign = It is fitted to this campaign; the next may differ.
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
fix-budget-below = the limit needs at least { PEOPLE($least) } people selected
fix-sample-limit = the check is no limit on selection rates between groups
fix-scores-need-edges = repaired scores are too many to count one by one and lie outside the bins: give columns.score edges
fix-after-not-audited = what it leads to cannot be audited ({ $code })
fix-reweigh-empty = nobody in { $segment } is { $label ->
    [positive] positive
    [negative] negative
    [selected] selected
   *[rejected] rejected
}, and no weight makes something of nothing: merge small groups with map, or name another attribute
fix-margin-label = fix.margins names { $label }, which { $attribute } does not have
fix-margin-unnamed = fix.margins gives no share for { $segment }
fix-margin-empty = nobody to be weighed is in { $segment }, and no weight makes something of nothing
fix-margin-not-met = no weights above 0 meet all shares together: { $segment } reaches { PERCENT($reached) } where { PERCENT($wanted) } are asked for. With the shares reached they can be met
fix-bounds-too-narrow = within the bounds { $segment } reaches { PERCENT($reached) } at best where { PERCENT($wanted) } are asked for{ HAS($half) ->
    [yes] . Factors would have to differ from 1 by up to { RATIO($half) }
   *[no] { "" }
}

fix-weights-spread = { PEOPLE($people) } weights from { RATIO($least) } to { RATIO($largest) }; they tell as much as { PEOPLE($effective) } people without (design effect { RATIO($deff) }).
fix-check-line = { $check }: { $before } → { $after }
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
fix-legal-blocked = Barred in law: { $text }
fix-legal-warned = In law: { $text }
