import { expect, it } from 'vitest';
import { openingBounds } from './bounds';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const second = { x: 1366, y: 0, width: 1920, height: 1040 };

it.each([
  ['nothing saved', null, [laptop], { width: 1280, height: 728 }],
  [
    'left on the second screen',
    { x: 1500, y: 50, width: 1300, height: 900 },
    [laptop, second],
    { x: 1500, y: 50, width: 1300, height: 900 },
  ],
  [
    'the second screen is gone',
    { x: 1500, y: 50, width: 1300, height: 900 },
    [laptop],
    { width: 1280, height: 728 },
  ],
  ['above the screen', { x: 10, y: -400, width: 1300, height: 700 }, [laptop], { width: 1280, height: 728 }],
  [
    'saved too small',
    { x: 10, y: 10, width: 300, height: 200 },
    [laptop],
    { x: 10, y: 10, width: 1024, height: 640 },
  ],
  ['no screen known', null, [], { width: 1280, height: 800 }],
])('%s', (_name, saved, areas, expected) => {
  expect(openingBounds(saved, areas)).toEqual(expected);
});
