//! What a file on the command line holds: a project, or artwork to make a charm of.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use dangle_design::artwork::limits::MAX_BYTES;
use dangle_design::artwork::{Depiction, Picture, Subject, decode};
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{BlobHash, CarrierId, CharmId, PlacementId, ProjectId, SceneId, ViewId};
use dangle_design::process::Process;
use dangle_design::project::{Artwork, Back, Charm, HoleShape, Photo, Placement, Project, Scene, Size};
use dangle_design::{Error, ErrorCode, Job};
use dangle_mockup::carrier::{Anchor, Carrier, photo_picture};
use dangle_mockup::hardware::Catalogue;
use dangle_store::{Contents, Folder, Store};

use crate::Result;
use crate::args::{ArtArgs, Wish};
use crate::stages::Shaped;
use crate::words;

/// The first bytes of every SQLite file, and so of every `.dangle` file.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// A project and the bytes of its artworks, in a store of its own that lives in memory.
pub(crate) struct Opened {
    pub(crate) project: Project,
    /// What was done before, where the file tells.
    history: Option<History>,
    store: Store,
}

impl Opened {
    /// Reads a `.dangle` file, or makes a project of one charm from a picture.
    pub(crate) fn read(path: &Path, wish: Wish<'_>) -> Result<Opened> {
        if is_project(path)? {
            Self::read_project(path)
        } else {
            Self::read_art(path, &crate::output::stem(path), wish)
        }
    }

    /// Reads a `.dangle` file.
    pub(crate) fn read_project(path: &Path) -> Result<Opened> {
        let mut store = Store::memory()?;
        let imported = store.import(path, 0)?;
        let project = (**imported.history.present()).clone();
        Ok(Opened { project, history: Some(imported.history), store })
    }

    /// Makes a project of one charm, called `name`, from a picture.
    pub(crate) fn read_art(path: &Path, name: &str, wish: Wish<'_>) -> Result<Opened> {
        let bytes = read_at_most(path, MAX_BYTES as u64)?;
        Self::from_art(&bytes, name, wish).map_err(|error| error.about(path.display()))
    }

    fn from_art(bytes: &[u8], name: &str, wish: Wish<'_>) -> Result<Opened> {
        let mut store = Store::memory()?;
        let mut charm = charm(name, store.put_blob(bytes)?, wish)?;
        dress(&mut charm, &wish.making.art, &mut store)?;
        let id = ProjectId::derived(&[charm.id.as_str()]);
        let empty = Project::empty(id, charm.name.clone());
        let project = Edit::AddCharm { charm: Box::new(charm) }.apply(&empty)?;
        Ok(Opened { project, history: None, store })
    }

    /// Writes a `.dangle` file.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        self.store.export(&History::new(self.project.clone()), Contents::Present, path)?;
        Ok(())
    }

    /// Whether it was made from a picture just now.
    pub(crate) fn is_from_art(&self) -> bool {
        self.history.is_none()
    }

    /// Makes an edit, as one step that can be taken back.
    pub(crate) fn commit(&mut self, edit: &Edit) -> Result<()> {
        self.project = edit.apply(&self.project)?;
        self.history.as_mut().map_or(Ok(()), |history| history.commit(edit))
    }

    /// Writes a `.dangle` file with every step that can be taken back.
    pub(crate) fn write_with_history(&self, path: &Path) -> Result<()> {
        let made = || History::new(self.project.clone());
        let history = self.history.clone().unwrap_or_else(made);
        self.store.export(&history, Contents::WithHistory, path)?;
        Ok(())
    }

    /// The photos that its scenes show, each with its picture.
    pub(crate) fn photos(&self) -> Result<Vec<(Photo, Picture)>> {
        let shown = |photo: &&Photo| self.project.scenes.iter().any(|scene| scene.carrier == photo.id);
        let picture = |photo: &Photo| {
            let picture = decode(&self.store.blob(&photo.blob)?).map_err(|error| error.about(&photo.name))?;
            Ok((photo.clone(), photo_picture(&picture)))
        };
        self.project.photos.iter().filter(shown).map(picture).collect()
    }

    /// The bytes of an imported file.
    pub(crate) fn blob(&self, hash: &BlobHash) -> Result<Vec<u8>> {
        self.store.blob(hash)
    }

    /// Everything that follows from each charm, in each language of its words.
    pub(crate) fn shapes(&self) -> Result<Vec<Shaped>> {
        self.project.charms.iter().flat_map(Charm::variants).map(|charm| self.shape(&charm)).collect()
    }

    /// Everything that follows from each charm with its words in that language.
    pub(crate) fn shapes_in(&self, language: Option<&str>) -> Result<Vec<Shaped>> {
        let language = language.map(str::to_owned);
        let charms = self.project.charms.iter();
        charms.map(|charm| self.shape(&Charm { language: language.clone(), ..charm.clone() })).collect()
    }

    /// Everything that follows from the only charm there is, in each language of its words.
    pub(crate) fn only_shapes(&self) -> Result<Vec<Shaped>> {
        match self.project.charms.as_slice() {
            [_] => self.shapes(),
            charms => Err(Error::input(
                format!("this project holds {} charms", charms.len()),
                "Give a project with one charm, or the artwork itself.",
            )),
        }
    }

    fn shape(&self, charm: &Charm) -> Result<Shaped> {
        let blobs = |hash: &BlobHash| self.store.blob(hash);
        let shaped = Shaped::derive(charm.clone(), &self.project.limits, &blobs);
        shaped.map_err(|error| error.about(&charm.name))
    }
}

/// A charm of that artwork, as the person wishes and the process would have it.
fn charm(name: &str, blob: BlobHash, wish: Wish<'_>) -> Result<Charm> {
    let making = wish.making;
    let process = Process::load(&making.process)?;
    let id = CharmId::derived(&[name, &blob.to_string()]);
    let mut charm = Charm::new(id, name.to_owned(), blob, &process);
    charm.size = Size { length: wish.size.unwrap_or(charm.size.length), by: wish.by };
    let outline = &mut charm.outline;
    outline.border = making.border.unwrap_or(outline.border);
    outline.smoothing = making.smoothing.unwrap_or(outline.smoothing);
    outline.join = making.join.unwrap_or(outline.join);
    if making.no_hole {
        outline.holes.clear();
    }
    if let (Some(hole), Some(diameter)) = (outline.holes.first_mut(), making.hole) {
        hole.shape = HoleShape::Round { diameter };
    }
    if let Some(clasp) = &making.hardware {
        charm.hardware.kit = Catalogue::load()?.kit(clasp)?.id.clone();
    }
    Ok(charm)
}

/// What the charm shows besides its artwork, and how its cut line goes, as the person wishes.
fn dress(charm: &mut Charm, art: &ArtArgs, store: &mut Store) -> Result<()> {
    let outline = &mut charm.outline;
    outline.style = art.style.map_or(outline.style, Into::into);
    outline.rim = art.rim.map_or(outline.rim, Into::into);
    outline.cutouts = art.cutouts.map_or(outline.cutouts, Into::into);
    charm.artwork.background = art.ground.into();
    if let Some(back) = &art.back {
        charm.back = self::back(back, store)?;
    }
    if !art.words.text.is_empty() {
        let blobs = |hash: &BlobHash| store.blob(hash);
        let subject = Subject::unlettered(&Depiction::of(charm), &blobs, &Job::silent())?;
        charm.texts = words::texts(&art.words, &subject, store)?;
    }
    Ok(())
}

fn back(wanted: &Path, store: &mut Store) -> Result<Back> {
    if wanted.as_os_str() == "mirror" {
        return Ok(Back::Mirrored);
    }
    let bytes = read_at_most(wanted, MAX_BYTES as u64)?;
    decode(&bytes).map_err(|error| error.about(wanted.display()))?;
    Ok(Back::Own { artwork: Artwork::new(store.put_blob(&bytes)?) })
}

/// A scene of these charms on a view of a carrier, its default one where none is named, one an anchor, the first two anchors first.
pub(crate) fn scene(carrier: &CarrierId, view: Option<&ViewId>, charms: &[&Charm]) -> Result<Scene> {
    let carrier = Carrier::load(carrier)?;
    let view = carrier.view(view.unwrap_or(&carrier.default_view))?;
    let placement = |(charm, anchor): (&&Charm, &Anchor)| {
        Placement::hung(
            PlacementId::derived(&[charm.id.as_str(), anchor.id.as_str()]),
            charm.id.clone(),
            anchor.id.clone(),
        )
    };
    Ok(Scene {
        id: SceneId::derived(&[carrier.id.as_str()]),
        name: carrier.name.clone(),
        pattern: None,
        tint: carrier.default_tint,
        view: view.id.clone(),
        placements: charms.iter().zip(&view.anchors).map(placement).collect(),
        carrier: carrier.id,
    })
}

/// The files, with the pictures of each folder in its place. What a folder holds beside is told on stderr.
pub(crate) fn with_folders_opened(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let folder = Folder::list(path)?;
        match folder.left_out(&path.display().to_string()) {
            Some(nothing) if folder.pictures.is_empty() => return Err(nothing),
            Some(others) => crate::output::note(&others),
            None => {}
        }
        files.extend(folder.pictures);
    }
    Ok(files)
}

fn is_project(path: &Path) -> Result<bool> {
    let mut start = Vec::new();
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let length = SQLITE_MAGIC.len() as u64;
    file.by_ref().take(length).read_to_end(&mut start).map_err(|error| unreadable(path, &error))?;
    Ok(start == SQLITE_MAGIC)
}

/// Reads a file of at most `limit` bytes.
pub(crate) fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("{} is larger than {} MB", path.display(), limit / 1_000_000),
            "Save it smaller.",
        ));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorCode::File,
        format!("{} cannot be read: {error}", path.display()),
        "See whether the file is there and you may read it.",
    )
}
