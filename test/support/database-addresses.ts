import { roleUrl } from '#platform/database-roles.ts';

export const testPasswords = { app: 'app', sequencer: 'sequencer', signer: 'signer', auditor: 'auditor' } as const;

export interface DatabaseAddresses {
  /** Superuser of the cluster. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly sequencerUrl: string;
  readonly signerUrl: string;
  readonly auditorUrl: string;
}

export function addressesOf(adminUrl: string): DatabaseAddresses {
  const as = (role: keyof typeof testPasswords) => roleUrl(adminUrl, role, testPasswords[role]);
  return {
    adminUrl,
    appUrl: as('app'),
    sequencerUrl: as('sequencer'),
    signerUrl: as('signer'),
    auditorUrl: as('auditor'),
  };
}
