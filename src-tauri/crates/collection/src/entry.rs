//! One thing in the collection.

use dangle_design::edit::checked_project;
use dangle_design::id::{BlobHash, EntryId, ProjectId};
use dangle_design::project::{Charm, Project};
use dangle_design::{Error, ErrorCode, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest story, in characters: some 3,500 words, ten times what collectors write under one piece, and
/// little enough that a thousand entries still load at once.
pub const LONGEST_STORY: usize = 20_000;

/// How a thing came into the collection, or why it is not there yet or any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Collection.ts")]
pub enum Status {
    /// Designed here.
    Made,
    /// Bought from somebody.
    Bought,
    /// Not owned: searched for.
    Wished,
    /// Owned, but with somebody else.
    Lent,
    /// Given away for something else.
    Traded,
}

/// One thing in the collection. Every value of it lies within its limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(try_from = "Draft")]
#[ts(export_to = "Collection.ts")]
pub struct Entry {
    id: EntryId,
    name: String,
    status: Status,
    story: String,
    charm: Option<Charm>,
    picture: Option<BlobHash>,
    #[ts(type = "number")]
    added_ms: i64,
}

/// An entry as it was written down, before its values are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    id: EntryId,
    name: String,
    status: Status,
    story: String,
    charm: Option<Charm>,
    picture: Option<BlobHash>,
    added_ms: i64,
}

impl TryFrom<Draft> for Entry {
    type Error = Error;

    fn try_from(draft: Draft) -> Result<Self> {
        let mut entry = Entry::new(draft.id, &draft.name, draft.status, draft.added_ms)?;
        entry.set_charm(draft.charm)?;
        entry.picture = draft.picture;
        entry.tell(&draft.story)?;
        Ok(entry)
    }
}

impl Entry {
    /// A thing that joins the collection at `added_ms` (milliseconds since 1970), without a story yet.
    ///
    /// # Errors
    /// [`ErrorCode::Input`] when the name breaks the rules for names of charms, or the time lies before 1970.
    pub fn new(id: EntryId, name: &str, status: Status, added_ms: i64) -> Result<Self> {
        if added_ms < 0 {
            return Err(Error::input(
                format!("an entry cannot have joined at {added_ms} ms"),
                "Give a time after 1970; set the clock of this computer.",
            ));
        }
        let (name, _) = checked(name, None)?;
        Ok(Entry { id, name, status, story: String::new(), charm: None, picture: None, added_ms })
    }

    /// A charm of the person's own making, as it is now: later edits of the project leave it alone.
    ///
    /// # Errors
    /// Those of [`Entry::new`], and [`ErrorCode::Input`] when a value of the charm lies outside its limits.
    pub fn made(id: EntryId, charm: Charm, added_ms: i64) -> Result<Self> {
        let mut entry = Entry::new(id, &charm.name, Status::Made, added_ms)?;
        entry.set_charm(Some(charm))?;
        Ok(entry)
    }

    /// Names the entry for good.
    #[must_use]
    pub fn id(&self) -> &EntryId {
        &self.id
    }

    /// What the person calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it came into the collection.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Why it matters: Markdown as it was typed, lines ended by `\n`.
    #[must_use]
    pub fn story(&self) -> &str {
        &self.story
    }

    /// The charm as it was when it was kept.
    #[must_use]
    pub fn charm(&self) -> Option<&Charm> {
        self.charm.as_ref()
    }

    /// A picture of the thing itself.
    #[must_use]
    pub fn picture(&self) -> Option<BlobHash> {
        self.picture
    }

    /// When it joined: milliseconds since 1970.
    #[must_use]
    pub fn added_ms(&self) -> i64 {
        self.added_ms
    }

    /// Every blob the entry needs.
    pub fn blobs(&self) -> impl Iterator<Item = BlobHash> + '_ {
        self.charm.iter().map(|charm| charm.artwork.blob).chain(self.picture)
    }

    /// Calls it something else.
    ///
    /// # Errors
    /// [`ErrorCode::Input`] when the name breaks the rules for names of charms; the old one stays.
    pub fn rename(&mut self, name: &str) -> Result<()> {
        self.name = checked(name, None)?.0;
        Ok(())
    }

    /// Moves it to another part of the collection.
    pub fn set_status(&mut self, status: Status) {
        self.status = status;
    }

    /// Writes its story anew, as Markdown. Line ends become `\n`; other control characters are left out.
    ///
    /// # Errors
    /// [`ErrorCode::TooLarge`] when it is longer than [`LONGEST_STORY`]; the old one stays.
    pub fn tell(&mut self, story: &str) -> Result<()> {
        let story: String = story
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
        let length = story.chars().count();
        if length > LONGEST_STORY {
            return Err(Error::new(
                ErrorCode::TooLarge,
                format!("the story of \"{}\" is {length} characters long", self.name),
                format!("Shorten it to {LONGEST_STORY} characters."),
            ));
        }
        self.story = story;
        Ok(())
    }

    /// Shows it by another picture, or by none.
    pub fn set_picture(&mut self, picture: Option<BlobHash>) {
        self.picture = picture;
    }

    fn set_charm(&mut self, charm: Option<Charm>) -> Result<()> {
        self.charm = checked(&self.name, charm)?.1;
        Ok(())
    }
}

/// Holds a name and a charm to the limits that a project has for both.
fn checked(name: &str, charm: Option<Charm>) -> Result<(String, Option<Charm>)> {
    let project = Project {
        charms: charm.into_iter().collect(),
        ..Project::empty(ProjectId::derived(&["entry"]), name)
    };
    let mut project = checked_project(project)?;
    Ok((project.name, project.charms.pop()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry::new(EntryId::derived(&["koi"]), " Koi ", Status::Bought, 1_000).unwrap()
    }

    #[test]
    fn a_story_keeps_its_lines_and_nothing_that_could_steer_a_terminal() {
        let mut entry = entry();
        entry.tell("# Kyoto\r\n\tbought *there*\u{1b}[2J\u{0}").unwrap();
        assert_eq!(entry.story(), "# Kyoto\n\tbought *there*[2J");
    }

    #[test]
    fn a_story_that_is_too_long_leaves_the_old_one() {
        let mut entry = entry();
        entry.tell("short").unwrap();
        let error = entry.tell(&"é".repeat(LONGEST_STORY + 1)).unwrap_err();
        assert_eq!(error.code(), ErrorCode::TooLarge);
        assert_eq!(entry.story(), "short");
        entry.tell(&"é".repeat(LONGEST_STORY)).unwrap();
    }

    #[test]
    fn names_follow_the_rules_of_charms() {
        let mut entry = entry();
        assert_eq!(entry.name(), "Koi");
        assert!(entry.rename(" \u{7} ").is_err() && entry.rename(&"k".repeat(121)).is_err());
        assert_eq!(entry.name(), "Koi");
        assert!(Entry::new(EntryId::derived(&["x"]), "Koi", Status::Made, -1).is_err());
    }

    #[test]
    fn an_entry_reads_back_as_written_and_only_so() {
        let mut entry = entry();
        entry.tell("From the market").unwrap();
        entry.set_picture(Some(BlobHash::of(b"photo")));
        let text = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
        let with_more = text.replacen('{', "{\"mood\":1,", 1);
        assert!(serde_json::from_str::<Entry>(&with_more).is_err());
        let nameless = text.replace("\"Koi\"", "\"\"");
        assert!(serde_json::from_str::<Entry>(&nameless).is_err());
        assert_eq!(entry.blobs().collect::<Vec<_>>(), [BlobHash::of(b"photo")]);
    }
}
