//! The XML of a part, one tag at a time: no tree, no entities of its own, and nothing outside it is looked at.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::NsReader;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::name::{Prefix, ResolveResult};

use super::{MAX_DEPTH, MAX_PART, Refused};

/// The most attributes that an element may have.
const MAX_ATTRIBUTES: usize = 256;

/// The namespaces of DOCX and ODT, those of strict Office Open XML with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ns {
    /// None at all.
    None,
    /// One that is not known here.
    Other,
    /// Namespaces of XML itself.
    Xml,
    /// Text of Word.
    W,
    /// Relationships, as attributes of Word.
    R,
    /// Alternatives of one content.
    Mc,
    /// Formulas of Word.
    M,
    /// Drawings, and where they stand.
    Drawing,
    /// Drawings in the form before.
    Vml,
    /// Embedded objects of Word.
    Ole,
    /// Dublin Core and its terms.
    Dc,
    /// The frame of a document of OpenDocument.
    Office,
    /// Its text.
    Text,
    /// Its tables.
    Table,
    /// Its drawings.
    Draw,
    /// Its styles.
    Style,
    /// Its properties from XSL.
    Fo,
    /// Its properties from SVG.
    Svg,
    /// What it says of itself.
    Meta,
    /// The list of its files.
    Manifest,
    /// What LibreOffice adds.
    Lo,
}

impl Ns {
    fn of(address: &str) -> Self {
        if let Some(name) = address.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
            return match name.split(':').next().unwrap_or_default() {
                "office" => Self::Office,
                "text" => Self::Text,
                "table" => Self::Table,
                "drawing" => Self::Draw,
                "style" => Self::Style,
                "xsl-fo-compatible" => Self::Fo,
                "svg-compatible" => Self::Svg,
                "meta" => Self::Meta,
                "manifest" => Self::Manifest,
                _ => Self::Other,
            };
        }
        let office = address
            .strip_prefix("http://schemas.openxmlformats.org/")
            .or_else(|| address.strip_prefix("http://purl.oclc.org/ooxml/"));
        if let Some(name) = office {
            return match name.split('/').next().unwrap_or_default() {
                "wordprocessingml" => Self::W,
                "markup-compatibility" => Self::Mc,
                "drawingml" => Self::Drawing,
                _ if name.starts_with("officeDocument") && name.ends_with("/math") => Self::M,
                _ if name.starts_with("officeDocument") && name.ends_with("/relationships") => {
                    Self::R
                }
                _ => Self::Other,
            };
        }
        match address {
            "http://www.w3.org/XML/1998/namespace" => Self::Xml,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:schemas-microsoft-com:office:office" => Self::Ole,
            "http://purl.org/dc/elements/1.1/" | "http://purl.org/dc/terms/" => Self::Dc,
            "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Self::Lo,
            _ => Self::Other,
        }
    }

    fn resolved(result: &ResolveResult<'_>) -> Self {
        match result {
            ResolveResult::Bound(namespace) => Self::of(namespace.0),
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// The begin of an element.
pub struct Start<'a> {
    /// The namespace of its name.
    pub ns: Ns,
    tag: BytesStart<'a>,
    /// The namespaces of its attributes, in their order.
    attributes: Vec<Ns>,
}

impl Start<'_> {
    /// Its name, without a prefix.
    pub fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute.
    pub fn get(&self, ns: Ns, name: &str) -> Option<String> {
        let attributes = self.tag.attributes().flatten().zip(&self.attributes);
        let mut attributes =
            attributes.filter(|(one, of)| **of == ns && one.key.local_name().into_inner() == name);
        let (attribute, _) = attributes.next()?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::default());
        value.ok().map(Cow::into_owned)
    }

    /// The value of an attribute as a number.
    pub fn number(&self, ns: Ns, name: &str) -> Option<i64> {
        self.get(ns, name)?.trim().parse().ok()
    }
}

/// A piece of a part.
pub enum Piece<'a> {
    /// An element begins.
    Start(Start<'a>),
    /// An element ends, of which this is the namespace and the name.
    End(Ns, Name<'a>),
    /// Characters.
    Text(Cow<'a, str>),
    /// The end of the part.
    Eof,
}

/// The name of an element that ends.
pub struct Name<'a>(BytesEnd<'a>);

impl Name<'_> {
    /// It without a prefix.
    pub fn as_str(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// The characters of a part, from UTF-8 or UTF-16.
///
/// # Errors
///
/// They are in another encoding, or there are more than [`MAX_PART`] bytes of them.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Refused> {
    let wrong = || refused(name, "is neither in UTF-8 nor in UTF-16");
    let (encoding, mark) = match Encoding::for_bom(&bytes) {
        None if bytes.starts_with(b"<\0") => (UTF_16LE, 0),
        None if bytes.starts_with(b"\0<") => (UTF_16BE, 0),
        None => (UTF_8, 0),
        Some(found) => found,
    };
    if encoding == UTF_8 && mark == 0 {
        return String::from_utf8(bytes).map_err(|_| wrong());
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let text = text.ok_or_else(wrong)?.into_owned();
    if text.len() > MAX_PART {
        return Err(refused(name, "has more than 16 MiB"));
    }
    Ok(text)
}

/// A part while it is read.
pub struct Xml<'a> {
    name: &'a str,
    reader: NsReader<&'a [u8]>,
    /// For each element that is open: whether white space in it is to be kept.
    open: Vec<bool>,
    had_root: bool,
}

impl<'a> Xml<'a> {
    /// Begins to read the characters of the part of this name.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let open = Vec::new();
        let had_root = false;
        Self {
            name,
            reader,
            open,
            had_root,
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// True if the element that is open asks for its white space to be kept.
    pub fn preserves(&self) -> bool {
        self.open.last().copied().unwrap_or(false)
    }

    /// The next piece; comments and instructions are none.
    ///
    /// # Errors
    ///
    /// It is not well-formed, it declares or uses entities of its own, or its elements stand deeper than [`MAX_DEPTH`].
    pub fn next(&mut self) -> Result<Piece<'a>, Refused> {
        loop {
            let event = self.reader.read_event();
            match event.map_err(|_| self.broken())? {
                Event::Start(tag) | Event::Empty(tag) => return self.start(tag).map(Piece::Start),
                Event::End(tag) => {
                    self.open.pop();
                    let (result, _) = self.reader.resolver().resolve_element(tag.name());
                    let ns = Ns::resolved(&result);
                    return Ok(Piece::End(ns, Name(tag)));
                }
                Event::Text(text) => return Ok(Piece::Text(in_lines(text.into_inner()))),
                Event::CData(text) => return Ok(Piece::Text(in_lines(text.into_inner()))),
                Event::GeneralRef(name) => return self.reference(&name),
                Event::DocType(_) => return Err(refused(self.name, "declares entities")),
                Event::Eof if self.open.is_empty() && self.had_root => return Ok(Piece::Eof),
                Event::Eof => return Err(self.broken()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }

    fn start(&mut self, tag: BytesStart<'a>) -> Result<Start<'a>, Refused> {
        if self.open.len() >= MAX_DEPTH {
            let message =
                format!("has elements that stand more than {MAX_DEPTH} deep in one another");
            return Err(refused(self.name, &message));
        }
        if self.open.is_empty() && self.had_root {
            return Err(self.broken());
        }
        self.had_root = true;
        let resolver = self.reader.resolver();
        let ns = Ns::resolved(&resolver.resolve_element(tag.name()).0);
        let mut attributes = Vec::new();
        let mut preserves = self.preserves();
        // How many there are is known before any is compared with the others.
        if tag.attributes().with_checks(false).count() > MAX_ATTRIBUTES {
            let message = format!("has an element with more than {MAX_ATTRIBUTES} attributes");
            return Err(refused(self.name, &message));
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| self.broken())?;
            let of = Ns::resolved(&resolver.resolve_attribute(attribute.key).0);
            if of == Ns::Xml && attribute.key.local_name().into_inner() == "space" {
                preserves = attribute.value == "preserve";
            }
            attributes.push(of);
        }
        self.open.push(preserves);
        Ok(Start {
            ns,
            tag,
            attributes,
        })
    }

    fn reference(&self, name: &str) -> Result<Piece<'a>, Refused> {
        if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
            return Ok(Piece::Text(Cow::Borrowed(text)));
        }
        let code = name
            .strip_prefix('#')
            .map(|code| match code.strip_prefix('x') {
                Some(code) => u32::from_str_radix(code, 16),
                None => code.parse(),
            });
        match code {
            None => Err(refused(self.name, "uses an entity that XML does not have")),
            Some(code) => {
                let letter = code
                    .ok()
                    .and_then(char::from_u32)
                    .ok_or_else(|| self.broken())?;
                Ok(Piece::Text(Cow::Owned(letter.to_string())))
            }
        }
    }

    /// Passes over the element that began last, to its end.
    ///
    /// # Errors
    ///
    /// As of [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), Refused> {
        let depth = self.depth();
        while self.depth() >= depth {
            self.next()?;
        }
        Ok(())
    }

    /// The characters of the element that began last, to its end.
    ///
    /// # Errors
    ///
    /// As of [`Xml::next`].
    pub fn words(&mut self) -> Result<String, Refused> {
        let depth = self.depth();
        let mut words = String::new();
        while self.depth() >= depth {
            if let Piece::Text(text) = self.next()? {
                words.push_str(&text);
            }
        }
        Ok(words)
    }

    /// True if a prefix stands for a namespace of Microsoft Office, which adds to the standard.
    pub fn is_of_office(&self, prefix: &str) -> bool {
        let name = format!("{prefix}:x");
        let name = quick_xml::name::QName(&name);
        let prefix: Option<Prefix<'_>> = name.prefix();
        match self.reader.resolver().resolve_prefix(prefix, false) {
            ResolveResult::Bound(namespace) => namespace
                .0
                .starts_with("http://schemas.microsoft.com/office/"),
            _ => false,
        }
    }

    /// Says what is wrong with the part.
    pub fn refused(&self, what: &str) -> Refused {
        refused(self.name, what)
    }

    fn broken(&self) -> Refused {
        let at = self.reader.buffer_position();
        refused(
            self.name,
            &format!("is not well-formed XML, at byte {at} or before"),
        )
    }
}

/// Characters with every end of a line as a line feed.
fn in_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\r') {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn refused(part: &str, what: &str) -> Refused {
    let message = format!("its part `{part}` {what}");
    let hint = "open it in a word processor, and save it anew".to_owned();
    Refused { message, hint }
}
