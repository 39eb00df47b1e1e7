import type { HeldReceipt } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';

/** What the auditor brings along; what is left out is taken from the bundle, and the verification says so. */
export interface OwnFiles {
  readonly policy?: Uint8Array | undefined;
  readonly epochs?: Uint8Array | undefined;
  readonly since?: Uint8Array | undefined;
  readonly authorities?: Uint8Array | undefined;
  readonly receipts?: readonly HeldReceipt[] | undefined;
}

/** The same as `bukti verify`, without a file system. */
export function verify(zip: Uint8Array, { policy, epochs, since, authorities, receipts }: OwnFiles = {}): Verification {
  return verifyBundle(zip, {
    merit: checkMerit,
    ...(policy !== undefined && { policy }),
    ...(epochs !== undefined && { epochs }),
    ...(since !== undefined && { since }),
    ...(authorities !== undefined && { authorities }),
    ...(receipts !== undefined && { receipts }),
  });
}
