### The question as it was asked, and what is stated of the audit.

question-head = What was asked
question-selected = Selected means
question-outcome = The outcome means
question-holdout = Kept out at random means
question-count = People for each row
question-audience = Joined with
question-where = Rows kept
question-missing = Read as missing
question-groups = Groups of { $attribute }
question-or = or
question-equals = { $column } = { $values }{ HAS($more) ->
    [yes] , and { $more } more values
   *[no] { "" }
}
question-at-least = { $column } at or above { $edge }
question-above = { $column } above { $edge }
question-sql = { $condition }
question-counted = { $column } of the { $name } people of each row
question-delivered = everybody counted in { $column }: who else could have been reached is not in the data
question-listed = having a row of decisions; everybody else of the audience was not selected
question-people = { $column }
question-joined = { $file }, by { $column }; people of it without a decision { $absent ->
    [rejected] count as not selected
    [error] would have been an error
   *[left-out] were left out and counted
}
question-all = all
question-read-missing = an empty field{ $count ->
    [0] { "" }
   *[other] , { $values }
}
question-one-hot = a column of 0/1 each: { $values }
question-age = whole years on { DATE($at) }, from { $column }
question-bins = bins that begin at { $edges }
question-map = made of values: { $values }
question-other-value = every other value
question-negative = no is { $values }
question-totals = Rows that sum others
question-totals-drop = left out and counted
question-totals-keep = kept, each a group of its own
question-labels = Labels
question-labels-joined = those that differ only in case or blanks are one group
question-numbers = each number is a group
question-same-files = Files with the same bytes
question-same-files-count = each counts, as was stated

record-head = For the record
record-model = Model
record-model-version = Version of the model
record-period = Period of the decisions
record-days = { $from } to { $to }
record-purpose = Purpose
record-controller = Controller
record-auditor = Audited by
record-contact = Contact
record-retain-until = To be kept until
record-notes = Notes

legal-status-in-force = in force
legal-status-adopted = adopted, not yet in force
legal-status-proposed = proposed
legal-status-rescission-pending = in force, rescission announced
legal-status-repealed = repealed
legal-status-house-rule = rule of the house
warn-pack-review = The standing of the rule { $name } was looked up on { DATE($verified) } and was to be looked up again by { DATE($review) }: it may have changed.
warn-no-alternatives = The rule { $name } asks which alternatives were considered; none is recorded. Write each as [[alternative]] in evenhand.toml.

packs-head = Rules used
impact-caption = Impact ratios by { $attributes }: { $measure }, over the highest. { $unknown ->
    [0] Everybody is of a known group.
    [one] { PEOPLE($unknown) } person is of no known group and not in the table.
   *[other] { PEOPLE($unknown) } people are of no known group and not in the table.
}
impact-top = In the numerator
impact-rate = Rate
impact-ratio = Impact ratio
impact-ratio-of-large = With groups under 2% passed over
impact-under = under 2% of the people
alternatives-caption = Alternatives that were considered
alternatives-none = No alternative is recorded.
alternative-what = Alternative
alternative-effect = Effect
alternative-adopted = Adopted
alternative-why = Why
alternative-by = By
alternative-date = On
alternative-yes = yes
alternative-no = no
