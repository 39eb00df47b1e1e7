import { type Command, languageOf } from './command.ts';

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** `bukti policy`: packs looked at without a server, and against the people of a database where asked. */
export const policyCommand: Command = {
  name: 'policy',
  summary: 'look at policy packs: lint them, test their examples, compare two, explain one person; propose one',
  argument: [
    '<words...>',
    'lint FILE…, test PACK…, diff BEFORE AFTER, explain PACK, or publish FILE (bearer token on the standard input)',
  ],
  options: [
    ['--people <source>', 'to diff, and to explain: "database", or a folder of JSON files'],
    ['--person <ref>', 'to explain: the reference of a person, never a name or number'],
    ['--agency <code>', 'of the database: whose people; otherwise the one that BUKTI_AGENCY names'],
    ['--on <day>', 'the day on which people are looked at (YYYY-MM-DD); otherwise today at the agency'],
    ['--lang <code>', 'id or en'],
    ['--json', 'answer in JSON, for programs'],
  ],
  examples: [
    'bukti policy lint policies/asn/pack.json policies/asn/overlays/*.json',
    'bukti policy test policies/asn/pack.json',
    'bukti policy diff policies/asn/released/2026.1.json policies/asn/pack.json --people database --lang id',
    'bukti token --persona hr | bukti policy publish policies/asn/overlays/dpd.json',
    'bukti policy explain policies/asn/pack.json --person 0b9d0f2e-0d5e-4c8e-9a51-3f1d2c4b5a60',
  ],
  exitCodes: {
    1: 'the linter found faults, or an example comes out otherwise',
    2: 'wrong use, or a file that cannot be used (policy.file-…, policy.pack-faulty)',
  },
  run: async (config, { args, options }) => {
    const { people, person, agency, on } = options;
    const given = { people: text(people), person: text(person), on: text(on) };
    const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return (await import('./policy.ts')).runPolicy(config, {
      words: args,
      language: languageOf(options['lang']),
      json: options['json'] === true,
      agency: text(agency) ?? config.agency,
      ...asked,
    });
  },
};
