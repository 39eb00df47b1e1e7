import type { Command, Invocation } from './command.ts';

const options = [
  ['--dry-run', 'try everything, report it, write nothing'],
  ['--json', 'answer in JSON, for programs'],
] as const;
const exitCodes = {
  1: 'refused or failed, and nothing was written; standard error says why',
  2: 'wrong use, wrong settings, or a file that cannot be used (policy.file-…, policy.pack-faulty)',
};
const tellingOf = (given: Invocation['options']) => ({
  dryRun: given['dryRun'] === true,
  json: given['json'] === true,
});

/** What the operator of a deployment does for its agencies before anybody there can act, and about who may. */
export const agencyCommands: readonly Command[] = [
  {
    name: 'agency',
    summary: 'found a further agency: its calendars, its first policies, its accounts and their roles',
    argument: ['<words...>', 'found FILE (JSON, as docs/agencies/kota-kedua.json; the paths in it are relative to it)'],
    options,
    examples: ['bukti agency found kota-kedua.json --dry-run', 'bukti agency found kota-kedua.json'],
    exitCodes,
    run: async (config, { args, options: given }) =>
      (await import('./agency.ts')).runAgency(config, { words: args, ...tellingOf(given) }),
  },
  {
    name: 'access',
    summary: 'open accounts and give roles in an agency: officers who join, the warrant of a supervisor',
    argument: ['<file>', 'the agency and its accounts in JSON, as docs/agencies/pengawas.json'],
    options,
    examples: ['bukti access pengawas.json --dry-run', 'bukti access pengawas.json'],
    exitCodes,
    run: async (config, { args: [file = ''], options: given }) =>
      (await import('./access.ts')).runAccess(config, { file, ...tellingOf(given) }),
  },
  {
    name: 'calendar',
    summary: "publish an agency's calendar of a year, or the revision that a decree makes of it",
    argument: ['<words...>', 'publish FILE (JSON, such as calendars/id-2027.json)'],
    options: [['--agency <code>', 'whose calendar it is; otherwise the one that BUKTI_AGENCY names'], ...options],
    examples: ['bukti calendar publish calendars/id-2027.json --agency kota-kedua'],
    exitCodes,
    run: async (config, { args, options: given }) => {
      const { agency } = given;
      return (await import('./calendar.ts')).runCalendar(config, {
        words: args,
        agency: typeof agency === 'string' ? agency : config.agency,
        ...tellingOf(given),
      });
    },
  },
];
