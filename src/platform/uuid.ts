import { hash } from 'node:crypto';

const namespaces = new Map<string, Buffer>();

/** The UUID of version 5 (RFC 9562) for a name in a namespace. */
export function uuidOf(name: string, namespace: string): string {
  let space = namespaces.get(namespace);
  if (space === undefined) {
    space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
    namespaces.set(namespace, space);
  }
  const bytes = Buffer.from(hash('sha1', Buffer.concat([space, Buffer.from(name, 'utf8')]), 'hex'), 'hex');
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
