//! Which types of Parquet and Arrow columns have neither labels nor numbers that are read, and what they are called. It
//! looks at schemas alone; whether bytes are text, only their rows tell.

use polars_arrow::datatypes::ArrowDataType;
use polars_parquet::parquet::schema::types::{ParquetType, PrimitiveLogicalType};

/// Digits of the widest decimal number that is read, which 128 bits hold.
const MOST_DIGITS: usize = 38;

/// What the format calls the type of a column that is not read; `None` for one that is.
///
/// A type is listed as read, and not as unread, so that one which a later version of the formats adds is named and not
/// taken for damage.
pub(crate) fn unsupported(dtype: &ArrowDataType) -> Option<String> {
    use ArrowDataType as A;
    let name = match dtype {
        A::Null
        | A::Boolean
        | A::Float32
        | A::Float64
        | A::Int8
        | A::Int16
        | A::Int32
        | A::Int64
        | A::UInt8
        | A::UInt16
        | A::UInt32
        | A::UInt64
        | A::Date32
        | A::Date64
        | A::Timestamp(..)
        | A::Time32(_)
        | A::Time64(_)
        | A::Utf8
        | A::LargeUtf8
        | A::Utf8View
        | A::Binary
        | A::LargeBinary
        | A::BinaryView
        | A::FixedSizeBinary(_)
        | A::Decimal32(..)
        | A::Decimal64(..) => return None,
        A::Decimal(digits, _) if *digits <= MOST_DIGITS => return None,
        A::Decimal(digits, scale) | A::Decimal256(digits, scale) => {
            return Some(format!("decimal256({digits}, {scale})"));
        }
        A::Dictionary(_, values, _) => return unsupported(values).map(|name| format!("dictionary({name})")),
        // `arrow.uuid` is a uuid to whoever made the file.
        A::Extension(extension) => {
            let name = extension.name.as_str();
            return Some(name.strip_prefix("arrow.").unwrap_or(name).to_owned());
        }
        A::Float16 => "float16",
        A::Duration(_) => "duration",
        A::Interval(_) => "interval",
        A::List(field) | A::LargeList(field) | A::FixedSizeList(field, _) => {
            // The library that reads Parquet knows a map as a list of keys and values.
            if is_entry(&field.dtype, field.name.as_str()) { "map" } else { "list" }
        }
        A::Struct(_) => "struct",
        A::Map(..) => "map",
        A::Union(_) => "union",
        A::Int128 | A::UInt128 | A::Unknown => "unknown",
    };
    Some(name.to_owned())
}

/// The same of a Parquet column, of which the library forgets what its bytes stand for.
pub(crate) fn unsupported_in_parquet(dtype: &ArrowDataType, about: &ParquetType) -> Option<String> {
    let logical = match about {
        ParquetType::PrimitiveType(primitive) => primitive.logical_type,
        ParquetType::GroupType { .. } => None,
    };
    match (logical, dtype) {
        // Two bytes may look like text.
        (Some(PrimitiveLogicalType::Float16), _) => Some("float16".to_owned()),
        (Some(PrimitiveLogicalType::Uuid), _) => Some("uuid".to_owned()),
        // Parquet holds a decimal in as many bytes as its digits take, whatever Arrow made of it.
        (_, ArrowDataType::Decimal256(digits, _)) if *digits <= MOST_DIGITS => None,
        _ => unsupported(dtype),
    }
}

/// Whether the values of a list are the entries of a map, by the names that the formats give them.
fn is_entry(dtype: &ArrowDataType, name: &str) -> bool {
    let ArrowDataType::Struct(fields) = dtype else { return false };
    let named = ["entries", "key_value"].contains(&name);
    named && fields.len() == 2 && fields[0].name.as_str() == "key" && fields[1].name.as_str() == "value"
}
