//! Folders of pictures.

use dangle_design::ErrorCode;
use dangle_store::{Folder, MOST_PICTURES};

#[test]
fn the_pictures_right_in_a_folder_come_by_name_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["b.PNG", "a.svg", "c.psd", "notes.txt", ".hidden.png"] {
        std::fs::write(at(name), "x").unwrap();
    }
    std::fs::create_dir(at("d.png")).unwrap();
    std::fs::create_dir(at("more")).unwrap();
    std::fs::write(at("more/e.png"), "x").unwrap();
    let found = Folder::list(folder.path()).unwrap();
    assert_eq!(found.pictures, [at("a.svg"), at("b.PNG"), at("c.psd")]);
    assert_eq!(found.others, 3, "a text, a folder that is called like a picture, and another folder");
    let said = found.left_out("trip").unwrap();
    assert!(said.to_string().contains('3') && said.hint().is_some(), "{said}");
}

#[test]
fn a_folder_of_pictures_alone_needs_no_word_and_one_without_any_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let none = Folder::list(folder.path()).unwrap().left_out("trip").unwrap();
    assert_eq!(none.code(), ErrorCode::NotFound);
    std::fs::write(folder.path().join("a.gif"), "x").unwrap();
    assert!(Folder::list(folder.path()).unwrap().left_out("trip").is_none());
}

#[test]
fn a_folder_that_is_not_there_is_an_error_with_a_remedy() {
    let error = Folder::list(std::path::Path::new("/nowhere/at/all")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::File);
    assert!(error.hint().is_some());
}

#[test]
fn no_more_than_the_limit_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..MOST_PICTURES + 7 {
        std::fs::write(folder.path().join(format!("{number:03}.png")), "").unwrap();
    }
    let found = Folder::list(folder.path()).unwrap();
    assert_eq!((found.pictures.len(), found.others), (MOST_PICTURES, 7));
}
