//! DXF R12 in millimetres: the lines that are cut, as closed polylines of straight lines and arcs.
//!
//! The oldest dialect that has layers and arcs is the one every cutter's program reads. It has no splines, so
//! curves are written as arcs (see `arcs.rs`).

use std::fmt::Write;

use dangle_design::units::Rgb;
use kurbo::{Affine, BezPath, Size};

use super::arcs::{Vertex, vertices};
use super::svg::frame;
use crate::intent::Intent;

/// The numbers of colours with what they look like (the colour index of `AutoCAD`, 1 to 7).
const COLOURS: [(u8, [u8; 3]); 7] = [
    (1, [255, 0, 0]),
    (2, [255, 255, 0]),
    (3, [0, 255, 0]),
    (4, [0, 255, 255]),
    (5, [0, 0, 255]),
    (6, [255, 0, 255]),
    (7, [0, 0, 0]),
];

/// The map from the charm's millimetres, y down, to the file's, y up from its lower left.
pub(crate) fn to_file(intent: &Intent<'_>) -> Affine {
    let frame = frame(intent);
    Affine::new([1.0, 0.0, 0.0, -1.0, -frame.x0, frame.y1])
}

/// The lines that are cut, on a layer named like the recipe's.
pub(crate) fn write_dxf(intent: &Intent<'_>) -> String {
    let frame = frame(intent);
    let to_file = Affine::translate(-frame.origin().to_vec2());
    let lines: Vec<BezPath> = intent.plates.lines().map(|line| to_file * line.clone()).collect();
    dxf_of_lines(frame.size(), &intent.recipe.cut.layer, intent.recipe.cut_rgb(), &lines)
}

/// Lines in millimetres, y down, on one layer of a sheet of that size.
pub(crate) fn dxf_of_lines(size: Size, layer: &str, colour: Rgb, lines: &[BezPath]) -> String {
    let layer = layer.replace(' ', "_");
    let mut dxf = Codes::default();
    dxf.header(size.width, size.height);
    dxf.tables(&layer, self::colour(colour.0));
    dxf.all(&[(0, "SECTION"), (2, "ENTITIES")]);
    let to_file = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, size.height]);
    for line in lines {
        dxf.polyline(&layer, line, to_file);
    }
    dxf.all(&[(0, "ENDSEC"), (0, "EOF")]);
    dxf.text
}

/// The number of the nearest colour.
fn colour(rgb: [u8; 3]) -> u8 {
    let off = |other: [u8; 3]| -> u32 {
        rgb.iter().zip(other).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    COLOURS.iter().min_by_key(|(_, other)| off(*other)).map_or(7, |(number, _)| *number)
}

/// Group codes and their values, two lines each.
#[derive(Default)]
struct Codes {
    text: String,
}

impl Codes {
    fn put(&mut self, code: u16, value: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{code:>3}\r\n{value}\r\n");
    }

    fn all(&mut self, pairs: &[(u16, &str)]) {
        for (code, value) in pairs {
            self.put(*code, value);
        }
    }

    fn number(&mut self, code: u16, value: f64) {
        self.put(code, format_args!("{value:.6}"));
    }

    /// What the file is: R12, in millimetres (`$INSUNITS` 4), and how far it reaches.
    fn header(&mut self, width: f64, height: f64) {
        self.all(&[(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009")]);
        self.all(&[(9, "$INSUNITS"), (70, "4"), (9, "$MEASUREMENT"), (70, "1")]);
        for (name, x, y) in [("$EXTMIN", 0.0, 0.0), ("$EXTMAX", width, height)] {
            self.put(9, name);
            for (code, value) in [(10, x), (20, y), (30, 0.0)] {
                self.number(code, value);
            }
        }
        self.put(0, "ENDSEC");
    }

    fn tables(&mut self, layer: &str, colour: u8) {
        self.all(&[(0, "SECTION"), (2, "TABLES")]);
        self.all(&[(0, "TABLE"), (2, "LTYPE"), (70, "1"), (0, "LTYPE"), (2, "CONTINUOUS"), (70, "0")]);
        self.all(&[(3, "Solid line"), (72, "65"), (73, "0"), (40, "0.0"), (0, "ENDTAB")]);
        self.all(&[(0, "TABLE"), (2, "LAYER"), (70, "2")]);
        for (name, colour) in [("0", 7), (layer, colour)] {
            self.all(&[(0, "LAYER"), (2, name), (70, "0"), (62, &colour.to_string()), (6, "CONTINUOUS")]);
        }
        self.all(&[(0, "ENDTAB"), (0, "ENDSEC")]);
    }

    fn polyline(&mut self, layer: &str, line: &BezPath, to_file: Affine) {
        self.all(&[(0, "POLYLINE"), (8, layer), (66, "1"), (10, "0.0"), (20, "0.0"), (30, "0.0"), (70, "1")]);
        for Vertex { at, bulge } in vertices(line) {
            let at = to_file * at;
            self.all(&[(0, "VERTEX"), (8, layer)]);
            self.number(10, at.x);
            self.number(20, at.y);
            self.number(30, 0.0);
            if bulge != 0.0 {
                self.put(42, format_args!("{bulge:.12}"));
            }
        }
        self.all(&[(0, "SEQEND"), (8, layer)]);
    }
}
