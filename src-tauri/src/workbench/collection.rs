//! The Collection: what was made, bought, wished for, lent and traded.

use dangle_collection::{Entry, Status};
use dangle_design::id::{CharmId, EntryId};
use dangle_design::project::Charm;
use dangle_design::shape::Quality;
use dangle_design::{Error, ErrorCode, Job, Result};

use super::{Promise, Workbench, now_ms, random_id};
use crate::view::EntryView;

/// Longer side of an entry's picture: 240 CSS pixels on a screen of twice the resolution.
const ENTRY_PX: u32 = 480;
/// The statuses by the words the window uses.
const STATUSES: [(&str, Status); 5] = [
    ("made", Status::Made),
    ("bought", Status::Bought),
    ("wished", Status::Wished),
    ("lent", Status::Lent),
    ("traded", Status::Traded),
];

impl Workbench {
    /// Everything in the collection, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn entries(&self) -> Result<Vec<EntryView>> {
        let entries = self.keeping.store().entries()?;
        entries.iter().map(|entry| self.entry_view(entry)).collect()
    }

    /// Keeps a charm of the open project, as made. Later edits of the project leave the entry alone.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm.
    pub fn keep_charm(&self, charm: &CharmId) -> Result<Vec<EntryView>> {
        let entry = Entry::made(EntryId::from_random(random_id()?), self.charm(charm)?, now_ms())?;
        self.keeping.store().put_entry(&entry)?;
        self.entries()
    }

    /// Writes down why a thing matters.
    ///
    /// # Errors
    /// `NotFound`, and `TooLarge` when the story is too long.
    pub fn write_story(&self, entry: &EntryId, story: &str) -> Result<Vec<EntryView>> {
        self.change_entry(entry, |entry| entry.tell(story))
    }

    /// Says whether a thing was made, bought, wished for, lent or traded.
    ///
    /// # Errors
    /// `NotFound`, and `Input` when there is no such status.
    pub fn set_entry_status(&self, entry: &EntryId, status: &str) -> Result<Vec<EntryView>> {
        let found = STATUSES.iter().find(|(word, _)| *word == status);
        let (_, status) = found.ok_or_else(|| {
            let words = STATUSES.map(|(word, _)| word).join(", ");
            Error::input(format!("the status is \"{status}\""), format!("Choose one of: {words}."))
        })?;
        self.change_entry(entry, |entry| {
            entry.set_status(*status);
            Ok(())
        })
    }

    /// Calls a thing something else.
    ///
    /// # Errors
    /// `NotFound`, and `Input` when the name cannot be used.
    pub fn rename_entry(&self, entry: &EntryId, name: &str) -> Result<Vec<EntryView>> {
        self.change_entry(entry, |entry| entry.rename(name))
    }

    /// Takes a thing out of the collection.
    ///
    /// # Errors
    /// `NotFound` when it is not in it.
    pub fn remove_entry(&self, entry: &EntryId) -> Result<Vec<EntryView>> {
        self.keeping.store().remove_entry(entry)?;
        self.entries()
    }

    fn change_entry(
        &self,
        id: &EntryId,
        change: impl FnOnce(&mut Entry) -> Result<()>,
    ) -> Result<Vec<EntryView>> {
        let mut store = self.keeping.store();
        let found = store.entries()?.into_iter().find(|entry| entry.id() == id);
        let mut entry = found.ok_or_else(|| {
            Error::new(ErrorCode::NotFound, "this thing is no longer in the collection", "Keep it again.")
        })?;
        change(&mut entry)?;
        store.put_entry(&entry)?;
        drop(store);
        self.entries()
    }

    /// A thing's picture and its width over its height: the charm in its material, or nothing yet.
    fn entry_picture(&self, entry: &Entry) -> Result<(String, f64)> {
        let Some(charm) = entry.charm() else { return Ok((String::new(), 1.0)) };
        let shape = self.shape(charm, Quality::Final, &Job::silent())?;
        let size = shape.outline.size;
        let charm = Box::new(Charm { name: String::new(), ..charm.clone() });
        let picture = self.pictures.promise(Promise::Look { charm, longer_px: ENTRY_PX })?;
        Ok((picture, size.width / size.height))
    }

    fn entry_view(&self, entry: &Entry) -> Result<EntryView> {
        let (picture, aspect) = self.entry_picture(entry)?;
        Ok(EntryView {
            id: entry.id().clone(),
            name: entry.name().to_owned(),
            status: word(entry.status()).to_owned(),
            story: entry.story().to_owned(),
            picture,
            aspect,
            added_ms: entry.added_ms(),
        })
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Made => "made",
        Status::Bought => "bought",
        Status::Wished => "wished",
        Status::Lent => "lent",
        Status::Traded => "traded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_the_word_it_is_found_by() {
        for (text, status) in STATUSES {
            assert_eq!(word(status), text);
        }
    }
}
