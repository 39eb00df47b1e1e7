import type { CodeTable } from './table.ts';

export const successionCodes = {
  'succession.designated-already': {
    kind: 'conflict',
    en: 'The post is designated as critical already.',
    id: 'Jabatan ini sudah ditetapkan sebagai jabatan kritikal.',
  },
  'succession.designation-changed': {
    kind: 'conflict',
    en: 'The designation is no longer the one that was shown. Look at the post again before you confirm.',
    id: 'Usulan penetapannya bukan lagi yang ditampilkan. Lihat kembali jabatannya sebelum menetapkan.',
  },
  'succession.confirmed-already': {
    kind: 'conflict',
    en: 'The designation of the post is confirmed already.',
    id: 'Jabatan ini sudah ditetapkan sebagai jabatan kritikal oleh pejabat yang berwenang.',
  },
  'succession.own-confirmation': {
    kind: 'forbidden',
    en: 'Whoever proposed that the post is critical does not confirm it, nor decide on its plan before another has.',
    id: 'Yang mengusulkan jabatan ini sebagai jabatan kritikal tidak menetapkannya, dan tidak memutuskan rencana suksesinya sebelum ditetapkan orang lain.',
  },
  'succession.withdrawal-proposed': {
    kind: 'conflict',
    en: 'Its withdrawal is proposed already, and waits for the authority.',
    id: 'Pencabutan penetapannya sudah diusulkan dan menunggu pejabat yang berwenang.',
  },
  'succession.no-withdrawal': {
    kind: 'conflict',
    en: 'Nobody has proposed to withdraw the designation of the post.',
    id: 'Tidak ada usulan pencabutan penetapan jabatan ini.',
  },
  'succession.own-withdrawal': {
    kind: 'forbidden',
    en: 'Whoever proposed the withdrawal does not confirm it.',
    id: 'Yang mengusulkan pencabutan tidak mengesahkannya.',
  },
  'succession.not-critical': {
    kind: 'conflict',
    en: 'The post is not designated as critical.',
    id: 'Jabatan ini tidak ditetapkan sebagai jabatan kritikal.',
  },
  'succession.own-naming': {
    kind: 'forbidden',
    en: 'Nobody names themselves as a successor.',
    id: 'Tidak seorang pun menetapkan dirinya sendiri sebagai suksesor.',
  },
  'succession.no-map': {
    kind: 'conflict',
    en: 'The agency has no published talent map yet; successors come from its succession group.',
    id: 'Instansi belum memiliki peta talenta yang terbit; suksesor berasal dari kelompok rencana suksesinya.',
  },
  'succession.holder': {
    kind: 'conflict',
    en: 'Whoever holds a post is not its successor.',
    id: 'Pemegang jabatan bukan suksesor jabatan itu.',
  },
  'succession.outside-group': {
    kind: 'conflict',
    en: 'On the newest published map the person is in none of the boxes of the succession group ({boxes}).',
    id: 'Pada peta terbit terbaru orang ini tidak berada di kotak kelompok rencana suksesi ({boxes}).',
  },
  'succession.named-already': {
    kind: 'conflict',
    en: 'The person is named as a successor for this post already.',
    id: 'Orang ini sudah ditetapkan sebagai suksesor untuk jabatan ini.',
  },
  'succession.nothing-proposed': {
    kind: 'conflict',
    en: 'No successor of this post waits for a decision.',
    id: 'Tidak ada suksesor jabatan ini yang menunggu keputusan.',
  },
  'succession.plan-changed': {
    kind: 'conflict',
    en: 'Other successors are proposed by now. Look at the plan again before you decide.',
    id: 'Suksesor yang diusulkan sudah berubah. Lihat kembali rencananya sebelum memutuskan.',
  },
  'succession.own-decision': {
    kind: 'forbidden',
    en: 'Whoever proposed a successor, or is one, does not decide on the plan.',
    id: 'Yang mengusulkan suksesor, atau yang diusulkan, tidak memutuskan rencana suksesi.',
  },
  'succession.removed-already': {
    kind: 'conflict',
    en: 'The person is no longer a successor for this post.',
    id: 'Orang ini bukan lagi suksesor untuk jabatan ini.',
  },
} as const satisfies CodeTable;
