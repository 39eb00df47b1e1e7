import type { CodeTable } from './table.ts';

/** Accounts and their roles, as a file of the operator asks for them; `number` counts its accounts from 1. */
export const grantCodes = {
  'account.stands-otherwise': {
    kind: 'conflict',
    en: 'Account {number} of the file stands under another name, or for another person.',
    id: 'Akun ke-{number} dalam berkas sudah ada dengan nama lain atau untuk orang lain.',
  },
  'grant.span-empty': {
    kind: 'invalid',
    en: 'Account {number} of the file: the role {role} ends before it begins.',
    id: 'Akun ke-{number} dalam berkas: peran {role} berakhir sebelum dimulai.',
  },
  'grant.stands-otherwise': {
    kind: 'conflict',
    en: 'Account {number} of the file: the role {role} stands from {from} until {until}, which the file contradicts.',
    id: 'Akun ke-{number} dalam berkas: peran {role} sudah ada dari {from} sampai {until}, berlawanan dengan berkas.',
  },
} as const satisfies CodeTable;
