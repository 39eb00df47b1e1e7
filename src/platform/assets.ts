import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import express, { Router } from 'express';
import type { AssetPaths } from '#web/layout.ts';

const require = createRequire(import.meta.url);
const own = join(dirname(fileURLToPath(import.meta.url)), '..', 'web', 'assets');

interface Asset {
  readonly name: string;
  readonly content: Buffer;
}

/** Files of the pages, all from here: a page loads nothing from another host. */
function readAssets(): Asset[] {
  const fonts = [
    '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
    '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2',
  ].map((path) => ({ name: `fonts/${path.split('/').at(-1) ?? ''}`, content: readFileSync(require.resolve(path)) }));
  const govuk = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk/govuk-frontend.min.js');
  return [
    ...fonts,
    { name: 'bukti.css', content: readFileSync(join(own, 'bukti.css')) },
    { name: 'start.js', content: readFileSync(join(own, 'start.js')) },
    { name: 'govuk-frontend.js', content: readFileSync(govuk) },
  ];
}

/** Text is packed once, when the program starts; fonts are packed already. */
function packedOf(name: string, content: Buffer): Buffer | undefined {
  return /\.(css|js)$/.test(name) ? gzipSync(content, { level: 9 }) : undefined;
}

export interface Assets {
  readonly paths: AssetPaths;
  readonly router: Router;
}

/** One digest names all files, so that they may be kept for a year and still refer to each other by name. */
export function openAssets(): Assets {
  const assets = readAssets();
  const digest = createHash('sha256');
  for (const { name, content } of assets) digest.update(name).update(content);
  const folder = `/assets/${digest.digest('hex').slice(0, 12)}`;
  const byName = new Map(assets.map(({ name, content }) => [name, { content, packed: packedOf(name, content) }]));
  const router = Router();
  router.get(`${folder}/{*name}`, (req, res, next) => {
    const name = ([] as unknown[]).concat(req.params['name'] ?? []).join('/');
    const asset = byName.get(name);
    if (asset === undefined) {
      next();
      return;
    }
    res.set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
    res.type(name.split('.').at(-1) ?? '');
    if (asset.packed === undefined || req.acceptsEncodings('gzip') === false) res.send(asset.content);
    else res.set('Content-Encoding', 'gzip').send(asset.packed);
  });
  // An old page asks for old files: today's are better than none.
  router.use('/assets', express.static(own, { index: false, redirect: false, maxAge: '1h' }));
  return { paths: { stylesheet: `${folder}/bukti.css`, script: `${folder}/start.js` }, router };
}
