//! What a file on the command line holds: a project, or artwork to make a charm of.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dangle_design::artwork::limits::MAX_BYTES;
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{BlobHash, CarrierId, CharmId, PlacementId, ProjectId, SceneId};
use dangle_design::process::Process;
use dangle_design::project::{Charm, HoleSpec, Placement, Project, Scene, Size};
use dangle_design::units::Degrees;
use dangle_design::{Error, ErrorCode};
use dangle_mockup::carrier::{Anchor, Carrier};
use dangle_mockup::hardware::Hardware;
use dangle_store::{Contents, Store};

use crate::Result;
use crate::args::{MakingArgs, Wish};
use crate::stages::Shaped;

/// The first bytes of every SQLite file, and so of every `.dangle` file.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// A project and the bytes of its artworks, in a store of its own that lives in memory.
pub(crate) struct Opened {
    pub(crate) project: Project,
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
        Ok(Opened { project: (**imported.history.present()).clone(), store })
    }

    /// Makes a project of one charm, called `name`, from a picture.
    pub(crate) fn read_art(path: &Path, name: &str, wish: Wish<'_>) -> Result<Opened> {
        let bytes = read_at_most(path, MAX_BYTES as u64)?;
        Self::from_art(&bytes, name, wish).map_err(|error| error.about(path.display()))
    }

    fn from_art(bytes: &[u8], name: &str, wish: Wish<'_>) -> Result<Opened> {
        let charm = charm(name, BlobHash::of(bytes), wish)?;
        let id = ProjectId::derived(&[charm.id.as_str()]);
        let empty = Project { id, name: charm.name.clone(), charms: vec![], scenes: vec![] };
        let project = Edit::AddCharm { charm: Box::new(charm) }.apply(&empty)?;
        let mut store = Store::memory()?;
        store.put_blob(bytes)?;
        Ok(Opened { project, store })
    }

    /// Writes a `.dangle` file.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        self.store.export(&History::new(self.project.clone()), Contents::Present, path)?;
        Ok(())
    }

    /// Everything that follows from each charm.
    pub(crate) fn shapes(&self) -> Result<Vec<Shaped>> {
        self.project.charms.iter().map(|charm| self.shape(charm)).collect()
    }

    /// Everything that follows from the only charm there is.
    pub(crate) fn only_shape(&self) -> Result<Shaped> {
        match self.project.charms.as_slice() {
            [charm] => self.shape(charm),
            charms => Err(Error::input(
                format!("this project holds {} charms", charms.len()),
                "Give a project with one charm, or the artwork itself.",
            )),
        }
    }

    fn shape(&self, charm: &Charm) -> Result<Shaped> {
        let bytes = self.store.blob(&charm.artwork.blob)?;
        Shaped::derive(charm.clone(), &bytes).map_err(|error| error.about(&charm.name))
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
    outline.hole = hole(outline.hole, making);
    if let Some(clasp) = &making.hardware {
        charm.hardware.clasp = Hardware::load(clasp)?.id;
    }
    Ok(charm)
}

fn hole(usual: HoleSpec, making: &MakingArgs) -> HoleSpec {
    match (usual, making.hole) {
        _ if making.no_hole => HoleSpec::None,
        (HoleSpec::Tab { wall, shift, .. }, Some(diameter)) => HoleSpec::Tab { diameter, wall, shift },
        (usual, _) => usual,
    }
}

/// A scene of these charms on a carrier's default view, one an anchor, the first two anchors first.
pub(crate) fn scene(carrier: &CarrierId, charms: &[&Charm]) -> Result<Scene> {
    let carrier = Carrier::load(carrier)?;
    let view = carrier.view(&carrier.default_view)?;
    let placement = |(charm, anchor): (&&Charm, &Anchor)| Placement {
        id: PlacementId::derived(&[charm.id.as_str(), anchor.id.as_str()]),
        charm: charm.id.clone(),
        anchor: anchor.id.clone(),
        turn: Degrees::ZERO,
    };
    Ok(Scene {
        id: SceneId::derived(&[carrier.id.as_str()]),
        tint: carrier.default_tint,
        view: view.id.clone(),
        placements: charms.iter().zip(&view.anchors).map(placement).collect(),
        carrier: carrier.id,
    })
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
