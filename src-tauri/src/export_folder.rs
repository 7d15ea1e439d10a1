//! The export folder: files written whole or not at all, never over one another.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use dangle_design::{Error, ErrorCode, Result};
use tempfile::TempPath;

use crate::view::ExportView;

/// Longest file name before its ending, in characters: all systems take 255 bytes, and a character may
/// have four.
const LONGEST_STEM: usize = 60;
/// Most exports of one name.
const MOST_OF_A_NAME: u32 = 10_000;
/// Names Windows keeps for devices.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// The folder exports go to, and what was written there in this sitting.
#[derive(Debug)]
pub(crate) struct ExportFolder {
    folder: PathBuf,
    written: Mutex<BTreeSet<PathBuf>>,
}

impl ExportFolder {
    /// Exports go to `folder`, which is made when it is first needed.
    #[must_use]
    pub(crate) fn new(folder: PathBuf) -> Self {
        ExportFolder { folder, written: Mutex::default() }
    }

    /// Writes a file of that name and ending, with a number behind the name when it is taken: what was
    /// exported before may be at the factory already. `fill` writes the draft it is given the path of.
    ///
    /// # Errors
    /// Those of `fill`; `File` when the folder cannot be written. No half file is left.
    pub(crate) fn write(
        &self,
        name: &str,
        ending: &str,
        fill: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<ExportView> {
        let refused = |error: std::io::Error| unwritable(&self.folder, &error);
        fs::create_dir_all(&self.folder).map_err(refused)?;
        let draft = tempfile::Builder::new().prefix(".dangle-").tempfile_in(&self.folder).map_err(refused)?;
        let draft = draft.into_temp_path();
        fill(&draft)?;
        let bytes = sync(&draft).map_err(refused)?;
        let path = self.settle(draft, name, ending).map_err(refused)?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        Ok(ExportView { path: path.display().to_string(), bytes, proof: Vec::new(), also: Vec::new() })
    }

    /// The same for a file whose bytes are there already.
    ///
    /// # Errors
    /// `File` when the folder cannot be written.
    pub(crate) fn write_bytes(&self, name: &str, ending: &str, bytes: &[u8]) -> Result<ExportView> {
        let fill = |draft: &Path| fs::write(draft, bytes).map_err(|error| unwritable(&self.folder, &error));
        self.write(name, ending, fill)
    }

    /// Gives a draft the first free name.
    fn settle(&self, mut draft: TempPath, name: &str, ending: &str) -> std::io::Result<PathBuf> {
        let stem = file_stem(name);
        for number in 1..=MOST_OF_A_NAME {
            let tail = if number == 1 { String::new() } else { format!("-{number}") };
            let path = self.folder.join(format!("{stem}{tail}.{ending}"));
            match draft.persist_noclobber(&path) {
                Ok(()) => return Ok(path),
                Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => draft = taken.path,
                Err(refused) => return Err(refused.error),
            }
        }
        Err(std::io::ErrorKind::AlreadyExists.into())
    }

    /// Shows a file in the file manager.
    ///
    /// # Errors
    /// `NotFound` when it was not exported in this sitting, `File` when there is no file manager.
    pub(crate) fn reveal(&self, path: &str) -> Result<()> {
        let path = PathBuf::from(path);
        if !self.written.lock().unwrap_or_else(PoisonError::into_inner).contains(&path) {
            return Err(Error::new(
                ErrorCode::NotFound,
                "this file was not exported in this sitting",
                "Open the folder yourself.",
            ));
        }
        let started = show_in_file_manager(&path).spawn();
        started.map(drop).map_err(|error| {
            Error::new(
                ErrorCode::File,
                format!("no file manager answers: {error}"),
                format!("The file is {}.", path.display()),
            )
        })
    }
}

/// Waits until a file is on the disk; answers its size.
fn sync(file: &Path) -> std::io::Result<u64> {
    let file = fs::File::options().write(true).open(file)?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

fn show_in_file_manager(path: &Path) -> Command {
    let (program, arguments): (&str, Vec<&std::ffi::OsStr>) = if cfg!(target_os = "macos") {
        ("open", vec!["-R".as_ref(), path.as_os_str()])
    } else if cfg!(windows) {
        ("explorer", vec![path.parent().unwrap_or(path).as_os_str()])
    } else {
        ("xdg-open", vec![path.parent().unwrap_or(path).as_os_str()])
    };
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// A name any file system takes: letters and digits of every script, and hyphens for the rest.
fn file_stem(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = kept.split('-').filter(|part| !part.is_empty()).collect();
    let stem: String = parts.join("-").to_lowercase().chars().take(LONGEST_STEM).collect();
    if stem.is_empty() || RESERVED.contains(&stem.as_str()) {
        format!("charm-{stem}").trim_end_matches('-').to_owned()
    } else {
        stem
    }
}

fn unwritable(folder: &Path, error: &std::io::Error) -> Error {
    let hint = if error.kind() == std::io::ErrorKind::StorageFull {
        "Free some space on that disk and export again."
    } else {
        "Check that the folder is there and that you may write to it."
    };
    Error::new(ErrorCode::File, format!("{} cannot be written: {error}", folder.display()), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_never_replaces_an_earlier_one() {
        let folder = tempfile::tempdir().unwrap();
        let exports = ExportFolder::new(folder.path().join("new"));
        let first = exports.write_bytes("Sleepy cat", "pdf", b"one").unwrap().path;
        let second = exports.write_bytes("Sleepy cat", "pdf", b"two").unwrap().path;
        assert!(first.ends_with("sleepy-cat.pdf") && second.ends_with("sleepy-cat-2.pdf"));
        assert_eq!(fs::read(first).unwrap(), b"one");
        assert_eq!(fs::read(second).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 2, "no draft is left");
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        for (name, stem) in [
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\boot", "c-boot"),
            ("...", "charm"),
            ("NUL", "charm-nul"),
            ("招き猫", "招き猫"),
        ] {
            assert_eq!(file_stem(name), stem);
        }
        assert_eq!(file_stem(&"é".repeat(300)).chars().count(), LONGEST_STEM);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = ExportFolder::new(file.join("inside")).write_bytes("cat", "pdf", b"x").unwrap_err();
        assert_eq!(error.code(), ErrorCode::File);
        assert!(error.to_string().contains("inside") && error.hint().is_some());
    }

    #[test]
    fn an_export_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let exports = ExportFolder::new(folder.path().to_owned());
        assert!(exports.write("cat", "pdf", |_| Err(Error::cancelled())).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_what_was_exported_is_revealed() {
        let exports = ExportFolder::new(std::env::temp_dir());
        assert_eq!(exports.reveal("/etc/passwd").unwrap_err().code(), ErrorCode::NotFound);
    }
}
