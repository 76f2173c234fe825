//! Weights as proposals: for the data a model learns from. Who is selected now stays as it is, and what a model trained
//! with them will decide is not known before it has decided.

use super::margins::{self, Margins};
use super::weigh::{By, Places, Weighing, Weights, spread_of};
use super::{File, Method, World, calibrate, rake, reweigh};
use crate::document::{Fix, WeightsOut};
use crate::error::Result;
use crate::lang::Said;
use crate::plan::Decision;
use crate::plan::Role;
use evenhand_cube::count::{Progress, Session};

impl World<'_> {
    pub(super) fn training(
        &self,
        method: Method,
        session: &mut Session,
        file: Option<File<'_>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Fix> {
        let mut fix = self.blank(method);
        let found = match self.weights(method, &mut fix) {
            Ok(found) => found,
            Err(refused) => return Ok(Fix { refused: Some(refused), ..fix }),
        };
        let Some(cells) = margins::cells(self.plan, &self.counted.cube, &found.places, self.labels) else {
            return Ok(Fix { refused: Some(Said::new("fix-no-answer")), ..fix });
        };
        fix.weights = if file.is_some() || self.plan.columns[Role::Weight].is_some() {
            // Where people carry weights already, only the rows say which is the least and which the largest.
            let mut weighing = Weighing::new(&found, Self::create(session, file)?);
            session.again(self.plan, &mut weighing, progress)?;
            let (least, largest) = weighing.ends();
            weighing.output.take().map_or(Ok(()), evenhand_cube::read::Output::finish)?;
            let weighted = self.plan.columns[Role::Weight].is_some();
            let spread = spread_of(&found, &cells);
            spread.map(|spread| if weighted { WeightsOut { least, largest, ..spread } } else { spread })
        } else {
            spread_of(&found, &cells)
        };
        fix.says = self.says(method, &found);
        fix.rule = found.rows;
        Ok(fix)
    }

    fn weights(&self, method: Method, fix: &mut Fix) -> Result<Weights, Said> {
        let labelled = method == Method::Reweigh && self.plan.columns.outcome.is_some();
        let by_everybody = method != Method::Reweigh && !self.plan.fixing.margins.is_empty();
        match &self.plan.columns.decision {
            // A row of both selected and rejected people has no one weight.
            Decision::Counted { .. } if !labelled && !by_everybody => return Err(Said::new("fix-rows-are-counts")),
            Decision::Delivered { .. } => return Err(Said::new("fix-rows-are-counts")),
            _ => {}
        }
        if method == Method::Reweigh {
            let places = Places::of(&self.groups.set, self.labels);
            let cells = margins::cells(self.plan, &self.counted.cube, &places, self.labels);
            let cells = cells.ok_or_else(|| Said::new("fix-no-answer"))?;
            return reweigh::weights(self.plan, self.groups, &places, &cells);
        }
        let margins = Margins::of(self.plan, &self.groups.set, &self.counted.cube, self.labels)?;
        fix.attribute = self.plan.set_name(&margins.places.set);
        if method == Method::Rake {
            return rake::weights(&margins);
        }
        let (weights, (low, high)) = calibrate::weights(&margins, self.plan.fixing.bounds)?;
        fix.parameters.extend([("least".to_owned(), low), ("greatest".to_owned(), high)]);
        Ok(weights)
    }

    /// That these weights answer no gap.
    fn prepares(&self) -> Said {
        let set = &self.groups.set;
        let judged = if super::target::is_judged(self.plan, self.audit, set) { "yes" } else { "no" };
        Said::new("fix-prepares").with("attribute", self.plan.set_name(set)).with("judged", judged)
    }

    fn says(&self, method: Method, found: &Weights) -> Vec<Said> {
        let of = match found.by {
            By::Outcome => "outcome",
            By::Decision => "decision",
            By::Selected => "selected",
            By::Everybody => "everybody",
        };
        let mut says = vec![Said::new(&format!("fix-says-{}", method.id())).with("of", of)];
        says.extend(self.target.is_none().then(|| self.prepares()));
        says.push(Said::new("fix-weights-effect"));
        let treated = self.groups.people.iter().sum();
        says.extend(self.untreated(treated).filter(|_| method == Method::Reweigh));
        says.push(Said::new("fix-next-campaign"));
        says
    }
}
