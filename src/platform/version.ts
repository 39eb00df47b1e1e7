import { readFileSync } from 'node:fs';

/** Version of this build, as it stands in every entry. */
export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
