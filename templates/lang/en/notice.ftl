### The public notice: one page for everybody.

notice-title = Public notice: { $name }
notice-made = As of { DATE($date) }; made with { $tool } { $version }.
part-people = { HAS($few) ->
    [yes] Few people
   *[no] About { count-people }
}
notice-lead = This page shows how often people of different groups { $meaning ->
    [burden] received the adverse decision in { $name }. { part-people } were compared: those who received it and those who could have.
   *[benefit] were selected for { $name }. { part-people } were compared: those who were selected and those who could have been.
}
notice-lead-delivery = This page is about the people reached by { $name }. They are { HAS($few) ->
    [yes] few
   *[no] about { count-people }
}. Who could have been reached is not known here, so there is no selection rate.
notice-lead-nobody = This page is about { $name }. { part-people } were counted. There is no selection rate.
notice-data-head = Which data were used
notice-data = The attributes that people were grouped by, as those who publish this page describe them:
notice-checked-head = What was checked
notice-check = { $measure } by { $attributes }{ HAS($stratum) ->
    [yes] , within the same { $stratum }
   *[no] { "" }
}: { $comparison ->
    [difference] each group's value minus that of the group it is compared with has to be { part-limit-range } percentage points
    [value] each group's value has to be { part-limit-range }
    [number] each group's value has to be { part-limit-range }
    [gap] each group's value minus that of the group it is compared with has to be { part-limit-range }
   *[ratio] each group's value divided by that of the group it is compared with has to be { part-limit-range }
}{ $deciding ->
    [estimate] ; the measured value alone decides
   *[other] { "" }
}. Of { count-comparisons-total }: { $counts }.
notice-how = A comparison is outside its limit when the whole range of values that the data allow lies beyond it, and within when the whole range lies inside. Otherwise this audit cannot tell.
notice-no-limit = No limit was set: nothing is judged, and the tables show what was measured.
notice-rates-head = Rates by group
part-selected = { $meaning ->
    [burden] received the adverse decision
   *[benefit] was selected
}
notice-rates = The share of each group that { part-selected }, and that share divided by the share of the group it is compared with: 1 means as often. Each number is followed by the range compatible with the data: for shares at a level of { LIMIT($level, "value") }, for ratios at the level of the check.
notice-rates-census = The share of each group that { part-selected }, and that share divided by the share of the group it is compared with: 1 means as often. Everybody concerned was counted, so no range is given.
notice-rates-weighted = Shares are weighted; numbers of people are not.
notice-group = Group
notice-rate = Share selected
notice-rate-burden = Share with the adverse decision
notice-ratio = Ratio
notice-verdict = Against the limit
notice-between = ({ $low } to { $high })
notice-or-more = ({ $low } or more)
notice-up-to = (up to { $high })
notice-cut = { $count ->
    [one] { $count } more group, closer to equality, is in the full report.
   *[other] { $count } more groups, closer to equality, are in the full report.
}
notice-unknown-head = What is not known
notice-missing = { $attribute } is not stated for { HAS($few) ->
    [yes] some people
   *[no] about { count-people } ({ $share })
}. They are shown apart and not judged.
notice-left-out = { HAS($few) ->
    [yes] Some people
   *[no] About { count-people } ({ $share })
} are left out: { $reason }.
notice-unshown = not shown
notice-hidden = { $count ->
    [one] { $count } group is named and has no numbers.
   *[other] { $count } groups are named and have no numbers.
} Groups of fewer than { $people } people have none here, and neither have those from which theirs could be worked out.
notice-few = { $count ->
    [one] The share of { $count } group is not given exactly
   *[other] The shares of { $count } groups are not given exactly
}: fewer than { $people } people of a group were selected, or fewer than { $people } were not, or such a number would follow from the share.
notice-under = under { $share }
notice-over = over { $share }
notice-kept = The limit is kept, as far as was asked to be shown.
notice-not-kept = It is not shown that the limit is kept.
notice-rounded = Numbers of people are rounded to three digits and to multiples of { $step }, shares of fewer than 10,000 people to whole percents where these tell them from none and all.
notice-hidden-crosses = { $count ->
    [one] { $count } combined group of fewer than { $people } people is hidden.
   *[other] { $count } combined groups of fewer than { $people } people are hidden.
}
notice-undecided = { $count ->
    [one] For { $count } comparison, values on both sides of the limit are compatible with the data.
   *[other] For { $count } comparisons, values on both sides of the limit are compatible with the data.
}
notice-not-assessed = { $count ->
    [one] { $count } comparison could not be made
   *[other] { $count } comparisons could not be made
}: { $reasons }.
notice-why = Why rates differ cannot be read from these numbers.
notice-besides-head = What this page leaves out
notice-crosses = { $count ->
    [one] { $count } combined group (people who share labels of several attributes) is only in the full report.
   *[other] { $count } combined groups (people who share labels of several attributes) are only in the full report.
}
notice-measures = { $count ->
    [one] { $count } other measure is only in the full report.
   *[other] { $count } other measures are only in the full report.
}
notice-law = This page reports what was measured for one campaign and, where a limit was set, on which side of it each number lies. It does not say why rates differ, makes no statement of law, and is not a certificate.
