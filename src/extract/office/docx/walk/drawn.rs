//! What is drawn in a document of Word: pictures, boxes of text in either form, and formulas.

use super::super::super::Refused;
use super::super::super::xml::{Ns, Start, Xml};
use super::Walk;

impl Walk<'_> {
    pub(super) fn start_choice(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
    ) -> Result<(), Refused> {
        let is_known = || {
            let requires = start.get(Ns::None, "Requires").unwrap_or_default();
            requires
                .split_ascii_whitespace()
                .all(|prefix| xml.is_of_office(prefix))
        };
        let is_taken = match start.name() {
            "AlternateContent" => {
                self.choices.push(false);
                return Ok(());
            }
            "Choice" => is_known(),
            "Fallback" => true,
            _ => return Ok(()),
        };
        match self.choices.last_mut() {
            Some(was_taken) if is_taken && !*was_taken => *was_taken = true,
            _ => xml.skip()?,
        }
        Ok(())
    }

    pub(super) fn start_formula(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
    ) -> Result<(), Refused> {
        match start.name() {
            "oMath" => {
                self.set_if_not()?;
                self.formulas.push(true);
                self.flow.words();
            }
            "r" => self.start_run(),
            "t" => {
                let words = xml.words()?;
                self.emit(&words)?;
            }
            "rPr" | "oMathParaPr" | "ctrlPr" => xml.skip()?,
            "oMathPara" => {}
            _ => {
                if let Some(is_line) = self.formulas.last_mut() {
                    *is_line = false;
                }
            }
        }
        Ok(())
    }

    pub(super) fn end_formula(&mut self, name: &str) -> Result<(), Refused> {
        match name {
            "r" => {
                self.runs.pop();
            }
            "oMath" => {
                let is_line = self.formulas.pop();
                let words = self.flow.end()?.unwrap_or_default();
                if is_line == Some(true) {
                    self.flow.push(&words)?;
                } else {
                    // Without its fractions and powers, another formula would be read in it.
                    self.flow.leave_out("formula", &words)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn start_drawing(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
    ) -> Result<(), Refused> {
        let any = |names: [(Ns, &str); 3]| {
            let values = names.iter().filter_map(|(ns, name)| start.get(*ns, name));
            values.into_iter().find(|value| !value.trim().is_empty())
        };
        let what = match (start.ns, start.name()) {
            (Ns::Drawing, "docPr") => {
                let name = any([(Ns::None, "descr"), (Ns::None, "title"), (Ns::None, "name")]);
                self.drawing = name.unwrap_or_default();
                return Ok(());
            }
            (Ns::Vml, "textpath") => {
                let words = start.get(Ns::None, "string").unwrap_or_default();
                return self.flow.leave_out("words drawn as a picture", &words);
            }
            (Ns::Drawing, "t") => {
                let words = xml.words()?;
                return self.flow.leave_out("words of a drawing", &words);
            }
            (Ns::Vml, _) if self.drawing.is_empty() && start.name() != "imagedata" => {
                self.drawing = start.get(Ns::None, "alt").unwrap_or_default();
                return Ok(());
            }
            (Ns::Drawing, "pic") | (Ns::Vml, "imagedata") => "picture",
            (Ns::Drawing, "chart") => "chart",
            (Ns::Drawing, "relIds") => "diagram",
            (Ns::Ole, "OLEObject") => "embedded object",
            _ => return Ok(()),
        };
        let own = any([
            (Ns::Ole, "title"),
            (Ns::None, "ProgID"),
            (Ns::None, "descr"),
        ]);
        let name = if self.drawing.is_empty() {
            own.unwrap_or_default()
        } else {
            self.drawing.clone()
        };
        let name = if name.is_empty() {
            "without a name"
        } else {
            &name
        };
        self.flow.leave_out(what, name)
    }
}
