import type { BundleFrame } from '../bundle.ts';
import type { OpenedCheckpoint } from '../checkpoint.ts';
import { openInEpochs, parseEpochs } from '../epochs.ts';
import type { Examination, Skip, VerifyOptions } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import { meetsQuorum, parsePolicyFile, type WitnessPolicy } from '../policy-file.ts';
import type { Verdict } from '../verdict.ts';

export type Trust = Pick<Examination, 'policy' | 'epochs' | 'checkpoint'>;

/** Check 1: whom to trust, and whether such a key signed the checkpoint for a tree of this size. */
export function examineTrust(content: BundleFrame, options: VerifyOptions, findings: FindingList): Trust {
  const add = <T>(place: string, verdict: Verdict<T>): T | undefined => {
    if (verdict.ok) return verdict.value;
    findings.add({ check: 1, code: verdict.code, place });
    return undefined;
  };
  const fileOf = (path: string, pinned: Uint8Array | undefined): Uint8Array => {
    if (pinned === undefined) findings.add({ check: 1, code: 'trust.unpinned', place: path });
    return pinned ?? content.files.get(path) ?? new Uint8Array(0);
  };
  const policy = add('policy.txt', parsePolicyFile(fileOf('policy.txt', options.policy)));
  const epochs = add('epochs.txt', parseEpochs(fileOf('epochs.txt', options.epochs)));
  if (policy === undefined) return { policy, epochs, checkpoint: undefined };
  const note = content.files.get('checkpoint') ?? new Uint8Array(0);
  const keys = [...policy.logs, ...policy.witnesses];
  const checkpoint = add('checkpoint', openInEpochs(note, { keys, epochs, log: content.manifest.log }));
  for (const vkey of checkpoint?.outside ?? []) {
    const expected = `an epoch for ${String(checkpoint?.size)}`;
    findings.add({ check: 1, code: 'note.epoch', place: 'checkpoint', expected, found: vkey });
  }
  return { policy, epochs, checkpoint };
}

/** Check 2: have as many witnesses seen the checkpoint as the policy asks for? */
export function checkWitnesses({ policy, checkpoint, findings }: Examination): Skip {
  if (policy?.quorum.kind === 'none') return 'no-witness-asked';
  if (policy === undefined || checkpoint === undefined) return 'no-checkpoint';
  if (!meetsQuorum(policy.quorum, checkpoint.signatures)) {
    findings.add({ check: 2, code: 'witness.quorum', place: 'checkpoint', found: listWitnesses(policy, checkpoint) });
  }
  return undefined;
}

function listWitnesses({ witnesses }: WitnessPolicy, { signatures }: OpenedCheckpoint): string {
  const names = witnesses.filter(({ vkey }) => signatures.some(({ key }) => key.vkey === vkey)).map(({ name }) => name);
  return names.join(' ') || 'none';
}
