import { describe, expect, it } from 'vitest';
import { createLog } from './log';

function capture() {
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
    redact: (line) => line.replaceAll('s3cr3t-value', '•••'),
  });
  return { lines, log };
}

describe('the log', () => {
  it('hides values by name and by value, in nested facts and in errors', () => {
    const { lines, log } = capture();
    log.with({ apiKey: 'abc' }).error('call failed', {
      request: { headers: { Authorization: 'Basic abc' }, url: 'https://a.example/?k=s3cr3t-value' },
      error: new Error('refused s3cr3t-value', { cause: new Error('s3cr3t-value again') }),
    });
    const text = lines.join('');
    expect(text).toContain('call failed');
    expect(text).toContain('refused');
    expect(text).not.toContain('s3cr3t-value');
    expect(text).not.toContain('Basic abc');
    expect(text).not.toContain('"abc"');
  });

  it('writes one JSON object a line with an ISO time', () => {
    const { lines, log } = capture();
    log.info('started', { port: 1 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'started',
      port: 1,
      time: expect.stringMatching(/^\d{4}-/),
    });
  });
});
