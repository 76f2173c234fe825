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
