//! What can go wrong at the vendor's: plates that drift, and proofs that show something else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dangle_design::artwork::Picture;
use dangle_design::id::{CharmId, RecipeId};
use dangle_design::shape::Quality;
use dangle_design::units::Mm;
use dangle_design::{Job, Result};
use dangle_print::{FARTHEST_DRIFT, Moves, diff, drift};

use super::Workbench;
use crate::pictures;
use crate::view::{ComparedView, DriftView};

impl Workbench {
    /// A charm with its white or its cut `by_mm` to the right and down of where it should be.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm or recipe; `Input` when the drift is no drift; those of the plates.
    pub fn drift_view(
        &self,
        charm: &CharmId,
        recipe: &RecipeId,
        moves: Moves,
        by_mm: [f64; 2],
    ) -> Result<DriftView> {
        let length = |mm: f64| Mm::within("the drift", mm, Mm::new(-FARTHEST_DRIFT.get()), FARTHEST_DRIFT);
        let by = [length(by_mm[0])?, length(by_mm[1])?];
        let (charm, recipe) = (self.charm(charm)?, self.shelf.recipe(recipe)?);
        let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
        let drift = drift(&shape, &recipe, moves, by, &Job::silent())?;
        Ok(DriftView { picture: address(&drift.picture)?, report: drift.report, frame_mm: drift.frame_mm })
    }

    /// Holds a vendor's proof against a charm.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm or recipe; `Artwork`, `File` or `TooLarge` when the proof cannot be
    /// read.
    pub fn compare_proof(
        &self,
        charm: &CharmId,
        recipe: &RecipeId,
        name: &str,
        proof: &[u8],
    ) -> Result<ComparedView> {
        let (charm, recipe) = (self.charm(charm)?, self.shelf.recipe(recipe)?);
        let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
        let diff = diff(&shape, &recipe, proof, &Job::silent()).map_err(|error| error.about(name))?;
        let seen = diff.picture.width() > 0;
        Ok(ComparedView {
            name: name.to_owned(),
            picture: if seen { Some(address(&diff.picture)?) } else { None },
            comparison: diff.comparison,
            frame_mm: diff.frame_mm,
        })
    }
}

fn address(picture: &Picture) -> Result<String> {
    Ok(format!("data:image/png;base64,{}", STANDARD.encode(pictures::png(picture)?.bytes)))
}
