import { type HeaderFault, headerFaultOf } from './siasn-columns.ts';
import type { HistoryKind, TableRows } from './siasn-files.ts';
import type { HistoryFile } from './siasn-rows.ts';

/** A table of cells, as a delimited file or a sheet gives it. */
interface Cells {
  readonly header: readonly string[];
  readonly rows: TableRows;
}

/** The columns that a table of each kind has at least: without one of them a misspelt name would be a fact that nobody stated. */
const neededColumns: Readonly<Record<HistoryKind, string>> = {
  units: 'id nama',
  masterPosts: 'id nama eselonId',
  posts:
    'nipBaru jenisJabatan jenisPenugasan eselon jabatanId jabatanNama unorId unorNama satuanKerjaNama tmtJabatan skNomor',
  performance:
    'nipBaru tahun bulanMulaiPenilaian bulanSelesaiPenilaian hasilKinerjaNilai perilakuKerjaNilai kuadranKinerjaNilai',
  trainings: 'nipBaru latihanStrukturalNama nomor jumlahJam tanggal tanggalSelesai',
  courses: 'nipBaru namaKursus jenisKursusSertipikat nomorSertipikat jumlahJam tanggalKursus tanggalSelesaiKursus',
  sanctions:
    'nipBaru jenisHukumanId jenisTingkatHukumanId hukumanTanggal akhirHukumTanggal masaTahun masaBulan skPembatalanNomor skPembatalanTanggal',
  awards: 'nipBaru tingkat skDate tahun',
  teams: 'nipBaru peran tanggalMulai tanggalSelesai',
  ratings: 'nipBaru penilaian nilai tanggal',
  feedback: 'nipBaru nilai',
  assessments: 'nipBaru tanggalPenilaian jabatanAcuan level',
  wealth: 'nipBaru tanggalPeriksa tanggalLapor',
};

/** What is wrong with the header of a history: a column that it lacks, or one that stands there twice. Further columns are left alone. */
export function historyHeaderFault(kind: HistoryKind, header: readonly string[]): HeaderFault | undefined {
  const names = header.map((name) => name.trim());
  const columns = new Set([...neededColumns[kind].split(' '), ...names.filter((name) => name !== '')]);
  const named = names.filter((name) => name !== '');
  return headerFaultOf(named, [...columns]);
}

/** A history delivered as a table: the same fields, named by the header; `penilai.nip` is a field within a field. Empty cells are absent. */
export function historyOfTable(name: string, { header, rows: cut }: Cells): HistoryFile {
  const rows = [...cut];
  const paths = header.map((column) => column.trim().split('.'));
  return {
    name,
    rows: rows.map(({ cells }) => (cells.length === header.length ? rowOf(paths, cells) : null)),
    lines: rows.map(({ line }) => line),
  };
}

type Fields = Map<string, string | Fields>;

function rowOf(paths: readonly (readonly string[])[], cells: readonly string[]): unknown {
  const fields: Fields = new Map();
  for (const [index, path] of paths.entries()) {
    const cell = cells[index] ?? '';
    if (cell.trim() !== '') put(fields, path, cell);
  }
  return plain(fields);
}

function put(fields: Fields, [first = '', ...rest]: readonly string[], cell: string): void {
  if (rest.length === 0) {
    fields.set(first, cell);
    return;
  }
  const known = fields.get(first);
  const within: Fields = typeof known === 'object' ? known : new Map<string, string | Fields>();
  fields.set(first, within);
  put(within, rest, cell);
}

function plain(fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]));
}
