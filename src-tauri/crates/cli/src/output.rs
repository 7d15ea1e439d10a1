//! What the program prints, and how it writes files.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use dangle_design::report::Report;
use dangle_design::shape::Severity;
use dangle_design::{Error, ErrorCode};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Result;

/// Says on stderr what went wrong, and the way out.
pub(crate) fn complain(error: &Error) {
    eprintln!("error: {error}");
    if let Some(hint) = error.hint() {
        eprintln!("  hint: {hint}");
    }
}

/// Says on stderr what is good to know and no error.
pub(crate) fn note(what: &impl std::fmt::Display) {
    eprintln!("note: {what}");
}

/// A progress bar of `total` steps on stderr; invisible when stderr is no terminal.
pub(crate) fn progress(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Prints a report on stdout, as a JSON line or for people.
pub(crate) fn print_report(report: &Report, json: bool) -> Result<()> {
    if json {
        return print_line(&json_text(report, false)?);
    }
    print_line(&summary(report))?;
    for check in report.checks.iter().filter(|check| check.severity != Severity::Passed) {
        let word = if check.severity == Severity::Error { "error" } else { "warning" };
        print_line(&format!("  {word}: {} {}", check.message, check.remedy))?;
    }
    Ok(())
}

/// Prints a line on stdout. A reader that has gone away is no error of ours.
pub(crate) fn print_line(line: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::new(
            ErrorCode::File,
            format!("the report cannot be printed: {error}"),
            "See whether the disk that the output goes to is full.",
        )),
        _ => Ok(()),
    }
}

/// JSON text of any value of ours.
pub(crate) fn json_text(value: &impl serde::Serialize, pretty: bool) -> Result<String> {
    let text = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    text.map_err(|error| Error::new(ErrorCode::File, error.to_string(), "Report this fault of Dangle."))
}

fn summary(report: &Report) -> String {
    let [width, height] = report.size_mm;
    let mut parts = vec![format!("{width:.1} × {height:.1} mm"), format!("{:.1} g", report.mass_g)];
    parts.extend(report.hang_tilt_deg.map(|tilt| format!("hangs {tilt:.1}°")));
    parts.extend(report.neck_mm.map(|neck| format!("neck {neck:.1} mm")));
    parts.push(format!("{} nodes", report.outline.nodes));
    format!("{}: {}", report.name, parts.join(" · "))
}

/// Makes the folder that files will be written to, before any work is done for them.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}

/// Writes a file whole or not at all: to a temporary name beside it, synced, then renamed.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".dangle-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        make_readable(file.as_file())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorCode::File,
        format!("{} cannot be written: {error}", path.display()),
        "Choose a folder you may write to, on a disk with room.",
    )
}

/// A temporary file is private; a finished one is as readable as any other file of the person.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// The file for words in a language: the tag stands behind the name.
pub(crate) fn variant(path: &Path, language: Option<&str>) -> PathBuf {
    let Some(tag) = language else { return path.to_owned() };
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    path.with_file_name(format!("{}-{tag}{}", stem(path), ending.unwrap_or_default()))
}

/// Names for the files of each picture: its own name, with a number where two are alike.
pub(crate) fn names(art: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    art.iter().map(|path| free_name(&stem(path), &mut taken)).collect()
}

fn free_name(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
    let free = candidates.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default();
    taken.insert(free.to_lowercase());
    free
}

/// The name of a file without folder and ending.
pub(crate) fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if stem.is_empty() { "charm".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_one_name_do_not_overwrite_each_other() {
        let art = ["a/cat.png", "b/Cat.png", "b/cat.svg", "cat-2.png"].map(PathBuf::from);
        assert_eq!(names(&art), ["cat", "Cat-2", "cat-3", "cat-2-2"]);
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_old_one_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        write_file(&blocked, b"old").unwrap();
        let error = write_file(&blocked.join("below"), b"new").unwrap_err();
        assert_eq!(error.code(), ErrorCode::File);
        assert!(error.hint().is_some());
        assert_eq!(std::fs::read(&blocked).unwrap(), b"old");
    }
}
