/** The tool in the hand, and what it is set to. Nothing of this is of the project. */
import type { CharmId } from '../types/CharmId';

export type Tool = 'move' | 'shape' | 'bridge' | 'smooth' | 'lock' | 'brush' | 'text';
export const TOOLS: Tool[] = ['move', 'shape', 'bridge', 'smooth', 'lock', 'brush', 'text'];

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
  /** Whether the brush brings back; otherwise it removes. */
  keep = $state(false);
  /** The brush's radius, as a share of the artwork's longer side. */
  brush = $state(0.03);
  /** Whether the back is turned to the eye. */
  flipped = $state(false);
  /** The charm that stands beside the one in the hand. */
  beside = $state<CharmId | null>(null);

  take(tool: Tool) {
    this.now = tool;
    this.edit = null;
  }

  /** Longer or shorter stretches. */
  reachBy(factor: number) {
    this.reach = Math.round(Math.min(50, Math.max(0.5, this.reach * factor)) * 10) / 10;
  }
}

export const tools = new Tools();
