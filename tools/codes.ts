import { describeCodes } from './codes-document.ts';
import { keep } from './generated.ts';
import { describeForms } from './ledger-forms.ts';
import { fillPythonVerifier, pythonVerifier } from './verifier-tables.ts';

await keep('docs/codes.md', describeCodes());
await keep(pythonVerifier, await fillPythonVerifier());
await keep('docs/ledger-forms.md', await describeForms());
