import { siasnId } from './chance.ts';

/** A vacancy of the demo's story with the people who are to be nominated for it, in the order of the story. */
export interface StoryVacancy {
  readonly selection: string;
  readonly title: string;
  readonly unit: string;
  /** The post's `code` in the posts table. */
  readonly postCode: string;
  readonly level: 'jpt-pratama' | 'administrator' | 'pengawas';
  readonly eselon: string;
  /** Programmes of study that fit, for the sealed criteria. */
  readonly fieldsOfStudy: readonly string[];
  /** NIP. */
  readonly candidates: readonly string[];
}

function vacancy(
  selection: string,
  [unit, title]: readonly [string, string],
  rest: Pick<StoryVacancy, 'level' | 'eselon' | 'fieldsOfStudy' | 'candidates'>,
): StoryVacancy {
  return { selection, title, unit, postCode: siasnId(`post/${unit}/${title}`), ...rest };
}

const pratama = { level: 'jpt-pratama', eselon: '22' } as const;
const administrator = { level: 'administrator', eselon: '31' } as const;

/** Posts that nobody holds. The first is SEL-2026-014: nine nominated, five ranked, three proposed, one chosen. */
export const storyVacancies: readonly StoryVacancy[] = [
  vacancy('SEL-2026-014', ['Dinas Perhubungan', 'Kepala Dinas Perhubungan'], {
    ...pratama,
    fieldsOfStudy: [
      'manajemen transportasi',
      'teknik transportasi',
      'teknik sipil',
      'ilmu pemerintahan',
      'administrasi publik',
    ],
    candidates: [
      '198203142006041003',
      '198009212005011002',
      '197905182004122001',
      '198101072005011004',
      '198307262008012002',
      '198002112005012001',
      '198112302006041001',
      '198408052009011003',
      '197711162003122002',
    ],
  }),
  vacancy('SEL-2026-008', ['Dinas Lingkungan Hidup', 'Kepala Dinas Lingkungan Hidup'], {
    ...pratama,
    fieldsOfStudy: ['teknik lingkungan', 'ilmu lingkungan', 'hukum'],
    candidates: ['198305092008011013', '198207312007012014', '198012142005011015', '198011032006041011'],
  }),
  vacancy('SEL-2026-006', ['RSUD Kota Contoh', 'Direktur RSUD Kota Contoh'], {
    ...pratama,
    fieldsOfStudy: ['kesehatan masyarakat', 'kedokteran', 'manajemen rumah sakit'],
    candidates: ['198405222008031009', '198206172007012010'],
  }),
  vacancy('SEL-2026-021', ['Dinas Kesehatan', 'Sekretaris Dinas Kesehatan'], {
    ...administrator,
    fieldsOfStudy: ['kesehatan masyarakat', 'kedokteran', 'keperawatan'],
    candidates: ['198405222008031009', '198206172007012010', '198609182010012018'],
  }),
  vacancy('SEL-2026-027', ['Sekretariat Daerah', 'Kepala Bagian Pengadaan Barang dan Jasa'], {
    ...administrator,
    fieldsOfStudy: ['hukum', 'administrasi publik', 'manajemen'],
    candidates: ['198705142011012016', '198803212012011017', '198011032006041011'],
  }),
  vacancy('SEL-2026-030', ['Badan Pengelolaan Keuangan dan Aset Daerah', 'Kepala Bidang Anggaran'], {
    ...administrator,
    eselon: '32',
    fieldsOfStudy: ['akuntansi', 'keuangan daerah', 'manajemen'],
    candidates: ['198108252006042012', '198704062011011019'],
  }),
  vacancy('SEL-2026-011', ['Kecamatan Contoh Barat', 'Camat Contoh Barat'], {
    ...administrator,
    fieldsOfStudy: ['ilmu pemerintahan', 'administrasi publik', 'hukum'],
    candidates: ['198705142011012016', '198803212012011017', '198011032006041011'],
  }),
  vacancy('SEL-2026-031', ['UPT Pasar Induk', 'Kepala UPT Pasar Induk'], {
    level: 'pengawas',
    eselon: '41',
    fieldsOfStudy: ['manajemen', 'ekonomi pembangunan'],
    candidates: [],
  }),
];

/** Personas by their NIP; the mayor and the academic member of the committee are no civil servants. */
export const personaNips: Readonly<Record<string, string>> = {
  chair: '197103251996031002',
  'member-1': '197408191999032003',
  'member-2': '197502071999031004',
  'member-3': '197306131998031005',
  'unit-head': '197604302000122002',
  secretary: '198506152010012004',
  hr: '198809022012012005',
  'assessor-1': '197910112006041006',
  'assessor-2': '198104232008012006',
  'assessor-3': '198301282009011007',
  auditor: '197812092005012007',
  administrator: '198911172014021008',
  candidate: '198405222008031009',
};
