import { subjectOf } from './bundle.ts';
import { ledgerCodes } from './codes.ts';
import type { SkipReason } from './examination.ts';
import { type CheckNumber, type Finding, isNote } from './findings.ts';
import type { CheckResult, CheckStatus, ExitCode, Verification } from './verify.ts';

export type ReportLanguage = 'en' | 'id';
type Words = Readonly<Record<ReportLanguage, string>>;

/** What each check is about. */
export const checkNames: Readonly<Record<CheckNumber, Words>> = {
  0: { en: 'container', id: 'wadah' },
  1: { en: 'signature of the checkpoint', id: 'tanda tangan segel' },
  2: { en: 'witnesses', id: 'saksi' },
  3: { en: 'time stamp', id: 'stempel waktu' },
  4: { en: 'agreement with an earlier checkpoint', id: 'kesesuaian dengan segel terdahulu' },
  5: { en: 'bytes of the entries', id: 'bita catatan' },
  6: { en: 'entries are in the log', id: 'catatan ada di dalam log' },
  7: { en: 'streams without gaps', id: 'rangkaian tanpa celah' },
  8: { en: 'types and fields', id: 'jenis dan isian' },
  9: { en: 'bracket of time', id: 'apitan waktu' },
  10: { en: 'opened values', id: 'nilai yang dibuka' },
  11: { en: 'merit: replay by the rules', id: 'merit: hitung ulang menurut aturan' },
  12: { en: 'freshness', id: 'kemutakhiran' },
  13: { en: 'rows follow from the entries', id: 'baris sesuai dengan catatan' },
  14: { en: 'schema as attested', id: 'skema sesuai pernyataan' },
};

export const statusWords: Readonly<Record<CheckStatus, Words>> = {
  PASS: { en: 'PASS', id: 'LULUS' },
  FAIL: { en: 'FAIL', id: 'GAGAL' },
  SKIPPED: { en: 'SKIPPED', id: 'DILEWATI' },
};

/** Why a check did not run, for people. */
export const skipWords: Readonly<Record<SkipReason, Words>> = {
  unreadable: { en: 'the bundle cannot be read', id: 'berkas bukti tidak dapat dibaca' },
  'no-checkpoint': { en: 'there is no checkpoint to rely on', id: 'tidak ada segel yang dapat diandalkan' },
  'no-merit-rules': { en: 'these rules are not in this verifier', id: 'aturan tidak ada dalam pemeriksa ini' },
  'no-openings': {
    en: 'not all is disclosed from which the decision could be derived',
    id: 'tidak semua isi dibuka untuk menurunkan kembali keputusan',
  },
  'no-consistency-proof': { en: 'the bundle holds no proof for that size', id: 'tidak ada bukti untuk ukuran itu' },
  'no-brackets': {
    en: 'the bundle does not hold the witnessed checkpoints that all its entries name',
    id: 'berkas tidak memuat semua segel bersaksi yang disebut catatannya',
  },
  'no-proofs': {
    en: 'the bundle does not prove the positions of all its entries',
    id: 'berkas tidak membuktikan posisi semua catatannya',
  },
  'no-witness-asked': { en: "not required by this bundle's policy", id: 'tidak disyaratkan oleh kebijakan berkas ini' },
  'no-stamp': { en: 'the bundle holds no time stamp', id: 'berkas tidak memuat stempel waktu' },
  'no-stamp-asked': { en: "not required by this bundle's policy", id: 'tidak disyaratkan oleh kebijakan berkas ini' },
  'no-earlier-checkpoint': { en: 'no earlier checkpoint was given', id: 'tidak ada segel terdahulu yang diberikan' },
  'no-outside-clock': { en: 'no entry names an outside clock', id: 'tidak ada catatan yang menyebut jam luar' },
  'no-age-asked': {
    en: 'no instant was given, or the policy promises none',
    id: 'tidak ada waktu acuan, atau kebijakan tidak menjanjikannya',
  },
};

export const results: Readonly<Record<ExitCode | 'skipped', Words>> = {
  0: {
    en: 'Everything that is required was checked and is right.',
    id: 'Semua yang disyaratkan telah diperiksa dan benar.',
  },
  1: { en: 'Something is wrong with this bundle.', id: 'Ada yang tidak benar pada berkas bukti ini.' },
  2: { en: 'This is not a bundle.', id: 'Ini bukan berkas bukti.' },
  3: {
    en: 'Nothing wrong was found, but not everything required was checked under keys of your own.',
    id: 'Tidak ditemukan kesalahan, tetapi tidak semua yang disyaratkan diperiksa dengan kunci milik Anda.',
  },
  skipped: {
    en: 'Nothing wrong was found, but a check that is required was skipped; the reason stands beside it.',
    id: 'Tidak ditemukan kesalahan, tetapi ada pemeriksaan wajib yang dilewati; alasannya tertulis di sampingnya.',
  },
};

/** The sentence that a verification ends with. Under keys of one's own, what is left open is a check that did not run. */
export function resultOf({ exitCode, findings }: Verification, language: ReportLanguage): string {
  const isPinned = !findings.some(({ code }) => code === 'trust.unpinned');
  return results[exitCode === 3 && isPinned ? 'skipped' : exitCode][language];
}

export const labels: Readonly<Record<'note' | 'expected' | 'found' | 'more' | 'entries' | 'openings' | 'size', Words>> =
  {
    note: { en: 'NOTE', id: 'CATATAN' },
    expected: { en: 'expected', id: 'semestinya' },
    found: { en: 'found', id: 'ditemukan' },
    more: { en: 'more of', id: 'lagi dari' },
    entries: { en: 'entries', id: 'catatan' },
    openings: { en: 'openings', id: 'pembuka' },
    size: { en: 'size', id: 'ukuran' },
  };

const longestShown = 200;

/** What a person reads: every check, every finding in plain words, the result. Foreign text cannot steer the terminal. */
export function textReport(verification: Verification, language: ReportLanguage): string {
  const { checks, findings, uncounted } = verification;
  const lines = [
    ...headLines(verification, language),
    ...checks.map((check) => checkLine(check, language)),
    '',
    ...findings.flatMap((finding) => findingLines(finding, language)),
    ...Object.entries(uncounted).map(([code, count]) => `  + ${String(count)} ${labels.more[language]} ${code}`),
    resultOf(verification, language),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a program reads: one JSON object in ASCII. */
export function jsonReport(verification: Verification): string {
  const text = JSON.stringify(verification, null, 2);
  return `${text.replace(/[^ -~\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function headLines({ bundle, checkpoint }: Verification, language: ReportLanguage): string[] {
  const lines: string[] = [];
  if (bundle !== undefined) {
    const { log, profile, entries, openings } = bundle;
    const counts = `${String(entries)} ${labels.entries[language]}, ${String(openings)} ${labels.openings[language]}`;
    lines.push(`${subjectOf(bundle)} · ${printable(log)} · ${profile} · ${counts}`);
  }
  if (checkpoint !== undefined) lines.push(`${labels.size[language]} ${String(checkpoint.size)} · ${checkpoint.root}`);
  return lines.length > 0 ? [...lines, ''] : lines;
}

function checkLine({ check, status, reason }: CheckResult, language: ReportLanguage): string {
  const word = statusWords[status][language].padEnd(8);
  const why = reason === undefined ? '' : ` (${skipWords[reason][language]})`;
  return `${String(check).padStart(2)} ${word} ${checkNames[check][language]}${why}`;
}

export function findingLines(finding: Finding, language: ReportLanguage): string[] {
  const { check, code, place, expected, found } = finding;
  const word = isNote(finding) ? labels.note[language] : statusWords.FAIL[language];
  const lines = [`${word} [${String(check)}] ${code}: ${printable(place)}`, `  ${ledgerCodes[code][language]}`];
  if (expected !== undefined) lines.push(`  ${labels.expected[language]}: ${printable(expected)}`);
  if (found !== undefined) lines.push(`  ${labels.found[language]}: ${printable(found)}`);
  return [...lines, ''];
}

/** Printable ASCII; all else, and the backslash, spelled out. */
export function printable(text: string): string {
  const short = text.length > longestShown ? `${text.slice(0, longestShown)}...` : text;
  return short.replace(/[^ -[\]-~]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}
