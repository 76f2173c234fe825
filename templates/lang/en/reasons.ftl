### Why there is no answer, and why people were left out.

reason-empty-group = nobody is in this group
reason-too-few = too few people to be shown
reason-too-few-units = there are too few different people to measure how rows depend on each other
reason-few-hold-most = few people hold most of the rows, so that nothing sure can be said of everybody
reason-few-carry-weight = few people carry most of the weight, so that nothing sure can be said of everybody
reason-no-positives = nobody in the group had a positive outcome, so the rate is not defined
reason-no-negatives = nobody in the group had a negative outcome, so the rate is not defined
reason-no-false-positives = nobody was wrongly selected, so there is nothing to divide by
reason-nobody-selected = nobody was selected, so there is nothing to compare
reason-everybody-selected = everybody was selected, so there is nothing to compare
reason-reference-zero = the rate of the reference group is zero, so the ratio is not defined
reason-reference-undefined = the reference group itself has no rate
reason-one-class = only one of the two outcomes occurs
reason-zero-variance = the values do not vary
reason-no-outcome = no outcome is known for this group
reason-no-score = there is no score
reason-no-value = nobody in the group has a value to average
reason-few-values = there are too few values, or a few large ones hold most of the sum, so that an interval could not be trusted
reason-weighted-values = rows carry weights, and sums of weighted values are not kept
reason-outcome-after-decision = the decision may have influenced the outcome: error rates would answer another question
reason-outcome-timing-unstated = it is not stated whether the outcome was known before the decision
reason-flip-exempt = one different person would reverse the order of the two rates
reason-replicate-undefined = the uncertainty cannot be computed from these data
reason-no-interval = no sound interval exists for this quantity

part-reason = { $reason ->
    [empty-group] { reason-empty-group }
    [too-few] { reason-too-few }
    [too-few-units] { reason-too-few-units }
    [few-hold-most] { reason-few-hold-most }
    [few-carry-weight] { reason-few-carry-weight }
    [no-positives] { reason-no-positives }
    [no-negatives] { reason-no-negatives }
    [no-false-positives] { reason-no-false-positives }
    [nobody-selected] { reason-nobody-selected }
    [everybody-selected] { reason-everybody-selected }
    [reference-zero] { reason-reference-zero }
    [reference-undefined] { reason-reference-undefined }
    [one-class] { reason-one-class }
    [zero-variance] { reason-zero-variance }
    [no-outcome] { reason-no-outcome }
    [no-score] { reason-no-score }
    [no-value] { reason-no-value }
    [few-values] { reason-few-values }
    [weighted-values] { reason-weighted-values }
    [outcome-after-decision] { reason-outcome-after-decision }
    [outcome-timing-unstated] { reason-outcome-timing-unstated }
    [flip-exempt] { reason-flip-exempt }
    [replicate-undefined] { reason-replicate-undefined }
    [no-interval] { reason-no-interval }
   *[other] { $reason }
}

left-out-decision-missing = no decision in the row
left-out-weight-missing = no weight in the row
left-out-unit-missing = no unit in the row
left-out-count-missing = no count in the row
left-out-selected-missing = no number of selected in the row
left-out-total = rows that sum up others
left-out-no-decision = in the audience, without a decision
left-out-no-new-decision = without a new decision
left-out-not-in-audience = decided on, not in the audience
left-out-key-missing = no key to join by
left-out-where = removed by the condition on the data
left-out-filtered = removed by the condition on the data
