//! The Mock-up room: scenes as sprites for the hand, and as true pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::id::{AnchorId, CarrierId, SceneId, ViewId};
use dangle_design::kurbo::Rect;
use dangle_design::process::Process;
use dangle_design::project::{Charm, HardwareChoice, Placement, Project, Scene};
use dangle_design::shape::{CharmShape, Quality};
use dangle_design::units::Rgb;
use dangle_design::{Error, ErrorCode, Job, Result};
use dangle_mockup::carrier::{Anchor, Carrier, View};
use dangle_mockup::hardware::{Catalogue, LengthRange, Shape};
use dangle_mockup::scene::{
    CharmInput, Drawn, Leaning, OverSprite, PictureSize, PlacementSprites, SceneInput, ScenePicture, Sprite,
    SwingSprites,
};
use rayon::prelude::*;
use serde::Serialize;

use super::{Promise, Workbench};
use crate::pictures::{self, Encoded, content_key};
use crate::view::{
    AnchorView, BesideView, CarrierView, HardwareView, LengthView, NamedView, PlacementView, SceneView,
    SpriteView, SwingView,
};

/// The view that shows all of a carrier, where it has one.
const WHOLE_VIEW: &str = "whole";

impl Workbench {
    /// A scene with its sprites; its pictures are rendered when the window asks for them.
    ///
    /// # Errors
    /// `NotFound` when the scene, or a thing it names, is not there; those of the artworks.
    pub fn scene_view(&self, id: &SceneId) -> Result<SceneView> {
        let project = Arc::clone(self.desk().project());
        let scene = &self.scene_for_studio(&project, id)?;
        let carrier = self.studio.carrier(&scene.carrier)?;
        let view = carrier.view(&scene.view)?;
        let charms = charms_of(&project, scene);
        let placements: Result<Vec<PlacementView>> =
            self.hung(scene, &charms)?.into_par_iter().map(|hung| self.placement_view(hung)).collect();
        Ok(SceneView {
            scene: scene.id.clone(),
            size_px: view.size_px,
            carrier_picture: self.pictures.promise(Promise::Carrier {
                carrier: scene.carrier.clone(),
                view: scene.view.clone(),
                tint: scene.tint,
                pattern: scene.pattern,
            })?,
            anchors: self.anchor_views(scene, &view.anchors)?,
            placements: placements?,
            true_picture: self.pictures.promise(Promise::Scene { scene: scene.clone(), charms })?,
        })
    }

    /// A scene's true picture.
    pub(super) fn scene_picture(
        &self,
        scene: &Scene,
        charms: &[Charm],
        size: PictureSize,
    ) -> Result<ScenePicture> {
        let shaped: Vec<Shaped<'_>> =
            charms.par_iter().map(|charm| self.shaped(charm)).collect::<Result<_>>()?;
        self.studio.picture(&input(scene, &shaped), size)
    }

    /// A scene's true picture as the window shows it: of placements that are drawn already, where they are.
    pub(super) fn shown_picture(&self, scene: &Scene, charms: &[Charm]) -> Result<Picture> {
        let hung = self.hung(scene, charms)?;
        let drawn = hung.par_iter().map(|hung| self.drawn(hung)).collect::<Result<Vec<_>>>()?;
        self.studio.picture_of(scene, &drawn)
    }

    /// A scene's placements in sight, farthest first.
    fn hung(&self, scene: &Scene, charms: &[Charm]) -> Result<Vec<Hung>> {
        let leanings = self.leanings(scene, charms);
        let carrier = self.studio.carrier(&scene.carrier)?;
        let in_sight = carrier.in_sight(scene)?.into_iter();
        in_sight
            .map(|placement| Hung::of(scene, placement, charms, leanings.get(&placement.id).cloned()))
            .collect()
    }

    /// A placement, drawn once.
    pub(super) fn drawn(&self, hung: &Hung) -> Result<Arc<Drawn>> {
        let key = content_key("drawn", hung)?;
        if let Some(kept) = self.drawn.get(&key) {
            return Ok(kept);
        }
        let shaped = [self.shaped(&hung.charm)?];
        let (input, leaning) = (input(&hung.scene, &shaped), [hung.leaning.clone()]);
        let drawn = self.studio.drawn(&input, &leaning)?.into_iter().next().ok_or_else(no_such_placement)?;
        let drawn = Arc::new(drawn);
        self.drawn.insert(key, Arc::clone(&drawn), drawn.bytes());
        Ok(drawn)
    }

    /// What lies in front of an anchor.
    pub(super) fn make_over(&self, carrier: &CarrierId, view: &ViewId, anchor: &AnchorId) -> Result<Encoded> {
        let overs = self.studio.overs(&as_scene(carrier, view, Rgb([0; 3]))?)?;
        let over = overs.iter().find(|over| over.anchor == *anchor).ok_or_else(no_such_placement)?;
        pictures::png(&over.sprite.picture)
    }

    pub(super) fn shaped<'a>(&self, charm: &'a Charm) -> Result<Shaped<'a>> {
        let shape = self.shape(charm, Quality::Final, &Job::silent())?;
        Ok(Shaped { charm, shape, process: Process::load(&charm.process)? })
    }

    fn anchor_views(&self, scene: &Scene, anchors: &[Anchor]) -> Result<Vec<AnchorView>> {
        let overs = self.studio.overs(scene)?;
        anchors.iter().map(|anchor| self.anchor_view(scene, anchor, &overs)).collect()
    }

    fn anchor_view(&self, scene: &Scene, anchor: &Anchor, overs: &[OverSprite]) -> Result<AnchorView> {
        let over = overs.iter().find(|over| over.anchor == anchor.id).map(|over| {
            let promise = Promise::Over {
                carrier: scene.carrier.clone(),
                view: scene.view.clone(),
                anchor: anchor.id.clone(),
            };
            let picture = self.pictures.promise(promise)?;
            Ok(SpriteView { picture, rect: rect_view(over.sprite.rect) })
        });
        Ok(AnchorView {
            id: anchor.id.clone(),
            name: anchor.name.clone(),
            at_px: anchor.at_px,
            px_per_mm: anchor.px_per_mm,
            over: over.transpose()?,
        })
    }

    /// One placement's sprites. They depend on nothing else in the scene but on what leans against it, so
    /// that an edit of one charm renders one charm anew.
    fn placement_view(&self, hung: Hung) -> Result<PlacementView> {
        let key = content_key("placement", &hung)?;
        if let Some(view) = self.placements.get(&key).filter(|view| self.still_promised(view)) {
            return Ok(PlacementView::clone(&view));
        }
        let sprites = self.drawn(&hung)?.sprites();
        let hung = Box::new(hung);
        let view = PlacementView {
            id: sprites.id,
            charm: sprites.charm,
            anchor: sprites.anchor,
            body: self.sprite_view(Promise::Body { hung: hung.clone() }, &sprites.body)?,
            swing: self.swing_view(&hung, &sprites.swing)?,
            shadow: self.sprite_view(Promise::Shadow { hung }, &sprites.shadow)?,
            turn_deg: sprites.turn.get(),
            corners_px: sprites.corners.map(|corner| [corner.x, corner.y]),
        };
        self.placements.insert(key, Arc::new(view.clone()), 1);
        Ok(view)
    }

    /// The parts are pictures that only motion asks for: they are made when it does.
    fn swing_view(&self, hung: &Hung, swing: &SwingSprites) -> Result<SwingView> {
        let view = |part: SwingPart, sprite: &Sprite| {
            let picture = self.pictures.promise(Promise::Swing { hung: Box::new(hung.clone()), part })?;
            Ok(SpriteView { picture, rect: rect_view(sprite.rect) })
        };
        let hardware =
            |part, sprite: &Option<Sprite>| sprite.as_ref().map(|sprite| view(part, sprite)).transpose();
        Ok(SwingView {
            behind: hardware(SwingPart::Behind, &swing.behind)?,
            charm: view(SwingPart::Charm, &swing.charm)?,
            before: hardware(SwingPart::Before, &swing.before)?,
            pivot_px: [swing.pivot.x, swing.pivot.y],
        })
    }

    fn still_promised(&self, view: &PlacementView) -> bool {
        [&view.body, &view.shadow].iter().all(|sprite| self.pictures.knows(&sprite.picture))
    }

    /// A sprite that is there already, and can be made again.
    fn sprite_view(&self, promise: Promise, sprite: &Sprite) -> Result<SpriteView> {
        let picture = self.pictures.promise_made(promise, pictures::png(&sprite.picture)?)?;
        Ok(SpriteView { picture, rect: rect_view(sprite.rect) })
    }

    /// Carriers that charms can hang on.
    pub(super) fn carriers(&self) -> Result<Vec<CarrierView>> {
        Carrier::ids().iter().map(|id| self.carrier_view(Carrier::load(id)?)).collect()
    }

    fn carrier_view(&self, carrier: Carrier) -> Result<CarrierView> {
        // In a close view nobody recognises the carrier.
        let whole = carrier.views.iter().map(|view| &view.id).find(|view| view.as_str() == WHOLE_VIEW);
        let picture = self.pictures.promise(Promise::CarrierThumbnail {
            carrier: carrier.id.clone(),
            view: whole.unwrap_or(&carrier.default_view).clone(),
            tint: carrier.default_tint,
        })?;
        Ok(CarrierView {
            id: carrier.id,
            name: carrier.name,
            picture,
            views: carrier.views.into_iter().map(named_view).collect(),
            default_view: carrier.default_view,
            tints: carrier.tints.iter().map(ToString::to_string).collect(),
        })
    }

    /// Kits of hardware, in each finish.
    pub(super) fn hardware(&self) -> Result<Vec<HardwareView>> {
        let all = Catalogue::load()?;
        let mut views = Vec::new();
        for kit in &all.kits {
            let parts = all.parts_of(&kit.id)?;
            for finish in &all.finishes {
                let choice = HardwareChoice::new(kit.id.clone(), finish.id.clone());
                views.push(HardwareView {
                    id: kit.id.to_string(),
                    name: kit.name.clone(),
                    finish: finish.id.clone(),
                    finish_name: finish.name.clone(),
                    picture: self.pictures.promise(Promise::Kit { choice })?,
                    length: parts.iter().find_map(|part| part.length).map(length_view),
                    colour: parts
                        .iter()
                        .find_map(|part| part.colour)
                        .or(finish.own_colour())
                        .map(|c| c.to_string()),
                });
            }
        }
        Ok(views)
    }

    /// Parts that hang beside a charm.
    pub(super) fn beside(&self) -> Result<Vec<BesideView>> {
        let all = Catalogue::load()?;
        let beside =
            all.parts.iter().filter(|part| matches!(part.shape, Shape::Tassel { .. } | Shape::Beads { .. }));
        let view = |part: &dangle_mockup::hardware::Part| {
            Ok(BesideView {
                id: part.id.to_string(),
                name: part.name.clone(),
                picture: self.pictures.promise(Promise::Beside { part: part.id.clone() })?,
                length: part.length.map(length_view),
                colour: part.colour.map(|colour| colour.to_string()),
            })
        };
        beside.map(view).collect()
    }
}

fn length_view(range: LengthRange) -> LengthView {
    LengthView { usual_mm: range.usual.get(), least_mm: range.least.get(), most_mm: range.most.get() }
}

fn named_view(view: View) -> NamedView {
    let anchors = view.anchors.into_iter().map(|anchor| anchor.id).collect();
    NamedView { id: view.id, name: view.name, anchors }
}

/// One placement and all that its sprites follow from.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Hung {
    /// The scene with nothing but the placement.
    scene: Scene,
    charm: Charm,
    leaning: Option<Leaning>,
}

impl Hung {
    fn of(scene: &Scene, placement: &Placement, charms: &[Charm], leaning: Option<Leaning>) -> Result<Hung> {
        let charm = charms.iter().find(|charm| charm.id == placement.charm).ok_or_else(no_such_placement)?;
        let alone = Scene {
            name: String::new(),
            tint: Rgb([0; 3]),
            pattern: None,
            placements: vec![placement.clone()],
            ..scene.clone()
        };
        Ok(Hung { scene: alone, charm: charm.clone(), leaning })
    }
}

/// A part of a placement that swings by itself.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) enum SwingPart {
    /// Hardware behind the charm.
    Behind,
    /// The charm.
    Charm,
    /// Hardware before the charm.
    Before,
}

impl SwingPart {
    /// Its sprite.
    pub(super) fn of(self, sprites: &PlacementSprites) -> Option<&Sprite> {
        match self {
            SwingPart::Behind => sprites.swing.behind.as_ref(),
            SwingPart::Charm => Some(&sprites.swing.charm),
            SwingPart::Before => sprites.swing.before.as_ref(),
        }
    }
}

/// A charm with what follows from it.
pub(super) struct Shaped<'a> {
    charm: &'a Charm,
    shape: Arc<CharmShape>,
    process: Process,
}

pub(super) fn input<'a>(scene: &'a Scene, shaped: &'a [Shaped<'a>]) -> SceneInput<'a> {
    let one = |shaped: &'a Shaped<'a>| {
        let input = CharmInput {
            shape: &shaped.shape,
            hardware: &shaped.charm.hardware,
            thickness: shaped.process.thickness_mm,
        };
        (shaped.charm.id.clone(), input)
    };
    SceneInput { scene, charms: shaped.iter().map(one).collect::<BTreeMap<_, _>>() }
}

/// The charms that hang in a scene, each once, nameless: a name changes no picture.
pub(super) fn charms_of(project: &Project, scene: &Scene) -> Vec<Charm> {
    charms_of_all(project, std::slice::from_ref(scene))
}

/// The charms that hang in any of the scenes, each once, nameless.
pub(super) fn charms_of_all(project: &Project, scenes: &[Scene]) -> Vec<Charm> {
    let placements = || scenes.iter().flat_map(|scene| &scene.placements);
    let hangs = |charm: &&Charm| placements().any(|placement| placement.charm == charm.id);
    let nameless = |charm: &Charm| Charm { name: String::new(), ..charm.clone() };
    project.charms.iter().filter(hangs).map(nameless).collect()
}

/// An empty scene, for pictures of the carrier alone.
pub(super) fn as_scene(carrier: &CarrierId, view: &ViewId, tint: Rgb) -> Result<Scene> {
    Ok(Scene::bare(SceneId::new("alone")?, "Alone", carrier.clone(), view.clone(), tint))
}

fn rect_view(rect: Rect) -> [f64; 4] {
    [rect.x0, rect.y0, rect.width(), rect.height()]
}

pub(super) fn no_such_scene() -> Error {
    Error::new(ErrorCode::NotFound, "this scene is no longer there", "Undo brings it back.")
}

pub(super) fn no_such_placement() -> Error {
    Error::new(ErrorCode::NotFound, "this charm no longer hangs there", "Undo brings it back.")
}
