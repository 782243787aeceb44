import { expect, it } from 'vitest';
import { isTunnel } from './left-over';
import { lineReader } from './lines';

function linesOf(...chunks: string[]): string[] {
  const lines: string[] = [];
  const take = lineReader((line) => lines.push(line));
  for (const chunk of chunks) take(chunk);
  return lines;
}

it('puts lines together that come in pieces', () => {
  expect(linesOf('a', 'b\nc', '\n\nd')).toEqual(['ab', 'c', '']);
});

it('keeps no endless line, and goes on after it', () => {
  const long = Array.from({ length: 100 }, () => 'x'.repeat(10_000));
  expect(linesOf('a\n', ...long, 'end\nb\n')).toEqual(['a', 'b']);
  expect(linesOf(`${'x'.repeat(20_000)}\nb\n`)).toEqual(['b']);
});

it('only a process with the command line of the tunnel is taken for one left behind', () => {
  const record = { pid: 4, program: 'cloudflared', origin: 'http://127.0.0.1:4321' } as const;
  expect(isTunnel(record, '/usr/bin/cloudflared tunnel --url http://127.0.0.1:4321', 'linux')).toBe(true);
  expect(isTunnel(record, '/usr/bin/cloudflared tunnel run shop', 'linux')).toBe(false);
  expect(isTunnel(record, 'nano http://127.0.0.1:4321', 'darwin')).toBe(false);
  expect(isTunnel(record, '', 'linux')).toBe(false);
  expect(isTunnel(record, '"cloudflared.exe","4","Console","1","9.000 K"', 'win32')).toBe(true);
  expect(isTunnel(record, '"notepad.exe","4","Console","1","9.000 K"', 'win32')).toBe(false);
});
