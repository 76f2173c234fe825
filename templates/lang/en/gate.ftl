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

gate-outside = Outside the limit: { $outside } of { count-of-results }.
count-of-results = { $results ->
    [one] { $results } comparison
   *[other] { $results } comparisons
}
gate-passes = Nothing outside{ HAS($detectable) ->
    [yes] ; { part-would-be-seen } would have been seen for { PERCENT($coverage) } of people
   *[no] { "" }
}{ part-small }.
gate-passes-shown = Shown to be within the limit: all of { count-of-results }.
gate-passes-point = By their estimates within the limit: all of { count-of-results }.
gate-passes-value = Nothing outside: { count-of-results }, of which { $cannot_tell ->
    [0] none is left undecided
   *[other] { $cannot_tell } cannot be told
}.
gate-cannot-tell = Nothing outside, but too few people to tell: a gap of the size agreed would have been seen for { PERCENT($coverage) } of people, and { LIMIT($needs, "value") } were asked for{ part-small }.
gate-must-decide = Undecided, although the policy asks for a decision: { $segments }.
gate-not-assessed = Not assessed: { part-reason }.
gate-undecided = Not shown to be within the limit: { $cannot_tell } of { count-of-results } cannot be told.

warn-unused-waiver = The waiver for { $check }, { $segment } matches no result outside its limit. It can be removed.
warn-expired-waiver = The waiver for { $check }, { $segment } { HAS($expires) ->
    [yes] expired on { DATE($expires) }
   *[no] has expired
}: its result counts again.
