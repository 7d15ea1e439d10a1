//! How a contact sheet is to be written.

use std::borrow::Cow;

use dangle_design::edit::Edit;
use dangle_design::id::SceneId;
use dangle_design::project::{Project, Scene};
use dangle_design::{Error, ErrorCode, Result};
use dangle_mockup::scene::PictureSize;
use dangle_mockup::sheet::Sheet;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PictureFormat, PictureShape};

/// The longest caption, in characters: more is no longer read.
const LONGEST_CAPTION: usize = 120;

/// How a contact sheet is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "Order.ts")]
pub struct SheetOrder {
    /// Its pictures, row by row.
    pub pictures: Vec<SheetPicture>,
    /// Its shape; as seen is the shape of the first picture's view.
    pub shape: PictureShape,
    /// Its width in pixels.
    pub width: u32,
    /// The kind of file.
    pub format: PictureFormat,
}

/// One picture of a contact sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "Order.ts")]
pub struct SheetPicture {
    /// Which scene.
    pub scene: SceneId,
    /// What is changed for this picture alone, such as the carrier; the project stays as it is.
    pub edit: Option<Edit>,
    /// What stands under it.
    pub caption: String,
}

impl SheetOrder {
    /// The sheet's size, where the first picture's view has `view` pixels.
    ///
    /// # Errors
    /// `Input` when a side is outside the limits.
    pub fn size(&self, view: [u32; 2]) -> Result<PictureSize> {
        PictureSize::new(self.width, self.shape.height(self.width, view))
    }

    /// Refuses what is too much, before any work is done.
    ///
    /// # Errors
    /// `Input` for no picture, too many, or a caption that is too long.
    pub fn check(&self) -> Result<()> {
        let count = self.pictures.len();
        if !(1..=Sheet::MOST).contains(&count) {
            let message = format!("a contact sheet of {count} pictures cannot be made");
            return Err(Error::input(message, format!("Choose 1 to {} pictures.", Sheet::MOST)));
        }
        let longest = self.pictures.iter().map(|picture| picture.caption.chars().count()).max();
        match longest.filter(|length| *length > LONGEST_CAPTION) {
            Some(length) => Err(Error::input(
                format!("a caption has {length} characters"),
                format!("Write at most {LONGEST_CAPTION}."),
            )),
            None => Ok(()),
        }
    }
}

impl SheetPicture {
    /// The scene that is pictured.
    ///
    /// # Errors
    /// `NotFound` when the scene is not there; those of the edit.
    pub fn scene_of(&self, project: &Project) -> Result<Scene> {
        let project = match &self.edit {
            Some(edit) => Cow::Owned(edit.apply(project)?),
            None => Cow::Borrowed(project),
        };
        project.scene(&self.scene).cloned().ok_or_else(|| {
            Error::new(ErrorCode::NotFound, "this set is no longer there", "Undo brings it back.")
        })
    }
}
