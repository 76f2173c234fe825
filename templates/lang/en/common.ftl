### Words used in every output.

count-people = { $people ->
    [one] { PEOPLE($people) } person
   *[other] { PEOPLE($people) } people
}
count-comparisons = { $count ->
    [one] { $count } comparison
   *[other] { $count } comparisons
}

verdict-within = Within limit
verdict-outside = Outside limit
verdict-cannot_tell = Cannot tell
verdict-not_assessed = Not assessed
verdict-waived = { HAS($expires) ->
    [yes] Outside limit, waived until { DATE($expires) }
   *[no] Waived
}

value-missing = not stated
label-merged = other (merged)
value-merged = small groups, merged
segment-part = { $attribute }: { $group }
row-campaign = { "" }, { $campaign }
segment-in-campaign = { $segment } (campaign { $campaign })
everyone = everyone
rest = everyone else
fewer-than = fewer than { $people } people
x-of-n = { PEOPLE($top) } of { PEOPLE($bottom) }
range = { $low } to { $high }

comparison-ratio = ratio
comparison-difference = difference
comparison-value = rate
comparison-number = value
comparison-gap = difference

part-limit-range = { $limits ->
    [min] at least { LIMIT($min, $comparison) }
    [max] at most { LIMIT($max, $comparison) }
    [both] { LIMIT($min, $comparison) } to { LIMIT($max, $comparison) }
   *[none] without a limit
}
limit-range = { $comparison ->
    [difference] difference { part-limit-range } percentage points
    [value] rate { part-limit-range }
    [number] value { part-limit-range }
    [gap] difference { part-limit-range }
   *[ratio] ratio { part-limit-range }
}
deciding = { $deciding ->
    [estimate] the estimate decides
    [simultaneous] simultaneous { LIMIT($level, "value") } intervals
    [adjusted] { LIMIT($level, "value") } intervals adjusted for the number of comparisons
   *[single] { LIMIT($level, "value") } intervals
}
check-description = { $measure }, { limit-range }, { deciding }

reference-named = the group named in the configuration
reference-largest = the largest group
reference-highest-rate = the group with the highest rate
reference-highest-rate-2pct = the group with the highest rate among those with at least 2% of the people
reference-rest = everyone else
reference-everyone = everyone
