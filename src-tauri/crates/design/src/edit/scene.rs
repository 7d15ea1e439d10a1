//! What an edit does to the scenes of a project.

use super::checked::{check_placement, checked_name, checked_pattern};
use super::{MOST_PLACEMENTS, MOST_SCENES, charm_mut, placement_mut, scene_mut};
use crate::id::{PlacementId, SceneId};
use crate::project::{Placement, Project, Scene};
use crate::{Error, Result};

/// Adds a scene as the last one.
pub(super) fn add(project: &mut Project, scene: Scene) -> Result<()> {
    if project.scenes.len() >= MOST_SCENES || project.scene(&scene.id).is_some() {
        return Err(Error::input(
            "this scene cannot be added",
            format!("A project holds at most {MOST_SCENES} scenes, each with an id of its own."),
        ));
    }
    let name = checked_name(&scene.name)?;
    let pattern = checked_pattern(scene.pattern)?;
    project.scenes.push(Scene { name, pattern, ..scene });
    Ok(())
}

/// Adds a copy of a scene behind it.
pub(super) fn duplicate(project: &mut Project, id: &SceneId, copy: &SceneId, name: &str) -> Result<()> {
    let original = scene_mut(project, id)?.clone();
    let place = project.scenes.iter().position(|scene| scene.id == *id).map_or(0, |place| place + 1);
    add(project, Scene { id: copy.clone(), name: name.to_owned(), ..original })?;
    project.scenes[place..].rotate_right(1);
    Ok(())
}

/// Removes a scene; a project always has one to show.
pub(super) fn remove(project: &mut Project, id: &SceneId) -> Result<()> {
    scene_mut(project, id)?;
    if project.scenes.len() == 1 {
        return Err(Error::input(
            "this is the only set",
            "Take the charms off it, or add another set first.",
        ));
    }
    project.scenes.retain(|scene| scene.id != *id);
    Ok(())
}

/// Hangs a charm in front of all others.
pub(super) fn place(project: &mut Project, scene: &SceneId, placement: Placement) -> Result<()> {
    charm_mut(project, &placement.charm)?;
    check_placement(&placement)?;
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

/// Puts a placement at another depth; the nearest where `depth` is beyond all.
pub(super) fn reorder(
    project: &mut Project,
    scene: &SceneId,
    placement: &PlacementId,
    depth: usize,
) -> Result<()> {
    placement_mut(project, scene, placement)?;
    let placements = &mut scene_mut(project, scene)?.placements;
    if let Some(from) = placements.iter().position(|p| p.id == *placement) {
        let moved = placements.remove(from);
        placements.insert(depth.min(placements.len()), moved);
    }
    Ok(())
}
