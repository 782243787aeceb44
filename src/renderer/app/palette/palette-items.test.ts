import { expect, it } from 'vitest';
import { matching, type PaletteItem, readTyped } from './palette-items';

const item = (label: string, detail?: string): PaletteItem => ({
  id: label,
  label,
  detail,
  run: () => undefined,
});
const labels = (items: readonly PaletteItem[]) => items.map(({ label }) => label);

it.each([
  ['sise', 'Şişe'],
  ['isparta', 'ISPARTA Gül'],
  ['ısparta', 'ISPARTA Gül'],
  ['istanbul', 'İSTANBUL Deri'],
  ['kagit', 'Kâğıt havlu'],
])('%s finds %s', (wanted, found) => {
  const items = [item('Şişe'), item('ISPARTA Gül'), item('İSTANBUL Deri'), item('Kâğıt havlu')];
  expect(labels(matching(items, wanted))).toEqual([found]);
});

it('finds a code written with blanks or dashes', () => {
  expect(labels(matching([item('Havlu', 'HVL-5090-BEJ')], 'hvl 5090bej'))).toEqual(['Havlu']);
});

it('puts what begins with the words first', () => {
  expect(labels(matching([item('Tüm siparişler'), item('Siparişler')], 'sip'))).toEqual([
    'Siparişler',
    'Tüm siparişler',
  ]);
});

it('reads the sign that narrows the search', () => {
  expect(readTyped('> koyu')).toEqual({ scope: 'commands', wanted: 'koyu' });
  expect(readTyped('#1045')).toEqual({ scope: 'orders', wanted: '1045' });
  expect(readTyped('@ana')).toEqual({ scope: 'connections', wanted: 'ana' });
  expect(readTyped('havlu')).toEqual({ scope: 'all', wanted: 'havlu' });
});
