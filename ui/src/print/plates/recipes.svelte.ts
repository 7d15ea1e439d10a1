/** Recipes of the person's own: copied from another, changed in a sheet, kept on the shelf. */
import * as backend from '../../backend';
import { ask } from '../../shared/ask.svelte';
import { desk } from '../../shared/desk.svelte';
import { session } from '../../shared/session.svelte';
import { attempt } from '../../shared/toasts.svelte';
import { words } from '../../shared/words.svelte';
import type { FileFormat, FileRecipe, Part, Recipe } from '../../types/Recipe';
import type { RecipeView } from '../../types/View';
import { press } from './press.svelte';

/** What each kind of file can hold, as the core has it. */
export const HOLDS: Record<FileFormat, Part[]> = {
  pdf_x4: ['colour', 'white', 'cut'],
  pdf14: ['colour', 'white', 'cut'],
  svg: ['colour', 'white', 'cut'],
  areas: ['colour', 'cut'],
  turnaround: ['colour', 'cut'],
  thread_chart: ['colour', 'cut'],
  dxf: ['cut'],
  png: ['colour'],
  tiff: ['colour', 'white'],
  psd: ['colour', 'white', 'cut'],
};
const ENDINGS: Record<FileFormat, string> = {
  pdf_x4: 'pdf',
  pdf14: 'pdf',
  svg: 'svg',
  areas: 'svg',
  turnaround: 'pdf',
  thread_chart: 'pdf',
  dxf: 'dxf',
  png: 'png',
  tiff: 'tif',
  psd: 'psd',
};

class Recipes {
  /** The recipe that is being changed. */
  draft = $state<Recipe | null>(null);
  profiles = $state.raw<string[]>([]);

  copy(like: RecipeView) {
    const m = words.m.press;
    ask.name(m.copyAsk, m.copyName(words.name(like.id, like.name)), m.create, (name) => {
      void attempt(backend.copyRecipe(like.id, name)).then((copy) => copy && this.#open(copy));
    });
  }
  async change(own: RecipeView) {
    const recipe = await attempt(backend.recipe(own.id));
    if (recipe) await this.#open(recipe);
  }
  remove(own: RecipeView) {
    const m = words.m.press;
    ask.confirm(m.removeAsk(own.name), m.remove, () => {
      void attempt(backend.removeRecipe(own.id)).then((recipes) => recipes && this.#show(recipes));
    });
  }
  async keep() {
    if (!this.draft) return;
    const { id } = this.draft;
    const recipes = await attempt(backend.saveRecipe($state.snapshot(this.draft) as Recipe));
    if (!recipes) return;
    this.#show(recipes);
    desk.recipe = id;
    this.draft = null;
  }
  close() {
    this.draft = null;
  }
  async addProfile(file: File) {
    const before = this.profiles;
    const profiles = await attempt(backend.addProfile(file));
    if (!profiles || !this.draft) return;
    this.profiles = profiles;
    const added = profiles.find((profile) => !before.includes(profile));
    if (added) this.draft.colour.profile = added;
  }

  /** Another kind of file: its name ends as that kind does, and it holds what that kind can. */
  setFormat(file: FileRecipe, format: FileFormat) {
    file.name = file.name.replace(/[.][^.]*$/, '') + '.' + ENDINGS[format];
    file.format = format;
    const held = file.holds.filter((part) => HOLDS[format].includes(part));
    file.holds = held.length > 0 ? held : HOLDS[format].slice(0, 1);
  }
  setHolds(file: FileRecipe, part: Part, holds: boolean) {
    file.holds = HOLDS[file.format].filter((one) => (one === part ? holds : file.holds.includes(one)));
  }
  addFile() {
    const file: FileRecipe = { name: '{name}-more.svg', format: 'svg', holds: ['cut'], backed: false };
    this.draft?.files.push(file);
  }
  setWhite(white: boolean) {
    if (!this.draft) return;
    this.draft.white = white ? { ...USUAL_WHITE } : null;
    if (!white) for (const file of this.draft.files) this.setHolds(file, 'white', false);
  }

  async #open(recipe: Recipe) {
    this.profiles = (await attempt(backend.pressProfiles())) ?? [recipe.colour.profile];
    this.draft = recipe;
  }
  #show(recipes: RecipeView[]) {
    press.forget();
    session.recipes = recipes;
  }
}

/** As most vendors take it. */
const USUAL_WHITE: NonNullable<Recipe['white']> = {
  name: 'White',
  layer: 'White',
  ink: 'spot',
  alternate_cmyk_percent: [15, 0, 0, 5],
  order: 'under_colour',
  dpi: 1200,
  choke_mm: 0.15,
};

export const recipes = new Recipes();
