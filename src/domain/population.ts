/** What an import does to the people already known: it adds and flags, it never removes. */
export interface MergedPopulation<Ref extends string> {
  readonly after: readonly Ref[];
  /** Known before, not in the upload: looked at by a person. */
  readonly flaggedAbsent: readonly Ref[];
}

export function mergePopulation<Ref extends string>(
  before: readonly Ref[],
  upload: readonly Ref[],
): MergedPopulation<Ref> {
  const uploaded = new Set(upload);
  return {
    after: [...new Set([...before, ...upload])],
    flaggedAbsent: before.filter((ref) => !uploaded.has(ref)),
  };
}
