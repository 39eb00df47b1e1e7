import type { WordTable } from './table.ts';

/** Erasure of personal data, legal hold and retention. */
export const privacyWords = {
  'nav.privacy': { id: 'Data pribadi', en: 'Personal data' },
  'privacy.title': { id: 'Penghapusan dan penahanan data pribadi', en: 'Erasure and hold of personal data' },
  'privacy.lead': {
    id: 'Data dihapus setelah dua orang dalam dua peran menyetujuinya. Bukti keputusan tetap dapat diperiksa.',
    en: 'Data is erased after two people in two roles have agreed. The proof of decisions can still be checked.',
  },
  'privacy.person': { id: 'Pegawai', en: 'Person' },
  'privacy.basis': { id: 'Dasar hukum', en: 'Legal basis' },
  'privacy.ground': { id: 'Alasan penahanan', en: 'Ground of the hold' },
  'privacy.reason': { id: 'Alasan', en: 'Reason' },
  'privacy.reason-hint': {
    id: 'Disegel dalam catatan, dan ikut dihapus bersama data orang ini.',
    en: 'Sealed in the record, and erased together with the data of this person.',
  },
  'privacy.requested': { id: 'Diminta pada', en: 'Requested' },
  'privacy.placed': { id: 'Ditahan sejak', en: 'Held since' },
  'privacy.state': { id: 'Keadaan', en: 'State' },
  'privacy.erasures': { id: 'Permintaan penghapusan', en: 'Requests to erase' },
  'privacy.holds': { id: 'Penahanan', en: 'Legal holds' },
  'privacy.rules': { id: 'Masa retensi', en: 'Times of retention' },
  'privacy.rule': { id: 'Aturan', en: 'Rule' },
  'privacy.article': { id: 'Pasal', en: 'Article' },
  'privacy.none': { id: 'Belum ada.', en: 'None so far.' },
  'privacy.pending': { id: 'Menunggu persetujuan kedua', en: 'Waiting for the second approval' },
  'privacy.done': { id: 'Dihapus: {{count}} isian', en: 'Erased: {{count}} fields' },
  'privacy.declined': { id: 'Ditolak', en: 'Declined' },
  'privacy.lifted': { id: 'Dicabut', en: 'Lifted' },
  'privacy.request': { id: 'Minta penghapusan data', en: 'Request an erasure' },
  'privacy.request-effect': {
    id: 'Belum ada yang dihapus. Orang kedua dalam peran lain harus menyetujui.',
    en: 'Nothing is erased yet. A second person in another role must approve.',
  },
  'privacy.effect-sealed': {
    id: 'Tindakan ini masuk catatan orang tersebut; alasannya disegel.',
    en: 'This act goes on the record of the person; its reason is sealed.',
  },
  'privacy.request-submit': { id: 'Kirim permintaan', en: 'Send the request' },
  'privacy.approve': { id: 'Setujui', en: 'Approve' },
  'privacy.approve-title': { id: 'Setujui dan laksanakan penghapusan', en: 'Approve and carry out the erasure' },
  'privacy.approve-effect': {
    id: 'Data pribadi {{name}} dimusnahkan: nama, nomor, riwayat, nilai, dan alasan tentang dirinya.',
    en: 'The personal data of {{name}} is destroyed: name, number, histories, scores and reasons about them.',
  },
  'privacy.approve-final': {
    id: 'Ini tidak dapat dibatalkan, juga tidak dengan cadangan lama.',
    en: 'This cannot be undone, not even with an old backup.',
  },
  'privacy.approve-proof': {
    id: 'Catatan keputusan tetap utuh; pemeriksa menyebut apa yang dihapus, menurut aturan apa, dan kapan.',
    en: 'The record of decisions stays whole; the verifier says what was erased, under which rule and when.',
  },
  'privacy.approve-submit': { id: 'Hapus untuk selamanya', en: 'Erase for good' },
  'privacy.decline': { id: 'Tolak', en: 'Decline' },
  'privacy.decline-title': { id: 'Tolak penghapusan', en: 'Decline the erasure' },
  'privacy.decline-effect': {
    id: 'Data tetap disimpan. Permintaan baru dapat diajukan.',
    en: 'The data stays. A new request can be made.',
  },
  'privacy.decline-submit': { id: 'Tolak permintaan', en: 'Decline the request' },
  'privacy.hold': { id: 'Tahan data', en: 'Place a legal hold' },
  'privacy.hold-effect': {
    id: 'Selama penahanan berlaku, data orang ini tidak dapat dihapus.',
    en: 'While the hold stands, nothing of this person can be erased.',
  },
  'privacy.hold-submit': { id: 'Tahan data', en: 'Place the hold' },
  'privacy.lift': { id: 'Cabut', en: 'Lift' },
  'privacy.lift-title': { id: 'Cabut penahanan', en: 'Lift the hold' },
  'privacy.lift-effect': {
    id: 'Penahanan ini berakhir. Penahanan lain tetap berlaku.',
    en: 'This hold ends. Other holds stand.',
  },
  'privacy.lift-submit': { id: 'Cabut penahanan', en: 'Lift the hold' },
} as const satisfies WordTable;
