/** How the window is arranged. It says nothing of the project, and is remembered on this machine. */

export type Room = 'design' | 'mockup' | 'print' | 'collection';
export const ROOMS: Room[] = ['design', 'mockup', 'print', 'collection'];
export type DesignMode = 'charm' | 'outline' | 'white' | 'necks';
export const DESIGN_MODES: DesignMode[] = ['charm', 'outline', 'white', 'necks'];
/** What the Print room is used for; each has a folder under `print`. */
export type Bench = 'plates' | 'sheet' | 'card' | 'order';
export const BENCHES: Bench[] = ['plates', 'sheet', 'card', 'order'];
export type Sheet = 'palette' | 'shortcuts' | 'settings';

const KEY = 'dangle-desk';

type Remembered = {
  room: Room;
  tray: boolean;
  inspector: boolean;
  mode: DesignMode;
  bench: Bench;
  charm: string | null;
  recipe: string | null;
  scene: string | null;
  /** Pixels a millimetre in Design; `null` fits the window. */
  scale: number | null;
  /** Parts of the inspector that were folded or opened by hand. */
  folds: Record<string, boolean>;
};

class Desk {
  room = $state<Room>('design');
  tray = $state(true);
  inspector = $state(true);
  mode = $state<DesignMode>('charm');
  bench = $state<Bench>('plates');
  /** The charm the person picked; the session says whether it is still there. */
  charm = $state<string | null>(null);
  recipe = $state<string | null>(null);
  /** The set the person picked. */
  scene = $state<string | null>(null);
  scale = $state<number | null>(null);
  folds = $state<Record<string, boolean>>({});
  /** The sheet that lies over the window. */
  sheet = $state<Sheet | null>(null);

  constructor() {
    Object.assign(this, remembered());
  }

  /** Folds or opens a part of the inspector. */
  fold(id: string, folded: boolean) {
    this.folds[id] = folded;
  }

  /** Keeps the arrangement for the next sitting; to be called in an effect. */
  remember() {
    const { room, tray, inspector, mode, bench, charm, recipe, scene, scale, folds } = this;
    const all: Remembered = { room, tray, inspector, mode, bench, charm, recipe, scene, scale, folds };
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      // A full or forbidden store costs the arrangement, nothing else.
    }
  }
}

function remembered(): Partial<Remembered> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof read === 'object' && read !== null ? checked(read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function checked(read: Record<string, unknown>): Partial<Remembered> {
  const known: Partial<Remembered> = {};
  const room = ROOMS.find((one) => one === read['room']);
  const mode = DESIGN_MODES.find((one) => one === read['mode']);
  const bench = BENCHES.find((one) => one === read['bench']);
  if (room) known.room = room;
  if (mode) known.mode = mode;
  if (bench) known.bench = bench;
  if (typeof read['tray'] === 'boolean') known.tray = read['tray'];
  if (typeof read['inspector'] === 'boolean') known.inspector = read['inspector'];
  if (typeof read['charm'] === 'string') known.charm = read['charm'];
  if (typeof read['recipe'] === 'string') known.recipe = read['recipe'];
  if (typeof read['scene'] === 'string') known.scene = read['scene'];
  if (typeof read['scale'] === 'number' && read['scale'] > 0) known.scale = read['scale'];
  const folds = read['folds'];
  if (typeof folds === 'object' && folds !== null) {
    const all = Object.entries(folds).filter(([, folded]) => typeof folded === 'boolean');
    known.folds = Object.fromEntries(all) as Record<string, boolean>;
  }
  return known;
}

export const desk = new Desk();
