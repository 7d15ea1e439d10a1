/**
 * The one door to the Rust core: a typed function for every command.
 *
 * In the app it opens on Tauri. In a plain browser it opens on the test server, which runs the same core
 * behind HTTP, so that journeys need no mock.
 */
import { Channel, invoke, type InvokeArgs, type InvokeOptions } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { BlobHash } from './types/BlobHash';
import type { CharmId } from './types/CharmId';
import type { Edit } from './types/Edit';
import type { EntryId } from './types/EntryId';
import type { MotionOrder, MotionView, PushOrder } from './types/Motion';
import type { AnimationOrder, PictureOrder, SheetOrder } from './types/Order';
import type { LaidCharm } from './types/Project';
import type { ComparedView, DriftView, Moves } from './types/Press';
import type { ProjectId } from './types/ProjectId';
import type { Recipe } from './types/Recipe';
import type { RecipeId } from './types/RecipeId';
import type { SceneId } from './types/SceneId';
import type { SheetId } from './types/SheetId';
import type {
  CardSheetName,
  CardView,
  CharmView,
  EntryView,
  ErrorView,
  ExportView,
  FixesView,
  InkView,
  LayerView,
  OrderPaper,
  OrderView,
  DroppedPhoto,
  DropPlace,
  GangView,
  PhotoView,
  PrintView,
  Progress,
  ProjectView,
  RecentProject,
  RecipeView,
  SceneView,
  Settings,
  StartView,
  TogetherView,
} from './types/View';

const inApp = '__TAURI_INTERNALS__' in window;
const onWindows = navigator.userAgent.includes('Windows');
const pictureRoot = !inApp ? '' : onWindows ? 'http://dangle.localhost' : 'dangle://localhost';

/** What the core tells without being asked. */
export type CoreEvents = {
  /** The project changed: files were dropped, or an edit has reached the disk. */
  project: ProjectView;
  /** A file is held over the window, or no longer. */
  'drop-hover': boolean;
  /** A picture was dropped where it is a photo. */
  photo: DroppedPhoto;
  /** A vendor's proof was dropped where it is held against the charm: its file's name. */
  proof: string;
  /** Something failed that no command was waiting for. */
  error: ErrorView;
  /** How far long work has come, in a plain browser, where no channel exists. */
  progress: Progress;
};

export const start = () => call<StartView>('start');
export const newProject = (name: string) => call<ProjectView>('new_project', { name });
export const openProject = (project: ProjectId) => call<ProjectView>('open_project', { project });
export const recentProjects = () => call<RecentProject[]>('recent_projects');
export const deleteProject = (project: ProjectId) => call<RecentProject[]>('delete_project', { project });
export const applyEdit = (edit: Edit) => call<ProjectView>('apply_edit', { edit });
export const undo = () => call<ProjectView>('undo');
export const redo = () => call<ProjectView>('redo');
export const project = () => call<ProjectView>('project');
export const importArtwork = (file: File) => send<ProjectView>('import_artwork', file);
export const importSample = (sample: string) => call<ProjectView>('import_sample', { sample });
export const chooseArtwork = () => call<ProjectView | null>('choose_artwork');
export const charmView = (charm: CharmId) => call<CharmView>('charm_view', { charm });
export const hangTogether = (first: CharmId, second: CharmId) =>
  call<TogetherView>('hang_together', { first, second });
export const previewEdit = (edit: Edit) => call<CharmView>('preview_edit', { edit });
export const fixAll = (charm: CharmId) => call<FixesView>('fix_all', { charm });
export const artworkLayers = (charm: CharmId) => call<LayerView[]>('artwork_layers', { charm });
export const keepArtwork = (file: File) => send<BlobHash>('keep_artwork', file);
export const keepFont = (file: File) => send<BlobHash>('keep_font', file);
export const keepPhoto = (file: File) => send<PhotoView>('keep_photo', file);
export const photoView = (blob: BlobHash) => call<PhotoView>('photo_view', { blob });
export const sceneView = (scene: SceneId) => call<SceneView>('scene_view', { scene });
export const startMotion = (scene: SceneId, motion: MotionOrder) =>
  call<MotionView>('start_motion', { scene, motion });
export const pushCharm = (scene: SceneId, push: PushOrder) => call<MotionView>('push_charm', { scene, push });
export const exportPicture = (scene: SceneId, order: PictureOrder) =>
  call<ExportView>('export_picture', { scene, order });
export const exportAnimation = (
  scene: SceneId,
  order: AnimationOrder,
  progress: (progress: Progress) => void,
) => call<ExportView>('export_animation', { scene, order, ...channel('onProgress', progress) });
export const exportContactSheet = (order: SheetOrder, progress: (progress: Progress) => void) =>
  call<ExportView>('export_contact_sheet', { order, ...channel('onProgress', progress) });
export const printView = (charm: CharmId, recipe: RecipeId) =>
  call<PrintView>('print_view', { charm, recipe });
export const exportPrint = (charm: CharmId, recipe: RecipeId, progress: (progress: Progress) => void) =>
  call<ExportView>('export_print', { charm, recipe, ...channel('onProgress', progress) });
export const driftView = (charm: CharmId, recipe: RecipeId, moves: Moves, by: [number, number]) =>
  call<DriftView>('drift_view', { charm, recipe, moves, by });
export const compareProof = (charm: CharmId, recipe: RecipeId, file: File) =>
  send<ComparedView>('compare_proof', file, { 'dangle-about': `${charm} ${recipe}` });
export const compareDroppedProof = (charm: CharmId, recipe: RecipeId) =>
  call<ComparedView>('compare_dropped_proof', { charm, recipe });
export const inksAt = (charm: CharmId, recipe: RecipeId, at: [number, number]) =>
  call<InkView[]>('inks_at', { charm, recipe, at });
export const recipe = (recipe: RecipeId) => call<Recipe>('recipe', { recipe });
export const copyRecipe = (recipe: RecipeId, name: string) => call<Recipe>('copy_recipe', { recipe, name });
export const saveRecipe = (recipe: Recipe) => call<RecipeView[]>('save_recipe', { recipe });
export const removeRecipe = (recipe: RecipeId) => call<RecipeView[]>('remove_recipe', { recipe });
export const pressProfiles = () => call<string[]>('press_profiles');
export const addProfile = (file: File) => send<string[]>('add_profile', file);
export const cardView = (charm: CharmId, language: string | null, sheet: CardSheetName | null) =>
  call<CardView>('card_view', { charm, language, sheet });
export const exportCard = (charm: CharmId, sheet: CardSheetName | null) =>
  call<ExportView>('export_card', { charm, sheet });
export const orderView = (charm: CharmId, recipe: RecipeId, today: string) =>
  call<OrderView>('order_view', { charm, recipe, today });
export const exportOrder = (charm: CharmId, recipe: RecipeId, paper: OrderPaper, today: string) =>
  call<ExportView>('export_order', { charm, recipe, paper, today });
export const exportCut = (charm: CharmId) => call<ExportView>('export_cut', { charm });
export const sheetView = (sheet: SheetId, recipe: RecipeId) =>
  call<GangView>('sheet_view', { sheet, recipe });
export const laySheet = (
  sheet: SheetId,
  recipe: RecipeId,
  seconds: number,
  progress: (progress: Progress) => void,
) => call<LaidCharm[]>('lay_sheet', { sheet, recipe, seconds, ...channel('onProgress', progress) });
export const sheetSoFar = (sheet: SheetId) => call<LaidCharm[] | null>('sheet_so_far', { sheet });
export const fillSheet = (sheet: SheetId, recipe: RecipeId, charm: CharmId) =>
  call<LaidCharm[]>('fill_sheet', { sheet, recipe, charm });
export const exportSheet = (sheet: SheetId, recipe: RecipeId, progress: (progress: Progress) => void) =>
  call<ExportView>('export_sheet', { sheet, recipe, ...channel('onProgress', progress) });
export const exportProject = () => call<ExportView>('export_project');
export const dropPlaces = (places: DropPlace[]) => call<null>('drop_places', { places });
export const importProject = (file: File) => send<ProjectView>('import_project', file);
export const chooseProject = () => call<ProjectView | null>('choose_project');
export const cancel = (job: number) => call<null>('cancel', { job });
export const revealExport = (path: string) => call<null>('reveal_export', { path });
export const saveSettings = (settings: Settings) => call<Settings>('save_settings', { settings });
export const entries = () => call<EntryView[]>('entries');
export const keepCharm = (charm: CharmId) => call<EntryView[]>('keep_charm', { charm });
export const writeStory = (entry: EntryId, story: string) =>
  call<EntryView[]>('write_story', { entry, story });
export const setEntryStatus = (entry: EntryId, status: string) =>
  call<EntryView[]>('set_entry_status', { entry, status });
export const renameEntry = (entry: EntryId, name: string) =>
  call<EntryView[]>('rename_entry', { entry, name });
export const removeEntry = (entry: EntryId) => call<EntryView[]>('remove_entry', { entry });

/** Where the picture of that key is. Pictures never change under a key. */
export const pictureUrl = (key: string) => `${pictureRoot}/picture/${key}`;

/** Tells `handler` of an event until the returned function is called. */
export function on<Name extends keyof CoreEvents>(
  name: Name,
  handler: (payload: CoreEvents[Name]) => void,
): () => void {
  if (inApp) {
    const stop = listen<CoreEvents[Name]>(name, (event) => handler(event.payload));
    return () => void stop.then((off) => off());
  }
  const source = events();
  const hear = (event: Event) => {
    // A lost connection is an `error` event too, without data: the browser connects again by itself.
    if (!(event instanceof MessageEvent)) return;
    handler(JSON.parse(event.data as string) as CoreEvents[Name]);
  };
  source.addEventListener(name, hear);
  return () => source.removeEventListener(name, hear);
}

/** An error of the core, whatever was thrown. */
export function asErrorView(thrown: unknown): ErrorView {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return thrown as ErrorView;
  }
  return { code: 'store', message: String(thrown), hint: null };
}

function call<Answer>(command: string, args: Record<string, unknown> = {}): Promise<Answer> {
  if (inApp) return invoke<Answer>(command, args as InvokeArgs);
  return post<Answer>(command, JSON.stringify(args), { 'content-type': 'application/json' });
}

async function send<Answer>(
  command: string,
  file: File,
  about: Record<string, string> = {},
): Promise<Answer> {
  const headers = { 'dangle-name': encodeURIComponent(file.name), ...about };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (inApp) return invoke<Answer>(command, bytes, { headers } satisfies InvokeOptions);
  return post<Answer>(command, bytes, { ...headers, 'content-type': 'application/octet-stream' });
}

async function post<Answer>(command: string, body: BodyInit, headers: HeadersInit): Promise<Answer> {
  const response = await fetch(`/ipc/${command}`, { method: 'POST', body, headers });
  const answer: unknown = await response.json();
  if (!response.ok) throw asErrorView(answer);
  return answer as Answer;
}

function channel(name: string, hear: (progress: Progress) => void): Record<string, unknown> {
  if (!inApp) return {};
  const progress = new Channel<Progress>();
  progress.onmessage = hear;
  return { [name]: progress };
}

let source: EventSource | undefined;
function events(): EventSource {
  source ??= new EventSource('/events');
  return source;
}
