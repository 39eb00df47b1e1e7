import sax, { type SAXParser } from 'sax';

/** Text of all shared strings by their number; phonetic readings are left out. */
export function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let [text, depth] = ['', 0];
  const take = strictParser();
  take.onopentag = ({ name }) => {
    const tag = bare(name);
    if (tag === 'si') text = '';
    if (tag === 't' && depth === 0) depth = 1;
    if (tag === 'rPh') depth = -1;
  };
  take.ontext = (part) => {
    if (depth === 1) text += part;
  };
  take.onclosetag = (name) => {
    const tag = bare(name);
    if (tag === 'si') texts.push(text);
    if (tag === 't' && depth === 1) depth = 0;
    if (tag === 'rPh') depth = 0;
  };
  take.write(xml).close();
  return texts;
}

/** Path of the first sheet inside the archive. */
export function readSheetPath(book: string, relations: string): string | undefined {
  const sheet = attributesOf(book, 'sheet').at(0);
  const id = sheet === undefined ? undefined : Object.entries(sheet).find(([name]) => bare(name) === 'id')?.[1];
  const target = attributesOf(relations, 'Relationship').find((one) => one['Id'] === id)?.['Target'];
  if (target === undefined) return undefined;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function attributesOf(xml: string, tag: string): Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  const take = strictParser();
  take.onopentag = ({ name, attributes }) => {
    if (bare(name) === tag) found.push(attributes as Record<string, string>);
  };
  take.write(xml).close();
  return found;
}

/** An entity of the document's own could unpack without bound; a workbook needs none. */
function strictParser(): SAXParser {
  const made = sax.parser(true, { xmlns: false });
  made.onerror = (error) => {
    throw error;
  };
  made.ondoctype = () => {
    throw new Error('a document type');
  };
  return made;
}

/** A tag without the prefix of its namespace. */
function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const mostColumns = 500;

/** Collects the rows of a sheet while its XML comes in. */
export class SheetRows {
  readonly #texts: readonly string[];
  readonly #rows: SheetRow[] = [];
  readonly #parser = strictParser();
  #line = 0;
  #cells: string[] = [];
  #column = 0;
  #type = '';
  #value = '';
  #formula: string | undefined;
  #within: 'value' | 'formula' | undefined;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#parser.onopentag = ({ name, attributes }) => this.#open(bare(name), attributes as Record<string, string>);
    this.#parser.ontext = (text) => {
      if (this.#within === 'value') this.#value += text;
      if (this.#within === 'formula') this.#formula = `${this.#formula ?? ''}${text}`;
    };
    this.#parser.onclosetag = (name) => this.#close(bare(name));
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
      this.#line = Number(attributes['r'] ?? this.#line + 1);
      [this.#cells, this.#column] = [[], 0];
    } else if (tag === 'c') {
      this.#column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
      if (this.#column > mostColumns) throw new Error('too many columns');
      [this.#type, this.#value, this.#formula] = [attributes['t'] ?? 'n', '', undefined];
    } else if (tag === 'v' || tag === 't') this.#within = 'value';
    else if (tag === 'f') [this.#within, this.#formula] = ['formula', ''];
  }

  #close(tag: string): void {
    if (tag === 'v' || tag === 't' || tag === 'f') this.#within = undefined;
    else if (tag === 'c') {
      while (this.#cells.length < this.#column - 1) this.#cells.push('');
      this.#cells.push(this.#textOf());
    } else if (tag === 'row' && this.#cells.some((cell) => cell.trim() !== '')) {
      this.#rows.push({ line: this.#line, cells: this.#cells });
    }
  }

  #textOf(): string {
    if (this.#formula !== undefined) return `=${this.#formula}`;
    if (this.#type === 's') return (this.#texts[Number(this.#value)] ?? '').normalize('NFC');
    return this.#type === 'n' ? numberText(this.#value) : this.#value.normalize('NFC');
  }
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
