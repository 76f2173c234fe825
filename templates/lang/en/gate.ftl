### What a check shows as a whole, and what the run should warn of.

part-small = { $small ->
    [0] { "" }
    [one] ; { $small } segment too small to show it{ part-too-small }
   *[other] ; { $small } segments too small to show it{ part-too-small }
}
part-too-small = { HAS($too_small) ->
    [yes] : { $too_small }
   *[no] { "" }
}
part-would-be-seen = { $comparison ->
    [difference] gaps of { ESTIMATE($detectable, $detectable, $comparison) } points or more
    [gap] gaps of { ESTIMATE($detectable, $detectable, $comparison) } or more
   *[ratio] { $detectable_side ->
        [above] ratios of { ESTIMATE($detectable) } or more
       *[below] ratios of { ESTIMATE($detectable) } or less
    }
}

# What was shown, of how many people at least in each attribute, and of how many it had to be.
gate-shown = Nothing outside; { LOW($coverage, $needs, "value") } of people are in groups shown within the limit ({ LIMIT($needs, "value") } needed){ part-undecided }.
gate-not-shown = Nothing outside, but only { LOW($coverage, $needs, "value") } of people are in groups shown within the limit; { LIMIT($needs, "value") } are needed{ part-undecided }.
part-undecided = { $small ->
    [0] { "" }
    [one] ; { $small } group undecided{ part-too-small }
   *[other] ; { $small } groups undecided{ part-too-small }
}

gate-outside = Outside the limit: { $outside } of { count-of-results }.
count-of-results = { $results ->
    [one] { $results } comparison
   *[other] { $results } comparisons
}
gate-passes = Nothing outside{ HAS($detectable) ->
    [yes] ; { part-would-be-seen } would have been seen 8 times in 10 for { LOW($coverage, $needs, "value") } of people{ part-needed }
   *[no] { "" }
}{ part-small }.
part-needed = { HAS($needs) ->
    [yes] { " " }({ LIMIT($needs, "value") } needed)
   *[no] { "" }
}
gate-passes-shown = Shown to be within the limit: all of { count-of-results }.
gate-passes-point = By their estimates within the limit: all of { count-of-results }.
gate-passes-value = Nothing outside: { count-of-results }, of which { $cannot_tell ->
    [0] none is left undecided
   *[other] { $cannot_tell } cannot be told
}.
gate-cannot-tell = Nothing outside, but too few people to tell: a gap of the size agreed would have been seen 8 times in 10 for { LOW($coverage, $needs, "value") } of people; { LIMIT($needs, "value") } are needed{ part-small }.
gate-must-decide = Undecided, although the policy asks for a decision: { $segments }.
gate-not-assessed = Not assessed: { part-reason }.
gate-undecided = Not shown to be within the limit: { $cannot_tell } of { count-of-results } cannot be told.

warn-inside-only = Groups of fewer than { $people } people are shown without numbers; small groups can be worked out from the totals here, so this document is for use inside the organisation only.
warn-unused-waiver = The waiver for { $check }, { $segment } matches no result outside its limit. It can be removed.
warn-expired-waiver = The waiver for { $check }, { $segment } { HAS($expires) ->
    [yes] expired on { DATE($expires) }
   *[no] has expired
}: its result counts again.

# What the verdict means for the launch.
text-launch = Launch
launch-passes = the limits set are met, as far as was asked to be shown; groups listed as undecided are not covered by that.
launch-fails = the limits set are not met. It can go ahead only after a change, or with a waiver by whoever answers for it.
launch-undecided = the limits set are not shown to be met. It cannot be approved on this audit alone.
launch-watched = no check gates it; the checks here are for information.
launch-free = no limit was set, so this audit neither approves nor stops it.
