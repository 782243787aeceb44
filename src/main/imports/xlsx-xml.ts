import { SaxesParser } from 'saxes';
import { AppError } from '../../shared/errors/app-error';

type Attributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  /** Names come without their namespace's prefix. */
  open(tag: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(tag: string): void;
}

export interface XmlReader {
  write(text: string): void;
  end(): void;
}

/** Reads XML as it comes. A document type is refused: no workbook has one, and entities only do harm. */
export function createXmlReader(name: string, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser();
  const fail = (cause: unknown): never => {
    throw new AppError('import.unreadable', { facts: { file: name }, cause });
  };
  parser.on('error', fail);
  parser.on('doctype', () => fail(new Error('a document type in a workbook')));
  parser.on('opentag', ({ name: tag, attributes }) => handlers.open(local(tag), attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name: tag }) => handlers.close?.(local(tag)));
  return { write: (text) => void parser.write(text), end: () => void parser.close() };
}

export async function readXml(
  chunks: AsyncIterable<string>,
  name: string,
  handlers: XmlHandlers,
): Promise<void> {
  const reader = createXmlReader(name, handlers);
  let isEmpty = true;
  for await (const text of chunks) {
    if (text !== '') isEmpty = false;
    reader.write(text);
  }
  if (!isEmpty) reader.end();
}

/** An attribute whatever its prefix. */
export function attribute(attributes: Attributes, wanted: string): string | undefined {
  const name = Object.keys(attributes).find((one) => local(one) === wanted);
  return name === undefined ? undefined : attributes[name];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
