import { keep } from './generated.ts';
import { buildVerifierPage } from './verifier-build.ts';

/** Keeps the verifier for browsers and its sources the same. It is committed, so that whoever has the project has the file. */
await keep('verifiers/bukti-verify.html', await buildVerifierPage());
