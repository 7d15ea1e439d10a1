//! The export folder: files written whole or not at all, never over one another.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use dangle_design::{Error, ErrorCode, Result};

/// Longest file name before its ending, in characters: all systems take 255 bytes, and a character may
/// have four.
const LONGEST_STEM: usize = 60;
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
    /// exported before may be at the factory already.
    ///
    /// # Errors
    /// `File` when the folder cannot be written; no half file is left.
    pub(crate) fn write(&self, name: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf> {
        let refused = |error: std::io::Error| unwritable(&self.folder, &error);
        fs::create_dir_all(&self.folder).map_err(refused)?;
        let draft = self.folder.join(format!(".{}.tmp", file_stem(name)));
        let path = write_draft(&draft, bytes).and_then(|()| self.settle(&draft, name, ending));
        let path = path.map_err(|error| {
            let _ = fs::remove_file(&draft);
            refused(error)
        })?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        Ok(path)
    }

    /// Gives a draft the first free name. A hard link fails when the name is taken, so that two exports at
    /// once cannot take the same; file systems without links fall back to a rename.
    fn settle(&self, draft: &Path, name: &str, ending: &str) -> std::io::Result<PathBuf> {
        let stem = file_stem(name);
        for number in 1_u32.. {
            let tail = if number == 1 { String::new() } else { format!("-{number}") };
            let path = self.folder.join(format!("{stem}{tail}.{ending}"));
            if path.exists() {
                continue;
            }
            match fs::hard_link(draft, &path) {
                Ok(()) => fs::remove_file(draft)?,
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
                Err(_) => fs::rename(draft, &path)?,
            }
            return Ok(path);
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

fn write_draft(draft: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(draft)?;
    file.write_all(bytes)?;
    file.sync_all()
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
        let first = exports.write("Sleepy cat", "pdf", b"one").unwrap();
        let second = exports.write("Sleepy cat", "pdf", b"two").unwrap();
        assert_eq!(first.file_name().unwrap(), "sleepy-cat.pdf");
        assert_eq!(second.file_name().unwrap(), "sleepy-cat-2.pdf");
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
        let error = ExportFolder::new(file.join("inside")).write("cat", "pdf", b"x").unwrap_err();
        assert_eq!(error.code(), ErrorCode::File);
        assert!(error.to_string().contains("inside") && error.hint().is_some());
    }

    #[test]
    fn only_what_was_exported_is_revealed() {
        let exports = ExportFolder::new(std::env::temp_dir());
        assert_eq!(exports.reveal("/etc/passwd").unwrap_err().code(), ErrorCode::NotFound);
    }
}
