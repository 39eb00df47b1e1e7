import { normalText } from './csv.ts';
import { bareTag, strictParser } from './xlsx-parser.ts';
import { dayText } from './xlsx-styles.ts';

/** Text of all shared strings by their number; phonetic readings are left out. */
export function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let [text, depth] = ['', 0];
  const take = strictParser();
  take.onopentag = ({ name }) => {
    const tag = bareTag(name);
    if (tag === 'si') text = '';
    if (tag === 't' && depth === 0) depth = 1;
    if (tag === 'rPh') depth = -1;
  };
  take.ontext = (part) => {
    if (depth === 1) text += part;
  };
  take.onclosetag = (name) => {
    const tag = bareTag(name);
    if (tag === 'si') texts.push(cellText(text));
    if (tag === 't' && depth === 1) depth = 0;
    if (tag === 'rPh') depth = 0;
  };
  take.write(xml).close();
  return texts;
}

/** Path of the first sheet inside the archive. */
export function readSheetPath(book: string, relations: string): string | undefined {
  const sheet = attributesOf(book, 'sheet').at(0);
  const id = sheet === undefined ? undefined : Object.entries(sheet).find(([name]) => bareTag(name) === 'id')?.[1];
  const target = attributesOf(relations, 'Relationship').find((one) => one['Id'] === id)?.['Target'];
  if (target === undefined) return undefined;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Whether its days are counted from 1904, as some old programs do: every date would be four years off. */
export function countsFrom1904(book: string): boolean {
  return attributesOf(book, 'workbookPr').some(({ date1904 }) => date1904 === '1' || date1904 === 'true');
}

function attributesOf(xml: string, tag: string): Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  const take = strictParser();
  take.onopentag = ({ name, attributes }) => {
    if (bareTag(name) === tag) found.push(attributes as Record<string, string>);
  };
  take.write(xml).close();
  return found;
}

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const mostColumns = 500;
/** More rows than an import takes, and so many cells as they could fill: what is beyond keeps the machine busy. */
const mostRows = 300_002;
const mostCells = 20_000_000;

/** Collects the rows of a sheet while its XML comes in. */
export class SheetRows {
  readonly #texts: readonly string[];
  readonly #dateStyles: ReadonlySet<number>;
  readonly #rows: SheetRow[] = [];
  readonly #parser = strictParser();
  #line = 0;
  #cells: string[] = [];
  #cellCount = 0;
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #formula: string | undefined;
  #within: 'value' | 'formula' | undefined;

  constructor(texts: readonly string[], dateStyles: ReadonlySet<number>) {
    this.#texts = texts;
    this.#dateStyles = dateStyles;
    this.#parser.onopentag = ({ name, attributes }) => this.#open(bareTag(name), attributes as Record<string, string>);
    this.#parser.ontext = (text) => {
      if (this.#within === 'value') this.#value += text;
      if (this.#within === 'formula') this.#formula = `${this.#formula ?? ''}${text}`;
    };
    this.#parser.onclosetag = (name) => this.#close(bareTag(name));
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  /** Rows that hold anything, with their numbers in the sheet. */
  end(): SheetRow[] {
    this.#parser.close();
    return this.#rows;
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      this.#line = this.#nextLine(attributes['r']);
      [this.#cells, this.#column] = [[], 0];
    } else if (tag === 'c') {
      this.#column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
      if (this.#column > mostColumns) throw new Error('too many columns');
      if (this.#column <= this.#cells.length) throw new Error('cells without rising references');
      [this.#type, this.#value, this.#formula] = [attributes['t'] ?? 'n', '', undefined];
      this.#style = Number(attributes['s'] ?? -1);
    } else if (tag === 'v' || tag === 't') this.#within = 'value';
    else if (tag === 'f') [this.#within, this.#formula] = ['formula', ''];
  }

  #close(tag: string): void {
    if (tag === 'v' || tag === 't' || tag === 'f') this.#within = undefined;
    else if (tag === 'c') {
      this.#cellCount += this.#column - this.#cells.length;
      if (this.#cellCount > mostCells) throw new Error('too many cells');
      while (this.#cells.length < this.#column - 1) this.#cells.push('');
      this.#cells.push(this.#textOf());
    } else if (tag === 'row' && this.#cells.some((cell) => cell.trim() !== '')) {
      if (this.#rows.length >= mostRows) throw new Error('too many rows');
      this.#rows.push({ line: this.#line, cells: this.#cells });
    }
  }

  /** Rows are named by rising numbers, or not at all: a number is what a person later leaves a row out by. */
  #nextLine(stated: string | undefined): number {
    const line = stated === undefined ? this.#line + 1 : Number(stated);
    if (!Number.isSafeInteger(line) || line <= this.#line) throw new Error('rows without rising numbers');
    return line;
  }

  /** A number that no text has would leave a cell empty that is not. */
  #sharedText(): string {
    const text = /^\d+$/.test(this.#value) ? this.#texts[Number(this.#value)] : undefined;
    if (text === undefined) throw new Error('a shared text that is not there');
    return text;
  }

  #textOf(): string {
    if (this.#formula !== undefined) return `=${this.#formula}`;
    if (this.#type === 's') return this.#sharedText();
    const value = cellText(this.#value);
    if (this.#type !== 'n') return value;
    return this.#dateStyles.has(this.#style) ? dayText(value) : numberText(value);
  }
}

function cellText(text: string): string {
  const normal = normalText(text);
  if (normal === undefined) throw new Error('characters that are none');
  return normal;
}

/** `AB12` is column 28. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(place)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** A spreadsheet keeps fifteen digits of a number: whatever stands behind them is made up. */
function numberText(value: string): string {
  return /^\d{16,}$/.test(value) ? Number(value).toExponential(14).toUpperCase() : value;
}
