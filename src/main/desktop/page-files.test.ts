import { describe, expect, it } from 'vitest';
import { answerPageRequest } from './page-files';

const files: Readonly<Record<string, string>> = {
  '/app/page/index.html': '<html></html>',
  '/app/page/assets/main.js': 'start()',
  '/app/page/notes.txt': 'notes',
  '/app/secret.json': '{"secret":true}',
};

async function get(url: string, method = 'GET') {
  const read = async (path: string) => {
    const content = files[path];
    if (content === undefined) throw new Error('ENOENT');
    return new Uint8Array(Buffer.from(content));
  };
  const response = await answerPageRequest({ url, method }, '/app/page', read);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('the page’s own scheme', () => {
  it('gives the built page with the strict policy', async () => {
    const page = await get('kervan://app/');
    expect(page.text).toBe('<html></html>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect((await get('kervan://app/assets/main.js?v=1')).text).toBe('start()');
  });

  it.each([
    ['a file outside the page', 'kervan://app/..%2fsecret.json'],
    ['a file outside, with dots alone', 'kervan://app/../secret.json'],
    ['a file outside, by a backslash', 'kervan://app/..%5csecret.json'],
    ['a name with a zero byte', 'kervan://app/index.html%00.js'],
    ['a name that cannot be decoded', 'kervan://app/%E0%A4%A'],
    ['another host', 'kervan://open/index.html'],
    ['another scheme', 'https://app/index.html'],
    ['a kind of file that no page has', 'kervan://app/notes.txt'],
    ['a file that is not there', 'kervan://app/assets/none.js'],
    ['no address', 'kervan'],
  ])('has nothing for %s', async (_name, url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('takes no other method', async () => {
    expect((await get('kervan://app/', 'POST')).status).toBe(404);
  });
});
