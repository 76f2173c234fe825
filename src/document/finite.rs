//! Whether every double of a document is a number: JSON has no NaN and no infinity, its writers put `null` in their place without
//! a word, and `null` already says that there is no answer. The document is walked as it is written, so that no field is forgotten.

use std::fmt::{self, Display};

use serde::ser::{self, Serialize, Serializer};

/// Refuses a double that is NaN or infinite, wherever it stands.
///
/// # Errors
/// [`NotFinite`] when there is one.
pub fn finite(document: &impl Serialize) -> Result<(), NotFinite> {
    document.serialize(Walk)
}

/// A number of a document is not finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFinite;

impl Display for NotFinite {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number of the audit is not finite")
    }
}

impl std::error::Error for NotFinite {}

impl ser::Error for NotFinite {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Goes everywhere and keeps nothing.
#[derive(Clone, Copy)]
struct Walk;

/// What holds no double.
macro_rules! plain {
    ($($method:ident($($kind:ty),*))*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<(), NotFinite> {
            Ok(())
        })*
    };
}

/// What holds one value.
macro_rules! around {
    ($($method:ident($($kind:ty),*))*) => {
        $(fn $method<T: ?Sized + Serialize>(self, $(_: $kind,)* value: &T) -> Result<(), NotFinite> {
            value.serialize(self)
        })*
    };
}

/// What holds many.
macro_rules! opened {
    ($($method:ident($($kind:ty),*) $many:ident { $($each:ident($($name:ty)?))+ })*) => {
        $(impl ser::$many for Walk {
            type Ok = ();
            type Error = NotFinite;

            $(fn $each<T: ?Sized + Serialize>(&mut self, $(_: $name,)? value: &T) -> Result<(), NotFinite> {
                value.serialize(*self)
            })+

            fn end(self) -> Result<(), NotFinite> {
                Ok(())
            }
        })*

        impl Serializer for Walk {
            type Ok = ();
            type Error = NotFinite;
            $(type $many = Self;)*

            $(fn $method(self, $(_: $kind),*) -> Result<Self, NotFinite> {
                Ok(self)
            })*

            plain! {
                serialize_bool(bool) serialize_char(char) serialize_str(&str) serialize_bytes(&[u8])
                serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
                serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
                serialize_none() serialize_unit() serialize_unit_struct(&'static str)
                serialize_unit_variant(&'static str, u32, &'static str)
            }

            around! {
                serialize_some()
                serialize_newtype_struct(&'static str)
                serialize_newtype_variant(&'static str, u32, &'static str)
            }

            fn serialize_f32(self, number: f32) -> Result<(), NotFinite> {
                self.serialize_f64(number.into())
            }

            fn serialize_f64(self, number: f64) -> Result<(), NotFinite> {
                if number.is_finite() { Ok(()) } else { Err(NotFinite) }
            }
        }
    };
}

opened! {
    serialize_seq(Option<usize>) SerializeSeq { serialize_element() }
    serialize_tuple(usize) SerializeTuple { serialize_element() }
    serialize_tuple_struct(&'static str, usize) SerializeTupleStruct { serialize_field() }
    serialize_tuple_variant(&'static str, u32, &'static str, usize) SerializeTupleVariant { serialize_field() }
    serialize_map(Option<usize>) SerializeMap { serialize_key() serialize_value() }
    serialize_struct(&'static str, usize) SerializeStruct { serialize_field(&'static str) }
    serialize_struct_variant(&'static str, u32, &'static str, usize) SerializeStructVariant { serialize_field(&'static str) }
}
