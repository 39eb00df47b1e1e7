import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { Router } from 'express';

const folder = new URL('../../verifiers/', import.meta.url);

/** A program that checks bundles without us, as it lies in `verifiers/`. */
export interface VerifierFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As a raw deflate stream: it makes up most of a bundle. */
  readonly packed: Uint8Array;
}

/** All of them, in the order of their names. */
export function readVerifiers(): VerifierFile[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : []));
  return names
    .filter((name) => /^[A-Za-z0-9_-]+\.(html|py)$/.test(name))
    .sort()
    .map((name) => {
      const bytes = readFileSync(new URL(name, folder));
      return { name, bytes, packed: deflateRawSync(bytes, { level: 9 }) };
    });
}

/** Each under `/verifiers/NAME`, an address that stays. A page runs under the policy that it carries itself: it may load nothing. */
export function createVerifiersRouter(files: readonly VerifierFile[]): Router {
  const router = Router();
  for (const { name, bytes } of files) {
    const policy = policyIn(Buffer.from(bytes).toString('utf8'));
    const packed = gzipSync(bytes, { level: 9 });
    router.get(`/verifiers/${name}`, (req, res) => {
      res.set({ 'Cache-Control': 'public, max-age=3600', Vary: 'Accept-Encoding' });
      if (policy !== undefined) res.set('Content-Security-Policy', `${policy}; frame-ancestors 'none'`);
      res.type(name.endsWith('.html') ? 'html' : 'text/plain');
      if (req.acceptsEncodings('gzip') === false) res.send(bytes);
      else res.set('Content-Encoding', 'gzip').send(packed);
    });
  }
  return router;
}

function policyIn(page: string): string | undefined {
  return /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page)?.[1];
}
