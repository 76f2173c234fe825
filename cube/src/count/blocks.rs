//! Which cuboids counting makes. Every block is the cross of all attributes, strata and the campaign with dimensions of its
//! own, or the declared crosses with them where the full one could have too many cells. Folds come with declared crosses alone.

use super::counting::Counting;
use crate::spec::{CAMPAIGN, FOLD, FOLDS_BEFORE, HOLDOUT, PART, PARTS, SCORE, STAGE};

/// Cuboids that are kept, or given up, together. Dimensions are places in the rows' codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The full cross; `None` when only the declared ones are wanted.
    full: Option<Vec<usize>>,
    /// The crosses to fall back on.
    declared: Vec<Vec<usize>>,
    /// The campaign, which large declared crosses do without.
    campaign: Option<usize>,
    /// How many dimensions at the end are the block's own.
    own: usize,
}

impl Counting {
    /// The ids of all dimensions: attributes and campaign first, then those that people have beside their groups.
    pub(crate) fn dimensions(&self) -> Vec<&str> {
        let base = self.attributes.iter().map(|attribute| attribute.name.as_str());
        let further = [
            (self.has_campaigns(), CAMPAIGN),
            (self.unit.is_some(), FOLD),
            (self.unit.is_some() && self.score.is_some() && !self.has_few_folds(), PART),
            (self.holdout.is_some(), HOLDOUT),
            (!self.funnel.is_empty(), STAGE),
            (self.score.is_some(), SCORE),
        ];
        base.chain(further.into_iter().filter(|(there, _)| *there).map(|(_, id)| id)).collect()
    }

    /// How many of the dimensions are attributes or the campaign: people left out are shown by these.
    #[must_use]
    pub fn base(&self) -> usize {
        self.attributes.len() + usize::from(self.has_campaigns())
    }

    /// The blocks of cuboids.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let dimensions = self.dimensions();
        let place = |id: &str| dimensions.iter().position(|known| *known == id);
        let places = |set: &Vec<String>| set.iter().filter_map(|id| place(id)).collect::<Vec<usize>>();
        let block = |own: &[Option<usize>]| {
            let own: Vec<usize> = own.iter().flatten().copied().collect();
            let with = |base: Vec<usize>| base.into_iter().chain(own.iter().copied()).collect();
            Block {
                full: Some(with((0..self.base()).collect())),
                declared: self.sets.iter().map(|set| with(places(set))).collect(),
                campaign: place(CAMPAIGN),
                own: own.len(),
            }
        };
        let fold = place(FOLD);
        // Few folds stand beside every dimension; many are kept for what is judged, each declared cross by itself.
        let few = fold.filter(|_| self.has_few_folds());
        let mut blocks = vec![block(&[])];
        blocks.extend(fold.map(|fold| match few {
            Some(_) => block(&[few]),
            None => Block { full: None, ..block(&[Some(fold)]) },
        }));
        for own in [place(HOLDOUT), place(STAGE)].into_iter().flatten() {
            blocks.push(block(&[Some(own), few]));
        }
        if let Some(score) = place(SCORE) {
            let part = few.or_else(|| place(PART));
            let with = |set: &Vec<String>| places(set).into_iter().chain([score]).chain(part).collect();
            let declared = self.score_sets.iter().map(with).collect();
            blocks.push(Block { full: None, declared, campaign: None, own: 1 + usize::from(part.is_some()) });
        }
        blocks
    }

    /// Whether it was counted with as few folds as there once were.
    const fn has_few_folds(&self) -> bool {
        self.folds == FOLDS_BEFORE
    }
}

impl Block {
    /// The full cross, when it is wanted at all.
    pub(crate) fn full(&self) -> Option<&[usize]> {
        self.full.as_deref()
    }

    /// The declared crosses.
    pub(crate) fn declared(&self) -> &[Vec<usize>] {
        &self.declared
    }

    /// A declared cross without the campaign, when it does without: it has several attributes, and with the campaign it
    /// could have too many cells.
    pub(crate) fn without_campaign(&self, dims: &[usize], exceeds: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
        let campaign = self.campaign?;
        let large = dims.contains(&campaign) && dims.len() > 2 + self.own && exceeds(dims);
        large.then(|| dims.iter().copied().filter(|dim| *dim != campaign).collect())
    }

    /// The cuboids of the block, by what could have too many cells.
    pub(crate) fn cuboids(&self, exceeds: impl Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
        if let Some(full) = self.full.as_ref().filter(|full| !exceeds(full)) {
            return vec![full.clone()];
        }
        let kept = |dims: &Vec<usize>| self.without_campaign(dims, &exceeds).unwrap_or_else(|| dims.clone());
        self.declared.iter().map(kept).collect()
    }
}

/// The labels of a dimension that are the same for everybody's data; `None` for attributes, campaign and scores.
pub(crate) fn fixed_labels(id: &str, counting: &Counting) -> Option<Vec<String>> {
    let numbers = |to: u32| (0..to).map(|number| number.to_string()).collect();
    match id {
        FOLD => Some(numbers(counting.folds)),
        PART => Some(numbers(PARTS)),
        HOLDOUT => Some(["no", "yes"].map(str::to_owned).into()),
        STAGE => Some(numbers(u32::try_from(counting.funnel.len() + 1).unwrap_or(u32::MAX))),
        _ => None,
    }
}
