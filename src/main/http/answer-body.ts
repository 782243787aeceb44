import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../../shared/errors/app-error';

type Headers = Readonly<Record<string, string>>;

/** The body's bytes without its content-encoding; unknown encodings are refused. */
export function decompressed(body: Readable, headers: Headers): Readable {
  const decoder = decoderFor(headers['content-encoding']);
  if (decoder === undefined) return body;
  // The callback keeps a broken source from being an unhandled error: the reader sees it from the decoder.
  pipeline(body, decoder, () => undefined);
  return decoder;
}

function decoderFor(encoding: string | undefined): Transform | undefined {
  const name = (encoding ?? '').trim().toLowerCase();
  switch (name) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new AppError('chan.badAnswer', { facts: { reason: `content-encoding ${name.slice(0, 40)}` } });
  }
}

/** The whole body as text in its own character set; more than `maxBytes` is refused before it is held. */
export async function collectBody(body: Readable, headers: Headers, maxBytes: number): Promise<string> {
  const announced = Number(headers['content-length']);
  if (announced > maxBytes) {
    body.destroy();
    throw new AppError('chan.answerTooLarge', { facts: { bytes: announced, max: maxBytes } });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decompressed(body, headers)) {
    const bytes: Uint8Array = chunk;
    size += bytes.length;
    if (size > maxBytes) throw new AppError('chan.answerTooLarge', { facts: { max: maxBytes } });
    chunks.push(bytes);
  }
  return textOf(Buffer.concat(chunks), headers['content-type']);
}

/** Turkish hosts still send windows-1254 or iso-8859-9 now and then; what is unknown is read as UTF-8. */
function textOf(bytes: Buffer, contentType: string | undefined): string {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  // Nearly every answer: Node's own way is several times faster than a decoder object.
  if (charset === 'utf-8' || charset === 'utf8') return bytes.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
