//! A page as SVG, its words as outlines: for the window, and to be looked at.

use std::fmt::Write;

use dangle_design::Result;
use dangle_design::report::svg_path;

use super::faces::faces;
use super::frame::{Frame, Ink, Item};
use crate::colour::{Cmyk, Press};

/// A page in millimetres, its inks as the press makes them. Pictures are left out: what is printed for people
/// has none but on the tech pack, which is a PDF alone.
///
/// # Errors
/// `Store` when the fonts or the press are damaged.
pub(crate) fn svg(frame: &Frame, press: &Press) -> Result<String> {
    let faces = faces()?;
    let (width, height) = (frame.size.width, frame.size.height);
    let mut body = String::new();
    let mut clips = 0;
    for item in &frame.items {
        // Writing to a string cannot fail.
        let _ = match item {
            Item::Path { path, fill, stroke } => {
                let fill = fill.as_ref().map(|ink| colour(ink, press)).transpose()?;
                let fill = fill.unwrap_or_else(|| "none".into());
                let stroke = match stroke {
                    None => String::new(),
                    Some(stroke) => {
                        let dash =
                            stroke.dash.map(|[dash, gap]| format!(" stroke-dasharray=\"{dash} {gap}\""));
                        let (ink, dash) = (colour(&stroke.ink, press)?, dash.unwrap_or_default());
                        format!(" stroke=\"{ink}\" stroke-width=\"{}\"{dash}", stroke.width)
                    }
                };
                write!(body, "<path d=\"{}\" fill=\"{fill}\"{stroke}/>", svg_path(path))
            }
            Item::Words { line, place, ink } => {
                let outline = svg_path(&(*place * line.outline(faces)));
                write!(body, "<path d=\"{outline}\" fill=\"{}\"/>", colour(ink, press)?)
            }
            Item::Picture { .. } => Ok(()),
            Item::Clip(path) => {
                clips += 1;
                let path = svg_path(path);
                write!(
                    body,
                    "<clipPath id=\"clip{clips}\"><path d=\"{path}\"/></clipPath><g clip-path=\"url(#clip{clips})\">"
                )
            }
            Item::Unclip => write!(body, "</g>"),
        };
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 0 {width} {height}\">{body}</svg>\n"
    ))
}

/// An ink as the screen shows it.
fn colour(ink: &Ink, press: &Press) -> Result<String> {
    let [r, g, b] = match ink {
        Ink::Rgb(rgb) => *rgb,
        Ink::Cmyk(shares) | Ink::Spot(_, shares) => {
            let inks: Cmyk = shares.map(|share| (share.clamp(0.0, 1.0) * 255.0).round() as u8);
            press.proof(&[inks])?[0]
        }
    };
    Ok(format!("#{r:02x}{g:02x}{b:02x}"))
}
