### Methods by id, each with its source.

method-wilson = Wilson score interval, Wilson (1927)
method-clopper-pearson = Clopper–Pearson interval, Clopper & Pearson (1934)
method-agresti-coull = Agresti–Coull interval, Agresti & Coull (1998)
method-jeffreys = Jeffreys interval, Brown, Cai & DasGupta (2001)
method-miettinen-nurminen = Miettinen–Nurminen score interval, Miettinen & Nurminen (1985)
method-newcombe = Newcombe hybrid score interval, Newcombe (1998), method 10
method-koopman = Koopman score interval, Koopman (1984)
method-katz = Katz log interval, Katz, Baptista, Azen & Pike (1978)

method-of-proportion = Rates: { $method }.
method-of-difference = Differences: { $method }.
method-of-ratio = Ratios: { $method }.
method-deff = Where a person may have several rows, counts are divided by a design effect estimated from the data before the interval is made, by another for the people who stand in both groups, and Student's t allows for how unevenly rows lie on people; with unequal weights, by one that says how much they tell of the rate (linearised variance), and where few people hold much weight the interval is made with Student's t.
method-confirmed = The interval that decides lies beyond a limit only where a test made at that limit rules it out at the same level: of counts an exact one (Chan 1998; of one rate the binomial tail), of large counts, strata, weights and repeated people the skewness-corrected score (Laud 2017). Otherwise it is drawn as far as the limit.
method-monitoring = Intervals hold at every look (confidence sequences): each is that of the method named, with the critical value of a normal mixture, Robbins (1970), Howard, Ramdas, McAuliffe & Sekhon (2021), Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024). They are narrowest where { $people } people are behind a comparison, n₁n₂/(n₁+n₂) of two groups.
method-family = Comparisons judged together share one level: the more there are, the wider each interval, so that the whole family is right 95 times in 100, or as often as its level says.
method-detectable = The detectable value is the gap beyond the limit that these numbers of people would have reported 8 times in 10.

summary-largest-difference = Largest difference between groups
summary-smallest-ratio = Smallest ratio between groups
summary-total-variation = Total variation distance
summary-differential-fairness = Differential fairness (largest factor between chances, natural logarithm)
summary-differential-fairness-smoothed = Differential fairness, smoothed
