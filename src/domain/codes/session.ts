import type { CodeTable } from './table.ts';

/** Why someone is not known well enough to ask; HTTP answers the first two with 401. */
export const sessionCodes = {
  'session.required': {
    kind: 'forbidden',
    en: 'Sign in first, or send a bearer token.',
    id: 'Silakan masuk terlebih dahulu, atau kirim token bearer.',
  },
  'session.token-invalid': {
    kind: 'forbidden',
    en: 'The bearer token is not valid here, or no longer valid.',
    id: 'Token bearer tidak berlaku di sini, atau tidak berlaku lagi.',
  },
  'session.sign-in-failed': {
    kind: 'forbidden',
    en: 'The sign-in was not completed. Start again.',
    id: 'Proses masuk tidak selesai. Silakan mulai lagi.',
  },
  'session.cross-site': {
    kind: 'forbidden',
    en: 'This request came from another site and was not carried out.',
    id: 'Permintaan ini berasal dari situs lain dan tidak dijalankan.',
  },
  'access.unknown-account': {
    kind: 'forbidden',
    en: 'You are signed in, but no account is registered for you here.',
    id: 'Anda sudah masuk, tetapi belum ada akun yang terdaftar untuk Anda di sini.',
  },
} as const satisfies CodeTable;
