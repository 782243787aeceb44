import { expect, it } from 'vitest';
import { readSafeText } from './safe-text';

const plain = (html: string) =>
  readSafeText(html).map(({ kind, spans }) => [kind, spans.map(({ text }) => text).join('')]);

it('keeps paragraphs, headings, list items and strong words', () => {
  expect(
    plain('<h2>Bambu havlu</h2><p>Yumuşak,  <b>su</b> çeker.</p><ul><li>50×90</li><li>Bej</li></ul>son'),
  ).toEqual([
    ['heading', 'Bambu havlu'],
    ['paragraph', 'Yumuşak, su çeker.'],
    ['item', '50×90'],
    ['item', 'Bej'],
    ['paragraph', 'son'],
  ]);
  expect(readSafeText('a <b>b</b>')[0]?.spans).toEqual([
    { text: 'a ', isStrong: false },
    { text: 'b', isStrong: true },
  ]);
});

it('drops scripts, styles, frames and comments with what is in them', () => {
  const html =
    '<p>bir<script>alert("<p>iki</p>")</script></p><style>p{color:red}</style><!-- <b>üç</b> --><iframe src="x">dört</iframe>';
  expect(plain(html)).toEqual([['paragraph', 'bir']]);
});

it('never lets an attribute or a broken tag through as text of its own', () => {
  expect(plain('<img src=x onerror="alert(1)">resimli<a href="javascript:alert(1)">bağ</a>')).toEqual([
    ['paragraph', 'resimlibağ'],
  ]);
  expect(plain('metin <img src="x onerror=alert(1)')).toEqual([['paragraph', 'metin']]);
  expect(plain('<p title="a > b">iki</p>')).toEqual([['paragraph', 'iki']]);
});

it('reads entities, also numbered ones, and leaves unknown ones as they are', () => {
  expect(plain('%20 &amp; 450&nbsp;gr/m&sup2; &#x20BA;10 &#305; &bilinmeyen;')).toEqual([
    ['paragraph', '%20 & 450 gr/m² ₺10 ı &bilinmeyen;'],
  ]);
  expect(plain('&lt;script&gt;')).toEqual([['paragraph', '<script>']]);
});

it('takes plain text as it is', () => {
  expect(plain('5 < 6 ve 7 > 3')).toEqual([['paragraph', '5 < 6 ve 7 > 3']]);
});

it('stays quick on text made to be slow', () => {
  const started = performance.now();
  readSafeText('<'.repeat(50_000));
  readSafeText(`<a ${'"'.repeat(20_000)}`);
  readSafeText('<!--'.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
