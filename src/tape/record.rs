//! The record of a tape, in the types of the model.
//!
//! The bytes were read and held to the schema already, so nothing is read or checked again: serde is told each field and each code
//! by its place in the schema, which is its place in the Rust type that the schema was generated from. `tests.rs` holds
//! what comes out to what `serde_json` reads from the same bytes.

use serde::de::value::{BorrowedStrDeserializer, Error, U64Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::{Element, JsonType, OTHER, Tape};
use crate::model::{RECORD_TYPES, Record};

impl Tape {
    /// The record of this tape; `record_type` is the type of the reader that made it.
    ///
    /// # Errors
    /// If the types refuse what the schema accepts: a fault of this program.
    pub fn record(&self, text: &str, record_type: &str) -> Result<Record, Error> {
        let whole = Value {
            text,
            tape: self,
            at: 0,
        };
        match record_type {
            "decision" => Box::deserialize(whole).map(Record::Decision),
            "proposal" => Box::deserialize(whole).map(Record::Proposal),
            "source" => Box::deserialize(whole).map(Record::Source),
            "actor" => Box::deserialize(whole).map(Record::Actor),
            other => Err(Error::unknown_variant(other, &RECORD_TYPES)),
        }
    }
}

/// One value of a record.
#[derive(Clone, Copy)]
struct Value<'a> {
    text: &'a str,
    tape: &'a Tape,
    /// The number of its element.
    at: usize,
}

impl<'a> Value<'a> {
    fn element(&self) -> &'a Element {
        &self.tape.elements[self.at]
    }

    fn text(&self) -> &'a str {
        self.tape.text(self.text, self.element())
    }

    fn parts(self) -> Parts<'a> {
        Parts {
            next: self.at + 1,
            end: self.element().next as usize,
            of: self,
        }
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.element().kind {
            JsonType::Object => visitor.visit_map(self.parts()),
            JsonType::List => visitor.visit_seq(self.parts()),
            JsonType::String => visitor.visit_borrowed_str(self.text()),
            // Numbers are few, and how they are read is settled elsewhere.
            JsonType::Plain => serde_json::Deserializer::from_str(self.text())
                .deserialize_any(visitor)
                .map_err(Error::custom),
        }
    }

    /// A string that was held to its pattern, in the form by which the types of the model know that. Every newtype that serde sees in
    /// the model is such a string; the others read themselves from another type.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Checked(self.text()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Code(self.element().variant))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The values directly in a value, those before `next` left out.
struct Parts<'a> {
    of: Value<'a>,
    next: usize,
    end: usize,
}

impl<'a> Parts<'a> {
    /// The next value.
    fn take(&mut self) -> Option<Value<'a>> {
        let at = (self.next < self.end).then_some(self.next)?;
        self.next = self.of.tape.elements[at].next as usize;
        Some(Value { at, ..self.of })
    }

    fn value<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let value = self.take();
        seed.deserialize(value.ok_or_else(|| Error::custom("a key has no value"))?)
    }
}

impl<'de> SeqAccess<'de> for Parts<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let item = self.take();
        item.map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.of.tape.parts(self.of.at).count())
    }
}

impl<'de> MapAccess<'de> for Parts<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(element) = self.of.tape.elements[..self.end].get(self.next) else {
            return Ok(None);
        };
        if element.member == OTHER {
            // An object with keys of its own: each key has an element, as a value has.
            return self.value(seed).map(Some);
        }
        let field: U64Deserializer<Error> = u64::from(element.member).into_deserializer();
        seed.deserialize(field).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        self.value(seed)
    }
}

/// A string that was held to its pattern.
struct Checked<'a>(&'a str);

impl<'de> EnumAccess<'de> for Checked<'de> {
    type Error = Error;
    type Variant = Code;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Code), Error> {
        let value = seed.deserialize(BorrowedStrDeserializer::new(self.0))?;
        Ok((value, Code(OTHER)))
    }
}

/// A code, by its place in the schema's list.
struct Code(u8);

impl<'de> EnumAccess<'de> for Code {
    type Error = Error;
    type Variant = Code;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Code), Error> {
        let variant: U64Deserializer<Error> = u64::from(self.0).into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

impl<'de> VariantAccess<'de> for Code {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Err(Error::custom("a code holds no value"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a code holds no value"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(Error::custom("a code holds no value"))
    }
}
