import { addDays } from '#domain/dates.ts';
import { bareTag, strictParser } from './xlsx-parser.ts';

/** Formats 14 to 17 and 22 are dates in every workbook. */
const dateFormats: ReadonlySet<number> = new Set([14, 15, 16, 17, 22]);

/** Numbers of the cell styles that show a day. */
export function readDateStyles(xml: string): ReadonlySet<number> {
  const own = new Set(dateFormats);
  const styles = new Set<number>();
  let [isWithin, style] = [false, 0];
  const take = strictParser();
  take.onopentag = ({ name, attributes }) => {
    const tag = bareTag(name);
    const { numFmtId, formatCode } = attributes as Record<string, string>;
    if (tag === 'numFmt' && showsDay(formatCode ?? '')) own.add(Number(numFmtId));
    if (tag === 'cellXfs') isWithin = true;
    if (tag !== 'xf' || !isWithin) return;
    if (own.has(Number(numFmtId))) styles.add(style);
    style += 1;
  };
  take.onclosetag = (name) => {
    if (bareTag(name) === 'cellXfs') isWithin = false;
  };
  take.write(xml).close();
  return styles;
}

/** A format with days and years, colours and quoted words aside. */
function showsDay(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return bare.includes('d') && bare.includes('y');
}

/** A day as SIASN writes it. Spreadsheets count from the end of 1899, and take 1900 for a leap year: before March 1900 nothing is read. */
export function dayText(serial: string): string {
  const days = Number(serial);
  if (!Number.isInteger(days) || days < 61 || days > 2_958_465) return serial;
  const [year = '', month = '', day = ''] = addDays('1899-12-30', days).split('-');
  return `${day}-${month}-${year}`;
}
