import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program. */
    chromium: string;
  }
}

/** A browser that is unpacked before two tests want it. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', process.env['CHROMIUM_PATH'] ?? (await unpackChromium()));
}

const libraryFolders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib', '/lib/x86_64-linux-gnu', '/lib64'];

async function unpackChromium(): Promise<string> {
  // The package unpacks its own libraries only where it believes to be in a Lambda.
  if (!(await hasLibrary('libnss3.so'))) process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

async function hasLibrary(name: string): Promise<boolean> {
  const found = await Promise.allSettled(libraryFolders.map((folder) => access(join(folder, name))));
  return found.some(({ status }) => status === 'fulfilled');
}
