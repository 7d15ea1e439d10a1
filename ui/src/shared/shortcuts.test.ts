import { describe, expect, it } from 'vitest';
import { caps, matches } from './shortcuts';

const press = (key: string, code: string, ...down: string[]) => ({
  key,
  code,
  ctrlKey: down.includes('ctrl'),
  metaKey: down.includes('meta'),
  altKey: down.includes('alt'),
  shiftKey: down.includes('shift'),
});

describe('shortcuts', () => {
  it('Mod is Ctrl here and Command on a Mac', () => {
    expect(matches(press('k', 'KeyK', 'ctrl'), 'Mod+K', false)).toBe(true);
    expect(matches(press('k', 'KeyK', 'meta'), 'Mod+K', false)).toBe(false);
    expect(matches(press('k', 'KeyK', 'meta'), 'Mod+K', true)).toBe(true);
  });
  it('undo and redo are told apart by Shift', () => {
    expect(matches(press('z', 'KeyZ', 'ctrl'), 'Mod+Z', false)).toBe(true);
    expect(matches(press('Z', 'KeyZ', 'ctrl', 'shift'), 'Mod+Z', false)).toBe(false);
    expect(matches(press('Z', 'KeyZ', 'ctrl', 'shift'), 'Mod+Shift+Z', false)).toBe(true);
  });
  it('digits are keys, not signs: Shift+1 is ! on some keyboards and + on others', () => {
    expect(matches(press('!', 'Digit1', 'shift'), 'Shift+1', false)).toBe(true);
    expect(matches(press('+', 'Digit1', 'shift'), 'Shift+1', false)).toBe(true);
    expect(matches(press('1', 'Digit1', 'alt'), 'Alt+1', false)).toBe(true);
  });
  it('a question mark is a question mark wherever it lies', () => {
    expect(matches(press('?', 'Slash', 'shift'), '?', false)).toBe(true);
    expect(matches(press('?', 'Minus', 'shift'), '?', false)).toBe(true);
  });
  it('Ctrl and plus zooms in with and without Shift', () => {
    expect(matches(press('+', 'Equal', 'ctrl', 'shift'), 'Mod++', false)).toBe(true);
    expect(matches(press('+', 'NumpadAdd', 'ctrl'), 'Mod++', false)).toBe(true);
  });
  it('caps read like the keyboard', () => {
    expect(caps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(caps('Mod+K', true)).toEqual(['⌘', 'K']);
    expect(caps('Mod++', false)).toEqual(['Ctrl', '+']);
  });
});
