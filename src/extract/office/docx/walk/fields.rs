//! The fields of a document of Word, and its characters from fonts of symbols.

use super::super::super::Refused;
use super::super::super::xml::{Ns, Piece, Start, Xml};
use super::super::styles::is_on;
use super::Walk;

impl Walk<'_> {
    pub(super) fn symbol(&mut self, start: &Start<'_>) -> Result<(), Refused> {
        let code = start
            .get(Ns::W, "char")
            .and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        // Codes of a font of symbols may be given without the area of private use that they are in.
        let code = code.map(|code| if code < 0x100 { code + 0xf000 } else { code });
        match code.and_then(char::from_u32) {
            Some(letter) => self.emit(letter.encode_utf8(&mut [0; 4])),
            None => self
                .flow
                .leave_out("symbol", &start.get(Ns::W, "char").unwrap_or_default()),
        }
    }

    pub(super) fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(false);
                self.instructing += 1;
            }
            "separate" => {
                if let Some(has_result) = self.fields.last_mut().filter(|has_result| !**has_result)
                {
                    *has_result = true;
                    self.instructing -= 1;
                }
            }
            "end" if self.fields.pop() == Some(false) => self.instructing -= 1,
            _ => {}
        }
    }

    /// Reads what stands in the character of a field, to its end: a box to tick is drawn, and is no character.
    pub(super) fn form_field(&mut self, xml: &mut Xml<'_>) -> Result<(), Refused> {
        let depth = xml.depth();
        let mut ticked = None;
        while xml.depth() >= depth {
            let Piece::Start(start) = xml.next()? else {
                continue;
            };
            match start.name() {
                "checkBox" => ticked = Some(false),
                "default" | "checked" if ticked.is_some() => ticked = Some(is_on(&start)),
                _ => {}
            }
        }
        match ticked {
            Some(true) => self.flow.leave_out("box to tick", "ticked"),
            Some(false) => self.flow.leave_out("box to tick", "empty"),
            None => Ok(()),
        }
    }
}
