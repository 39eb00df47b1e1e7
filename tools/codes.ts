import { describeCodes } from './codes-document.ts';
import { keep } from './generated.ts';

await keep('docs/codes.md', describeCodes());
