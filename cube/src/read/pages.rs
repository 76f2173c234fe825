//! Columns of Parquet that keep each different value once, in a dictionary, and for each row its place there: the places
//! are all that is unpacked. Any other column, and any damage, is left to the library.

use std::io::Cursor;
use std::ops::Range;
use std::str::from_utf8;

use polars::prelude::{ArrowField, IntoSeries, NamedFrom, NewChunkedArray, Series, StringChunked};
use polars_arrow::datatypes::ArrowDataType;
use polars_buffer::Buffer;
use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::encoding::hybrid_rle::{HybridRleChunk, HybridRleDecoder};
use polars_parquet::parquet::page::{CompressedPage, DataPage, DictPage, EncodedSplitBuffer, split_buffer};
use polars_parquet::parquet::schema::types::PhysicalType;
use polars_parquet::read::{BasicDecompressor, ColumnChunkMetadata, PageReader};

use super::parquet::LARGEST_PAGE;

/// The different values of a column, and for each of some of its rows the place of its value among them, from one; 0
/// where there is none. `None` where the column is not kept so.
pub(super) fn distinct(
    field: &ArrowField,
    leaf: &ColumnChunkMetadata,
    bytes: &Buffer<u8>,
    rows: &Range<usize>,
    keys: &mut Vec<u32>,
) -> Option<Series> {
    let about = &leaf.descriptor().descriptor;
    if about.max_rep_level != 0 || about.max_def_level > 1 {
        return None;
    }
    let reader = || PageReader::new(Cursor::new(bytes.clone()), leaf, Vec::new(), LARGEST_PAGE);
    if !is_by_dictionary(reader()) {
        return None;
    }
    let mut pages = BasicDecompressor::new(reader(), Vec::new());
    let values = dictionary(&pages.read_dict_page().ok()??, field, about.primitive_type.physical_type)?;
    keys.clear();
    keys.reserve(rows.len());
    let mut scratch = Scratch::default();
    let mut from = 0;
    while let Some(page) = pages.next() {
        let page = page.ok()?;
        let all = from..from + page.num_values();
        from = all.end;
        if all.start >= rows.end {
            break;
        }
        if all.end > rows.start {
            let page = page.decompress(&mut pages).ok()?;
            let before = keys.len();
            scratch.unpack(&page, keys)?;
            keys.truncate(before + rows.end.min(all.end) - all.start);
            keys.drain(before..before + rows.start.saturating_sub(all.start));
            pages.reuse_page_buffer(page);
        }
    }
    (keys.len() == rows.len()).then_some(values)
}

/// Whether every page of a column refers to a dictionary.
fn is_by_dictionary(mut pages: PageReader) -> bool {
    if !matches!(pages.read_dict(), Ok(Some(_))) {
        return false;
    }
    pages.all(|page| match page {
        Ok(CompressedPage::Data(page)) => is_of_places(page.header().encoding().try_into().ok()),
        _ => false,
    })
}

const fn is_of_places(encoding: Option<Encoding>) -> bool {
    matches!(encoding, Some(Encoding::RleDictionary | Encoding::PlainDictionary))
}

/// Columns of one page, whose memory serves the next.
#[derive(Default)]
struct Scratch {
    /// Whether each row has a value.
    levels: Vec<u32>,
    /// The places of the values that there are.
    places: Vec<u32>,
}

impl Scratch {
    /// Adds the key of each row of a page.
    fn unpack(&mut self, page: &DataPage, keys: &mut Vec<u32>) -> Option<()> {
        let rows = page.num_values();
        let EncodedSplitBuffer { rep: _, def, values } = split_buffer(page).ok()?;
        let mut there = rows;
        self.levels.clear();
        if page.descriptor.max_def_level > 0 {
            let mut levels = HybridRleDecoder::new(def, 1, rows);
            // Most pages have a value in every row, which is one run.
            let first = levels.next_chunk().ok()?;
            if !matches!(first, Some(HybridRleChunk::Rle(1, run)) if run == rows) {
                let mut next = first;
                while let Some(chunk) = next {
                    append(&mut self.levels, chunk);
                    next = levels.next_chunk().ok()?;
                }
                if self.levels.len() != rows {
                    return None;
                }
                there = self.levels.iter().map(|level| *level as usize).sum();
            }
        }
        self.places.clear();
        if there > 0 {
            let (width, packed) = values.split_first()?;
            if u32::from(*width) > u32::BITS {
                return None;
            }
            let mut places = HybridRleDecoder::new(packed, u32::from(*width), there);
            while let Some(chunk) = places.next_chunk().ok()? {
                append(&mut self.places, chunk);
            }
        }
        if self.places.len() != there {
            return None;
        }
        if self.levels.is_empty() {
            keys.extend(self.places.iter().map(|place| place.wrapping_add(1)));
            return Some(());
        }
        // A row without a value takes no place. Behind the last value one more may be asked for, by rows that have none.
        self.places.push(0);
        let mut next = 0;
        keys.extend(self.levels.iter().map(|level| {
            let key = level * self.places[next].wrapping_add(1);
            next += *level as usize;
            key
        }));
        Some(())
    }
}

fn append(to: &mut Vec<u32>, chunk: HybridRleChunk<'_>) {
    match chunk {
        HybridRleChunk::Rle(value, times) => to.resize(to.len() + times, value),
        HybridRleChunk::Bitpacked(packed) => packed.collect_into(to),
    }
}

/// The values of a dictionary, where they are text or plain numbers; whole numbers in one type, however wide they are.
fn dictionary(page: &DictPage, field: &ArrowField, physical: PhysicalType) -> Option<Series> {
    use ArrowDataType as T;
    let bytes: &[u8] = &page.buffer;
    let name = field.name.clone();
    let whole = |values: Vec<i64>| Series::new(field.name.clone(), values);
    // A number that its type cannot hold is damage.
    let signed = |least: i32, most: i32| {
        numbers(bytes, |n| Some(i32::from_le_bytes(n)).filter(|n| (least..=most).contains(n)).map(i64::from))
    };
    let unsigned = |most: u32| numbers(bytes, |n| Some(u32::from_le_bytes(n)).filter(|n| *n <= most).map(i64::from));
    let values = match (physical, &field.dtype) {
        (PhysicalType::ByteArray, T::Utf8View) => {
            StringChunked::from_iter_values(name, texts(bytes)?.into_iter()).into_series()
        }
        (PhysicalType::Int32, T::Int8) => whole(signed(i8::MIN.into(), i8::MAX.into())?),
        (PhysicalType::Int32, T::Int16) => whole(signed(i16::MIN.into(), i16::MAX.into())?),
        (PhysicalType::Int32, T::Int32) => whole(signed(i32::MIN, i32::MAX)?),
        (PhysicalType::Int32, T::UInt8) => whole(unsigned(u8::MAX.into())?),
        (PhysicalType::Int32, T::UInt16) => whole(unsigned(u16::MAX.into())?),
        (PhysicalType::Int32, T::UInt32) => whole(unsigned(u32::MAX)?),
        (PhysicalType::Int64, T::Int64) => whole(numbers(bytes, |n| Some(i64::from_le_bytes(n)))?),
        (PhysicalType::Float, T::Float32) => Series::new(name, numbers(bytes, |n| Some(f32::from_le_bytes(n)))?),
        (PhysicalType::Double, T::Float64) => Series::new(name, numbers(bytes, |n| Some(f64::from_le_bytes(n)))?),
        _ => return None,
    };
    (values.len() == page.num_values).then_some(values)
}

/// Texts, each behind its length.
fn texts(bytes: &[u8]) -> Option<Vec<&str>> {
    let (mut rest, mut texts) = (bytes, Vec::new());
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (text, behind) = behind.split_at_checked(length)?;
        texts.push(from_utf8(text).ok()?);
        rest = behind;
    }
    rest.is_empty().then_some(texts)
}

/// Numbers one after the other; `None` when one of them is none.
fn numbers<const BYTES: usize, N>(bytes: &[u8], number: impl Fn([u8; BYTES]) -> Option<N>) -> Option<Vec<N>> {
    let (chunks, rest) = bytes.as_chunks::<BYTES>();
    if !rest.is_empty() {
        return None;
    }
    chunks.iter().map(|chunk| number(*chunk)).collect()
}
