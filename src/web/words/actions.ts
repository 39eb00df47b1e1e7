import type { WordTable } from './table.ts';

/** Everything that the viewer may do in a selection now, each with one line on what it does. */
export const actionWords = {
  'actions.title': { id: 'Tindakan lain', en: 'Other acts' },
  'actions.lead': {
    id: 'Yang dapat Anda lakukan dalam seleksi ini sekarang. Setiap tindakan menunjukkan akibatnya sebelum dikirim.',
    en: 'What you can do in this selection now. Each act shows what it brings about before it is sent.',
  },
  'actions.none': { id: 'Tidak ada tindakan bagi Anda sekarang', en: 'Nothing for you to do now' },
  'actions.none-lead': {
    id: 'Tindakan terbuka menurut peran Anda dan langkah seleksi ini.',
    en: 'Acts open by your role and by the step of this selection.',
  },
  'actions.facts': { id: 'Tindakan', en: 'Acts' },
  'actions.commands': { id: 'Mengubah jalannya seleksi', en: 'Changing the course of the selection' },
  'actions.name': { id: 'Tindakan', en: 'Act' },
  'actions.what': { id: 'Apa yang terjadi', en: 'What it does' },
  'act.criteria.draft': { id: 'Susun kriteria', en: 'Draft the criteria' },
  'act.criteria.draft-what': {
    id: 'Bobot dan sumber nilai ditulis sebagai versi baru.',
    en: 'Weights and sources are written down as a new version.',
  },
  'act.criteria.seal': { id: 'Segel kriteria', en: 'Seal the criteria' },
  'act.criteria.seal-what': {
    id: 'Tanda tangan pertama; orang lain harus ikut menandatangani.',
    en: 'The first signature; another person has to countersign.',
  },
  'act.criteria.countersign': { id: 'Tandatangani segel', en: 'Countersign the seal' },
  'act.criteria.countersign-what': {
    id: 'Kriteria berlaku dan pencalonan dibuka.',
    en: 'The criteria stand and nomination opens.',
  },
  'act.nomination.file': { id: 'Ajukan pencalonan', en: 'Nominate' },
  'act.nomination.file-what': { id: 'Seorang pegawai menjadi bakal calon.', en: 'A person is put forward.' },
  'act.pool.complete': { id: 'Nyatakan pencalonan lengkap', en: 'Say that the pool is complete' },
  'act.pool.complete-what': {
    id: 'Pencalonan ditutup dan pemeriksaan data dimulai.',
    en: 'Nomination closes and the data check begins.',
  },
  'act.data.confirm': { id: 'Pastikan data Anda', en: 'Confirm your data' },
  'act.data.confirm-what': {
    id: 'Data yang akan dipakai Anda nyatakan benar.',
    en: 'You say that the data to be used are right.',
  },
  'act.correction.request': { id: 'Minta koreksi data', en: 'Ask for a correction' },
  'act.correction.request-what': {
    id: 'Petugas kepegawaian memeriksa dan menjawab.',
    en: 'HR looks at it and answers.',
  },
  'act.correction.answer': { id: 'Jawab permintaan koreksi', en: 'Answer a correction' },
  'act.correction.answer-what': {
    id: 'Data diperbaiki, atau ditolak dengan alasan.',
    en: 'The data are corrected, or not, with a reason.',
  },
  'act.gate.verify': { id: 'Verifikasi syarat', en: 'Verify a gate' },
  'act.gate.verify-what': {
    id: 'Syarat yang belum diketahui dijawab dengan bukti.',
    en: 'A gate that is unknown is answered with evidence.',
  },
  'act.assessor.assign': { id: 'Tugaskan asesor', en: 'Assign an assessor' },
  'act.assessor.assign-what': {
    id: 'Asesor mendapat lembar nilai semua kandidat.',
    en: 'The assessor gets a sheet for every candidate.',
  },
  'act.sheet.submit': { id: 'Isi lembar nilai', en: 'Fill in score sheets' },
  'act.sheet.submit-what': {
    id: 'Nilai Anda tertutup bagi asesor lain sampai pembukaan.',
    en: 'Your scores are closed to other assessors until the reveal.',
  },
  'act.sheet.finalise': { id: 'Isi nilai akhir', en: 'File final scores' },
  'act.sheet.finalise-what': {
    id: 'Nilai akhir sesudah lembar nilai dibuka bersama.',
    en: 'The final scores, after the reveal.',
  },
  'act.seat.appoint': { id: 'Susun komite', en: 'Appoint the committee' },
  'act.seat.appoint-what': { id: 'Ketua dan anggota mendapat kursi.', en: 'Chair and members get their seats.' },
  'act.interest.declare': { id: 'Nyatakan kepentingan', en: 'Declare interests' },
  'act.interest.declare-what': {
    id: 'Per kandidat; benturan nyata berarti tidak ikut.',
    en: 'Per candidate; an actual one is a recusal.',
  },
  'act.interest.step-back': { id: 'Mundur dari acara ini', en: 'Step back' },
  'act.interest.step-back-what': {
    id: 'Anda tidak ikut lagi dalam seleksi ini.',
    en: 'You take no part in this selection any longer.',
  },
  'act.interest.uphold': { id: 'Kukuhkan benturan kepentingan', en: 'Uphold an interest' },
  'act.interest.uphold-what': {
    id: 'Anggota dengan kepentingan yang mungkin tidak ikut lagi.',
    en: 'A member with a possible interest takes no part.',
  },
  'act.presence.record': { id: 'Catat kehadiran Anda', en: 'Record your presence' },
  'act.presence.record-what': { id: 'Kehadiran dihitung untuk kuorum.', en: 'Presence counts for the quorum.' },
  'act.presence.record-other': { id: 'Catat kehadiran anggota', en: 'Record presences' },
  'act.presence.record-other-what': {
    id: 'Kehadiran setiap kursi, oleh sekretaris.',
    en: 'The presence of any seat, by the secretary.',
  },
  'act.motion.put': { id: 'Ajukan mosi', en: 'Put a motion' },
  'act.motion.put-what': {
    id: 'Usulan dibekukan dan pemungutan suara dibuka.',
    en: 'The proposal is frozen and voting opens.',
  },
  'act.ballot.cast': { id: 'Beri suara', en: 'Vote' },
  'act.ballot.cast-what': {
    id: 'Satu suara, tersegel sampai pemungutan ditutup.',
    en: 'One ballot, sealed until voting closes.',
  },
  'act.choice.make': { id: 'Pilih kandidat', en: 'Choose a candidate' },
  'act.choice.make-what': {
    id: 'Dari daftar pendek; penyimpangan memerlukan alasan.',
    en: 'From the shortlist; a deviation needs a reason.',
  },
  'act.choice.approve': { id: 'Setujui pengecualian', en: 'Approve an exception' },
  'act.choice.approve-what': {
    id: 'Orang kedua membuat pilihan berlaku, atau menolaknya.',
    en: 'A second person lets the choice stand, or declines it.',
  },
  'act.concurrence.request': { id: 'Minta pertimbangan teknis lagi', en: 'Ask for concurrence again' },
  'act.concurrence.request-what': { id: 'Putaran baru dengan tenggat baru.', en: 'A new round with a new clock.' },
  'act.concurrence.reply': { id: 'Catat jawaban pertimbangan teknis', en: 'Record the answer on concurrence' },
  'act.concurrence.reply-what': {
    id: 'Surat instansi lain menentukan langkah berikutnya.',
    en: "The outside authority's letter decides what follows.",
  },
  'act.concurrence.certify-lapse': { id: 'Nyatakan lewat waktu', en: 'Certify the lapse' },
  'act.concurrence.certify-lapse-what': {
    id: 'Penempatan lanjut tanpa jawaban; bukan persetujuan.',
    en: 'The placement goes on without an answer; no approval.',
  },
  'act.decree.issue': { id: 'Tetapkan surat keputusan', en: 'Issue the decree' },
  'act.decree.issue-what': {
    id: 'Nomor, tanggal, dan TMT menjadi catatan tetap.',
    en: 'Number, date and effective date are kept for good.',
  },
  'act.placement.inaugurate': { id: 'Catat pelantikan', en: 'Record the inauguration' },
  'act.placement.inaugurate-what': {
    id: 'Pada TMT jabatan terisi dengan sendirinya.',
    en: 'On the effective date the post is filled by itself.',
  },
  'act.stage.extend-what': { id: 'Tenggat langkah ini mundur.', en: 'The due time of this step moves later.' },
  'act.stage.pause-what': {
    id: 'Tenggat berhenti; tindakan ditolak sampai dilanjutkan.',
    en: 'The clock stops; acts are refused until it is resumed.',
  },
  'act.stage.resume-what': {
    id: 'Tenggat berjalan lagi dengan waktu yang tersisa.',
    en: 'The clock runs on with the time that was left.',
  },
  'act.stage.recalculate-what': {
    id: 'Tenggat mengikuti kalender yang berubah.',
    en: 'The due time follows a changed calendar.',
  },
  'act.stage.reopen-what': {
    id: 'Putaran baru; hasil lama tidak berlaku lagi.',
    en: 'A new attempt; old results are void.',
  },
  'act.committee.adjourn-what': {
    id: 'Pemungutan suara berhenti; komite bersidang lagi.',
    en: 'Voting stops; the committee deliberates again.',
  },
  'act.seat.replace': { id: 'Ganti anggota komite', en: 'Replace a committee member' },
  'act.seat.replace-what': {
    id: 'Kursi berpindah; penggantinya menyatakan kepentingan.',
    en: 'The seat changes hands; the successor declares.',
  },
  'act.assessor.replace-what': {
    id: 'Pengganti menilai semua kandidat dari awal.',
    en: 'The successor scores all candidates anew.',
  },
  'act.candidate.withdraw': { id: 'Tarik diri dari seleksi ini', en: 'Withdraw from this selection' },
  'act.candidate.withdraw-what': {
    id: 'Pencalonannya berakhir; catatannya tetap.',
    en: 'The candidacy ends; the record stays.',
  },
  'act.selection.move-policy-what': {
    id: 'Seleksi dilanjutkan menurut versi kebijakan lain, mulai dari kriterianya.',
    en: 'The selection goes on under another version of the policy, from its criteria on.',
  },
  'act.selection.cancel-what': {
    id: 'Seleksi berakhir tanpa hasil, untuk selamanya.',
    en: 'The selection ends without a result, for good.',
  },
  'act.placement.revoke-what': {
    id: 'Penempatan yang sudah berlaku dibatalkan berurutan.',
    en: 'A placement in effect is undone step by step.',
  },
} as const satisfies WordTable;
