//! Edits at random, told from one another by a line of text: what the fault tests commit and look for.

use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{BlobHash, CharmId, ProcessId, ProjectId};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Project};
use dangle_store::Store;

/// Numbers that look random and follow from a seed (`SplitMix64`, <https://prng.di.unimi.it/splitmix64.c>).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Chance that follows from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Chance(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.number() % end
    }

    /// `length` bytes that do not compress.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        for chunk in bytes.chunks_mut(8) {
            let number = self.number().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        bytes
    }
}

/// The project that the fault tests edit.
#[must_use]
pub fn project_id() -> ProjectId {
    ProjectId::derived(&["faults"])
}

/// A history that nothing was done to.
#[must_use]
pub fn beginning() -> History {
    History::new(Project::empty(project_id(), "First"))
}

/// Does what a hand might do next: renames, adds a charm with a picture of its own, removes one, undoes,
/// redoes. Pictures go to the store at once, as an import puts them there before its edit.
///
/// # Errors
/// Those of the store, when it refuses the picture.
pub fn edit_at_random(
    history: &mut History,
    chance: &mut Chance,
    store: &mut Store,
) -> dangle_design::Result<()> {
    match chance.below(20) {
        0..=1 => add_charm(history, chance, store)?,
        2 => {
            if let Some(charm) = history.present().charms.first().map(|charm| charm.id.clone()) {
                history.commit(&Edit::RemoveCharm { charm })?;
            }
        }
        3..=5 => {
            history.undo();
        }
        6..=7 => {
            history.redo();
        }
        _ => history.commit(&Edit::RenameProject { name: format!("Edit {:016x}", chance.number()) })?,
    }
    Ok(())
}

fn add_charm(history: &mut History, chance: &mut Chance, store: &mut Store) -> dangle_design::Result<()> {
    let length = 1_000 + chance.below(60_000) as usize;
    let blob = store.put_blob(&chance.bytes(length))?;
    let id = CharmId::derived(&[&chance.number().to_string()]);
    history.commit(&Edit::AddCharm { charm: Box::new(charm(id, blob)?) })
}

fn charm(id: CharmId, blob: BlobHash) -> dangle_design::Result<Charm> {
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    Ok(Charm::new(id, "Charm".into(), blob, &process))
}

/// One line that tells a history from another: the present, the step that undo leads to, how many steps
/// lie before and behind.
#[must_use]
pub fn told(history: &History) -> String {
    let name = |project: &Project| BlobHash::of(format!("{project:?}").as_bytes()).to_string();
    let before = history.past().last().map_or_else(|| "nothing".to_owned(), |step| name(step));
    let (past, future) = (history.past().len(), history.future().len());
    format!("{} after {before} with {past} before and {future} behind", name(history.present()))
}
