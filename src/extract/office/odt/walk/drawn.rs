//! The tables and the drawings of a document of OpenDocument.

use super::super::super::Refused;
use super::super::super::xml::{Ns, Start, Xml};
use super::{Frame, Row, Walk};

/// The shapes that may have text in them.
pub const SHAPES: [&str; 11] = [
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "connector",
    "caption",
];

impl Walk {
    pub(super) fn start_table(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
    ) -> Result<(), Refused> {
        let number = |name| start.number(Ns::Table, name).unwrap_or(1).clamp(1, 1024);
        match start.name() {
            "table" => self.tables.push(true),
            "table-row" => {
                let is_new = self.tables.last_mut().is_some_and(std::mem::take);
                self.rows.push(Row { covered: 0 });
                self.flow.row(is_new);
            }
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.covered = number("number-columns-spanned") - 1;
                }
                self.flow.cell();
            }
            "covered-table-cell" => {
                let is_beside = self.rows.last_mut().is_some_and(|row| {
                    row.covered -= number("number-columns-repeated");
                    row.covered >= 0
                });
                self.covered.push(is_beside);
                self.flow.words();
            }
            "title" | "desc" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn start_drawing(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
    ) -> Result<(), Refused> {
        let name = start.get(Ns::Draw, "name");
        match (start.ns, start.name()) {
            (Ns::Draw, "frame") => self.frames.push(Frame {
                name,
                ..Frame::default()
            }),
            (Ns::Draw, "text-box") => self.begin_box(),
            (Ns::Draw, name) if SHAPES.contains(&name) => self.begin_box(),
            (Ns::Draw, "image") => {
                xml.skip()?;
                self.show("picture");
            }
            (Ns::Draw, "object" | "object-ole" | "plugin" | "applet" | "floating-frame") => {
                xml.skip()?;
                if let Some(frame) = self.frames.last_mut() {
                    frame.what = Some("embedded object");
                }
            }
            (Ns::Draw, "control") => self.flow.leave_out(
                "control of a form",
                name.as_deref().unwrap_or("without a name"),
            )?,
            (Ns::Draw, "image-map") => xml.skip()?,
            (Ns::Svg, "title" | "desc") => {
                let is_title = start.name() == "title";
                let words = xml.words()?;
                let frame = self.frames.last_mut().filter(|_| !words.trim().is_empty());
                if let Some(frame) = frame.filter(|frame| !is_title || frame.words.is_none()) {
                    frame.words = Some(words);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Says what the frame shows, of which the first of several forms counts.
    pub(super) fn show(&mut self, what: &'static str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.what = frame.what.or(Some(what));
        }
    }
}
