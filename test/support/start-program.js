// `bukti start` with children that idle, so that the supervisor is tested by itself.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const { loadConfig } = await import('#platform/config.ts');
const { runStart } = await import('#programs/start.ts');
const childProgram = fileURLToPath(new URL('idle-program.js', import.meta.url));
try {
  process.exitCode = await runStart(loadConfig(), { childProgram });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
