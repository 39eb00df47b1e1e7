#!/usr/bin/env node
import { register } from 'tsx/esm/api';

register();
const { runCommandLine } = await import('../src/bukti.ts');
await runCommandLine(process.argv);
