import { AppError } from '../../shared/errors/app-error';
import { LONGEST_CELL, MOST_COLUMNS } from './limits';
import { isBlank, type RawCell, type TableRow } from './table';
import { attribute, createXmlReader, type XmlReader } from './xlsx-xml';

/**
 * Rows of a sheet's XML as it comes in. Of a formula only the value that was saved with it is read. Empty rows and cells cost
 * nothing, however many the sheet claims to have.
 */
export class SheetReader {
  readonly #xml: XmlReader;
  readonly #name: string;
  readonly #texts: readonly string[];
  #ready: TableRow[] = [];
  #row = 0;
  #cells: RawCell[] = [];
  #column = -1;
  #type = 'n';
  #text = '';
  #isInValue = false;
  #isPronounced = false;

  constructor(name: string, texts: readonly string[]) {
    this.#name = name;
    this.#texts = texts;
    this.#xml = createXmlReader(name, {
      open: (tag, attributes) => this.#open(tag, attributes),
      text: (text) => this.#take(text),
      close: (tag) => this.#close(tag),
    });
  }

  /** Rows that are whole by now. */
  write(text: string): readonly TableRow[] {
    this.#xml.write(text);
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  end(): void {
    this.#xml.end();
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    switch (tag) {
      case 'row': {
        const told = Number(attribute(attributes, 'r'));
        this.#row = Number.isSafeInteger(told) && told > this.#row ? told : this.#row + 1;
        this.#cells = [];
        this.#column = -1;
        return;
      }
      case 'c':
        this.#column = columnOf(attribute(attributes, 'r')) ?? this.#column + 1;
        this.#type = attribute(attributes, 't') ?? 'n';
        this.#text = '';
        return;
      case 'v':
      case 't':
        this.#isInValue = !this.#isPronounced;
        return;
      // How a text is pronounced is no part of it.
      case 'rPh':
        this.#isPronounced = true;
        return;
    }
  }

  #take(text: string): void {
    if (!this.#isInValue) return;
    this.#text += text;
    if (this.#text.length > LONGEST_CELL) this.#refuse();
  }

  #close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#isInValue = false;
    if (tag === 'rPh') this.#isPronounced = false;
    if (tag === 'c') this.#put();
    if (tag === 'row' && this.#cells.length > 0) this.#ready.push({ row: this.#row, cells: this.#cells });
  }

  #put(): void {
    const cell = this.#cell();
    if (isBlank(cell)) return;
    if (this.#column >= MOST_COLUMNS) this.#refuse();
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
  }

  #cell(): RawCell {
    const text = this.#text;
    if (text === '') return null;
    switch (this.#type) {
      case 's':
        return this.#texts[Number(text)] ?? null;
      case 'n': {
        const number = Number(text);
        return Number.isFinite(number) ? number : text;
      }
      default:
        return text;
    }
  }

  #refuse(): never {
    throw new AppError('import.tooLarge', { facts: { file: this.#name, row: this.#row } });
  }
}

/** "AB12" → 27; a place that is none gives null. */
function columnOf(place: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}
