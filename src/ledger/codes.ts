import { meritCodes } from './merit-codes.ts';

/** A finding in plain words, English and Indonesian. */
interface Words {
  readonly en: string;
  readonly id: string;
}

/** Every code that the ledger's checks can give. Released codes are permanent: never renamed, never reused. */
export const ledgerCodes = {
  'canon.size': { en: 'The value is longer than 65,535 bytes.', id: 'Nilai lebih panjang dari 65.535 bita.' },
  'canon.utf8': {
    en: 'The bytes are not well-formed UTF-8, or begin with a byte order mark.',
    id: 'Bita bukan UTF-8 yang sah, atau diawali penanda urutan bita.',
  },
  'canon.syntax': { en: 'The text is not JSON.', id: 'Teks bukan JSON.' },
  'canon.form': {
    en: 'The JSON is valid but not in its one canonical spelling.',
    id: 'JSON sah, tetapi bukan dalam ejaan kanonik yang tunggal.',
  },
  'canon.number': {
    en: 'A number has a fraction, an exponent or a negative zero.',
    id: 'Ada bilangan berpecahan, bereksponen, atau nol negatif.',
  },
  'canon.range': {
    en: 'A number lies outside the range of exact integers.',
    id: 'Ada bilangan di luar rentang bilangan bulat eksak.',
  },
  'canon.surrogate': { en: 'A text holds half of a character.', id: 'Ada teks yang memuat setengah karakter.' },
  'canon.nul': { en: 'A text holds the character U+0000.', id: 'Ada teks yang memuat karakter U+0000.' },
  'canon.noncharacter': {
    en: 'A text holds a code point that is no character.',
    id: 'Ada teks yang memuat titik kode yang bukan karakter.',
  },
  'canon.nfc': {
    en: 'A text is not in the composed form NFC, or uses a code point unknown here.',
    id: 'Ada teks yang tidak dalam bentuk NFC, atau memakai titik kode yang tidak dikenal.',
  },
  'canon.duplicate': {
    en: 'A name stands twice in one object.',
    id: 'Ada nama yang tercantum dua kali dalam satu objek.',
  },
  'canon.order': { en: 'The names of an object are not in order.', id: 'Nama-nama dalam suatu objek tidak berurutan.' },
  'canon.depth': { en: 'Values are nested too deeply.', id: 'Nilai bersarang terlalu dalam.' },
  'canon.type': { en: 'A value has no JSON form.', id: 'Ada nilai yang tidak mempunyai bentuk JSON.' },
  'entry.size': { en: 'The entry is too short or too long.', id: 'Catatan terlalu pendek atau terlalu panjang.' },
  'entry.ascii': {
    en: 'The entry holds a byte that is not printable ASCII.',
    id: 'Catatan memuat bita yang bukan ASCII tercetak.',
  },
  'entry.canon': {
    en: 'The entry is not in its one canonical spelling.',
    id: 'Catatan tidak dalam ejaan kanonik yang tunggal.',
  },
  'entry.version': { en: 'The entry has a format version unknown here.', id: 'Versi format catatan tidak dikenal.' },
  'entry.envelope': {
    en: 'The entry does not have the members that every entry has, each in its form.',
    id: 'Catatan tidak memuat unsur wajib dalam bentuk yang ditentukan.',
  },
  'entry.log': { en: 'The entry belongs to another log.', id: 'Catatan berasal dari log lain.' },
  'stream.mixed': { en: 'An entry of another stream stands among these.', id: 'Ada catatan dari rangkaian lain.' },
  'stream.duplicate': {
    en: 'A place of the stream is taken twice.',
    id: 'Satu tempat dalam rangkaian ditempati dua kali.',
  },
  'stream.gap': { en: 'An entry of the stream is missing.', id: 'Ada catatan yang hilang dari rangkaian.' },
  'stream.link': {
    en: 'The entry does not follow the one before it: one of the two was changed.',
    id: 'Catatan tidak tersambung dengan pendahulunya: salah satunya telah diubah.',
  },
  'stream.order': {
    en: 'Within the stream the positions do not rise.',
    id: 'Urutan posisi di dalam rangkaian tidak naik.',
  },
  'stream.unbound': {
    en: 'The entry is by somebody whom no entry before it in its stream has bound to a person.',
    id: 'Catatan dibuat oleh pihak yang belum dikaitkan dengan seseorang oleh catatan sebelumnya dalam rangkaian ini.',
  },
  'register.gap': {
    en: "An agency's register of selections has a gap, or does not fit the selections that are here.",
    id: 'Daftar seleksi suatu instansi berlubang, atau tidak cocok dengan seleksi yang ada di sini.',
  },
  'type.unknown': { en: 'The type of the entry is unknown here.', id: 'Jenis catatan tidak dikenal.' },
  'type.fields': {
    en: 'The entry does not have exactly the fields of its type.',
    id: 'Isian catatan tidak tepat sama dengan yang ditetapkan untuk jenisnya.',
  },
  'type.value': {
    en: 'A field in clear does not have its form, or the type does not belong on this stream.',
    id: 'Ada isian terbuka yang tidak sesuai bentuknya, atau jenis catatan tidak termasuk rangkaian ini.',
  },
  'proof.range': { en: 'The proof speaks of a place outside the tree.', id: 'Bukti menunjuk tempat di luar pohon.' },
  'proof.form': {
    en: 'A hash is not 64 lower-case hex digits.',
    id: 'Ada sidik yang bukan 64 digit heksadesimal huruf kecil.',
  },
  'proof.length': {
    en: 'The proof does not have the length that this place needs.',
    id: 'Panjang bukti tidak sesuai dengan tempat yang dibuktikan.',
  },
  'proof.root': {
    en: 'The proof does not lead to the signed root.',
    id: 'Bukti tidak mengarah ke akar yang ditandatangani.',
  },
  'key.form': { en: 'A verifier key is malformed.', id: 'Kunci pemeriksa tidak sesuai bentuknya.' },
  'note.limit': { en: 'The signed note is too large.', id: 'Nota bertanda tangan terlalu besar.' },
  'note.form': { en: 'The signed note is malformed.', id: 'Nota bertanda tangan tidak sesuai bentuknya.' },
  'note.signature': {
    en: 'A signature of a trusted key does not verify.',
    id: 'Tanda tangan dari kunci tepercaya tidak sah.',
  },
  'note.unsigned': { en: 'No trusted log has signed.', id: 'Tidak ada tanda tangan dari log tepercaya.' },
  'note.epoch': {
    en: 'The key may not sign a tree of this size: it is not yet valid, retired or revoked.',
    id: 'Kunci tidak berlaku untuk pohon sebesar ini: belum berlaku, sudah diganti, atau dicabut.',
  },
  'checkpoint.form': { en: 'The checkpoint is malformed.', id: 'Segel tidak sesuai bentuknya.' },
  'checkpoint.origin': { en: 'The checkpoint is of another log.', id: 'Segel berasal dari log lain.' },
  'checkpoint.root': {
    en: 'The checkpoint of an empty tree has another root.',
    id: 'Segel pohon kosong mempunyai akar yang keliru.',
  },
  'policy.form': { en: 'The file of trusted keys is malformed.', id: 'Berkas kunci tepercaya tidak sesuai bentuknya.' },
  'tlogproof.limit': { en: 'The proof file is too large.', id: 'Berkas bukti catatan terlalu besar.' },
  'tlogproof.form': { en: 'The proof file is malformed.', id: 'Berkas bukti catatan tidak sesuai bentuknya.' },
  'witness.quorum': { en: 'Too few witnesses have signed.', id: 'Terlalu sedikit saksi yang menandatangani.' },
  'stamp.form': {
    en: 'The time stamp is malformed, refused, or of an algorithm unknown here.',
    id: 'Stempel waktu tidak sesuai bentuknya, ditolak, atau memakai algoritma yang tidak dikenal.',
  },
  'stamp.imprint': { en: 'The time stamp is of something else.', id: 'Stempel waktu bukan untuk segel ini.' },
  'stamp.signature': {
    en: 'The signature of the time stamp does not verify.',
    id: 'Tanda tangan pada stempel waktu tidak sah.',
  },
  'stamp.chain': {
    en: 'The time stamp is not of an authority that is trusted for it.',
    id: 'Stempel waktu bukan dari lembaga yang dipercaya untuk itu.',
  },
  'stamp.time': {
    en: 'The time stamp is of another time than what it covers.',
    id: 'Waktu pada stempel tidak cocok dengan isi yang dicakupnya.',
  },
  'tile.path': { en: 'The path of a tile is malformed.', id: 'Jalur petak tidak sesuai bentuknya.' },
  'consistency.smaller': {
    en: 'The log has become smaller than it was at the earlier checkpoint.',
    id: 'Log menjadi lebih kecil daripada saat segel terdahulu.',
  },
  'consistency.fork': {
    en: 'The log does not contain what the earlier checkpoint covers.',
    id: 'Log tidak memuat isi yang dicakup segel terdahulu.',
  },
  'inclusion.missing': {
    en: 'Nothing proves that this entry is in the log.',
    id: 'Tidak ada bukti bahwa catatan ini ada di dalam log.',
  },
  'position.duplicate': { en: 'Two entries claim one position.', id: 'Dua catatan menempati satu posisi.' },
  'position.gap': { en: 'A position of the log is missing.', id: 'Ada posisi yang hilang dari log.' },
  'tree.root': {
    en: 'The entries do not add up to the signed root.',
    id: 'Catatan-catatan tidak menghasilkan akar yang ditandatangani.',
  },
  'bracket.seen': {
    en: 'The entry claims to know a checkpoint that it cannot have known.',
    id: 'Catatan menyebut segel yang tidak mungkin telah dikenalnya.',
  },
  'bracket.at': {
    en: 'The entry states a time that the outside clocks around it exclude.',
    id: 'Waktu pada catatan tidak mungkin menurut jam luar sebelum dan sesudahnya.',
  },
  'bracket.late': {
    en: 'The entry was covered by an outside clock later than the policy allows: it may be back-dated.',
    id: 'Catatan dicakup jam luar lebih lambat daripada batas kebijakan: mungkin ditanggali mundur.',
  },
  'fresh.stale': {
    en: 'The newest cosignatures are older than the policy allows: an old state of the log was served.',
    id: 'Tanda tangan saksi terbaru lebih tua daripada batas kebijakan: keadaan log yang disajikan sudah lama.',
  },
  'opening.form': { en: 'An opening is malformed.', id: 'Pembuka tidak sesuai bentuknya.' },
  'opening.mismatch': {
    en: 'An opening does not open its commitment: value or salt was changed.',
    id: 'Pembuka tidak cocok dengan segelnya: nilai atau garamnya telah diubah.',
  },
  'opening.unknown': {
    en: 'An opening belongs to no committed field of these entries.',
    id: 'Pembuka tidak termasuk isian tersegel mana pun.',
  },
  'opening.duplicate': { en: 'A field is opened twice.', id: 'Satu isian dibuka dua kali.' },
  'opening.erased': {
    en: 'This value was erased by law: its commitment stands, its content is gone.',
    id: 'Nilai ini dihapus menurut hukum: komitmennya tetap, isinya sudah tidak ada.',
  },
  'opening.missing': {
    en: 'A sealed value is gone from the vault, and no erasure says so.',
    id: 'Nilai tersegel hilang dari brankas tanpa ada penghapusan yang mencatatnya.',
  },
  'opening.nfc': {
    en: "A text may not be in the composed form NFC; the Unicode tables here may be older than the writer's.",
    id: 'Teks mungkin tidak dalam bentuk NFC; tabel Unicode di sini mungkin lebih lama.',
  },
  'bundle.zip': {
    en: 'The bundle is not a well-formed container, or a byte of its frame was changed.',
    id: 'Berkas bukti bukan wadah yang sah, atau ada bita pada kerangkanya yang diubah.',
  },
  'bundle.path': {
    en: 'A file of the bundle has a forbidden name.',
    id: 'Ada berkas dengan nama yang tidak diizinkan.',
  },
  'bundle.limit': { en: 'The bundle exceeds a limit.', id: 'Berkas bukti melampaui batas.' },
  'bundle.manifest': {
    en: 'The table of contents is missing or malformed.',
    id: 'Daftar isi tidak ada atau tidak sesuai bentuknya.',
  },
  'bundle.file': {
    en: 'A file of the bundle is missing, unlisted, changed or malformed.',
    id: 'Ada berkas yang hilang, tidak terdaftar, diubah, atau tidak sesuai bentuknya.',
  },
  'bundle.version': {
    en: 'The bundle has a format version unknown here.',
    id: 'Versi format berkas bukti tidak dikenal.',
  },
  'bundle.scope': {
    en: 'The bundle holds something other than it says.',
    id: 'Isi berkas bukti tidak sesuai dengan yang dinyatakan.',
  },
  'trust.unpinned': {
    en: 'The trusted keys were taken from the bundle itself: bring your own copy to rely on them.',
    id: 'Kunci tepercaya diambil dari berkas bukti itu sendiri: gunakan salinan Anda sendiri.',
  },
  'leaf.mismatch': {
    en: 'A leaf hash is not that of the bytes of its entry.',
    id: 'Sidik catatan tidak sesuai dengan bita catatannya.',
  },
  'tile.mismatch': {
    en: 'A stored tile is missing, or not what its hashes amount to.',
    id: 'Petak yang tersimpan hilang atau tidak sesuai dengan sidik-sidiknya.',
  },
  'state.fold': {
    en: 'A row of the database is not what the entries amount to.',
    id: 'Baris basis data tidak sesuai dengan hasil rangkuman catatan.',
  },
  'state.act': {
    en: 'What is kept to recognise a repeated act is missing, or not of its entry.',
    id: 'Data pengenal tindakan berulang hilang atau tidak sesuai dengan catatannya.',
  },
  'state.identity': {
    en: 'A name in the record stands for another person than the one whose identity it seals.',
    id: 'Sebuah nama dalam rekaman menunjuk orang lain, bukan orang yang jati dirinya disegel di dalamnya.',
  },
  'state.published': {
    en: 'What is said of the publication of a checkpoint is not what its signatures and the entries say.',
    id: 'Keterangan penerbitan segel tidak sesuai dengan tanda tangannya atau dengan catatan.',
  },
  'vault.resurrected': {
    en: 'An opening that was destroyed by an erasure is in the vault again.',
    id: 'Pembuka yang telah dimusnahkan ada lagi di brankas.',
  },
  'schema.changed': {
    en: 'Triggers, functions, rights or settings of the database have changed without a migration.',
    id: 'Pemicu, fungsi, hak, atau pengaturan basis data berubah tanpa migrasi.',
  },
  ...meritCodes,
} as const satisfies Readonly<Record<string, Words>>;

export type LedgerCode = keyof typeof ledgerCodes;
