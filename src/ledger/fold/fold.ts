import { agencyFolding, readerFolding } from './agency.ts';
import { courseFolding } from './course.ts';
import { judgementFolding } from './judgement.ts';
import { mappingFolding } from './mapping.ts';
import { nominationFolding } from './nomination.ts';
import { placementFolding } from './placement.ts';
import { planFolding } from './plan.ts';
import { privacyFolding } from './privacy.ts';
import type { FoldEntry, Folding, StreamFold } from './stream-fold.ts';
import { successionFolding } from './succession.ts';

/** How each type of entry changes the rows of its stream. A type that is not here writes none. */
const foldings: ReadonlyMap<string, Folding> = new Map(
  Object.entries({
    ...courseFolding,
    ...nominationFolding,
    ...judgementFolding,
    ...placementFolding,
    ...agencyFolding,
    ...mappingFolding,
    ...planFolding,
    ...readerFolding,
    ...successionFolding,
    ...privacyFolding,
  }),
);

/** Adds an entry to the fold of its stream, in the order of the stream. */
export function foldEntry(fold: StreamFold, entry: FoldEntry): void {
  foldings.get(entry.envelope.type)?.(fold, entry);
}
