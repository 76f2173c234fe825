### evenhand inspect and evenhand init.

inspect-head = { $file }: { $rows ->
        [one] one row
       *[other] { PEOPLE($rows) } rows
    }, { $columns ->
        [one] one column
       *[other] { PEOPLE($columns) } columns
    }
inspect-column = column
inspect-type = type
inspect-missing = missing
inspect-values = values
inspect-sizes = sizes of groups
inspect-group = group
inspect-people = people
inspect-many = over 10,000
inspect-kind-nothing = empty
inspect-kind-flag = yes/no
inspect-kind-whole = whole
inspect-kind-number = number
inspect-kind-text = text
inspect-small = { $groups } too small to show
inspect-below = too small to show
inspect-smallest = smallest
inspect-largest = largest
inspect-at = { $rate } selected
inspect-gaps = The gap that each column could show: beside its largest group, a ratio this low or lower would be seen
    8 times in 10 (level 95%, before any correction for many comparisons), if so many of the largest are selected:
inspect-gaps-observed = The gap that each column could show: beside its largest group, a ratio this low or lower would be seen
    8 times in 10 (level 95%, before any correction for many comparisons), at the share selected in this file:
inspect-foot = Nothing is judged here. Labels are shown for the columns that --attributes names; sizes under { $min } are not shown,
    nor is the next when one alone is smaller. { $rows ->
        [counted] Sizes are people, as --count says.
       *[other] Every row counts as one person here.
    }
    – means that not even nobody selected would show.
    Words for unknown (NA, unknown) count as values until the config says otherwise.

init-head = What evenhand is to audit. Lines that begin with { $mark } are proposals: remove the mark from the lines to keep,
    and delete the others. Proposals come from the names and shapes of columns; they know nothing of the people.
init-missing = Words that stand for a missing value:
init-audience = If the file lists only the chosen, name everybody who could have been chosen, as in:
init-counts = People, and the selected among them. Check both: the rest of the audit depends on them.
init-decision = Who was selected. Check it: the rest of the audit depends on it.
init-decision-open = Who was selected? This is a guess: remove the mark if it is right, or write your own line.
init-decision-none = Who was selected? No column looks like it: write its name here.
init-outcome = How people turned out. Say when it was known: before (independently of the decision), after-decision (perhaps
    because of it) or selected-only.
init-waves = Who was selected? Each of these columns may be the decision of one campaign; every row then counts once in each:
init-campaign = Several campaigns in one file: each is reported apart as well.
init-weight = Weights of rows:
init-attributes = The attributes that groups are made of. What is protected is yours to decide, not a program's.
init-attributes-none = No name of a column suggests one. Copy these lines for each attribute:
init-bins = Numbers need bins: each edge belongs to the bin above it.
init-crosses = Crosses of up to so many attributes are reported:
init-check = A limit, if one was agreed on; without one nothing is judged, and the exit code is 0. Ratios below 0.8 or above 1.25:
init-why-yours = { $column }: as you said
init-why-name = { $column }: from its name ("{ $word }")
init-why-two = { $column }: two values that may mean yes and no, and no name that says more
init-why-arm = { $column }: from its name ("{ $word }"), with a few values; check which mean selected
init-why-last = { $column }: the last column, with two values that mean yes and no
init-why-protected = { $column }: from its name ("{ $word }"), which many laws of equal treatment cover
init-why-one-hot = { $columns }: exactly one of them is 1 in every row, as if they were one attribute
init-why-born = { $column }: from its name ("{ $word }"), and it holds dates; ages are whole years on the day named
init-why-proxy = { $column }: from its name ("{ $word }"), which may stand for origin or income
init-ask-attributes = Columns: { $columns }
    Which of them are protected attributes? Names with commas between them, or nothing to leave it open:
init-ask-decision = Which column says who was selected? COLUMN, COLUMN=VALUE that means yes, or nothing to leave it open:
init-ask-again = There is no column { $column }. { $near ->
        [yes] Did you mean { $suggestion }? Once more:
       *[no] Once more:
    }
init-next = next: remove { $mark } from the lines to keep, then: { $command }
inspect-head-people = , { PEOPLE($people) } people
inspect-kind-date-ymd = date (year first)
inspect-kind-date-dmy = date (day first)
inspect-kind-date-mdy = date (month first)
inspect-kind-date-unclear = date (day or month first)
inspect-counts = { $count } and { $selected } look like people and the selected among them. Sizes and gaps of people, not of rows:
    { $command }
init-csv = How the file is written, as detected:
init-counts-open = Rows may be counts: people, and the selected among them. Remove the marks if they are.
init-count = Each row may stand for several people:
init-codes = Which value means yes is a guess, and what the others mean. Check it.
init-adverse = It is to people’s disadvantage: `meaning` says so, and the check judges the rate of those who were spared.
init-adverse-or = To count those who were spared as selected instead:
init-totals = A group is called after the sum of others: such rows would count people twice.
init-others = Other columns that may say who was selected: { $columns }{ $more ->
        [0] {""}
       *[other] , and { $more } more
    }
init-other-outcomes = Other columns that may say how people turned out: { $columns }{ $more ->
        [0] {""}
       *[other] , and { $more } more
    }
init-waves-or = Or, if each of these columns is the decision of one campaign:
init-unit = Whose row it is, if a person may have several:
init-score = The score people were ranked by:
init-why-adverse = { $column }: from its name ("{ $word }")
init-why-score = { $column }: no column says who was selected, and by its name ("{ $word }") it is a score; the threshold is an example
init-why-besides = { $column }: from its name ("{ $word }"), which may speak of another time or thing
init-why-unit = { $column }: its name is that of an id, and it may repeat
init-why-born-in = { $column }: from its name ("{ $word }"), and it holds years; ages are those reached in the year named
init-born-unclear = No day above 12 tells whether the day or the month comes first; that the day does is a guess.
init-note-postcode = { $column }: so many postcodes make no groups. Add a column of regions, or of what is known of each place.
init-unnamed = Write the values that mean yes in place of the dots.
