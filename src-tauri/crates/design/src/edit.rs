//! Edits: each makes a new project out of an old one, or says why not.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AnchorId, CarrierId, CharmId, PlacementId, ProcessId, SceneId, ViewId};
use crate::project::{
    Background, Charm, HardwareChoice, HoleSpec, OutlineSpec, Placement, Project, Scene, Size,
};
use crate::units::{Degrees, Mm, Rgb};
use crate::{Error, ErrorCode, Result};

/// Most charms in one project.
pub const MOST_CHARMS: usize = 1_000;
/// Most placements in one scene.
pub const MOST_PLACEMENTS: usize = 200;
/// Most scenes in one project.
pub const MOST_SCENES: usize = 100;
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
    /// Takes a charm out of the tray and off every scene.
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
    /// Treats the ground behind the subject another way.
    SetBackground {
        /// Which one.
        charm: CharmId,
        /// The new way.
        background: Background,
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
                charm_mut(project, charm)?.outline = checked_outline(outline)?;
            }
            Edit::Rechoke { charm, choke } => charm_mut(project, charm)?.choke = checked_choke(*choke)?,
            Edit::SetBackground { charm, background } => {
                charm_mut(project, charm)?.artwork.background = *background;
            }
            Edit::SetProcess { charm, process } => charm_mut(project, charm)?.process = process.clone(),
            Edit::SetHardware { charm, hardware } => charm_mut(project, charm)?.hardware = hardware.clone(),
            Edit::AddScene { scene } => add_scene(project, scene.clone())?,
            Edit::SetCarrier { scene, carrier, view } => {
                let scene = scene_mut(project, scene)?;
                scene.carrier = carrier.clone();
                scene.view = view.clone();
            }
            Edit::Tint { scene, tint } => scene_mut(project, scene)?.tint = *tint,
            Edit::Place { scene, placement } => place(project, scene, placement.clone())?,
            Edit::MovePlacement { scene, placement, anchor } => {
                placement_mut(project, scene, placement)?.anchor = anchor.clone();
            }
            Edit::TurnPlacement { scene, placement, turn } => {
                placement_mut(project, scene, placement)?.turn = *turn;
            }
            Edit::Unplace { scene, placement } => {
                placement_mut(project, scene, placement)?;
                scene_mut(project, scene)?.placements.retain(|p| p.id != *placement);
            }
            Edit::Reorder { scene, placement, depth } => reorder(project, scene, placement, *depth)?,
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
    };
    for charm in project.charms {
        add_charm(&mut checked, charm)?;
    }
    for mut scene in project.scenes {
        let placements = std::mem::take(&mut scene.placements);
        let id = scene.id.clone();
        add_scene(&mut checked, scene)?;
        for placement in placements {
            place(&mut checked, &id, placement)?;
        }
    }
    Ok(checked)
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
        size: checked_size(charm.size)?,
        outline: checked_outline(&charm.outline)?,
        choke: checked_choke(charm.choke)?,
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
    Ok(())
}

fn duplicate_charm(project: &mut Project, id: &CharmId, copy: &CharmId) -> Result<()> {
    let original = charm_mut(project, id)?.clone();
    let place = project.charms.iter().position(|charm| charm.id == *id).map_or(0, |place| place + 1);
    add_charm(project, Charm { id: copy.clone(), ..original })?;
    project.charms[place..].rotate_right(1);
    Ok(())
}

fn add_scene(project: &mut Project, scene: Scene) -> Result<()> {
    if project.scenes.len() >= MOST_SCENES || project.scene(&scene.id).is_some() {
        return Err(Error::input(
            "this scene cannot be added",
            format!("A project holds at most {MOST_SCENES} scenes, each with an id of its own."),
        ));
    }
    project.scenes.push(scene);
    Ok(())
}

fn place(project: &mut Project, scene: &SceneId, placement: Placement) -> Result<()> {
    charm_mut(project, &placement.charm)?;
    let scene = scene_mut(project, scene)?;
    let taken = scene.placements.iter().any(|other| other.id == placement.id);
    if taken || scene.placements.len() >= MOST_PLACEMENTS {
        return Err(Error::input(
            "this charm cannot be hung here",
            format!("A scene holds at most {MOST_PLACEMENTS} placements, each with an id of its own."),
        ));
    }
    scene.placements.push(placement);
    Ok(())
}

fn reorder(project: &mut Project, scene: &SceneId, placement: &PlacementId, depth: usize) -> Result<()> {
    placement_mut(project, scene, placement)?;
    let placements = &mut scene_mut(project, scene)?.placements;
    if let Some(from) = placements.iter().position(|p| p.id == *placement) {
        let moved = placements.remove(from);
        placements.insert(depth.min(placements.len()), moved);
    }
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

fn checked_name(name: &str) -> Result<String> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::input(
            "this name cannot be used",
            format!("Give a name of 1 to {LONGEST_NAME} characters."),
        ));
    }
    Ok(name)
}

fn checked_size(size: Size) -> Result<Size> {
    Mm::within("the size", size.length.get(), Mm::new(5.0), Mm::new(1000.0))?;
    Ok(size)
}

fn checked_choke(choke: Mm) -> Result<Mm> {
    Mm::within("the choke", choke.get(), Mm::ZERO, Mm::new(2.0))
}

fn checked_outline(spec: &OutlineSpec) -> Result<OutlineSpec> {
    Mm::within("the border", spec.border.get(), Mm::ZERO, Mm::new(20.0))?;
    Mm::within("the smoothing", spec.smoothing.get(), Mm::ZERO, Mm::new(10.0))?;
    Mm::within("the join", spec.join.get(), Mm::ZERO, Mm::new(20.0))?;
    Mm::within("the least neck", spec.least_neck.get(), Mm::ZERO, Mm::new(20.0))?;
    if let HoleSpec::Tab { diameter, wall, shift } = spec.hole {
        Mm::within("the hole", diameter.get(), Mm::new(1.0), Mm::new(20.0))?;
        Mm::within("the hole's wall", wall.get(), Mm::new(0.5), Mm::new(20.0))?;
        Mm::within("the hole's shift", shift.get(), Mm::new(-500.0), Mm::new(500.0))?;
    }
    Ok(spec.clone())
}
