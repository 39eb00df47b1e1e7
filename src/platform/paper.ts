import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';
import type { Locale } from '#web/i18n.ts';

/** A letter as a PDF: what is on it, from top to bottom. */
export interface Paper {
  readonly locale: Locale;
  readonly title: string;
  /** Whose letter it is, in the head. */
  readonly sender: string;
  readonly parts: readonly PaperPart[];
}

/** A line; of runs where some of it is in another language than the letter. */
export type PaperText = string | readonly { readonly text: string; readonly language?: Locale }[];

export type PaperPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: PaperText }
  /** A line with smaller ones below it. */
  | { readonly kind: 'item'; readonly text: string; readonly value?: string; readonly small: readonly PaperText[] }
  /** Text beside a code for a camera, which holds `code`. */
  | { readonly kind: 'proof'; readonly code: string; readonly label: string; readonly lines: readonly string[] };

const { resolve } = createRequire(import.meta.url);
const family = '@expo-google-fonts/plus-jakarta-sans';
const fonts = {
  plain: resolve(`${family}/400Regular/PlusJakartaSans_400Regular.ttf`),
  bold: resolve(`${family}/700Bold/PlusJakartaSans_700Bold.ttf`),
} as const;

const margin = 64;
const qrSide = 96;
const grey = '#4a4a4a';

/** Draws the letter: A4, tagged for screen readers, with its language and title. */
export function drawPaper({ locale, title, sender, parts }: Paper): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: locale,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Author: sender, Creator: 'Bukti' },
    font: fonts.plain,
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((settle, fail) => {
    document.on('end', () => settle(Buffer.concat(chunks)));
    document.on('error', fail);
  });
  const whole = document.struct('Document');
  document.addStructure(whole);
  const put: Sheet['put'] = (role, draw, options) => whole.add(document.struct(role, options ?? {}, draw));
  put('P', () => document.font(fonts.bold).fontSize(10).fillColor(grey).text(sender));
  put('H1', () => document.font(fonts.bold).fontSize(18).fillColor('black').text(title).moveDown(0.6));
  for (const part of parts) drawPart({ document, locale, put }, part);
  whole.end();
  document.end();
  return done;
}

interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly locale: Locale;
  readonly put: (role: string, draw: Drawn | Drawn[], options?: { readonly alt: string }) => void;
}

type Drawn = (() => void) | PDFKit.PDFStructureElement;

function drawPart(sheet: Sheet, part: PaperPart): void {
  const { document, put } = sheet;
  switch (part.kind) {
    case 'heading':
      return put('H2', () =>
        document.moveDown(0.5).font(fonts.bold).fontSize(12.5).fillColor('black').text(part.text).moveDown(0.2),
      );
    case 'text':
      put(
        'P',
        runsOf(sheet, part.text, () => document.font(fonts.plain).fontSize(10.5).fillColor('black')),
      );
      document.moveDown(0.3);
      return;
    case 'item':
      return drawItem(sheet, part);
    case 'proof':
      return drawProof(sheet, part);
  }
}

function drawItem(sheet: Sheet, { text, value, small }: PaperPart & { kind: 'item' }): void {
  const { document, put } = sheet;
  const drawHead = () => {
    const line = value === undefined ? text : `${text}: `;
    document
      .font(fonts.bold)
      .fontSize(10.5)
      .fillColor('black')
      .text(line, { continued: value !== undefined });
    if (value !== undefined) document.font(fonts.plain).text(value);
  };
  const drawSmall = () => document.font(fonts.plain).fontSize(9).fillColor(grey);
  put('P', [drawHead, ...small.flatMap((one) => runsOf(sheet, one, drawSmall))]);
  document.moveDown(0.35);
}

/** What draws a line, run after run: a span says which language its words are in where that is another than the letter's. */
function runsOf({ document, locale }: Sheet, text: PaperText, setStyle: () => void): Drawn[] {
  const runs = typeof text === 'string' ? [{ text, language: locale }] : text.filter((run) => run.text !== '');
  return runs.map(({ text: words, language = locale }, index) => {
    const draw = () => {
      setStyle();
      document.text(words, { continued: index < runs.length - 1 });
    };
    return language === locale ? draw : document.struct('Span', { lang: language }, draw);
  });
}

function drawProof({ document, put }: Sheet, { code, label, lines }: PaperPart & { kind: 'proof' }): void {
  if (document.y + qrSide > document.page.height - margin) document.addPage();
  const top = document.moveDown(0.6).y;
  put('Figure', () => drawCode(document, { code, top }), { alt: label });
  put('P', () => {
    document.font(fonts.plain).fontSize(9).fillColor('black');
    const left = margin + qrSide + 16;
    document.text(lines.join('\n'), left, top, { width: document.page.width - margin - left });
  });
  document.x = margin;
  document.y = Math.max(document.y, top + qrSide);
}

/** Black squares, as the code says. */
function drawCode(document: PDFKit.PDFDocument, { code, top }: { readonly code: string; readonly top: number }): void {
  const drawn = qrcode(0, 'M');
  drawn.addData(code);
  drawn.make();
  const count = drawn.getModuleCount();
  const side = qrSide / count;
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (drawn.isDark(row, column)) document.rect(margin + column * side, top + row * side, side, side);
    }
  }
  document.fill('black');
}
