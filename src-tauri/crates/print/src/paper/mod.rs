//! Printed matter: pages of words, lines and pictures, which the tech pack and the backing cards are drawn as.
//!
//! A [`Frame`] holds what lies where, in millimetres; the writers beside it are siblings that read it: a PDF with
//! letters that can be selected or as outlines, and SVG for the window.

mod dimension;
mod faces;
mod flow;
mod frame;
mod lines;
mod pdf;
mod svg;

pub(crate) use dimension::{DIMENSION, centre_line, head, level, number, thin, upright};
pub(crate) use faces::Hand;
pub(crate) use flow::{Both, Cell, Flow, MARGIN, SMALL, both, grey, hairline, joined, plain, quiet};
pub(crate) use frame::{Frame, Ink, Place, Stroke, fitted, rounded};
pub(crate) use lines::{Line, line, wrapped};
pub(crate) use pdf::{Document, Page, write};
pub(crate) use svg::svg;
