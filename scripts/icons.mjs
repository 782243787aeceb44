// Draws the committed icons from resources/icons/source. Run `node scripts/icons.mjs` after a change of a source;
// `node scripts/icons.mjs --check` writes nothing and fails when a committed icon is not what the sources give.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const icons = fileURLToPath(new URL('../resources/icons/', import.meta.url));
const source = join(icons, 'source');

const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const trayStates = ['fine', 'running', 'paused', 'attention', 'offline', 'problem', 'locked'];
const traySizes = [16, 22, 24, 32, 48];
/** Ink for a light panel, and for a dark one. A macOS template is black and coloured by the system. */
const panels = { '': '#18202C', '-dark': '#FFFFFF' };
/** Side of a badge in pixels: about 0.43 of the icon, more where it could not be told apart otherwise. */
const badgeSides = { 16: 9, 22: 10, 24: 11, 32: 14, 48: 20 };
/** Each tray size and the drawing whose lines fall on its pixels. */
const trayDrawings = { 16: '16', 22: '22', 24: '24', 32: '32', 48: '24' };
/** Two 16 px states must differ by this much ink, counted in whole pixels. */
const leastDifference = 8;

/** Everything inside the svg element of a source file, and the side of its square grid. */
function readDrawing(name) {
  const text = readFileSync(join(source, name), 'utf8');
  const grid = /viewBox="0 0 (\d+) \1"/.exec(text);
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(text);
  if (grid === null || inner === null) throw new Error(`${name}: not a square drawing`);
  return { grid: Number(grid[1]), body: inner[1].replaceAll(/<!--[\s\S]*?-->/g, '') };
}

function rasterise(svg, size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
}

const scaled = (drawing, to, body = drawing.body) => `<g transform="scale(${to / drawing.grid})">${body}</g>`;

/** The app icon, or its striped form for practice mode; `margin` keeps macOS's clear border. */
function appIcon(size, { practice = false, margin = 0 } = {}) {
  const { grid, body } = readDrawing(
    `app/${practice ? 'practice-' : ''}${size < 24 ? 'small' : 'large'}.svg`,
  );
  const side = grid * (1 + 2 * margin);
  const box = `${-margin * grid} ${-margin * grid} ${side} ${side}`;
  return rasterise(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${body}</svg>`, size).asPng();
}

/** Path of parallel lines rising to the right across a square, `step` apart along its lower edge. */
function diagonals(grid, first, step) {
  let path = '';
  for (let x = first - grid; x < grid; x += step) path += `M${x} ${grid}L${x + grid} 0`;
  return path;
}

/** One tray icon: the mark, and the badge of its state with a clear line around it. */
function trayIcon(state, size, ink, { practice = false, scale = 1 } = {}) {
  const mark = scaled(readDrawing(`tray/${trayDrawings[size]}.svg`), size);
  const badge = state === 'fine' ? { shape: '', halo: '', holes: '' } : placedBadge(state, size);
  const step = Math.round(size * 0.4);
  const stripes = practice
    ? `<path d="${diagonals(size, 2, step)}" stroke="#000" stroke-width="${size / 14}"/>`
    : '';
  const area = `x="0" y="0" width="${size}" height="${size}"`;
  const paper = `<rect width="${size}" height="${size}" fill="#fff"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">
    <mask id="around" maskUnits="userSpaceOnUse" ${area}>${paper}${stripes}<g color="#000">${badge.halo}</g></mask>
    <mask id="within" maskUnits="userSpaceOnUse" ${area}>${paper}<g color="#000">${badge.holes}</g></mask>
    <g mask="url(#around)" color="${ink}">${mark}</g>
    <g mask="url(#within)" color="${ink}">${badge.shape}</g>
  </svg>`;
  return rasterise(svg, size * scale);
}

/** A badge at its place on the icon: lower right, or across all when it is drawn on the 16 grid. */
function placedBadge(state, size) {
  const drawing = readDrawing(`badges/${state}.svg`);
  const side = drawing.grid === 16 ? size : badgeSides[size];
  const clear = Math.max(1, size / 24) * (drawing.grid / side);
  const elements = drawing.body.match(/<(path|rect)[^>]*\/>/g) ?? [];
  const solid = elements.filter((element) => !element.includes('class='));
  const cleared = elements.filter((element) => element.includes('class="clear"'));
  const holes = elements.filter((element) => element.includes('class="hole"'));
  const place = (parts) =>
    `<g transform="translate(${size - side} ${size - side})">${scaled(drawing, side, parts.join(''))}</g>`;
  return {
    shape: place(solid),
    halo: place([...solid, ...cleared].map((element) => grown(element, clear))),
    holes: place(holes),
  };
}

/** An element widened by `by` on every side, in its own units. */
function grown(element, by) {
  const stroke = /stroke-width="([\d.]+)"/.exec(element);
  if (stroke === null) return element.replace('/>', ` stroke="currentColor" stroke-width="${2 * by}"/>`);
  return element.replace(stroke[0], `stroke-width="${Number(stroke[1]) + 2 * by}"`);
}

/** Fails when two states look alike at 16 px without colour. */
function requireDistinctStates() {
  const drawn = trayStates.map((state) => ({ state, pixels: trayIcon(state, 16, '#000000').pixels }));
  for (const [index, one] of drawn.entries()) {
    for (const other of drawn.slice(index + 1)) {
      const difference = inkBetween(one.pixels, other.pixels);
      if (difference < leastDifference) {
        throw new Error(
          `${one.state} and ${other.state} differ by only ${difference.toFixed(1)} pixels at 16 px`,
        );
      }
    }
  }
}

/** Sum of the differences of the alpha channel of two RGBA pictures, in whole pixels. */
function inkBetween(one, other) {
  let difference = 0;
  for (let at = 3; at < one.length; at += 4) difference += Math.abs(one[at] - other[at]) / 255;
  return difference;
}

/** Windows icon file holding PNG pictures. https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
function packIco(sizes, draw) {
  const pictures = sizes.map((size) => ({ size, png: draw(size) }));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** macOS icon file: four-letter types holding PNG pictures, the doubled ones for retina screens. */
function packIcns(draw) {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
  const chunk = (type, content) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'ascii');
    head.writeUInt32BE(content.length + 8, 4);
    return Buffer.concat([head, content]);
  };
  return chunk('icns', Buffer.concat(Object.entries(types).map(([type, size]) => chunk(type, draw(size)))));
}

/** Every icon by its path under resources/icons. */
function drawAll() {
  const files = new Map();
  for (const practice of [false, true]) {
    const suffix = practice ? '-practice' : '';
    for (const size of appSizes) files.set(`app${suffix}/${size}.png`, appIcon(size, { practice }));
    files.set(
      `app${suffix}.ico`,
      packIco([16, 24, 32, 48, 64, 128, 256], (size) => appIcon(size, { practice })),
    );
    for (const state of trayStates) drawTray(files, state, practice, `tray/${state}${suffix}`);
  }
  // Apple's grid: the body of an icon is 824 of 1024 points wide.
  files.set(
    'app.icns',
    packIcns((size) => appIcon(size, { margin: (1024 / 824 - 1) / 2 })),
  );
  return files;
}

/** Adds one state's icons: each panel, size and density, and the macOS template. */
function drawTray(files, state, practice, name) {
  for (const scale of [1, 2]) {
    const density = scale === 1 ? '' : `@${scale}x`;
    for (const [panel, ink] of Object.entries(panels)) {
      for (const size of traySizes) {
        files.set(
          `${name}${panel}-${size}${density}.png`,
          trayIcon(state, size, ink, { practice, scale }).asPng(),
        );
      }
    }
    files.set(`${name}Template${density}.png`, trayIcon(state, 16, '#000000', { practice, scale }).asPng());
  }
}

/** Paths, under resources/icons, of the drawn files that are on disk. */
function drawnOnDisk() {
  return readdirSync(icons, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && /\.(png|ico|icns)$/.test(item.name))
    .map((item) => relative(icons, join(item.parentPath, item.name)).replaceAll('\\', '/'));
}

requireDistinctStates();
const files = drawAll();
const onDisk = new Set(drawnOnDisk());
const stale = [...onDisk].filter((path) => !files.has(path));

if (process.argv.includes('--check')) {
  const differs = ([path, content]) => !onDisk.has(path) || !content.equals(readFileSync(join(icons, path)));
  const wrong = [...stale, ...[...files].filter(differs).map(([path]) => path)];
  for (const path of wrong) console.error(`not as drawn: resources/icons/${path}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  for (const path of stale) rmSync(join(icons, path));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(icons, path)), { recursive: true });
    writeFileSync(join(icons, path), content);
  }
  console.log(`${files.size} icons drawn`);
}
