//! Counting: batches of codes in, the cube out. The hot path; it refuses to know any measure and any limit.

pub(crate) mod blocks;
mod change;
mod counting;
mod cross;
pub(crate) mod exact;
mod extra_dims;
mod finish;
mod join;
mod join_columns;
mod layout;
pub(crate) mod left_out;
mod lookup;
mod people;
mod rows;
pub(crate) mod scores;
mod session;
mod totals;

use crate::error::Result;
use crate::error::Said;
use crate::input::Input;
use crate::read::batch::{Batch, MISSING as MISSING_CODE, Origin};
pub use crate::read::batch::{NO, UNKNOWN, YES};
use crate::read::batch_reader::BatchReader;
use crate::read::flags::Flag;
use crate::read::source::{Flow, Opening, Source};
use crate::role::Roles;
use crate::spec::{CsvOptions, CubeSpec, Decision, Totals};
pub use change::{Change, Changed, Seen};
pub use counting::Counting;
pub use exact::{Axis, Exact, Repeats};
use extra_dims::ExtraDims;
use join::Joined;
use layout::Layout;
pub use left_out::{Left, Reason};
pub use lookup::{Lookup, New, read_lookup};
use rows::{Counter, Rows};
pub use session::{Session, SessionOptions, session};
pub use totals::Found;

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Rows read in this phase.
    pub rows: u64,
    /// The part of everything in this phase that they are, from 0 to 1, when the files say how much there is.
    pub share: Option<f64>,
    /// What is being read.
    pub phase: Phase,
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The audience, when it is a second table.
    Audience,
    /// The decisions.
    Decisions,
}

/// What a look found.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Rows of decisions whose values were read.
    pub rows: u64,
    /// What was detected.
    pub notes: Vec<Said>,
}

/// Rows of each table that a look reads, where it has so many: what arrives together is read together.
const LOOKED_AT: u64 = 1_000;

/// Looks for every file and column that a plan names, and reads the values of the first rows. Nothing is written.
///
/// # Errors
/// As counting, for what is not there, and for values of the rows looked at.
pub fn look(spec: &CubeSpec) -> Result<Looked> {
    let (decisions, audience) = sources(spec, false)?;
    let mut layout = Layout::new(spec, &decisions, audience.as_ref())?;
    let rows = if let Some(audience) = &audience {
        first_rows(audience, &mut layout.audience)?;
        first_rows(&decisions, &mut layout.decisions)?
    } else {
        // Where no second table has to be joined, the rows are counted as well, and the counts thrown away.
        let mut counter = counter(spec, &Counting::of(spec));
        let mut add = |rows: &Rows<'_>, batch: &Batch, largest: &[u32]| {
            counter.add_waves(rows, &batch.waves, largest, &batch.origin)
        };
        read_decisions(&mut layout, &decisions, None, LOOKED_AT, &mut add, &mut |_| {})?.0
    };
    match finish::unreadable(spec, &layout) {
        Some(error) => Err(error),
        None => {
            Ok(Looked { rows, notes: std::iter::once(&decisions).chain(&audience).flat_map(Source::said).collect() })
        }
    }
}

/// Reads the first rows of a table.
fn first_rows(source: &Source, wanted: &mut BatchReader) -> Result<u64> {
    let mut rows = 0;
    source.read(wanted, |_, batch| {
        rows += batch.rows as u64;
        Ok(if rows < LOOKED_AT { Flow::On } else { Flow::Stop })
    })?;
    Ok(rows)
}

/// Reads the rows that a plan names, once, and counts them exactly.
///
/// The cube's cuboids come in blocks, as `blocks` lays them out: the cross of all attributes and the campaign, and the same
/// with folds, people kept out and stages where the plan names them; each in full, or, when that could have more than
/// `max_cells` cells, by attribute set; and scores by attribute set.
///
/// # Errors
/// With the codes of data, for everything in the data that the plan does not allow.
pub fn exact(spec: &CubeSpec, progress: &mut dyn FnMut(Progress)) -> Result<Exact> {
    let (decisions, audience) = sources(spec, false)?;
    first(spec, &decisions, audience.as_ref(), progress).map(|(exact, _)| exact)
}

/// What the first pass knows and the counts do not tell.
#[derive(Debug)]
struct Known {
    /// Where each column is, and every label met.
    layout: Layout,
    /// For each dimension its codes in the order of the labels.
    orders: Vec<Vec<u32>>,
    /// The audience.
    joined: Option<Joined>,
}

fn first(
    spec: &CubeSpec,
    decisions: &Source,
    audience: Option<&Source>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Exact, Known)> {
    let once = first_without(spec, decisions, audience, Vec::new(), progress)?;
    if spec.data.totals != Totals::Drop {
        return Ok(once);
    }
    // Which labels sum up others only the whole table tells; codes are the same when it is read again.
    let (exact, known) = &once;
    let code =
        |found: &totals::Found| (found.axis, found.place.map_or(MISSING_CODE, |place| known.orders[found.axis][place]));
    let totals: Vec<(usize, u32)> = exact.totals().iter().map(code).collect();
    if totals.is_empty() { Ok(once) } else { first_without(spec, decisions, audience, totals, progress) }
}

/// The same without the rows that have one of these codes.
fn first_without(
    spec: &CubeSpec,
    decisions: &Source,
    audience: Option<&Source>,
    totals: Vec<(usize, u32)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Exact, Known)> {
    let mut layout = Layout::new(spec, decisions, audience)?;
    layout.totals = totals;
    let counting = Counting::of(spec);
    let mut counter = counter(spec, &counting);
    let mut inputs = Vec::new();

    let mut joined = match audience {
        None => None,
        Some(audience) => {
            let (joined, read) = Joined::read(spec, &mut layout, audience, progress)?;
            if let Some(error) = finish::unreadable(spec, &layout) {
                return Err(error);
            }
            inputs = read;
            counter.left_out = joined.keyless().clone();
            Some(joined)
        }
    };
    let mut add =
        |rows: &Rows<'_>, batch: &Batch, largest: &[u32]| counter.add_waves(rows, &batch.waves, largest, &batch.origin);
    let (_, read) = read_decisions(&mut layout, decisions, joined.as_mut(), u64::MAX, &mut add, progress)?;
    if let Some(error) = finish::unreadable(spec, &layout) {
        return Err(error);
    }
    inputs.splice(0..0, read);
    layout.say_met(spec, decisions, audience);
    let mut notes: Vec<Said> = std::iter::once(decisions).chain(audience).flat_map(Source::said).collect();
    notes.extend(layout.said(spec));
    if let Some(joined) = &mut joined {
        for absence in joined.settle_absent(spec, &mut counter.left_out)? {
            let totals = layout.totals.as_slice();
            joined.each_absent(&absence, |rows, largest| {
                counter.add(&Rows { totals, ..rows.clone() }, largest, &Origin::default())
            })?;
        }
    }
    let repeats = joined.as_ref().map(Joined::repeats).unwrap_or_default();
    let (exact, orders) = counted_exactly(spec, &layout, (counting, counter), (repeats, inputs, notes))?;
    Ok((exact, Known { layout, orders, joined }))
}

/// Everything counted, and for each dimension its codes in the order of the labels.
fn counted_exactly(
    spec: &CubeSpec,
    layout: &Layout,
    (counting, counter): (Counting, Counter),
    (repeats, inputs, notes): (Repeats, Vec<Input>, Vec<Said>),
) -> Result<(Exact, Vec<Vec<u32>>)> {
    let (crosses, left_out, further) = counter.finished()?;
    let (axes, orders) = finish::axes(spec, layout, &further);
    let cube = finish::cube(&axes, &orders, &crosses);
    let left_out = left_out.by_place(&orders[..counting.base()]);
    let noes = layout.flags().filter_map(Flag::other).collect();
    Ok((Exact { axes, cube, left_out, repeats, inputs, counting, noes, notes }, orders))
}

/// The tables that a plan names, ready to be read, more than once when `twice`.
fn sources(spec: &CubeSpec, twice: bool) -> Result<(Source, Option<Source>)> {
    let data = &spec.data;
    let twice = twice || data.totals == Totals::Drop;
    let from = (data.decisions.as_path(), data.decisions_name.as_str(), &data.decisions_place);
    let opening = Opening { twice, within: data.confined_to.as_deref() };
    let open = |role, from, options: &CsvOptions| -> Result<Source> {
        Ok(Source::open_to_read(role, from, options, opening)?.counting_same_files(data.same_files_count))
    };
    let decisions = open("decisions", from, &data.csv)?;
    let audience = match &data.audience {
        None => None,
        Some(second) => {
            let from = (second.path.as_path(), second.name.as_str(), &second.place);
            let options = CsvOptions { sheet: second.sheet.clone(), ..data.csv.clone() };
            Some(open("audience", from, &options)?)
        }
    };
    Ok((decisions, audience))
}

fn counter(spec: &CubeSpec, counting: &Counting) -> Counter {
    let people = match &spec.columns.decision {
        Decision::Counted { selected, count } => (selected.column.as_str(), count.column.as_str()),
        Decision::Row { count: Some(count), .. }
        | Decision::Wide { count: Some(count), .. }
        | Decision::Delivered { count } => ("", count.column.as_str()),
        _ => ("", ""),
    };
    Counter::new(counting.blocks(), ExtraDims::of(spec, counting), spec.max_cells, people)
}

/// Gets rows, the batch that they come from, and the largest codes so far.
type Add<'a> = &'a mut dyn FnMut(&Rows<'_>, &Batch, &[u32]) -> Result<()>;

/// Hands each batch of decisions, with what the audience says of their people, to `add`, until `most` rows are read.
/// Returns how many were, and the files.
fn read_decisions(
    layout: &mut Layout,
    source: &Source,
    mut joined: Option<&mut Joined>,
    most: u64,
    add: Add<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(u64, Vec<Input>)> {
    let mut rows = 0;
    let Layout { decisions, totals, .. } = layout;
    let totals = totals.as_slice();
    let inputs = source.read(decisions, |wanted, batch| {
        rows += batch.rows as u64;
        progress(Progress { rows, share: source.share(rows), phase: Phase::Decisions });
        if wanted.hopeless() {
            return Ok(Flow::Stop);
        }
        // Once a value was refused there will be an error; reading on tells how many there are.
        if !wanted.in_trouble() {
            match joined.as_mut() {
                Some(joined) => {
                    let (rows, largest) = joined.rows(wanted, batch)?;
                    add(&Rows { totals, ..rows }, batch, largest)?;
                }
                None => add(&Rows { totals, ..straight(batch) }, batch, &wanted.largest())?,
            }
        }
        Ok(if rows < most { Flow::On } else { Flow::Stop })
    })?;
    Ok((rows, inputs))
}

/// The rows of a table that has every column.
fn straight(batch: &Batch) -> Rows<'_> {
    Rows {
        len: batch.rows,
        codes: batch.attributes.iter().chain(&batch.campaign).map(Vec::as_slice).collect(),
        roles: Roles::of(|role| batch.column(role)),
        stages: batch.stages.iter().map(Vec::as_slice).collect(),
        kept: batch.kept.iter().map(Vec::as_slice).collect(),
        nobody: None,
        totals: &[],
    }
}
