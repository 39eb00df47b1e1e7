/** Text that is HTML already, so that it is not escaped a second time. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, nothing and `false` leave no trace. */
export type Piece = string | number | Html | false | null | undefined | readonly Piece[];

/** HTML from a template: every value is escaped unless it came from `html` itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = parts[0] ?? '';
  for (const [index, piece] of pieces.entries()) text += render(piece) + (parts[index + 1] ?? '');
  return new Html(text);
}

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escape(piece);
  if (typeof piece === 'number') return String(piece);
  if (piece === null || piece === undefined || piece === false) return '';
  return piece.map(render).join('');
}

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Attributes of a tag, each with a space before it: `true` stands without a value, nothing and `false` are left out. */
export function attributes(named: Attributes): Html {
  const present = Object.entries(named).filter(([, value]) => value !== undefined && value !== null && value !== false);
  return new Html(
    present.map(([name, value]) => ` ${name}${value === true ? '' : `="${escape(String(value))}"`}`).join(''),
  );
}

/** Pieces with something between them. */
export function joined(pieces: readonly Piece[], between: Piece): Piece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
