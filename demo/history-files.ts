import { addDays, addMonths } from '#domain/dates.ts';
import { type Chance, siasnId } from './chance.ts';
import type { Assessed, Citizen, Evidence, Job, Punished, Rated, Rating } from './citizen.ts';
import { agencyName } from './city.ts';
import { siasnDay } from './profile-file.ts';

type Cell = string | number | null | readonly number[];
export type HistoryRow = Readonly<Record<string, Cell>>;
type Rows = readonly HistoryRow[];

/** One person's rows of each history; `chance` spoils some of them, and none where it is null. */
export interface PersonRows {
  readonly jobs: Rows;
  readonly performance: Rows;
  readonly trainings: Rows;
  readonly courses: Rows;
  readonly sanctions: Rows;
  readonly awards: Rows;
  readonly teams: Rows;
  readonly feedback: Rows;
  readonly assessments: Rows;
  readonly wealth: Rows;
}

export interface RowContext {
  readonly citizen: Citizen;
  readonly index: number;
  readonly asOf: string;
  readonly chance: Chance | null;
  readonly rater: Citizen;
}

/** A spoilt value at this rate, else the clean one. */
function spoil<Value>(chance: Chance | null, rate: number, values: { clean: Value; spoilt: Value }): Value {
  return chance?.happens(rate) === true ? values.spoilt : values.clean;
}

export function personRows(context: RowContext): PersonRows {
  const { citizen, chance } = context;
  const { evidence, nip } = citizen;
  return {
    jobs: citizen.jobs.map((job, place) => jobRow(job, { ...context, place })),
    performance: evidence.performance.map((rated) => performanceRow(rated, context)),
    trainings: evidence.trainings.map(({ title, endedOn }, place) => ({
      nipBaru: nip,
      latihanStrukturalNama: title,
      institusiPenyelenggara: 'Pusat Pelatihan Rekaan',
      nomor: `PIM/${context.index}-${place}/CONTOH/${endedOn.slice(0, 4)}`,
      jumlahJam: spoil(chance, 0.02, { clean: '900', spoilt: '900 JP' }),
      tanggal: siasnDay(addMonths(endedOn, -4)),
      tanggalSelesai: siasnDay(spoil(chance, 0.004, { clean: endedOn, spoilt: addMonths(endedOn, -6) })),
      tahun: endedOn.slice(0, 4),
      jenisKompetensi: 'MANAJERIAL',
    })),
    courses: courseRows(context),
    ...conductRows(context),
    assessments: evidence.assessments.map((assessed) => assessmentRow(assessed, context)),
  };
}

function jobRow(job: Job, { citizen, index, place, chance }: RowContext & { readonly place: number }): HistoryRow {
  const kind = job.isSpecialist ? 'FUNGSIONAL' : job.eselon === '99' ? 'PELAKSANA' : 'STRUKTURAL';
  const unitName = spoil(chance, 0.004, { clean: job.unit.name, spoilt: `#DELETE# ${job.unit.name}` });
  const pasted = spoil(chance, 0.012, { clean: job.title, spoilt: `${job.title} ${job.unit.name}` });
  const title = spoil(chance, 0.015, { clean: pasted, spoilt: pasted.toUpperCase() });
  const day = spoil(chance, 0.004, { clean: siasnDay(job.since), spoilt: job.since });
  const number = chance?.happens(0.003) === true ? index - 1 : index;
  return {
    nipBaru: citizen.nip,
    jenisJabatan: kind,
    jenisPenugasan: job.assignment,
    eselon: spoil<string>(chance, job.eselon === '22' ? 0.1 : 0, { clean: job.eselon, spoilt: 'JPT Pertama' }),
    jabatanId: spoil<string | null>(chance, 0.4, { clean: siasnId(`title/${job.title}`), spoilt: null }),
    jabatanNama: title,
    unorId: job.unit.code,
    unorNama: unitName,
    satuanKerjaNama: job.agency,
    jabatanFungsionalNama: job.isSpecialist ? title : null,
    tmtJabatan: spoil<string | null>(chance, 0.004, { clean: day, spoilt: null }),
    skNomor: `821.2/${number}-${place}/CONTOH/${job.since.slice(0, 4)}`,
  };
}

const ratingNames: Readonly<Record<Rating, string>> = {
  above: 'DIATAS EKSPEKTASI',
  meets: 'SESUAI EKSPEKTASI',
  below: 'DIBAWAH EKSPEKTASI',
};

function quadrantOf({ result, conduct }: Rated): string {
  if (conduct === 'below') return result === 'below' ? '5' : '4';
  if (result === 'below') return '3';
  return result === 'above' && conduct === 'above' ? '1' : '2';
}

function performanceRow(rated: Rated, { citizen, chance, rater }: RowContext): HistoryRow {
  const isOutside = chance?.happens(0.006) === true;
  const clean = quadrantOf(rated);
  const label = {
    clean,
    spoilt:
      { '1': 'Sangat Baik', '2': 'Baik', '3': 'Butuh Perbaikan', '4': 'Kurang', '5': 'Sangat Kurang' }[clean] ?? clean,
  };
  const wrong = { clean: spoil(chance, 0.003, label), spoilt: clean === '5' ? '2' : String(Number(clean) + 1) };
  const judge = spoil(chance, 0.002, { clean: rater, spoilt: citizen });
  return {
    nipBaru: citizen.nip,
    tahun: spoil<string | number>(chance, 0.003, { clean: rated.year, spoilt: `${rated.year} ` }),
    periodikId: '12',
    bulanMulaiPenilaian: '01',
    bulanSelesaiPenilaian: '12',
    hasilKinerjaNilai: spoil<string | null>(chance, 0.002, { clean: ratingNames[rated.result], spoilt: null }),
    perilakuKerjaNilai: spoil(chance, rated.conduct === 'meets' ? 0.01 : 0, {
      clean: ratingNames[rated.conduct],
      spoilt: 'sesuai',
    }),
    kuadranKinerjaNilai: spoil(chance, 0.005, wrong),
    penilaiNama: isOutside ? 'Pejabat Rekaan' : judge.name,
    penilaiNipNrp: isOutside ? '000000' : judge.nip,
    penilaiJabatan: judge.title,
    statusPenilai: isOutside ? 'NON ASN' : 'ASN',
  };
}

function courseRows({ citizen, index, chance }: RowContext): Rows {
  const rows = citizen.evidence.courses.map(({ type, endedOn }, place) => ({
    nipBaru: citizen.nip,
    namaKursus: `Pelatihan Contoh ${String.fromCharCode(65 + (place % 26))}`,
    jenisDiklatId: '3',
    jenisKursusSertipikat: type,
    institusiPenyelenggara: 'Lembaga Rekaan',
    nomorSertipikat: spoil(chance, 0.03, { clean: `S-${index}-${place}/CONTOH/${endedOn.slice(0, 4)}`, spoilt: '-' }),
    jumlahJam: '24',
    tanggalKursus: spoil<string | null>(chance, 0.008, { clean: siasnDay(addDays(endedOn, -2)), spoilt: null }),
    tanggalSelesaiKursus: siasnDay(endedOn),
  }));
  const [first] = rows;
  return first !== undefined && chance?.happens(0.03) === true
    ? [...rows, { ...first, nomorSertipikat: `${first.nomorSertipikat.toLowerCase()} ` }]
    : rows;
}

type ConductRows = Pick<PersonRows, 'sanctions' | 'awards' | 'teams' | 'feedback' | 'wealth'>;

function conductRows(context: RowContext): ConductRows {
  const { citizen, index } = context;
  const { evidence, nip } = citizen;
  const { feedback, wealth } = evidence;
  return {
    sanctions: evidence.sanctions.map((sanction) => sanctionRow(sanction, context)),
    awards: evidence.awards.map((award) => awardRow(award, context)),
    teams: evidence.teams.map(({ role, startedOn, endedOn }) => ({
      nipBaru: nip,
      peran: role,
      tanggalMulai: siasnDay(startedOn),
      tanggalSelesai: dayOrNull(endedOn),
      skNomor: `TIM/${index}/CONTOH/${startedOn.slice(0, 4)}`,
    })),
    feedback: feedback === null ? [] : [{ nipBaru: nip, nilai: feedback, jumlahPenilai: '14' }],
    wealth:
      wealth === null
        ? []
        : [{ nipBaru: nip, tanggalPeriksa: siasnDay(wealth.checkedOn), tanggalLapor: dayOrNull(wealth.filedOn) }],
  };
}

function dayOrNull(day: string | null): string | null {
  return day === null ? null : siasnDay(day);
}

function sanctionRow(sanction: Punished, { citizen, index, chance }: RowContext): HistoryRow {
  const { startedOn, months } = sanction;
  const end = months === null ? null : siasnDay(addDays(addMonths(startedOn, months), -1));
  const year = startedOn.slice(0, 4);
  return {
    nipBaru: citizen.nip,
    jenisHukumanId: sanction.type,
    jenisTingkatHukumanId: sanction.level,
    hukumanTanggal: siasnDay(startedOn),
    akhirHukumTanggal: spoil(chance, 0.1, { clean: end, spoilt: null }),
    masaTahun: '0',
    masaBulan: months === null ? null : String(months),
    skNomor: `HD/${index}/CONTOH/${year}`,
    skTanggal: siasnDay(startedOn),
    skPembatalanNomor: sanction.revoked ? `BTL/${index}/CONTOH/${year}` : null,
    nomorPp: year < '2022' ? '53/2010' : '94/2021',
  };
}

function awardRow({ level, givenOn }: Evidence['awards'][number], { citizen, index, chance }: RowContext): HistoryRow {
  const year = givenOn.slice(0, 4);
  const recased = spoil(chance, 0.02, { clean: level, spoilt: level.toUpperCase() });
  return {
    nipBaru: citizen.nip,
    hargaNama: 'Penghargaan Rekaan',
    tingkat: spoil<string | null>(chance, 0.02, { clean: recased, spoilt: null }),
    skNomor: `PH/${index}/CONTOH/${year}`,
    skDate: siasnDay(givenOn),
    tahun: spoil(chance, 0.01, { clean: year, spoilt: String(Number(year) + 2) }),
  };
}

function assessmentRow(assessed: Assessed, { citizen, asOf, chance }: RowContext): HistoryRow {
  const { levels, standards } = assessed;
  const until = addDays(addMonths(assessed.assessedOn, 36), -1);
  const isValid = until >= asOf;
  const sum = levels.reduce(
    (total, level, index) => total + Math.min(level, standards[index] ?? 1) / (standards[index] ?? 1),
    0,
  );
  const post =
    assessed.post === 'JPT Pratama'
      ? spoil(chance, 0.08, { clean: assessed.post, spoilt: 'JPT Pertama' })
      : assessed.post;
  return {
    nipBaru: citizen.nip,
    tanggalPenilaian: siasnDay(assessed.assessedOn),
    berlakuSampai: siasnDay(until),
    jabatanAcuan: spoil<string | null>(chance, 0.006, { clean: post, spoilt: null }),
    standar: standards,
    level: levels,
    jpm: spoil(chance, 0.015, { clean: ((100 * sum) / levels.length).toFixed(2), spoilt: '115.10' }),
    potensi: assessed.potential,
    status: isValid !== (chance?.happens(0.015) ?? false) ? 'BERLAKU' : 'KEDALUWARSA',
  };
}

export const historyAbout = `Rekaan: ${agencyName} tidak ada. Invented: no such city exists.`;
