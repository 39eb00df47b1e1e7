import { attributes, type Html, html, type Piece } from '../html.ts';

export interface Column {
  readonly label: string;
  readonly isNumeric?: boolean;
  /** The cell that names its row. */
  readonly isHeader?: boolean;
  /** For sorted lists. */
  readonly sort?: 'ascending' | 'descending';
  /** A link in place of the bare label. */
  readonly head?: Piece;
}

export interface Table {
  /** The id of the heading above, or the words of a caption. */
  readonly labelledBy?: string;
  readonly caption?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Piece[])[];
  /** `cards`: rows become cards on a narrow screen. `scroll`: the table scrolls in its own focusable region. */
  readonly narrow?: 'cards' | 'grid' | 'scroll';
  readonly isDense?: boolean;
  /** Of this table's own look. */
  readonly className?: string;
  readonly foot?: Html;
}

/** A real table with explicit roles, since `display: block` on a narrow screen would take its meaning away. */
export function table(shown: Table): Html {
  const { labelledBy, caption, columns, rows, narrow = 'cards', isDense = false, foot, className: own = '' } = shown;
  const className = { cards: 'b-cards', grid: 'b-cards b-cards--grid', scroll: '' }[narrow];
  const heads = columns.map(
    ({ label, isNumeric, sort, head }, index) =>
      html`<th role="columnheader" scope="col" class="govuk-table__header${isNumeric && ' govuk-table__header--numeric'}${isAfterNumber(columns, index) && ' b-after-num'}"${attributes({ 'aria-sort': sort })}>${head ?? label}</th>`,
  );
  const drawn = html`<table class="govuk-table ${own} ${className}${isDense && ' b-table--dense'}" role="table"${attributes({ 'aria-labelledby': caption === undefined ? labelledBy : undefined })}>${caption !== undefined && html`<caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>`}<thead class="govuk-table__head" role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows.map((row) => drawRow(columns, row))}</tbody>${foot}</table>`;
  if (narrow !== 'scroll') return drawn;
  const label = caption === undefined ? { 'aria-labelledby': labelledBy } : { 'aria-label': caption };
  return html`<div class="b-scroll" role="region" tabindex="0"${attributes(label)}>${drawn}</div>`;
}

function drawRow(columns: readonly Column[], row: readonly Piece[]): Html {
  const cells = columns.map(({ label, isNumeric, isHeader }, index) => {
    const cell = row[index];
    if (isHeader) return html`<th role="rowheader" scope="row" class="govuk-table__header">${cell}</th>`;
    return html`<td role="cell" data-label="${label}" class="govuk-table__cell${isNumeric && ' govuk-table__cell--numeric'}${isAfterNumber(columns, index) && ' b-after-num'}"><span>${cell}</span></td>`;
  });
  return html`<tr role="row">${cells}</tr>`;
}

/** Words that begin where a number ends stand a little off it. */
function isAfterNumber(columns: readonly Column[], index: number): boolean {
  return columns[index]?.isNumeric !== true && columns[index - 1]?.isNumeric === true;
}
