//! Recipes, price lists and press profiles: those that come with Dangle, and a person's own beside them.
//!
//! A person's own are plain files in one folder, `recipes/*.toml`, `prices/*.toml` and `profiles/*.icc`, so that they
//! can be kept, sent to a friend and read by a person.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dangle_design::id::RecipeId;
use dangle_design::{Error, ErrorCode, Result};

use crate::colour::Press;
use crate::quote::PriceList;
use crate::recipe::Recipe;

/// Longest file of a recipe, in bytes: the longest of ours has 3 kB.
const LONGEST_RECIPE: u64 = 256 << 10;
/// Largest profile, in bytes: those of seven inks and fine grids have some 10 MB.
const LARGEST_PROFILE: u64 = 32 << 20;
/// Most files of a kind that are looked at.
const MOST_FILES: usize = 500;
/// The recipe most people begin with.
const USUAL: &str = "generic-acrylic";
/// What the id of a person's own recipe begins with; no bundled one does.
const OWN: &str = "own-";

/// Where recipes and profiles are found.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
}

impl Shelf {
    /// The bundled ones, and a person's own in that folder, which is made when something is first put there.
    #[must_use]
    pub fn with(folder: PathBuf) -> Self {
        Shelf { folder: Some(folder) }
    }

    /// Every recipe: the usual one first, then the other bundled ones, then a person's own, each by name. A file of a person's own that cannot be read is
    /// left out, and left where it is.
    ///
    /// # Errors
    /// `Store` when a bundled recipe is damaged.
    pub fn recipes(&self) -> Result<Vec<Recipe>> {
        let mut recipes = Recipe::ids().iter().map(Recipe::load).collect::<Result<Vec<_>>>()?;
        recipes.sort_by_key(|recipe| (recipe.id.as_str() != USUAL, recipe.name.clone()));
        let mut own: Vec<Recipe> =
            self.files("recipes", "toml").iter().filter_map(|path| self.read(path).ok()).collect();
        own.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        recipes.append(&mut own);
        Ok(recipes)
    }

    /// The recipe of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Input` or `Store` when it cannot be worked by.
    pub fn recipe(&self, id: &RecipeId) -> Result<Recipe> {
        match self.own_file(id) {
            Some(path) if path.is_file() => self.read(&path),
            _ => Recipe::load(id),
        }
    }

    /// Whether a recipe is a person's own, and so can be changed.
    #[must_use]
    pub fn is_own(id: &RecipeId) -> bool {
        id.as_str().starts_with(OWN)
    }

    /// Puts a copy of a recipe on the shelf, to be changed: it names what it came from, and is nobody's verified
    /// recipe any more.
    ///
    /// # Errors
    /// Those of [`Shelf::recipe`] and [`Shelf::save`].
    pub fn copy(&self, id: &RecipeId, name: &str) -> Result<Recipe> {
        let like = self.recipe(id)?;
        let stem =
            id.as_str().trim_start_matches(OWN).trim_end_matches(|letter: char| letter.is_ascii_digit());
        let free = |id: &RecipeId| self.own_file(id).is_none_or(|path| !path.exists());
        let ids = (1..=MOST_FILES)
            .filter_map(|number| RecipeId::new(format!("{OWN}{}-{number}", stem.trim_end_matches('-'))).ok());
        let id = ids.into_iter().find(free).ok_or_else(|| {
            Error::input("there are too many copies of that recipe", "Remove one that is not used any more.")
        })?;
        let copy = Recipe { id, name: name.to_owned(), verified: false, ..like };
        self.save(&copy)?;
        Ok(copy)
    }

    /// Keeps a person's own recipe, whole or not at all.
    ///
    /// # Errors
    /// `Input` when it is not a person's own or cannot be worked by, `File` when it cannot be written.
    pub fn save(&self, recipe: &Recipe) -> Result<()> {
        recipe.check()?;
        Press::of(recipe, self)?;
        let path = self.own_file(&recipe.id).ok_or_else(|| {
            Error::input(
                format!("\"{}\" is no recipe of your own", recipe.name),
                "Copy it and change the copy.",
            )
        })?;
        let recipe = Recipe { verified: false, ..recipe.clone() };
        let text = toml::to_string_pretty(&recipe)
            .map_err(|error| Error::input(error.to_string(), "Change the recipe and keep it again."))?;
        write_whole(&path, text.as_bytes())
    }

    /// Takes a person's own recipe off the shelf.
    ///
    /// # Errors
    /// `NotFound` when there is no such recipe of their own, `File` when it cannot be removed.
    pub fn remove(&self, id: &RecipeId) -> Result<()> {
        let path = self.own_file(id).filter(|path| path.is_file()).ok_or_else(|| {
            Error::new(ErrorCode::NotFound, format!("\"{id}\" is no recipe of your own"), "Choose another.")
        })?;
        fs::remove_file(&path).map_err(|error| unusable(&path, &error))
    }

    /// The names of all press profiles: the bundled ones first.
    #[must_use]
    pub fn profiles(&self) -> Vec<String> {
        let own = self.files("profiles", "icc").into_iter().filter_map(|path| stem(&path));
        Press::bundled().into_iter().chain(own).collect()
    }

    /// Puts a press profile on the shelf, under the name of its file.
    ///
    /// # Errors
    /// `Input` when it is no profile of a press, `File` when it cannot be written.
    pub fn add_profile(&self, name: &str, icc: &[u8]) -> Result<String> {
        let plain =
            |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
        let name: String =
            name.trim_end_matches(".icc").trim_end_matches(".icm").chars().map(plain).take(60).collect();
        Press::parse(&name, icc.to_vec())?;
        if Press::bundled().contains(&name) {
            return Err(Error::input(
                "a profile of that name comes with Dangle",
                "Give the file another name.",
            ));
        }
        let folder = self
            .folder
            .as_ref()
            .ok_or_else(|| Error::input("there is no folder for profiles", "Open Dangle again."))?;
        write_whole(&folder.join("profiles").join(format!("{name}.icc")), icc)?;
        Ok(name)
    }

    /// The bytes of a person's own profile.
    pub(crate) fn own_profile(&self, name: &str) -> Option<Vec<u8>> {
        let paths = self.files("profiles", "icc");
        let path = paths.into_iter().find(|path| stem(path).as_deref() == Some(name))?;
        read_at_most(&path, LARGEST_PROFILE).ok()
    }

    fn own_file(&self, id: &RecipeId) -> Option<PathBuf> {
        let folder = self.folder.as_ref().filter(|_| Shelf::is_own(id))?;
        Some(folder.join("recipes").join(format!("{id}.toml")))
    }

    /// Every price list: the bundled ones first, then the person's own, `prices/*.toml`, by name. One of theirs
    /// with the id of a bundled one stands in its place. A file that cannot be read is left out, and left where it
    /// is.
    ///
    /// # Errors
    /// `Store` when a bundled list is damaged.
    pub fn price_lists(&self) -> Result<Vec<PriceList>> {
        let read = |path: &PathBuf| {
            let text = String::from_utf8(read_at_most(path, LONGEST_RECIPE).ok()?).ok()?;
            PriceList::from_toml(&text).ok()
        };
        let mut own: Vec<PriceList> = self.files("prices", "toml").iter().filter_map(read).collect();
        own.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        let mut lists = PriceList::bundled()?;
        lists.retain(|list| own.iter().all(|own| own.id != list.id));
        lists.append(&mut own);
        Ok(lists)
    }

    /// A person's own recipe. The file's name is its id, whatever stands in it: files are copied and renamed.
    fn read(&self, path: &Path) -> Result<Recipe> {
        let bytes = read_at_most(path, LONGEST_RECIPE)?;
        let text =
            String::from_utf8(bytes).map_err(|error| Error::input(error.to_string(), "Save it as UTF-8."))?;
        let id = RecipeId::new(stem(path).unwrap_or_default())?;
        let recipe = Recipe { id, verified: false, ..Recipe::from_toml(&text)? };
        let profile = self.own_profile(&recipe.colour.profile);
        Ok(recipe.with_profile(profile))
    }

    /// The files of a kind, in order.
    fn files(&self, kind: &str, ending: &str) -> Vec<PathBuf> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let entries = fs::read_dir(folder.join(kind)).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).take(MOST_FILES).collect();
        paths.retain(|path| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)));
        paths.sort();
        paths
    }
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned())
}

fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>> {
    let size = fs::metadata(path).map_err(|error| unusable(path, &error))?.len();
    if size > most {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("{} is too large", path.display()),
            "Choose another file.",
        ));
    }
    fs::read(path).map_err(|error| unusable(path, &error))
}

/// Written beside its place first, so that a power cut leaves the old file or the new one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let refused = |error: std::io::Error| unusable(path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(refused)?;
    let draft = path.with_extension("draft");
    fs::write(&draft, bytes).map_err(refused)?;
    fs::File::open(&draft).and_then(|file| file.sync_all()).map_err(refused)?;
    fs::rename(&draft, path).map_err(refused)
}

fn unusable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorCode::File,
        format!("{} cannot be used: {error}", path.display()),
        "Look whether the disk is full or the folder is locked.",
    )
}

/// A recipe's own profile, kept with it while it is worked by.
pub(crate) type OwnProfile = Option<Arc<[u8]>>;

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::id::PriceListId;

    fn id(id: &str) -> RecipeId {
        RecipeId::new(id).unwrap()
    }

    #[test]
    fn a_copy_can_be_changed_kept_found_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::with(folder.path().into());
        let bundled = shelf.recipes().unwrap().len();
        let mut copy = shelf.copy(&id("generic-acrylic"), "Our printer").unwrap();
        assert_eq!(copy.id.as_str(), "own-generic-acrylic-1");
        copy.white.as_mut().unwrap().name = "Spot1".into();
        shelf.save(&copy).unwrap();
        assert_eq!(shelf.recipes().unwrap().len(), bundled + 1);
        assert_eq!(shelf.recipe(&copy.id).unwrap(), copy);
        assert_eq!(shelf.copy(&copy.id, "Again").unwrap().id.as_str(), "own-generic-acrylic-2");
        shelf.remove(&copy.id).unwrap();
        assert!(shelf.recipe(&copy.id).is_err());
    }

    #[test]
    fn a_price_list_of_ones_own_stands_beside_the_bundled_ones_and_a_broken_one_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::with(folder.path().into());
        let bundled = shelf.price_lists().unwrap();
        let own =
            PriceList { id: PriceListId::new("mine").unwrap(), name: "Mine".into(), ..bundled[0].clone() };
        fs::create_dir(folder.path().join("prices")).unwrap();
        fs::write(folder.path().join("prices/mine.toml"), own.to_toml().unwrap()).unwrap();
        fs::write(folder.path().join("prices/broken.toml"), "id = 3").unwrap();
        let found = shelf.price_lists().unwrap();
        assert_eq!(found.len(), bundled.len() + 1);
        assert_eq!(found.last(), Some(&own));
    }

    #[test]
    fn bundled_recipes_and_broken_ones_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::with(folder.path().into());
        let bundled = shelf.recipe(&id("generic-acrylic")).unwrap();
        assert!(shelf.save(&bundled).unwrap_err().hint().unwrap().contains("Copy it"));
        let mut copy = shelf.copy(&bundled.id, "Mine").unwrap();
        copy.files.clear();
        assert!(shelf.save(&copy).is_err());
        assert_eq!(shelf.recipe(&copy.id).unwrap().files.len(), bundled.files.len());
        assert!(shelf.remove(&bundled.id).is_err());
        assert!(Shelf::default().save(&copy).is_err());
    }

    #[test]
    fn a_file_that_is_no_recipe_is_left_out_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::with(folder.path().into());
        shelf.copy(&id("generic-acrylic"), "Mine").unwrap();
        let broken = folder.path().join("recipes/own-broken.toml");
        fs::write(&broken, "id = 7").unwrap();
        assert_eq!(shelf.recipes().unwrap().iter().filter(|recipe| Shelf::is_own(&recipe.id)).count(), 1);
        assert!(broken.exists());
    }

    #[test]
    fn a_profile_of_a_persons_own_separates_and_one_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::with(folder.path().into());
        let icc = Press::load("gracol2006-argyll").unwrap().icc().to_vec();
        assert_eq!(shelf.add_profile("My Press.icc", &icc).unwrap(), "my-press");
        assert!(shelf.profiles().contains(&"my-press".to_owned()));
        let mut copy = shelf.copy(&id("generic-acrylic"), "Mine").unwrap();
        copy.colour.profile = "my-press".into();
        shelf.save(&copy).unwrap();
        let kept = shelf.recipe(&copy.id).unwrap();
        assert!(Press::of(&kept, &shelf).unwrap().icc() == icc);
        assert!(shelf.add_profile("no.icc", b"no profile").is_err());
        assert!(shelf.add_profile("fogra39-argyll.icc", &icc).is_err());
        copy.colour.profile = "nowhere".into();
        assert!(shelf.save(&copy).is_err());
    }
}
