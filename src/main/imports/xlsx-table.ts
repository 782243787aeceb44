import { AppError } from '../../shared/errors/app-error';
import { LONGEST_CELL, MOST_SHARED_LETTERS } from './limits';
import type { Table } from './table';
import { SheetReader } from './xlsx-sheet-reader';
import { attribute, readXml } from './xlsx-xml';
import { openParts, type Parts, unreadable } from './xlsx-zip';

interface SheetPlace {
  readonly name: string;
  readonly part: string;
}

/**
 * The first visible sheet of a workbook. Formulas never run, macros are not looked at, and a workbook that leans on other files is
 * refused, since its numbers may be old. @param name of the file, as a person knows it
 */
export async function openXlsx(path: string, name: string): Promise<Table> {
  const parts = await openParts(path, name);
  try {
    if ([...parts.names()].some((part) => /^xl\/externalLinks\//i.test(part)))
      throw new AppError('import.externalLinks', { facts: { file: name } });
    const sheet = await firstSheet(parts, name);
    return {
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      sheet: sheet.name,
      async *rows() {
        const opened = await openParts(path, name);
        try {
          const texts = await sharedTexts(opened, name);
          const reader = new SheetReader(name, texts);
          for await (const text of opened.text(sheet.part)) {
            const ready = reader.write(text);
            if (ready.length > 0) yield ready;
          }
          reader.end();
        } catch (thrown) {
          throw unreadable(thrown, name);
        } finally {
          opened.close();
        }
      },
    };
  } finally {
    parts.close();
  }
}

async function firstSheet(parts: Parts, name: string): Promise<SheetPlace> {
  const workbook = (await targets(parts, '_rels/.rels', name, '')).find(({ type }) =>
    type.endsWith('/officeDocument'),
  );
  const book = workbook?.target ?? 'xl/workbook.xml';
  const sheets: { readonly name: string; readonly id: string; readonly visible: boolean }[] = [];
  await readXml(parts.text(book), name, {
    open(tag, attributes) {
      if (tag !== 'sheet' || sheets.length > 1_000) return;
      const state = attribute(attributes, 'state') ?? 'visible';
      // `r:id`, beside the plain `sheetId`.
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      sheets.push({ name: attribute(attributes, 'name') ?? '', id, visible: state === 'visible' });
    },
  });
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const file = book.slice(folder.length);
  const places = await targets(parts, `${folder}_rels/${file}.rels`, name, folder);
  const sheet = sheets.find(({ visible }) => visible) ?? sheets[0];
  const part = places.find(({ id }) => id === sheet?.id)?.target;
  if (sheet === undefined || part === undefined || !parts.has(part))
    throw new AppError('import.unreadable', { facts: { file: name } });
  return { name: sheet.name.slice(0, 200), part };
}

async function targets(parts: Parts, rels: string, name: string, folder: string) {
  const found: { readonly id: string; readonly type: string; readonly target: string }[] = [];
  await readXml(parts.text(rels), name, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = attribute(attributes, 'Target') ?? '';
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        type: attribute(attributes, 'Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : folder + target,
      });
    },
  });
  return found;
}

/** Texts that cells name by number. */
async function sharedTexts(parts: Parts, name: string): Promise<readonly string[]> {
  const part = [...parts.names()].find((one) => /(^|\/)sharedStrings\.xml$/i.test(one));
  if (part === undefined) return [];
  const texts: string[] = [];
  let text = '';
  let letters = 0;
  let isInText = false;
  let isPronounced = false;
  await readXml(parts.text(part), name, {
    open(tag) {
      if (tag === 'si') text = '';
      if (tag === 'rPh') isPronounced = true;
      if (tag === 't') isInText = !isPronounced;
    },
    text(piece) {
      if (!isInText) return;
      text += piece;
      letters += piece.length;
      if (letters > MOST_SHARED_LETTERS || text.length > LONGEST_CELL)
        throw new AppError('import.tooLarge', { facts: { file: name } });
    },
    close(tag) {
      if (tag === 't') isInText = false;
      if (tag === 'rPh') isPronounced = false;
      if (tag !== 'si') return;
      texts.push(text);
      letters += 1;
    },
  });
  return texts;
}
