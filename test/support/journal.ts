import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ErasureJournal, openErasureJournal } from '#features/erasures/journal.ts';

/** A journal in a folder of its own. */
export function keepJournal(): ErasureJournal {
  return openErasureJournal(mkdtempSync(join(tmpdir(), 'bukti-journal-')));
}
