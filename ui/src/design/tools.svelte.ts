/** The tool in the hand, and what it is set to. Nothing of this is of the project. */
import type { CharmId } from '../types/CharmId';
import type { CheckCode } from '../types/CheckCode';
import type { GuideKind } from '../types/GuideKind';
import { clamp } from './spots';

export type Tool = 'move' | 'shape' | 'bridge' | 'smooth' | 'lock' | 'brush' | 'text';
export const TOOLS: Tool[] = ['move', 'shape', 'bridge', 'smooth', 'lock', 'brush', 'text'];

/** A word on the canvas stays that long. */
const SAID_MS = 3_500;

class Tools {
  now = $state<Tool>('move');
  /** The hole that the inspector shows. */
  hole = $state(0);
  /** The text that the inspector shows. */
  text = $state<string | null>(null);
  /** The correction that is picked. */
  edit = $state<number | null>(null);
  /** Half the length of the stretch that Shape, Smooth and Lock take, in mm. */
  reach = $state(4);
  /** The radius that Smooth leaves, in mm. */
  radius = $state(2);
  /** How wide a new bridge is, in mm. */
  width = $state(3);
  /** Whether the brush brings back; otherwise it removes. */
  keep = $state(false);
  /** The brush's radius, as a share of the artwork's longer side. */
  brush = $state(0.03);
  /** Whether the back is turned to the eye. */
  flipped = $state(false);
  /** Guides that are out of sight. */
  unseen = $state.raw<readonly GuideKind[]>([]);
  /** The check whose places are shown strongly. */
  check = $state<CheckCode | null>(null);
  /** The charm that stands beside the one in the hand. */
  beside = $state<CharmId | null>(null);
  /** A short word to the person, on the canvas. */
  said = $state<string | null>(null);
  #saying: ReturnType<typeof setTimeout> | undefined;

  take(tool: Tool) {
    this.now = tool;
    this.edit = null;
  }

  /** Whether the hand works on stretches of the line. */
  get stretches(): boolean {
    return this.now === 'shape' || this.now === 'smooth' || this.now === 'lock';
  }

  /** Longer or shorter stretches. */
  reachBy(factor: number) {
    this.reach = Math.round(clamp(this.reach * factor, 0.5, 50) * 10) / 10;
  }

  /** A larger or smaller brush. */
  brushBy(factor: number) {
    this.brush = clamp(this.brush * factor, 0.003, 0.3);
  }

  say(word: string) {
    this.said = word;
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => (this.said = null), SAID_MS);
  }
}

export const tools = new Tools();
