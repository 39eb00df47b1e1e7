/** The 68 columns of the SIASN profile export, in its order. */
export const profileColumns = [
  'PNS ID',
  'NIP LAMA',
  'NIP BARU',
  'NAMA',
  'GELAR DEPAN',
  'GELAR BELAKANG',
  'TEMPAT LAHIR ID',
  'TEMPAT LAHIR NAMA',
  'TANGGAL LAHIR',
  'JENIS KELAMIN',
  'AGAMA ID',
  'AGAMA NAMA',
  'JENIS KAWIN ID',
  'JENIS KAWIN NAMA',
  'NIK',
  'NOMOR HP',
  'EMAIL',
  'EMAIL GOV',
  'ALAMAT',
  'NPWP NOMOR',
  'BPJS',
  'JENIS PEGAWAI ID',
  'JENIS PEGAWAI NAMA',
  'KEDUDUKAN HUKUM ID',
  'KEDUDUKAN HUKUM NAMA',
  'STATUS CPNS PNS',
  'KARTU ASN VIRTUAL',
  'NOMOR SK CPNS',
  'TANGGAL SK CPNS',
  'TMT CPNS',
  'NOMOR SK PNS',
  'TANGGAL SK PNS',
  'TMT PNS',
  'GOL AWAL ID',
  'GOL AWAL NAMA',
  'GOL AKHIR ID',
  'GOL AKHIR NAMA',
  'TMT GOLONGAN',
  'MK TAHUN',
  'MK BULAN',
  'JENIS JABATAN ID',
  'JENIS JABATAN NAMA',
  'JABATAN ID',
  'JABATAN NAMA',
  'TMT JABATAN',
  'TINGKAT PENDIDIKAN ID',
  'TINGKAT PENDIDIKAN NAMA',
  'PENDIDIKAN ID',
  'PENDIDIKAN NAMA',
  'TAHUN LULUS',
  'KPKN ID',
  'KPKN NAMA',
  'LOKASI KERJA ID',
  'LOKASI KERJA NAMA',
  'UNOR ID',
  'UNOR NAMA',
  'INSTANSI INDUK ID',
  'INSTANSI INDUK NAMA',
  'INSTANSI KERJA ID',
  'INSTANSI KERJA NAMA',
  'SATUAN KERJA INDUK ID',
  'SATUAN KERJA INDUK NAMA',
  'SATUAN KERJA KERJA ID',
  'SATUAN KERJA KERJA NAMA',
  'IS VALID NIK',
  'NAMA SEKOLAH',
  'FLAG IKD',
  'UNOR INDUK',
] as const;

export type ProfileColumn = (typeof profileColumns)[number];

/** The cells of one row by column. */
export type Cells = (column: ProfileColumn) => string;

export interface HeaderFault {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
}

/** What is wrong with a header line; the order of columns is free. */
export function headerFault(header: readonly string[]): HeaderFault | undefined {
  return headerFaultOf(header, profileColumns);
}

/** What a header lacks, has beyond the wanted columns, or has twice. */
export function headerFaultOf(header: readonly string[], columns: readonly string[]): HeaderFault | undefined {
  const names = header.map((name) => name.trim());
  const wanted: ReadonlySet<string> = new Set(columns);
  const fault = {
    missing: columns.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !wanted.has(name)).map((name) => name.slice(0, 40)),
    repeated: columns.filter((name) => names.indexOf(name) !== names.lastIndexOf(name)),
  };
  return fault.missing.length + fault.unknown.length + fault.repeated.length === 0 ? undefined : fault;
}
