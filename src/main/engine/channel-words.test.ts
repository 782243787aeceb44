import { expect, test } from 'vitest';
import { channelWords } from './channel-words';

const redact = (text: string) => text.replaceAll('gizli&anahtar', '•••');

test.each([
  ['<p>Bu sitede ciddi bir sorun oluştu.</p>', 'Bu sitede ciddi bir sorun oluştu.'],
  ['Fiyat &lt; taban\n fiyat', 'Fiyat < taban fiyat'],
  ['gizli&anahtar ve gizli&amp;anahtar', '••• ve •••'],
  ['<br/> ', null],
  ['', null],
])('%j is told as %j', (said, told) => {
  expect(channelWords(said, redact)).toBe(told);
});
