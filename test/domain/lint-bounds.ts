import type { PackFinding } from '#domain/pack-findings.ts';
import type { Json } from '#domain/pack-tree.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { editedAll, type Path, readPackFile } from '#test/support/packs.ts';

/** The ASN pack changed in one way, and what is said of it then: `code place: details`. */
export type Bound = readonly [
  title: string,
  edits: readonly (readonly [Path, Json | undefined])[],
  says: readonly string[],
];

const asn = readPackFile('policies/asn/pack.json');

/** What one part of the linter says of a changed pack, beyond what it says of the pack as it is. */
export function saidBy(lint: (pack: PolicyPack) => PackFinding[], edits: Bound[1]): string[] {
  const tell = (content: unknown) => lint(content as PolicyPack).map(lineOf);
  const usual = new Set(tell(asn));
  return tell(editedAll(asn, edits)).filter((line) => !usual.has(line));
}

function lineOf({ code, path, details }: PackFinding): string {
  const said =
    details === undefined
      ? ''
      : `: ${Object.entries(details)
          .map((pair) => pair.join(' '))
          .join(', ')}`;
  return `${code} ${path.join('.')}${said}`;
}
