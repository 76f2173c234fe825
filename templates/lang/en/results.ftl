### Each result in plain words. `comparison` and `reference` may be absent: then it is a ratio, and nobody is named.

part-rates = { HAS($reference_rate) ->
    [yes] { PERCENT($rate) } against { PERCENT($reference_rate) }{ part-of-reference }; { "" }
   *[no] { "" }
}
part-of-reference = { HAS($reference) ->
    [yes] { " " }for { $reference }
   *[no] { "" }
}
part-of-segment = { HAS($segment) ->
    [yes] { $segment }: { "" }
   *[no] { "" }
}
part-measured = { $comparison ->
    [difference] the difference is { ESTIMATE($value, $limit, $comparison) } percentage points
    [value] the rate is { ESTIMATE($value, $limit, $comparison) }
    [number] the value is { ESTIMATE($value, $limit, $comparison) }
    [gap] the difference is { ESTIMATE($value, $limit, $comparison) }
   *[ratio] the ratio is { ESTIMATE($value, $limit) }
}
part-interval = { $comparison ->
    [difference] ({ LOW($low, $limit, $comparison) } to { HIGH($high, $limit, $comparison) } points)
    [value] ({ LOW($low, $limit, $comparison) } to { HIGH($high, $limit, $comparison) })
    [number] ({ LOW($low, $limit, $comparison) } to { HIGH($high, $limit, $comparison) })
    [gap] ({ LOW($low, $limit, $comparison) } to { HIGH($high, $limit, $comparison) })
   *[ratio] ({ LOW($low, $limit) } to { HIGH($high, $limit) })
}
part-limit = { $comparison ->
    [difference] { LIMIT($limit, $comparison) } points
    [value] { LIMIT($limit, $comparison) }
    [number] { LIMIT($limit, $comparison) }
    [gap] { LIMIT($limit, $comparison) }
   *[ratio] { LIMIT($limit) }
}
part-detectable = { $comparison ->
    [difference] a difference of { ESTIMATE($detectable, $limit, $comparison) } points or more
    [value] { $detectable_side ->
        [above] a rate of { ESTIMATE($detectable, $limit, $comparison) } or more
       *[below] a rate of { ESTIMATE($detectable, $limit, $comparison) } or less
    }
    [number] a value of { ESTIMATE($detectable, $limit, $comparison) }
    [gap] a difference of { ESTIMATE($detectable, $limit, $comparison) } or more
   *[ratio] { $detectable_side ->
        [above] a ratio of { ESTIMATE($detectable, $limit) } or more
       *[below] a ratio of { ESTIMATE($detectable, $limit) } or less
    }
}

result-outside = { part-of-segment }{ part-rates }{ part-measured }, and the whole interval { part-interval } lies { $side ->
    [above] above
   *[below] below
} the limit { part-limit }.
result-within = { part-of-segment }{ part-rates }{ part-measured }, and the whole interval { part-interval } lies within the limit { part-limit }.
result-cannot-tell = { part-of-segment }{ HAS($people) ->
    [yes] { count-people }, { "" }
   *[no] { "" }
}{ part-measured }. The data are compatible with every value in the interval { part-interval }, which contains the limit { part-limit }: this audit cannot tell.{ part-cannot-detectable }{ part-needed-within }
part-cannot-detectable = { HAS($detectable) ->
    [yes] { " " }With groups of this size, only { part-detectable } would have been reported 8 times in 10.
   *[no] { "" }
}
part-needed-within = { HAS($needed_within) ->
    [yes] { " " }If the rates are in truth equal, about { ABOUT($needed_within) } people would show 8 times in 10 that it is within the limit.
   *[no] { "" }
}
result-not-assessed = { part-of-segment }not assessed: { part-reason }.
result-not-printed = { part-of-segment }too few people to be shown; judged as the others are: { part-stands }.
result-no-estimate = { part-of-segment }{ part-reason }; but its interval { part-interval } exists, and held against the limit { part-limit } it is { part-stands }.
part-stands = { $verdict ->
    [outside] outside the limit
    [waived] outside the limit, and waived
    [within] within the limit
   *[other] undecided
}
result-no-interval = { part-of-segment }{ part-rates }{ part-measured }, limit { part-limit }; but { part-reason }, so this audit cannot tell.
result-flip-exempt = { part-of-segment }{ part-rates }{ part-measured }, beyond the limit { part-limit }; but { part-exempt }, so this is left undecided.
part-exempt = { HAS($reason) ->
    [yes] { part-reason }
   *[no] { reason-flip-exempt }
}
result-waived = { part-of-segment }{ HAS($value) ->
    [yes] { part-measured }, { "" }
   *[no] { "" }
}outside the limit { part-limit }, accepted until { DATE($expires) }.
result-point-outside = { part-of-segment }{ part-rates }{ part-measured }, outside the limit { part-limit }. The estimate decides; no interval is taken into account.
result-point-within = { part-of-segment }{ part-rates }{ part-measured }, within the limit { part-limit }. The estimate decides; no interval is taken into account.
