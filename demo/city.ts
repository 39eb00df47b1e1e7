import { siasnId } from './chance.ts';

export const agencyCode = 'kota-contoh';
export const agencyName = 'Pemerintah Kota Contoh';

export interface CityUnit {
  readonly code: string;
  readonly name: string;
  /** Programmes of study that fit its work, without their degree. */
  readonly fields: readonly string[];
  readonly kind: 'setda' | 'setwan' | 'inspektorat' | 'dinas' | 'badan' | 'satpol' | 'rsud' | 'kecamatan' | 'upt';
}

export interface CityPost {
  readonly code: string;
  readonly title: string;
  readonly unit: CityUnit;
  /** SIASN id: 21, 22 JPT Pratama; 31, 32 administrator; 41, 42 pengawas. */
  readonly eselon: '21' | '22' | '31' | '32' | '41' | '42';
}

const general = ['administrasi publik', 'ilmu pemerintahan', 'manajemen', 'hukum'];

const dinas: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'Pendidikan',
    ['pendidikan dasar', 'manajemen pendidikan', 'bahasa indonesia'],
    ['Pembinaan SD', 'Pembinaan SMP', 'PAUD', 'Ketenagaan'],
  ],
  [
    'Kesehatan',
    ['kesehatan masyarakat', 'kedokteran', 'keperawatan'],
    ['Pelayanan Kesehatan', 'Pencegahan Penyakit', 'Kesehatan Masyarakat', 'Sumber Daya Kesehatan'],
  ],
  [
    'Pekerjaan Umum',
    ['teknik sipil', 'arsitektur', 'perencanaan wilayah'],
    ['Bina Marga', 'Cipta Karya', 'Sumber Daya Air', 'Prasarana'],
  ],
  [
    'Perhubungan',
    ['manajemen transportasi', 'teknik transportasi', 'teknik sipil'],
    ['Angkutan', 'Lalu Lintas', 'Prasarana', 'Keselamatan'],
  ],
  [
    'Lingkungan Hidup',
    ['teknik lingkungan', 'ilmu lingkungan', 'biologi'],
    ['Tata Lingkungan', 'Persampahan', 'Pengendalian Pencemaran', 'Penaatan'],
  ],
  [
    'Sosial',
    ['kesejahteraan sosial', 'sosiologi'],
    ['Rehabilitasi Sosial', 'Perlindungan Sosial', 'Pemberdayaan', 'Penanganan Fakir Miskin'],
  ],
  [
    'Tenaga Kerja',
    ['ekonomi pembangunan', 'hukum'],
    ['Pelatihan Kerja', 'Penempatan', 'Hubungan Industrial', 'Transmigrasi'],
  ],
  ['Perumahan', ['arsitektur', 'teknik sipil'], ['Perumahan Rakyat', 'Permukiman', 'Pertanahan', 'Penataan Kawasan']],
  [
    'Kependudukan dan Pencatatan Sipil',
    ['hukum', 'ilmu pemerintahan'],
    ['Pendaftaran Penduduk', 'Pencatatan Sipil', 'Informasi Kependudukan', 'Pemanfaatan Data'],
  ],
  [
    'Komunikasi dan Informatika',
    ['teknik informatika', 'ilmu komunikasi', 'sistem informasi'],
    ['Aplikasi', 'Infrastruktur', 'Statistik', 'Persandian'],
  ],
  [
    'Koperasi dan Usaha Mikro',
    ['manajemen', 'ekonomi pembangunan'],
    ['Kelembagaan', 'Usaha Mikro', 'Pengawasan Koperasi', 'Pemasaran'],
  ],
  [
    'Perdagangan',
    ['ekonomi pembangunan', 'manajemen'],
    ['Pasar', 'Perdagangan Dalam Negeri', 'Metrologi', 'Perindustrian'],
  ],
  [
    'Penanaman Modal',
    ['ekonomi pembangunan', 'hukum'],
    ['Perizinan Usaha', 'Perizinan Bangunan', 'Promosi', 'Pengaduan'],
  ],
  [
    'Kepemudaan dan Olahraga',
    ['pendidikan jasmani', 'manajemen'],
    ['Kepemudaan', 'Prestasi', 'Pembudayaan Olahraga', 'Sarana Olahraga'],
  ],
  [
    'Kebudayaan dan Pariwisata',
    ['pariwisata', 'sejarah'],
    ['Destinasi', 'Pemasaran Wisata', 'Kebudayaan', 'Ekonomi Kreatif'],
  ],
  [
    'Perpustakaan dan Kearsipan',
    ['ilmu perpustakaan', 'kearsipan'],
    ['Layanan Perpustakaan', 'Pengembangan Koleksi', 'Pengelolaan Arsip', 'Pembinaan Kearsipan'],
  ],
  [
    'Ketahanan Pangan',
    ['agribisnis', 'ilmu pangan'],
    ['Ketersediaan Pangan', 'Distribusi', 'Konsumsi', 'Keamanan Pangan'],
  ],
  ['Perikanan', ['perikanan', 'ilmu kelautan'], ['Budidaya', 'Tangkap', 'Pengolahan Hasil', 'Pengawasan Perikanan']],
];

const badan: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'Badan Kepegawaian dan Pengembangan SDM',
    ['administrasi publik', 'psikologi', 'manajemen'],
    ['Mutasi', 'Pengadaan', 'Penilaian Kinerja'],
  ],
  [
    'Badan Perencanaan Pembangunan Daerah',
    ['perencanaan wilayah', 'ekonomi pembangunan', 'statistika'],
    ['Ekonomi', 'Pemerintahan', 'Infrastruktur'],
  ],
  [
    'Badan Pengelolaan Keuangan dan Aset Daerah',
    ['akuntansi', 'keuangan daerah', 'manajemen'],
    ['Anggaran', 'Perbendaharaan', 'Aset'],
  ],
  ['Badan Pendapatan Daerah', ['akuntansi', 'perpajakan'], ['Pajak Daerah', 'Retribusi', 'Penagihan']],
  [
    'Badan Kesatuan Bangsa dan Politik',
    ['ilmu politik', 'ilmu pemerintahan'],
    ['Ideologi', 'Politik Dalam Negeri', 'Kewaspadaan'],
  ],
  ['Badan Penanggulangan Bencana Daerah', ['teknik sipil', 'geografi'], ['Pencegahan', 'Kedaruratan', 'Rehabilitasi']],
];

const districts = [
  'Barat',
  'Timur',
  'Utara',
  'Selatan',
  'Tengah',
  'Hilir',
  'Hulu',
  'Pesisir',
  'Pulau',
  'Baru',
  'Lama',
  'Raya',
  'Indah',
  'Makmur',
  'Sentosa',
  'Jaya',
];
const offices = ['UPT Pasar Induk', 'UPT Pengelolaan Sampah', 'UPT Laboratorium Lingkungan', 'UPT Balai Latihan Kerja'];
const bureaus = [
  'Tata Pemerintahan',
  'Hukum',
  'Organisasi',
  'Kesejahteraan Rakyat',
  'Perekonomian',
  'Pengadaan Barang dan Jasa',
  'Umum',
  'Protokol',
];

export interface City {
  readonly units: readonly CityUnit[];
  readonly posts: readonly CityPost[];
}

/** 45 units and 500 structural posts: 35 JPT Pratama, 140 administrator, 325 pengawas. */
export function buildCity(): City {
  const units = buildUnits();
  const posts: CityPost[] = [];
  const add = (unit: CityUnit, eselon: CityPost['eselon'], title: string) =>
    posts.push({ code: siasnId(`post/${unit.name}/${title}`), title, unit, eselon });
  for (const unit of units) addLeaders(unit, add);
  addSupervisors(units, posts, add);
  return { units, posts };
}

type AddPost = (unit: CityUnit, eselon: CityPost['eselon'], title: string) => void;

function buildUnits(): CityUnit[] {
  const unit = (kind: CityUnit['kind'], name: string, fields: readonly string[]): CityUnit => ({
    code: siasnId(`unit/${name}`),
    kind,
    name,
    fields: [...new Set([...fields, ...general.slice(0, 2)])],
  });
  return [
    unit('setda', 'Sekretariat Daerah', general),
    unit('setwan', 'Sekretariat DPRD', general),
    unit('inspektorat', 'Inspektorat', ['akuntansi', 'hukum']),
    ...dinas.map(([name, fields]) => unit('dinas', `Dinas ${name}`, fields)),
    unit('rsud', 'RSUD Kota Contoh', ['kedokteran', 'keperawatan', 'manajemen rumah sakit']),
    ...badan.map(([name, fields]) => unit('badan', name, fields)),
    unit('satpol', 'Satuan Polisi Pamong Praja', ['hukum', 'ilmu pemerintahan']),
    ...districts.slice(0, 12).map((name) => unit('kecamatan', `Kecamatan Contoh ${name}`, general)),
    ...offices.map((name) => unit('upt', name, ['manajemen', 'teknik lingkungan'])),
  ];
}

const deskNames = new Map([
  ...dinas.map(([name, , desks]) => [`Dinas ${name}`, desks] as const),
  ...badan.map(([name, , desks]) => [name, desks] as const),
]);

function addLeaders(unit: CityUnit, add: AddPost): void {
  switch (unit.kind) {
    case 'setda':
      add(unit, '21', 'Sekretaris Daerah');
      for (const name of ['Pemerintahan', 'Perekonomian', 'Administrasi Umum']) add(unit, '22', `Asisten ${name}`);
      for (const name of ['Hukum', 'Ekonomi', 'Kemasyarakatan']) add(unit, '22', `Staf Ahli Bidang ${name}`);
      for (const name of bureaus) add(unit, '31', `Kepala Bagian ${name}`);
      break;
    case 'setwan':
      add(unit, '22', 'Sekretaris DPRD');
      for (const name of ['Persidangan', 'Keuangan DPRD']) add(unit, '31', `Kepala Bagian ${name}`);
      break;
    case 'inspektorat':
      add(unit, '22', 'Inspektur');
      add(unit, '31', 'Sekretaris Inspektorat');
      for (const name of ['I', 'II']) add(unit, '31', `Inspektur Pembantu ${name}`);
      break;
    case 'rsud':
      add(unit, '22', 'Direktur RSUD Kota Contoh');
      break;
    case 'kecamatan':
      add(unit, '31', unit.name.replace('Kecamatan', 'Camat'));
      break;
    case 'upt':
      add(unit, '41', `Kepala ${unit.name}`);
      break;
    case 'satpol':
      add(unit, '22', `Kepala ${unit.name}`);
      add(unit, '31', `Sekretaris ${unit.name}`);
      break;
    case 'dinas':
    case 'badan':
      add(unit, '22', `Kepala ${unit.name}`);
      add(unit, '31', `Sekretaris ${unit.name}`);
      for (const desk of deskNames.get(unit.name) ?? []) add(unit, '32', `Kepala Bidang ${desk}`);
  }
}

const supervisorDesks = [
  'Umum dan Kepegawaian',
  'Keuangan',
  'Program',
  'Pelayanan',
  'Pengawasan',
  'Data',
  'Pembinaan',
  'Sarana',
  'Evaluasi',
  'Kemitraan',
];
const wanted = { supervisors: 325 };

/** Fills up to the number of supervisors, desk by desk over all units but the small offices. */
function addSupervisors(units: readonly CityUnit[], posts: readonly CityPost[], add: AddPost): void {
  const large = units.filter(({ kind }) => kind !== 'upt');
  let left = wanted.supervisors - posts.filter(({ eselon }) => eselon === '41' || eselon === '42').length;
  for (const [index, desk] of supervisorDesks.entries()) {
    for (const unit of large) {
      if (left === 0) return;
      add(unit, '41', `${index < 3 ? 'Kepala Subbagian' : 'Kepala Seksi'} ${desk}`);
      left -= 1;
    }
  }
}
