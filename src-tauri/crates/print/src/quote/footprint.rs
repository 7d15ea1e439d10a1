//! The footprint of one charm: a range with its assumptions, never a number alone, and other ways beside it.

use dangle_design::Result;
use dangle_design::id::{HardwareId, ProcessId};
use dangle_design::process::{Confidence, Source};
use serde::Serialize;
use ts_rs::TS;

use super::list::{Mode, Shipping};
use super::materials::{Book, OtherCode, ProcessUse, Three};

/// One charm, as its footprint sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is made by.
    pub process: ProcessId,
    /// Mass of the body.
    pub body_g: f64,
    /// Area of the body.
    pub area_mm2: f64,
    /// Thickness of the body.
    pub thickness_mm: f64,
    /// What it hangs from.
    pub hardware: Vec<HardwarePart>,
}

/// One part of the hardware.
#[derive(Clone, Debug, PartialEq)]
pub struct HardwarePart {
    /// Which part.
    pub id: HardwareId,
    /// What people call it.
    pub name: String,
    /// Its mass.
    pub mass_g: f64,
}

/// Grams of `CO2e` between two bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Co2e {
    /// At least.
    pub low: f64,
    /// Most likely.
    pub best: f64,
    /// At most.
    pub high: f64,
}

impl Co2e {
    fn of(grams: Three, factor: Three) -> Co2e {
        let [low, best, high] = std::array::from_fn(|i| grams[i] * factor[i]);
        Co2e { low, best, high }
    }

    fn plus(self, other: Co2e) -> Co2e {
        Co2e { low: self.low + other.low, best: self.best + other.best, high: self.high + other.high }
    }

    /// Tenths of a gram: more digits would claim what nobody knows.
    fn rounded(self) -> Co2e {
        let tenth = |grams: f64| (grams * 10.0).round() / 10.0;
        Co2e { low: tenth(self.low), best: tenth(self.best), high: tenth(self.high) }
    }
}

/// One share of a footprint, with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Share {
    /// What causes it.
    pub kind: ShareKind,
    /// Of what: a material, a part or a way to travel.
    pub name: String,
    /// The mass it counts, in grams, offcuts and all: low, best and high.
    pub grams: [f64; 3],
    /// How much.
    pub co2e: Co2e,
    /// What it rests on, each with its confidence.
    pub sources: Vec<Source>,
}

/// What causes a share of a footprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum ShareKind {
    /// The body, with what is wasted of its sheet.
    Body,
    /// What lies on the body.
    Coat,
    /// What it hangs from.
    Hardware,
    /// What it is packed in.
    Packing,
    /// The way to the maker.
    Freight,
}

/// A way to make the charm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Quote.ts")]
pub enum Variant {
    /// As it is.
    AsDesigned,
    /// Of recycled acrylic.
    Recycled,
    /// Of birch plywood.
    Wood,
    /// Sold without hardware: the wearer clips on what they have.
    HardwareReused,
    /// Sent by ship.
    BySea,
}

/// The footprint of one charm made one way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Quote.ts")]
pub struct Footprint {
    /// Which way.
    pub variant: Variant,
    /// All of it, in grams of `CO2e` for one charm.
    pub total: Co2e,
    /// How sure the least sure of its figures is.
    pub confidence: Confidence,
    /// What it consists of.
    pub shares: Vec<Share>,
}

/// What one variant changes.
#[derive(Clone, Copy)]
struct Change<'a> {
    variant: Variant,
    material: Option<&'a str>,
    hardware: bool,
    way: Option<&'a Shipping>,
}

/// The footprint as designed first, then every other way there is.
///
/// # Errors
/// `Store` when the data is damaged.
pub fn footprints(piece: &Piece, way: Option<&Shipping>, ways: &[Shipping]) -> Result<Vec<Footprint>> {
    let book = Book::load()?;
    let used = book.assumptions.process.iter().find(|process| process.ids.contains(&piece.process));
    let Some(used) = used else { return Ok(Vec::new()) };
    let plain = Change { variant: Variant::AsDesigned, material: None, hardware: true, way };
    let mut changes = vec![plain];
    for other in book.assumptions.other.iter().filter(|other| other.of == used.material) {
        let variant = match other.code {
            OtherCode::Recycled => Variant::Recycled,
            OtherCode::Wood => Variant::Wood,
        };
        changes.push(Change { variant, material: Some(&other.material), ..plain });
    }
    if !piece.hardware.is_empty() {
        changes.push(Change { variant: Variant::HardwareReused, hardware: false, ..plain });
    }
    let sea = ways.iter().find(|other| other.mode == Mode::Sea);
    if let Some(sea) = sea.filter(|_| way.is_some_and(|way| way.mode == Mode::Air)) {
        changes.push(Change { variant: Variant::BySea, way: Some(sea), ..plain });
    }
    changes.into_iter().map(|change| footprint(&book, used, piece, change)).collect()
}

fn footprint(book: &Book, used: &ProcessUse, piece: &Piece, change: Change<'_>) -> Result<Footprint> {
    let mut shares = vec![body(book, used, piece, change.material)?];
    // Recycled acrylic is printed like any other; wood is engraved.
    let coated = change.variant != Variant::Wood;
    for coat in used.coats.iter().filter(|_| coated) {
        let grams = coat.g_m2.map(|g_m2| g_m2 * piece.area_mm2 / 1e6);
        shares.push(share(book, ShareKind::Coat, &coat.material, &coat.material, grams, &coat.source)?);
    }
    if change.hardware {
        shares.extend(hardware(book, piece)?);
    }
    for pack in &book.assumptions.packing {
        shares.push(share(book, ShareKind::Packing, &pack.name, &pack.material, pack.grams, &pack.source)?);
    }
    if let Some(way) = change.way {
        shares.extend(freight(book, used, &shares, way));
    }
    let total = shares.iter().fold(Co2e::default(), |total, share| total.plus(share.co2e)).rounded();
    let sources = shares.iter().flat_map(|share| &share.sources);
    let confidence =
        sources.map(|source| source.confidence).max_by_key(|sure| doubt(*sure)).unwrap_or(Confidence::Low);
    for share in &mut shares {
        share.co2e = share.co2e.rounded();
        share.grams = share.grams.map(|grams| (grams * 100.0).round() / 100.0);
    }
    Ok(Footprint { variant: change.variant, total, confidence, shares })
}

fn doubt(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Own | Confidence::High => 0,
        Confidence::Medium => 1,
        Confidence::Low => 2,
    }
}

fn body(book: &Book, used: &ProcessUse, piece: &Piece, instead: Option<&str>) -> Result<Share> {
    let material = book.material(instead.unwrap_or(&used.material))?;
    let net = match (instead, material.density_g_cm3) {
        // 1 g/cm3 is 10^-3 g/mm3.
        (Some(_), Some(density)) => piece.area_mm2 * piece.thickness_mm * density * 1e-3,
        _ => piece.body_g,
    };
    let grams = used.bought.map(|bought| net * bought);
    share(book, ShareKind::Body, &material.id, &material.id, grams, &used.bought_source)
}

fn hardware(book: &Book, piece: &Piece) -> Result<Vec<Share>> {
    let material = |id: &HardwareId| {
        let parts = book.assumptions.parts.iter().find(|parts| parts.ids.contains(id));
        // A part that is new to the list is taken for steel, as most are.
        parts.map_or("iron-steel", |parts| parts.material.as_str())
    };
    let source = Source {
        text: "the part's mass as the hardware list has it".to_owned(),
        confidence: Confidence::Low,
    };
    let parts = piece.hardware.iter();
    parts
        .map(|part| {
            share(book, ShareKind::Hardware, &part.name, material(&part.id), [part.mass_g; 3], &source)
        })
        .collect()
}

/// What arrives travels: the charm itself, its hardware and packing, not what was cut away.
fn freight(book: &Book, used: &ProcessUse, shares: &[Share], way: &Shipping) -> Option<Share> {
    let by = book.assumptions.freight.iter().find(|freight| freight.mode == way.mode)?;
    let grams: Three = std::array::from_fn(|i| {
        let mass = |share: &Share| {
            let cut_away = if share.kind == ShareKind::Body { used.bought[i] } else { 1.0 };
            share.grams[i] / cut_away
        };
        shares.iter().map(mass).sum()
    });
    let [near, far] = way.km.map(f64::from);
    let thousands = [near, f64::midpoint(near, far), far].map(|km| km / 1000.0);
    let factor: Three = std::array::from_fn(|i| by.co2e[i] * thousands[i]);
    Some(Share {
        kind: ShareKind::Freight,
        name: way.name.clone(),
        grams,
        co2e: Co2e::of(grams, factor),
        sources: vec![by.source.clone()],
    })
}

fn share(
    book: &Book,
    kind: ShareKind,
    name: &str,
    material: &str,
    grams: Three,
    source: &Source,
) -> Result<Share> {
    let material = book.material(material)?;
    let sources = vec![material.source.clone(), source.clone()];
    Ok(Share { kind, name: name.to_owned(), grams, co2e: Co2e::of(grams, material.co2e_g_g), sources })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::PriceList;

    fn acrylic() -> Piece {
        Piece {
            process: ProcessId::new("acrylic-clear").unwrap(),
            // 0.7 x 50 x 50 x 3 mm at 1.19: the worked example of the material table.
            body_g: 6.25,
            area_mm2: 1750.0,
            thickness_mm: 3.0,
            hardware: vec![HardwarePart {
                id: HardwareId::new("lobster-clasp").unwrap(),
                name: "Lobster clasp".into(),
                mass_g: 4.4,
            }],
        }
    }

    fn ways() -> Vec<Shipping> {
        let lists = PriceList::bundled().unwrap();
        lists.into_iter().find(|list| list.id.as_str() == "generic-acrylic").unwrap().shipping
    }

    #[test]
    fn the_worked_example_of_acrylic_comes_out_before_waste() {
        let all = footprints(&acrylic(), None, &[]).unwrap();
        let body = &all[0].shares[0];
        // 34 g at 5.5 for what is in the charm; the sheet's waste stands beside it.
        assert!((body.co2e.best / 1.65 - 34.4).abs() < 0.5, "{:?}", body.co2e);
        assert!(body.sources.iter().any(|source| source.text.contains("67 %")));
    }

    #[test]
    fn every_way_is_a_range_with_its_sources_and_adds_up() {
        let ways = ways();
        let all = footprints(&acrylic(), Some(&ways[0]), &ways).unwrap();
        let variants: Vec<Variant> = all.iter().map(|footprint| footprint.variant).collect();
        let told =
            [Variant::AsDesigned, Variant::Recycled, Variant::Wood, Variant::HardwareReused, Variant::BySea];
        assert_eq!(variants, told);
        for footprint in &all {
            assert!(
                footprint.total.low < footprint.total.best && footprint.total.best < footprint.total.high
            );
            assert!(footprint.shares.iter().all(|share| !share.sources.is_empty()));
            assert_eq!(footprint.confidence, Confidence::Low, "an estimate is in each");
            let sum: f64 = footprint.shares.iter().map(|share| share.co2e.best).sum();
            assert!((sum - footprint.total.best).abs() < 0.5);
        }
        assert!(all[1..].iter().all(|other| other.total.best < all[0].total.best));
    }

    #[test]
    fn the_aeroplane_outweighs_the_material() {
        let ways = ways();
        let all = footprints(&acrylic(), Some(&ways[0]), &ways).unwrap();
        let of =
            |kind| all[0].shares.iter().filter(move |share| share.kind == kind).map(|share| share.co2e.best);
        assert!(of(ShareKind::Freight).sum::<f64>() > of(ShareKind::Body).sum::<f64>());
    }
}
