import qrcode from 'qrcode-generator';
import { Html, html } from '../html.ts';

/** A QR code as one path, black on white in every theme and on paper. */
export function qrCode(text: string, label: string): Html {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size * size }, (_one, index) => [Math.floor(index / size), index % size] as const);
  const path = cells
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column} ${row}h1v1h-1z`);
  return html`<svg class="b-qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path d="${path.join('')}" fill="#000"/></svg>`;
}
