import { describe, test } from 'vitest';
import { ageSubject } from './vectors/age.ts';
import { axesSubject } from './vectors/axes.ts';
import { boxesSubject } from './vectors/boxes.ts';
import { defectsSubject } from './vectors/defects.ts';
import { disciplineSubject } from './vectors/discipline.ts';
import { jpmSubject } from './vectors/jpm.ts';
import { missingSubject } from './vectors/missing.ts';
import { nipSubject } from './vectors/nip.ts';
import { type FoundFile, readVectors, type Subject } from './vectors/reader.ts';
import { skpSubject } from './vectors/skp.ts';
import { tablesSubject } from './vectors/tables.ts';
import { workingDaysSubject } from './vectors/working-days.ts';

const subjects: Readonly<Record<string, Subject>> = {
  'age-at-appointment': ageSubject,
  axes: axesSubject,
  boxes: boxesSubject,
  defects: defectsSubject,
  'discipline-windows': disciplineSubject,
  'indicator-tables': tablesSubject,
  jpm: jpmSubject,
  'missing-data': missingSubject,
  nip: nipSubject,
  'skp-matrix': skpSubject,
  'working-days': workingDaysSubject,
};

/** By exact name, else by the longest known beginning, so that `axes-more.json` is read as `axes.json`. */
function subjectOf(name: string): Subject | undefined {
  const [longest] = Object.keys(subjects)
    .filter((known) => name.startsWith(known))
    .toSorted((left, right) => right.length - left.length);
  return longest === undefined ? undefined : subjects[longest];
}

describe.each(readVectors(process.env['BUKTI_VECTORS'] ?? 'test/vectors'))('vectors of $path', (file: FoundFile) => {
  const subject = subjectOf(file.name);
  if (subject === undefined) {
    test('a vector file has a known name', () => {
      unread(file.path);
    });
    return;
  }
  for (const [list, cases] of Object.entries(file.content)) {
    if (!Array.isArray(cases)) continue;
    const check = subject[list];
    for (const one of cases as unknown[]) {
      if (check !== undefined) test(`${list} ${idOf(one)}`, () => check(one as never, file.content as never));
      else if (isCase(one)) test(`${list} ${idOf(one)}`, () => unread(`the list ${list}`));
    }
  }
});

function unread(what: string): never {
  throw new Error(`no reader for ${what}`);
}

/** The id of a case, with its name where it has one: `defect-01 double weighting`. */
function idOf(one: unknown): string {
  if (typeof one !== 'object' || one === null || !('id' in one)) return 'without id';
  return 'name' in one ? `${String(one.id)} ${String(one.name)}` : String(one.id);
}

/** A list of policy data is no list of cases: those say what is expected. */
function isCase(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'id' in one && 'expected' in one;
}
