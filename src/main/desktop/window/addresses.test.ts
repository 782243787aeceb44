import { expect, it } from 'vitest';
import { mayLoad, mayShow } from './addresses';

it.each([
  ['kervan://app/index.html#/runs', true, true],
  ['data:image/png;base64,AAAA', true, false],
  ['https://example.com/', false, false],
  ['http://127.0.0.1:4317/', false, false],
  ['kervan://open/runs', false, false],
  ['file:///etc/passwd', false, false],
  ['javascript:alert(1)', false, false],
  ['about:blank', false, false],
  ['', false, false],
])('%s', (url, load, show) => {
  expect([mayLoad(url, 'kervan://app'), mayShow(url, 'kervan://app')]).toEqual([load, show]);
});

it('lets the development server push changes, and no other socket', () => {
  expect(mayLoad('ws://localhost:5173/', 'http://localhost:5173')).toBe(true);
  expect(mayLoad('ws://localhost:9999/', 'http://localhost:5173')).toBe(false);
  expect(mayLoad('ws://app/', 'kervan://app')).toBe(false);
});
