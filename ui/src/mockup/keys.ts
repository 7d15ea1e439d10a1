/** The keys of the canvas that belong to what is picked. */
import type { Scene } from '../types/Project';
import { step, takeOff } from './deeds';
import { selection } from './selection.svelte';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function canvasKey(event: KeyboardEvent, scene: Scene) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = selection.of(scene);
  const by = STEPS[event.key];
  if (event.key === 'Escape') selection.clear();
  else if (by !== undefined && chosen.length > 0) {
    event.preventDefault();
    const lead = chosen.find((one) => one.id === selection.lead);
    if (lead) step(scene, lead, by);
  } else if ((event.key === 'Delete' || event.key === 'Backspace') && chosen.length > 0) {
    event.preventDefault();
    void takeOff(scene, chosen);
  }
}
