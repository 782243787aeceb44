import { describe, expect, it } from 'vitest';
import { commandOf, type KeyPress, type KeySurroundings } from './keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const around: KeySurroundings = { isMac: false, isTyping: false, singleKeys: true, isAfterG: false };

describe('keys of the window', () => {
  it('opens the palette by the letter produced, with caps lock as well', () => {
    expect(commandOf(press('k', { ctrlKey: true }), around)).toEqual({ kind: 'palette' });
    expect(commandOf(press('K', { ctrlKey: true }), around)).toEqual({ kind: 'palette' });
    expect(commandOf(press('k', { metaKey: true }), { ...around, isMac: true })).toEqual({ kind: 'palette' });
  });

  it('leaves AltGr to the keyboard: ₺, € and @ can be typed', () => {
    for (const key of ['t', 'e', 'q', 'k', '1']) {
      expect(commandOf(press(key, { ctrlKey: true, altKey: true }), around)).toBeNull();
    }
  });

  it('goes to a page with G and its letter, but not while typing or when switched off', () => {
    expect(commandOf(press('g'), around)).toEqual({ kind: 'awaitLetter' });
    expect(commandOf(press('s'), { ...around, isAfterG: true })).toEqual({ kind: 'go', path: '/orders' });
    expect(commandOf(press('u'), { ...around, isAfterG: true })).toEqual({ kind: 'go', path: '/products' });
    expect(commandOf(press('g'), { ...around, isTyping: true })).toBeNull();
    expect(commandOf(press('g'), { ...around, singleKeys: false })).toBeNull();
  });

  it('binds neither i nor ı, nor signs a Turkish keyboard needs AltGr for', () => {
    for (const key of ['i', 'ı', 'I', 'İ', '/', '?', '[', ']', '{', '}', '\\', '@']) {
      expect(commandOf(press(key), { ...around, isAfterG: true }), key).toBeNull();
      expect(commandOf(press(key, { ctrlKey: true }), around), key).toBeNull();
    }
  });

  it('saves, runs the primary action and helps, on a Mac by Cmd, while typing too', () => {
    const typing = { ...around, isTyping: true };
    expect(commandOf(press('s', { ctrlKey: true }), typing)).toEqual({ kind: 'save' });
    expect(commandOf(press('s', { metaKey: true }), { ...typing, isMac: true })).toEqual({ kind: 'save' });
    expect(commandOf(press('S', { ctrlKey: true, shiftKey: true }), around)).toEqual({ kind: 'sync' });
    expect(commandOf(press('Enter', { ctrlKey: true }), typing)).toEqual({ kind: 'primary' });
    expect(commandOf(press('Enter'), typing)).toBeNull();
    expect(commandOf(press('F1'), typing)).toEqual({ kind: 'help' });
  });

  it('takes the n-th view by Alt, on a Mac by Cmd', () => {
    expect(commandOf(press('2', { altKey: true }), around)).toEqual({ kind: 'view', number: 2 });
    expect(commandOf(press('2', { metaKey: true }), { ...around, isMac: true })).toEqual({
      kind: 'view',
      number: 2,
    });
    expect(commandOf(press('2', { ctrlKey: true }), around)).toBeNull();
  });
});
