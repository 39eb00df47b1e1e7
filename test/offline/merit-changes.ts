import type { MeritBundle } from '#ledger/examination.ts';
import { added, altered, byNobody, changed, entryOf, moved, sound, without } from '#test/ledger/merit-bundle.ts';

/** Every type of entry of a whole selection, wrong in every way that a list can name: left out, doubled, late, of nobody, altered. */
export function listWrongSelections(): [title: string, bundle: MeritBundle][] {
  const types = [...new Set(sound.entries.map(({ envelope }) => envelope.type))];
  return types.flatMap((type): [string, MeritBundle][] => {
    const entry = entryOf(type);
    const late = { envelope: { at: '2099-01-01T00:00:00.000000Z' } };
    return [
      [`${type} left out`, without(type)],
      [`${type} twice`, added(entry, type)],
      [`${type} late`, changed(type, late)],
      [`${type} of nobody`, changed(type, byNobody)],
      [`${type} before the criteria`, moved(type, 'selection.opened/1')],
      [`${type} undisclosed`, replaced(type)],
      ...Object.keys(entry.envelope.open).map((field): [string, MeritBundle] => {
        return [`${type} without ${field}`, changed(type, { open: { [field]: null } })];
      }),
      ...[...entry.openings.keys()].map((field): [string, MeritBundle] => {
        return [`${type} with another ${field}`, changed(type, { openings: { [field]: 'another' } })];
      }),
    ];
  });
}

function replaced(type: string): MeritBundle {
  const target = entryOf(type);
  const entries = sound.entries.map((entry) => {
    return entry === target ? { ...altered(entry, {}), openings: new Map() } : entry;
  });
  return { ...sound, entries };
}
