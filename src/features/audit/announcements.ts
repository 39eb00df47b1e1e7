/** Entries that people are told of: the checkpoint that covers one is witnessed and stamped at once. */
export const announcements: ReadonlySet<string> = new Set([
  'outcome.derived/1',
  'choice.made/1',
  'choice.approved/1',
  'selection.decided/1',
  'selection.cancelled/1',
  'decree.issued/1',
  'placement.effected/1',
  'placement.revoked/1',
]);
