import type { TestProject } from 'vitest/node';
import provideChromium from './chromium-setup.ts';
import { provideDemo } from './demo-setup.ts';

/** A demo apart from the journeys', because pages change it, and a browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await provideChromium(project);
  return provideDemo(project, 'browser-demo');
}
