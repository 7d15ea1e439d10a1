//! One text, set: a drawing of outlines in the artwork's pixels.

use std::fmt::Write;

use std::collections::BTreeSet;

use kurbo::{Affine, Vec2};

use super::bend::{Baseline, EM, baselines};
use super::fonts::Faces;
use super::height;
use super::painter;
use super::runs::{self, Run};
use crate::Result;
use crate::project::Text;

/// A text as part of a drawing whose units are the artwork's pixels.
pub(super) struct Set {
    /// The outlines, the edge under them; empty where there is nothing to draw.
    pub(super) markup: String,
    /// Letters that no font has.
    pub(super) missing: BTreeSet<char>,
    /// How high its lowest letters are, in ems.
    pub(super) height: Option<f64>,
}

/// Sets a text on an artwork of `size` pixels.
pub(super) fn text(
    text: &Text,
    language: Option<&str>,
    size: [f64; 2],
    chosen: usize,
    faces: &Faces,
) -> Result<Set> {
    let (lines, missing) = runs::lines(text.words_in(language), chosen, language, faces);
    let height = height::lowest(&lines, faces);
    let lines = measured(lines, faces)?;
    let widths: Vec<f64> = lines.iter().map(|line| line.iter().map(|run| run.length).sum()).collect();
    if widths.iter().all(|width| *width <= 0.0) {
        return Ok(Set { markup: String::new(), missing, height: None });
    }
    let content: String = baselines(&widths, text.bend.radians())
        .iter()
        .zip(lines.iter().zip(&widths))
        .enumerate()
        .map(|(line, (baseline, (runs, width)))| laid(line, baseline, runs, *width))
        .collect();
    let place = place(text, size).as_coeffs().map(|c| c.to_string()).join(" ");
    let colour = text.colour;
    let content = format!("<g transform=\"matrix({place})\" fill=\"{colour}\">{content}</g>");
    let tree = painter::parse(&painter::page([1.0, 1.0], &content), Some(faces))?;
    let letters =
        painter::written(&tree, &format!("{}-", text.id)).replacen("<svg ", "<svg overflow=\"visible\" ", 1);
    Ok(Set { markup: format!("{}{letters}", edge(text, size, &tree)), missing, height })
}

/// A run and its length. Each is set by itself: the drawing library shapes a line of several fonts with each
/// of them, and loses letters where they join letters differently.
struct Measured {
    run: Run,
    length: f64,
}

fn measured(lines: Vec<Vec<Run>>, faces: &Faces) -> Result<Vec<Vec<Measured>>> {
    let all = lines.iter().flatten().enumerate();
    let content: String = all.map(|(at, run)| written(run, &format!("id=\"run{at}\""), "")).collect();
    let tree = painter::parse(&painter::page([1.0, 1.0], &content), Some(faces))?;
    let mut lengths = painter::lengths(&tree, lines.iter().map(Vec::len).sum()).into_iter();
    let mut measured = |run| Measured { run, length: lengths.next().unwrap_or(0.0) };
    Ok(lines.into_iter().map(|line| line.into_iter().map(&mut measured).collect()).collect())
}

/// A run as an element of text; `along` opens and closes the path it runs along, if any.
fn written(run: &Run, attributes: &str, along: &str) -> String {
    let (family, words) = (painter::family(run.face), painter::escaped(&run.words));
    let words = if along.is_empty() { words } else { format!("<textPath {along}>{words}</textPath>") };
    format!(
        "<text {attributes} xml:space=\"preserve\" font-family=\"{family}\" font-size=\"{EM}\">{words}</text>"
    )
}

/// A line where it lies.
fn laid(line: usize, baseline: &Baseline, runs: &[Measured], width: f64) -> String {
    let mut start = -width / 2.0;
    let run = |Measured { run, length }: &Measured| {
        let from = start;
        start += length;
        match baseline {
            Baseline::Straight(at) => written(run, &format!("x=\"{}\" y=\"{}\"", at.x + from, at.y), ""),
            Baseline::Arc(_, middle) => {
                let along = format!("xlink:href=\"#arc{line}\" startOffset=\"{}\"", middle + from);
                written(run, "", &along)
            }
        }
    };
    let runs: String = runs.iter().map(run).collect();
    match baseline {
        Baseline::Straight(_) => runs,
        Baseline::Arc(arc, _) => {
            format!("<defs><path id=\"arc{line}\" d=\"{}\"/></defs>{runs}", arc.to_svg())
        }
    }
}

/// From a text's own units to the artwork's pixels.
fn place(text: &Text, [width, height]: [f64; 2]) -> Affine {
    Affine::translate(Vec2::new(text.at.u * width, text.at.v * height))
        * Affine::rotate(text.turn.radians())
        * Affine::scale(text.em * width.max(height) / EM)
}

/// The edge round the letters: their outlines, stroked with round corners.
fn edge(text: &Text, [width, height]: [f64; 2], tree: &resvg::usvg::Tree) -> String {
    let Some(halo) = text.halo.filter(|halo| halo.width > 0.0) else { return String::new() };
    let across = 2.0 * halo.width * text.em * width.max(height);
    let mut outlines = String::new();
    for outline in painter::outlines(tree) {
        // Writing to a string cannot fail.
        let _ = write!(outlines, "<path d=\"{}\"/>", outline.to_svg());
    }
    let colour = halo.colour;
    format!(
        "<g fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"{across}\" stroke-linejoin=\"round\" \
         stroke-linecap=\"round\">{outlines}</g>"
    )
}
