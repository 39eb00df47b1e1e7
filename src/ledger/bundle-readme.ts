/** README.txt of every bundle: what is proven and what is not, and how to check without us. */
export const readme = `BUKTI: A BUNDLE OF PROOF

What this proves, when it verifies under keys that you have from elsewhere:
- every line is exactly what was written, in this order, with none left out before the last one here of a stream;
- the lines are part of the one log whose checkpoint is signed;
- opened values are those that were sealed at the time;
- gates, ranking, quorum, outcome and deadlines follow from the recorded facts by the enclosed rules;
- who acted had been given the office for it, where offices.ndjson says so; whether it ended since, the whole log says.
What it does not prove: that what people entered was true, or that people were honest. What is newer than the last
checkpoint that somebody else holds is protected only by those who run the system. In the bundle of one selection the place
in the log is proven of each line with a file in proofs/; where a line has none, the check of the times is skipped.

How to check: bukti verify BUNDLE.zip --policy POLICY.txt --epochs EPOCHS.txt
Or open bukti-verify.html in a browser, but your own copy: the one in verifiers/ comes from the same hand as this bundle.
Get policy.txt and epochs.txt from the agency by another way than this bundle. No network is needed. To check without
our program: entries.ndjson holds the bytes of each entry in base64; its leaf hash is SHA-256(0x00, bytes); proofs/
lead from there to the root in the file checkpoint (RFC 6962; C2SP tlog-proof, tlog-checkpoint, signed-note).

BUKTI: BERKAS BUKTI

Yang dibuktikan, bila pemeriksaan berhasil dengan kunci yang Anda peroleh dari sumber lain:
- setiap baris persis seperti saat ditulis, menurut urutannya, tanpa ada yang dihilangkan sebelum baris terakhirnya di sini;
- baris-baris itu bagian dari satu log yang segelnya ditandatangani;
- nilai yang dibuka adalah nilai yang dahulu disegel;
- syarat, peringkat, kuorum, hasil, dan tenggat mengikuti fakta yang tercatat menurut aturan yang disertakan;
- yang bertindak telah diberi jabatan untuk itu, bila disebut dalam offices.ndjson; apakah sudah berakhir, log utuh yang tahu.
Yang tidak dibuktikan: bahwa isian orang itu benar, atau bahwa orang itu jujur. Yang lebih baru daripada segel terakhir
yang dipegang pihak lain hanya dijaga oleh pengelola sistem. Dalam berkas satu seleksi, tempat di dalam log dibuktikan untuk
setiap baris yang buktinya ada di folder proofs; bila ada baris tanpa bukti, pemeriksaan waktu dilewati.

Cara memeriksa: bukti verify BERKAS.zip --policy POLICY.txt --epochs EPOCHS.txt
Atau buka bukti-verify.html di peramban, tetapi salinan Anda sendiri: yang di folder verifiers berasal dari pembuat berkas.
Mintalah policy.txt dan epochs.txt kepada instansi melalui jalan lain. Jaringan tidak diperlukan. Untuk memeriksa tanpa
program kami: entries.ndjson memuat bita setiap catatan dalam base64; sidiknya SHA-256(0x00, bita); isi folder proofs
mengarah dari sana ke akar dalam berkas checkpoint (RFC 6962; C2SP tlog-proof, tlog-checkpoint, signed-note).
`;
