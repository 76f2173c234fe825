//! Parquet and Arrow IPC: an audit, or one error; lengths that are not true may not ask for memory.

use std::fs;

use evenhand::plan::Plan;
use polars::prelude::{ArrowSchema, CompatLevel, DataFrame, NamedFrom, SchemaExt, Series};
use polars_arrow::array::ArrayRef;
use polars_arrow::io::ipc::write::{Compression, FileWriter, StreamWriter, WriteOptions};
use polars_arrow::record_batch::RecordBatchT;
use polars_io::parquet::write::ParquetWriter;

use crate::case::Case;
use crate::dice::Dice;
use crate::judge::SECRET;
use crate::mutate::mutate;
use crate::run::{Target, alone, outcome};
use crate::targets::rows;

const WORDS: &[&str] =
    &["PAR1", "ARROW1", "\u{1}\0\0\0", "\0\0\0\0", "sex", "age", "sent", "note", "\u{7f}\u{7f}", "Jane-Doe-1975"];

fn frame() -> DataFrame {
    let of = |name: &str, value: fn(i64) -> f64| Series::new(name.into(), (0..40).map(value).collect::<Vec<_>>());
    let whole =
        |name: &str, value: fn(i64) -> Option<i64>| Series::new(name.into(), (0..40).map(value).collect::<Vec<_>>());
    let text = |name: &str, value: fn(i64) -> Option<&'static str>| {
        Series::new(name.into(), (0..40).map(value).collect::<Vec<_>>())
    };
    let columns = vec![
        text("sex", |n| [Some("f"), Some("m"), None][usize::try_from(n % 3).unwrap_or(0)]),
        whole("age", |n| Some(18 + n * 13 % 50)),
        Series::new("sent".into(), (0..40).map(|n| n % 7 < 3).collect::<Vec<_>>()),
        of("w", |n| if n % 5 == 0 { 0.5 } else { 1.5 }),
        whole("won", |n| (n % 3 != 0).then_some(n % 2)),
        whole("n", |_| Some(9)),
        whole("k", |n| Some(n % 9)),
        text("wave", |n| Some(if n % 2 == 0 { "a" } else { "b" })),
        of("days", |n| if n % 2 == 0 { 0.25 } else { 7.25 }),
        text("note", |_| Some(SECRET)),
    ];
    DataFrame::new(40, columns.into_iter().map(Into::into).collect()).unwrap()
}

fn parquet() -> Vec<u8> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(16)).finish(&mut frame()).unwrap();
    bytes
}

/// Record batches and their schema, as Arrow has them.
fn batches() -> (ArrowSchema, Vec<RecordBatchT<ArrayRef>>) {
    let (level, frame) = (CompatLevel::newest(), frame());
    let fields =
        frame.schema().iter_fields().map(|field| field.to_arrow(level)).map(|field| (field.name.clone(), field));
    (fields.collect(), frame.iter_chunks(level, false).collect())
}

fn arrow(compression: Option<Compression>) -> Vec<u8> {
    let (schema, batches) = batches();
    let mut file = FileWriter::try_new(Vec::new(), schema.into(), None, WriteOptions { compression }).unwrap();
    for batch in &batches {
        file.write(batch, None).unwrap();
    }
    file.finish().unwrap();
    file.into_inner()
}

fn arrow_stream() -> Vec<u8> {
    let (schema, batches) = batches();
    let mut bytes = Vec::new();
    let mut stream = StreamWriter::new(&mut bytes, WriteOptions { compression: None });
    stream.start(&schema, None).unwrap();
    for batch in &batches {
        stream.write(batch, None).unwrap();
    }
    stream.finish().unwrap();
    bytes
}

/// The target.
#[expect(clippy::default_trait_access, reason = "the type of the level is not ours to name")]
pub(crate) fn target() -> Target {
    let corpus = [
        parquet(),
        arrow(None),
        arrow(Some(Compression::LZ4)),
        arrow(Some(Compression::ZSTD(Default::default()))),
        arrow_stream(),
    ];
    let corpus = corpus.iter().zip(0..).map(|(bytes, at)| Case::of([&[at, 0], bytes])).collect();
    let folder = tempfile::tempdir().unwrap();
    let plans: Vec<Plan> = rows::plans(folder.path(), "t.data");
    let run = move |case: &Case| {
        fs::write(folder.path().join("t.data"), &case.0[1]).unwrap();
        rows::audit(&plans, case.0[0][0], &[])
    };
    let change = |case: &mut Case, other: &Case, dice: &mut Dice| {
        if dice.one_in(3) {
            case.0[0][0] = dice.byte();
        }
        if dice.one_in(2) { forge(&mut case.0[1], dice) } else { mutate(&mut case.0[1], WORDS, &other.0[1], dice) }
    };
    Target { name: "columnar", corpus, brief: 300, library: true, mutate: Box::new(change), run: Box::new(run) }
}

/// Writes a number where a length or an offset may stand: in four or eight bytes, or in as many as it needs.
fn forge(bytes: &mut [u8], dice: &mut Dice) {
    const LENGTHS: [u64; 10] =
        [0, 1, 0x7f, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1 << 40, i64::MAX as u64, u64::MAX];
    let number = *dice.pick(&LENGTHS);
    let piece: Vec<u8> = match dice.below(3) {
        0 => number.to_le_bytes()[..4].to_vec(),
        1 => number.to_le_bytes().to_vec(),
        _ => varint(number),
    };
    // Contents and schemas stand at the ends.
    let near = bytes.len().min(2_000);
    let at = if dice.one_in(3) { dice.below(near + 1) } else { bytes.len() - dice.below(near + 1) };
    for (byte, new) in bytes[at..].iter_mut().zip(piece) {
        *byte = new;
    }
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
    bytes
}

#[test]
fn a_length_that_is_stated_is_never_a_reason_to_ask_for_memory() {
    let (target, _alone) = (target(), alone());
    // Lengths stand at every eighth byte in Arrow, and anywhere in Parquet.
    let huge = (1_u64 << 50).to_le_bytes().to_vec();
    for (place, step, forged) in [(0, 41, varint(0x7fff_fffe)), (2, 16, huge.clone()), (4, 32, huge)] {
        for at in (0..target.corpus[place].0[1].len()).step_by(step) {
            let mut case = target.corpus[place].clone();
            case.0[1].iter_mut().skip(at).zip(&forged).for_each(|(byte, new)| *byte = *new);
            outcome(&target, &case).unwrap();
        }
    }
}
