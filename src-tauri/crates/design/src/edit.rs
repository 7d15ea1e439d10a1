//! Edits: each makes a new project out of an old one, or says why not.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AnchorId, CarrierId, CharmId, PlacementId, ProcessId, SceneId, SheetId, ViewId};
use crate::project::{
    Artwork, Back, CardSpec, Charm, HardwareChoice, LaidCharm, OrderSpec, OutlineSpec, OwnLimit, Pattern,
    Photo, Placement, ProcessOptions, Project, Scene, SheetSpec, Size, Text,
};
use crate::units::{Degrees, Mm, Rgb};
use crate::{Error, ErrorCode, Result};

mod checked;
mod order;
mod photo;
mod process;
mod scene;
mod sheet;

use checked::{
    checked_artwork, checked_back, checked_choke, checked_hardware, checked_language, checked_limits,
    checked_name, checked_options, checked_outline, checked_pattern, checked_size, checked_texts,
};
pub use order::{MOST_CARD_LANGUAGES, MOST_PIECES, MOST_QUANTITIES};
pub use photo::MOST_PHOTOS;
pub use sheet::{MOST_LAID, MOST_SHEETS};

/// Most charms in one project.
pub const MOST_CHARMS: usize = 1_000;
/// Most placements in one scene.
pub const MOST_PLACEMENTS: usize = 200;
/// Most scenes in one project.
pub const MOST_SCENES: usize = 100;
/// Most edits in one gesture.
pub const MOST_TOGETHER: usize = 100;
/// Longest name of a project or charm, in characters.
pub const LONGEST_NAME: usize = 120;

/// One thing a person does to a project: one gesture, one edit, one step of undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Edit.ts")]
pub enum Edit {
    /// Calls the project something else.
    RenameProject {
        /// The new name.
        name: String,
    },
    /// Puts a new charm at the end of the tray.
    AddCharm {
        /// The charm.
        charm: Box<Charm>,
    },
    /// Takes a charm out of the tray and off every scene and sheet.
    RemoveCharm {
        /// Which one.
        charm: CharmId,
    },
    /// Puts a copy of a charm behind the original.
    DuplicateCharm {
        /// Which one.
        charm: CharmId,
        /// The copy's id.
        copy: CharmId,
    },
    /// Calls a charm something else.
    RenameCharm {
        /// Which one.
        charm: CharmId,
        /// The new name.
        name: String,
    },
    /// Makes the finished charm another size.
    Resize {
        /// Which one.
        charm: CharmId,
        /// The new size.
        size: Size,
    },
    /// Lets the cut line follow the artwork another way.
    Reoutline {
        /// Which one.
        charm: CharmId,
        /// The new intent.
        outline: OutlineSpec,
    },
    /// Pulls the white in by another amount.
    Rechoke {
        /// Which one.
        charm: CharmId,
        /// The new choke.
        choke: Mm,
    },
    /// Gives the charm other artwork, or treats it another way: its layers, ground, strokes and specks.
    SetArtwork {
        /// Which one.
        charm: CharmId,
        /// The new artwork.
        artwork: Artwork,
    },
    /// Shows something else on the back.
    SetBack {
        /// Which one.
        charm: CharmId,
        /// The new back.
        back: Back,
    },
    /// Writes other words on the charm, or shows them in another language.
    SetTexts {
        /// Which one.
        charm: CharmId,
        /// The new texts, the lowest first.
        texts: Vec<Text>,
        /// The language shown; `null` for the words as written.
        language: Option<String>,
    },
    /// Chooses something else of what the process offers.
    SetOptions {
        /// Which one.
        charm: CharmId,
        /// The new choice.
        options: ProcessOptions,
    },
    /// Holds charms against other limits of the person's own.
    SetLimits {
        /// The new limits, all of them.
        limits: Vec<OwnLimit>,
    },
    /// Makes the charm by another process.
    SetProcess {
        /// Which one.
        charm: CharmId,
        /// The new process.
        process: ProcessId,
    },
    /// Hangs the charm from other hardware.
    SetHardware {
        /// Which one.
        charm: CharmId,
        /// The new hardware.
        hardware: HardwareChoice,
    },
    /// Adds a scene.
    AddScene {
        /// The scene.
        scene: Scene,
    },
    /// Gives a scene another name.
    RenameScene {
        /// Which scene.
        scene: SceneId,
        /// The new name.
        name: String,
    },
    /// Adds a copy of a scene behind it.
    DuplicateScene {
        /// Which scene.
        scene: SceneId,
        /// The copy's id.
        copy: SceneId,
        /// The copy's name.
        name: String,
    },
    /// Removes a scene; the last one stays.
    RemoveScene {
        /// Which scene.
        scene: SceneId,
    },
    /// Shows the scene's carrier from another view, or another carrier.
    SetCarrier {
        /// Which scene.
        scene: SceneId,
        /// The carrier.
        carrier: CarrierId,
        /// The view.
        view: ViewId,
    },
    /// Dyes the carrier's cloth.
    Tint {
        /// Which scene.
        scene: SceneId,
        /// The new colour.
        tint: Rgb,
    },
    /// Prints a pattern on the carrier's cloth, or takes it away.
    SetPattern {
        /// Which scene.
        scene: SceneId,
        /// The new pattern.
        pattern: Option<Pattern>,
    },
    /// Hangs a charm in a scene, in front of the others.
    Place {
        /// Which scene.
        scene: SceneId,
        /// What, and where.
        placement: Placement,
    },
    /// Hangs a placement from another anchor.
    MovePlacement {
        /// Which scene.
        scene: SceneId,
        /// Which placement.
        placement: PlacementId,
        /// The new anchor.
        anchor: AnchorId,
    },
    /// Turns a placement away from where gravity would have it.
    TurnPlacement {
        /// Which scene.
        scene: SceneId,
        /// Which placement.
        placement: PlacementId,
        /// The new turn.
        turn: Degrees,
    },
    /// Turns a placement about its chain.
    TwistPlacement {
        /// Which scene.
        scene: SceneId,
        /// Which placement.
        placement: PlacementId,
        /// How far from showing its front.
        yaw: Degrees,
    },
    /// Takes a placement off the scene.
    Unplace {
        /// Which scene.
        scene: SceneId,
        /// Which placement.
        placement: PlacementId,
    },
    /// Puts a placement at another depth: 0 is the farthest.
    Reorder {
        /// Which scene.
        scene: SceneId,
        /// Which placement.
        placement: PlacementId,
        /// The new depth.
        depth: usize,
    },
    /// Adds a photo that charms can hang on.
    AddPhoto {
        /// The photo.
        photo: Photo,
    },
    /// Changes a photo's scale, anchors, front or light; charms at an anchor that is gone move to the nearest one.
    SetPhoto {
        /// The photo as it is now.
        photo: Photo,
    },
    /// Removes a photo that no scene shows.
    RemovePhoto {
        /// Which photo.
        photo: CarrierId,
    },
    /// Adds a gang sheet.
    AddSheet {
        /// The sheet.
        sheet: SheetSpec,
    },
    /// Changes a gang sheet; of its layout stays what is still wanted, whatever layout is given here.
    SetSheet {
        /// The sheet as it is now.
        sheet: SheetSpec,
    },
    /// Removes a gang sheet.
    RemoveSheet {
        /// Which one.
        sheet: SheetId,
    },
    /// Lays the charms of a gang sheet.
    LaySheet {
        /// Which sheet.
        sheet: SheetId,
        /// Where every charm lies.
        layout: Vec<LaidCharm>,
    },
    /// Moves or turns one charm of a gang sheet.
    NudgeLaid {
        /// Which sheet.
        sheet: SheetId,
        /// The charm's place in the layout.
        place: usize,
        /// Where it lies now.
        to: LaidCharm,
    },
    /// Keeps the backing card of a charm, instead of the one it had.
    SetCard {
        /// The card.
        card: Box<CardSpec>,
    },
    /// Takes the backing card of a charm away.
    RemoveCard {
        /// Whose.
        charm: CharmId,
    },
    /// Keeps what a vendor is asked for of a charm, instead of what was asked before.
    SetOrder {
        /// The order.
        order: Box<OrderSpec>,
    },
    /// Several edits in one gesture: all of them, or none.
    Together {
        /// The edits, in that order; none of them is several itself.
        edits: Vec<Edit>,
    },
}

impl Edit {
    /// The project after this edit.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the edit names a thing that is not there, [`ErrorCode::Input`] when a
    /// value lies outside its limits. The old project is untouched.
    pub fn apply(&self, project: &Project) -> Result<Project> {
        let mut next = project.clone();
        self.apply_to(&mut next)?;
        Ok(next)
    }

    fn apply_to(&self, project: &mut Project) -> Result<()> {
        match self {
            Edit::RenameProject { name } => project.name = checked_name(name)?,
            Edit::AddCharm { charm } => add_charm(project, (**charm).clone())?,
            Edit::RemoveCharm { charm } => remove_charm(project, charm)?,
            Edit::DuplicateCharm { charm, copy } => duplicate_charm(project, charm, copy)?,
            Edit::RenameCharm { charm, name } => charm_mut(project, charm)?.name = checked_name(name)?,
            Edit::Resize { charm, size } => charm_mut(project, charm)?.size = checked_size(*size)?,
            Edit::Reoutline { charm, outline } => {
                charm_mut(project, charm)?.outline = checked_outline(outline.clone())?;
            }
            Edit::Rechoke { charm, choke } => charm_mut(project, charm)?.choke = checked_choke(*choke)?,
            Edit::SetArtwork { charm, artwork } => {
                charm_mut(project, charm)?.artwork = checked_artwork(artwork.clone())?;
            }
            Edit::SetBack { charm, back } => charm_mut(project, charm)?.back = checked_back(back.clone())?,
            Edit::SetTexts { charm, texts, language } => {
                let charm = charm_mut(project, charm)?;
                charm.texts = checked_texts(texts.clone())?;
                charm.language = checked_language(language.clone())?;
            }
            Edit::SetOptions { charm, options } => {
                charm_mut(project, charm)?.options = checked_options(options.clone())?;
            }
            Edit::SetLimits { limits } => project.limits = checked_limits(limits.clone())?,
            Edit::SetProcess { charm, process } => process::set(charm_mut(project, charm)?, process)?,
            Edit::SetHardware { charm, hardware } => {
                charm_mut(project, charm)?.hardware = checked_hardware(hardware.clone())?;
            }
            Edit::AddScene { scene } => scene::add(project, scene.clone())?,
            Edit::RenameScene { scene, name } => scene_mut(project, scene)?.name = checked_name(name)?,
            Edit::DuplicateScene { scene, copy, name } => scene::duplicate(project, scene, copy, name)?,
            Edit::RemoveScene { scene } => scene::remove(project, scene)?,
            Edit::SetCarrier { scene, carrier, view } => {
                let scene = scene_mut(project, scene)?;
                scene.carrier = carrier.clone();
                scene.view = view.clone();
            }
            Edit::Tint { scene, tint } => scene_mut(project, scene)?.tint = *tint,
            Edit::SetPattern { scene, pattern } => {
                scene_mut(project, scene)?.pattern = checked_pattern(*pattern)?;
            }
            Edit::Place { scene, placement } => scene::place(project, scene, placement.clone())?,
            Edit::MovePlacement { scene, placement, anchor } => {
                placement_mut(project, scene, placement)?.anchor = anchor.clone();
            }
            Edit::TurnPlacement { scene, placement, turn } => {
                placement_mut(project, scene, placement)?.turn = *turn;
            }
            Edit::TwistPlacement { scene, placement, yaw } => {
                placement_mut(project, scene, placement)?.yaw = *yaw;
            }
            Edit::Unplace { scene, placement } => {
                placement_mut(project, scene, placement)?;
                scene_mut(project, scene)?.placements.retain(|p| p.id != *placement);
            }
            Edit::Reorder { scene, placement, depth } => scene::reorder(project, scene, placement, *depth)?,
            Edit::AddPhoto { photo } => photo::add(project, photo.clone())?,
            Edit::SetPhoto { photo } => photo::set(project, photo.clone())?,
            Edit::RemovePhoto { photo } => photo::remove(project, photo)?,
            Edit::AddSheet { sheet } => sheet::add(project, sheet.clone())?,
            Edit::SetSheet { sheet } => sheet::set(project, sheet.clone())?,
            Edit::RemoveSheet { sheet } => sheet::remove(project, sheet)?,
            Edit::LaySheet { sheet, layout } => sheet::lay(project, sheet, layout)?,
            Edit::NudgeLaid { sheet, place, to } => sheet::nudge(project, sheet, *place, to)?,
            Edit::SetCard { card } => order::set_card(project, (**card).clone())?,
            Edit::RemoveCard { charm } => order::remove_card(project, charm)?,
            Edit::SetOrder { order } => order::set_order(project, (**order).clone())?,
            Edit::Together { edits } => {
                check_together(edits)?;
                edits.iter().try_for_each(|edit| edit.apply_to(project))?;
            }
        }
        Ok(())
    }
}

/// Checks every value of a project that came from outside, as an edit would.
///
/// # Errors
/// [`ErrorCode::Input`] when a value lies outside its limits, [`ErrorCode::NotFound`] when a placement names
/// a charm that is not there.
pub fn checked_project(project: Project) -> Result<Project> {
    let mut checked = Project {
        id: project.id,
        name: checked_name(&project.name)?,
        charms: Vec::new(),
        scenes: Vec::new(),
        photos: Vec::new(),
        sheets: Vec::new(),
        cards: Vec::new(),
        orders: Vec::new(),
        limits: checked_limits(project.limits)?,
    };
    for charm in project.charms {
        add_charm(&mut checked, charm)?;
    }
    for photo in project.photos {
        photo::add(&mut checked, photo)?;
    }
    for mut scene in project.scenes {
        let placements = std::mem::take(&mut scene.placements);
        let id = scene.id.clone();
        scene::add(&mut checked, scene)?;
        for placement in placements {
            scene::place(&mut checked, &id, placement)?;
        }
    }
    for sheet in project.sheets {
        sheet::add(&mut checked, sheet)?;
    }
    project.cards.into_iter().try_for_each(|card| order::set_card(&mut checked, card))?;
    project.orders.into_iter().try_for_each(|asked| order::set_order(&mut checked, asked))?;
    Ok(checked)
}

fn check_together(edits: &[Edit]) -> Result<()> {
    let nested = edits.iter().any(|edit| matches!(edit, Edit::Together { .. }));
    if nested || edits.len() > MOST_TOGETHER {
        return Err(Error::input(
            "these edits cannot be made in one gesture",
            format!("Keep to at most {MOST_TOGETHER}, none of which is several edits itself."),
        ));
    }
    Ok(())
}

fn add_charm(project: &mut Project, charm: Charm) -> Result<()> {
    if project.charms.len() >= MOST_CHARMS {
        return Err(Error::input(
            format!("this project holds {MOST_CHARMS} charms"),
            "Start another project, or remove charms you no longer need.",
        ));
    }
    if project.charm(&charm.id).is_some() {
        return Err(Error::input("this charm is in the project already", "Duplicate it instead."));
    }
    project.charms.push(Charm {
        name: checked_name(&charm.name)?,
        artwork: checked_artwork(charm.artwork)?,
        back: checked_back(charm.back)?,
        texts: checked_texts(charm.texts)?,
        language: checked_language(charm.language)?,
        size: checked_size(charm.size)?,
        outline: checked_outline(charm.outline)?,
        choke: checked_choke(charm.choke)?,
        options: checked_options(charm.options)?,
        hardware: checked_hardware(charm.hardware)?,
        ..charm
    });
    Ok(())
}

fn remove_charm(project: &mut Project, id: &CharmId) -> Result<()> {
    charm_mut(project, id)?;
    project.charms.retain(|charm| charm.id != *id);
    for scene in &mut project.scenes {
        scene.placements.retain(|placement| placement.charm != *id);
    }
    sheet::forget(project, id);
    order::forget(project, id);
    Ok(())
}

fn duplicate_charm(project: &mut Project, id: &CharmId, copy: &CharmId) -> Result<()> {
    let original = charm_mut(project, id)?.clone();
    let place = project.charms.iter().position(|charm| charm.id == *id).map_or(0, |place| place + 1);
    add_charm(project, Charm { id: copy.clone(), ..original })?;
    project.charms[place..].rotate_right(1);
    Ok(())
}

fn charm_mut<'a>(project: &'a mut Project, id: &CharmId) -> Result<&'a mut Charm> {
    project.charms.iter_mut().find(|charm| charm.id == *id).ok_or_else(|| not_there("charm"))
}

fn scene_mut<'a>(project: &'a mut Project, id: &SceneId) -> Result<&'a mut Scene> {
    project.scenes.iter_mut().find(|scene| scene.id == *id).ok_or_else(|| not_there("scene"))
}

fn placement_mut<'a>(
    project: &'a mut Project,
    scene: &SceneId,
    id: &PlacementId,
) -> Result<&'a mut Placement> {
    let placements = &mut scene_mut(project, scene)?.placements;
    placements.iter_mut().find(|placement| placement.id == *id).ok_or_else(|| not_there("placement"))
}

fn not_there(thing: &str) -> Error {
    Error::new(ErrorCode::NotFound, format!("this {thing} is no longer there"), "Undo brings it back.")
}
