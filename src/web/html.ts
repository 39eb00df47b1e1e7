/** Text that is HTML already, so that it is not escaped a second time. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | Html | readonly Html[];

/** HTML from a template: every value is escaped unless it came from `html` itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const rest = pieces.map((piece, index) => render(piece) + (parts[index + 1] ?? ''));
  return new Html((parts[0] ?? '') + rest.join(''));
}

function render(piece: Piece): string {
  if (typeof piece === 'string') return escape(piece);
  return piece instanceof Html ? piece.text : piece.map(({ text }) => text).join('');
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
