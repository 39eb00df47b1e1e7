import type { Citation } from './citation.ts';
import type { PackFinding } from './pack-findings.ts';
import { lintBoxes } from './pack-lint-boxes.ts';
import { lintGates } from './pack-lint-gates.ts';
import { lintProcess } from './pack-lint-process.ts';
import { lintTables } from './pack-lint-tables.ts';
import { listPolicyFaults, type PackPath } from './policy-faults.ts';
import type { PolicyPack } from './policy-pack.ts';

/** Everything there is to say about a pack in form: what every program refuses, what it cannot mean, and what to look at. */
export function lintPack(pack: PolicyPack): readonly PackFinding[] {
  return [
    ...listPolicyFaults(pack),
    ...lintTables(pack),
    ...lintBoxes(pack),
    ...lintGates(pack),
    ...lintProcess(pack),
    ...lintCitations(pack),
  ];
}

/** A citation of blanks cites nothing; one inferred from nothing that was read is to be confirmed. */
function lintCitations(pack: PolicyPack): PackFinding[] {
  const findings: PackFinding[] = [];
  walk(pack, [], (citation, path) => {
    const { instrument, article, confidence } = citation;
    for (const [name, text] of Object.entries({ instrument, article })) {
      if (text !== null && text.trim() === '')
        findings.push({ code: 'pack.citation-blank', path: [...path, 'citation', name] });
    }
    if (confidence !== 'I') return;
    findings.push({ code: 'pack.citation-inferred', path: [...path, 'citation'], details: { instrument } });
  });
  return findings;
}

/** Meets every citation below a value; the path is the walker's own and is copied by who keeps it. */
function walk(value: object, path: (string | number)[], meet: (citation: Citation, path: PackPath) => void): void {
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    if (typeof member !== 'object' || member === null) continue;
    if (isCitation(member)) meet(member, path);
    else {
      path.push(Array.isArray(value) ? Number(name) : name);
      walk(member, path, meet);
      path.pop();
    }
  }
}

function isCitation(value: object): value is Citation {
  return 'instrument' in value && 'confidence' in value;
}
