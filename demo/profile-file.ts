import { addMonths } from '#domain/dates.ts';
import { rankNames } from '#domain/siasn-codes.ts';
import { type ProfileColumn, profileColumns } from '#schemas/siasn-columns.ts';
import { type Chance, siasnId } from './chance.ts';
import type { Citizen } from './citizen.ts';
import { agencyName } from './city.ts';

export type ProfileCells = Record<ProfileColumn, string>;

const agencyId = siasnId(`agency/${agencyName}`);
const educationNames = { '15': 'SLTA', '30': 'D-III', '35': 'D-IV', '40': 'S-1', '45': 'S-2', '50': 'S-3' } as const;
const statusNames: Readonly<Record<string, string>> = {
  '01': 'Aktif',
  '02': 'Cuti Luar Tanggungan Negara',
  '03': 'Tugas Belajar',
  '04': 'Pemberhentian Sementara',
  '15': 'Kena Hukuman Disiplin',
  '20': 'Masa Persiapan Pensiun',
};
const postKinds = { '1': 'Struktural', '2': 'Jabatan Fungsional', '4': 'Jabatan Fungsional Umum' } as const;

/** DD-MM-YYYY, as SIASN writes days. */
export function siasnDay(day: string): string {
  return `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;
}

export function profileCells(citizen: Citizen, index: number): ProfileCells {
  const number = String(index).padStart(6, '0');
  const empty = Object.fromEntries(profileColumns.map((column) => [column, ''])) as ProfileCells;
  return { ...empty, ...identityCells(citizen, number), ...serviceCells(citizen, number), ...placeCells(citizen) };
}

function identityCells(citizen: Citizen, number: string): Partial<ProfileCells> {
  return {
    'PNS ID': siasnId(`person/${citizen.key}`),
    'NIP BARU': citizen.nip,
    NAMA: citizen.name,
    'GELAR DEPAN': citizen.before,
    'GELAR BELAKANG': citizen.after,
    'TEMPAT LAHIR ID': siasnId('place/kota-contoh'),
    'TEMPAT LAHIR NAMA': 'KOTA CONTOH',
    'TANGGAL LAHIR': siasnDay(citizen.bornOn),
    'JENIS KELAMIN': citizen.sex === 'male' ? 'M' : 'F',
    NIK: `9900000000${number}`,
    'NOMOR HP': `080000${number}`,
    EMAIL: `pegawai${number}@contoh.example`,
    'EMAIL GOV': `pegawai${number}@kotacontoh.example`,
    ALAMAT: `Jalan Rekaan No. ${Number(number)}, Kota Contoh`,
    'NPWP NOMOR': `000000000${number}`,
    BPJS: `0000000${number}`,
    'IS VALID NIK': '1',
    'NAMA SEKOLAH': 'Universitas Rekaan',
    'FLAG IKD': '1',
  };
}

function serviceCells(citizen: Citizen, number: string): Partial<ProfileCells> {
  const { kind, startedOn, rank, status } = citizen;
  const year = startedOn.slice(0, 4);
  const isPns = kind === 'PNS';
  return {
    'JENIS PEGAWAI ID': isPns ? '12' : '71',
    'JENIS PEGAWAI NAMA': isPns ? 'PNS Daerah' : 'PPPK',
    'KEDUDUKAN HUKUM ID': status,
    'KEDUDUKAN HUKUM NAMA': statusNames[status] ?? '',
    'STATUS CPNS PNS': isPns ? 'P' : '',
    'KARTU ASN VIRTUAL': `K${number}`,
    'NOMOR SK CPNS': isPns ? `813/${number}/CONTOH/${year}` : '',
    'TMT CPNS': isPns ? siasnDay(startedOn) : '',
    'NOMOR SK PNS': isPns ? `821/${number}/CONTOH/${Number(year) + 1}` : '',
    'TMT PNS': isPns ? siasnDay(addMonths(startedOn, 12)) : '',
    'GOL AKHIR ID': isPns ? rank : '',
    'GOL AKHIR NAMA': isPns ? (rankNames[rank] ?? '') : rank,
    'TMT GOLONGAN': isPns ? '01-04-2023' : siasnDay(startedOn),
    'MK BULAN': '00',
  };
}

function placeCells(citizen: Citizen): Partial<ProfileCells> {
  const { education, unit, post } = citizen;
  const level = educationNames[education.level];
  const field = `${level} ${education.level === '15' ? 'IPS' : education.field.toUpperCase()}`;
  return {
    'JENIS JABATAN ID': citizen.postKind,
    'JENIS JABATAN NAMA': postKinds[citizen.postKind],
    'JABATAN ID': post?.code ?? siasnId(`title/${citizen.title}`),
    'JABATAN NAMA': citizen.title,
    'TMT JABATAN': siasnDay(citizen.since),
    'TINGKAT PENDIDIKAN ID': education.level,
    'TINGKAT PENDIDIKAN NAMA': level,
    'PENDIDIKAN ID': siasnId(`field/${field}`),
    'PENDIDIKAN NAMA': field,
    'TAHUN LULUS': String(education.graduated),
    'UNOR ID': unit.code,
    'UNOR NAMA': unit.name,
    'INSTANSI INDUK ID': agencyId,
    'INSTANSI INDUK NAMA': agencyName,
    'INSTANSI KERJA ID': agencyId,
    'INSTANSI KERJA NAMA': agencyName,
    'SATUAN KERJA INDUK ID': siasnId('work-unit'),
    'SATUAN KERJA INDUK NAMA': agencyName,
    'SATUAN KERJA KERJA ID': siasnId('work-unit'),
    'SATUAN KERJA KERJA NAMA': agencyName,
    'UNOR INDUK': agencyName,
  };
}

interface Dirt {
  readonly rate: number;
  readonly spoil: (cells: ProfileCells, citizen: Citizen, chance: Chance) => Partial<ProfileCells>;
}

const otherRank = (id: string) => (id === '31' ? 'III/c' : 'III/a');
const otherYear = (cell: string) => `${cell.slice(0, 6)}${Number(cell.slice(6)) + 1}`;

/** The mistakes of real exports, at rates of well-kept cities; all of them leave a row that can be imported. */
const dirt: readonly Dirt[] = [
  { rate: 0.004, spoil: ({ 'NIP BARU': nip }) => ({ 'NIP BARU': `'${nip}` }) },
  {
    rate: 0.002,
    spoil: ({ 'NIP BARU': nip }) => ({ 'NIP BARU': `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14)}` }),
  },
  { rate: 0.02, spoil: (cells) => ({ 'GOL AKHIR NAMA': cells['GOL AKHIR NAMA'].replace('/', '.') }) },
  {
    rate: 0.002,
    spoil: (cells, { kind }) => (kind === 'PNS' ? { 'GOL AKHIR NAMA': otherRank(cells['GOL AKHIR ID']) } : {}),
  },
  { rate: 0.01, spoil: (cells) => ({ 'JABATAN NAMA': cells['JABATAN NAMA'].toLowerCase() }) },
  { rate: 0.012, spoil: (cells, { unit }) => ({ 'JABATAN NAMA': `${cells['JABATAN NAMA']} - ${unit.name}` }) },
  { rate: 0.005, spoil: (_cells, { bornOn }) => ({ 'TANGGAL LAHIR': bornOn }) },
  { rate: 0.003, spoil: () => ({ 'TMT JABATAN': '' }) },
  { rate: 0.004, spoil: () => ({ 'TINGKAT PENDIDIKAN ID': '0' }) },
  { rate: 0.002, spoil: (cells) => ({ 'TANGGAL LAHIR': otherYear(cells['TANGGAL LAHIR']) }) },
  { rate: 0.005, spoil: (cells) => ({ 'KEDUDUKAN HUKUM NAMA': cells['KEDUDUKAN HUKUM NAMA'].toUpperCase() }) },
  { rate: 0.001, spoil: () => ({ 'KEDUDUKAN HUKUM ID': '15', 'KEDUDUKAN HUKUM NAMA': 'Aktif' }) },
  { rate: 0.001, spoil: (cells) => ({ 'JENIS KELAMIN': cells['JENIS KELAMIN'] === 'M' ? 'F' : 'M' }) },
  { rate: 0.005, spoil: (_cells, { unit }) => ({ 'UNOR NAMA': `#DELETE# ${unit.name}` }) },
  { rate: 0.01, spoil: (cells) => ({ EMAIL: cells.EMAIL.replace('.example', '') }) },
  { rate: 0.004, spoil: (cells) => ({ NIK: cells.NIK.slice(0, 14) }) },
  { rate: 0.002, spoil: (cells, { kind }) => (kind === 'PNS' ? { 'TMT CPNS': otherYear(cells['TMT CPNS']) } : {}) },
  {
    rate: 0.008,
    spoil: () => ({
      'INSTANSI KERJA NAMA': 'Pemerintah Provinsi Rekaan',
      'INSTANSI KERJA ID': siasnId('agency/other'),
    }),
  },
  {
    rate: 0.003,
    spoil: (_cells, { postKind }) => (postKind === '4' ? { 'JENIS JABATAN NAMA': 'Pimpinan Tinggi' } : {}),
  },
  { rate: 0.003, spoil: (cells) => ({ NAMA: cells.NAMA.replace(' ', '  ') }) },
  {
    rate: 0.004,
    spoil: (cells) => ({
      NAMA: cells.NAMA.replace(
        /(\p{L})(\p{L}+)$/u,
        (_all, first: string, rest: string) => `${first}${rest.slice(0, 2)}${rest.slice(2).toUpperCase()}`,
      ),
    }),
  },
  { rate: 0.01, spoil: (cells) => ({ 'GELAR BELAKANG': cells['GELAR BELAKANG'].replace('M.Si.', 'M.SI') }) },
  { rate: 0.005, spoil: (cells) => ({ 'JENIS PEGAWAI NAMA': cells['JENIS PEGAWAI NAMA'].toLowerCase() }) },
];

export function spoilProfile(cells: ProfileCells, citizen: Citizen, chance: Chance): ProfileCells {
  return dirt.reduce((spoilt, { rate, spoil }) => {
    return chance.happens(rate) ? { ...spoilt, ...spoil(spoilt, citizen, chance) } : spoilt;
  }, cells);
}

/** Rows that no import may take: lost digits, a separator inside a value, one number for two people. */
export function refusedLines(cells: readonly ProfileCells[]): string[] {
  const [first, second, third, fourth, double] = cells;
  const lost = [first, second, third].flatMap((row) =>
    row === undefined ? [] : [lineOf({ ...row, 'NIP BARU': '1.98409E+17' })],
  );
  const split = fourth === undefined ? [] : [lineOf({ ...fourth, ALAMAT: 'Jalan Rekaan|Kota Contoh' })];
  const doubles = double === undefined ? [] : [lineOf(double), lineOf({ ...double, NAMA: 'Orang Lain' })];
  return [...lost, ...split, ...doubles];
}

export function lineOf(cells: ProfileCells): string {
  return profileColumns.map((column) => cells[column]).join('|');
}
