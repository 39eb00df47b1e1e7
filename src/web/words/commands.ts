import type { WordTable } from './table.ts';

/** What changes the course of a selection: each with what it does before the button, and what became of it. */
export const commandWords = {
  'command.extend': { id: 'Perpanjang tenggat', en: 'Extend the due time' },
  'command.pause': { id: 'Jeda tahap', en: 'Pause the stage' },
  'command.resume': { id: 'Lanjutkan tahap', en: 'Resume the stage' },
  'command.recalculate-deadlines': { id: 'Hitung ulang tenggat', en: 'Recalculate the due time' },
  'command.adjourn': { id: 'Tunda sidang', en: 'Adjourn the session' },
  'command.replace-member': { id: 'Ganti anggota komite', en: 'Replace a committee member' },
  'command.replace-assessor': { id: 'Ganti asesor', en: 'Replace an assessor' },
  'command.reopen': { id: 'Buka kembali tahap', en: 'Reopen a stage' },
  'command.withdraw': { id: 'Catat penarikan diri kandidat', en: 'Record that a candidate withdraws' },
  'command.move-policy': { id: 'Pindahkan ke kebijakan lain', en: 'Move to another policy' },
  'command.cancel': { id: 'Batalkan seleksi', en: 'Cancel the selection' },
  'command.revoke': { id: 'Cabut penempatan', en: 'Revoke the placement' },
  'command.stage-now': { id: 'Tahap sekarang', en: 'Stage now' },
  'command.stage-none': { id: 'Tidak ada tahap yang berjalan', en: 'No stage is running' },
  'command.due-now': { id: 'Tenggat sekarang', en: 'Due time now' },
  'command.reason': { id: 'Alasan', en: 'Reason' },
  'command.reason-hint': {
    id: 'Menjadi catatan tetap. Terbuka bagi auditor dan sekretaris komite.',
    en: 'Kept for good. Open to auditors and the committee secretary.',
  },
  'command.working-days': { id: 'Hari kerja', en: 'Working days' },
  'command.working-days-hint': {
    id: 'Dihitung dari saat perintah dijalankan, menurut kalender kerja; hasilnya harus sesudah tenggat sekarang.',
    en: 'Counted from the moment the command is carried out, on the calendar of working days; it must end after the present due time.',
  },
  'command.told': {
    id: 'Yang ditunggu melihatnya di Menunggu saya. Tidak ada surat yang dikirim.',
    en: 'Those who are awaited see it under Waiting for me. No letter is sent.',
  },
  'command.kept': {
    id: 'Perintah dan alasannya menjadi catatan tetap atas nama Anda.',
    en: 'The command and its reason are kept for good in your name.',
  },
  'command.extend-was': { id: 'Tenggat lama: {{due}}.', en: 'Old due time: {{due}}.' },
  'command.extend-new': {
    id: 'Tenggat baru: akhir hari kerja ke-{{count}} sesudah hari perintah dijalankan.',
    en: {
      one: 'New due time: the end of {{count}} working day after the day of the command.',
      other: 'New due time: the end of {{count}} working days after the day of the command.',
    },
  },
  'command.extend-moves': {
    id: 'Pengingat dan eskalasi langkah ini bergeser mengikuti tenggat baru. Tahap lain tidak berubah.',
    en: 'Reminders and escalations of this step move with the new due time. Other stages do not change.',
  },
  'command.pause-facts': {
    id: 'Tenggat berhenti berjalan. Selama dijeda tidak ada tindakan tahap ini yang diterima.',
    en: 'The clock stands still. While paused, no act of this stage is accepted.',
  },
  'command.pause-undo': {
    id: 'Tahap dapat dilanjutkan dengan perintah lain; waktu yang tersisa tetap utuh.',
    en: 'The stage can be resumed by another command; the time that is left stays whole.',
  },
  'command.resume-due': {
    id: 'Hari kerja yang tersisa saat dijeda dihitung lagi mulai hari kerja sesudah hari ini, paling sedikit satu. Tenggat yang sudah lewat saat dijeda tetap lewat.',
    en: 'The working days that were left at the pause count again from the working day after today, at least one. A term that was over at the pause stays over.',
  },
  'command.resume-facts': { id: 'Tindakan tahap ini diterima lagi.', en: 'Acts of this stage are accepted again.' },
  'command.recalculate-due': {
    id: 'Tenggat dihitung dari awal langkah ini menurut kalender yang berlaku sekarang, sesudah dijeda dari saat dilanjutkan. Dapat maju atau mundur, tetapi tidak ke masa lalu.',
    en: 'The due time is counted from the beginning of this step on the calendar in force now, after a pause from its resumption. It may come earlier or later, never into the past.',
  },
  'command.adjourn-back': {
    id: 'Pemungutan suara berhenti dan komite kembali bersidang, dengan tenggat baru untuk langkah itu.',
    en: 'Voting stops and the committee deliberates again, with a new due time for that step.',
  },
  'command.adjourn-cast': {
    id: 'Suara yang sudah masuk tetap berlaku selama mosinya tidak diganti.',
    en: 'Ballots that were cast stay cast as long as the motion is not replaced.',
  },
  'command.seat': { id: 'Kursi', en: 'Seat' },
  'command.seat-of': { id: 'Kursi {{seat}}: {{name}}', en: 'Seat {{seat}}: {{name}}' },
  'command.successor': { id: 'Pengganti', en: 'Successor' },
  'command.successor-member-hint': {
    id: 'Bukan kandidat dan belum menduduki kursi lain.',
    en: 'No candidate, and holding no other seat.',
  },
  'command.replace-member-void': {
    id: 'Suara dan kehadiran anggota yang diganti tidak dihitung bagi penggantinya.',
    en: 'Ballot and presence of the member who leaves do not count for the successor.',
  },
  'command.replace-member-anew': {
    id: 'Pengganti menyatakan kepentingan lebih dahulu. Bila komite sudah bersidang, tahap kembali ke pernyataan kepentingan.',
    en: 'The successor declares interests first. If the committee sits already, the stage goes back to declaring.',
  },
  'command.replace-member-quorum': {
    id: 'Kuorum dihitung ulang dan tidak pernah diturunkan.',
    en: 'The quorum is counted anew and never lowered.',
  },
  'command.assessor': { id: 'Asesor yang diganti', en: 'Assessor who leaves' },
  'command.assessor-hint': {
    id: 'Yang bertugas dalam seleksi ini.',
    en: 'One who is assigned in this selection.',
  },
  'command.successor-assessor-hint': {
    id: 'Bukan kandidat, dan belum pernah ditugaskan dalam seleksi ini.',
    en: 'No candidate, and never assigned in this selection before.',
  },
  'command.replace-assessor-sheets': {
    id: 'Lembar nilai asesor lama tidak ditunggu lagi. Pengganti menilai semua kandidat dari awal, dengan urutan yang diundi untuknya.',
    en: 'Sheets of the assessor who leaves are awaited no longer. The successor scores all candidates from the beginning, in an order drawn for them.',
  },
  'command.replace-assessor-due': {
    id: 'Tenggat tidak berubah; perpanjang dengan perintah lain bila perlu.',
    en: 'The due time does not change; extend it by another command if need be.',
  },
  'command.reopen-stage': { id: 'Tahap yang dibuka kembali', en: 'Stage to reopen' },
  'command.reopen-attempt': {
    id: 'Putaran baru tahap {{stage}} dibuka, dengan tenggat baru.',
    en: 'A new attempt of {{stage}} opens, with a new due time.',
  },
  'command.reopen-void': {
    id: 'Tidak berlaku lagi: {{what}} (tahap {{stage}}, putaran {{attempt}}). Semuanya tetap tercatat.',
    en: 'Void from now on: {{what}} ({{stage}}, attempt {{attempt}}). All of it stays on record.',
  },
  'command.reopen-final': {
    id: 'Pembukaan kembali tidak dapat ditarik.',
    en: 'Reopening cannot be taken back.',
  },
  'command.facts-nomination': {
    id: 'pernyataan bahwa pencalonan lengkap, dan data yang dibekukan',
    en: 'the statement that the pool is complete, and the frozen data',
  },
  'command.facts-assessment': { id: 'lembar nilai dan peringkat', en: 'score sheets and ranking' },
  'command.facts-committee-review': {
    id: 'pernyataan kepentingan, kehadiran, mosi, dan suara',
    en: 'declarations, presences, motions and ballots',
  },
  'command.facts-placement': {
    id: 'langkah penempatan yang sudah ditempuh',
    en: 'the steps of the placement so far',
  },
  'command.candidate': { id: 'Kandidat', en: 'Candidate' },
  'command.withdraw-ends': {
    id: 'Pencalonannya berakhir. Yang tercatat tentangnya tetap tersimpan.',
    en: 'The candidacy ends. What was recorded about the person stays.',
  },
  'command.withdraw-nomination': {
    id: 'Data dan syaratnya tidak diperiksa lagi.',
    en: 'Data and gates are no longer looked at.',
  },
  'command.withdraw-assessment': {
    id: 'Lembar nilai untuknya tidak ditunggu lagi.',
    en: 'Score sheets for this candidate are no longer awaited.',
  },
  'command.withdraw-committee-review': {
    id: 'Mosi yang menyebut kandidat ini gugur beserta suaranya; ketua mengajukan mosi baru.',
    en: 'A motion that names this candidate falls with its ballots; the chair puts a new one.',
  },
  'command.withdraw-placement': {
    id: 'Bila kandidat ini yang dipilih, pilihan gugur dan pejabat memilih dari yang tersisa; bila tidak ada, seleksi berakhir tanpa hasil.',
    en: 'If this is the chosen one, the choice falls and the authority chooses among the others; if none is left, the selection ends without a result.',
  },
  'command.withdraw-final': {
    id: 'Penarikan diri tidak dapat dibatalkan dari halaman ini.',
    en: 'A withdrawal cannot be taken back here.',
  },
  'command.policy-to': { id: 'Kebijakan yang dipakai seterusnya', en: 'Policy from now on' },
  'command.policy-version': {
    id: '{{title}}, versi {{version}}, berlaku mulai {{day}}',
    en: '{{title}}, version {{version}}, in force from {{day}}',
  },
  'command.policy-none': {
    id: 'Seleksi ini memakai satu-satunya kebijakan yang diterbitkan instansi ini. Tidak ada kebijakan lain untuk tujuan pemindahan sebelum ada yang diterbitkan.',
    en: 'The selection is under the only policy that this agency has published. There is none to move it to before another one is published.',
  },
  'command.policy-criteria': {
    id: 'Kriteria disusun, disegel, dan disahkan kembali menurut kebijakan itu. Segel yang lama tidak berlaku lagi dan tetap tercatat.',
    en: 'Criteria are drafted, sealed and countersigned anew under that policy. The old seals are void and stay on record.',
  },
  'command.policy-stage': {
    id: 'Tahap pencalonan yang berjalan berakhir; putaran baru dibuka sesudah kriteria disahkan, dengan tenggat menurut kebijakan itu.',
    en: 'The nomination that is running ends; a new attempt opens once the criteria are countersigned, with the terms of that policy.',
  },
  'command.policy-nobody': {
    id: 'Hanya selama belum ada yang dicalonkan. Sesudah itu aturan tidak dapat diganti.',
    en: 'Only while nobody has been nominated. From then on the rules cannot be changed.',
  },
  'command.cancel-ends': {
    id: 'Seleksi berakhir tanpa hasil. Tahap yang berjalan ditutup dan tidak ada tindakan yang diterima lagi.',
    en: 'The selection ends without a result. The running stage is closed and no act is accepted any more.',
  },
  'command.cancel-final': {
    id: 'Seleksi yang dibatalkan tidak dapat dibuka kembali; untuk jabatan ini harus dibuka seleksi baru.',
    en: 'A cancelled selection cannot be reopened; the post needs a new selection.',
  },
  'command.cancel-kept': {
    id: 'Semua yang tercatat tetap tersimpan dan dapat diperiksa.',
    en: 'All that was recorded stays and can be checked.',
  },
  'command.order': { id: 'Nomor perintah pencabutan', en: 'Number of the revocation order' },
  'command.revoke-order': {
    id: 'Yang dibatalkan, berurutan dari akibat terakhir: {{steps}}.',
    en: 'Undone in this order, the latest effect first: {{steps}}.',
  },
  'command.undo-choice.undo': { id: 'pilihan pejabat', en: 'the choice' },
  'command.undo-concurrence.withdraw': { id: 'pertimbangan teknis', en: 'the concurrence' },
  'command.undo-decree.revoke': { id: 'surat keputusan', en: 'the decree' },
  'command.undo-inauguration.annul': { id: 'pelantikan', en: 'the inauguration' },
  'command.undo-post.vacate': { id: 'jabatan dikosongkan', en: 'the post is vacated' },
  'command.undo-prior-post.restore': {
    id: 'jabatan lama dikembalikan, bila masih lowong',
    en: 'the old post is given back, if still vacant',
  },
  'command.revoke-elsewhere': {
    id: 'Pencalonan dalam seleksi lain yang berakhir karena penempatan ini dipulihkan, bila seleksinya masih berjalan.',
    en: 'Candidacies in other selections that ended because of this placement are restored where the selection still runs.',
  },
  'command.revoke-final': {
    id: 'Pencabutan tidak dapat ditarik. Sesudahnya seleksi dapat dibuka kembali.',
    en: 'A revocation cannot be taken back. The selection can be reopened afterwards.',
  },
  'command.state-done': { id: 'Perintah dijalankan', en: 'The command was carried out' },
  'command.state-requested': { id: 'Perintah tercatat, menunggu proses', en: 'Recorded, waiting for the process' },
  'command.state-refused': { id: 'Perintah ditolak', en: 'The command was refused' },
  'command.lead-done': {
    id: 'Seleksi sudah berubah menurut perintah ini.',
    en: 'The selection has changed as commanded.',
  },
  'command.lead-requested': {
    id: 'Belum diketahui hasilnya. Biasanya selesai dalam beberapa detik; lihat lagi. Bila prosesnya sedang tidak tersedia, kirim lagi dari halaman perintah: tidak akan terjadi dua kali.',
    en: 'What came of it is not known yet. It usually takes seconds; look again. If the process is away, send it again from the form: it does not happen twice.',
  },
  'command.lead-refused': { id: 'Tidak ada yang berubah.', en: 'Nothing has changed.' },
  'command.name': { id: 'Perintah', en: 'Command' },
  'command.requested-at': { id: 'Diminta', en: 'Requested' },
  'command.carried-out-at': { id: 'Dijalankan', en: 'Carried out' },
  'command.refusal': { id: 'Penolakan', en: 'Refusal' },
  'command.look-again': { id: 'Lihat lagi', en: 'Look again' },
  'command.to-receipt': { id: 'Buka tanda terima', en: 'Open the receipt' },
} as const satisfies WordTable;
