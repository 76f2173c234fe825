### What a check shows as a whole, and what the run should warn of.

part-small = { $small ->
    [0] { "" }
    [one] ; { $small } segment too small to be judged
   *[other] ; { $small } segments too small to be judged
}
part-would-be-seen = { $comparison ->
    [difference] gaps of { ESTIMATE($detectable, $detectable, $comparison) } points or more
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
warn-key-repeats = { $people ->
    [one] The key of { PEOPLE($people) } person repeats
   *[other] The keys of { PEOPLE($people) } people repeat
} in the decisions and no unit is declared: if rows of one person depend on each other, the intervals are too narrow.
warn-max-cells = The full cross of all attributes has too many cells and was not counted; the crosses declared were{ HAS($cells) ->
    [yes] { " " }(possible cells: { PEOPLE($cells) })
   *[no] { "" }
}.
warn-csv-separator = The CSV file is read with the separator { $separator }, as detected.
warn-audience-duplicates = { $people ->
    [one] { PEOPLE($people) } row of the audience repeats a key and is counted once.
   *[other] { PEOPLE($people) } rows of the audience repeat a key and are counted once.
}
warn-weights-kish = Intervals of weighted rates use Kish's factor: they take account of unequal weights, not of how the sample was drawn.
