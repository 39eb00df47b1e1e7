/**
 * The one order of an agency's maps, in SQL: the newest is the one that was begun last, since it knows the latest record. No map is
 * published once a later one is.
 */
export function newestFirst(runs: string): string {
  return `${runs}.ran_at DESC, ${runs}.id DESC`;
}

/** The newest published map of an agency, in SQL, as a table of one row or none. */
export function newestPublished(agency: string): string {
  return `(SELECT n.* FROM mapping_runs n WHERE n.agency = ${agency} AND n.state = 'published' ORDER BY ${newestFirst('n')} LIMIT 1)`;
}

/** Whether a map that was begun later than one of `runs` is published, in SQL. */
export function isSuperseded(runs: string): string {
  return `EXISTS (SELECT FROM mapping_runs n WHERE n.agency = ${runs}.agency AND n.state = 'published' AND (n.ran_at, n.id) > (${runs}.ran_at, ${runs}.id))`;
}
