//! TIFF and Photoshop files read again, and held against what was meant.

use dangle_design::Result;
use dangle_design::units::dpi;

use super::line::{Proof, ProofCode, ProofLine};
use super::{picture, rules};
use crate::formats;
use crate::intent::Intent;

const MM_AN_INCH: f64 = 25.4;

/// Reads a TIFF and holds it against its intent.
pub(super) fn prove_tiff(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let found = super::tiff::read(bytes)?;
    let size = [found.width, found.height].map(|px| px as f64 / found.dpi.max(1.0) * MM_AN_INCH);
    let lines = vec![
        picture::size((found.dpi > 1.0).then_some(size), intent.plates.grid.frame()),
        channels(&found, intent),
        profile(&found.icc, intent),
        spot_name(&found.photoshop, intent),
        samples_line(&found.samples, &formats::tiff::samples(intent)),
    ];
    Ok(Proof { lines })
}

fn channels(found: &super::tiff::Found, intent: &Intent<'_>) -> ProofLine {
    let wanted = 4 + usize::from(intent.white().is_some());
    let say = |count: usize| format!("{count} channels of ink");
    let said = if found.inks { say(found.channels) } else { "other than 8 bits of ink".into() };
    let passed = found.inks && found.channels == wanted;
    ProofLine::new(ProofCode::ColourSpaces, passed, said, say(wanted))
}

fn profile(icc: &[u8], intent: &Intent<'_>) -> ProofLine {
    let press = &intent.plates.press;
    let found = if icc.is_empty() { "none".into() } else { rules::profile_name(icc) };
    ProofLine::new(ProofCode::OutputIntent, icc == press.icc(), found, press.name())
}

/// The fifth channel's name stands in Photoshop's resources.
fn spot_name(resources: &[u8], intent: &Intent<'_>) -> ProofLine {
    let Some(white) = intent.white() else {
        return ProofLine::new(ProofCode::SpotNames, resources.is_empty(), "none", "none");
    };
    let name = resources.get(12..).and_then(|bytes| {
        let (length, rest) = bytes.split_first()?;
        std::str::from_utf8(rest.get(..usize::from(*length))?).ok()
    });
    let passed = name == Some(white.name.as_str());
    ProofLine::new(ProofCode::SpotNames, passed, name.unwrap_or("none"), white.name.as_str())
}

fn samples_line(found: &[u8], meant: &[u8]) -> ProofLine {
    let off = found.iter().zip(meant).filter(|(a, b)| a != b).count() + found.len().abs_diff(meant.len());
    let found = if off == 0 { "as meant".to_owned() } else { format!("{off} samples off") };
    ProofLine::new(ProofCode::ProcessPlates, off == 0, found, "as meant")
}

/// Reads a Photoshop file and holds it against its intent.
pub(super) fn prove_psd(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let found = super::psd::read(bytes)?;
    let meant = formats::psd::layers(intent);
    let listed = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let names = |layers: &[formats::psd::Layer]| {
        listed(
            layers
                .iter()
                .map(|layer| format!("{}{}", layer.name, if layer.hidden { " (off)" } else { "" }))
                .collect(),
        )
    };
    let (had, wanted) = (names(&found.layers), names(&meant));
    let off: usize = found.layers.iter().zip(&meant).map(|(found, meant)| differing(found, meant)).sum();
    let off =
        off + found.layers.len().abs_diff(meant.len()) * meant.first().map_or(1, |layer| layer.alpha.len());
    let said = if off == 0 { "as meant".to_owned() } else { format!("{off} pixels off") };
    let size = [found.width, found.height].map(|px| px as f64 / found.dpi.max(1.0) * MM_AN_INCH);
    let expected = format!("{:.0} dpi", dpi(intent.plates.grid.per_mm));
    let sized = picture::size((found.dpi > 1.0).then_some(size), intent.plates.grid.frame());
    let lines = vec![
        sized,
        ProofLine::new(
            ProofCode::ColourSpaces,
            found.cmyk,
            if found.cmyk { "CMYK" } else { "not CMYK" },
            "CMYK",
        ),
        profile(&found.icc, intent),
        ProofLine::new(ProofCode::Layers, had == wanted, had, wanted),
        ProofLine::new(ProofCode::ProcessPlates, off == 0, said, format!("as meant, {expected}")),
    ];
    Ok(Proof { lines })
}

/// Pixels that differ where either is seen.
fn differing(found: &formats::psd::Layer, meant: &formats::psd::Layer) -> usize {
    let pixels = found.alpha.iter().zip(&found.inks).zip(meant.alpha.iter().zip(&meant.inks));
    let off = pixels.filter(|(found, meant)| found.0 != meant.0 || found.1 != meant.1).count();
    off + found.alpha.len().abs_diff(meant.alpha.len())
}
