### The block in the terminal.

text-rows-read = { $rows ->
    [one] { PEOPLE($rows) } row read
   *[other] { PEOPLE($rows) } rows read
}
text-missing = { $attribute } not stated: { HAS($below) ->
    [yes] fewer than { $below }
   *[no] { PEOPLE($people) } ({ PERCENT($share) })
}
text-shown-apart = { $missing }, shown apart
text-left-out = left out: { PEOPLE($people) } ({ PERCENT($share) }), { $reason }
text-no-limits = no limits set: nothing is judged
text-unjudged = no limits set: nothing is judged, and intervals are nominal, each for itself alone
text-of-results = { $count } of { count-comparisons-total }
count-comparisons-total = { $total ->
    [one] { $total } comparison
   *[other] { $total } comparisons
}
text-list-with-v = (-v to list)
text-and-more = and { $count } more
text-reference = reference { $segment }
text-detectable = only { part-detectable } would show 8 times in 10
text-nothing-detectable = no gap would show with so few people
text-not-judged = not judged
text-waived-until = until { DATE($expires) }, { $owner }
text-waiver-expired = waiver expired on { DATE($expires) }
text-waiver-floor = waiver does not reach so far
text-widest = Widest gap: { $side ->
    [above] { PEOPLE($gap) } more per { PEOPLE($base) } for { $segment } than for { $reference }.
   *[below] { PEOPLE($gap) } fewer per { PEOPLE($base) } for { $segment } than for { $reference }.
}{ HAS($median) ->
    [yes] { " " }Chance alone, with every group alike, would show { PEOPLE($median) } or more half of the time, and in one of 20 audits more than { PEOPLE($p95) }.
   *[no] { "" }
}
text-watched = Watched, without effect on the exit code
text-watched-short = watched
text-gating-short = these decide
text-config = config: { $file }
text-config-found = config: { $file }, found in this folder (--no-config leaves it out)
text-warning = warning
text-next = Next

next-outside = Look first at { $segment }. Either change the targeting{ HAS($fixes) ->
    [yes] { " " }("Possible fixes" has { $fixes ->
        [one] { $fixes } proposal
       *[other] { $fixes } proposals
    })
   *[no] { "" }
}, or record why the gap is accepted: a waiver names a reason, an owner and an end.
next-cannot-tell = { $count ->
    [one] { $count } comparison needs more people before it can be decided.
   *[other] { $count } comparisons need more people before they can be decided.
}
next-not-assessed = { $count ->
    [one] { $count } comparison has no estimate; the reason is given beside it.
   *[other] { $count } comparisons have no estimate; the reason is given beside each.
}
next-waived = Waivers end: the first on { DATE($expires) }.
next-within = Keep this audit with the campaign, and audit again when the targeting or the audience changes.
next-delivery = { $from ->
    [flag] To judge who was chosen, name who could have been: --audience, or --selected beside the people of each group.
   *[config] To judge who was chosen, name who could have been: an audience, or columns.selected beside the people of each group.
}
next-no-limits = { $from ->
    [flag] Agree on a limit and set it, for example with --min-ratio 0.8; then results are judged.
   *[config] Agree on a limit and set it, for example min = 0.8 in a [[check]] on selection-rate; then results are judged.
}

exit-outside = { $count ->
    [one] { $checks } is outside its limit
   *[other] { $checks } are outside their limits
}
exit-undecided = { $count ->
    [one] { $checks } is undecided
   *[other] { $checks } are undecided
}
exit-undecided-fails = { $count ->
    [one] { $checks } is undecided, which counts as a failure here
   *[other] { $checks } are undecided, which counts as a failure here
}
exit-passes = nothing outside a limit, and as much shown within as was asked for
exit-let-pass = nothing outside a limit; undecided, which the gate lets pass: { $checks }
exit-warnings-only = nothing that stops a release; outside or undecided in informative checks: { $checks }
exit-line = exit { $code }: { $why }
