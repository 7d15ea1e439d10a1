//! `dangle carriers` and `dangle hardware`: what there is to hang charms on and from.

use dangle_design::process::Source;
use dangle_mockup::carrier::{Carrier, View};
use dangle_mockup::hardware::{Catalogue, Part};
use serde::Serialize;

use crate::args::ListArgs;
use crate::output::{json_text, print_line};
use crate::{Outcome, Result};

#[derive(Serialize)]
struct ListedCarrier<'a> {
    id: &'a str,
    name: &'a str,
    default_view: &'a str,
    tints: Vec<String>,
    views: Vec<ListedView<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct ListedView<'a> {
    id: &'a str,
    name: &'a str,
    size_px: [u32; 2],
    anchors: Vec<ListedAnchor<'a>>,
}

#[derive(Serialize)]
struct ListedAnchor<'a> {
    id: &'a str,
    name: &'a str,
    at_px: [f64; 2],
    px_per_mm: f64,
}

#[derive(Serialize)]
struct ListedKit<'a> {
    id: &'a str,
    name: &'a str,
    finishes: Vec<&'a str>,
    parts: Vec<ListedPart<'a>>,
}

#[derive(Serialize)]
struct ListedPart<'a> {
    id: &'a str,
    name: &'a str,
    mass_g: f64,
    grips_mm: f64,
    /// Least, usual and most.
    #[serde(skip_serializing_if = "Option::is_none")]
    length_mm: Option<[f64; 3]>,
    source: &'a Source,
}

/// Lists every carrier with its views and anchors.
pub(crate) fn carriers(args: &ListArgs) -> Result<Outcome> {
    for id in Carrier::ids() {
        let carrier = Carrier::load(&id)?;
        let listed = ListedCarrier {
            id: carrier.id.as_str(),
            name: &carrier.name,
            default_view: carrier.default_view.as_str(),
            tints: carrier.tints.iter().map(ToString::to_string).collect(),
            views: carrier.views.iter().map(listed_view).collect(),
            source: &carrier.source,
        };
        if args.json {
            print_line(&json_text(&listed, false)?)?;
            continue;
        }
        print_line(&format!("{}: {}", listed.id, listed.name))?;
        for view in &listed.views {
            let anchors: Vec<&str> = view.anchors.iter().map(|anchor| anchor.id).collect();
            print_line(&format!("  {}: {}", view.id, anchors.join(", ")))?;
        }
    }
    Ok(Outcome::Good)
}

fn listed_view(view: &View) -> ListedView<'_> {
    let anchors = view.anchors.iter().map(|anchor| ListedAnchor {
        id: anchor.id.as_str(),
        name: &anchor.name,
        at_px: anchor.at_px,
        px_per_mm: anchor.px_per_mm,
    });
    ListedView { id: view.id.as_str(), name: &view.name, size_px: view.size_px, anchors: anchors.collect() }
}

/// Lists every kit with its parts, their measures and where those come from.
pub(crate) fn hardware(args: &ListArgs) -> Result<Outcome> {
    let all = Catalogue::load()?;
    for kit in &all.kits {
        let listed = ListedKit {
            id: kit.id.as_str(),
            name: &kit.name,
            finishes: all.finishes.iter().map(|finish| finish.id.as_str()).collect(),
            parts: all.parts_of(&kit.id)?.into_iter().map(listed_part).collect(),
        };
        if args.json {
            print_line(&json_text(&listed, false)?)?;
            continue;
        }
        print_line(&format!("{}: {}", listed.id, listed.name))?;
        for part in &listed.parts {
            let sure = format!("{:?}", part.source.confidence).to_lowercase();
            print_line(&format!(
                "  {} ({} g; {}, {sure} confidence)",
                part.name, part.mass_g, part.source.text
            ))?;
        }
    }
    Ok(Outcome::Good)
}

fn listed_part(part: &Part) -> ListedPart<'_> {
    ListedPart {
        id: part.id.as_str(),
        name: &part.name,
        mass_g: part.mass_g,
        grips_mm: part.grips_mm.get(),
        length_mm: part.length.map(|range| [range.least.get(), range.usual.get(), range.most.get()]),
        source: &part.source,
    }
}
