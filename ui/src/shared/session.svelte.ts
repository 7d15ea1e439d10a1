/** The one store of what the core said: the project, and the views that follow from it. */
import * as backend from '../backend';
import type { Charm, Scene } from '../types/Project';
import type { CharmId } from '../types/CharmId';
import type { Swatch } from '../types/Process';
import type { Edit } from '../types/Edit';
import type {
  BesideView,
  CarrierView,
  EntryView,
  ErrorView,
  FontView,
  HardwareView,
  ProcessView,
  ProjectView,
  RecentProject,
  RecipeView,
  SampleView,
  Settings,
} from '../types/View';
import type { Change } from './changes';
import { desk } from './desk.svelte';
import { languageOf, localeOf } from './format';
import { unitOf } from './length';
import { Queue } from './queue';
import { hand, shapes } from './shapes.svelte';
import { attempt, toasts } from './toasts.svelte';
import { words } from './words.svelte';

class Session {
  ready = $state(false);
  /** Why the start failed, when it did. */
  fault = $state.raw<ErrorView | null>(null);
  #view = $state.raw<ProjectView | null>(null);
  recent = $state.raw<RecentProject[]>([]);
  settings = $state.raw<Settings>({
    theme: 'system',
    language: 'system',
    unit: 'mm',
    screen_px_per_mm: null,
  });
  samples = $state.raw<SampleView[]>([]);
  carriers = $state.raw<CarrierView[]>([]);
  hardware = $state.raw<HardwareView[]>([]);
  beside = $state.raw<BesideView[]>([]);
  processes = $state.raw<ProcessView[]>([]);
  swatches = $state.raw<Swatch[]>([]);
  fonts = $state.raw<FontView[]>([]);
  recipes = $state.raw<RecipeView[]>([]);
  entries = $state.raw<EntryView[]>([]);
  /** A file is held over the window. */
  dropHover = $state(false);
  /** Imports under way. */
  importing = $state(0);

  project = $derived(this.#view?.project ?? null);
  charms = $derived(this.project?.charms ?? []);
  canUndo = $derived(this.#view?.can_undo ?? false);
  canRedo = $derived(this.#view?.can_redo ?? false);
  kept = $derived(this.#view?.kept ?? true);
  /** Counts what the core committed: what is shown is the project of that count. */
  revision = $derived(this.#view?.revision ?? 0);
  /** The charm in the hand: the one picked, or the first when that one is gone. */
  charm = $derived<Charm | null>(this.charms.find((one) => one.id === desk.charm) ?? this.charms[0] ?? null);
  /** The set that is shown: the one picked, or the first when that one is gone. */
  scene = $derived<Scene | null>(
    this.project?.scenes.find((one) => one.id === desk.scene) ?? this.project?.scenes[0] ?? null,
  );
  recipe = $derived<RecipeView | null>(
    this.recipes.find((one) => one.id === desk.recipe) ??
      this.recipes.find((one) => one.processes.includes(this.charm?.process ?? '')) ??
      this.recipes[0] ??
      null,
  );

  #queue = new Queue();

  async start() {
    try {
      const view = await backend.start();
      this.recent = view.recent;
      this.samples = view.samples;
      this.carriers = view.carriers;
      this.hardware = view.hardware;
      this.beside = view.beside;
      this.processes = view.processes;
      this.fonts = view.fonts;
      this.swatches = view.swatches;
      this.recipes = view.recipes;
      this.#settle(view.settings);
      this.#adopt(view.project);
      this.fault = null;
      this.ready = true;
      void this.readEntries();
    } catch (thrown) {
      this.fault = backend.asErrorView(thrown);
    }
  }

  /** Listens to what the core tells by itself, until the returned function is called. */
  listen(): () => void {
    const off = [
      backend.on('project', (view) => this.#adopt(view)),
      backend.on('drop-hover', (over) => (this.dropHover = over)),
      backend.on('error', (error) => toasts.failed(error)),
    ];
    return () => off.forEach((stop) => stop());
  }

  /** Makes one edit; `false` when the core refused it, after that was shown. */
  async edit(edit: Edit): Promise<boolean> {
    return this.#change(() => backend.applyEdit(edit));
  }

  /** Does the edit that is made when its turn comes, of what is there then; `false` when nothing was changed. */
  async editThen(make: () => Edit | null): Promise<boolean> {
    return this.#change(async () => {
      const edit = make();
      return edit && backend.applyEdit(edit);
    });
  }

  /** Changes that charm, as it is when the turn comes; `false` when nothing was changed. */
  async change(charm: CharmId, change: Change): Promise<boolean> {
    return this.#change(async () => {
      const now = this.charms.find((one) => one.id === charm);
      const edit = now ? change(now) : null;
      return edit && backend.applyEdit(edit);
    });
  }

  /** Commits what the hand made: one gesture, one edit. */
  letGo = () => hand.release((charm, change) => this.change(charm, change));

  undo = () => this.#change(backend.undo);
  redo = () => this.#change(backend.redo);

  select(charm: CharmId) {
    desk.charm = charm;
  }

  importFiles = async (files: Iterable<File>) => {
    for (const file of files) {
      const whole = file.name.toLowerCase().endsWith('.dangle');
      await this.#import(() => (whole ? backend.importProject(file) : backend.importArtwork(file)));
    }
  };
  importSample = (sample: string) => this.#import(() => backend.importSample(sample));
  chooseArtwork = () => this.#import(backend.chooseArtwork);
  chooseProject = () => this.#import(backend.chooseProject);

  newProject = (name: string) => this.#change(() => backend.newProject(name));
  openProject = (id: string) => this.#change(() => backend.openProject(id));

  async readRecent() {
    this.recent = (await attempt(backend.recentProjects())) ?? this.recent;
  }
  async deleteProject(id: string) {
    this.recent = (await attempt(backend.deleteProject(id))) ?? this.recent;
  }

  async save(change: Partial<Settings>) {
    const before = this.settings;
    this.#settle({ ...before, ...change });
    const saved = await attempt(backend.saveSettings(this.settings));
    this.#settle(saved ?? before);
  }

  async readEntries() {
    await this.changeEntries(backend.entries());
  }
  async changeEntries(change: Promise<EntryView[]>) {
    const entries = await attempt(change);
    if (entries) this.entries = entries;
    return entries !== null;
  }

  async #import(read: () => Promise<ProjectView | null>) {
    this.importing += 1;
    const done = await this.#change(read);
    this.importing -= 1;
    return done;
  }

  /** Changes go to the core one after another: the order of the hand is the order of the steps. */
  #change(ask: () => Promise<ProjectView | null>): Promise<boolean> {
    return this.#queue.run(async () => {
      const view = await attempt(ask());
      if (view) this.#adopt(view);
      return view !== null;
    });
  }

  #adopt(view: ProjectView) {
    const now = this.#view;
    const same = now?.project.id === view.project.id;
    if (same && view.revision < now.revision) return;
    this.#view = view;
    if (!same) shapes.forget();
    if (!same) hand.abort();
    shapes.limits = JSON.stringify(view.project.limits);
    shapes.keepOnly(view.project.charms);
    if (view.added) desk.charm = view.added;
  }

  #settle(settings: Settings) {
    this.settings = settings;
    words.language = languageOf(settings.language, navigator.languages);
    words.locale = localeOf(words.language, navigator.languages);
    words.unit = unitOf(settings.unit);
  }
}

export const session = new Session();
