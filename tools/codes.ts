import { describeCodes } from './codes-document.ts';
import { keep } from './generated.ts';
import { fillPythonVerifier, pythonVerifier } from './verifier-tables.ts';

await keep('docs/codes.md', describeCodes());
await keep(pythonVerifier, await fillPythonVerifier());
