import { writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { parsePem } from '#ledger/stamps/certificate.ts';
import { isSignedWith } from '#ledger/stamps/keys.ts';
import { openStamp } from '#ledger/stamps/token.ts';
import { bundleInput, drafts, pinned } from './bundles.ts';
import { mutatedDer } from './der-trees.ts';
import { forgeStamp, signers } from './forged-stamps.ts';
import { type Draw, pick } from './mutation.ts';
import { bundleCase, type PythonCase, verifyByProduct } from './python-verifier.ts';

/** A case with what the verifier of the product says of it. */
interface Question {
  readonly asked: PythonCase;
  readonly said: () => unknown;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A time stamp by itself. */
export function stampQuestion(draw: Draw): Question {
  const stamped = toUtf8('what is stamped');
  const { response, authorities } = forgeStamp(stamped, draw);
  const files = { responseBase64: base64(response), authoritiesBase64: base64(authorities) };
  const said = () => {
    const trusted = parsePem(authorities);
    if (trusted === undefined) return { verdict: 'refuse', code: 'stamp.chain' };
    const stamp = openStamp(response, { stamped, pinned: trusted });
    return stamp.ok ? { verdict: 'accept', time: stamp.value.time } : { verdict: 'refuse', code: stamp.code };
  };
  return { asked: { op: 'stamp', stampedHex: toHex(stamped), ...files }, said };
}

const input = bundleInput(drafts.slice(2));
const text = toUtf8(input.checkpoint.slice(0, input.checkpoint.indexOf('\n\n') + 1));

/** A bundle with a time stamp on its checkpoint. */
export function stampedBundleQuestion(draw: Draw): Question {
  const { response, authorities } = forgeStamp(text, draw);
  const zip = writeBundle({ ...input, stamp: { response, authorities: fromUtf8(authorities) ?? '' } });
  const options = pick(draw, [{ ...pinned, authorities }, pinned]);
  return { asked: bundleCase(zip, options), said: () => verifyByProduct(zip, options) };
}

/** A signature with the key of a certificate. */
export function keyedQuestion(draw: Draw): Question {
  const { isRsa, spki, sign } = pick(draw, signers);
  const bytes = toUtf8(`text ${String(draw(9))}`);
  const digest = pick(draw, ['sha256', 'sha384', 'sha512'] as const);
  const good = sign(pick(draw, [digest, digest, digest, 'sha256']), bytes);
  // RSA signatures are no DER.
  const isChanged = !isRsa && draw(2) === 0;
  const signature = isChanged ? mutatedDer(good, draw) : good;
  const key = draw(2) === 0 ? mutatedDer(spki, draw) : spki;
  const signed = { key, digest, bytes, signature };
  const said = () => ({ valid: isSignedWith(signed) });
  const hex = { key: toHex(key), bytes: toHex(bytes), signature: toHex(signature) };
  return { asked: { op: 'keyed', digest, ...hex }, said };
}
