import type { Chance } from './chance.ts';

const male =
  'Adi Agung Bagus Bambang Bayu Budi Cahyo Danang Dedi Dimas Eko Fajar Galih Gilang Hadi Hari Ilham Indra Irwan Joko Kurnia Luhur Mahesa Nanda Oki Panji Pradana Putra Raka Rangga Reza Rizal Satria Sigit Surya Taufan Teguh Tirta Udin Wahyu Wisnu Yoga Yusuf Zaki Arya Bima Candra Daru Erlangga Gading'.split(
    ' ',
  );
const female =
  'Anggun Ayu Bunga Cempaka Citra Dahlia Dara Dewi Dian Dyah Eka Endah Fitri Gita Hana Hesti Indah Intan Juwita Kartika Kemala Kirana Laras Lestari Maya Mega Melati Murni Nadia Nilam Novia Nur Ocha Pandan Permata Puspa Putri Rani Ratna Ratih Ria Rosa Sari Sekar Shinta Tiara Utami Vina Wulan Yuni'.split(
    ' ',
  );
const second =
  'Abadi Adiwangsa Aksara Angkasa Anugrah Aruna Bahari Baskara Bestari Buana Cendana Darmawangsa Gemilang Gunawarman Hadiningrat Hamparan Jatiraga Kencana Kertapati Kusumajaya Langitbiru Lazuardi Lembayung Maharaja Mandala Mahardika Nirwana Nusantara Pamungkas Paramita Perkasa Pradipta Prameswara Purnamasari Rahardja Rengganis Samudra Sanjaya Saraswati Segara Semesta Setiabudi Sudirja Tanjungsari Telagasari Wanadri Wibisana Widyaningrum Wijayakusuma Wirasena'.split(
    ' ',
  );
const third =
  'Alamsyahputra Batubaraja Danurwenda Gintingsuka Harahaprana Kalimantara Lontaraja Manurungsari Minangsari Nasutiondra Pakpahanda Papualaut Prawirasena Rajagukmulia Sagalajaya Siahaanraya Simbolonsari Sitompulraja Sumbawarna Tambunanraya Tobelosari Tarigandra Wamenasari Wolioputra'.split(
    ' ',
  );

/** An invented Indonesian name; about one in twenty has a single word, as in life. */
export function drawName(chance: Chance, sex: 'male' | 'female'): string {
  const first = chance.pick(sex === 'male' ? male : female);
  if (chance.happens(0.05)) return first;
  const words = [first, chance.pick(second)];
  if (chance.happens(0.4)) words.push(chance.pick(third));
  return words.join(' ');
}
