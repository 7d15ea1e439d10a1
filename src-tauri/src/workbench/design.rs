//! The Design room: a charm's shape as the window shows it.

use std::sync::Arc;

use dangle_design::artwork::{self, Depiction, Layer, Subject};
use dangle_design::edit::Edit;
use dangle_design::id::{BlobHash, CharmId};
use dangle_design::kurbo::{Point, Rect, Shape};
use dangle_design::lettering::{self, BundledFont};
use dangle_design::process::Process;
use dangle_design::project::{Charm, OwnLimit, Project};
use dangle_design::report::svg_path;
use dangle_design::shape::{self, BackSide, CharmShape, Check, Guide, Hole, Makeup, Neck, Prepared, Quality};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Job, Result};

use super::project::check_import_size;
use super::{Promise, Workbench};
use crate::pictures::{self, content_key};
use crate::view::{
    BackView, CharmView, CheckView, FontView, GuideView, HoleView, LayerView, MakeupView, NeckView, PairView,
    SpriteView,
};

/// Longer side of the look in the Design room: the stage of a large window, pixel for pixel.
const LOOK_PX: u32 = 1200;

impl Workbench {
    /// A charm of the open project, at final quality.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; those of the artwork and the outline.
    pub fn charm_view(&self, id: &CharmId) -> Result<CharmView> {
        let charm = self.charm(id)?;
        let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
        let look = Some(self.look_view(&charm)?);
        let view = self.view_of(&charm, &shape, look)?;
        self.with_proven_fixes(&charm, &shape, view)
    }

    /// The charm an edit would make, at preview quality. Nothing is committed.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; `Input` when the edit changes no charm.
    pub fn preview_edit(&self, edit: &Edit) -> Result<CharmView> {
        let project = self.desk().project().clone();
        let charm = edited_charm(edit, &edit.apply(&project)?)?;
        let shape = self.shape(&charm, Quality::Preview, &Job::silent())?;
        self.view_of(&charm, &shape, None).map(|view| CharmView { preview: true, ..view })
    }

    /// A charm in its material, with its place in the charm's millimetres.
    fn look_view(&self, charm: &Charm) -> Result<SpriteView> {
        let sprite = self.look(charm, LOOK_PX)?;
        let charm = Box::new(Charm { name: String::new(), ..charm.clone() });
        let promise = Promise::Look { charm, longer_px: LOOK_PX };
        let picture = self.pictures.promise_made(promise, pictures::png(&sprite.picture)?)?;
        Ok(SpriteView { picture, rect: xywh(sprite.rect_mm) })
    }

    /// A charm of the open project.
    pub(super) fn charm(&self, id: &CharmId) -> Result<Charm> {
        let project = self.desk().project().clone();
        project.charm(id).cloned().ok_or_else(no_such_charm)
    }

    /// Everything that follows from a charm.
    pub(super) fn shape(&self, charm: &Charm, quality: Quality, job: &Job<'_>) -> Result<Arc<CharmShape>> {
        let own = self.desk().project().limits.clone();
        let key = shape_key(charm, &own, quality)?;
        if let Some(shape) = self.shapes.get(&key) {
            return Ok(shape);
        }
        let process = Process::load(&charm.process)?.with_own(&own);
        let prepared = self.prepared(&Depiction::of(charm), job)?;
        let mut shape = shape::derive_with(&prepared, charm, &process, quality, job)?;
        if quality == Quality::Final {
            dangle_print::add_checks(&mut shape, &process)?;
        }
        let shape = Arc::new(shape);
        self.shapes.insert(key, shape.clone(), 1);
        Ok(shape)
    }

    /// What a charm shows, with what was measured of it under the last move of a slider.
    fn prepared(&self, depiction: &Depiction, job: &Job<'_>) -> Result<Arc<Prepared>> {
        let key = content_key("prepared", depiction)?;
        if let Some(prepared) = self.prepared.get(&key) {
            return Ok(prepared);
        }
        let prepared = Arc::new(Prepared::new(self.subject(depiction, job)?));
        self.prepared.insert(key, prepared.clone(), 1);
        Ok(prepared)
    }

    /// What a charm shows, decoded, cut out and lettered.
    pub(super) fn subject(&self, depiction: &Depiction, job: &Job<'_>) -> Result<Arc<Subject>> {
        let key = content_key("subject", depiction)?;
        // No lock while decoding: it goes to all threads, and one that waited here would never come back to
        // help. At worst two commands decode the same artwork.
        if let Some(subject) = self.subjects.get(&key) {
            return Ok(subject);
        }
        let blobs = |hash: &BlobHash| self.keeping.store().blob(hash);
        let subject = if depiction.texts.is_empty() {
            Arc::new(Subject::of(depiction, &blobs, job)?)
        } else {
            // Words change under the hand; what they lie on does not.
            let Depiction { texts, language, .. } = depiction;
            let bare = Depiction { texts: Vec::new(), language: None, ..depiction.clone() };
            let bare = (*self.subject(&bare, job)?).clone();
            Arc::new(lettering::lettered(bare, texts, language.as_deref(), &blobs)?)
        };
        self.keep_subject(key, &subject);
        Ok(subject)
    }

    /// An artwork that is not kept yet: it is refused here, or decoded once for all that follows.
    pub(super) fn read_artwork(&self, bytes: &[u8]) -> Result<Arc<Subject>> {
        let depiction = Depiction::plain(BlobHash::of(bytes));
        let key = content_key("subject", &depiction)?;
        if let Some(subject) = self.subjects.get(&key) {
            return Ok(subject);
        }
        let subject = Arc::new(Subject::of(&depiction, &|_| Ok(bytes.to_vec()), &Job::silent())?);
        self.keep_subject(key, &subject);
        Ok(subject)
    }

    fn keep_subject(&self, key: String, subject: &Arc<Subject>) {
        let points: usize = subject.rings.iter().map(Vec::len).sum();
        self.subjects.insert(key, subject.clone(), subject.picture.rgba().len() + points * 8);
    }

    /// The layers of a charm's artwork, the lowest first; none when its file has none.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; those of the artwork.
    pub fn artwork_layers(&self, id: &CharmId) -> Result<Vec<LayerView>> {
        let artwork = self.charm(id)?.artwork;
        let bytes = self.keeping.store().blob(&artwork.blob)?;
        let view = |layer: Layer| {
            let used = artwork.layers.iter().find(|used| used.layer == layer.id);
            let promise = Promise::Layer { blob: artwork.blob, layer: layer.id.clone() };
            Ok(LayerView {
                picture: self.pictures.promise(promise)?,
                role: used.map_or(layer.role, |used| used.role),
                id: layer.id,
                name: layer.name,
            })
        };
        artwork::layers(&bytes)?.into_iter().map(view).collect()
    }

    /// Keeps a picture's file for an edit to come, such as one of a charm's back; answers its hash. A file
    /// that is no artwork is refused before anything is kept.
    ///
    /// # Errors
    /// `TooLarge`, `Artwork` or `NothingVisible`, each with a remedy.
    pub fn keep_artwork(&self, file_name: &str, bytes: &[u8]) -> Result<BlobHash> {
        check_import_size(bytes.len())?;
        self.read_artwork(bytes).map_err(|error| error.about(file_name))?;
        self.keeping.store().put_blob(bytes)
    }

    /// Keeps a font of the person's own for an edit to come; answers its hash. A file that is no font to draw
    /// with is refused before anything is kept.
    ///
    /// # Errors
    /// `Input` or `TooLarge`, each with a remedy.
    pub fn keep_font(&self, file_name: &str, bytes: &[u8]) -> Result<BlobHash> {
        lettering::checked_font(bytes).map_err(|error| error.about(file_name))?;
        self.keeping.store().put_blob(bytes)
    }

    /// The fonts that come with Dangle.
    pub(super) fn fonts(&self) -> Result<Vec<FontView>> {
        let view = |font: &BundledFont| {
            Ok(FontView {
                picture: self.pictures.promise(Promise::Font { font: font.id.clone() })?,
                id: font.id.clone(),
                name: font.name.clone(),
                languages: font.languages.clone(),
            })
        };
        lettering::bundled().iter().map(view).collect()
    }

    fn back_view(&self, back: &BackSide, depiction: &Depiction) -> Result<BackView> {
        let promise = Promise::Back { depiction: Box::new(depiction.clone()) };
        Ok(BackView {
            picture: self.pictures.promise(promise)?,
            rect: xywh(back.artwork_box),
            white_path: svg_path(&back.white),
        })
    }

    fn view_of(&self, charm: &Charm, shape: &CharmShape, look: Option<SpriteView>) -> Result<CharmView> {
        let outline = &shape.outline;
        let depiction = Box::new(Depiction::of(charm));
        let back = shape.back.as_ref().map(|back| self.back_view(back, &depiction)).transpose()?;
        let picture = front_promise(charm, shape, depiction);
        Ok(CharmView {
            charm: charm.id.clone(),
            preview: false,
            size_mm: [outline.size.width, outline.size.height],
            cut_path: svg_path(&outline.cut),
            white_path: svg_path(&shape.white),
            nodes: outline.nodes as u32,
            area_mm2: outline.area_mm2,
            perimeter_mm: outline.perimeter.get(),
            cutouts_path: outline.cutouts.iter().map(svg_path).collect(),
            holes: outline.holes.iter().map(hole_view).collect(),
            guides: shape.guides.iter().map(guide_view).collect(),
            back,
            centroid_mm: xy(outline.centroid),
            mass_g: shape.hang.mass_g,
            tilt_deg: outline.hole().map(|_| shape.hang.tilt.get()),
            pair: shape.hang.pair.map(|pair| PairView { tilt_deg: pair.tilt.get(), share: pair.share }),
            neck: shape.neck.as_ref().map(neck_view),
            necks: shape.necks.iter().map(neck_view).collect(),
            artwork_box_mm: xywh(shape.front().1),
            artwork_picture: self.pictures.promise(picture)?,
            spots_box_mm: xywh(shape.spots_box),
            thickness: None,
            thickness_mm: [0.0, 0.0],
            artwork_dpi: shape.artwork_dpi,
            look,
            checks: shape.checks.iter().map(check_view).collect(),
            misfits: Vec::new(),
            makeup: makeup_view(&shape.makeup),
            notes: shape.notes.clone(),
        })
    }
}

/// The picture of a charm's front: at final quality what its process makes of the artwork.
fn front_promise(charm: &Charm, shape: &CharmShape, depiction: Box<Depiction>) -> Promise {
    match shape.face {
        Some(_) => Promise::Face { charm: Box::new(Charm { name: String::new(), ..charm.clone() }) },
        None => Promise::Artwork { depiction },
    }
}

fn makeup_view(makeup: &Makeup) -> MakeupView {
    MakeupView {
        colours: makeup.colours.iter().map(ToString::to_string).collect(),
        cell_mm: makeup.cell.map(Mm::get),
        metal_mm: makeup.metal.map(Mm::get),
        merged: makeup.merged as u32,
        cavity_mm: makeup.cavity.map(Mm::get),
        pieces_mm: makeup.pieces().map(|pieces| pieces.map(Mm::get)),
    }
}

/// The charm that an edit changed, as it is after the edit.
fn edited_charm(edit: &Edit, after: &Project) -> Result<Charm> {
    let id = match edit {
        Edit::AddCharm { charm } => &charm.id,
        Edit::DuplicateCharm { copy, .. } => copy,
        Edit::RenameCharm { charm, .. }
        | Edit::Resize { charm, .. }
        | Edit::Reoutline { charm, .. }
        | Edit::Rechoke { charm, .. }
        | Edit::SetArtwork { charm, .. }
        | Edit::SetBack { charm, .. }
        | Edit::SetTexts { charm, .. }
        | Edit::SetOptions { charm, .. }
        | Edit::SetProcess { charm, .. }
        | Edit::SetHardware { charm, .. } => charm,
        Edit::RenameProject { .. }
        | Edit::SetLimits { .. }
        | Edit::RemoveCharm { .. }
        | Edit::AddScene { .. }
        | Edit::SetCarrier { .. }
        | Edit::Tint { .. }
        | Edit::Place { .. }
        | Edit::MovePlacement { .. }
        | Edit::TurnPlacement { .. }
        | Edit::Unplace { .. }
        | Edit::Reorder { .. }
        | Edit::RenameScene { .. }
        | Edit::DuplicateScene { .. }
        | Edit::RemoveScene { .. }
        | Edit::SetPattern { .. }
        | Edit::TwistPlacement { .. }
        | Edit::AddPhoto { .. }
        | Edit::SetPhoto { .. }
        | Edit::RemovePhoto { .. }
        | Edit::AddSheet { .. }
        | Edit::SetSheet { .. }
        | Edit::RemoveSheet { .. }
        | Edit::LaySheet { .. }
        | Edit::NudgeLaid { .. }
        | Edit::SetCard { .. }
        | Edit::RemoveCard { .. }
        | Edit::SetOrder { .. } => return Err(nothing_to_preview()),
        Edit::Together { edits } => {
            let last = edits.last().ok_or_else(nothing_to_preview)?;
            return edited_charm(last, after);
        }
    };
    after.charm(id).cloned().ok_or_else(no_such_charm)
}

/// What a shape depends on: all of the charm but its name, and the person's own limits.
fn shape_key(charm: &Charm, own: &[OwnLimit], quality: Quality) -> Result<String> {
    let purpose = match quality {
        Quality::Preview => "shape preview",
        Quality::Final => "shape",
    };
    content_key(purpose, &(Charm { name: String::new(), ..charm.clone() }, own))
}

fn nothing_to_preview() -> Error {
    Error::input("this edit changes no charm", "Only a charm's own edits can be previewed.")
}

pub(super) fn no_such_charm() -> Error {
    Error::new(ErrorCode::NotFound, "this charm is no longer there", "Undo brings it back.")
}

fn xy(point: Point) -> [f64; 2] {
    [point.x, point.y]
}

pub(super) fn xywh(rect: Rect) -> [f64; 4] {
    [rect.x0, rect.y0, rect.width(), rect.height()]
}

fn hole_view(hole: &Hole) -> HoleView {
    HoleView {
        index: hole.index as u32,
        path: svg_path(&hole.path()),
        center_mm: xy(hole.center),
        diameter_mm: hole.diameter.get(),
        length_mm: hole.length.get(),
        tilt_deg: hole.tilt.get(),
        turn_deg: hole.turn.get(),
        in_artwork: hole.in_artwork,
        wall_mm: hole.wall.get(),
    }
}

fn guide_view(guide: &Guide) -> GuideView {
    GuideView { kind: guide.kind, path: svg_path(&guide.path), rect: xywh(guide.path.bounding_box()) }
}

fn neck_view(neck: &Neck) -> NeckView {
    NeckView { from_mm: xy(neck.from), to_mm: xy(neck.to), width_mm: neck.width.get() }
}

pub(super) fn check_view(check: &Check) -> CheckView {
    CheckView {
        code: check.code,
        severity: check.severity,
        at_mm: check.at.map(xy),
        marks_mm: check.marks.iter().map(|&(from, to)| [xy(from), xy(to)]).collect(),
        value: check.value,
        limit: check.limit,
        unit: check.unit.to_owned(),
        source: check.source.clone(),
        message: check.message.clone(),
        remedy: check.remedy.clone(),
        fix: check.fix.clone(),
    }
}
