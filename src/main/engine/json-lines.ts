import { AppError } from '../../shared/errors/app-error';

/** Longest line accepted, characters. */
const LINE_LIMIT = 8 * 1024 * 1024;

/** Lines of a UTF-8 stream, without their ends; blank lines are left out but counted by `number` (from 0). */
export async function* readLines(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = rest.indexOf('\n', start); end >= 0; end = rest.indexOf('\n', start)) {
      const text = rest.slice(start, end).trim();
      if (text !== '') yield { number, text };
      number += 1;
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > LINE_LIMIT) throw new AppError('chan.answerTooLarge', { facts: { max: LINE_LIMIT } });
  }
  const last = (rest + decoder.decode()).trim();
  if (last !== '') yield { number, text: last };
}
