//! Files that come from outside the window: dropped, double-clicked, named at the start, or chosen.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dangle_design::{Error, ErrorCode, Result};
use dangle_store::{Folder, MOST_PICTURES};
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::commands::{Answer, change};
use crate::dialogs::PROJECT_ENDING;
use crate::view::{ErrorView, ProjectView};
use crate::workbench::{LARGEST_IMPORT, Workbench};

/// Most files taken at once: a whole disk dropped by accident should not fill the tray.
const MOST_FILES: usize = MOST_PICTURES;

/// Files named at the start, until the window is there to hear of them.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Mutex<Vec<PathBuf>>);

impl Waiting {
    /// Files to be opened when the window asks for its start.
    #[must_use]
    pub(crate) fn new(files: Vec<PathBuf>) -> Self {
        Waiting(Mutex::new(files))
    }

    fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Opens the files that were named at the start.
pub(crate) fn open_waiting<R: Runtime>(app: &AppHandle<R>) {
    let files = app.try_state::<Waiting>().map(|waiting| waiting.take()).unwrap_or_default();
    open(app, files);
}

/// Opens files one by one, and tells the window what came of each.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        for path in with_folders_opened(&app, paths) {
            // A window that is closing hears no more.
            let _ = match open_one(&app, path).await {
                Ok(view) => app.emit("project", view),
                Err(error) => app.emit("error", error),
            };
        }
    });
}

/// Opens files the person chose; the last that succeeded is answered, and an error only if none did.
///
/// # Errors
/// The first file's, when no file could be opened; else each goes to the window as an event.
pub(crate) async fn open_chosen<R: Runtime>(
    app: &AppHandle<R>,
    paths: Vec<PathBuf>,
) -> Answer<Option<ProjectView>> {
    let (mut last, mut errors) = (None, Vec::<ErrorView>::new());
    for path in with_folders_opened(app, paths) {
        match open_one(app, path).await {
            Ok(view) => last = Some(view),
            Err(error) => errors.push(error),
        }
    }
    if last.is_none() && !errors.is_empty() {
        return Err(errors.swap_remove(0));
    }
    for error in errors {
        let _ = app.emit("error", error);
    }
    Ok(last)
}

/// The files, with the pictures of each folder in its place; the window is told of what a folder holds beside.
fn with_folders_opened<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let (mut files, said) = expand(paths);
    for error in said {
        let _ = app.emit("error", ErrorView::from(error));
    }
    files.truncate(MOST_FILES);
    files
}

/// The files, with the pictures of each folder in its place, and what there is to say of the folders.
fn expand(paths: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<Error>) {
    let (mut files, mut said) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match Folder::list(&path) {
            Ok(folder) => {
                said.extend(folder.left_out(&name));
                files.extend(folder.pictures);
            }
            Err(error) => said.push(error),
        }
    }
    (files, said)
}

async fn open_one<R: Runtime>(app: &AppHandle<R>, path: PathBuf) -> Answer<ProjectView> {
    change(app, move |bench| import(bench, &path)).await
}

/// Imports a file by its ending: a project, or else a picture.
fn import(bench: &Workbench, path: &Path) -> Result<ProjectView> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(OsStr::new(PROJECT_ENDING))) {
        return bench.import_project_file(path);
    }
    let bytes = read(path).map_err(|error| error.about(&name))?;
    bench.import_artwork(&name, &bytes)
}

/// A file's bytes, one more than the limit at most: the import refuses it then.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let unreadable =
        |what: String| Error::new(ErrorCode::File, what, "Check that it is there and that you may read it.");
    let is_file = path.metadata().map_err(|error| unreadable(error.to_string()))?.is_file();
    if !is_file {
        return Err(unreadable("this is no file".into()));
    }
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST_IMPORT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(bytes)
}

/// The files among a start's arguments: all that are no options, seen from the folder it was started in.
#[must_use]
pub(crate) fn files_of(arguments: &[String], folder: &Path) -> Vec<PathBuf> {
    arguments
        .iter()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .map(|path| folder.join(path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_seen_from_the_folder_they_were_given_in() {
        let arguments = ["dangle-app", "--sample", "cat.png", "/art/dog.png"].map(String::from);
        let files = files_of(&arguments, Path::new("/home/ann"));
        assert_eq!(files, [PathBuf::from("/home/ann/cat.png"), PathBuf::from("/art/dog.png")]);
    }

    #[test]
    fn a_folder_stands_for_its_pictures_and_says_what_it_leaves_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.png", "a.gif", "notes.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let single = PathBuf::from("/art/cat.png");
        let (files, said) = expand(vec![single.clone(), folder.path().to_owned()]);
        assert_eq!(files, [single, folder.path().join("a.gif"), folder.path().join("b.png")]);
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn a_folder_and_a_missing_file_are_refused_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), folder.path().join("missing.png")] {
            let error = read(&path).unwrap_err();
            assert_eq!(error.code(), ErrorCode::File);
            assert!(error.hint().is_some());
        }
    }
}
