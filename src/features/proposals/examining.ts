import { tryExample } from '#domain/pack-examples.ts';
import { isFault, type PackFinding } from '#domain/pack-findings.ts';
import { resolveOverlay, shelfName } from '#domain/pack-overlay.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { refuseFaulty } from '#domain/policy-publishing.ts';
import { Refused } from '#domain/refusal.ts';
import { examplesFileSchema } from '#schemas/policy-examples.ts';
import { lintContent } from '#schemas/policy-lint.ts';
import { isOverlayFile, overlaySchema } from '#schemas/policy-overlay.ts';

export interface ProposedFiles {
  /** A whole pack, or an overlay on a published one, as parsed JSON. */
  readonly content: JsonObject;
  /** Worked examples of a whole pack, as its file has them; an overlay holds its own. */
  readonly examples: JsonObject | null;
}

export interface Examined {
  readonly content: JsonObject;
  /** Undefined where there are faults. */
  readonly pack: PolicyPack | undefined;
  readonly faults: readonly PackFinding[];
  readonly failing: readonly string[];
  /** How many worked examples were tried. */
  readonly examples: number;
}

/** The whole pack that the files amount to, linted, with its worked examples tried. Refuses `policy.faulty` for what is no pack at all. */
export function examine({ content, examples }: ProposedFiles, published: readonly JsonObject[]): Examined {
  const opened = isOverlayFile(content) ? openOverlay(content, published) : openPack(content, examples);
  const { pack } = opened;
  const tried = pack === undefined ? [] : opened.examples.map((example) => tryExample(example, pack));
  return {
    content: opened.content,
    pack,
    faults: opened.findings.filter(isFault),
    failing: tried.filter(({ passes }) => !passes).map(({ id }) => id),
    examples: tried.length,
  };
}

function openPack(content: JsonObject, examples: JsonObject | null) {
  const linted = lintContent(content);
  const parsed = examplesFileSchema.safeParse(examples ?? { about: '', examples: [] });
  if (!parsed.success) throw faultsOf(parsed.error.issues, ['examples']);
  return { ...linted, content, examples: parsed.data.examples };
}

function openOverlay(content: JsonObject, published: readonly JsonObject[]) {
  const overlay = overlaySchema.safeParse(content);
  if (!overlay.success) throw faultsOf(overlay.error.issues, []);
  const packs = new Map(published.map((pack) => [nameOf(pack), pack]));
  const resolved = resolveOverlay(overlay.data, { packs, overlays: new Map() });
  const linted = resolved.content === null ? undefined : lintContent(resolved.content);
  const findings: readonly PackFinding[] = [...resolved.findings, ...(linted?.findings ?? [])];
  return { content: resolved.content ?? content, pack: linted?.pack, findings, examples: overlay.data.examples };
}

/** As overlays name their base; a published pack has both. */
function nameOf({ id, version }: JsonObject): string {
  return shelfName({ id: typeof id === 'string' ? id : '', version: typeof version === 'string' ? version : '' });
}

interface FormIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function faultsOf(issues: readonly FormIssue[], above: readonly string[]): Refused {
  const faults = issues.map(({ path, message }): PackFinding => {
    const place = [...above, ...path.map((part) => (typeof part === 'number' ? part : String(part)))];
    return { code: 'pack.form', path: place, details: { fault: message } };
  });
  return new Refused(refuseFaulty(faults));
}
