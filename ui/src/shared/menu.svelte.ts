/** The one menu that can be open: under a button, or where the right button was pressed. */
import type { Component } from 'svelte';
import type { Keys } from './shortcuts';

export type MenuItem = {
  label: string;
  /** A second, quiet line. */
  hint?: string | undefined;
  icon?: Component | undefined;
  /** A picture in place of the icon. */
  picture?: string | undefined;
  keys?: Keys | undefined;
  /** Given for a choice: whether it is the chosen one. */
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  bad?: boolean | undefined;
  run: () => void;
};
/** Items, with `null` for a line between them. */
export type MenuItems = (MenuItem | null)[];

type Open = {
  label: string;
  items: MenuItems;
  /** Where its corner lies. */
  x: number;
  y: number;
  /** Whether `x` is its right edge. */
  fromRight: boolean;
  least: number;
  opener: HTMLElement | null;
};

class Menu {
  open = $state.raw<Open | null>(null);

  /** Opens under `anchor`, or closes when it is open there already. */
  under(anchor: HTMLElement, label: string, items: MenuItems) {
    if (this.open?.opener === anchor) {
      this.close();
      return;
    }
    const box = anchor.getBoundingClientRect();
    const fromRight = box.left > window.innerWidth / 2;
    const x = fromRight ? box.right : box.left;
    this.open = { label, items, x, y: box.bottom + 4, fromRight, least: box.width, opener: anchor };
  }

  /** Opens where the pointer is; for a key press, at the thing itself. */
  at(event: MouseEvent, label: string, items: MenuItems) {
    event.preventDefault();
    const thing = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
    const byKey = event.clientX === 0 && event.clientY === 0;
    const box = thing?.getBoundingClientRect();
    const x = byKey && box ? box.left + 12 : event.clientX;
    const y = byKey && box ? box.bottom - 8 : event.clientY;
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : thing;
    this.open = { label, items, x, y, fromRight: false, least: 0, opener };
  }

  close(giveFocusBack = true) {
    const opener = this.open?.opener;
    this.open = null;
    if (giveFocusBack) opener?.focus();
  }
}

export const menu = new Menu();
