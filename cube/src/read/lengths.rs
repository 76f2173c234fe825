//! Lengths that a packed file states, held against its own bytes before a library asks for memory: a number in a damaged
//! or forged file must not decide how much there is of it. It refuses to decode anything.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use polars_parquet_format::PageHeader;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;

/// A page or buffer that unpacks to more is not read: memory would follow the file.
const LARGEST: u64 = 1 << 30;
/// What any packing may make of anything, without further question.
const SMALL: u64 = 1 << 26;
/// What no packing that is read makes of one byte (zstd: 128 KiB of four).
const RATIO: u64 = 40_000;
/// Values of a column in one row group.
const MOST_VALUES: i64 = 1 << 31;
/// Bytes of a page's header.
const LONGEST_HEADER: usize = 1 << 24;

/// Whether so many packed bytes can have become so many.
pub(crate) const fn plausible(packed: u64, unpacked: u64) -> bool {
    unpacked <= SMALL || (unpacked <= LARGEST && unpacked <= packed.saturating_mul(RATIO))
}

/// Whether the pages of a Parquet column, `values` in all, are as large as they can be. The walk ends where there is no
/// header, which the reader will find too.
pub(crate) fn pages_are_plausible(bytes: &[u8], values: i64) -> bool {
    if !(0..=MOST_VALUES).contains(&values) {
        return false;
    }
    let (mut at, mut seen) = (0, 0_i64);
    while seen < values && at < bytes.len() {
        let mut rest = Cursor::new(&bytes[at..]);
        let Ok(header) = PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut rest, LONGEST_HEADER))
        else {
            return true;
        };
        let (packed, unpacked) =
            (u64::try_from(header.compressed_page_size), u64::try_from(header.uncompressed_page_size));
        let (Ok(packed), Ok(unpacked)) = (packed, unpacked) else { return false };
        if !plausible(packed, unpacked) {
            return false;
        }
        let first = header.data_page_header.map(|page| page.num_values);
        let second = header.data_page_header_v2.map(|page| page.num_values);
        let in_page = first.or(second).unwrap_or(0).into();
        // A value of a dictionary takes a bit at least; a row of equal ones takes none.
        let listed = header.dictionary_page_header.map_or(0, |page| i64::from(page.num_values));
        let few = u64::try_from(listed).is_ok_and(|listed| listed <= unpacked.saturating_mul(8));
        if !few || !(0..=values - seen).contains(&in_page) {
            return false;
        }
        seen += in_page;
        let next = rest.position().saturating_add(packed);
        at = at.saturating_add(usize::try_from(next).unwrap_or(usize::MAX));
    }
    true
}

/// What a library makes of bytes. One that panics met bytes that it did not expect; what it says about them is not shown.
pub(crate) fn unpanicked<T>(decode: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(decode)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_packing_can_do_is_plausible_and_what_it_cannot_is_not() {
        assert!(plausible(1, SMALL), "a page of nulls");
        assert!(plausible(LARGEST, LARGEST));
        assert!(!plausible(LARGEST, LARGEST + 1));
        assert!(!plausible(100, SMALL + 1), "100 bytes do not become 64 MiB");
        assert!(plausible(SMALL / RATIO + 1, SMALL + 1));
    }

    #[test]
    fn a_library_that_panics_has_no_answer() {
        assert_eq!(unpanicked(|| Some(1)), Some(1));
        assert_eq!(unpanicked::<()>(|| panic!("as libraries do")), None);
    }
}
