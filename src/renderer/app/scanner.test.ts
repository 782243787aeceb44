import { expect, it } from 'vitest';
import { createScannerWatch } from './scanner';

function type(text: string, every: number): string | null {
  const watch = createScannerWatch();
  let at = 1000;
  let code: string | null = null;
  for (const key of [...text, 'Enter']) {
    code = watch.key(key, at);
    at += every;
  }
  return code;
}

it('takes a scanned barcode of 8 to 14 digits', () => {
  expect(type('8690000000012', 20)).toBe('8690000000012');
  expect(type('12345678', 50)).toBe('12345678');
});

it('takes nothing typed by hand, too short, too long or mixed', () => {
  expect(type('8690000000012', 51)).toBeNull();
  expect(type('1234567', 10)).toBeNull();
  expect(type('123456789012345', 10)).toBeNull();
  expect(type('869000000a012', 10)).toBeNull();
});
