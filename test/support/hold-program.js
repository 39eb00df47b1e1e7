// Holds a folder until it is ended, so that a test meets a holder in another process.
import { register } from 'tsx/esm/api';

register();
const { holdFolder } = await import('#platform/folder-hold.ts');
await holdFolder(process.argv[2]);
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);
