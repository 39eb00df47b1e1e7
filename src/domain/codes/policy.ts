import type { CodeTable } from './table.ts';

export const policyCodes = {
  'policy.level-without-gates': {
    kind: 'conflict',
    en: 'The policy has no gates and no ranking for posts of the level {level}.',
    id: 'Kebijakan tidak memuat syarat dan pemeringkatan untuk jenjang {level}.',
  },
  'policy.not-in-force': {
    kind: 'conflict',
    en: 'The policy is not in force on {on}.',
    id: 'Kebijakan tidak berlaku pada {on}.',
  },
} as const satisfies CodeTable;
