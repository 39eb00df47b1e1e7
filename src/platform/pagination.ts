import { Refused } from '#domain/refusal.ts';
import { refuseForm } from './problems.ts';

/** Where a page ends: the value the list is sorted by and the id that breaks its ties. */
export interface Place {
  readonly sortKey: string;
  readonly id: string;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Link of the next page, or null on the last. */
  readonly next: string | null;
}

/**
 * Where the page before ended; nothing on the first. Refuses (`input.invalid`) a cursor that this product did not make, or that
 * is none of this list.
 */
export function readCursor(
  cursor: string | undefined,
  isOfList: (place: Place) => boolean = () => true,
): Place | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [sortKey, id, ...rest] = text.split('\n');
  if (
    sortKey === undefined ||
    id === undefined ||
    rest.length > 0 ||
    cursorOf({ sortKey, id }) !== cursor ||
    !isOfList({ sortKey, id })
  ) {
    throw unknownCursor();
  }
  return { sortKey, id };
}

/** As `readCursor`, of a list that is sorted by whole numbers. */
export function readNumber(cursor: string | undefined): number | undefined {
  const place = readCursor(cursor);
  if (place === undefined) return undefined;
  if (!/^\d{1,15}$/.test(place.sortKey)) throw unknownCursor();
  return Number(place.sortKey);
}

/** As `readCursor`, for lists of rows whose id is a UUID. */
export function readRowCursor(cursor: string | undefined): Place | undefined {
  const place = readCursor(cursor);
  if (place !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(place.id)) throw unknownCursor();
  return place;
}

/** As `readRowCursor`, for lists of people: a place is the order and who was shown last, since neither name nor value belongs in an address. */
export function readLastShown(cursor: string | undefined, order: string): string | undefined {
  const place = readRowCursor(cursor);
  if (place !== undefined && place.sortKey !== order) throw unknownCursor();
  return place?.id;
}

/** The refusal of a cursor that this list did not make. */
function unknownCursor(): Refused {
  return new Refused(refuseForm([{ path: 'query.cursor', code: 'unknown' }]));
}

function cursorOf({ sortKey, id }: Place): string {
  return Buffer.from(`${sortKey}\n${id}`, 'utf8').toString('base64url');
}

export interface PageRequest {
  /** Path and query as asked. */
  readonly url: string;
  readonly limit: number;
}

/** A page from `limit + 1` rows: the row too many only tells that there is a next page. */
export function pageOf<Item>(rows: readonly Item[], request: PageRequest, placeOf: (item: Item) => Place): Page<Item> {
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  if (rows.length <= request.limit || last === undefined) return { items, next: null };
  const [path = '', query = ''] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursorOf(placeOf(last)));
  return { items, next: `${path}?${parameters.toString()}` };
}
