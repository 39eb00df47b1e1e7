import type { PublishedCheckpoint } from '#platform/public-record.ts';

/** An Atom feed (RFC 4287) of published checkpoints, newest first: whoever follows it holds copies that nobody can call back. */
export function checkpointFeed(
  checkpoints: readonly PublishedCheckpoint[],
  { log, publicUrl }: { readonly log: string; readonly publicUrl: string },
): string {
  const updated = checkpoints[0]?.publishedAt ?? '1970-01-01T00:00:00.000000Z';
  const self = `${publicUrl}/checkpoints.atom`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escaped(self)}</id>
<title>${escaped(log)}</title>
<updated>${updated}</updated>
<author><name>${escaped(log)}</name></author>
<link rel="self" href="${escaped(self)}"/>
<link href="${escaped(publicUrl)}/checkpoints"/>
${checkpoints.map((one) => entryOf(one, publicUrl)).join('')}</feed>
`;
}

function entryOf({ size, root, publishedAt, witnesses }: PublishedCheckpoint, publicUrl: string): string {
  const address = escaped(`${publicUrl}/checkpoints/${size}`);
  return `<entry><id>${address}</id><title>${size}</title><updated>${publishedAt}</updated><link href="${address}"/><content type="text">${root} ${witnesses}</content></entry>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
