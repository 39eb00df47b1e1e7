import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}src/verifier/`;

/** The two files of the ledger that stand on Node, and what stands in for them elsewhere. */
const standIns: Plugin = {
  name: 'stand-ins',
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /[\\/]src[\\/]ledger[\\/](crypto|inflate)\.ts$/ }, async ({ path }) => {
      const name = path.replaceAll('\\', '/').split('/').at(-1) ?? '';
      return { contents: await readFile(source + name, 'utf8'), resolveDir: source, loader: 'ts' };
    });
  },
};

/** One script of a file and all that it imports, without Node; the same sources give the same bytes, always. */
export async function bundleForBrowsers(entry: string, format: 'iife' | 'esm'): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    plugins: [standIns],
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`${entry} gives no script`);
  return script.text;
}

/** `verifiers/bukti-verify.html`: page, stylesheet and script in one file that may load nothing. */
export async function buildVerifierPage(): Promise<string> {
  const script = await bundleForBrowsers('src/verifier/page.ts', 'iife');
  const { outputFiles } = await build({
    entryPoints: [`${source}page.css`],
    write: false,
    minify: true,
    charset: 'utf8',
  });
  const style = outputFiles[0]?.text ?? '';
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = { policy, style, script };
  const page = await readFile(`${source}page.html`, 'utf8');
  return page.replace(/\{\{([a-z]+)\}\}/g, (place, name: string) => parts[name] ?? place);
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
