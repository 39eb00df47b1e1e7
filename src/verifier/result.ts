import { subjectOf } from '#ledger/bundle.ts';
import { ledgerCodes } from '#ledger/codes.ts';
import { type CheckNumber, type Finding, isNote } from '#ledger/findings.ts';
import { checkNames, labels, printable, resultOf, skipWords, statusWords } from '#ledger/report.ts';
import type { CheckResult, CheckStatus, Verification } from '#ledger/verify.ts';
import { element } from './elements.ts';
import { type Language, verdicts, type WordKey, words } from './words.ts';

export interface Checked {
  readonly verification: Verification;
  readonly fileName: string;
  /** SHA-256 of the file in hex. */
  readonly digest: string;
  /** Whether the auditor brought both files of keys. */
  readonly broughtKeys: boolean;
}

const mostShown = 200;
const toneOf = { PASS: 'ok', FAIL: 'stop', SKIPPED: 'quiet' } as const;
const bannerTones = { 0: 'ok', 1: 'stop', 2: 'stop', 3: 'wait' } as const;

/** Everything that a verification says, for people. */
export function drawResult(checked: Checked, language: Language): HTMLElement[] {
  const { verification } = checked;
  const isRead = verification.bundle !== undefined;
  return [
    banner(verification, language),
    ...nextSteps(checked, language),
    ...findingsSection(verification, language),
    ...(isRead ? [claimsSection(checked, language)] : []),
    limitsSection(language),
    checksSection(verification, language),
    aboutSection(checked, language),
  ];
}

function banner(verification: Verification, language: Language): HTMLElement {
  const { exitCode } = verification;
  const heading = element('h2', { id: 'verdict', tabindex: '-1' }, verdicts[exitCode][language]);
  return element(
    'div',
    { class: `banner ${bannerTones[exitCode]}` },
    heading,
    paragraph(resultOf(verification, language)),
  );
}

function nextSteps({ verification, broughtKeys }: Checked, language: Language): HTMLElement[] {
  const { exitCode } = verification;
  const steps: WordKey[] = [];
  if (exitCode === 1) steps.push('next-failed');
  if (exitCode !== 2 && !broughtKeys) steps.push('next-keys');
  if (exitCode === 0 || exitCode === 3) steps.push('next-compare');
  if (steps.length === 0) return [];
  return [
    section('next', language, element('ul', {}, ...steps.map((step) => element('li', {}, words[step][language])))),
  ];
}

function findingsSection({ findings, uncounted }: Verification, language: Language): HTMLElement[] {
  if (findings.length === 0) return [];
  const failuresFirst = [...findings].sort((one, other) => Number(isNote(one)) - Number(isNote(other)));
  const shown = failuresFirst.slice(0, mostShown).map((finding) => element('li', {}, findingCard(finding, language)));
  const left = Object.values(uncounted).reduce((sum, count) => sum + count, findings.length - shown.length);
  const more = left > 0 ? [paragraph(`+ ${number(left, language)} ${words['findings-more'][language]}`)] : [];
  return [section('findings', language, element('ul', { class: 'cards' }, ...shown), ...more)];
}

function findingCard(finding: Finding, language: Language): HTMLElement {
  const { code, check, place, expected, found } = finding;
  const isOnlyTold = isNote(finding);
  const word = isOnlyTold ? labels.note[language] : statusWords.FAIL[language];
  const rows: [string, Node | string][] = [
    [words.check[language], `${String(check)} · ${checkNames[check][language]}`],
    [words.place[language], mono(printable(place))],
    ...(expected === undefined ? [] : [[labels.expected[language], mono(printable(expected))] as [string, Node]]),
    ...(found === undefined ? [] : [[labels.found[language], mono(printable(found))] as [string, Node]]),
  ];
  const head = element('p', {}, tag(word, isOnlyTold ? 'wait' : 'stop'), ' ', element('code', {}, code));
  return element('div', { class: 'card' }, head, strong(ledgerCodes[code][language]), facts(rows));
}

interface Claim {
  readonly text: WordKey;
  readonly status: CheckStatus;
}

function claimsSection({ verification, broughtKeys }: Checked, language: Language): HTMLElement {
  const { checks, bundle } = verification;
  const worst = (...numbers: CheckNumber[]): CheckStatus =>
    worstOf(checks.filter(({ check }) => numbers.includes(check)));
  const signed = worst(1);
  const claims: Claim[] = [
    { text: 'claim-bytes', status: worst(0, 1, 5, 6) },
    { text: 'claim-order', status: worst(7) },
    { text: 'claim-openings', status: bundle?.openings === 0 ? 'SKIPPED' : worst(10) },
    { text: 'claim-merit', status: worst(8, 11) },
    { text: 'claim-keys', status: broughtKeys || signed === 'FAIL' ? signed : 'SKIPPED' },
    { text: 'claim-since', status: worst(4) },
  ];
  const items = claims.map(({ text, status }) =>
    element('li', {}, tag(words[status][language], toneOf[status]), ' ', words[text][language]),
  );
  return section('proven', language, element('ul', { class: 'claims' }, ...items));
}

function worstOf(checks: readonly CheckResult[]): CheckStatus {
  const order = ['FAIL', 'SKIPPED', 'PASS'] as const;
  return order.find((status) => checks.some((check) => check.status === status)) ?? 'SKIPPED';
}

function limitsSection(language: Language): HTMLElement {
  const limits = (['not-truth', 'not-recent', 'not-page'] as const).map((text) =>
    element('li', {}, words[text][language]),
  );
  return section('not-proven', language, element('ul', {}, ...limits));
}

function checksSection({ checks }: Verification, language: Language): HTMLElement {
  const heads = [words.check, words.result].map((text) => element('th', { scope: 'col' }, text[language]));
  const rows = checks.map(({ check, status, reason }) => {
    const why = reason === undefined ? [] : [element('span', { class: 'why' }, skipWords[reason][language])];
    const name = element('th', { scope: 'row' }, `${String(check)} · ${checkNames[check][language]}`, ...why);
    return element('tr', {}, name, element('td', {}, tag(statusWords[status][language], toneOf[status])));
  });
  const head = element('thead', {}, element('tr', {}, ...heads));
  return section('checks', language, element('table', {}, head, element('tbody', {}, ...rows)));
}

function aboutSection({ verification, fileName, digest }: Checked, language: Language): HTMLElement {
  const { bundle, checkpoint } = verification;
  const rows: [string, Node | string][] = [
    [words.file[language], printable(fileName)],
    [words.digest[language], mono(digest)],
  ];
  if (bundle !== undefined) {
    rows.push(
      [words.kind[language], words[`kind-${subjectOf(bundle)}`][language]],
      [words.log[language], mono(printable(bundle.log))],
      [words.profile[language], words[`profile-${bundle.profile}`][language]],
      [words.entries[language], number(bundle.entries, language)],
      [words.openings[language], number(bundle.openings, language)],
    );
  }
  if (checkpoint !== undefined) {
    rows.push([words.size[language], number(checkpoint.size, language)], [words.root[language], mono(checkpoint.root)]);
  }
  return section('about', language, facts(rows));
}

function section(title: WordKey, language: Language, ...inside: HTMLElement[]): HTMLElement {
  return element('section', {}, element('h3', {}, words[title][language]), ...inside);
}

function paragraph(text: string): HTMLElement {
  return element('p', {}, text);
}

function strong(text: string): HTMLElement {
  return element('p', { class: 'strong' }, text);
}

function mono(text: string): HTMLElement {
  return element('span', { class: 'mono' }, text);
}

/** A state: a shape, drawn by the stylesheet, and a word. */
function tag(word: string, tone: 'ok' | 'stop' | 'wait' | 'quiet'): HTMLElement {
  return element('span', { class: `tag ${tone}` }, word);
}

function facts(rows: readonly (readonly [string, Node | string])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...rows.map(([term, what]) => element('div', {}, element('dt', {}, term), element('dd', {}, what))),
  );
}

function number(value: number, language: Language): string {
  return value.toLocaleString(language);
}
