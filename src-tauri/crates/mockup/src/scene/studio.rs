//! The studio: it keeps decoded carriers and clasps, and takes the pictures.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dangle_design::artwork::Picture;
use dangle_design::id::{CarrierId, HardwareId, ViewId};
use dangle_design::project::{HardwareChoice, Photo, Placement, Scene};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Point, Rect, Vec2};
use rayon::prelude::*;

use super::drawn::Drawn;
use super::place::{Placed, Plan, merged};
use super::rigs::Rigs;
use super::views::Views;
use super::{
    CharmInput, Leaning, Moving, OverSprite, PictureSize, PlacementSprites, SceneInput, ScenePicture, Sprite,
    compose, frame,
};
use crate::carrier::{Carrier, CarrierLayers, Cloth};
use crate::files::{Embedded, Files};
use crate::hardware::{
    Assembly, Catalogue, CharmRing, Layer, Piece, Sprite as CastSprite, SpriteFacts, Sprites,
    draw as draw_piece,
};
use crate::motion::{RigPose, Take};
use crate::pixels::Tile;

/// The ring that a kit is shown with where there is no charm.
const USUAL_RING: CharmRing = CharmRing { wire: Mm::new(1.2), inside: Mm::new(7.0) };

/// All hardware, with its sprites decoded.
struct Stock {
    catalogue: Catalogue,
    sprites: Sprites,
}

/// Keeps decoded carriers and hardware, and takes pictures of scenes. What it keeps changes no picture.
pub struct Studio {
    views: Views,
    hardware: OnceLock<Arc<Stock>>,
    /// The bare scene that was shown last.
    backdrop: Mutex<Option<(Scene, Arc<compose::Backdrop>)>>,
}

impl Default for Studio {
    fn default() -> Self {
        Studio::new(Box::new(Embedded))
    }
}

impl Studio {
    /// A studio with the carriers and hardware of `files`; [`Studio::default`] has those of the program.
    #[must_use]
    pub fn new(files: Box<dyn Files>) -> Studio {
        Studio { views: Views::of(files), hardware: OnceLock::new(), backdrop: Mutex::default() }
    }

    /// The same studio with people's own photos beside its carriers: `find` finds the photo that a carrier's id names,
    /// with its picture, upright. What an id names never changes.
    #[must_use]
    pub fn with_photos(
        self,
        find: impl Fn(&CarrierId) -> Result<Option<(Photo, Picture)>> + Send + Sync + 'static,
    ) -> Studio {
        Studio { views: self.views.with_photos(Box::new(find)), ..self }
    }

    /// A carrier of the program, or the one that a photo is.
    ///
    /// # Errors
    /// `NotFound` when there is none of that id, `Store` for files that are not right, `Input` for a photo whose ruler
    /// cannot be right.
    pub fn carrier(&self, id: &CarrierId) -> Result<Carrier> {
        self.views.carrier(id)
    }

    /// The finished picture of a scene.
    ///
    /// # Errors
    /// `NotFound` for a carrier, view, anchor, charm, clasp or finish that is not there.
    pub fn picture(&self, input: &SceneInput<'_>, size: PictureSize) -> Result<ScenePicture> {
        self.taken(input, size, CarrierLayers::tinted)
    }

    /// The same with nothing behind the carrier: transparent beside it.
    ///
    /// # Errors
    /// As in [`Studio::picture`].
    pub fn cut_out(&self, input: &SceneInput<'_>, size: PictureSize) -> Result<ScenePicture> {
        self.taken(input, size, CarrierLayers::cut_out)
    }

    fn taken(
        &self,
        input: &SceneInput<'_>,
        size: PictureSize,
        carrier: impl Fn(&CarrierLayers, Cloth) -> Picture + Sync,
    ) -> Result<ScenePicture> {
        let layers = self.layers(&input.scene.carrier, &input.scene.view)?;
        let (_, plans) = self.plans(&layers, input)?;
        let rigs = Rigs::of(&plans)?;
        let plans = posed(plans, &rigs.poses(rigs.world.rest()));
        let shot = Shot::new(&layers, &plans, size);
        let backdrop =
            || compose::Backdrop::new(carrier(&layers, Cloth::of(input.scene)), size, shot.to_picture);
        let (backdrop, placed) = rayon::join(backdrop, || self.draw(plans, shot.to_picture));
        let picture = compose::render(&backdrop?, placed?.iter())?;
        Ok(ScenePicture { picture, px_per_mm: shot.px_per_mm })
    }

    /// The frames of a scene in motion, one after another.
    ///
    /// # Errors
    /// As [`Studio::picture`]; `Input` when the motion cannot be; what `show` answers.
    pub fn film(
        &self,
        input: &SceneInput<'_>,
        size: PictureSize,
        take: &Take,
        show: &mut dyn FnMut(Picture) -> Result<()>,
    ) -> Result<()> {
        let layers = self.layers(&input.scene.carrier, &input.scene.view)?;
        let (_, plans) = self.plans(&layers, input)?;
        let rigs = Rigs::of(&plans)?;
        let shot = Shot::new(&layers, &posed(plans.clone(), &rigs.poses(rigs.world.rest())), size);
        let backdrop = compose::Backdrop::new(layers.tinted(Cloth::of(input.scene)), size, shot.to_picture)?;
        let track = rigs.world.track(take)?;
        for frame in 0..track.timing().frames() as usize {
            let plans = posed(plans.clone(), &rigs.poses(track.state(frame)));
            let placed = self.draw(plans, shot.to_picture)?;
            show(compose::render(&backdrop, placed.iter())?)?;
        }
        Ok(())
    }

    /// The carrier alone on its ground, tinted, at its own size.
    ///
    /// # Errors
    /// `NotFound` for a carrier or view that is not there.
    pub fn carrier_picture(&self, scene: &Scene) -> Result<Picture> {
        Ok(self.layers(&scene.carrier, &scene.view)?.tinted(Cloth::of(scene)))
    }

    /// The charms in sight as sprites, farthest first, as they hang each alone, `zoom` pixels to one of the
    /// carrier's.
    ///
    /// # Errors
    /// `Input` for a zoom outside 0.05 to 8, `NotFound` as in [`Studio::picture`].
    pub fn sprites(&self, input: &SceneInput<'_>, zoom: f64) -> Result<Vec<PlacementSprites>> {
        if !(0.05..=8.0).contains(&zoom) {
            return Err(Error::input(format!("zoom is {zoom}"), "Give a zoom from 0.05 to 8."));
        }
        let layers = self.layers(&input.scene.carrier, &input.scene.view)?;
        let (placements, plans) = self.plans(&layers, input)?;
        let placed = self.draw(plans, Affine::scale(zoom))?;
        let both = placements.into_iter().zip(placed);
        Ok(both.map(|(placement, placed)| Drawn::new(placement, placed).sprites_at(zoom)).collect())
    }

    /// The charms in sight drawn at the carrier's own scale, farthest first; `leanings` tells, by their place in
    /// the row, how those lean that others rest against.
    ///
    /// # Errors
    /// `NotFound` as in [`Studio::picture`].
    pub fn drawn(&self, input: &SceneInput<'_>, leanings: &[Option<Leaning>]) -> Result<Vec<Drawn>> {
        let layers = self.layers(&input.scene.carrier, &input.scene.view)?;
        let (placements, plans) = self.plans(&layers, input)?;
        let poses: Vec<Option<RigPose>> =
            leanings.iter().map(|leaning| leaning.as_ref().map(|leaning| leaning.0.clone())).collect();
        let placed = self.draw(posed(plans, &poses), Affine::IDENTITY)?;
        let both = placements.into_iter().zip(placed);
        Ok(both.map(|(placement, placed)| Drawn::new(placement, placed)).collect())
    }

    /// The finished picture of a scene whose charms are drawn already, as large as the carrier's own.
    ///
    /// # Errors
    /// `NotFound` for a carrier or view that is not there.
    pub fn picture_of(&self, scene: &Scene, drawn: &[Arc<Drawn>]) -> Result<Picture> {
        let backdrop = self.backdrop(scene)?;
        compose::render(&backdrop, drawn.iter().map(|drawn| &drawn.placed))
    }

    /// The carrier of a scene, tinted, as large as its own picture; the last one is kept.
    fn backdrop(&self, scene: &Scene) -> Result<Arc<compose::Backdrop>> {
        let bare = Scene { name: String::new(), placements: Vec::new(), ..scene.clone() };
        let kept = || self.backdrop.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, backdrop)) = kept().as_ref().filter(|(of, _)| *of == bare) {
            return Ok(Arc::clone(backdrop));
        }
        let layers = self.layers(&scene.carrier, &scene.view)?;
        let [width, height] = layers.view().size_px;
        let size = PictureSize::new(width, height)?;
        let made = compose::Backdrop::new(layers.tinted(Cloth::of(scene)), size, Affine::IDENTITY)?;
        let made = Arc::new(made);
        *kept() = Some((bare, Arc::clone(&made)));
        Ok(made)
    }

    /// The charms of a scene as they move together.
    ///
    /// # Errors
    /// `NotFound` as in [`Studio::picture`]; `Input` when there are too many, or one cannot hang.
    pub fn moving(&self, input: &SceneInput<'_>) -> Result<Moving> {
        let layers = self.layers(&input.scene.carrier, &input.scene.view)?;
        let (placements, plans) = self.plans(&layers, input)?;
        Ok(Moving::new(Rigs::of(&plans)?, placements.iter().map(|placement| placement.id.clone()).collect()))
    }

    /// What lies in front of the clasps, by anchor, `zoom` 1.
    ///
    /// # Errors
    /// `NotFound` for a carrier or view that is not there.
    pub fn overs(&self, scene: &Scene) -> Result<Vec<OverSprite>> {
        let layers = self.layers(&scene.carrier, &scene.view)?;
        let over = |anchor: &crate::carrier::Anchor| {
            let mut tile = layers.over(&anchor.id)?.clone();
            if let Some(film) = layers.film(anchor) {
                film.lay_atop(&mut tile, Affine::IDENTITY);
            }
            Some(OverSprite { anchor: anchor.id.clone(), sprite: sprite_of(&tile, 1.0) })
        };
        Ok(layers.view().anchors.iter().filter_map(over).collect())
    }

    /// A carrier's view, decoded once.
    ///
    /// # Errors
    /// As [`Studio::carrier`]; `NotFound` for a view that is not there.
    pub fn layers(&self, carrier: &CarrierId, view: &ViewId) -> Result<Arc<CarrierLayers>> {
        self.views.layers(carrier, view)
    }

    /// A kit as it hangs, from its anchor to the place where a charm would, `px_per_mm` large.
    ///
    /// # Errors
    /// `NotFound` for a kit or finish that is not there, `Store` for files that are not right.
    pub fn kit_picture(&self, choice: &HardwareChoice, px_per_mm: f64) -> Result<Picture> {
        let stock = self.stock()?;
        let kit = Assembly::of(&stock.catalogue, choice, USUAL_RING)?;
        Ok(hung(&kit.pieces, &kit.beside, px_per_mm, &stock.sprites))
    }

    /// A part that hangs beside a charm, as [`Studio::kit_picture`] shows a kit.
    ///
    /// # Errors
    /// `NotFound` for a part that is not there, `Store` for files that are not right.
    pub fn part_picture(&self, part: &HardwareId, px_per_mm: f64) -> Result<Picture> {
        let stock = self.stock()?;
        let part = Assembly::alone(&stock.catalogue, part)?;
        Ok(hung(&[part], &[], px_per_mm, &stock.sprites))
    }

    /// What hangs in sight, farthest first, and how each hangs alone.
    fn plans<'a>(
        &self,
        layers: &'a CarrierLayers,
        input: &SceneInput<'a>,
    ) -> Result<(Vec<&'a Placement>, Vec<Plan<'a>>)> {
        let placements = layers.carrier().in_sight(input.scene)?;
        let catalogue = &self.stock()?.catalogue;
        let plan =
            |placement: &&'a Placement| Plan::new(layers, placement, charm_of(input, placement)?, catalogue);
        let plans = placements.iter().map(plan).collect::<Result<_>>()?;
        Ok((placements, plans))
    }

    /// Draws placements; `to_picture` takes the carrier's pixels to the picture's.
    fn draw(&self, plans: Vec<Plan<'_>>, to_picture: Affine) -> Result<Vec<Placed>> {
        let sprites = &self.stock()?.sprites;
        plans.into_par_iter().map(|plan| plan.draw(to_picture, sprites)).collect()
    }

    /// All hardware, decoded once.
    fn stock(&self) -> Result<&Arc<Stock>> {
        if let Some(stock) = self.hardware.get() {
            return Ok(stock);
        }
        let catalogue = Catalogue::read(self.views.files())?;
        let decode =
            |facts: &SpriteFacts| Ok((facts.id.clone(), CastSprite::decode(self.views.files(), facts)?));
        let sprites = catalogue.sprites.iter().map(decode).collect::<Result<Sprites>>()?;
        Ok(self.hardware.get_or_init(|| Arc::new(Stock { catalogue, sprites })))
    }
}

/// Pieces as they hang one below the other, and what hangs beside where a charm would.
fn hung(pieces: &[Piece], beside: &[Piece], px_per_mm: f64, sprites: &Sprites) -> Picture {
    let below = |at: Point, piece: &Piece| at + Vec2::new(0.0, piece.length.get());
    let mut at = Point::ORIGIN;
    let mut lines = Vec::new();
    for piece in pieces {
        lines.push((piece, [at, below(at, piece)]));
        at = below(at, piece);
    }
    lines.extend(beside.iter().map(|piece| (piece, [at, below(at, piece)])));
    let to_px = Affine::scale(px_per_mm);
    let drawn =
        |layer| lines.iter().flat_map(move |(piece, line)| draw_piece(piece, line, to_px, layer, sprites));
    let tiles: Vec<Tile> = [Layer::Far, Layer::Middle, Layer::Near].into_iter().flat_map(drawn).collect();
    merged(tiles.iter()).unwrap_or_else(|| Tile::covering(Rect::ZERO)).to_picture()
}

fn charm_of<'a>(input: &SceneInput<'a>, placement: &Placement) -> Result<CharmInput<'a>> {
    input.charms.get(&placement.charm).copied().ok_or_else(|| {
        let message =
            format!("placement \"{}\" names charm \"{}\", which is not there", placement.id, placement.charm);
        Error::new(ErrorCode::NotFound, message, "Take the placement off the carrier.")
    })
}

/// The plans as they hang in these poses; those without one as they hang alone.
fn posed<'a>(plans: Vec<Plan<'a>>, poses: &[Option<RigPose>]) -> Vec<Plan<'a>> {
    let pose = |index: usize| poses.get(index).and_then(Option::as_ref);
    let hung = plans.into_iter().enumerate().map(|(index, plan)| match pose(index) {
        Some(pose) => plan.posed(pose),
        None => plan,
    });
    hung.collect()
}

/// What of a carrier a picture shows, and how large.
struct Shot {
    /// From the carrier's pixels to the picture's.
    to_picture: Affine,
    px_per_mm: Option<f64>,
}

impl Shot {
    /// The carrier fills the picture, the charms as near to its middle as can be.
    fn new(layers: &CarrierLayers, plans: &[Plan<'_>], size: PictureSize) -> Shot {
        let focus = plans.iter().map(Plan::charm_box).reduce(|a, b| a.union(b));
        let to_picture = frame::fill(size, layers.view().size_px, focus);
        let anchor = || layers.view().anchors.first().map(|anchor| anchor.px_per_mm);
        let px_per_mm = plans.first().map(Plan::px_per_mm).or_else(anchor);
        Shot { to_picture, px_per_mm: px_per_mm.map(|scale| scale * to_picture.as_coeffs()[0]) }
    }
}

/// A tile drawn `zoom` times as large as the carrier, as a sprite.
pub(super) fn sprite_of(tile: &Tile, zoom: f64) -> Sprite {
    let rect: Rect = Affine::scale(1.0 / zoom).transform_rect_bbox(tile.rect());
    Sprite { picture: tile.to_picture(), rect }
}
