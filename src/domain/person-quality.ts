/** A title without the unit that was pasted into it, or undefined where none was: `Kepala Bidang X - Inspektorat` gives `Kepala Bidang X`. */
export function titleWithoutUnit(title: string, unit: string): string | undefined {
  const at = title.toLowerCase().lastIndexOf(unit.toLowerCase());
  if (unit === '' || at < 0) return undefined;
  const rest = title.slice(0, at).replace(/[\s,-]+$/, '');
  const ownWords = rest.split(/[\s.]+/).filter((word) => word !== '' && !headWords.has(word.toLowerCase()));
  return ownWords.length === 0 ? undefined : rest;
}

/** `Kepala Dinas X` is the head of the unit `Dinas X`: with these words alone the unit belongs to the title. */
const headWords = new Set(['plt', 'plh', 'pj', 'kepala', 'wakil', 'sekretaris', 'direktur', 'inspektur', 'pembantu']);

const actingForm = /^(plt|plh|pj)\b\.?/i;

/** Whether a title is an acting duty (Plt, Plh, Pj) and so no definitive post. */
export function isActingTitle(title: string): boolean {
  return actingForm.test(title);
}

/** Whether a title of several words is written in one letter case only. */
export function hasOddCase(title: string): boolean {
  return (
    title.includes(' ') && /\p{L}{4}/u.test(title) && (title === title.toLowerCase() || title === title.toUpperCase())
  );
}

/** Whether a name mixes letter cases inside a word, or has no capitals at all. */
export function hasMixedCase(name: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(name) || name === name.toLowerCase();
}

const degrees = (
  'Drs. Dra. Ir. dr. drg. Dr. Prof. Ph.D. A.Md. S.Sos. S.E. S.T. S.H. S.Kom. S.Pd. S.AP. S.IP. S.STP. S.SiT. S.KM. S.Kep. S.Ag. ' +
  'S.P. S.Psi. S.Si. S.Farm. M.Si. M.T. M.M. M.H. M.AP. M.Kom. M.Pd. M.Eng. M.Kes. M.Sc. M.Ak. Ak.'
).split(' ');
const degreeBare = (degree: string) => degree.replaceAll('.', '').replaceAll(' ', '').toLowerCase();
const knownDegrees = new Set(degrees);
const knownBare = new Set(degrees.map(degreeBare));

/** The first of the degrees that is a known one in another spelling (`M.SI` for `M.Si.`), compared without dots and case. */
export function misspeltDegree(list: string): string | undefined {
  return list
    .split(',')
    .map((degree) => degree.trim())
    .find((degree) => !knownDegrees.has(degree) && knownBare.has(degreeBare(degree)));
}

/** Whether a name with degrees is this bare name, but for degrees, letter case and spacing. */
export function isNamed(full: string, bare: string): boolean {
  const fold = (text: string) => (text.split(',')[0] ?? '').trim().toLowerCase().split(/\s+/);
  const [words, own] = [fold(full), fold(bare)];
  const before = words.slice(0, Math.max(0, words.length - own.length));
  return (
    words.slice(before.length).join(' ') === own.join(' ') &&
    before.every((word) => word.endsWith('.') || knownBare.has(degreeBare(word)))
  );
}

/** `[degrees before] NAME[, degrees after]`, as it came. */
export function nameWithDegrees(before: string | null, name: string, after: string | null): string {
  return `${before === null ? '' : `${before} `}${name}${after === null ? '' : `, ${after}`}`;
}
