import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadable } from '#features/audit/bundle-file.ts';
import { getSignerState, prepareKey, revokeKey, rotateKey, unfreezeSigner } from '#features/audit/keys.ts';
import { readKey, readKeyFile } from '#features/audit/signer-keys.ts';
import { listEpochs } from '#features/audit/signer-state.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { inWords, signerFolderOf, withKeyHouse } from './keys-house.ts';

export interface KeysCommand {
  readonly act: string;
  readonly json: boolean;
  readonly emergency?: string;
  readonly key?: string;
  readonly lastSize?: string;
}

/** `bukti keys status | prepare | rotate | revoke | unfreeze`. */
export async function runKeys(config: Config, command: KeysCommand): Promise<number> {
  const act = acts[command.act];
  if (act === undefined)
    throw new CommandFailed(`There is no \`bukti keys ${command.act}\`: ${Object.keys(acts).join(', ')}.`, 2);
  await act(config, command);
  return 0;
}

const acts: Readonly<Record<string, (config: Config, command: KeysCommand) => Promise<void>>> = {
  status: tellStatus,
  prepare: async (config, { json }) => {
    const { vkey } = await withKeyHouse(config, { alone: false }, prepareKey);
    const file = join(signerFolderOf(config), 'logs.txt');
    say(json, { vkey }, `The next key is ${vkey}. Hand ${file} to every witness, then: bukti keys rotate`);
  },
  rotate: async (config, { json }) => {
    const firstSize = await withKeyHouse(config, { alone: false }, rotateKey);
    const words = `The new key is announced. It signs from size ${String(firstSize)} on; the old key is destroyed then.`;
    say(json, { firstSize }, words);
  },
  revoke: async (config, { json, emergency, key, lastSize }) => {
    if (emergency === undefined) throw new CommandFailed('Name the file of the emergency key with --emergency.', 2);
    const signing = await readKeyFile(emergency, config.origin).catch((error: unknown) => {
      throw unreadable(emergency, error);
    });
    if (signing === undefined) throw new CommandFailed(`${emergency} cannot be read.`, 2);
    const asked = {
      emergency: signing,
      ...(key === undefined ? {} : { key }),
      ...(lastSize === undefined ? {} : { lastSize: readSize(lastSize) }),
    };
    const firstSize = await withKeyHouse(config, { alone: true }, (house) => revokeKey(house, asked));
    const words = `The key is revoked. A new one signs from size ${String(firstSize)} on. Publish policy.txt and epochs.txt now.`;
    say(json, { firstSize }, words);
  },
  unfreeze: async (config, { json }) => {
    await withKeyHouse(config, { alone: true }, unfreezeSigner);
    say(json, { frozen: null }, 'The database holds all that was signed. The signer is unfrozen: start the notary.');
  },
};

function readSize(text: string): number {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(text)) throw new CommandFailed('--last-size is a whole number.', 2);
  return Number(text);
}

async function tellStatus(config: Config, { json }: KeysCommand): Promise<void> {
  const folder = signerFolderOf(config);
  const state = await getSignerState({ folder }).catch((error: unknown) => {
    throw inWords(error);
  });
  const isEmergencyHere = (await readKey(folder, 'emergency.key', config.origin)) !== undefined;
  const { next, revoked, frozen, frontier } = state;
  const lines = [
    `log ${state.log}`,
    `signed size ${String(frontier.size)}`,
    ...listEpochs(state).map(
      ({ vkey, firstSize, lastSize }) => `epoch ${vkey} ${String(firstSize)} ${String(lastSize ?? '-')}`,
    ),
    ...(next === null ? [] : [`next ${next.vkey} from ${String(next.firstSize)}`]),
    ...(revoked === null ? [] : [`revoked, believed up to ${String(revoked.lastSize)}: finish with bukti keys revoke`]),
    frozen === null ? 'signing' : `frozen ${frozen.reason} at ${String(frozen.at)}`,
    ...(isEmergencyHere ? [`${join(folder, 'emergency.key')} lies here still: move it to another place`] : []),
  ];
  const epochs = await readFile(join(folder, 'epochs.txt'), 'utf8');
  say(json, { log: state.log, size: frontier.size, epochs, next, revoked, frozen, isEmergencyHere }, lines.join('\n'));
}

function say(json: boolean, answer: object, words: string): void {
  process.stdout.write(`${json ? JSON.stringify(answer) : words}\n`);
}
