#!/usr/bin/env python3
"""Verifies a Bukti bundle offline. Python 3.9 or newer, standard library only, this one file, no network.

    python3 bukti_verify.py BUNDLE.zip --policy policy.txt --epochs epochs.txt [--since checkpoint]
                                       [--authorities authorities.pem] [--now INSTANT] [--json]

Get policy.txt and epochs.txt from the agency by another way than the bundle. Exit code: 0 everything required was checked
under keys of your own and is right; 1 something is wrong; 2 not a bundle, or wrong use; 3 nothing wrong was found, but
something required stayed unchecked; 4 this program failed.

The file follows docs/ledger-format.md from the bytes upwards and may be read as a second statement of it: strict spellings
of bytes (section 1 below), Ed25519 (2), canonical values (3), entries (4), the tree (5), notes, checkpoints and the files of
trust (6), the container (7), time stamps (8), the checks in their order (9), the replay of the decision (10), the report (11),
the command line (12). A bundle comes from anybody: limits stand before the work that they bound, faults are collected as findings with
a permanent code and a place, and nothing in the bundle is believed that does not lead to a key the auditor trusts.

Also: --vectors FOLDER answers the test vectors of the format, --batch answers cases given as JSON lines on standard input,
--bench N measures leaf and tree verification of N entries.
"""

import argparse
import base64
import binascii
import copy
import hashlib
import json
import math
import os
import re
import struct
import sys
import time
import unicodedata
import zlib
from bisect import bisect_right
from collections import namedtuple
from fractions import Fraction

# The types of entries, the words of the findings and of the report. Written by `npm run fix` from src/ledger.
# data: generated
DATA = json.loads(
    r"""{
"types": {
  "log.opened/1": {"streams":["system"],"open":{},"committed":[]},
  "log.opened/2": {"streams":["system"],"open":{"incident":"code","key":"digest","origin":"digest","root":"digest","signature":"digest[]","size":"count"},"committed":[]},
  "entry.conflicted/1": {"streams":["system"],"open":{"entry":"uuid"},"committed":[]},
  "schema.attested/1": {"streams":["system"],"open":{"digest":"digest"},"committed":[]},
  "schema.attested/2": {"streams":["system"],"open":{"digest":"digest","functions":"digest","grants":"digest","migrations":"digest","policies":"digest","settings":"digest","triggers":"digest"},"committed":[]},
  "schema.attested/3": {"streams":["system"],"open":{"digest":"digest","functions":"digest","grants":"digest","migrations":"digest","policies":"digest","settings":"digest","triggers":"digest"},"committed":[]},
  "schema.attested/4": {"streams":["system"],"open":{"columns":"digest","constraints":"digest","digest":"digest","functions":"digest","grants":"digest","migrations":"digest","objects":"digest","policies":"digest","roles":"digest","rules":"digest","settings":"digest","triggers":"digest"},"committed":[]},
  "schema.acknowledged/1": {"streams":["system"],"open":{"after":"digest","before":"digest","migration":"digest"},"committed":[]},
  "key.announced/1": {"streams":["system"],"open":{"firstSize":"count","key":"digest"},"committed":[]},
  "key.revoked/1": {"streams":["system"],"open":{"key":"digest","lastSize":"count"},"committed":[]},
  "signer.unfrozen/1": {"streams":["system"],"open":{"at":"count","reason":"code","size":"count"},"committed":[]},
  "log.closed/1": {"streams":["system"],"open":{"incident":"code","successor":"digest"},"committed":[]},
  "agency.founded/1": {"streams":["agency"],"open":{},"committed":["name"]},
  "selection.registered/1": {"streams":["agency"],"open":{"number":"count","selection":"uuid"},"committed":[]},
  "account.opened/1": {"streams":["agency"],"open":{"account":"uuid"},"committed":["identity"]},
  "grant.given/1": {"streams":["agency"],"open":{"account":"uuid","role":"code","selection":"uuid?"},"committed":["validity"]},
  "grant.ended/1": {"streams":["agency"],"open":{"account":"uuid","role":"code"},"committed":["reason"]},
  "people.imported/1": {"streams":["agency"],"open":{"batch":"uuid","files":"digest[]","findings":"count","people":"count"},"committed":[]},
  "people.imported/2": {"streams":["agency"],"open":{"batch":"uuid","excluded":"count","files":"digest[]","findings":"count","people":"count"},"committed":["decisions"]},
  "policy.published/1": {"streams":["agency"],"open":{"digest":"digest","pack":"code","version":"code"},"committed":[]},
  "policy.proposed/1": {"streams":["agency"],"open":{"digest":"digest","pack":"code","proposal":"uuid","version":"code"},"committed":[]},
  "policy.approved/1": {"streams":["agency"],"open":{"proposal":"uuid"},"committed":[]},
  "policy.declined/1": {"streams":["agency"],"open":{"proposal":"uuid"},"committed":["reason"]},
  "policy.published/2": {"streams":["agency"],"open":{"digest":"digest","pack":"code","proposal":"uuid","version":"code"},"committed":[]},
  "calendar.published/1": {"streams":["agency"],"open":{"digest":"digest","year":"count"},"committed":[]},
  "mapping.derived/1": {"streams":["agency"],"open":{"digest":"digest","held":"count","mapped":"count","run":"uuid"},"committed":[]},
  "mapping.derived/2": {"streams":["agency"],"open":{"held":"count","mapped":"count","run":"uuid"},"committed":["digest"]},
  "post.vacated/1": {"streams":["agency"],"open":{"post":"uuid","selection":"uuid"},"committed":["holder"]},
  "post.filled/1": {"streams":["agency"],"open":{"post":"uuid","selection":"uuid"},"committed":["holder"]},
  "reader.bound/1": {"streams":["reader"],"open":{"ref":"uuid"},"committed":["person"]},
  "reading.recorded/1": {"streams":["reader"],"open":{"count":"count","streams":"count"},"committed":["items"]},
  "selection.opened/1": {"streams":["selection"],"open":{"number":"count","post":"uuid"},"committed":["vacancy"]},
  "person.bound/1": {"streams":["selection","person","mapping","agency","succession","plan"],"open":{"ref":"uuid","role":"code"},"committed":["person"]},
  "selection.policy-moved/1": {"streams":["selection"],"open":{"from":"digest"},"committed":["reason"]},
  "criteria.drafted/1": {"streams":["selection"],"open":{"digest":"digest","version":"count"},"committed":["content"]},
  "criteria.sealed/1": {"streams":["selection"],"open":{"digest":"digest","version":"count"},"committed":[]},
  "criteria.countersigned/1": {"streams":["selection"],"open":{"digest":"digest","version":"count"},"committed":[]},
  "stage.opened/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","calendar":"digest?","due":"instant?","step":"stage"},"committed":["deadline"]},
  "stage.stepped/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","calendar":"digest?","due":"instant?","step":"stage"},"committed":["deadline"]},
  "stage.closed/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","result":"code"},"committed":[]},
  "stage.paused/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage"},"committed":["reason"]},
  "stage.resumed/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","due":"instant?"},"committed":["reason"]},
  "stage.resumed/2": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","calendar":"digest?","due":"instant?"},"committed":["deadline","reason"]},
  "stage.reopened/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage"},"committed":["reason"]},
  "stage.cancelled/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage"},"committed":["reason"]},
  "deadline.moved/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","basis":"code","calendar":"digest?","due":"instant","was":"instant?"},"committed":["deadline","reason"]},
  "reminder.sent/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","kind":"code","recipients":"count"},"committed":[]},
  "stage.blocked/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage","cause":"code"},"committed":[]},
  "stage.unblocked/1": {"streams":["selection"],"open":{"attempt":"count","stage":"stage"},"committed":[]},
  "selection.decided/1": {"streams":["selection"],"open":{"outcome":"code"},"committed":[]},
  "selection.cancelled/1": {"streams":["selection"],"open":{},"committed":["reason"]},
  "nomination.filed/1": {"streams":["selection"],"open":{"candidate":"uuid","way":"code"},"committed":["note"]},
  "pool.completed/1": {"streams":["selection"],"open":{"candidates":"count"},"committed":[]},
  "data.confirmed/1": {"streams":["selection"],"open":{"candidate":"uuid","record":"digest"},"committed":[]},
  "data.confirmed/2": {"streams":["selection"],"open":{"candidate":"uuid"},"committed":["record"]},
  "correction.requested/1": {"streams":["selection"],"open":{"candidate":"uuid","correction":"uuid"},"committed":["request"]},
  "correction.answered/1": {"streams":["selection"],"open":{"answer":"code","candidate":"uuid","correction":"uuid"},"committed":["change","reason"]},
  "gate.verified/1": {"streams":["selection"],"open":{"candidate":"uuid","gate":"code","result":"code"},"committed":["evidence"]},
  "snapshot.frozen/1": {"streams":["selection"],"open":{"answered":"code","candidate":"uuid","digest":"digest"},"committed":["record"]},
  "snapshot.frozen/2": {"streams":["selection"],"open":{"answered":"code","candidate":"uuid"},"committed":["record"]},
  "gates.evaluated/1": {"streams":["selection"],"open":{"candidate":"uuid","outcome":"code"},"committed":["gates","placement"]},
  "candidacy.withdrawn/1": {"streams":["selection"],"open":{"by":"code","candidate":"uuid","other":"uuid?"},"committed":["reason"]},
  "candidacy.restored/1": {"streams":["selection"],"open":{"candidate":"uuid","other":"uuid?"},"committed":[]},
  "assessor.assigned/1": {"streams":["selection"],"open":{"assessor":"uuid","seed":"digest"},"committed":[]},
  "assessor.replaced/1": {"streams":["selection"],"open":{"assessor":"uuid","successor":"uuid","seed":"digest"},"committed":["reason"]},
  "sheet.submitted/1": {"streams":["selection"],"open":{"assessor":"uuid","candidate":"uuid"},"committed":["reasons","scores"]},
  "scores.revealed/1": {"streams":["selection"],"open":{"sheets":"count"},"committed":[]},
  "sheet.finalised/1": {"streams":["selection"],"open":{"assessor":"uuid","candidate":"uuid","change":"code"},"committed":["reasons","scores"]},
  "ranking.derived/1": {"streams":["selection"],"open":{"digest":"digest","ranked":"count","unranked":"count"},"committed":["ranking"]},
  "seat.appointed/1": {"streams":["selection"],"open":{"holder":"uuid","role":"code","seat":"count"},"committed":[]},
  "seat.replaced/1": {"streams":["selection"],"open":{"holder":"uuid","seat":"count","successor":"uuid"},"committed":["reason"]},
  "interest.declared/1": {"streams":["selection"],"open":{"actual":"count","possible":"count","seat":"count"},"committed":["declaration"]},
  "seat.recused/1": {"streams":["selection"],"open":{"ground":"code","seat":"count"},"committed":["reason"]},
  "presence.recorded/1": {"streams":["selection"],"open":{"presence":"code","seat":"count","session":"count"},"committed":[]},
  "session.adjourned/1": {"streams":["selection"],"open":{"cause":"code","eligible":"count","present":"count","required":"count","session":"count"},"committed":["reason"]},
  "motion.put/1": {"streams":["selection"],"open":{"digest":"digest","motion":"uuid","version":"count"},"committed":["content"]},
  "motion.voided/1": {"streams":["selection"],"open":{"cause":"code","motion":"uuid","successor":"uuid?"},"committed":[]},
  "ballot.cast/1": {"streams":["selection"],"open":{"motion":"digest","seat":"count","selection":"uuid"},"committed":["choice","reason"]},
  "ballot.voided/1": {"streams":["selection"],"open":{"cause":"code","motion":"digest","seat":"count"},"committed":[]},
  "outcome.derived/1": {"streams":["selection"],"open":{"abstaining":"count","against":"count","cast":"count","eligible":"count","motion":"digest","outcome":"code","required":"count","supporting":"count"},"committed":[]},
  "choice.made/1": {"streams":["selection"],"open":{"candidate":"uuid","choice":"uuid","deviation":"code","exception":"code?","rank":"count?","state":"code"},"committed":["reason"]},
  "choice.approved/1": {"streams":["selection"],"open":{"choice":"uuid"},"committed":["reason"]},
  "choice.declined/1": {"streams":["selection"],"open":{"choice":"uuid"},"committed":["reason"]},
  "choice.undone/1": {"streams":["selection"],"open":{"cause":"code","choice":"uuid"},"committed":[]},
  "concurrence.requested/1": {"streams":["selection"],"open":{"calendar":"digest?","candidate":"uuid","lapses":"instant?","round":"count"},"committed":["deadline"]},
  "concurrence.replied/1": {"streams":["selection"],"open":{"late":"code","reply":"code","round":"count"},"committed":["letter"]},
  "concurrence.lapsed/1": {"streams":["selection"],"open":{"lapsed":"instant","round":"count"},"committed":["certificate"]},
  "decree.issued/1": {"streams":["selection"],"open":{"candidate":"uuid","effective":"instant"},"committed":["decree"]},
  "placement.inaugurated/1": {"streams":["selection"],"open":{"candidate":"uuid"},"committed":["minutes"]},
  "placement.effected/1": {"streams":["selection"],"open":{"candidate":"uuid","post":"uuid"},"committed":[]},
  "placement.revoked/1": {"streams":["selection"],"open":{"candidate":"uuid"},"committed":["order"]},
  "step.undone/1": {"streams":["selection"],"open":{"choice":"uuid","effect":"code","step":"code"},"committed":[]},
  "mapping.begun/1": {"streams":["mapping"],"open":{"on":"code"},"committed":[]},
  "box.derived/1": {"streams":["mapping"],"open":{"ref":"uuid"},"committed":["derivation","person"]},
  "mapping.abandoned/1": {"streams":["mapping"],"open":{},"committed":["reason"]},
  "mapping.drawn/1": {"streams":["mapping"],"open":{"people":"count"},"committed":[]},
  "move.proposed/1": {"streams":["mapping"],"open":{"chair":"uuid?","members":"uuid[]","person":"uuid","recused":"uuid[]","resolution":"uuid"},"committed":["content"]},
  "publication.proposed/1": {"streams":["mapping"],"open":{"chair":"uuid?","members":"uuid[]","resolution":"uuid"},"committed":[]},
  "resolution.voted/1": {"streams":["mapping"],"open":{"resolution":"uuid"},"committed":["choice","reason"]},
  "resolution.decided/1": {"streams":["mapping"],"open":{"abstain":"count","approve":"count","outcome":"code","reject":"count","resolution":"uuid"},"committed":[]},
  "mapping.published/1": {"streams":["mapping"],"open":{"moved":"count"},"committed":[]},
  "plan.opened/1": {"streams":["plan"],"open":{"map":"uuid?","person":"uuid","review":"code","until":"code"},"committed":["content"]},
  "goal.proposed/1": {"streams":["plan"],"open":{"goal":"uuid"},"committed":["content"]},
  "goal.agreed/1": {"streams":["plan"],"open":{"goal":"uuid"},"committed":[]},
  "action.proposed/1": {"streams":["plan"],"open":{"action":"uuid","due":"code","goal":"uuid","kind":"code"},"committed":["content"]},
  "action.agreed/1": {"streams":["plan"],"open":{"action":"uuid"},"committed":[]},
  "mentor.named/1": {"streams":["plan"],"open":{"mentor":"uuid"},"committed":[]},
  "action.completed/1": {"streams":["plan"],"open":{"action":"uuid"},"committed":["report"]},
  "action.confirmed/1": {"streams":["plan"],"open":{"action":"uuid","register":"code?"},"committed":["evidence"]},
  "action.returned/1": {"streams":["plan"],"open":{"action":"uuid"},"committed":["reason"]},
  "action.dropped/1": {"streams":["plan"],"open":{"action":"uuid"},"committed":["reason"]},
  "plan.reminded/1": {"streams":["plan"],"open":{"action":"uuid?","kind":"code","on":"code"},"committed":[]},
  "plan.reviewed/1": {"streams":["plan"],"open":{"next":"code","outcome":"code"},"committed":["text"]},
  "plan.closed/1": {"streams":["plan"],"open":{"outcome":"code"},"committed":["text"]},
  "retention.published/1": {"streams":["agency"],"open":{"digest":"digest","version":"code"},"committed":[]},
  "hold.placed/1": {"streams":["person"],"open":{"ground":"code","hold":"uuid"},"committed":["reason"]},
  "hold.lifted/1": {"streams":["person"],"open":{"hold":"uuid"},"committed":["reason"]},
  "erasure.requested/1": {"streams":["person"],"open":{"basis":"code","erasure":"uuid","rules":"digest"},"committed":["reason"]},
  "erasure.approved/1": {"streams":["person"],"open":{"erasure":"uuid"},"committed":[]},
  "erasure.declined/1": {"streams":["person"],"open":{"erasure":"uuid"},"committed":["reason"]},
  "opening.erased/1": {"streams":["person","selection","agency","reader","mapping","succession","plan"],"open":{"approvals":"uuid[]","basis":"code","entries":"uuid[]","fields":"code[]","roles":"code[]","rules":"digest"},"committed":[]},
  "post.designated/1": {"streams":["succession"],"open":{"designation":"uuid","ground":"code","post":"uuid"},"committed":["reason"]},
  "designation.confirmed/1": {"streams":["succession"],"open":{"designation":"uuid"},"committed":["decree"]},
  "designation.withdrawn/1": {"streams":["succession"],"open":{"designation":"uuid"},"committed":["reason"]},
  "withdrawal.proposed/1": {"streams":["succession"],"open":{"designation":"uuid"},"committed":["reason"]},
  "withdrawal.confirmed/1": {"streams":["succession"],"open":{"designation":"uuid"},"committed":["decree"]},
  "successor.named/1": {"streams":["succession"],"open":{"designation":"uuid","map":"uuid","person":"uuid","successor":"uuid"},"committed":["place"]},
  "succession.decided/1": {"streams":["succession"],"open":{"designation":"uuid","successors":"uuid[]"},"committed":["decree"]},
  "successor.removed/1": {"streams":["succession"],"open":{"successor":"uuid"},"committed":["reason"]},
  "readiness.derived/1": {"streams":["succession"],"open":{"derived":"uuid","successor":"uuid"},"committed":["derivation"]}
},
"codes": {
  "canon.size": {"en":"The value is longer than 65,535 bytes.","id":"Nilai lebih panjang dari 65.535 bita."},
  "canon.utf8": {"en":"The bytes are not well-formed UTF-8, or begin with a byte order mark.","id":"Bita bukan UTF-8 yang sah, atau diawali penanda urutan bita."},
  "canon.syntax": {"en":"The text is not JSON.","id":"Teks bukan JSON."},
  "canon.form": {"en":"The JSON is valid but not in its one canonical spelling.","id":"JSON sah, tetapi bukan dalam ejaan kanonik yang tunggal."},
  "canon.number": {"en":"A number has a fraction, an exponent or a negative zero.","id":"Ada bilangan berpecahan, bereksponen, atau nol negatif."},
  "canon.range": {"en":"A number lies outside the range of exact integers.","id":"Ada bilangan di luar rentang bilangan bulat eksak."},
  "canon.surrogate": {"en":"A text holds half of a character.","id":"Ada teks yang memuat setengah karakter."},
  "canon.nul": {"en":"A text holds the character U+0000.","id":"Ada teks yang memuat karakter U+0000."},
  "canon.noncharacter": {"en":"A text holds a code point that is no character.","id":"Ada teks yang memuat titik kode yang bukan karakter."},
  "canon.nfc": {"en":"A text is not in the composed form NFC, or uses a code point unknown here.","id":"Ada teks yang tidak dalam bentuk NFC, atau memakai titik kode yang tidak dikenal."},
  "canon.duplicate": {"en":"A name stands twice in one object.","id":"Ada nama yang tercantum dua kali dalam satu objek."},
  "canon.order": {"en":"The names of an object are not in order.","id":"Nama-nama dalam suatu objek tidak berurutan."},
  "canon.depth": {"en":"Values are nested too deeply.","id":"Nilai bersarang terlalu dalam."},
  "canon.type": {"en":"A value has no JSON form.","id":"Ada nilai yang tidak mempunyai bentuk JSON."},
  "entry.size": {"en":"The entry is too short or too long.","id":"Catatan terlalu pendek atau terlalu panjang."},
  "entry.ascii": {"en":"The entry holds a byte that is not printable ASCII.","id":"Catatan memuat bita yang bukan ASCII tercetak."},
  "entry.canon": {"en":"The entry is not in its one canonical spelling.","id":"Catatan tidak dalam ejaan kanonik yang tunggal."},
  "entry.version": {"en":"The entry has a format version unknown here.","id":"Versi format catatan tidak dikenal."},
  "entry.envelope": {"en":"The entry does not have the members that every entry has, each in its form.","id":"Catatan tidak memuat unsur wajib dalam bentuk yang ditentukan."},
  "entry.log": {"en":"The entry belongs to another log.","id":"Catatan berasal dari log lain."},
  "stream.mixed": {"en":"An entry of another stream stands among these.","id":"Ada catatan dari rangkaian lain."},
  "stream.duplicate": {"en":"A place of the stream is taken twice.","id":"Satu tempat dalam rangkaian ditempati dua kali."},
  "stream.gap": {"en":"An entry of the stream is missing.","id":"Ada catatan yang hilang dari rangkaian."},
  "stream.link": {"en":"The entry does not follow the one before it: one of the two was changed.","id":"Catatan tidak tersambung dengan pendahulunya: salah satunya telah diubah."},
  "stream.order": {"en":"Within the stream the positions do not rise.","id":"Urutan posisi di dalam rangkaian tidak naik."},
  "stream.unbound": {"en":"The entry is by somebody whom no entry before it in its stream has bound to a person.","id":"Catatan dibuat oleh pihak yang belum dikaitkan dengan seseorang oleh catatan sebelumnya dalam rangkaian ini."},
  "register.gap": {"en":"An agency's register of selections has a gap, or does not fit the selections that are here.","id":"Daftar seleksi suatu instansi berlubang, atau tidak cocok dengan seleksi yang ada di sini."},
  "type.unknown": {"en":"The type of the entry is unknown here.","id":"Jenis catatan tidak dikenal."},
  "type.fields": {"en":"The entry does not have exactly the fields of its type.","id":"Isian catatan tidak tepat sama dengan yang ditetapkan untuk jenisnya."},
  "type.value": {"en":"A field in clear does not have its form, or the type does not belong on this stream.","id":"Ada isian terbuka yang tidak sesuai bentuknya, atau jenis catatan tidak termasuk rangkaian ini."},
  "proof.range": {"en":"The proof speaks of a place outside the tree.","id":"Bukti menunjuk tempat di luar pohon."},
  "proof.form": {"en":"A hash is not 64 lower-case hex digits.","id":"Ada sidik yang bukan 64 digit heksadesimal huruf kecil."},
  "proof.length": {"en":"The proof does not have the length that this place needs.","id":"Panjang bukti tidak sesuai dengan tempat yang dibuktikan."},
  "proof.root": {"en":"The proof does not lead to the signed root.","id":"Bukti tidak mengarah ke akar yang ditandatangani."},
  "key.form": {"en":"A verifier key is malformed.","id":"Kunci pemeriksa tidak sesuai bentuknya."},
  "note.limit": {"en":"The signed note is too large.","id":"Nota bertanda tangan terlalu besar."},
  "note.form": {"en":"The signed note is malformed.","id":"Nota bertanda tangan tidak sesuai bentuknya."},
  "note.signature": {"en":"A signature of a trusted key does not verify.","id":"Tanda tangan dari kunci tepercaya tidak sah."},
  "note.unsigned": {"en":"No trusted log has signed.","id":"Tidak ada tanda tangan dari log tepercaya."},
  "note.epoch": {"en":"The key may not sign a tree of this size: it is not yet valid, retired or revoked.","id":"Kunci tidak berlaku untuk pohon sebesar ini: belum berlaku, sudah diganti, atau dicabut."},
  "checkpoint.form": {"en":"The checkpoint is malformed.","id":"Segel tidak sesuai bentuknya."},
  "checkpoint.origin": {"en":"The checkpoint is of another log.","id":"Segel berasal dari log lain."},
  "checkpoint.root": {"en":"The checkpoint of an empty tree has another root.","id":"Segel pohon kosong mempunyai akar yang keliru."},
  "policy.form": {"en":"The file of trusted keys is malformed.","id":"Berkas kunci tepercaya tidak sesuai bentuknya."},
  "tlogproof.limit": {"en":"The proof file is too large.","id":"Berkas bukti catatan terlalu besar."},
  "tlogproof.form": {"en":"The proof file is malformed.","id":"Berkas bukti catatan tidak sesuai bentuknya."},
  "witness.quorum": {"en":"Too few witnesses have signed.","id":"Terlalu sedikit saksi yang menandatangani."},
  "stamp.form": {"en":"The time stamp is malformed, refused, or of an algorithm unknown here.","id":"Stempel waktu tidak sesuai bentuknya, ditolak, atau memakai algoritma yang tidak dikenal."},
  "stamp.imprint": {"en":"The time stamp is of something else.","id":"Stempel waktu bukan untuk segel ini."},
  "stamp.signature": {"en":"The signature of the time stamp does not verify.","id":"Tanda tangan pada stempel waktu tidak sah."},
  "stamp.chain": {"en":"The time stamp is not of an authority that is trusted for it.","id":"Stempel waktu bukan dari lembaga yang dipercaya untuk itu."},
  "stamp.time": {"en":"The time stamp is of another time than what it covers.","id":"Waktu pada stempel tidak cocok dengan isi yang dicakupnya."},
  "tile.path": {"en":"The path of a tile is malformed.","id":"Jalur petak tidak sesuai bentuknya."},
  "consistency.smaller": {"en":"The log has become smaller than it was at the earlier checkpoint.","id":"Log menjadi lebih kecil daripada saat segel terdahulu."},
  "consistency.fork": {"en":"The log does not contain what the earlier checkpoint covers.","id":"Log tidak memuat isi yang dicakup segel terdahulu."},
  "inclusion.missing": {"en":"Nothing proves that this entry is in the log.","id":"Tidak ada bukti bahwa catatan ini ada di dalam log."},
  "position.duplicate": {"en":"Two entries claim one position.","id":"Dua catatan menempati satu posisi."},
  "position.gap": {"en":"A position of the log is missing.","id":"Ada posisi yang hilang dari log."},
  "tree.root": {"en":"The entries do not add up to the signed root.","id":"Catatan-catatan tidak menghasilkan akar yang ditandatangani."},
  "bracket.seen": {"en":"The entry claims to know a checkpoint that it cannot have known.","id":"Catatan menyebut segel yang tidak mungkin telah dikenalnya."},
  "bracket.at": {"en":"The entry states a time that the outside clocks around it exclude.","id":"Waktu pada catatan tidak mungkin menurut jam luar sebelum dan sesudahnya."},
  "bracket.late": {"en":"The entry was covered by an outside clock later than the policy allows: it may be back-dated.","id":"Catatan dicakup jam luar lebih lambat daripada batas kebijakan: mungkin ditanggali mundur."},
  "fresh.stale": {"en":"The newest cosignatures are older than the policy allows: an old state of the log was served.","id":"Tanda tangan saksi terbaru lebih tua daripada batas kebijakan: keadaan log yang disajikan sudah lama."},
  "opening.form": {"en":"An opening is malformed.","id":"Pembuka tidak sesuai bentuknya."},
  "opening.mismatch": {"en":"An opening does not open its commitment: value or salt was changed.","id":"Pembuka tidak cocok dengan segelnya: nilai atau garamnya telah diubah."},
  "opening.unknown": {"en":"An opening belongs to no committed field of these entries.","id":"Pembuka tidak termasuk isian tersegel mana pun."},
  "opening.duplicate": {"en":"A field is opened twice.","id":"Satu isian dibuka dua kali."},
  "opening.erased": {"en":"This value was erased by law: its commitment stands, its content is gone.","id":"Nilai ini dihapus menurut hukum: komitmennya tetap, isinya sudah tidak ada."},
  "opening.missing": {"en":"A sealed value is gone from the vault, and no erasure says so.","id":"Nilai tersegel hilang dari brankas tanpa ada penghapusan yang mencatatnya."},
  "opening.nfc": {"en":"A text may not be in the composed form NFC; the Unicode tables here may be older than the writer's.","id":"Teks mungkin tidak dalam bentuk NFC; tabel Unicode di sini mungkin lebih lama."},
  "bundle.zip": {"en":"The bundle is not a well-formed container, or a byte of its frame was changed.","id":"Berkas bukti bukan wadah yang sah, atau ada bita pada kerangkanya yang diubah."},
  "bundle.path": {"en":"A file of the bundle has a forbidden name.","id":"Ada berkas dengan nama yang tidak diizinkan."},
  "bundle.limit": {"en":"The bundle exceeds a limit.","id":"Berkas bukti melampaui batas."},
  "bundle.manifest": {"en":"The table of contents is missing or malformed.","id":"Daftar isi tidak ada atau tidak sesuai bentuknya."},
  "bundle.file": {"en":"A file of the bundle is missing, unlisted, changed or malformed.","id":"Ada berkas yang hilang, tidak terdaftar, diubah, atau tidak sesuai bentuknya."},
  "bundle.version": {"en":"The bundle has a format version unknown here.","id":"Versi format berkas bukti tidak dikenal."},
  "bundle.scope": {"en":"The bundle holds something other than it says.","id":"Isi berkas bukti tidak sesuai dengan yang dinyatakan."},
  "trust.unpinned": {"en":"The trusted keys were taken from the bundle itself: bring your own copy to rely on them.","id":"Kunci tepercaya diambil dari berkas bukti itu sendiri: gunakan salinan Anda sendiri."},
  "leaf.mismatch": {"en":"A leaf hash is not that of the bytes of its entry.","id":"Sidik catatan tidak sesuai dengan bita catatannya."},
  "tile.mismatch": {"en":"A stored tile is missing, or not what its hashes amount to.","id":"Petak yang tersimpan hilang atau tidak sesuai dengan sidik-sidiknya."},
  "state.fold": {"en":"A row of the database is not what the entries amount to.","id":"Baris basis data tidak sesuai dengan hasil rangkuman catatan."},
  "state.act": {"en":"What is kept to recognise a repeated act is missing, or not of its entry.","id":"Data pengenal tindakan berulang hilang atau tidak sesuai dengan catatannya."},
  "state.identity": {"en":"A name in the record stands for another person than the one whose identity it seals.","id":"Sebuah nama dalam rekaman menunjuk orang lain, bukan orang yang jati dirinya disegel di dalamnya."},
  "state.published": {"en":"What is said of the publication of a checkpoint is not what its signatures and the entries say.","id":"Keterangan penerbitan segel tidak sesuai dengan tanda tangannya atau dengan catatan."},
  "vault.resurrected": {"en":"An opening that was destroyed by an erasure is in the vault again.","id":"Pembuka yang telah dimusnahkan ada lagi di brankas."},
  "schema.changed": {"en":"Triggers, functions, rights or settings of the database have changed without a migration.","id":"Pemicu, fungsi, hak, atau pengaturan basis data berubah tanpa migrasi."},
  "merit.policy-order": {"en":"The rules were not sealed before what they judge.","id":"Aturan tidak disegel sebelum hal yang dinilainya."},
  "merit.policy-digest": {"en":"The rules used are not those that were sealed.","id":"Aturan yang dipakai bukan yang telah disegel."},
  "merit.stage": {"en":"A stage moved in a way that the rules do not allow.","id":"Ada tahapan yang berpindah di luar aturan."},
  "merit.deadline": {"en":"An act was accepted outside its time.","id":"Ada tindakan yang diterima di luar waktunya."},
  "merit.gates": {"en":"The gates, axes or box do not follow from the frozen record.","id":"Syarat, sumbu, atau kotak tidak sesuai dengan data yang dibekukan."},
  "merit.snapshot": {"en":"The frozen record is not the one that was announced, or lacks an accepted correction.","id":"Data yang dibekukan bukan data yang diumumkan, atau kurang memuat koreksi yang diterima."},
  "merit.declaration": {"en":"A member acted without a declaration of interest.","id":"Ada anggota yang bertindak tanpa pernyataan kepentingan."},
  "merit.recused": {"en":"A recused member acted.","id":"Ada anggota yang sudah mundur tetapi tetap bertindak."},
  "merit.quorum": {"en":"The committee decided without its quorum.","id":"Komite mengambil keputusan tanpa kuorum."},
  "merit.early-reading": {"en":"Scores were read before they were revealed.","id":"Nilai dibaca sebelum dibuka."},
  "merit.after-reveal": {"en":"A score was changed after it was revealed.","id":"Nilai diubah setelah dibuka."},
  "merit.ranking": {"en":"The ranking does not follow from the recorded facts.","id":"Peringkat tidak sesuai dengan fakta yang tercatat."},
  "merit.outcome": {"en":"The outcome does not follow from the ballots.","id":"Hasil tidak sesuai dengan suara yang masuk."},
  "merit.deviation": {"en":"The choice deviates from the ranking without the recorded reasons.","id":"Pilihan menyimpang dari peringkat tanpa alasan yang tercatat."},
  "merit.requirement": {"en":"A requirement was not judged as the rules say.","id":"Ada syarat yang tidak dinilai sesuai aturan."},
  "merit.box": {"en":"A box does not follow from its sealed record.","id":"Ada kotak yang tidak sesuai datanya."},
  "merit.publication": {"en":"A policy was published without the approval of another than who proposed it.","id":"Kebijakan diterbitkan tanpa persetujuan orang lain selain pengusulnya."},
  "merit.office": {"en":"An act needs an office that whoever did it did not hold then.","id":"Ada tindakan oleh orang yang saat itu tidak memegang jabatan untuk melakukannya."},
  "merit.undisclosed": {"en":"A value on which the decision rests is not disclosed in this bundle.","id":"Ada nilai yang mendasari keputusan tetapi tidak dibuka dalam berkas ini."}
},
"disclosure": {
  "selection.opened/1": {"vacancy":{"candidate":"every","appellant":"every"}},
  "criteria.drafted/1": {"content":{"candidate":"every","appellant":"every"}},
  "stage.opened/1": {"deadline":{"candidate":"every","appellant":"every"}},
  "stage.stepped/1": {"deadline":{"candidate":"every","appellant":"every"}},
  "deadline.moved/1": {"deadline":{"candidate":"every","appellant":"every"}},
  "person.bound/1": {"person":{"candidate":"own","appellant":"own"}},
  "correction.requested/1": {"request":{"candidate":"own","appellant":"own"}},
  "correction.answered/1": {"change":{"candidate":"own","appellant":"own"},"reason":{"candidate":"own","appellant":"own"}},
  "data.confirmed/2": {"record":{"candidate":"own","appellant":"own"}},
  "snapshot.frozen/1": {"record":{"candidate":"own","appellant":"own"}},
  "snapshot.frozen/2": {"record":{"candidate":"own","appellant":"own"}},
  "gates.evaluated/1": {"gates":{"candidate":"own","appellant":"own"},"placement":{"candidate":"own","appellant":"own"}},
  "candidacy.withdrawn/1": {"reason":{"candidate":"own","appellant":"own"}},
  "sheet.submitted/1": {"reasons":{"appellant":"own"},"scores":{"appellant":"own"}},
  "sheet.finalised/1": {"reasons":{"appellant":"own"},"scores":{"appellant":"own"}},
  "ranking.derived/1": {"ranking":{"appellant":"every"}},
  "choice.made/1": {"reason":{"appellant":"own"}}
},
"personalActs": ["selection.opened/1","selection.policy-moved/1","criteria.drafted/1","criteria.sealed/1","criteria.countersigned/1","nomination.filed/1","pool.completed/1","data.confirmed/1","data.confirmed/2","correction.requested/1","correction.answered/1","gate.verified/1","assessor.assigned/1","seat.appointed/1","choice.made/1","choice.approved/1","choice.declined/1","concurrence.replied/1","decree.issued/1","placement.inaugurated/1","mapping.abandoned/1","move.proposed/1","publication.proposed/1"],
"offices": {
  "mapping.begun/1": ["hr","secretary"],
  "mapping.abandoned/1": ["hr","secretary"],
  "move.proposed/1": ["chair","member","secretary","hr"],
  "publication.proposed/1": ["chair","member","secretary","hr"],
  "resolution.voted/1": ["chair","member"],
  "selection.opened/1": ["secretary","hr"],
  "criteria.drafted/1": ["secretary","hr"],
  "criteria.sealed/1": ["secretary","hr"],
  "criteria.countersigned/1": ["secretary","hr","authority"],
  "nomination.filed/1": ["candidate","unit-head","hr"],
  "pool.completed/1": ["hr"],
  "data.confirmed/1": ["candidate"],
  "data.confirmed/2": ["candidate"],
  "correction.requested/1": ["candidate"],
  "correction.answered/1": ["hr"],
  "gate.verified/1": ["hr"],
  "assessor.assigned/1": ["hr"],
  "assessor.replaced/1": ["hr"],
  "sheet.submitted/1": ["assessor"],
  "sheet.finalised/1": ["assessor"],
  "seat.appointed/1": ["secretary","hr"],
  "seat.replaced/1": ["secretary","hr"],
  "interest.declared/1": ["chair","member"],
  "seat.recused/1": ["chair","member","secretary"],
  "presence.recorded/1": ["chair","member","secretary"],
  "motion.put/1": ["chair"],
  "ballot.cast/1": ["chair","member"],
  "choice.made/1": ["authority"],
  "choice.approved/1": ["chair","authority"],
  "choice.declined/1": ["chair","authority"],
  "concurrence.requested/1": ["hr"],
  "concurrence.replied/1": ["hr"],
  "concurrence.lapsed/1": ["hr"],
  "decree.issued/1": ["authority","hr"],
  "placement.inaugurated/1": ["hr"],
  "reminder.sent/1": ["secretary","hr"],
  "candidacy.withdrawn/1": ["candidate","hr"],
  "deadline.moved/1": ["secretary","hr"],
  "stage.paused/1": ["secretary","hr","authority"],
  "stage.resumed/1": ["secretary","hr","authority"],
  "stage.resumed/2": ["secretary","hr","authority"],
  "stage.reopened/1": ["secretary","authority"],
  "selection.policy-moved/1": ["authority"],
  "session.adjourned/1": ["secretary","chair"],
  "selection.cancelled/1": ["hr","authority"],
  "placement.revoked/1": ["hr","authority"]
},
"words": {
  "checks": {"0":{"en":"container","id":"wadah"},"1":{"en":"signature of the checkpoint","id":"tanda tangan segel"},"2":{"en":"witnesses","id":"saksi"},"3":{"en":"time stamp","id":"stempel waktu"},"4":{"en":"agreement with an earlier checkpoint","id":"kesesuaian dengan segel terdahulu"},"5":{"en":"bytes of the entries","id":"bita catatan"},"6":{"en":"entries are in the log","id":"catatan ada di dalam log"},"7":{"en":"streams without gaps","id":"rangkaian tanpa celah"},"8":{"en":"types and fields","id":"jenis dan isian"},"9":{"en":"bracket of time","id":"apitan waktu"},"10":{"en":"opened values","id":"nilai yang dibuka"},"11":{"en":"merit: replay by the rules","id":"merit: hitung ulang menurut aturan"},"12":{"en":"freshness","id":"kemutakhiran"},"13":{"en":"rows follow from the entries","id":"baris sesuai dengan catatan"},"14":{"en":"schema as attested","id":"skema sesuai pernyataan"}},
  "status": {"PASS":{"en":"PASS","id":"LULUS"},"FAIL":{"en":"FAIL","id":"GAGAL"},"SKIPPED":{"en":"SKIPPED","id":"DILEWATI"}},
  "skips": {"unreadable":{"en":"the bundle cannot be read","id":"berkas bukti tidak dapat dibaca"},"no-checkpoint":{"en":"there is no checkpoint to rely on","id":"tidak ada segel yang dapat diandalkan"},"no-merit-rules":{"en":"these rules are not in this verifier","id":"aturan tidak ada dalam pemeriksa ini"},"no-openings":{"en":"not all is disclosed from which the decision could be derived","id":"tidak semua isi dibuka untuk menurunkan kembali keputusan"},"no-consistency-proof":{"en":"the bundle holds no proof for that size","id":"tidak ada bukti untuk ukuran itu"},"no-brackets":{"en":"the bundle does not hold the witnessed checkpoints that all its entries name","id":"berkas tidak memuat semua segel bersaksi yang disebut catatannya"},"no-proofs":{"en":"the bundle does not prove the positions of all its entries","id":"berkas tidak membuktikan posisi semua catatannya"},"no-witness-asked":{"en":"not required by this bundle's policy","id":"tidak disyaratkan oleh kebijakan berkas ini"},"no-stamp":{"en":"the bundle holds no time stamp","id":"berkas tidak memuat stempel waktu"},"no-stamp-asked":{"en":"not required by this bundle's policy","id":"tidak disyaratkan oleh kebijakan berkas ini"},"no-earlier-checkpoint":{"en":"no earlier checkpoint was given","id":"tidak ada segel terdahulu yang diberikan"},"no-outside-clock":{"en":"no entry names an outside clock","id":"tidak ada catatan yang menyebut jam luar"},"no-age-asked":{"en":"no instant was given, or the policy promises none","id":"tidak ada waktu acuan, atau kebijakan tidak menjanjikannya"}},
  "results": {"0":{"en":"Everything that is required was checked and is right.","id":"Semua yang disyaratkan telah diperiksa dan benar."},"1":{"en":"Something is wrong with this bundle.","id":"Ada yang tidak benar pada berkas bukti ini."},"2":{"en":"This is not a bundle.","id":"Ini bukan berkas bukti."},"3":{"en":"Nothing wrong was found, but not everything required was checked under keys of your own.","id":"Tidak ditemukan kesalahan, tetapi tidak semua yang disyaratkan diperiksa dengan kunci milik Anda."},"skipped":{"en":"Nothing wrong was found, but a check that is required was skipped; the reason stands beside it.","id":"Tidak ditemukan kesalahan, tetapi ada pemeriksaan wajib yang dilewati; alasannya tertulis di sampingnya."}},
  "labels": {"note":{"en":"NOTE","id":"CATATAN"},"expected":{"en":"expected","id":"semestinya"},"found":{"en":"found","id":"ditemukan"},"more":{"en":"more of","id":"lagi dari"},"entries":{"en":"entries","id":"catatan"},"openings":{"en":"openings","id":"pembuka"},"size":{"en":"size","id":"ukuran"}}
}
}"""
)
# data: end

MAX_SAFE = 2**53 - 1


class Refused(Exception):
    """The first fault of foreign bytes: a permanent code."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


# ---------------------------------------------------------------------------------------------------------------------
# 1. Strict spellings: one text for each value, anything else is None.

HEX64 = re.compile(r"[0-9a-f]{64}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")


def from_hex(text):
    """Lower-case hex only."""
    return bytes.fromhex(text) if re.fullmatch(r"(?:[0-9a-f]{2})*", text) else None


def from_base64(text):
    """Standard alphabet, padded, unused bits zero."""
    try:
        given = text.encode("ascii")
        decoded = binascii.a2b_base64(given)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return decoded if binascii.b2a_base64(decoded, newline=False) == given else None


def to_base64(data):
    return base64.b64encode(data).decode("ascii")


def from_utf8(data):
    """Well-formed UTF-8 only; a byte order mark stays as U+FEFF."""
    try:
        return str(data, "utf-8")
    except UnicodeDecodeError:
        return None


def utf16(text):
    """Texts are ordered by their UTF-16 code units, not by code points."""
    return text.encode("utf-16-be", "surrogatepass")


def is_rising(values):
    """Texts, each above the one before it."""
    if not all(isinstance(value, str) for value in values):
        return False
    spelled = [utf16(value) for value in values]
    return all(one < other for one, other in zip(spelled, spelled[1:]))


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_safe(value):
    return is_integer(value) and 0 <= value <= MAX_SAFE


def safe_number(digits):
    """The integer of a text of decimal digits, or None above 2^53-1; no work on endless digits."""
    if len(digits) > 16:
        return None
    value = int(digits)
    return value if value <= MAX_SAFE else None


def is_match(form, value):
    return isinstance(value, str) and form.fullmatch(value) is not None


INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{6}Z")


def is_instant(value):
    """A real UTC instant with microseconds and no leap second."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return False
    year, month, day, hour, minute, second = map(int, found.groups())
    return 1 <= month <= 12 and 1 <= day <= days_in(year, month) and hour < 24 and minute < 60 and second < 60


def days_in(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


# ---------------------------------------------------------------------------------------------------------------------
# 2. SHA-256 and Ed25519 (RFC 8032, section 5.1), points in extended coordinates (X, Y, Z, T).


def sha256(data):
    return hashlib.sha256(data).digest()


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add_points(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double_point(p):
    a = p[0] * p[0] % P
    b = p[1] * p[1] % P
    h = a + b
    e = h - (p[0] + p[1]) * (p[0] + p[1])
    g = a - b
    f = 2 * p[2] * p[2] + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def negate_point(p):
    return (P - p[0], p[1], p[2], P - p[3])


def decode_point(data):
    """
    Section 5.1.3, as the common libraries do it: y is taken modulo P, and x = 0 may carry a sign. (The first half of a
    signature is never decoded: the point that should be there is encoded and compared.)
    """
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y = (y & ((1 << 255) - 1)) % P
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * SQRT_OF_MINUS_1 % P
    if v * x * x % P != u:
        return None
    if x & 1 != sign:
        x = (P - x) % P
    return (x, y, 1, x * y % P)


def encode_point(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def add_multiples(m, p, n, q):
    """m·p + n·q, doubling once for both."""
    choices = (NEUTRAL, p, q, add_points(p, q))
    total = NEUTRAL
    for bit in range(max(m.bit_length(), n.bit_length()) - 1, -1, -1):
        total = double_point(total)
        choice = (m >> bit & 1) + 2 * (n >> bit & 1)
        if choice:
            total = add_points(total, choices[choice])
    return total


verified_signatures = {}


def verify_ed25519(public_key, message, signature):
    """Section 5.1.7 with S below the group order, without the cofactor. Answers are kept: one note stands in many proofs."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    name = sha256(public_key + signature + message)
    if name not in verified_signatures:
        if len(verified_signatures) >= 10_000:
            verified_signatures.clear()
        verified_signatures[name] = is_signature(public_key, message, signature)
    return verified_signatures[name]


def is_signature(public_key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    a = decode_point(public_key)
    if s >= L or a is None:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    return encode_point(add_multiples(s, BASE, h, negate_point(a))) == signature[:32]


# ---------------------------------------------------------------------------------------------------------------------
# 3. Canonical values (format, section 3.1): the reader accepts exactly what the writer writes.

LARGEST_VALUE = 65_535
DEEPEST_VALUE = 8
DEEPEST_FILE = 16

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![0-9])")
UNIT_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
PLAIN = re.compile('[^"\\\\\x00-\x1f]*')
NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)
SHORT_ESCAPES = {'"': '"', "\\": "\\", "b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
SHORT_CONTROLS = {"\b", "\t", "\n", "\f", "\r"}


def decode_canonical(data, limit=LARGEST_VALUE, refuse_nfc=True):
    """
    The value and whether all its texts are in NFC, or Refused with the code of the first fault from left to right, after
    size and UTF-8. What may be longer than a value is a file, and may nest deeper.
    """
    if len(data) > limit:
        raise Refused("canon.size")
    text = from_utf8(data)
    if text is None or text.startswith("\ufeff"):
        raise Refused("canon.utf8")
    deepest = DEEPEST_FILE if limit > LARGEST_VALUE else DEEPEST_VALUE
    plain = read_plainly(text, deepest)
    if plain is not None:
        return plain, True
    reader = Reader(text, refuse_nfc)
    return reader.read_whole(deepest), reader.is_nfc


def refuse_token(_token):
    raise ValueError


PLAIN_JSON = json.JSONDecoder(parse_float=refuse_token, parse_constant=refuse_token)
SPELL_JSON = json.JSONEncoder(separators=(",", ":"), sort_keys=True)
LONG_NUMBER = re.compile(r"[0-9]{16}")


def read_plainly(text, deepest):
    """
    A shortcut for most values, never another verdict: ASCII without unit escapes and long numbers, which the JSON library
    reads, finds nested within the limit and, with sorted names, spells again in the same letters. None: ask the reader.
    """
    if not text.isascii() or "\\u" in text or LONG_NUMBER.search(text) is not None:
        return None
    try:
        value = PLAIN_JSON.decode(text)
    except (ValueError, RecursionError):
        return None
    return value if nests_within(value, deepest) and SPELL_JSON.encode(value) == text else None


def nests_within(value, left):
    if not isinstance(value, (dict, list)):
        return True
    members = value.values() if isinstance(value, dict) else value
    return left > 0 and all(nests_within(member, left - 1) for member in members)


class Reader:
    def __init__(self, text, refuse_nfc):
        self.text = text
        self.at = 0
        self.is_ascii = text.isascii()
        self.refuse_nfc = refuse_nfc
        self.is_nfc = True

    def read_whole(self, deepest):
        value = self.read_value(deepest)
        if self.at < len(self.text):
            self.fail_here()
        return value

    def read_value(self, left):
        first = self.text[self.at : self.at + 1]
        if first in ("{", "["):
            if left == 0:
                raise Refused("canon.depth")
            self.at += 1
            return self.read_object(left - 1) if first == "{" else self.read_array(left - 1)
        if first == '"':
            return self.read_string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.take(word):
                return value
        return self.read_number()

    def read_array(self, left):
        items = []
        if self.take("]"):
            return items
        while True:
            items.append(self.read_value(left))
            if self.take("]"):
                return items
            self.expect(",")

    def read_object(self, left):
        members = {}
        last = None
        if self.take("}"):
            return members
        while True:
            if self.text[self.at : self.at + 1] != '"':
                self.fail_here()
            name = self.read_string()
            if name in members:
                raise Refused("canon.duplicate")
            if last is not None and utf16(name) < utf16(last):
                raise Refused("canon.order")
            last = name
            self.expect(":")
            members[name] = self.read_value(left)
            if self.take("}"):
                return members
            self.expect(",")

    def read_number(self):
        found = NUMBER.match(self.text, self.at)
        if found is None:
            self.fail_here()
        self.at = found.end()
        digits, fraction, exponent = found.group(0, 1, 2)
        if fraction is not None or exponent is not None or digits == "-0":
            raise Refused("canon.number")
        size = safe_number(digits.lstrip("-"))
        if size is None:
            raise Refused("canon.range")
        return -size if digits.startswith("-") else size

    def read_string(self):
        self.at += 1
        parts = []
        while True:
            parts.append(self.read_plain())
            if self.take('"'):
                break
            if self.text[self.at : self.at + 1] != "\\":
                raise Refused("canon.syntax")
            parts.append(self.read_escape())
        text = "".join(parts)
        if not text.isascii() and unicodedata.normalize("NFC", text) != text:
            if self.refuse_nfc:
                raise Refused("canon.nfc")
            self.is_nfc = False
        return text

    def read_plain(self):
        """Up to the next quote, backslash or control below U+0020."""
        found = PLAIN.match(self.text, self.at)
        self.at = found.end()
        if not self.is_ascii and NONCHARACTER.search(found.group()):
            raise Refused("canon.noncharacter")
        return found.group()

    def read_escape(self):
        letter = self.text[self.at + 1 : self.at + 2]
        if letter in SHORT_ESCAPES:
            self.at += 2
            return SHORT_ESCAPES[letter]
        found = UNIT_ESCAPE.match(self.text, self.at)
        if found is None:
            raise Refused("canon.form" if letter == "/" else "canon.syntax")
        self.at = found.end()
        digits = found.group(1)
        unit = int(digits, 16)
        self.refuse_unit(unit)
        # Only the controls without a short escape are written so, and in lower case.
        if unit >= 0x20 or chr(unit) in SHORT_CONTROLS or digits != digits.lower():
            raise Refused("canon.form")
        return chr(unit)

    def refuse_unit(self, unit):
        """What is wrong with an escaped code unit in itself comes before the fault of having escaped it."""
        if 0xD800 <= unit <= 0xDBFF:
            found = UNIT_ESCAPE.match(self.text, self.at)
            low = int(found.group(1), 16) if found else 0
            if not 0xDC00 <= low <= 0xDFFF:
                raise Refused("canon.surrogate")
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        if unit == 0:
            raise Refused("canon.nul")
        if 0xDC00 <= unit <= 0xDFFF:
            raise Refused("canon.surrogate")
        if NONCHARACTER.match(chr(unit)):
            raise Refused("canon.noncharacter")

    def take(self, token):
        if not self.text.startswith(token, self.at):
            return False
        self.at += len(token)
        return True

    def expect(self, token):
        if not self.take(token):
            self.fail_here()

    def fail_here(self):
        """White space is another spelling of JSON; anything else here is no JSON."""
        here = self.text[self.at : self.at + 1]
        raise Refused("canon.form" if here != "" and here in " \t\n\r" else "canon.syntax")


def has_members(value, names):
    """An object of exactly these names, given in their order."""
    return isinstance(value, dict) and list(value) == names


def spell(value):
    """The one spelling of a canonical value that was read."""
    if isinstance(value, dict):
        names = sorted(value, key=utf16)
        return "{" + ",".join(spell_text(name) + ":" + spell(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(spell(item) for item in value) + "]"
    return spell_text(value) if isinstance(value, str) else json.dumps(value)


def spell_text(text):
    return json.dumps(text, ensure_ascii=False)


def digest_of(value):
    return sha256_hex(spell(value).encode("utf-8", "surrogatepass"))


# ---------------------------------------------------------------------------------------------------------------------
# 4. Entries (format, sections 3.2, 3.3 and 4).

LARGEST_ENTRY = 65_535
PRINTABLE = re.compile(rb"[\x20-\x7e]*")
FIELD = re.compile(r"[a-z][A-Za-z0-9]{0,63}")
STREAM = re.compile(r"[a-z]{2,16}/[a-z0-9][a-z0-9.-]{0,63}")
TYPE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*/[1-9][0-9]{0,3}")
BUILD = re.compile(r"[0-9A-Za-z.+-]{1,64}")
LOG = re.compile(r"[!-*,-~]{1,255}")
VERSION = re.compile(r"[0-9A-Za-z.-]{1,32}")
STAGE = re.compile(r"[a-z]+(-[a-z]+)*")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
LONGEST_WORD = 64
MOST_FIELDS = 64


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def parse_entry(data, log):
    """The envelope of an entry of this log, or Refused with the first fault: size, ascii, canon, version, envelope, log."""
    if not 2 <= len(data) <= LARGEST_ENTRY:
        raise Refused("entry.size")
    if PRINTABLE.fullmatch(data) is None:
        raise Refused("entry.ascii")
    try:
        value, _ = decode_canonical(data)
    except Refused:
        raise Refused("entry.canon") from None
    if isinstance(value, dict) and "v" in value and not is_one(value["v"]):
        raise Refused("entry.version")
    if not is_envelope(value):
        raise Refused("entry.envelope")
    if value["log"] != log:
        raise Refused("entry.log")
    return value


def is_one(value):
    return is_integer(value) and value == 1


def has_forms(value, forms):
    return isinstance(value, dict) and value.keys() == forms.keys() and all(forms[name](value[name]) for name in forms)


def or_null(form):
    return lambda value: value is None or form(value)


def form_of(pattern):
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def is_positive(value):
    return is_integer(value) and value >= 1


def is_stream(value):
    return is_match(STREAM, value) and not value.startswith("system/") or value == "system"


def are_fields(value, form):
    return (
        isinstance(value, dict)
        and len(value) <= MOST_FIELDS
        and all(FIELD.fullmatch(name) and form(member) for name, member in value.items())
    )


ACTOR = {"ref": or_null(form_of(UUID)), "role": form_of(CODE), "session": or_null(form_of(HEX64))}
POLICY = {"digest": form_of(HEX64), "id": form_of(CODE), "version": form_of(VERSION)}
SEEN = {"root": form_of(HEX64), "size": is_positive}
ENVELOPE = {
    "actor": lambda value: has_forms(value, ACTOR),
    "agency": or_null(form_of(CODE)),
    "at": is_instant,
    "build": form_of(BUILD),
    "committed": lambda value: are_fields(value, form_of(HEX64)),
    "id": form_of(UUID),
    "log": form_of(LOG),
    "open": lambda value: are_fields(value, lambda _: True),
    "policy": or_null(lambda value: has_forms(value, POLICY)),
    "prev": or_null(form_of(HEX64)),
    "seen": or_null(lambda value: has_forms(value, SEEN)),
    "stream": is_stream,
    "streamSeq": is_positive,
    "type": form_of(TYPE),
    "v": is_one,
}


def is_envelope(value):
    """Exactly the fifteen members, each of its form; `prev` is null exactly at the first place; no field both open and committed."""
    return (
        has_forms(value, ENVELOPE)
        and (value["prev"] is None) == (value["streamSeq"] == 1)
        and value["open"].keys().isdisjoint(value["committed"])
    )


SCALARS = {
    "count": is_safe,
    "instant": is_instant,
    "digest": form_of(HEX64),
    "uuid": form_of(UUID),
    "code": form_of(CODE),
    "stage": lambda value: is_match(STAGE, value) and len(value) <= LONGEST_WORD,
    "decimal": lambda value: is_match(DECIMAL, value) and len(value) <= LONGEST_WORD,
}


def fits(form, value):
    """Whether a value in clear has the declared form: `uuid`, `uuid?` (or null), `uuid[]` (a list)."""
    if form.endswith("[]"):
        return isinstance(value, list) and all(SCALARS[form[:-2]](one) for one in value)
    if form.endswith("?"):
        return value is None or SCALARS[form[:-1]](value)
    return SCALARS[form](value)


def refuse_type(envelope):
    """Why the type, its fields or its stream are not those of the table: a code, or None."""
    declared = DATA["types"].get(envelope["type"])
    if declared is None:
        return "type.unknown"
    opened, committed = envelope["open"], envelope["committed"]
    if opened.keys() != declared["open"].keys() or committed.keys() != set(declared["committed"]):
        return "type.fields"
    kind = envelope["stream"].split("/")[0]
    is_valid = all(fits(form, opened[field]) for field, form in declared["open"].items())
    return None if is_valid and kind in declared["streams"] else "type.value"


def refuse_next(last, envelope):
    """Why this entry cannot follow the given one (or be the first): a code, or None."""
    if last is not None and envelope["stream"] != last.envelope["stream"]:
        return "stream.mixed"
    expected = 1 if last is None else last.envelope["streamSeq"] + 1
    if envelope["streamSeq"] < expected:
        return "stream.duplicate"
    if envelope["streamSeq"] > expected:
        return "stream.gap"
    return None if envelope["prev"] == (None if last is None else last.leaf) else "stream.link"


def commit(place, salt, value):
    """The commitment, in hex, of these canonical bytes under this salt at this place: log, id, type, field."""
    header = "\n".join(("bukti/commitment/v1",) + place) + "\n"
    return sha256_hex(header.encode("utf-8") + salt + value)


def open_commitment(commitment, place, salt, value):
    """The value that salt (hex) and canonical bytes show, and whether it is in NFC here; else opening.form, opening.mismatch."""
    if not is_match(HEX64, salt):
        raise Refused("opening.form")
    try:
        decoded, is_nfc = decode_canonical(value, refuse_nfc=False)
    except Refused:
        raise Refused("opening.form") from None
    if commit(place, bytes.fromhex(salt), value) != commitment:
        raise Refused("opening.mismatch")
    return decoded, is_nfc


# ---------------------------------------------------------------------------------------------------------------------
# 5. The tree (RFC 6962, section 2.1).

EMPTY_ROOT = sha256(b"")


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    """The root over these hashes: pairs joined level by level, one left over goes up as it is."""
    if not leaves:
        return EMPTY_ROOT
    new = hashlib.sha256
    level = leaves
    while len(level) > 1:
        pairs = iter(level)
        above = [new(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs)]
        if len(level) % 2 == 1:
            above.append(level[-1])
        level = above
    return level[0]


def roots_at(leaves, sizes):
    """The roots, in hex, that the log had at these sizes, as far as the leaves reach."""
    roots, peaks = {}, []
    for size, leaf in enumerate(leaves, 1):
        peaks.append(leaf)
        width = size
        while width % 2 == 0:
            right = peaks.pop()
            peaks.append(node_hash(peaks.pop(), right))
            width //= 2
        if size in sizes:
            root = peaks[-1]
            for peak in reversed(peaks[:-1]):
                root = node_hash(peak, root)
            roots[size] = root.hex()
    return roots


def split_of(size):
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def hashes_of(texts):
    return [bytes.fromhex(text) for text in texts] if all(is_match(HEX64, text) for text in texts) else None


def refuse_inclusion(leaf, position, size, proof, root):
    """Why the proof does not show this leaf at this position: range, form, length, root, in this order; or None. Hashes in hex."""
    if not is_safe(size) or not is_safe(position) or position >= size:
        return "proof.range"
    hashes = hashes_of([leaf, root, *proof])
    if hashes is None:
        return "proof.form"
    turns, offset, left = [], position, size
    while left > 1:
        split = split_of(left)
        turns.append(offset < split)
        offset, left = (offset, split) if offset < split else (offset - split, left - split)
    if len(proof) != len(turns):
        return "proof.length"
    found = hashes[0]
    for goes_left, sibling in zip(reversed(turns), hashes[2:]):
        found = node_hash(found, sibling) if goes_left else node_hash(sibling, found)
    return None if found == hashes[1] else "proof.root"


def refuse_consistency(old_size, old_root, size, root, proof):
    """Why the proof does not show that the new tree holds the whole old one: range, form, length, root; or None. Hashes in hex."""
    if not is_safe(old_size) or not is_safe(size) or old_size > size:
        return "proof.range"
    hashes = hashes_of([old_root, root, *proof])
    if hashes is None:
        return "proof.form"
    # From the root down: does the old tree end in the left subtree? The proof gives the other one, on the way back up.
    turns, old, left, is_old_tree = [], old_size, size, True
    if old_size not in (0, size):
        while old != left:
            split = split_of(left)
            goes_left = old <= split
            turns.append(goes_left)
            old, left = (old, split) if goes_left else (old - split, left - split)
            is_old_tree = is_old_tree and goes_left
    if len(proof) != len(turns) + (0 if is_old_tree else 1):
        return "proof.length"
    was, now, given = hashes[0], hashes[1], hashes[2:]
    if (old_size == 0 and was != EMPTY_ROOT) or (size == 0 and now != EMPTY_ROOT):
        return "proof.root"
    if old_size == 0:
        return None
    start = was if is_old_tree else given.pop(0)
    found_was = found_now = start
    for goes_left, sibling in zip(reversed(turns), given):
        if goes_left:
            found_now = node_hash(found_now, sibling)
        else:
            found_was, found_now = node_hash(sibling, found_was), node_hash(sibling, found_now)
    return None if (found_was, found_now) == (was, now) else "proof.root"


TILE_WIDTH = 256
DEEPEST_TILE = 63
TILE_PATH = re.compile(r"tile/(0|[1-9][0-9]?|entries)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def tile_path(level, index, width):
    """C2SP tlog-tiles: `tile/<level>/<index in groups of three digits>[.p/<width>]`."""
    digits = str(index)
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    spelled = "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{spelled}" + ("" if width == TILE_WIDTH else f".p/{width}")


def parse_tile_path(path):
    """Level, index and width of a path in its one spelling, or Refused with tile.path."""
    found = TILE_PATH.fullmatch(path)
    if found is None:
        raise Refused("tile.path")
    level = found.group(1) if found.group(1) == "entries" else int(found.group(1))
    index = int(re.sub("[x/]", "", found.group(2)))
    width = int(found.group(3) or TILE_WIDTH)
    is_level = level == "entries" or level <= DEEPEST_TILE
    if not is_level or index > MAX_SAFE or width > TILE_WIDTH or tile_path(level, index, width) != path:
        raise Refused("tile.path")
    return level, index, width


# ---------------------------------------------------------------------------------------------------------------------
# 6. Notes, checkpoints and the files of trust (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy, tlog-proof).

LARGEST_NOTE = 131_072
MOST_SIGNATURES = 100
LARGEST_PROOF = 140_000
LARGEST_POLICY = 1_048_576
DEEPEST_GROUP = 32
# Seconds until an entry is covered, seconds for which cosignatures are fresh, the first position under witnesses.
TERMS = {"covered-within", "fresh-within", "witnessed-from"}
MOST_HASHES = 63
KINDS = {1: "log", 4: "witness"}
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
KEY_NAME = re.compile(f"[^+{WHITE_SPACE}]+")
VKEY = re.compile(r"([^+]*)\+([0-9a-f]{8})\+(.*)", re.DOTALL)
SIGNATURE_LINE = re.compile("\u2014 ([^ \n]+) ([^ \n]+)")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
POLICY_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
NATURAL = re.compile(r"0|[1-9][0-9]*")
EPOCH_SPACE = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
EPOCH = re.compile(f"epoch ([^{EPOCH_SPACE}]+) (0|[1-9][0-9]{{0,15}}) (0|[1-9][0-9]{{0,15}}|-)")


class Key:
    """A verifier key: of a log (signs the text) or of a witness (signs the text with a time)."""

    def __init__(self, vkey, name, kind, key_id, public):
        self.vkey, self.name, self.kind, self.id, self.public = vkey, name, kind, key_id, public


def key_id_of(name, typed):
    return sha256(name.encode("utf-8") + b"\n" + typed)[:4]


def parse_key(vkey):
    """`name+id+base64(type ‖ key)`, or Refused with key.form."""
    found = VKEY.fullmatch(vkey)
    name, id_text, key_text = found.groups() if found else ("", "", "")
    typed = from_base64(key_text)
    if KEY_NAME.fullmatch(name) is None or typed is None or len(typed) != 33 or typed[0] not in KINDS:
        raise Refused("key.form")
    key_id = key_id_of(name, typed)
    if key_id.hex() != id_text:
        raise Refused("key.form")
    return Key(vkey, name, KINDS[typed[0]], key_id, typed[1:])


def parse_note(data):
    """The signed text and the signature lines (name, id, signature); Refused with note.limit or note.form."""
    if len(data) > LARGEST_NOTE:
        raise Refused("note.limit")
    whole = from_utf8(data)
    if whole is None or CONTROL.search(whole) or not whole.endswith("\n"):
        raise Refused("note.form")
    blank = whole.rfind("\n\n")
    if blank < 0:
        raise Refused("note.form")
    lines = whole[blank + 2 : -1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise Refused("note.limit")
    return whole[: blank + 1], [parse_signature_line(line) for line in lines]


def parse_signature_line(line):
    found = SIGNATURE_LINE.fullmatch(line)
    name, encoded = found.groups() if found else ("", "")
    data = from_base64(encoded)
    if KEY_NAME.fullmatch(name) is None or data is None or len(data) <= 4:
        raise Refused("note.form")
    return name, data[:4], data[4:]


def verify_note(text, lines, trusted):
    """
    The (key, time) of every line of a trusted key. Each must verify (note.signature); lines of strangers say nothing; without
    a line of a log there is nothing to rely on (note.unsigned).
    """
    by_name = {}
    for key in trusted:
        by_name.setdefault((key.name, key.id), []).append(key)
    verified = []
    for name, key_id, signature in lines:
        for key in by_name.get((name, key_id), ()):
            verified.append((key, verify_line(text.encode("utf-8"), key, signature)))
    if not any(key.kind == "log" for key, _ in verified):
        raise Refused("note.unsigned")
    return verified


def verify_line(text, key, signature):
    """Of a witness the seconds since 1970 that it states, of a log None; Refused with note.signature."""
    if key.kind == "log":
        seconds, message = None, text
    else:
        if len(signature) != 72:
            raise Refused("note.signature")
        seconds = int.from_bytes(signature[:8], "big")
        message = b"cosignature/v1\ntime %d\n%s" % (seconds, text)
        signature = signature[8:]
    if (seconds or 0) > MAX_SAFE or not verify_ed25519(key.public, message, signature):
        raise Refused("note.signature")
    return seconds


class Checkpoint:
    """A head as a log states it, its text, and the verified (key, time) of its lines. The root in hex."""

    def __init__(self, origin, size, root, text, signatures):
        self.origin, self.size, self.root, self.text, self.signatures = origin, size, root, text, signatures


def parse_checkpoint(text):
    """Origin, size and root (hex) of a text, extension lines allowed; else Refused with checkpoint.form."""
    lines = text.split("\n")
    if len(lines) < 4 or "" in lines[:-1] or lines[-1] != "":
        raise Refused("checkpoint.form")
    size = safe_number(lines[1]) if NATURAL.fullmatch(lines[1]) else None
    root = from_base64(lines[2])
    if size is None or root is None or len(root) != 32:
        raise Refused("checkpoint.form")
    return lines[0], size, root.hex()


def open_checkpoint(data, trusted, expected=None):
    """
    Refused in the order note.limit, note.form, note.signature, note.unsigned, checkpoint.form, checkpoint.origin,
    checkpoint.root. Without an expected origin that of the text must be a signing log's name.
    """
    text, lines = parse_note(data)
    signatures = verify_note(text, lines, trusted)
    origin, size, root = parse_checkpoint(text)
    is_signed = any(key.kind == "log" and key.name == origin for key, _ in signatures)
    if not is_signed or (expected is not None and origin != expected):
        raise Refused("checkpoint.origin")
    if size == 0 and root != EMPTY_ROOT.hex():
        raise Refused("checkpoint.root")
    return Checkpoint(origin, size, root, text, signatures)


class Policy:
    """
    A policy file: whom to trust, and how many witnesses must have seen a checkpoint. Words come in the order of the file, a
    group after its members: ('none',), ('witness', vkey), ('group', threshold, names).
    """

    def __init__(self):
        self.logs, self.witnesses = [], []
        self.named = {"none": ("none",)}
        self.grouped = {"none"}
        self.depths = {}
        self.known = set()
        self.quorum = None
        self.terms = {}

    @property
    def keys(self):
        return self.logs + self.witnesses

    def take(self, line):
        """Whether the line may stand here; names must be defined before they are used."""
        if POLICY_CONTROL.search(line):
            return False
        word, *items = [item for item in re.split("[ \t]+", line) if item != ""] or [""]
        if word == "#bukti":
            return self.take_term(items)
        if word == "" or word.startswith("#"):
            return True
        take = {"log": self.take_log, "witness": self.take_witness, "group": self.take_group, "quorum": self.take_quorum}
        return word in take and take[word](items)

    def take_term(self, items):
        """What the agency promises besides, in lines `#bukti <term> <number>` that other readers take for comments."""
        name, text = items if len(items) == 2 else ("", "")
        value = safe_number(text) if NATURAL.fullmatch(text) else None
        if name not in TERMS or name in self.terms or value is None:
            return False
        self.terms[name] = value
        return True

    def take_log(self, items):
        return 1 <= len(items) <= 2 and self.add_key(self.logs, items[0], "log")

    def take_witness(self, items):
        if not 2 <= len(items) <= 3 or items[0] in self.named or not self.add_key(self.witnesses, items[1], "witness"):
            return False
        self.named[items[0]] = ("witness", items[1])
        return True

    def take_group(self, items):
        name, count, *names = items if len(items) >= 2 else ("none", "")
        threshold = 1 if count == "any" else len(names) if count == "all" else threshold_of(count)
        if name in self.named or not 1 <= threshold <= len(names):
            return False
        for member in names:
            if member not in self.named or member in self.grouped:
                return False
            self.grouped.add(member)
        self.depths[name] = 1 + max(self.depths.get(member, 0) for member in names)
        self.named[name] = ("group", threshold, names)
        return self.depths[name] <= DEEPEST_GROUP

    def take_quorum(self, items):
        if len(items) != 1 or self.quorum is not None or items[0] not in self.named:
            return False
        self.quorum = items[0]
        return True

    def add_key(self, keys, vkey, kind):
        try:
            key = parse_key(vkey)
        except Refused:
            return False
        if key.kind != kind or vkey in self.known:
            return False
        self.known.add(vkey)
        keys.append(key)
        return True

    @property
    def asks_witnesses(self):
        return self.quorum != "none"

    def meets_quorum(self, signatures):
        """Whether the cosignatures satisfy the quorum; the lines of one witness count once."""
        signed = {key.vkey for key, _ in signatures}
        met = {}
        for name, (kind, *rest) in self.named.items():
            if kind == "group":
                met[name] = sum(met[member] for member in rest[1]) >= rest[0]
            else:
                met[name] = kind == "none" or rest[0] in signed
        return met[self.quorum]


    def quorum_time(self, signatures):
        """When the quorum was reached, by the clocks of the witnesses: the earliest time by which enough had signed; or None."""
        timed = [(key, seconds) for key, seconds in signatures if seconds is not None]
        if not self.asks_witnesses:
            return None
        times = sorted(seconds for _, seconds in timed)
        is_met = lambda limit: self.meets_quorum([one for one in timed if one[1] <= limit])  # noqa: E731
        return next((limit for limit in times if is_met(limit)), None)


def threshold_of(text):
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else 0


def lines_of(data):
    """The lines of a file of trust, whose last line is ended."""
    text = from_utf8(data)
    if text is None or not text.endswith("\n"):
        raise Refused("policy.form")
    return text[:-1].split("\n")


def parse_policy(data):
    policy = Policy()
    if len(data) > LARGEST_POLICY:
        raise Refused("policy.form")
    if not all(policy.take(line) for line in lines_of(data)) or policy.quorum is None:
        raise Refused("policy.form")
    return policy


def parse_epochs(data):
    """Lines `epoch <vkey> <first size> <last size or ->`; Refused with policy.form, or key.form for the key."""
    epochs = []
    for line in lines_of(data):
        found = EPOCH.fullmatch(line)
        if found is None:
            raise Refused("policy.form")
        first = safe_number(found.group(2))
        last = None if found.group(3) == "-" else safe_number(found.group(3))
        if first is None or (found.group(3) != "-" and (last is None or last < first)):
            raise Refused("policy.form")
        if parse_key(found.group(1)).kind != "log":
            raise Refused("key.form")
        epochs.append((found.group(1), first, last))
    return epochs


def list_outside_epochs(epochs, checkpoint, size):
    """The log keys among the signatures that may not sign a checkpoint of this size."""
    valid = {vkey for vkey, first, last in epochs if size >= first and (last is None or size <= last)}
    signed = dict.fromkeys(key.vkey for key, _ in checkpoint.signatures if key.kind == "log")
    return [vkey for vkey in signed if vkey not in valid]


def parse_proof(data):
    """Position, hashes (hex) and note of a proof file as it says of itself; Refused with tlogproof.limit or tlogproof.form."""
    if len(data) > LARGEST_PROOF:
        raise Refused("tlogproof.limit")
    text = from_utf8(data)
    blank = -1 if text is None else text.find("\n\n")
    if blank < 0:
        raise Refused("tlogproof.form")
    first, *lines = text[:blank].split("\n")
    has_extra = bool(lines) and lines[0].startswith("extra ")
    if first != "c2sp.org/tlog-proof@v1" or (has_extra and from_base64(lines[0][len("extra ") :]) is None):
        raise Refused("tlogproof.form")
    index, *hash_lines = (lines[1:] if has_extra else lines) or [""]
    if len(hash_lines) > MOST_HASHES:
        raise Refused("tlogproof.limit")
    found = re.fullmatch("index (0|[1-9][0-9]*)", index)
    position = safe_number(found.group(1)) if found else None
    hashes = [from_base64(line) for line in hash_lines]
    if position is None or any(one is None or len(one) != 32 for one in hashes):
        raise Refused("tlogproof.form")
    return position, [one.hex() for one in hashes], text[blank + 2 :]


def open_proof(data, leaf, policy):
    """Position and checkpoint that the file proves; Refused: tlogproof.*, those of open_checkpoint, witness.quorum, proof.*."""
    position, hashes, note = parse_proof(data)
    checkpoint = open_checkpoint(note.encode("utf-8"), policy.keys)
    if not policy.meets_quorum(checkpoint.signatures):
        raise Refused("witness.quorum")
    code = refuse_inclusion(leaf, position, checkpoint.size, hashes, checkpoint.root)
    if code is not None:
        raise Refused(code)
    return position, checkpoint


# ---------------------------------------------------------------------------------------------------------------------
# 7. The container (format, section 7): a zip archive read by its central directory (APPNOTE 6.3), without zip64.

LOCAL, CENTRAL, END = 0x04034B50, 0x02014B50, 0x06054B50
LOCAL_LENGTH, CENTRAL_LENGTH, END_LENGTH = 30, 46, 22
MOST_BYTES = 2**32 - 1
MOST_UNPACKED = 64 * 1024 * 1024
MOST_RULES = 16 * 1024 * 1024
HIGHEST_RATIO = 200
LONGEST_PATH = 255
ALLOWED_FLAGS = 0x0806
OWN_VERSION, OWN_DATE = 20, 0x21
SAFE_PATH = re.compile(r"[A-Za-z0-9._/-]+")
# version made by | needed, flags, method, time, date, crc, packed size, size: repeated in the local header | lengths of
# name, extra, comment | disk, internal and external attributes, offset
CENTRAL_RECORD = struct.Struct("<IH22sHHHHHII")
SHARED = struct.Struct("<HHHHHIII")


class Broken(Exception):
    def __init__(self, code, place, found):
        super().__init__(code)
        self.code, self.place, self.found = code, place, found


def broken(place, offset, found):
    return Broken("bundle.zip", place, f"{found} at {offset}")


def u16(data, offset):
    return int.from_bytes(data[offset : offset + 2], "little")


def u32(data, offset):
    return int.from_bytes(data[offset : offset + 4], "little")


class Member:
    """A record of the central directory."""

    def __init__(self, data, offset, end):
        if offset + CENTRAL_LENGTH > end or u32(data, offset) != CENTRAL:
            raise broken("zip", offset, "no directory record")
        _, self.made_by, self.shared, name, extra, comment, *rest = CENTRAL_RECORD.unpack_from(data, offset)
        self.disk, self.internal, self.external, self.offset = rest
        self.needed, self.flags, self.method, self.time, self.date, self.crc, self.packed, self.size = SHARED.unpack(self.shared)
        self.length = CENTRAL_LENGTH + name + extra + comment
        if offset + self.length > end:
            raise broken("zip", offset, "a record beyond the directory")
        self.name = bytes(data[offset + CENTRAL_LENGTH : offset + CENTRAL_LENGTH + name])
        self.path = read_path(self.name)

    @property
    def is_own(self):
        """Whether the product itself may have written this record."""
        return (
            (self.made_by, self.needed, self.flags) == (OWN_VERSION, OWN_VERSION, 0)
            and (self.internal, self.external, self.time, self.date) == (0, 0, 0, OWN_DATE)
            and self.length == CENTRAL_LENGTH + len(self.name)
        )

    @property
    def is_link(self):
        return self.made_by >> 8 == 3 and self.external >> 28 == 0xA


def read_path(name):
    """Relative, of `[A-Za-z0-9._/-]`, without empty, `.` or `..` parts."""
    path = from_utf8(name) or ""
    is_path = SAFE_PATH.fullmatch(path) is not None and len(path) <= LONGEST_PATH
    if not is_path or any(part in ("", ".", "..") for part in path.split("/")):
        raise Broken("bundle.path", "zip", path)
    return path


READ_FILES = {
    "bundle.json", "entries.ndjson", "openings.ndjson", "offices.ndjson", "checkpoint", "checkpoint.tsr", "authorities.pem",
    "epochs.txt", "policy.txt",
}
READ_FOLDERS = ("checkpoints/", "consistency/", "proofs/", "rules/")


class Unread:
    """A file of which nobody asks more than length and digest: its bytes are not kept, however many such files there are."""

    def __init__(self, content):
        self.length, self.digest = len(content), sha256_hex(content)

    def __len__(self):
        return self.length


def file_digest(content):
    return content.digest if isinstance(content, Unread) else sha256_hex(content)


def read_zip(data, findings):
    """All files that can be read, by path; what is wrong goes to the findings. Also whether this is a zip at all."""
    files = {}
    is_zip = len(data) >= END_LENGTH and (u32(data, 0) == LOCAL or has_end(data))
    before = findings.total
    try:
        members = read_directory(data)
        odd = [member for member in members if not member.is_own]
        # Either the product made all records or none: one record unlike the others was changed.
        for member in odd if len(odd) < len(members) else ():
            findings.add(0, "bundle.zip", member.path, found="a record unlike the others")
        offset = 0
        for member in members:
            content, offset = read_member(data, offset, member, findings)
            if member.path in files:
                findings.add(0, "bundle.path", member.path, found="twice")
            files[member.path] = content
        if offset != u32(data, len(data) - 6):
            raise broken("zip", offset, "bytes between the files and the directory")
    except Broken as fault:
        findings.add(0, fault.code, fault.place, found=fault.found)
    return files, is_zip, findings.total == before


def has_end(data):
    return u32(data, len(data) - END_LENGTH) == END


def read_directory(data):
    """The end record must be the last 22 bytes, and the directory must end where it begins."""
    if len(data) > MOST_BYTES:
        raise Broken("bundle.limit", "zip", "too many bytes")
    if len(data) < END_LENGTH or not has_end(data):
        raise broken("zip", len(data), "no end record")
    end = len(data) - END_LENGTH
    count, start = u16(data, end + 10), u32(data, end + 16)
    is_whole = u32(data, end + 4) == 0 and u16(data, end + 8) == count
    is_last = start + u32(data, end + 12) == end and u16(data, end + 20) == 0
    if not is_whole or not is_last:
        raise broken("zip", end, "an end record that does not fit")
    members, offset = [], start
    while offset < end and len(members) <= count:
        members.append(Member(data, offset, end))
        offset += members[-1].length
    if len(members) != count:
        raise broken("zip", end, f"{len(members)} members of {count}")
    check_sizes(members)
    return members


def check_sizes(members):
    total, unpacked, rules = 0, 0, 0
    for member in members:
        total += member.size
        unpacked += member.size if member.method != 0 else 0
        rules += member.size if member.path.startswith("rules/") else 0
        is_too_much = total > MOST_BYTES or unpacked > MOST_UNPACKED or rules > MOST_RULES
        if member.size > member.packed * HIGHEST_RATIO or is_too_much:
            raise Broken("bundle.limit", member.path, f"{member.size} bytes")
        if member.is_link:
            raise Broken("bundle.path", member.path, "a link")


def read_member(data, offset, member, findings):
    """The bytes of a file, which must begin at this offset, and where the next must begin."""
    path = member.path
    if member.offset != offset or offset + LOCAL_LENGTH > len(data):
        raise broken(path, offset, "a gap or overlap")
    is_same = data[offset + 4 : offset + 26] == member.shared
    is_named = u16(data, offset + 26) == len(member.name)
    start = offset + LOCAL_LENGTH + len(member.name) + u16(data, offset + 28)
    end = start + member.packed
    if u32(data, offset) != LOCAL or not is_same or not is_named or end > u32(data, len(data) - 6):
        raise broken(path, offset, "a header that differs from the directory")
    if data[offset + LOCAL_LENGTH : offset + LOCAL_LENGTH + len(member.name)] != member.name:
        raise broken(path, offset, "another name")
    if member.disk != 0 or member.flags & ~ALLOWED_FLAGS != 0:
        raise broken(path, offset, "a kind of member that is not allowed")
    packed = data[start:end]
    content = inflate(packed, member.size) if member.method == 8 else packed if member.method == 0 else None
    if content is None or len(content) != member.size:
        raise broken(path, start, "bytes that cannot be unpacked")
    if zlib.crc32(content) != member.crc:
        findings.add(0, "bundle.zip", path, found="another check sum")
    is_read = path in READ_FILES or path.startswith(READ_FOLDERS)
    return bytes(content) if is_read else Unread(content), end


def inflate(packed, size):
    """The bytes of a raw deflate stream that has exactly this size and uses all of its input, or None."""
    engine = zlib.decompressobj(-15)
    try:
        content = engine.decompress(packed, size + 1)
    except zlib.error:
        return None
    is_whole = engine.eof and not engine.unused_data and not engine.unconsumed_tail
    return content if is_whole and len(content) == size else None


LONGEST_LINE = 256 * 1024
LARGEST_JSON = 16 * 1024 * 1024
MANIFEST = "bundle.json"
REQUIRED = ["README.txt", "checkpoint", "entries.ndjson", "epochs.txt", "openings.ndjson", "policy.txt"]
PROFILES = ("candidate", "appellant", "inspectorate", "public")


class Bundle:
    """All that a bundle holds, read but not yet believed."""

    def __init__(self, manifest, files, findings):
        self.manifest, self.files, self.findings = manifest, files, findings
        self.log, self.is_dump = manifest["log"], manifest["kind"] == "dump"
        check_files(manifest, files, findings)
        self.entries = list(self.read_lines("entries.ndjson", ["bytes", "position"], to_entry))
        self.openings = list(self.read_lines("openings.ndjson", ["entry", "field", "salt", "value"], to_opening))
        self.proofs = self.read_numbered("proofs/", ".tlog-proof", "position")
        self.brackets = self.read_numbered("checkpoints/", "", "size")
        self.consistency = self.read_numbered("consistency/", "", "size")
        self.rules = self.read_rules()

    def read_lines(self, path, names, convert):
        data, start, number = self.files.get(path, b""), 0, 0
        while start < len(data):
            number += 1
            end = data.find(b"\n", start)
            place = f"{path}:{number}"
            if end < 0:
                self.refuse(place, "a line without end")
                return
            row = self.read_line(place, data[start:end], names, convert)
            if row is not None:
                yield row
            start = end + 1

    def read_line(self, place, line, names, convert):
        if len(line) > LONGEST_LINE:
            self.findings.add(0, "bundle.limit", place, found=f"{len(line)} bytes")
            return None
        try:
            value, _ = decode_canonical(line, LONGEST_LINE)
        except Refused as refusal:
            return self.refuse(place, refusal.code)
        row = convert(value) if has_members(value, names) else None
        return self.refuse(place, "a line of another form") if row is None else row

    def read_numbered(self, folder, ending, what):
        """The files of a folder that are named by a number."""
        numbered = {}
        for path in [path for path in self.files if path.startswith(folder)]:
            name = path[len(folder) : len(path) - len(ending)] if path.endswith(ending) else ""
            number = safe_number(name) if NATURAL.fullmatch(name) else None
            if number is None:
                self.refuse(path, f"a name that is no {what}")
            else:
                numbered[number] = self.files[path]
        return numbered

    def read_rules(self):
        rules = {}
        for path in [path for path in self.files if path.startswith("rules/")]:
            digest = sha256_hex(self.files[path])
            if path != f"rules/{digest}.json":
                self.refuse(path, f"the digest {digest}")
                continue
            try:
                rules[digest], _ = decode_canonical(self.files[path], LARGEST_JSON, refuse_nfc=False)
            except Refused as refusal:
                self.refuse(path, refusal.code)
        return rules

    def refuse(self, place, found):
        self.findings.add(0, "bundle.file", place, found=found)


def to_entry(line):
    data = from_base64(line["bytes"]) if isinstance(line["bytes"], str) else None
    position = line["position"]
    return None if data is None or not is_safe(position) else (position, data)


def to_opening(line):
    if not all(isinstance(member, str) for member in line.values()):
        return None
    value = from_base64(line["value"])
    return None if value is None else (line["entry"], line["field"], line["salt"], value)


def to_office(line):
    data, position = from_base64(line["bytes"]) if isinstance(line["bytes"], str) else None, line["position"]
    lists = [line["openings"], line["proof"]]
    if data is None or not is_safe(position) or not all(isinstance(one, list) for one in lists):
        return None
    openings, proof = [to_own_opening(one) for one in lists[0]], [to_hash(one) for one in lists[1]]
    return None if None in openings or None in proof else (position, data, openings, proof)


def to_own_opening(value):
    if not has_members(value, ["field", "salt", "value"]) or not all(isinstance(one, str) for one in value.values()):
        return None
    opened = from_base64(value["value"])
    return None if opened is None else (value["field"], value["salt"], opened)


def to_hash(value):
    data = from_base64(value) if isinstance(value, str) else None
    return None if data is None or len(data) != 32 else data.hex()


def read_manifest(data, findings):
    found = None
    try:
        value, _ = decode_canonical(data, LARGEST_JSON)
    except Refused as refusal:
        value, found = None, refusal.code
    version = value.get("v") if isinstance(value, dict) else None
    if is_integer(version) and version != 1:
        findings.add(0, "bundle.version", MANIFEST, expected="1", found=str(version))
        return None
    if is_manifest(value):
        return value
    findings.add(0, "bundle.manifest", MANIFEST, found=found)
    return None


def is_manifest(value):
    return (
        has_members(value, ["files", "kind", "log", "profile", "streams", "v"])
        and is_one(value["v"])
        and value["kind"] in ("selection", "dump")
        and value["profile"] in PROFILES
        and isinstance(value["log"], str)
        and isinstance(value["streams"], list)
        and isinstance(value["files"], list)
        and is_rising(value["streams"])
        and all(is_listed_file(file) for file in value["files"])
        and is_rising([file["path"] for file in value["files"]])
    )


def is_listed_file(value):
    return (
        has_members(value, ["bytes", "path", "sha256"])
        and is_integer(value["bytes"])
        and isinstance(value["path"], str)
        and is_match(HEX64, value["sha256"])
    )


def check_files(manifest, files, findings):
    """Every file as listed, every listed file there, nothing unlisted."""
    listed = {MANIFEST, *(file["path"] for file in manifest["files"])}
    for file in manifest["files"]:
        content = files.get(file["path"])
        found = "missing" if content is None else file_digest(content)
        if found != file["sha256"] or len(content) != file["bytes"]:
            findings.add(0, "bundle.file", file["path"], expected=file["sha256"], found=found)
    for path in [*files, *REQUIRED]:
        if path not in listed:
            findings.add(0, "bundle.file", path, found="unlisted")


def read_bundle(data, findings):
    """Check 0. The bundle is None where container or table of contents cannot be read."""
    files, is_zip, is_sound = read_zip(data, findings)
    if MANIFEST not in files:
        if is_sound:
            findings.add(0, "bundle.manifest", MANIFEST)
        return None, is_zip
    manifest = read_manifest(files[MANIFEST], findings)
    return None if manifest is None else Bundle(manifest, files, findings), is_zip


# ---------------------------------------------------------------------------------------------------------------------
# 8. Time stamps (RFC 3161) by certificates (RFC 5280); RSA by PKCS #1 v1.5 (RFC 8017), ECDSA on P-256 and P-384 (FIPS 186-4).

BOOLEAN, INTEGER, BITS, OCTETS, OID, UTC_TIME, GENERALIZED_TIME, SEQUENCE, SET = 1, 2, 3, 4, 6, 0x17, 0x18, 0x30, 0x31
# Context-specific and constructed, by number.
CONTEXT = 0xA0
# More values than any honest token has.
MOST_VALUES = 1_000


class Malformed(Exception):
    """A value of DER that is not as expected: whatever was to be read is none."""


# One value of DER: its tag with class and form, its contents, all its bytes.
Der = namedtuple("Der", "tag body whole")


def der_at(data, at):
    """The value that begins here, or None: tags of one byte, definite lengths in their shortest form, of three bytes at most."""
    if at + 1 >= len(data) or data[at] & 0x1F == 0x1F:
        return None
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        count = length & 0x7F
        if not 1 <= count <= 3 or at + 1 + count >= len(data):
            return None
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
        if length < 0x80 or data[at + 2] == 0:
            return None
    end = start + length
    return None if end > len(data) else Der(data[at], data[start:end], data[at:end])


class DerCursor:
    """Reads values one after another; Malformed where the next one is not as expected."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, tag):
        value = der_at(self.data, self.at)
        if value is None or value.tag != tag:
            raise Malformed
        self.at += len(value.whole)
        return value

    def take_if(self, tag):
        """The next value where it has this tag, else None."""
        value = der_at(self.data, self.at)
        return self.take(tag) if value is not None and value.tag == tag else None

    def open(self, tag):
        return DerCursor(self.take(tag).body)

    def take_all(self):
        values = []
        while self.at < len(self.data):
            value = der_at(self.data, self.at)
            if value is None or len(values) == MOST_VALUES:
                raise Malformed
            values.append(value)
            self.at += len(value.whole)
        return values

    def end(self):
        if self.at < len(self.data):
            raise Malformed


def oid_of(value):
    """An object identifier in its dotted form; empty where it is malformed."""
    arcs, arc = [], 0
    for byte in value.body:
        arc = arc * 128 + (byte & 0x7F)
        if arc > 0xFFFF_FFFF:
            return ""
        if byte & 0x80:
            continue
        if arcs:
            arcs.append(arc)
        else:
            first = min(arc // 40, 2)
            arcs += [first, arc - 40 * first]
        arc = 0
    return ".".join(map(str, arcs)) if value.body and not value.body[-1] & 0x80 else ""


LONGEST_TIME = 30
SHORT_TIME = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})Z")
LONG_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\.([0-9]*[1-9]))?Z")


def micros_of(instant):
    """
    Microseconds since 1970 of an instant in the form of envelopes. As a float, which is exact up to the year 2255: later
    ones are rounded as other verifiers round them.
    """
    return float(milliseconds_of(instant) // 1000 * 1000) * 1000.0 + float(instant[20:26])


def der_instant(value):
    """The same of a UTCTime or GeneralizedTime; Malformed where it is none."""
    if len(value.body) > LONGEST_TIME:
        raise Malformed
    is_short = value.tag == UTC_TIME
    found = (SHORT_TIME if is_short else LONG_TIME).fullmatch(value.body.decode("latin-1"))
    if found is None:
        raise Malformed
    year, month, day, hour, minute, second = found.groups()[:6]
    fraction = "" if is_short else found.group(7) or ""
    if is_short:
        year = ("20" if int(year) < 50 else "19") + year
    instant = f"{year}-{month}-{day}T{hour}:{minute}:{second}.{fraction[:6].ljust(6, '0')}Z"
    if not is_instant(instant):
        raise Malformed
    return micros_of(instant)


def spell_time(micros):
    """An instant with milliseconds, as JavaScript spells it."""
    seconds, milliseconds = divmod(int(micros / 1000), 1000)
    days, seconds = divmod(seconds, 86400)
    # The inverse of milliseconds_of, in years that begin in March (era of 400 years, day of era, year of era, day of year).
    era, day = divmod(days + 719468, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day, year = day - (153 * month + 2) // 5 + 1, year + era * 400
    month, year = (month + 3, year) if month < 10 else (month - 9, year + 1)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"
    return f"{year:04}-{month:02}-{day:02}T{clock}Z"


RSA = "1.2.840.113549.1.1.1"
# The whole AlgorithmIdentifier of an RSA key (RFC 3279, section 2.3.1), in hex.
RSA_KEY = "300d06092a864886f70d0101010500"
DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
# RSA with PKCS #1 v1.5, and ECDSA (RFC 5758), each with its digest.
SIGNATURE_DIGESTS = {
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
# DigestInfo before the digest (RFC 8017, section 9.2, note 1).
DIGEST_INFOS = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


def digest_of_bytes(name, data):
    return hashlib.new(name, data).digest()


def algorithm_of(value):
    """The object identifier of an AlgorithmIdentifier."""
    return oid_of(DerCursor(value.body).take(OID))


def known_digest(value):
    name = DIGESTS.get(algorithm_of(value))
    if name is None:
        raise Malformed
    return name


def signature_digest(value, beside=None):
    """The digest that goes into a signature, or None; plain RSA takes that which the signer names beside it."""
    name = algorithm_of(value)
    return beside if name == RSA else SIGNATURE_DIGESTS.get(name)


def verify_with_key(key, digest, data, signature):
    """
    Whether a key as certificates carry it (SubjectPublicKeyInfo) signed: RSA of 2,048 to 8,192 bits, ECDSA on P-256 and P-384,
    in their one spelling.
    """
    try:
        outer = DerCursor(key)
        info = outer.open(SEQUENCE)
        outer.end()
        algorithm, bits = info.take(SEQUENCE).whole.hex(), info.take(BITS).body
        info.end()
        if bits[:1] != b"\x00":
            return False
        if algorithm == RSA_KEY:
            return verify_rsa(bits[1:], DIGEST_INFOS[digest] + digest_of_bytes(digest, data), signature)
        curve = CURVES.get(algorithm)
        return curve is not None and verify_on_curve(curve, bits[1:], digest_of_bytes(digest, data), signature)
    except Malformed:
        return False


def take_number(cursor):
    """An INTEGER that is not negative, in its shortest form."""
    body = cursor.take(INTEGER).body
    if not body or body[0] >= 0x80 or (body[0] == 0 and len(body) > 1 and body[1] < 0x80):
        raise Malformed
    return int.from_bytes(body, "big")


def verify_rsa(key, digest_info, signature):
    """RFC 8017, section 8.2.2: the padded digest is made anew and compared."""
    outer = DerCursor(key)
    pair = outer.open(SEQUENCE)
    outer.end()
    modulus, exponent = take_number(pair), take_number(pair)
    pair.end()
    bits, signed = modulus.bit_length(), int.from_bytes(signature, "big")
    length = (bits + 7) // 8
    if not 2048 <= bits <= 8192 or exponent < 3 or exponent.bit_length() > 64 or not modulus & exponent & 1:
        return False
    if len(signature) != length or signed >= modulus:
        return False
    expected = b"\x00\x01" + b"\xff" * (length - len(digest_info) - 3) + b"\x00" + digest_info
    return pow(signed, exponent, modulus) == int.from_bytes(expected, "big")


# By the whole AlgorithmIdentifier of their keys (RFC 5480, section 2.1.1): y^2 = x^3 - 3x + b modulo p, the base point and its
# order (SEC 2, sections 2.4.2 and 2.5.1).
Curve = namedtuple("Curve", "p b x y order")
CURVES = {
    "301306072a8648ce3d020106082a8648ce3d030107": Curve(
        p=2**256 - 2**224 + 2**192 + 2**96 - 1,
        b=0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        x=0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        y=0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
        order=0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    ),
    "301006072a8648ce3d020106052b81040022": Curve(
        p=2**384 - 2**128 - 2**96 + 2**32 - 1,
        b=0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        x=0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
        y=0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        order=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    ),
}


def curve_point(curve, data):
    """A point with both coordinates in full; None where it is none of the curve."""
    p, size = curve.p, (curve.p.bit_length() + 7) // 8
    x, y = int.from_bytes(data[1 : 1 + size], "big"), int.from_bytes(data[1 + size :], "big")
    is_full = len(data) == 1 + 2 * size and data[0] == 4 and x < p and y < p
    return (x, y, 1) if is_full and (y * y - x * x * x + 3 * x - curve.b) % p == 0 else None


def double_on(p, point):
    """In Jacobian coordinates: x/z^2 and y/z^3; z = 0 is the neutral point."""
    x, y, z = point
    square = y * y % p
    s = 4 * x * square % p
    m = 3 * (x - z * z) * (x + z * z) % p
    other = (m * m - 2 * s) % p
    return (other, (m * (s - other) - 8 * square * square) % p, 2 * y * z % p)


def add_on(p, one, two):
    if one[2] == 0 or two[2] == 0:
        return two if one[2] == 0 else one
    (x1, y1, z1), (x2, y2, z2) = one, two
    u1, u2 = x1 * z2 * z2 % p, x2 * z1 * z1 % p
    s1, s2 = y1 * z2**3 % p, y2 * z1**3 % p
    h, r = (u2 - u1) % p, (s2 - s1) % p
    if h == 0:
        return double_on(p, one) if r == 0 else (1, 1, 0)
    h2 = h * h % p
    h3, v = h * h2 % p, u1 * h2 % p
    x = (r * r - h3 - 2 * v) % p
    return (x, (r * (v - x) - s1 * h3) % p, h * z1 * z2 % p)


def verify_on_curve(curve, data, digest, signature):
    """FIPS 186-4, section 6.4: of the digest the leftmost bits; the signature is strict DER; s may be high."""
    point, pair = curve_point(curve, data), DerCursor(signature)
    numbers = pair.open(SEQUENCE)
    r, s = take_number(numbers), take_number(numbers)
    numbers.end()
    pair.end()
    p, order = curve.p, curve.order
    if point is None or not (0 < r < order and 0 < s < order):
        return False
    e = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - order.bit_length())
    inverse = pow(s, order - 2, order)
    m, n, base = e * inverse % order, r * inverse % order, (curve.x, curve.y, 1)
    choices, total = (None, base, point, add_on(p, base, point)), (1, 1, 0)
    for bit in range(max(m.bit_length(), n.bit_length()) - 1, -1, -1):
        total = double_on(p, total)
        choice = (m >> bit & 1) + 2 * (n >> bit & 1)
        if choice:
            total = add_on(p, total, choices[choice])
    return total[2] != 0 and total[0] * pow(total[2], p - 3, p) % p % order == r


BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, TIME_STAMPING = "2.5.29.19", "2.5.29.37", "1.3.6.1.5.5.7.3.8"

# An X.509 certificate as far as a chain of authorities needs it: names, serial number, key and `signed` as their bytes; instants
# in microseconds; whether it may issue others, and whether it may stamp time and nothing else (RFC 3161, section 2.3).
Certificate = namedtuple(
    "Certificate", "whole serial issuer subject key not_before not_after is_authority is_stamper signed digest signature"
)


def parse_certificate(data):
    outer = DerCursor(data)
    whole = outer.open(SEQUENCE)
    body, algorithm, signature = whole.take(SEQUENCE), whole.take(SEQUENCE), whole.take(BITS).body
    whole.end()
    outer.end()
    if signature[:1] != b"\x00":
        raise Malformed
    tbs = DerCursor(body.body)
    tbs.take_if(CONTEXT)
    serial = tbs.take(INTEGER).whole
    tbs.take(SEQUENCE)
    issuer, validity = tbs.take(SEQUENCE).whole, tbs.open(SEQUENCE)
    valid = [der_instant(validity.take_if(UTC_TIME) or validity.take(GENERALIZED_TIME)) for _ in range(2)]
    subject, key = tbs.take(SEQUENCE).whole, tbs.take(SEQUENCE).whole
    rights = read_extensions(tbs)
    digest = signature_digest(algorithm)
    return Certificate(data, serial, issuer, subject, key, *valid, *rights, body.whole, digest, signature[1:])


def read_extensions(tbs):
    """Whether it may issue, and whether it may stamp."""
    tagged = next((value for value in tbs.take_all() if value.tag == CONTEXT + 3), None)
    known = {}
    for extension in [] if tagged is None else DerCursor(tagged.body).open(SEQUENCE).take_all():
        cursor = DerCursor(extension.body)
        name, flag = oid_of(cursor.take(OID)), cursor.take_if(BOOLEAN)
        known[name] = (is_true(flag), cursor.take(OCTETS).body)
    is_authority, is_critical, purposes = False, False, []
    if BASIC_CONSTRAINTS in known:
        is_authority = is_true(DerCursor(known[BASIC_CONSTRAINTS][1]).open(SEQUENCE).take_if(BOOLEAN))
    if EXTENDED_KEY_USAGE in known:
        is_critical, usage = known[EXTENDED_KEY_USAGE]
        purposes = [oid_of(value) for value in DerCursor(usage).open(SEQUENCE).take_all()]
    return is_authority, is_critical and purposes == [TIME_STAMPING]


def is_true(flag):
    return flag is not None and flag.body[:1] == b"\xff"


# White space as JavaScript has it.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
PEM = re.compile(f"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/={BLANKS}]*)-----END CERTIFICATE-----")


def parse_pem(data):
    """All certificates of a PEM file; None where it holds none or one is malformed."""
    certificates = []
    for encoded in PEM.findall(from_utf8(data) or ""):
        decoded = from_base64(re.sub(f"[{BLANKS}]", "", encoded))
        try:
            certificates.append(parse_certificate(b"" if decoded is None else decoded))
        except Malformed:
            return None
    return certificates or None


LONGEST_CHAIN = 5


def is_trusted(certificate, given, pinned, at):
    """Valid at an instant, and pinned itself or issued along others by one that is."""
    for _ in range(LONGEST_CHAIN):
        if not certificate.not_before <= at <= certificate.not_after:
            return False
        if any(one.whole == certificate.whole for one in pinned):
            return True
        certificate = next((one for one in pinned + given if has_issued(one, certificate)), None)
        if certificate is None:
            return False
    return False


def has_issued(issuer, issued):
    is_named = issuer.is_authority and issuer.subject == issued.issuer and issuer.whole != issued.whole
    is_known = is_named and issued.digest is not None
    return is_known and verify_with_key(issuer.key, issued.digest, issued.signed, issued.signature)


LARGEST_STAMP = 65_536
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"

# What the token states: digest, imprint, time in microseconds; the bytes of the statement; its certificates; the signer.
Token = namedtuple("Token", "digest imprint time info certificates signer")
# `signed` are the attributes as the set that is signed; `meant` the digest of the signer's certificate, and by which algorithm.
Signer = namedtuple("Signer", "issuer serial digest signed_digest signed content_type message_digest meant signature")


def open_stamp(response, stamped, pinned):
    """The time of a TimeStampResp on these bytes under pinned certificates; else Refused with form, imprint, signature or chain."""
    try:
        token = parse_response(response)
    except Malformed:
        raise Refused("stamp.form") from None
    if digest_of_bytes(token.digest, stamped) != token.imprint:
        raise Refused("stamp.imprint")
    certificate = next((one for one in pinned + token.certificates if has_stamped(one, token)), None)
    if certificate is None:
        raise Refused("stamp.signature")
    if not (certificate.is_stamper and is_trusted(certificate, token.certificates, pinned, token.time)):
        raise Refused("stamp.chain")
    return token.time


def has_stamped(certificate, token):
    signer = token.signer
    digest, meant = signer.meant
    return (
        signer.content_type == TST_INFO
        and signer.message_digest == digest_of_bytes(signer.digest, token.info)
        and (certificate.issuer, certificate.serial) == (signer.issuer, signer.serial)
        and digest_of_bytes(digest, certificate.whole) == meant
        and verify_with_key(certificate.key, signer.signed_digest, signer.signed, signer.signature)
    )


def parse_response(data):
    if len(data) > LARGEST_STAMP:
        raise Malformed
    outer = DerCursor(data)
    response = outer.open(SEQUENCE)
    outer.end()
    # granted, or granted with modifications
    if response.open(SEQUENCE).take(INTEGER).body not in (b"\x00", b"\x01"):
        raise Malformed
    content = response.open(SEQUENCE)
    response.end()
    expect_oid(content, SIGNED_DATA)
    data = content.open(CONTEXT).open(SEQUENCE)
    data.take(INTEGER)
    data.take(SET)
    enclosed = data.open(SEQUENCE)
    expect_oid(enclosed, TST_INFO)
    info = enclosed.open(CONTEXT).take(OCTETS).body
    enclosing = data.take_if(CONTEXT)
    listed = [] if enclosing is None else DerCursor(enclosing.body).take_all()
    certificates = [parse_certificate(value.whole) for value in listed]
    data.take_if(CONTEXT + 1)
    signers = data.open(SET)
    signer = read_signer(signers.open(SEQUENCE))
    signers.end()
    return Token(*read_info(info), info, certificates, signer)


def expect_oid(cursor, name):
    if oid_of(cursor.take(OID)) != name:
        raise Malformed


def read_info(data):
    """TSTInfo (RFC 3161, section 2.4.2): digest, imprint and time."""
    outer = DerCursor(data)
    info = outer.open(SEQUENCE)
    outer.end()
    if info.take(INTEGER).body != b"\x01":
        raise Malformed
    info.take(OID)
    imprint = info.open(SEQUENCE)
    digest, stated = known_digest(imprint.take(SEQUENCE)), imprint.take(OCTETS).body
    info.take(INTEGER)
    return digest, stated, der_instant(info.take(GENERALIZED_TIME))


def read_signer(signer):
    """SignerInfo (RFC 5652, section 5.3). Of each signed attribute the first value counts."""
    signer.take(INTEGER)
    named = signer.open(SEQUENCE)
    issuer, serial = named.take(SEQUENCE).whole, named.take(INTEGER).whole
    digest, listed = known_digest(signer.take(SEQUENCE)), signer.take(CONTEXT)
    signed_digest, signature = signature_digest(signer.take(SEQUENCE), digest), signer.take(OCTETS).body
    attributes = {}
    for attribute in DerCursor(listed.body).take_all():
        cursor = DerCursor(attribute.body)
        name, values = oid_of(cursor.take(OID)), cursor.open(SET).take_all()
        if values:
            attributes[name] = values[0]
    if signed_digest is None or MESSAGE_DIGEST not in attributes or SIGNING_CERTIFICATE not in attributes:
        raise Malformed
    # ESSCertIDv2 (RFC 5816), whose digest is SHA-256 where it names none.
    first = DerCursor(attributes[SIGNING_CERTIFICATE].body).open(SEQUENCE).open(SEQUENCE)
    algorithm = first.take_if(SEQUENCE)
    meant = ("sha256" if algorithm is None else known_digest(algorithm), first.take(OCTETS).body)
    content_type = oid_of(attributes.get(CONTENT_TYPE, listed))
    # The attributes are signed as a set, whose tag stands where the context's stands in the token.
    signed = bytes([SET]) + listed.whole[1:]
    message_digest = attributes[MESSAGE_DIGEST].body
    return Signer(issuer, serial, digest, signed_digest, signed, content_type, message_digest, meant, signature)


# ---------------------------------------------------------------------------------------------------------------------
# 9. The checks (format, section 7), in their order. Each ends PASS, FAIL or SKIPPED with a reason.

# What only a person can do: nobody is no name.
PERSONAL_ACTS = set(DATA["personalActs"])
OFFICE_ACTS = DATA["offices"]

NOTES = {"trust.unpinned", "opening.erased", "opening.nfc", "merit.undisclosed"}
MOST_PER_CODE = 1_000
CHECKS = range(13)
# What nobody asked for, so that its absence leaves nothing open.
UNASKED = {"no-witness-asked", "no-stamp-asked", "no-earlier-checkpoint", "no-outside-clock", "no-age-asked"}


class Findings:
    """Of one code the first thousand, then only their number."""

    def __init__(self):
        self.kept, self.counts, self.failed, self.total = [], {}, set(), 0

    def add(self, check, code, place, expected=None, found=None):
        self.total += 1
        self.counts[code] = self.counts.get(code, 0) + 1
        if code not in NOTES:
            self.failed.add(check)
        if self.counts[code] <= MOST_PER_CODE:
            said = {"check": check, "code": code, "place": place, "expected": expected, "found": found}
            self.kept.append({name: value for name, value in said.items() if value is not None})

    @property
    def uncounted(self):
        return {code: count - MOST_PER_CODE for code, count in self.counts.items() if count > MOST_PER_CODE}


class Entry:
    """An entry whose bytes passed check 5; the leaf hash in hex; what was opened by check 10."""

    __slots__ = ("position", "leaf", "envelope", "opened")

    def __init__(self, position, leaf, envelope):
        self.position, self.leaf, self.envelope, self.opened = position, leaf, envelope, {}

    @property
    def place(self):
        return place_of(self.position)


def person_of(entry):
    """Of a binding: the number of the person and the account, each as far as it is opened, a text and not empty."""
    person = entry.opened.get("person")
    texts = [(name, person.get(name)) for name in ("nip", "accountId")] if isinstance(person, dict) else []
    return {name: text for name, text in texts if isinstance(text, str) and text != ""}


def place_of(position):
    return f"position {position}"


def opening_place(entry_id, field):
    return f"entry {entry_id} field {field}"


def erased_in(opened):
    """Entry ids and fields stand side by side; anything else of another form is told by check 8."""
    ids, fields = opened.get("entries"), opened.get("fields")
    if not isinstance(ids, list) or not isinstance(fields, list):
        return []
    return [pair for pair in zip(ids, fields) if all(isinstance(one, str) for one in pair)]


class Options:
    """The auditor's own copies as bytes, receipts as (entry, leaf in hex), and the auditor's clock in seconds since 1970."""

    def __init__(self, policy=None, epochs=None, since=None, authorities=None, now=None, receipts=()):
        self.policy, self.epochs, self.since, self.authorities, self.now = policy, epochs, since, authorities, now
        self.receipts = receipts


class Examination:
    """One bundle under the options; each check is a method that adds findings and answers why it was skipped, if it was."""

    def __init__(self, bundle, options, findings):
        self.bundle, self.options, self.findings = bundle, options, findings
        self.policy = self.epochs = self.checkpoint = None
        self.has_openings = False
        # All entries, also of those whose bytes are none, as (position, leaf hash).
        self.leaves, self.entries = [], []

    def run(self):
        self.check_entries()
        self.check_trust()
        skipped = {
            2: self.check_witnesses(),
            3: self.check_stamp(),
            4: self.check_consistency(),
            6: self.check_inclusion(),
            9: self.check_bracket(),
            12: self.check_freshness(),
        }
        self.check_streams()
        known = self.check_types()
        self.check_bound(known)
        self.check_register(known)
        self.check_openings()
        self.check_publications(known)
        self.check_disclosed()
        offices = self.read_offices()
        for entry in known:
            if entry.envelope["stream"].startswith("agency/"):
                offices.take(entry)
        skipped[11] = self.check_merit(known, offices)
        return skipped

    # Check 5: the bytes of each entry; also (check 0) that the entries are those of the streams that the bundle names.

    def check_entries(self):
        for position, data in self.bundle.entries:
            leaf = leaf_hash(data)
            self.leaves.append((position, leaf))
            try:
                self.entries.append(Entry(position, leaf.hex(), parse_entry(data, self.bundle.log)))
            except Refused as refusal:
                self.findings.add(5, refusal.code, place_of(position))
        if not self.bundle.is_dump:
            self.check_scope(self.bundle.manifest["streams"])

    def check_scope(self, streams):
        promised, held = set(streams), {entry.envelope["stream"] for entry in self.entries}
        for entry in self.entries:
            if entry.envelope["stream"] not in promised:
                self.findings.add(0, "bundle.scope", entry.place, found=entry.envelope["stream"])
        for stream in streams:
            if stream not in held:
                self.findings.add(0, "bundle.scope", f"stream {stream}", found="no entry")

    # Check 1: whom to trust, and whether such a key signed the checkpoint for a tree of this size.

    def check_trust(self):
        self.policy = self.ask_trust("policy.txt", lambda: parse_policy(self.file_of("policy.txt", self.options.policy)))
        self.epochs = self.ask_trust("epochs.txt", lambda: parse_epochs(self.file_of("epochs.txt", self.options.epochs)))
        if self.policy is None:
            return
        note = self.bundle.files.get("checkpoint", b"")
        self.checkpoint = self.ask_trust("checkpoint", lambda: open_checkpoint(note, self.policy.keys, self.bundle.log))
        if self.checkpoint is not None and self.epochs is not None:
            for vkey in list_outside_epochs(self.epochs, self.checkpoint, self.checkpoint.size):
                expected = f"an epoch for {self.checkpoint.size}"
                self.findings.add(1, "note.epoch", "checkpoint", expected=expected, found=vkey)

    def ask_trust(self, place, question):
        try:
            return question()
        except Refused as refusal:
            self.findings.add(1, refusal.code, place)
            return None

    def file_of(self, path, pinned):
        """The auditor's own copy; without one that of the bundle, and the verdict says so."""
        if pinned is not None:
            return pinned
        self.findings.add(1, "trust.unpinned", path)
        return self.bundle.files.get(path, b"")

    # Check 2: have as many witnesses seen the checkpoint as the policy asks for?

    def check_witnesses(self):
        if self.policy is not None and not self.policy.asks_witnesses:
            return "no-witness-asked"
        if self.policy is None or self.checkpoint is None:
            return "no-checkpoint"
        if not self.policy.meets_quorum(self.checkpoint.signatures):
            signed = {key.vkey for key, _ in self.checkpoint.signatures}
            names = [key.name for key in self.policy.witnesses if key.vkey in signed]
            self.findings.add(2, "witness.quorum", "checkpoint", found=" ".join(names) or "none")
        return None

    # Check 3: has an outside authority stamped the text of the checkpoint, and no entry under it is younger?

    def check_stamp(self):
        response, authorities = self.bundle.files.get(STAMP), self.options.authorities
        if response is None:
            return "no-stamp-asked" if authorities is None else "no-stamp"
        if authorities is None:
            self.findings.add(3, "trust.unpinned", AUTHORITIES)
            authorities = self.bundle.files.get(AUTHORITIES, b"")
        pinned = parse_pem(authorities)
        if pinned is None:
            self.findings.add(3, "stamp.chain", AUTHORITIES)
            return None
        if self.checkpoint is None:
            return "no-checkpoint"
        try:
            micros = open_stamp(response, self.checkpoint.text.encode("utf-8"), pinned)
        except Refused as refusal:
            self.findings.add(3, refusal.code, STAMP)
            return None
        for entry in self.entries:
            at = entry.envelope["at"]
            if micros_of(at) > micros + TOLERANCE * 1_000_000:
                self.findings.add(3, "stamp.time", entry.place, expected=f"at most {spell_time(micros)}", found=at)
        return None

    # Check 4: does the log still contain all that an earlier checkpoint of the auditor covers?

    def check_consistency(self):
        if self.options.since is None:
            return "no-earlier-checkpoint"
        if self.policy is None or self.checkpoint is None:
            return "no-checkpoint"
        try:
            earlier = open_checkpoint(self.options.since, self.policy.keys, self.bundle.log)
        except Refused as refusal:
            self.findings.add(4, refusal.code, "earlier checkpoint")
            return None
        if earlier.size > self.checkpoint.size:
            expected, found = f"at least {earlier.size}", str(self.checkpoint.size)
            self.findings.add(4, "consistency.smaller", "checkpoint", expected=expected, found=found)
            return None
        found = self.root_at(earlier.size)
        if found is None:
            return "no-consistency-proof"
        if found != earlier.root:
            self.findings.add(4, "consistency.fork", "checkpoint", expected=earlier.root, found=found)
        return None

    def root_at(self, size):
        """The root of the log when it had this size, where the bundle can tell."""
        if size == self.checkpoint.size:
            return self.checkpoint.root
        if size == 0:
            return EMPTY_ROOT.hex()
        is_whole = len(self.leaves) >= size and all(at == position for at, (position, _) in enumerate(self.leaves))
        return root_of([leaf for _, leaf in self.leaves[:size]]).hex() if self.bundle.is_dump and is_whole else None

    # Check 6: are the entries in the tree of the checkpoint, at their positions; in a dump: are they all of it?

    def check_inclusion(self):
        self.check_positions()
        self.check_receipts()
        if self.checkpoint is None or self.policy is None:
            return "no-checkpoint"
        if self.bundle.is_dump:
            self.check_whole_tree()
        else:
            self.check_proofs()
        return None

    def check_positions(self):
        last = -1
        for position, _ in self.leaves:
            if position == last:
                self.findings.add(6, "position.duplicate", place_of(position))
            if position < last:
                self.findings.add(0, "bundle.file", "entries.ndjson", found=f"position {position} out of order")
            last = max(last, position)

    def check_receipts(self):
        """An entry that somebody has a receipt of is here, byte for byte."""
        held = {leaf.hex() for _, leaf in self.leaves} if self.options.receipts else set()
        for entry, leaf in self.options.receipts:
            if leaf not in held:
                self.findings.add(6, "inclusion.missing", f"receipt {entry}", expected=leaf)

    def check_whole_tree(self):
        held = {position for position, _ in self.leaves}
        gap = next(position for position in range(len(held) + 1) if position not in held)
        if len(held) != self.checkpoint.size:
            expected, found = str(self.checkpoint.size), str(len(held))
            self.findings.add(6, "position.gap", place_of(gap), expected=expected, found=found)
        elif gap != len(held):
            self.findings.add(6, "position.gap", place_of(gap), expected="every position below the size")
        found = root_of([leaf for _, leaf in self.leaves]).hex()
        if found != self.checkpoint.root:
            self.findings.add(6, "tree.root", "checkpoint", expected=self.checkpoint.root, found=found)

    def check_proofs(self):
        """Every proof that is given must hold, and the newest entry of each stream must have one: prev covers the rest."""
        leaves = dict(self.leaves)
        for position, proof in self.bundle.proofs.items():
            if position in leaves:
                self.check_proof(position, leaves[position].hex(), proof)
            else:
                self.findings.add(6, "position.gap", place_of(position), found="a proof without an entry")
        newest = {}
        for entry in self.entries:
            known = newest.get(entry.envelope["stream"])
            if known is None or known.envelope["streamSeq"] <= entry.envelope["streamSeq"]:
                newest[entry.envelope["stream"]] = entry
        for entry in newest.values():
            if entry.position not in self.bundle.proofs:
                self.findings.add(6, "inclusion.missing", entry.place)

    def check_proof(self, position, leaf, data):
        """The bundle's checkpoint is verified already; a proof under any other is opened in full."""
        place, checkpoint = place_of(position), self.checkpoint
        try:
            claimed, hashes, note = parse_proof(data)
            if note.encode("utf-8") != self.bundle.files.get("checkpoint"):
                claimed, other = open_proof(data, leaf, self.policy)
                if other.root != checkpoint.root or claimed != position:
                    self.findings.add(6, "proof.root", place, expected=checkpoint.root, found=other.root)
                return
        except Refused as refusal:
            self.findings.add(6, refusal.code, place)
            return
        if claimed != position:
            self.findings.add(6, "proof.range", place, expected=str(position), found=str(claimed))
        code = refuse_inclusion(leaf, position, checkpoint.size, hashes, checkpoint.root)
        if code is not None:
            self.findings.add(6, code, place)

    # Check 7: each stream from its first entry without gaps, each entry linked to the one before it, positions rising.

    def check_streams(self):
        streams = {}
        for entry in self.entries:
            streams.setdefault(entry.envelope["stream"], []).append(entry)
        for stream in streams.values():
            last = None
            for entry in sorted(stream, key=lambda one: (one.envelope["streamSeq"], one.position)):
                self.check_place(last, entry)
                last = entry

    def check_place(self, last, entry):
        stream, seq = entry.envelope["stream"], entry.envelope["streamSeq"]
        after = 1 if last is None else last.envelope["streamSeq"] + 1
        said = {"expected": f"{stream} {after}", "found": f"{stream} {seq}"}
        code = refuse_next(last, entry.envelope)
        if code is not None:
            self.findings.add(7, code, entry.place, **said)
        if last is not None and entry.position <= last.position:
            self.findings.add(7, "stream.order", entry.place, **said)

    # Part of check 7: who acts in a stream was bound in it before.

    def check_bound(self, known):
        bound = set()
        for entry in known:
            stream, ref = entry.envelope["stream"], entry.envelope["actor"]["ref"]
            if entry.envelope["type"] == "person.bound/1":
                bound.add((stream, entry.envelope["open"]["ref"]))
            if ref is not None and (stream, ref) not in bound:
                self.findings.add(7, "stream.unbound", entry.place, expected=f"a name bound in {stream}", found=ref)

    # Check 8: the type of each entry is known, has exactly its fields, each of its form, on a stream where it belongs.

    def check_types(self):
        known = []
        for entry in self.entries:
            code = refuse_type(entry.envelope)
            if code is None:
                known.append(entry)
            else:
                self.findings.add(8, code, entry.place, found=entry.envelope["type"])
        return known

    # Part of check 7, in a dump alone: each agency numbers its selections from 1 without gaps, each number belongs to a selection
    # that is here and was opened under it, and no selection is here without one.

    def check_register(self, known):
        if not self.bundle.is_dump:
            return
        in_order = sorted(known, key=lambda one: one.position)
        registered, opened, counts = [], [], {}
        for entry in in_order:
            envelope = entry.envelope
            stream, given = envelope["stream"], envelope["open"]
            if envelope["type"] == "selection.registered/1":
                registered.append((entry, given["selection"], f"{stream} {given['number']}"))
            elif envelope["type"] == "selection.opened/1":
                number = f"agency/{envelope['agency'] or ''} {given['number']}"
                opened.append((entry, stream[len("selection/"):], number))

        def say(entry, expected, found):
            self.findings.add(7, "register.gap", entry.place, expected=expected, found=found)

        for entry, _, number in registered:
            stream = entry.envelope["stream"]
            counts[stream] = counts.get(stream, 0) + 1
            if number != f"{stream} {counts[stream]}":
                say(entry, f"{stream} {counts[stream]}", number)
        numbers_opened = {selection: number for _, selection, number in opened}
        numbers_registered = {selection for _, selection, _ in registered}
        for entry, selection, number in registered:
            found = numbers_opened.get(selection)
            if found != number:
                say(entry, f"{selection} as {number}", "none" if found is None else found)
        for entry, selection, number in opened:
            if selection not in numbers_registered:
                say(entry, number, "none")

    # Part of check 11: a policy is published once another than who proposed it has approved it.

    def check_publications(self, known):
        proposals, published, peopled, agencies = {}, set(), set(), set()
        # By stream and ref, from its first binding: nothing tells them where that is not opened.
        people = {}
        for entry in known:
            if entry.envelope["type"] == "person.bound/1" and entry.envelope["stream"].startswith("agency/"):
                people.setdefault((entry.envelope["stream"], text_of(entry, "ref")), person_of(entry))

        def say(entry, expected):
            self.findings.add(11, "merit.publication", entry.place, expected=expected)

        for entry in known:
            envelope = entry.envelope
            kind, stream, given, policy = envelope["type"], envelope["stream"], envelope["open"], envelope["policy"]
            if stream.startswith("agency/"):
                agencies.add(stream)
            if kind == "account.opened/1":
                peopled.add(stream)
            if kind in ("selection.opened/1", "mapping.begun/1") and policy is not None and self.bundle.is_dump:
                own = f"agency/{envelope['agency'] or ''}"
                if own in agencies and (own, policy["digest"]) not in published:
                    say(entry, "a policy that its agency has published")
            if not kind.startswith("policy."):
                continue
            name, actor = (stream, given.get("proposal")), envelope["actor"]["ref"]
            pack = None if "digest" not in given else (given["digest"], given["pack"], given["version"])
            proposal = proposals.get(name)
            if kind == "policy.proposed/1":
                proposals.setdefault(name, {"pack": pack, "proposer": actor, "approver": None, "open": True})
            elif kind in ("policy.approved/1", "policy.declined/1"):
                if proposal is not None and proposal["open"]:
                    proposal["open"] = False
                    proposal["approver"] = actor if kind == "policy.approved/1" else None
            else:
                published.add((stream, given["digest"]))
                if kind == "policy.published/1":
                    if stream in peopled:
                        say(entry, "a proposal, and its approval")
                    continue
                approver = None if proposal is None else proposal["approver"]
                hands = [] if approver is None else [people.get((stream, ref), {}) for ref in (proposal["proposer"], approver)]
                is_one = bool(hands) and any(hands[1].get(name) == text for name, text in hands[0].items())
                if approver is None or proposal["pack"] != pack or proposal["proposer"] in (None, approver) or is_one:
                    say(entry, "this pack proposed by one and approved by another")
                else:
                    proposal["approver"] = None

    # Check 9: an entry can know only checkpoints that came before it, of this very tree; where witnesses are asked, its time lies
    # between those of the checkpoint that it knew and of the first that covers it, and that one came soon enough.

    def check_bracket(self):
        seen = [entry.envelope["seen"] for entry in self.entries if entry.envelope["seen"] is not None]
        sizes = {one["size"] for one in seen} | set(self.bundle.brackets)
        roots = roots_at((leaf for _, leaf in self.leaves), sizes) if self.bundle.is_dump else {}
        if self.checkpoint is not None:
            roots[self.checkpoint.size] = self.checkpoint.root
        brackets = [] if self.checkpoint is None else self.read_brackets(roots)
        roots.update({size: root for size, root, _ in brackets})
        for entry in self.entries:
            self.check_seen(entry, roots)
        if self.policy is not None and not self.policy.asks_witnesses:
            return None if seen else "no-outside-clock"
        if self.checkpoint is None:
            return "no-checkpoint"
        clocks = {}
        for size, _, seconds in brackets:
            if seconds is not None:
                clocks[size] = min(seconds, clocks.get(size, seconds))
        covering, newest = sorted(clocks), {}
        for entry in self.entries:
            before = bisect_right(covering, entry.position)
            after = self.known_time(entry, clocks, newest)
            self.check_time(entry, after, clocks[covering[before]] if before < len(covering) else None)
        first = self.policy.terms.get("witnessed-from", 0)
        if any(one["size"] > first and one["size"] not in clocks for one in seen):
            return "no-brackets"
        is_placed = self.bundle.is_dump or all(entry.position in self.bundle.proofs for entry in self.entries)
        return None if is_placed else "no-proofs"

    def read_brackets(self, roots):
        """The checkpoints of the bundle that hold, its own among them, as (size, root, time of the quorum), by rising size."""
        own = self.checkpoint
        brackets = [(own.size, own.root, self.policy.quorum_time(own.signatures))]
        for size, note in self.bundle.brackets.items():
            place = f"checkpoints/{size}"
            try:
                opened = open_checkpoint(note, self.policy.keys, self.bundle.log)
            except Refused as refusal:
                self.findings.add(9, refusal.code, place)
                continue
            code = self.refuse_bracket(opened, size, roots.get(size))
            if code is None:
                brackets.append((size, opened.root, self.policy.quorum_time(opened.signatures)))
            else:
                expected = roots.get(size, f"a part of {own.size}")
                self.findings.add(9, code, place, expected=expected, found=opened.root)
        return sorted(brackets, key=lambda bracket: bracket[0])

    def refuse_bracket(self, opened, size, known):
        """Why a checkpoint under the name of this size is none of this tree; `known` is the root there, where the bundle tells."""
        if list_outside_epochs(self.epochs or [], opened, opened.size):
            return "note.epoch"
        if opened.size != size:
            return "bundle.file"
        if not self.policy.meets_quorum(opened.signatures):
            return "witness.quorum"
        if size > self.checkpoint.size:
            return "consistency.smaller"
        if known is not None:
            return None if known == opened.root else "consistency.fork"
        way = parse_way(self.bundle.consistency.get(size, b""))
        if way is None:
            return "proof.form"
        code = refuse_consistency(size, opened.root, self.checkpoint.size, self.checkpoint.root, way)
        return "consistency.fork" if code == "proof.root" else code

    def check_seen(self, entry, roots):
        seen = entry.envelope["seen"]
        known = None if seen is None else roots.get(seen["size"])
        if seen is None or (seen["size"] <= entry.position and known in (None, seen["root"])):
            return
        expected = f"at most {entry.position}" if known is None else known
        self.findings.add(9, "bracket.seen", entry.place, expected=expected, found=f"{seen['size']} {seen['root']}")

    def known_time(self, entry, clocks, newest):
        """The latest time of the checkpoints that the entry's stream has known so far: what follows in it comes after."""
        stream, seen = entry.envelope["stream"], entry.envelope["seen"]
        own, before = None if seen is None else clocks.get(seen["size"]), newest.get(stream)
        if own is None or (before is not None and before > own):
            return before
        newest[stream] = own
        return own

    def check_time(self, entry, after, before):
        """`after` is the time of a checkpoint before the entry, `before` that of the first one that covers it."""
        at = entry.envelope["at"]
        at_ms = milliseconds_of(at)
        is_early = after is not None and at_ms < (after - TOLERANCE) * 1000
        is_late = before is not None and at_ms > (before + TOLERANCE) * 1000
        if is_early or is_late:
            expected = f"between {'-' if after is None else after} and {'-' if before is None else before}"
            self.findings.add(9, "bracket.at", entry.place, expected=expected, found=at)
        within = self.policy.terms.get("covered-within")
        if within is None or before is None or entry.position < self.policy.terms.get("witnessed-from", 0):
            return
        if before * 1000 - at_ms > within * 1000:
            expected = f"covered by {at_ms // 1000 + within}"
            self.findings.add(9, "bracket.late", entry.place, expected=expected, found=str(before))

    # Check 10: each opening opens the commitment of its own place, once. A field without one is just not disclosed.

    def check_openings(self):
        by_id = {entry.envelope["id"]: entry for entry in self.entries}
        shown, opened = set(), {}
        for entry_id, field, salt, value in self.bundle.openings:
            place = opening_place(entry_id, field)
            if place in shown:
                self.findings.add(10, "opening.duplicate", place)
            shown.add(place)
            entry = by_id.get(entry_id)
            if entry is None or field not in entry.envelope["committed"]:
                self.findings.add(10, "opening.unknown", place)
                continue
            envelope = entry.envelope
            at = (envelope["log"], envelope["id"], envelope["type"], field)
            try:
                decoded, is_nfc = open_commitment(envelope["committed"][field], at, salt, value)
            except Refused as refusal:
                self.findings.add(10, refusal.code, place)
                continue
            opened.setdefault(entry_id, {})[field] = decoded
            if not is_nfc:
                self.findings.add(10, "opening.nfc", place)
        for entry in self.entries:
            entry.opened = opened.get(entry.envelope["id"], {})
        self.has_openings = bool(opened)
        self.note_erasures(by_id, shown)

    def note_erasures(self, by_id, shown):
        """A field that an erasure on its own stream names, and that is not opened, is gone by law, not just undisclosed."""
        for entry in self.entries:
            envelope = entry.envelope
            if envelope["type"] != "opening.erased/1":
                continue
            for entry_id, field in erased_in(envelope["open"]):
                place, named = opening_place(entry_id, field), by_id.get(entry_id)
                if named is None or named.envelope["stream"] != envelope["stream"] or place in shown:
                    continue
                if field in named.envelope["committed"]:
                    basis = envelope["open"].get("basis")
                    found = f"{basis if isinstance(basis, str) else '?'} {envelope['at'][:10]}"
                    self.findings.add(10, "opening.erased", place, found=found)

    # Part of check 0: nothing is opened that the profile does not show, and the own fields of one candidate at most.

    def check_disclosed(self):
        profile, own = self.bundle.manifest["profile"], None
        by_id = {entry.envelope["id"]: entry.envelope for entry in self.entries}
        for entry_id, field, _, _ in self.bundle.openings:
            # An opening of an entry that is not here is told by check 10.
            envelope = by_id.get(entry_id)
            if envelope is None or profile == "inspectorate":
                continue
            subject = envelope["open"].get("ref" if envelope["type"] == "person.bound/1" else "candidate")
            rule = DATA["disclosure"].get(envelope["type"], {}).get(field, {}).get(profile)
            if own is None and isinstance(subject, str) and rule != "every":
                own = subject
            if rule == "every" or (rule == "own" and own is not None and subject == own):
                continue
            self.findings.add(0, "bundle.scope", opening_place(entry_id, field), expected=profile)

    # Who held which office: of the bundle of a selection the lines of a file of their own, whose entries pass checks 0, 5, 6, 8 and 10.

    def read_offices(self):
        told = {entry.envelope["stream"] for entry in self.entries}
        is_there = not self.bundle.is_dump and OFFICES in self.bundle.files
        offices, last = Offices(told, is_there), -1
        if not is_there:
            return offices
        for position, data, openings, proof in self.bundle.read_lines(OFFICES, OFFICE_MEMBERS, to_office):
            if position <= last:
                self.findings.add(0, "bundle.file", OFFICES, found=f"position {position} out of order")
            last = max(last, position)
            entry = self.read_office(position, data, proof)
            if entry is not None:
                self.open_office(entry, openings)
                offices.take(entry)
        return offices

    def read_office(self, position, data, proof):
        place, leaf = place_of(position), leaf_hash(data).hex()
        try:
            entry = Entry(position, leaf, parse_entry(data, self.bundle.log))
        except Refused as refusal:
            self.findings.add(5, refusal.code, place)
            return None
        if type_of(entry) not in OFFICE_TYPES:
            self.findings.add(0, "bundle.scope", place, found=type_of(entry))
            return None
        wrong = refuse_type(entry.envelope)
        if wrong is not None:
            self.findings.add(8, wrong, place, found=type_of(entry))
        missing = None
        if self.checkpoint is not None:
            missing = refuse_inclusion(leaf, position, self.checkpoint.size, proof, self.checkpoint.root)
        if missing is not None:
            self.findings.add(6, missing, place)
        return entry if wrong is None and missing is None else None

    def open_office(self, entry, openings):
        envelope, profile, named = entry.envelope, self.bundle.manifest["profile"], set()
        for field, salt, value in openings:
            place = opening_place(envelope["id"], field)
            if field in named:
                self.findings.add(10, "opening.duplicate", place)
            named.add(field)
            shown = DATA["disclosure"].get(envelope["type"], {}).get(field, {}).get(profile)
            if profile != "inspectorate" and shown != "every":
                self.findings.add(0, "bundle.scope", place, expected=profile)
            if field not in envelope["committed"]:
                self.findings.add(10, "opening.unknown", place)
                continue
            at = (envelope["log"], envelope["id"], envelope["type"], field)
            try:
                decoded, is_nfc = open_commitment(envelope["committed"][field], at, salt, value)
            except Refused as refusal:
                self.findings.add(10, refusal.code, place)
                continue
            entry.opened[field] = decoded
            if not is_nfc:
                self.findings.add(10, "opening.nfc", place)

    # Check 11: the decision replayed by the rules of the domain.

    def check_merit(self, entries, offices):
        in_order = sorted(entries, key=lambda entry: entry.position)
        found, is_whole = replay_merit(in_order, self.bundle.rules, offices)
        is_partial = any(code == "merit.undisclosed" for code, _, _, _ in found)
        for code, place, expected, seen in found:
            # A public bundle discloses nothing: that is said once, not of every field.
            if self.has_openings or code != "merit.undisclosed":
                self.findings.add(11, code, place, expected=expected, found=seen)
        if not is_whole:
            return "no-merit-rules"
        return "no-openings" if is_partial else None

    # Check 12: is the newest cosignature as young as the policy promises, at the instant that the auditor gives?

    def check_freshness(self):
        now, within = self.options.now, None if self.policy is None else self.policy.terms.get("fresh-within")
        if now is None or (self.policy is not None and within is None):
            return "no-age-asked"
        if self.checkpoint is None:
            return "no-checkpoint"
        seconds = self.policy.quorum_time(self.checkpoint.signatures)
        if seconds is None:
            return "no-outside-clock"
        if now - seconds > within:
            expected = f"cosigned at {now - within} or later"
            self.findings.add(12, "fresh.stale", "checkpoint", expected=expected, found=str(seconds))
        return None


STAMP, AUTHORITIES = "checkpoint.tsr", "authorities.pem"
OFFICES, OFFICE_MEMBERS = "offices.ndjson", ["bytes", "openings", "position", "proof"]
OFFICE_TYPES = ("grant.given/1", "grant.ended/1")
# What a clock of the house may differ from those outside, in seconds.
TOLERANCE = 300


def parse_way(data):
    """A file of `consistency/`: one hash in base64 a line; in hex, or None."""
    text = from_utf8(data)
    if text is None or (text != "" and not text.endswith("\n")):
        return None
    hashes = [from_base64(line) for line in text.split("\n")[:-1]]
    return None if any(one is None or len(one) != 32 for one in hashes) else [one.hex() for one in hashes]


def milliseconds_of(instant):
    """Since 1970, of an instant of an envelope."""
    year, month, day, hour, minute, second = map(int, INSTANT.fullmatch(instant).groups())
    # Years that begin in March: then the leap day is the last.
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1 - 719468
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + int(instant[20:23])


def verify_bundle(data, options):
    """What --json prints."""
    findings = Findings()
    bundle, is_zip = read_bundle(data, findings)
    said = checkpoint = None
    if bundle is None:
        skipped = {check: "unreadable" for check in CHECKS if check > 0}
    else:
        examination = Examination(bundle, options, findings)
        skipped = examination.run()
        checkpoint = examination.checkpoint
        said = {name: value for name, value in bundle.manifest.items() if name != "files"}
        said.update(entries=len(bundle.entries), openings=len(bundle.openings))
    checks = [conclude(check, skipped.get(check), findings) for check in CHECKS]
    verification = {"exitCode": exit_code_of(checks, findings) if is_zip else 2}
    if said is not None:
        verification["bundle"] = said
    if checkpoint is not None:
        verification["checkpoint"] = {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root}
    verification.update(checks=checks, findings=findings.kept, uncounted=findings.uncounted)
    return verification


def conclude(check, reason, findings):
    if check in findings.failed:
        return {"check": check, "status": "FAIL"}
    return {"check": check, "status": "PASS"} if reason is None else {"check": check, "status": "SKIPPED", "reason": reason}


def exit_code_of(checks, findings):
    if findings.failed:
        return 1
    is_open = any("reason" in check and check["reason"] not in UNASKED for check in checks)
    return 3 if is_open or "trust.unpinned" in findings.counts else 0


# ---------------------------------------------------------------------------------------------------------------------
# 10. The replay of a decision (check 11): everything that follows from the recorded facts is derived again.

# 10.1 Forms: what a rule may be asked about. Every form is a function from a value to a truth.

LONGEST_LIST = 10_000
LARGEST_COUNT = 100_000


def text_form(value):
    return isinstance(value, str)


def named_form(value):
    return isinstance(value, str) and value != ""


def flag_form(value):
    return isinstance(value, bool)


def count_form(value):
    return is_integer(value) and 0 <= value <= LARGEST_COUNT


def positive_form(value):
    return count_form(value) and value != 0


def pattern(form):
    compiled = re.compile(form)
    return lambda value: is_match(compiled, value)


def one_of(*known):
    return lambda value: any(type(value) is type(one) and value == one for one in known)


def either(*forms):
    return lambda value: any(form(value) for form in forms)


def list_of(form, least=0):
    return lambda value: isinstance(value, list) and least <= len(value) <= LONGEST_LIST and all(map(form, value))


def exactly(**members):
    forms = {name.replace("_", ""): form for name, form in members.items()}
    return lambda value: has_forms(value, forms)


def at_least(**members):
    return lambda value: isinstance(value, dict) and all(name in value and members[name](value[name]) for name in members)


def and_perhaps(form, **members):
    """An object of a form, with further members where it has them."""
    return lambda value: form(value) and all(name not in value or member(value[name]) for name, member in members.items())


def map_of(name, form):
    return lambda value: isinstance(value, dict) and all(name(key) and form(member) for key, member in value.items())


ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_form(value):
    found = ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    return 1 <= month <= 12 and 1 <= day <= days_in(year, month)


DIGEST = form_of(HEX64)
UUID_FORM = form_of(UUID)
DECIMAL_FORM = pattern(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,9})?")
TIME = pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]")
WORDS = exactly(id=named_form, en=named_form)
CITATION = exactly(instrument=named_form, article=or_null(text_form), confidence=one_of("V", "S", "I"))
ZONE = one_of("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
LEVELS = (
    "jpt-utama jpt-madya jpt-pratama administrator pengawas pelaksana jf-ahli-utama jf-ahli-madya jf-ahli-muda"
    " jf-ahli-pertama jf-keterampilan"
)
POST_LEVEL = one_of(*LEVELS.split())

# What lies in sealed fields, as far as the replay asks it.

ELECTION = either(
    one_of(None, "none"), exactly(determinedOn=day_form, termEndsOn=day_form, consentOn=or_null(day_form))
)
TARGET = exactly(
    level=POST_LEVEL,
    eselon=or_null(pattern(r"[0-9]{2}")),
    fieldsOfStudy=or_null(list_of(text_form)),
    plannedOn=or_null(day_form),
    vacantFrom=or_null(day_form),
    frozen=or_null(flag_form),
    declarations=or_null(exactly(required=count_form, made=count_form, unresolved=count_form)),
    election=ELECTION,
)
CRITERION = exactly(
    code=text_form,
    weight=pattern(r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,6})?"),
    source=either(
        one_of("panel", "talent-value", "performance", "potential", "competency"), pattern(r"indicator:[A-Z]")
    ),
    label=WORDS,
)
SEALED_CRITERIA = exactly(
    v=one_of(1),
    criteria=list_of(CRITERION, 1),
    policy=DIGEST,
    shortlist=positive_form,
    target=TARGET,
    tieBreak=list_of(text_form),
    zone=ZONE,
)
MOTION = exactly(
    selectionId=UUID_FORM,
    attempt=count_form,
    candidates=list_of(UUID_FORM),
    criteriaDigest=DIGEST,
    rankingDigest=DIGEST,
)
TIES = one_of(None, "family", "business", "affiliation", "outside-work", "reporting-line", "other")
INTEREST = exactly(
    candidate=UUID_FORM, interest=one_of("none", "possible", "actual"), tie=TIES, note=or_null(text_form)
)
DECLARATION = exactly(interests=list_of(INTEREST))
DECREE = exactly(number=text_form, issuedOn=day_form, effectiveOn=day_form)
LETTER = at_least(number=text_form)
MINUTES = exactly(number=text_form, on=day_form)
RANKED = at_least(ranked=list_of(at_least(ref=UUID_FORM, rank=positive_form)))
TEXT_OR_NULL = or_null(text_form)
# As much of a placement as a ranking asks.
PLACEMENT = at_least(
    performance=TEXT_OR_NULL,
    potential=TEXT_OR_NULL,
    talentValue=TEXT_OR_NULL,
    indicators=list_of(at_least(code=text_form, score=TEXT_OR_NULL)),
)

CHANGE = exactly(field=text_form, value=text_form)


def stated(form):
    return at_least(value=or_null(form), source=text_form, conflict=TEXT_OR_NULL)


def register(**row):
    item = at_least(source=text_form, conflict=TEXT_OR_NULL, **row)
    return at_least(source=text_form, items=or_null(list_of(item)))


DAY_OR_NULL, COUNT_OR_NULL = or_null(day_form), or_null(count_form)
HELD = {
    "title": text_form,
    "level": or_null(POST_LEVEL),
    "eselon": TEXT_OR_NULL,
    "unit": TEXT_OR_NULL,
    "agency": TEXT_OR_NULL,
    "startedOn": DAY_OR_NULL,
}
# A frozen snapshot that the rules can be asked about.
PERSON_RECORD = and_perhaps(
    at_least(
        kind=stated(one_of("PNS", "PPPK")),
        bornOn=stated(day_form),
        status=stated(text_form),
        rank=stated(text_form),
        rankSince=stated(day_form),
        education=stated(text_form),
        fieldOfStudy=stated(text_form),
        currentPost=stated(at_least(**HELD)),
        posts=register(**HELD, endedOn=DAY_OR_NULL),
        acting=register(duty=TEXT_OR_NULL, startedOn=DAY_OR_NULL),
        performance=register(year=count_form, hasilKerja=TEXT_OR_NULL, perilaku=TEXT_OR_NULL, quadrant=TEXT_OR_NULL),
        trainings=register(title=text_form, number=TEXT_OR_NULL, endedOn=DAY_OR_NULL, hours=COUNT_OR_NULL),
        courses=register(
            title=text_form,
            type=one_of("T", "F", "P", None),
            number=TEXT_OR_NULL,
            endedOn=DAY_OR_NULL,
            hours=COUNT_OR_NULL,
            validUntil=DAY_OR_NULL,
        ),
        sanctions=register(
            level=one_of("ringan", "sedang", "berat", None),
            startedOn=DAY_OR_NULL,
            endedOn=DAY_OR_NULL,
            months=COUNT_OR_NULL,
            instant=flag_form,
            revoked=flag_form,
            inProcess=flag_form,
        ),
        awards=register(level=TEXT_OR_NULL, givenOn=DAY_OR_NULL),
        teams=register(role=TEXT_OR_NULL, startedOn=DAY_OR_NULL, endedOn=DAY_OR_NULL),
        feedback360=stated(text_form),
        assessments=register(
            assessedOn=DAY_OR_NULL,
            referencePost=TEXT_OR_NULL,
            referenceLevel=or_null(POST_LEVEL),
            levels=list_of(COUNT_OR_NULL),
            standards=list_of(COUNT_OR_NULL),
            potential=or_null(list_of(COUNT_OR_NULL)),
        ),
        wealthReport=stated(at_least(checkedOn=day_form, filedOn=DAY_OR_NULL)),
    ),
    # Records from before there was this register lack it.
    ratings=register(code=text_form, value=TEXT_OR_NULL, ratedOn=DAY_OR_NULL),
)

# 10.2 The policy pack: a rule file in form and without contradictions between its parts.

STAGE_STEPS = {
    "nomination": ["nominating", "data-check"],
    "assessment": ["independent", "final"],
    "committee-review": ["declaring", "deliberating", "voting"],
    "placement": ["choosing", "concurrence", "decree", "inauguration", "effective"],
}
SCORED = exactly(value=named_form, score=DECIMAL_FORM)
MEASURES = (
    "performance-predicate highest-award highest-team-role feedback-360 jpm certificates professional-certificates"
    " time-in-level breadth acting-duty potential-aspects education field-of-study discipline discipline-active-only"
    " highest-team-role/2"
)
RATING_MEASURE = r"(?:latest|highest)-rating:[a-z][a-z0-9-]{0,39}"
PARTED = {
    "code": pattern(r"[A-Z](\.[a-z]+)?"),
    "label": WORDS,
    "measure": or_null(either(one_of(*MEASURES.split()), pattern(RATING_MEASURE))),
    "windowMonths": or_null(count_form),
    "citation": CITATION,
}
BAND = exactly(from_=count_form, to=or_null(count_form), score=DECIMAL_FORM)
TABLES = (
    exactly(kind=one_of("enum"), values=list_of(SCORED, 1), unscored=list_of(named_form)),
    exactly(kind=one_of("number"), from_=DECIMAL_FORM, to=DECIMAL_FORM, labels=list_of(SCORED)),
    exactly(
        kind=one_of("ranges"),
        from_=DECIMAL_FORM,
        to=DECIMAL_FORM,
        ranges=list_of(exactly(from_=DECIMAL_FORM, score=DECIMAL_FORM), 1),
    ),
    exactly(kind=one_of("bands"), unit=one_of("count", "completed-months"), bands=list_of(BAND, 1)),
    exactly(
        kind=one_of("aspects"), aspects=list_of(named_form, 1), from_=count_form, to=count_form, factor=DECIMAL_FORM
    ),
)
PART = exactly(**PARTED, table=either(*TABLES))
INDICATOR = exactly(**PARTED, table=either(*TABLES, exactly(kind=one_of("mean"), parts=list_of(PART, 1))))


def axis_form(code):
    return exactly(
        code=one_of(code),
        label=WORDS,
        weights=list_of(exactly(indicator=text_form, weight=DECIMAL_FORM), 1),
        thresholds=exactly(middle=DECIMAL_FORM, high=DECIMAL_FORM, citation=CITATION),
        citation=CITATION,
    )


BOXES = exactly(
    layout=list_of(
        exactly(performance=one_of("below", "meets", "above"), low=count_form, medium=count_form, high=count_form), 3
    ),
    promotable=list_of(count_form),
    succession=list_of(count_form),
    meanings=list_of(exactly(box=count_form, meaning=WORDS, handling=WORDS)),
    move=exactly(allowed=flag_form, maxSteps=count_form, citation=CITATION),
    citation=CITATION,
)
CATEGORY = one_of("MS", "MMS", "KMS")
JPM = exactly(
    method=one_of("capped", "uncapped", "sum-ratio"),
    competencies=list_of(named_form, 1),
    levels=exactly(from_=positive_form, to=positive_form),
    categories=list_of(exactly(code=CATEGORY, from_=DECIMAL_FORM), 3),
    minCategory=CATEGORY,
    validityMonths=count_form,
    standards=map_of(POST_LEVEL, count_form),
    citation=CITATION,
)
RANKING = exactly(
    components=list_of(exactly(code=text_form, label=WORDS, weight=DECIMAL_FORM), 1),
    tieBreak=list_of(text_form),
    bands=or_null(exactly(width=DECIMAL_FORM)),
    citation=CITATION,
)
PREDICATE = one_of("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
GATES = {
    "employee-kind": {"kinds": list_of(one_of("PNS", "PPPK"), 1)},
    "status-aktif": {"active": list_of(text_form, 1)},
    "discipline": {"levels": list_of(one_of("ringan", "sedang", "berat"))},
    "education": {"accepted": list_of(text_form, 1)},
    "rank": {"minimums": map_of(text_form, text_form), "otherwise": text_form},
    "prior-post": {"alternatives": list_of(exactly(level=POST_LEVEL, months=count_form), 1)},
    "experience": {"months": count_form, "levels": list_of(POST_LEVEL, 1)},
    "age": {
        "maxYears": count_form,
        "strictness": one_of("completed-years", "exact"),
        "leapBirthday": one_of("mar-1", "feb-28"),
    },
    "assessment": {"validityMonths": count_form},
    "performance-two-years": {"minPredicate": PREDICATE, "minYears": positive_form},
    "jpm": {"minCategory": CATEGORY},
    "tenure-in-post": {"minMonths": count_form},
    "wealth-report": {},
    "box": {"boxes": list_of(count_form, 1)},
    "retirement": {"retirementAge": count_form, "minMonths": count_form},
    "vacancy": {},
    "conflict-of-interest": {},
    "election-blackout": {"monthsBefore": count_form},
}
PHASE = one_of("nomination", "placement")
GATE = either(
    *(exactly(gate=one_of(name), phase=PHASE, rule=WORDS, citation=CITATION, **own) for name, own in GATES.items())
)


def term_days(value):
    return positive_form(value) and value <= 750


def reminder_days(value):
    return term_days(value) or is_integer(value) and value == 0


def stage_form(kind):
    step = exactly(
        step=one_of(*STAGE_STEPS[kind]),
        label=WORDS,
        workingDays=or_null(term_days),
        endsEarly=flag_form,
        reminders=list_of(reminder_days),
        escalations=list_of(exactly(to=one_of("secretary", "chair"), daysBefore=reminder_days)),
    )
    return exactly(steps=list_of(step), citation=CITATION)


PROCESS = {
    "shortlist": exactly(
        size=positive_form, min=count_form, max=count_form, fewerNeedsReason=flag_form, citation=CITATION
    ),
    "assessment": exactly(
        assessors=positive_form,
        scale=exactly(from_=DECIMAL_FORM, to=DECIMAL_FORM),
        criteria=list_of(
            exactly(
                code=pattern(r"[a-z][a-z0-9-]*"),
                label=WORDS,
                weight=DECIMAL_FORM,
                anchors=list_of(exactly(score=DECIMAL_FORM, words=WORDS), 2),
            ),
            1,
        ),
        discussion=exactly(spreadOver=DECIMAL_FORM, changeNeedsReason=flag_form),
        reasonRequired=flag_form,
        citation=CITATION,
    ),
    "committee": exactly(
        minSeats=count_form,
        maxSeats=count_form,
        oddSeats=flag_form,
        chairRequired=flag_form,
        quorum=exactly(
            base=one_of("seats", "eligible"),
            rule=one_of("majority", "all", "number"),
            number=or_null(count_form),
            minimum=count_form,
        ),
        majority=exactly(base=one_of("cast", "present", "eligible", "seats"), rule=one_of("simple", "two-thirds")),
        abstention=one_of("counts-present", "counts-not"),
        tie=one_of("chair-decides", "rejected", "revote"),
        mode=one_of("meeting", "circular"),
        declarations=one_of("every-member-every-candidate"),
        maxAdjournments=count_form,
        citation=CITATION,
    ),
    "clocks": exactly(
        cutoff=or_null(TIME), zone=ZONE, cutiBersamaIsNonWorking=flag_form, officeOpensAt=TIME, citation=CITATION
    ),
    "stages": lambda value: has_forms(value, {kind: stage_form(kind) for kind in STAGE_STEPS}),
    "deviation": exactly(
        rankBinding=flag_form,
        reasonWhenNotFirst=flag_form,
        reasonMinLength=count_form,
        exceptions=list_of(exactly(code=named_form, title=WORDS, citation=CITATION)),
        secondApprover=flag_form,
        citation=CITATION,
    ),
    "concurrence": exactly(
        authority=WORDS,
        slaWorkingDays=term_days,
        onSilence=one_of("wait", "certify-lapse"),
        lapse=flag_form,
        citation=CITATION,
    ),
    "objection": exactly(
        fileWithinWorkingDays=positive_form, decideWithinWorkingDays=positive_form, citation=CITATION
    ),
    "interim": exactly(
        maxMonths=positive_form, extensionMonths=count_form, extensions=count_form, citation=CITATION
    ),
}
ALGORITHMS = {
    "axes": one_of("weighted-sum/1"),
    "ranking": one_of("ranking/1"),
    "quorum": one_of("quorum/1"),
    "outcome": one_of("majority/1"),
    "deadline": one_of("working-days/1"),
    "order": one_of("draw/1"),
}

PACK = exactly(
    id=pattern(r"[a-z][a-z0-9-]*"),
    version=pattern(r"[0-9]{4}\.[0-9]+"),
    title=WORDS,
    effectiveFrom=day_form,
    effectiveUntil=or_null(day_form),
    approver=exactly(name=WORDS, document=named_form),
    algorithms=either(exactly(**ALGORITHMS), exactly(**ALGORITHMS, tenure=one_of("joined-spans/1"))),
    indicators=list_of(INDICATOR, 1),
    axes=exactly(performance=axis_form("Y"), potential=axis_form("X")),
    talentValue=exactly(performance=DECIMAL_FORM, potential=DECIMAL_FORM, citation=CITATION),
    boxes=BOXES,
    jpm=JPM,
    skp=exactly(
        predicates=list_of(PREDICATE, 5), minPredicate=PREDICATE, minYears=count_form, citation=CITATION
    ),
    gates=map_of(POST_LEVEL, list_of(GATE, 1)),
    missingData=exactly(result=one_of("UNKNOWN"), next=one_of("human-verification"), citation=CITATION),
    route=exactly(first=one_of("talent-pool"), exception=one_of("open-selection"), citation=CITATION),
    rankings=map_of(POST_LEVEL, RANKING),
    **PROCESS,
)


def is_pack(value):
    return PACK(value) and has_no_faults(value) and is_committee_rule(value["committee"])


def has_no_faults(pack):
    """No contradiction between the parts of a pack that is in form."""
    axes = [pack["axes"]["performance"], pack["axes"]["potential"]]
    weighed = [weight["indicator"] for axis in axes for weight in axis["weights"]]
    numbers = [row[column] for row in pack["boxes"]["layout"] for column in ("low", "medium", "high")]
    floors = [Fraction(category["from"]) for category in pack["jpm"]["categories"]]
    shortlist = pack["shortlist"]
    return (
        all(sum(map(Fraction, weights)) == whole for weights, whole in weights_of(pack, axes))
        and ",".join(weighed) == ",".join(indicator["code"] for indicator in pack["indicators"])
        and all(0 < Fraction(axis["thresholds"]["middle"]) < Fraction(axis["thresholds"]["high"]) <= 100 for axis in axes)
        and all(is_sound_table(indicator) for indicator in pack["indicators"])
        and sorted(map(str, numbers)) == list("123456789")
        and len({row["performance"] for row in pack["boxes"]["layout"]}) == 3
        and {row["box"] for row in pack["boxes"]["meanings"]}.issuperset(numbers)
        and all(one > other for one, other in zip(floors, floors[1:]))
        and floors[-1] == 0
        and all(
            ",".join(step["step"] for step in pack["stages"][kind]["steps"]) == ",".join(steps)
            for kind, steps in STAGE_STEPS.items()
        )
        and all(level in pack["rankings"] for level in pack["gates"])
        and shortlist["min"] <= shortlist["size"] <= shortlist["max"]
    )


def weights_of(pack, axes):
    talent = pack["talentValue"]
    yield from ((one_weight(axis["weights"]), 1) for axis in axes)
    yield (talent["performance"], talent["potential"]), 1
    yield one_weight(pack["assessment"]["criteria"]), 100
    yield from ((one_weight(ranking["components"]), 1) for ranking in pack["rankings"].values())


def one_weight(rows):
    return [row["weight"] for row in rows]


def is_sound_table(rule):
    table = rule["table"]
    if (table["kind"] == "mean") == (rule["measure"] is not None):
        return False
    if table["kind"] == "mean":
        return all(is_sound_table(part) for part in table["parts"])
    if table["kind"] == "ranges":
        starts = [Fraction(row["from"]) for row in table["ranges"]]
        rises = all(one < other for one, other in zip(starts, starts[1:] + [Fraction(table["to"])]))
        return starts[0] == Fraction(table["from"]) and rises
    if table["kind"] != "bands":
        return True
    bands = table["bands"]
    starts = [0] + [band["to"] for band in bands[:-1]]
    is_rising_to = all(band["to"] is not None and band["to"] > band["from"] for band in bands[:-1])
    return is_rising_to and bands[-1]["to"] is None and [band["from"] for band in bands] == starts


def is_committee_rule(rule):
    """Fewer than two who decide are not a committee."""
    quorum, least, most = rule["quorum"], rule["minSeats"], rule["maxSeats"]
    number = quorum["number"]
    return (
        all(count > 0 for count in (least, most, quorum["minimum"], 1 if number is None else number))
        and 2 <= least <= most
        and (not rule["oddSeats"] or least % 2 == 1 or most > least)
        and 2 <= quorum["minimum"] <= least
        and (quorum["rule"] == "number") == (number is not None)
        and (number or 0) <= least
        and (rule["tie"] != "chair-decides" or rule["chairRequired"])
    )


# 10.3 Exact numbers: rationals, never floats; read from texts of two forms and written as the shortest.

EXACT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|-?[0-9]+/[0-9]*[1-9][0-9]*")
LONGEST_EXACT = 120


def parse_exact(text):
    """The number that a text states as a decimal or as n/d; None for anything else."""
    return Fraction(text) if len(text) <= LONGEST_EXACT and EXACT.fullmatch(text) else None


def write_exact(value):
    """The shortest exact decimal where one exists, else n/d in lowest terms."""
    places = decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + digits if places == 0 else f"{sign}{digits[:-places]}.{digits[-places:]}"


def decimal_places(denominator):
    """How many decimal places end 1/denominator; None where it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def mean_of(values):
    return sum(values, Fraction(0)) / len(values)


def is_same(derived, recorded):
    """Member by member: then the canonical bytes are the same."""
    return spell(derived) == spell(recorded)


# 10.4 Days and instants, by arithmetic alone: no clock, no time zone of the machine. A day is its ISO text; texts compare as days do.

MICROS_PER_MINUTE = 60_000_000
MINUTES_PER_DAY = 1440
# Minutes east of Greenwich; none of the zones has daylight saving.
OFFSETS = {"Asia/Jakarta": 420, "Asia/Pontianak": 420, "Asia/Makassar": 480, "Asia/Jayapura": 540}


class Underivable(Exception):
    """A rule leads beyond what this program can derive: the check is then no PASS."""


def parts_of(day):
    return int(day[:4]), int(day[5:7]), int(day[8:10])


def write_day(year, month, day):
    if not 0 <= year <= 9999:
        raise Underivable("a year beyond four digits")
    return f"{year:04}-{month:02}-{day:02}"


def day_number(day):
    """Days since 1970 in the Gregorian calendar."""
    year, month, of_month = parts_of(day)
    # Years that begin in March: then the leap day is the last.
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + of_month - 719469


def day_of(number):
    era, of_era = divmod(number + 719468, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * of_year + 2) // 153
    month = march_month + 3 if march_month < 10 else march_month - 9
    return write_day(year_of_era + era * 400 + (month < 3), month, of_year - (153 * march_month + 2) // 5 + 1)


def add_days(day, days):
    return day_of(day_number(day) + days)


def add_months(day, months):
    """The day is clamped to the last of the month: 31 August - 6 months is 28 or 29 February."""
    year, month, of_month = parts_of(day)
    to_year, to_month = divmod(year * 12 + month - 1 + months, 12)
    return write_day(to_year, to_month + 1, min(of_month, days_in(to_year, to_month + 1)))


def completed_months(since, on):
    """Whole months from one day to another, with the clamp of add_months; negative before it."""
    (from_year, from_month, _), (year, month, _) = parts_of(since), parts_of(on)
    months = (year - from_year) * 12 + month - from_month
    return months - 1 if add_months(since, months) > on else months


def is_in_window(day, as_of, months):
    return day <= as_of < add_months(day, months)


def age_on(born_on, on, leap_birthday):
    """Completed years, and the days since the last birthday."""
    year = parts_of(on)[0]
    this_year = birthday_in(year, born_on, leap_birthday)
    last = this_year if this_year <= on else birthday_in(year - 1, born_on, leap_birthday)
    return parts_of(last)[0] - parts_of(born_on)[0], day_number(on) - day_number(last)


def birthday_in(year, born_on, leap_birthday):
    """Who is born on 29 February has the birthday of a common year on the day that the policy names."""
    _, month, day = parts_of(born_on)
    if day <= days_in(year, month):
        return write_day(year, month, day)
    return write_day(year, 3, 1) if leap_birthday == "mar-1" else write_day(year, 2, 28)


def micros_since(instant):
    """Since 1970, of an instant of an envelope."""
    hour, minute, second = (int(instant[at : at + 2]) for at in (11, 14, 17))
    minutes = day_number(instant[:10]) * MINUTES_PER_DAY + hour * 60 + minute
    return minutes * MICROS_PER_MINUTE + second * 1_000_000 + int(instant[20:26])


def write_instant(micros):
    """UTC with microseconds, the form of an envelope."""
    minutes, rest = divmod(micros, MICROS_PER_MINUTE)
    days, of_day = divmod(minutes, MINUTES_PER_DAY)
    return f"{day_of(days)}T{of_day // 60:02}:{of_day % 60:02}:{rest // 1_000_000:02}.{rest % 1_000_000:06}Z"


def local_time(instant, zone):
    """The local day and HH:MM of an instant."""
    days, of_day = divmod(micros_since(instant) // MICROS_PER_MINUTE + OFFSETS[zone], MINUTES_PER_DAY)
    return day_of(days), f"{of_day // 60:02}:{of_day % 60:02}"


def instant_at(day, time_of_day, zone):
    """The instant of a local day and HH:MM."""
    hour, minute = map(int, time_of_day.split(":"))
    return write_instant((day_number(day) * MINUTES_PER_DAY + hour * 60 + minute - OFFSETS[zone]) * MICROS_PER_MINUTE)


# 10.5 A selection as its entries tell it.


def replay_merit(entries, rules, offices=None):
    """
    The findings (code, place, expected, found) of every selection and map among the entries, which come in the order of the log;
    and whether all that follows could be derived.
    """
    streams, packs, findings, is_whole = {"selection": {}, "mapping": {}}, {}, [], True
    for entry in entries:
        kind, _, key = entry.envelope["stream"].partition("/")
        if kind in streams:
            streams[kind].setdefault(key, []).append(entry)
    for stream in streams["mapping"].values():
        of_map, could = check_map(stream, rules, packs, offices)
        findings += of_map
        is_whole = is_whole and could
    for key, stream in streams["selection"].items():
        stream.sort(key=lambda entry: entry.envelope["streamSeq"])
        case = Case(key, stream, rules, packs)
        case.offices = offices
        for subject, code in COURSE_SUBJECTS:
            case.ask(subject, code)
        for part in case.under_each_policy():
            part.ask(check_seal, "merit.policy-order")
            for subject, code in RULE_SUBJECTS if part.pack is not None else []:
                part.ask(subject, code)
            case.is_whole = case.is_whole and part.is_whole
        findings += case.findings
        is_whole = is_whole and case.is_whole
    return findings, is_whole


def text_of(entry, field):
    value = entry.envelope["open"].get(field)
    return value if isinstance(value, str) else ""


def count_of(entry, field):
    value = entry.envelope["open"].get(field)
    return value if is_integer(value) else -1


def type_of(entry):
    return entry.envelope["type"]


def actor_of(entry):
    return entry.envelope["actor"]["ref"]


JS_BLANKS = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))


def is_blank(text):
    return text is None or text.strip(JS_BLANKS) == ""


def digest_of_policy(entry):
    policy = None if entry is None else entry.envelope["policy"]
    return None if policy is None else policy["digest"]


def find_pack(digest, rules, packs):
    """The policy pack of a digest, looked at once; None where the bundle has none, or it is no sound pack."""
    if digest is not None and digest not in packs:
        rule = rules.get(digest)
        packs[digest] = rule if is_pack(rule) else None
    return packs.get(digest)


# A selection is judged in as many parts as it had policies, so those are few.
MOST_POLICY_MOVES = 16


class Case:
    def __init__(self, key, entries, rules, packs):
        # Not whole is what went beyond what can be derived here.
        self.key, self.entries, self.rules, self.findings, self.is_whole = key, entries, rules, [], True
        self.packs = packs
        # The entries that stand under the pack, where the selection moved to another policy.
        self.own = None
        # The stage in which each entry falls, as it is before it: known once the course was replayed.
        self.stages = {}
        # Who held which office; without it no act is asked for one.
        self.offices = None
        self.pinned = next((entry for entry in entries if entry.envelope["policy"] is not None), None)
        self.digest = digest_of_policy(self.pinned)
        self.pack = find_pack(self.digest, rules, packs)
        # The criteria in force with their digest; None where they are not disclosed.
        self.criteria, self.criteria_digest = self.find_criteria()
        # The person behind each ref, as far as bindings are disclosed.
        self.opened_bindings = {text_of(entry, "ref") for entry in self.all_of("person.bound/1") if "person" in entry.opened}
        self.nips = {text_of(entry, "ref"): nip_of(entry) for entry in self.all_of("person.bound/1") if nip_of(entry)}

    def find_criteria(self):
        countersigned = self.first_of("criteria.countersigned/1")
        digest = None if countersigned is None else text_of(countersigned, "digest")
        drafted = next((entry for entry in self.all_of("criteria.drafted/1") if text_of(entry, "digest") == digest), None)
        content = None if drafted is None else drafted.opened.get("content")
        return (content, digest) if SEALED_CRITERIA(content) else (None, None)

    def under_each_policy(self):
        """The selection under each policy that it was pinned to; criteria of an earlier policy are void."""
        moves = [at for at, entry in enumerate(self.entries) if type_of(entry) == "selection.policy-moved/1"]
        if not 0 < len(moves) <= MOST_POLICY_MOVES:
            return [self]
        bounds = [0, *moves, len(self.entries)]
        return [self.part(index == 0, *span) for index, span in enumerate(zip(bounds, bounds[1:]))]

    def part(self, is_first, start, end):
        part, own = copy.copy(self), self.entries[start:end]
        part.entries = [entry for entry in self.entries[:start] if not type_of(entry).startswith("criteria.")] + own
        part.own = own
        part.pack = self.pack if is_first else find_pack(digest_of_policy(own[0]), self.rules, self.packs)
        part.criteria, part.criteria_digest = part.find_criteria()
        return part

    def is_own(self, entry):
        return self.own is None or any(entry is one for one in self.own)

    def calendars_of(self, digest):
        """The calendars of a digest; None where the bundle has none, or they are not sound."""
        calendars = self.rules.get(digest)
        return calendars if is_calendar_list(calendars) else None

    def all_of(self, *types):
        return [entry for entry in self.entries if type_of(entry) in types]

    def first_of(self, *types):
        return next(iter(self.all_of(*types)), None)

    def is_of_another(self, entry, subject):
        """Whether an act is of another than whom it is about: of a program, or of somebody known who has not their number."""
        actor, own, other = actor_of(entry), self.nips.get(actor_of(entry)), self.nips.get(subject)
        return actor is None or (actor in self.opened_bindings and other is not None and own != other)

    def is_same_person(self, one, other):
        """By one ref, or by two accounts of the same person. A program is nobody."""
        ref, other_ref = actor_of(one), actor_of(other)
        if ref is None or other_ref is None:
            return False
        return ref == other_ref or (ref in self.nips and self.nips[ref] == self.nips.get(other_ref))

    def find(self, entry, code, expected=None, found=None):
        if self.is_own(entry):
            self.findings.append((code, entry.place, expected, found))

    def ask(self, subject, code):
        """A value that has its form and makes no sense ends in a finding, never in a crash."""
        try:
            subject(self)
        except Underivable:
            self.is_whole = False
        except (ArithmeticError, LookupError, TypeError, ValueError):
            for entry in (self.entries if self.own is None else self.own)[:1]:
                self.find(entry, code, expected="values that the rules can be asked about")


def nip_of(entry):
    person = entry.opened.get("person")
    nip = person.get("nip") if isinstance(person, dict) else None
    return nip if isinstance(nip, str) and nip != "" else None


def check_policy(case):
    """One policy from the first entry to the last, but where a command moved the selection; each is in the bundle."""
    first = next((entry for entry in case.entries if type_of(entry) != "person.bound/1"), None)
    if case.pinned is None:
        # Without a policy no rule would be asked at all.
        if first is not None:
            case.find(first, "merit.policy-digest", "a policy", "none")
        return
    digest, moves = case.digest, 0
    if case.pack is None:
        case.find(case.pinned, "merit.policy-digest", digest, "no policy pack of this digest")
    for entry in case.entries:
        policy = entry.envelope["policy"]
        if type_of(entry) == "selection.policy-moved/1":
            moves += 1
            if moves > MOST_POLICY_MOVES:
                case.find(entry, "merit.policy-order", f"at most {MOST_POLICY_MOVES} moves")
            check_move(case, entry, digest)
            digest = digest if policy is None else policy["digest"]
            continue
        is_bare = policy is None and type_of(entry) != "person.bound/1"
        if is_bare or (policy is not None and policy["digest"] != digest):
            case.find(entry, "merit.policy-digest", digest, "none" if policy is None else policy["digest"])


def check_move(case, entry, since):
    """From the policy that was in force to another one, before anybody was nominated."""
    digest = digest_of_policy(entry)
    if text_of(entry, "from") != since:
        case.find(entry, "merit.policy-digest", since, text_of(entry, "from"))
    if digest is None or digest == since:
        case.find(entry, "merit.policy-digest", "another policy", digest or "none")
    elif find_pack(digest, case.rules, case.packs) is None:
        case.find(entry, "merit.policy-digest", digest, "no policy pack of this digest")
    nominated = case.first_of("nomination.filed/1")
    if nominated is not None and nominated.envelope["streamSeq"] < entry.envelope["streamSeq"]:
        case.find(entry, "merit.policy-order", "nobody nominated before it")


def check_actors(case):
    """Nobody is no name: such an act has a person behind it."""
    for entry in case.entries:
        said = refuse_nobody(entry)
        if said is not None:
            case.find(entry, *said)


def refuse_nobody(entry):
    is_nobody = actor_of(entry) is None and type_of(entry) in PERSONAL_ACTS
    return ("merit.stage", "an act of somebody", entry.envelope["actor"]["role"]) if is_nobody else None


def check_offices(case):
    opened = case.first_of("selection.opened/1")
    agency = "" if opened is None else opened.envelope["agency"] or ""
    case.findings += find_offices(case.entries, case.offices, agency, case.key)


def find_offices(entries, offices, agency, selection):
    """
    Each act of a stream by an account that then held one of the roles it needs, where the bindings and the agency's stream tell. An
    office in one selection is none in a stream of no selection.
    """
    accounts, bound, has_names, noted, findings = {}, set(), False, set(), []
    for entry in entries if offices is not None else []:
        if type_of(entry) == "person.bound/1":
            ref, account = text_of(entry, "ref"), account_of(entry)
            if ref in bound:
                continue
            bound.add(ref)
            if "person" in entry.opened and (account is not None or has_names):
                accounts[ref] = account
            has_names = has_names or account is not None
        elif type_of(entry) in OFFICE_ACTS and actor_of(entry) in accounts:
            findings += find_office(entry, offices, accounts[actor_of(entry)], agency, selection, noted)
    return findings


def account_of(entry):
    person = entry.opened.get("person")
    account = person.get("accountId") if isinstance(person, dict) else None
    return account if is_match(UUID, account) else None


def find_office(entry, offices, account, agency, selection, noted):
    envelope, roles = entry.envelope, OFFICE_ACTS[type_of(entry)]
    found, sealed = None, None
    if account is None:
        found = "nobody with an account"
    elif envelope["agency"] != agency:
        found = f"an act of {envelope['agency'] or 'no agency'}"
    elif envelope["actor"]["role"] not in roles:
        found = envelope["actor"]["role"]
    else:
        answer, sealed = offices.ask(agency, account, roles, selection, entry.position, envelope["at"])
        if answer == "missing":
            found = "none of them"
        elif answer == "untold":
            return [("merit.undisclosed", f"{entry.place} field actor", None, None)]
    if found is not None:
        return [("merit.office", entry.place, ", ".join(roles), found)]
    if sealed is None or sealed in noted:
        return []
    noted.add(sealed)
    return [("merit.undisclosed", f"{place_of(sealed)} field validity", None, None)]


class Offices:
    """Who holds which role in which agency, by the entries that gave it and that ended it."""

    def __init__(self, told, tells_all):
        self.told, self.tells_all, self.held = told, tells_all, {}

    def take(self, entry):
        kind, opened = type_of(entry), entry.envelope["open"]
        if kind not in OFFICE_TYPES:
            return
        grants, ends = self.held.setdefault((entry.envelope["stream"], opened["account"]), ([], []))
        if kind == "grant.ended/1":
            ends.append((entry.position, opened["role"]))
        else:
            grants.append((entry.position, opened["role"], opened["selection"], span_of(entry.opened.get("validity"))))

    def ask(self, agency, account, roles, selection, position, at):
        """Whether one of the roles is held, missing, untold or sealed; and where the grant is that is not opened."""
        stream = f"agency/{agency}"
        if not self.tells_all and stream not in self.told:
            return "untold", None
        grants, ends = self.held.get((stream, account), ([], []))
        ended, sealed = {}, None
        for end, role in ends:
            if end < position:
                ended[role] = max(end, ended.get(role, -1))
        for given, role, scope, span in grants:
            if role not in roles or scope not in (None, selection) or not ended.get(role, -1) <= given < position:
                continue
            if span is None:
                sealed = given if sealed is None else min(given, sealed)
            elif span[0] <= at and (span[1] is None or at < span[1]):
                return "held", None
        return ("missing", None) if sealed is None else ("sealed", sealed)


def span_of(validity):
    """From and until, which may be None; None where it is not opened, or no span of instants."""
    if not isinstance(validity, dict):
        return None
    since, until = validity.get("from"), validity.get("until")
    return (since, until) if is_instant(since) and (until is None or is_instant(until)) else None


def check_seal(whole):
    """Criteria are sealed by one person and countersigned by another before anybody is nominated."""
    case = whole
    if whole.own is not None:
        case = copy.copy(whole)
        case.entries = whole.own
    sealed, countersigned = case.first_of("criteria.sealed/1"), case.first_of("criteria.countersigned/1")
    first = case.first_of("stage.opened/1", "nomination.filed/1")
    if first is not None and not is_in_order(sealed, countersigned, first):
        case.find(first, "merit.policy-order", "criteria sealed and countersigned before")
    if sealed is None or countersigned is None:
        return
    named, pinned = case.criteria and case.criteria["policy"], digest_of_policy(countersigned)
    if named is not None and pinned is not None and named != pinned:
        case.find(countersigned, "merit.policy-digest", pinned, named)
    check_hands(case, sealed, countersigned)
    for entry in case.all_of("criteria.drafted/1"):
        content = entry.opened.get("content")
        if "content" in entry.opened and digest_of(content) != text_of(entry, "digest"):
            case.find(entry, "merit.policy-order", text_of(entry, "digest"), digest_of(content))


def is_in_order(sealed, countersigned, first):
    if sealed is None or countersigned is None:
        return False
    return sealed.envelope["streamSeq"] < countersigned.envelope["streamSeq"] < first.envelope["streamSeq"]


def check_hands(case, sealed, countersigned):
    """Who countersigns has neither drafted nor sealed, all three are about one content, and no draft follows the seal."""
    drafts = case.all_of("criteria.drafted/1")
    drafted = drafts[-1] if drafts else None
    is_sealed = actor_of(sealed) is not None and actor_of(countersigned) is not None
    earlier = [entry for entry in (drafted, sealed) if entry is not None]
    if not is_sealed or any(case.is_same_person(entry, countersigned) for entry in earlier):
        case.find(countersigned, "merit.policy-order", "another person than drafted and sealed")
    digests = {None if entry is None else text_of(entry, "digest") for entry in (drafted, sealed, countersigned)}
    if len(digests) > 1:
        case.find(countersigned, "merit.policy-order", "one content, drafted, sealed, countersigned")
    for entry in drafts:
        if entry.envelope["streamSeq"] > sealed.envelope["streamSeq"]:
            case.find(entry, "merit.policy-order", "no draft after the seal")


# 10.6 The course: stages make only legal moves, and every fact falls into its step and before its due instant.

Stage = namedtuple("Stage", "kind attempt state step due paused")

STAGE_MOVES = {
    "planned": {"open": "open", "cancel": "cancelled"},
    "open": {"pause": "paused", "set-due": "open", "step": "open", "begin-closing": "closing", "cancel": "cancelled"},
    "paused": {"resume": "open", "cancel": "cancelled"},
    "closing": {"close": "closed", "cancel": "cancelled"},
    "closed": {},
    "cancelled": {},
}
STEP_MOVES = {
    ("nominating", "data-check"): "advance",
    ("independent", "final"): "advance",
    ("declaring", "deliberating"): "advance",
    ("deliberating", "voting"): "advance",
    ("deliberating", "declaring"): "member-replaced",
    ("voting", "declaring"): "member-replaced",
    ("voting", "deliberating"): "adjourned",
    ("choosing", "concurrence"): "advance",
    ("concurrence", "decree"): "advance",
    ("decree", "inauguration"): "advance",
    ("inauguration", "effective"): "advance",
    ("concurrence", "choosing"): "choice-undone",
    ("decree", "choosing"): "choice-undone",
    ("inauguration", "choosing"): "choice-undone",
    ("effective", "choosing"): "choice-undone",
}
REFUSED_STATES = {
    "planned": "stage.not-open",
    "paused": "stage.paused",
    "closing": "stage.closed",
    "closed": "stage.closed",
    "cancelled": "stage.closed",
}
SITTING = ("declaring", "deliberating", "voting")
# The steps of each fact by the type that records it, and whether the due instant binds it or only waits for it.
FACTS = {
    "nomination.filed/1": (("nominating",), True),
    "pool.completed/1": (("nominating",), True),
    "data.confirmed/1": (("data-check",), True),
    "data.confirmed/2": (("data-check",), True),
    "correction.requested/1": (("data-check",), True),
    "correction.answered/1": (("data-check",), False),
    "gate.verified/1": (("nominating", "data-check"), False),
    "sheet.submitted/1": (("independent",), True),
    "sheet.finalised/1": (("final",), True),
    "interest.declared/1": (SITTING, True),
    "presence.recorded/1": (("deliberating", "voting"), True),
    "motion.put/1": (("deliberating", "voting"), True),
    "ballot.cast/1": (("voting",), True),
    "choice.made/1": (("choosing",), False),
    "choice.approved/1": (("choosing",), False),
    "choice.declined/1": (("choosing",), False),
    "concurrence.replied/1": (("concurrence", "decree", "inauguration", "effective"), False),
    "concurrence.lapsed/1": (("concurrence",), False),
    "decree.issued/1": (("decree",), False),
    "placement.inaugurated/1": (("inauguration",), False),
}


def refuse_fact(stage, entry):
    return refuse_step(stage, entry, *FACTS[type_of(entry)])


def refuse_step(stage, entry, steps, binds):
    if stage is None:
        return "stage.missing"
    if stage.state in REFUSED_STATES:
        return REFUSED_STATES[stage.state]
    if stage.step not in steps:
        return "stage.wrong-step"
    return "stage.late" if binds and is_overdue(stage, entry) else None


def is_overdue(stage, entry):
    """Due instants are half-open: what comes at the due instant comes late."""
    return stage.due is not None and entry.envelope["at"] >= stage.due


def due_of(entry):
    return text_of(entry, "due") or None


def is_over(stage):
    return stage is None or stage.state in ("closed", "cancelled")


def shown(stage):
    return "no stage" if stage is None else f"{stage.kind} {stage.state} {stage.step}"


def check_course(case):
    live, attempts = None, {}
    for entry in case.entries:
        if live is not None:
            case.stages[entry] = live
        if type_of(entry) in FACTS:
            refusal = refuse_fact(live, entry)
            # A sheet on the wrong side of the reveal is told as that.
            is_sheet = type_of(entry) in ("sheet.submitted/1", "sheet.finalised/1")
            if refusal is not None and not (refusal == "stage.wrong-step" and is_sheet):
                code = "merit.deadline" if refusal == "stage.late" else "merit.stage"
                case.find(entry, code, refusal, shown(live))
        elif type_of(entry) == "stage.opened/1":
            live = open_stage(case, entry, live, attempts)
        else:
            live = follow_stage(case, entry, live)


def open_stage(case, entry, live, attempts):
    kind, attempt = text_of(entry, "stage"), count_of(entry, "attempt")
    if kind not in STAGE_STEPS:
        case.find(entry, "merit.stage", found=kind)
        return None
    first = STAGE_STEPS[kind][0]
    if not is_over(live) or attempt != attempts.get(kind, 0) + 1 or text_of(entry, "step") != first:
        case.find(entry, "merit.stage", "the next attempt of a stage, alone", f"{kind} {attempt}")
    attempts[kind] = attempt
    return Stage(kind, attempt, "open", first, due_of(entry), None)


def follow_stage(case, entry, live):
    """The live stage after an entry of its course; every other entry leaves it as it is."""
    if type_of(entry) in ("selection.cancelled/1", "selection.policy-moved/1", "stage.cancelled/1", "stage.reopened/1"):
        return live if is_over(live) else live._replace(state="cancelled")
    moves = moves_of(entry)
    if moves and live is None:
        case.find(entry, "merit.stage", "an open stage")
        return None
    stage = live
    for move in moves:
        refusal = refuse_move(stage, move, entry)
        if refusal is not None:
            case.find(entry, "merit.stage", refusal, shown(stage))
            return stage
        if move == "resume":
            check_resumption(case, entry, stage)
        stage = stage._replace(state=STAGE_MOVES[stage.state][move])
        if move in ("pause", "resume"):
            stage = stage._replace(paused=entry.envelope["at"] if move == "pause" else None)
        if move == "step":
            stage = stage._replace(step=text_of(entry, "step"), due=due_of(entry))
        if move in ("resume", "set-due"):
            stage = stage._replace(due=due_of(entry))
    return stage


def check_resumption(case, entry, stage):
    """The step goes on with the time that was left: check_terms computes a term that runs on."""
    if type_of(entry) == "stage.resumed/2":
        is_kept = due_of(entry) == stage.due and entry.envelope["open"]["calendar"] is None
        if not is_interrupted(stage) and not is_kept:
            case.find(entry, "merit.deadline", stage.due or "no term", due_of(entry) or "none")
        return
    # The first version of the rule: later by exactly as long as the pause was.
    if stage.due is None or stage.paused is None:
        return
    rest = micros_since(stage.due) - micros_since(stage.paused)
    expected = write_instant(micros_since(entry.envelope["at"]) + rest)
    if due_of(entry) != expected:
        case.find(entry, "merit.deadline", expected, due_of(entry) or "none")


def is_interrupted(stage):
    """Whether a term runs on once the stage is resumed: it has one that was not over at the pause."""
    return stage.state == "paused" and stage.due is not None and stage.paused < stage.due


def moves_of(entry):
    return {
        "stage.stepped/1": ["step"],
        "stage.paused/1": ["pause"],
        "stage.resumed/1": ["resume"],
        "stage.resumed/2": ["resume"],
        "deadline.moved/1": ["set-due"],
        "stage.closed/1": ["begin-closing", "close"],
    }.get(type_of(entry), [])


def refuse_move(stage, move, entry):
    if move not in STAGE_MOVES[stage.state]:
        return "stage.move-illegal"
    if move == "step" and (stage.step, text_of(entry, "step")) not in STEP_MOVES:
        return "stage.step-illegal"
    is_exhausted = text_of(entry, "result") == "exhausted"
    is_last = stage.step == STAGE_STEPS[stage.kind][-1]
    return "stage.steps-remain" if move == "begin-closing" and not is_exhausted and not is_last else None


# 10.7 The selection: which stage follows which result, what ends it, and that nothing is added after its end.

SELECTION_MOVES = {
    "draft": {"seal": "sealed", "cancel": "cancelled", "move-policy": "draft"},
    "sealed": {"open": "running", "cancel": "cancelled"},
    "running": {
        "decide": "decided",
        "fail": "failed",
        "cancel": "cancelled",
        "reopen": "running",
        "move-policy": "draft",
    },
    "decided": {
        "place": "placed",
        "fail": "failed",
        "cancel": "cancelled",
        "reopen": "running",
        "reopen-placement": "decided",
    },
    "placed": {"revoke": "revoked"},
    "failed": {"reopen": "running", "reopen-placement": "decided", "cancel": "cancelled"},
    "revoked": {"reopen": "running", "reopen-placement": "decided"},
    "cancelled": {},
}
# What follows each result of a stage: the next stage with the selection's move, the end with its move, or nothing.
AFTER = {
    "nomination": {"frozen": ("stage", "assessment", None), "pool-empty": ("end", None, "fail")},
    "assessment": {"ranked": ("stage", "committee-review", None), "none-ranked": ("end", None, "fail")},
    "committee-review": {
        "approved": ("stage", "placement", "decide"),
        "rejected": ("end", None, "fail"),
        "tied": ("stay", None, None),
        "no-quorum": ("stay", None, None),
        "revote": ("stay", None, None),
    },
    "placement": {"effective": ("end", None, "place"), "exhausted": ("end", None, "fail")},
}
CAUSES = {
    "member-replaced": ("seat.replaced/1",),
    "adjourned": ("session.adjourned/1", "motion.voided/1", "outcome.derived/1"),
    "choice-undone": ("choice.undone/1",),
}
SEAT_TYPES = ("seat.appointed/1", "seat.replaced/1")
PANEL_TYPES = ("assessor.assigned/1", "assessor.replaced/1")


class Progress:
    """How far the selection has come after the entries so far."""

    def __init__(self, case):
        self.case, self.state, self.is_opened = case, "draft", False
        # The stage that opens next; what the end of the last stage makes of the selection; attempts; types since the last move.
        self.planned, self.ending, self.attempts, self.since = None, None, {}, set()

    def take(self, entry):
        self.check_place(entry)
        follow = {
            "criteria.countersigned/1": self.seal,
            "stage.opened/1": self.open,
            "stage.stepped/1": self.step,
            "stage.closed/1": self.close,
            "stage.reopened/1": self.reopen,
            "selection.decided/1": self.decide,
            "selection.policy-moved/1": self.move_policy,
            "selection.cancelled/1": self.cancel,
            "placement.revoked/1": self.revoke,
            "step.undone/1": self.undo,
        }.get(type_of(entry))
        if follow is not None:
            follow(entry)
        self.since.add(type_of(entry))

    def check_place(self, entry):
        is_opening = type_of(entry) == "selection.opened/1"
        if is_opening == self.is_opened:
            self.case.find(entry, "merit.stage", "one opening" if is_opening else "an opened selection")
        self.is_opened = True
        if self.ending is not None and type_of(entry) != "selection.decided/1":
            self.case.find(entry, "merit.stage", f"the end of the selection: {self.ending[0]}")
            self.ending = None
        is_late_seat = type_of(entry) in SEAT_TYPES and self.state not in ("draft", "sealed", "running")
        is_late_panel = type_of(entry) in PANEL_TYPES and self.state in ("placed", "revoked", "cancelled", "failed")
        if is_late_seat or is_late_panel:
            self.case.find(entry, "merit.stage", "before the decision", self.state)

    def move(self, entry, by):
        if by not in SELECTION_MOVES[self.state]:
            self.case.find(entry, "merit.stage", "selection.move-illegal", f"{self.state} {by}")
            return False
        self.state = SELECTION_MOVES[self.state][by]
        return True

    def seal(self, entry):
        if self.move(entry, "seal"):
            self.planned = "nomination"

    def open(self, entry):
        given = text_of(entry, "stage")
        kind = given if given in STAGE_STEPS else None
        if self.state != "draft" and kind != self.planned:
            self.case.find(entry, "merit.stage", self.planned or "no stage", given)
        if self.state in ("sealed", "draft"):
            self.state = "running"
        if kind is not None:
            self.attempts[kind] = count_of(entry, "attempt")
        self.planned, self.since = None, set()

    def step(self, entry):
        """A step back has its cause on record since the stage last moved."""
        stage = self.case.stages.get(entry)
        because = STEP_MOVES.get((None if stage is None else stage.step, text_of(entry, "step")), "advance")
        explained = CAUSES.get(because)
        if explained is not None and self.since.isdisjoint(explained):
            self.case.find(entry, "merit.stage", " or ".join(explained), because)
        self.since = set()

    def close(self, entry):
        stage, result = self.case.stages.get(entry), text_of(entry, "result")
        if stage is None or result not in AFTER[stage.kind]:
            self.case.find(entry, "merit.stage", "a stage" if stage is None else stage.kind, result)
            return
        then, kind, move = AFTER[stage.kind][result]
        if then == "end":
            self.ending = (result, move)
        if then == "stage":
            if move is not None:
                self.move(entry, move)
            self.planned = kind

    def reopen(self, entry):
        kind = text_of(entry, "stage")
        attempt = self.attempts.get(kind, 0)
        if attempt == 0 or count_of(entry, "attempt") != attempt + 1:
            self.case.find(entry, "merit.stage", "the next attempt of a stage that was open")
            return
        self.move(entry, "reopen-placement" if kind == "placement" else "reopen")
        self.planned = kind

    def decide(self, entry):
        outcome = text_of(entry, "outcome")
        if self.ending is None or self.ending[0] != outcome:
            expected = "a stage that ended it" if self.ending is None else self.ending[0]
            self.case.find(entry, "merit.outcome", expected, outcome)
        if self.ending is not None:
            self.move(entry, self.ending[1])
        self.ending = None

    def move_policy(self, entry):
        self.move(entry, "move-policy")
        self.planned = None

    def cancel(self, entry):
        self.move(entry, "cancel")
        self.planned = None

    def revoke(self, entry):
        if "revoke" not in SELECTION_MOVES[self.state]:
            self.case.find(entry, "merit.stage", "a placed official", self.state)

    def undo(self, entry):
        if text_of(entry, "step") == "choice.undo":
            self.move(entry, "revoke")


def check_selection(case):
    progress = Progress(case)
    for entry in case.entries:
        if type_of(entry) != "person.bound/1":
            progress.take(entry)


# 10.8 When a step may end.


def ends_early(case, stage):
    steps = case.pack["stages"][stage.kind]["steps"]
    return next((rule["endsEarly"] for rule in steps if rule["step"] == stage.step), False)


def check_end(case, entry, step, is_ready, code):
    """
    Whether the step in which an entry falls was ready to end there; `is_ready` answers from (overdue, may end). Where only its
    time was not over yet that is a deadline, unless declarations are awaited.
    """
    stage = case.stages.get(entry)
    if stage is None or stage.state != "open" or stage.step != step:
        return
    early = step not in ("deliberating",) and ends_early(case, stage)
    overdue = is_overdue(stage, entry)
    if is_ready(overdue, overdue or stage.due is None or early):
        return
    is_early = not overdue and is_ready(True, True)
    case.find(entry, "merit.deadline" if is_early and code != "merit.declaration" else code, stage.due or "all that is awaited")


class Standings:
    """Who stands after the entries noted so far, and where the gates have placed them."""

    def __init__(self):
        # By candidate: the outcome; the placement, None where it is not disclosed; both as they were before a withdrawal.
        self.outcomes, self.placements, self.before = {}, {}, {}

    def note(self, entry):
        candidate, kind = text_of(entry, "candidate"), type_of(entry)
        if kind == "gates.evaluated/1":
            placement = entry.opened.get("placement")
            self.put(candidate, text_of(entry, "outcome"), placement if PLACEMENT(placement) else None)
        if kind == "nomination.filed/1":
            self.put(candidate, "nominated", None)
        if kind == "candidacy.withdrawn/1":
            if candidate in self.outcomes:
                self.before[candidate] = (self.outcomes[candidate], self.placements[candidate])
            self.put(candidate, "withdrawn", None)
        if kind == "candidacy.restored/1" and candidate in self.before:
            self.put(candidate, *self.before[candidate])

    def put(self, candidate, outcome, placement):
        self.outcomes[candidate], self.placements[candidate] = outcome, placement

    def is_admitted(self, ref):
        return self.outcomes.get(ref) == "admitted"

    @property
    def admitted(self):
        return [ref for ref in self.outcomes if self.is_admitted(ref)]

    @property
    def standing(self):
        return [ref for ref, outcome in self.outcomes.items() if outcome != "withdrawn"]


# 10.9 Deadlines (working-days/1): every due instant computed again from the calendars that its entry names.

CALENDAR_ENTRY = at_least(
    date=day_form,
    kind=one_of("libur-nasional", "cuti-bersama"),
    name=at_least(id=text_form, en=text_form),
    decree=TEXT_OR_NULL,
    effectiveFrom=DAY_OR_NULL,
)
# So many years at most that no walk over days is long.
FIRST_YEAR, LAST_YEAR = 2000, 2200
CALENDAR = at_least(
    country=pattern("[A-Z]{2}"),
    year=lambda value: is_integer(value) and FIRST_YEAR <= value <= LAST_YEAR,
    entries=list_of(CALENDAR_ENTRY),
)


def is_calendar_list(value):
    """One published calendar a year."""
    if not isinstance(value, list) or len(value) > LAST_YEAR - FIRST_YEAR + 1:
        return False
    return all(CALENDAR(one) and flag_form(one.get("provisional", False)) for one in value)


class NoCalendar(Exception):
    """A year without a calendar is never computed on weekends alone."""


class Calendars:
    """Calendars under a policy: whether joint leave (cuti bersama) stops the clock."""

    def __init__(self, calendars, is_leave_free):
        self.calendars = calendars
        self.years = {one["year"]: holidays_of(one, is_leave_free) for one in calendars}

    def reasons_against(self, day):
        """Why a day is not worked; nothing for a working day."""
        holidays = self.years.get(parts_of(day)[0])
        if holidays is None:
            raise NoCalendar
        # 1 January 1970 was a Thursday.
        is_weekend = (day_number(day) + 3) % 7 > 4
        return ["weekend"] * is_weekend + holidays.get(day, [])

    def next_working_day(self, day):
        while self.reasons_against(day):
            day = add_days(day, 1)
        return day

    def between(self, since, until):
        first, last = parts_of(since)[0], parts_of(until)[0]
        used = [one for one in self.calendars if first <= one["year"] <= last]
        return sorted(used, key=lambda one: one["year"])


def holidays_of(calendar, is_leave_free):
    holidays = {}
    for entry in calendar["entries"]:
        if entry["kind"] == "libur-nasional" or is_leave_free:
            kinds = holidays.setdefault(entry["date"], [])
            if entry["kind"] not in kinds:
                kinds.append(entry["kind"])
                kinds.sort(reverse=True)
    return holidays


def deadline_of(received, working_days, zone, cutoff, is_leave_free, calendars):
    """
    (due instant, arithmetic) of a term: the day of receipt is not counted, at or after the cutoff it is the next day, and the
    term lapses at the end of its last counted day.
    """
    desk = Calendars(calendars, is_leave_free)
    local_day, local_clock = local_time(received, zone)
    is_late = cutoff is not None and local_clock >= cutoff
    receipt_day = desk.next_working_day(add_days(local_day, 1) if is_late else local_day)
    counted, skipped, weekend_days, day = [], [], 0, receipt_day
    while len(counted) < working_days:
        day = add_days(day, 1)
        reasons = desk.reasons_against(day)
        if not reasons:
            counted.append(day)
        elif reasons[0] == "weekend":
            weekend_days += 1
        else:
            skipped.append(f"{day} {' '.join(reasons)}")
    after, used = add_days(day, 1), desk.between(local_day, day)
    return instant_at(after, "00:00", zone), {
        "algorithm": "working-days/1",
        "receivedAt": received,
        "receivedLocal": f"{local_day} {local_clock}",
        "zone": zone,
        "cutoff": cutoff,
        "workingDays": working_days,
        "cutiBersamaIsNonWorking": is_leave_free,
        "calendarAsOf": None,
        "receiptDay": receipt_day,
        "firstDay": counted[0],
        "lastDay": day,
        "counted": counted,
        "skippedHolidays": skipped,
        "skippedWeekendDays": weekend_days,
        "lapsesAt": f"{after}T00:00:00+{OFFSETS[zone] // 60:02}:00",
        "calendars": [f"{one['country'].lower()}-{one['year']}" for one in used],
        "provisional": any(one.get("provisional", False) for one in used),
    }


def reminder_at(due, days_before, zone, clock, is_leave_free, calendars):
    """So many working days before the last day of a term, at an hour of the office."""
    desk, day = Calendars(calendars, is_leave_free), add_days(local_time(due, zone)[0], -1)
    while days_before > 0:
        day = add_days(day, -1)
        days_before -= not desk.reasons_against(day)
    return instant_at(day, clock, zone)


# The due instant of an entry; its arithmetic, MISSING where it is not disclosed; working days by the policy, None where it gives
# no term, MISSING where they are of any number; the zone.
Term = namedtuple("Term", "due explanation working_days zone")
MISSING = object()


def check_terms(case):
    for entry in case.entries:
        check_moved(case, entry)
        check_told(case, entry)
        term = term_of(case, entry)
        if term is not None:
            check_term(case, entry, term)


def check_moved(case, entry):
    """What moves says what it moves: later for an extension, and never into the past."""
    stage = case.stages.get(entry)
    if type_of(entry) != "deadline.moved/1" or stage is None or stage.state != "open":
        return
    due, basis = text_of(entry, "due"), text_of(entry, "basis")
    if entry.envelope["open"]["was"] != stage.due:
        case.find(entry, "merit.deadline", stage.due or "none", text_of(entry, "was"))
    is_refused = is_blank(basis) or stage.due is None or entry.envelope["at"] >= due
    if is_refused or (due <= stage.due if basis == "extended" else due == stage.due):
        case.find(entry, "merit.deadline", "a term that may be moved so")


def term_of(case, entry):
    if case.criteria is None:
        return None
    kind, zone, opened = type_of(entry), case.criteria["zone"], entry.opened.get("deadline", MISSING)
    if kind == "concurrence.requested/1":
        # A year without a calendar is no obstacle here: then nothing lapses.
        lapses, clocks = text_of(entry, "lapses"), case.pack["clocks"]
        days = case.pack["concurrence"]["slaWorkingDays"]
        return Term(lapses, opened, days, clocks["zone"]) if lapses else None
    explanation = member_of(opened, "explanation")
    if kind == "deadline.moved/1" and explanation is not MISSING:
        # How long an extension is stands in its arithmetic alone.
        return Term(due_of(entry), explanation, MISSING, zone)
    if kind == "stage.resumed/2":
        stage = case.stages.get(entry)
        runs_on = stage is not None and is_interrupted(stage)
        return Term(due_of(entry), explanation, days_left(case, entry, stage, zone), zone) if runs_on else None
    if kind in ("stage.opened/1", "stage.stepped/1"):
        rule = step_rule(case, text_of(entry, "stage"), text_of(entry, "step"))
        return Term(due_of(entry), explanation, None if rule is None else rule["workingDays"], zone)
    return None


# Days that are counted after a pause: far more than any term spans, and an end to what a forged due instant asks for.
LONGEST_COUNT = 4_000


def days_left(case, entry, stage, zone):
    """
    Working days after the local day of the pause, to the last day before the due instant, as the calendars count that the entry
    names; at least one. 0 where a year of them is missing: such a term there is not.
    """
    desk = Calendars(case.calendars_of(text_of(entry, "calendar")) or [], case.pack["clocks"]["cutiBersamaIsNonWorking"])
    day, last = local_time(stage.paused, zone)[0], local_time(write_instant(micros_since(stage.due) - 1), zone)[0]
    last, left = min(last, add_days(day, LONGEST_COUNT)), 0
    try:
        while (day := add_days(day, 1)) <= last:
            left += not desk.reasons_against(day)
    except NoCalendar:
        return 0
    return max(1, left)


def member_of(value, name):
    return value.get(name, MISSING) if isinstance(value, dict) else MISSING


def step_rule(case, kind, step):
    """What the policy says of a step; None where it does not know it."""
    steps = case.pack["stages"].get(kind, {"steps": []})["steps"]
    return next((rule for rule in steps if rule["step"] == step), None)


TERM_TYPES = ("stage.opened/1", "stage.stepped/1", "stage.resumed/2", "deadline.moved/1")


def check_told(case, entry):
    """A term that is opened has its arithmetic: without it nothing of it would be derived."""
    has_term = type_of(entry) in TERM_TYPES and due_of(entry) is not None
    # What was over when it was resumed runs no further, and has none.
    if type_of(entry) == "stage.resumed/2" and term_of(case, entry) is None:
        return
    if has_term and "deadline" in entry.opened and member_of(entry.opened["deadline"], "explanation") is MISSING:
        case.find(entry, "merit.deadline", "the arithmetic of the term")


def check_term(case, entry, term):
    if term.working_days is None:
        if term.due is not None:
            case.find(entry, "merit.deadline", "no term", term.due)
        return
    calendars = case.calendars_of(text_of(entry, "calendar"))
    if calendars is None:
        case.find(entry, "merit.deadline", "the calendars it names")
        return
    derived = derive_term(case, entry, term, calendars)
    computed, explanation = derived or (None, None)
    is_told = term.explanation is MISSING or is_same(explanation, term.explanation)
    if derived is None or not is_due(case, entry, term.due, computed) or not is_told:
        case.find(entry, "merit.deadline", computed or "a known deadline", term.due or "none")
        return
    check_nudges(case, entry, term.zone, computed, calendars)


LONGEST_TERM = 1_000


def derive_term(case, entry, term, calendars):
    """(due instant, arithmetic), or None where there is no such term."""
    begun = begun_of(case, entry, member_of(term.explanation, "receivedAt"))
    days = term.working_days
    if days is MISSING:
        # A term that is computed anew is as long as it was, where that is told.
        of_begun = MISSING if begun is None else length_of(case, begun)
        days = member_of(term.explanation, "workingDays") if of_begun is MISSING else of_begun
    if not is_integer(days) or not 1 <= days <= LONGEST_TERM:
        return None
    clocks = case.pack["clocks"]
    received = (begun or entry).envelope["at"]
    try:
        return deadline_of(received, days, term.zone, clocks["cutoff"], clocks["cutiBersamaIsNonWorking"], calendars)
    except NoCalendar:
        return None


def begun_of(case, entry, stated):
    """A term runs from its own entry; one computed anew runs from where the step, or its last extension, began: None for any other."""
    if not is_anew(entry):
        return None
    begun = next((one for one in reversed(list(earlier_of(case, entry, *TERM_TYPES))) if begins_term(case, one)), None)
    return None if begun is None or begun.envelope["at"] != stated else begun


def is_anew(entry):
    return type_of(entry) == "deadline.moved/1" and text_of(entry, "basis") == "recalculated"


def begins_term(case, entry):
    """What was over when it was resumed, and what is computed anew, began before."""
    return term_of(case, entry) is not None if type_of(entry) == "stage.resumed/2" else not is_anew(entry)


def length_of(case, begun):
    term = term_of(case, begun)
    if term is None:
        return MISSING
    stated = member_of(term.explanation, "workingDays")
    if term.working_days is MISSING or term.working_days is None:
        return stated if is_integer(stated) else MISSING
    return term.working_days


def earlier_of(case, entry, *types):
    """Entries of these types about the same attempt of the same stage, before this one."""

    def place(one):
        return text_of(one, "stage"), count_of(one, "attempt")

    seq = entry.envelope["streamSeq"]
    return [one for one in case.all_of(*types) if one.envelope["streamSeq"] < seq and place(one) == place(entry)]


def is_due(case, entry, due, computed):
    """
    A term computed anew keeps the length of pauses of the first version, which the course has checked: it ends with its
    arithmetic, or later.
    """
    if due == computed:
        return True
    is_anew = text_of(entry, "basis") == "recalculated" and due is not None and due > computed
    return is_anew and bool(earlier_of(case, entry, "stage.resumed/1"))


def check_nudges(case, entry, zone, due, calendars):
    """The reminders and escalations stored with a term are those of the policy: nobody is left unreminded by hand."""
    stored, kind = entry.opened.get("deadline"), type_of(entry)
    # A term computed anew keeps the pauses that its step has had, and so do its reminders.
    is_anew = kind == "deadline.moved/1" and text_of(entry, "basis") != "extended"
    if not isinstance(stored, dict) or is_anew or kind == "concurrence.requested/1":
        return
    if "nudges" not in stored or not is_same(plan_nudges(case, entry, zone, due, calendars), stored["nudges"]):
        case.find(entry, "merit.deadline", "the reminders of the policy")


def plan_nudges(case, entry, zone, due, calendars):
    stage = case.stages.get(entry)
    moved_step = None if stage is None else stage.step
    step = moved_step if type_of(entry) in ("deadline.moved/1", "stage.resumed/2") else text_of(entry, "step")
    rule, clocks = step_rule(case, text_of(entry, "stage"), step), case.pack["clocks"]
    if rule is None:
        return []
    offsets = [(days, "reminder", None) for days in rule["reminders"]]
    offsets += [(one["daysBefore"], "escalation", one["to"]) for one in rule["escalations"]]
    nudges = []
    for days, kind, to in offsets:
        try:
            at = reminder_at(due, days, zone, clocks["officeOpensAt"], clocks["cutiBersamaIsNonWorking"], calendars)
        except NoCalendar:
            continue
        if at > entry.envelope["at"]:
            nudges.append({"at": at, "kind": kind, "to": to})
    return sorted(nudges, key=lambda nudge: nudge["at"])


# 10.10 The nomination: the pool, the candidates' check of their data, and the freeze.


class Nomination:
    def __init__(self, case):
        self.case, self.standings, self.is_pool_complete = case, Standings(), False
        # Who confirmed; candidates by correction, and the corrections without an answer; how many corrections each asked for.
        self.confirmed, self.corrections, self.open_corrections, self.asked = set(), {}, set(), {}
        # Frozen and judged in this attempt.
        self.frozen, self.judged = set(), set()

    def take(self, entry):
        candidate, kind = text_of(entry, "candidate"), type_of(entry)
        if kind == "stage.opened/1" and text_of(entry, "stage") == "nomination":
            self.is_pool_complete, self.frozen, self.judged = False, set(), set()
        if kind == "nomination.filed/1":
            if self.is_pool_complete or self.standings.outcomes.get(candidate) not in (None, "withdrawn"):
                self.case.find(entry, "merit.stage", "an open pool and a new candidate")
            self.confirmed.discard(candidate)
        if kind == "pool.completed/1":
            expected, found = len(self.standings.standing), count_of(entry, "candidates")
            if expected != found or self.is_pool_complete:
                self.case.find(entry, "merit.stage", str(expected), str(found))
            self.is_pool_complete = True
        if kind in ("data.confirmed/1", "data.confirmed/2", "correction.requested/1"):
            if self.case.is_of_another(entry, candidate):
                self.case.find(entry, "merit.snapshot", "the candidate", entry.envelope["actor"]["role"])
        if kind in ("data.confirmed/1", "data.confirmed/2"):
            self.confirmed.add(candidate)
        if kind == "correction.requested/1":
            self.open_corrections.add(text_of(entry, "correction"))
            self.corrections[text_of(entry, "correction")] = candidate
            self.asked[candidate] = self.asked.get(candidate, 0) + 1
        if kind == "correction.answered/1":
            self.answer(entry, candidate)
        if kind in ("snapshot.frozen/1", "snapshot.frozen/2"):
            self.freeze(entry, candidate)
        if kind == "gates.evaluated/1":
            self.judged.add(candidate)
        if kind in ("stage.stepped/1", "stage.closed/1"):
            self.end(entry)
        self.standings.note(entry)

    def answer(self, entry, candidate):
        correction = text_of(entry, "correction")
        if correction not in self.open_corrections or self.corrections[correction] != candidate:
            self.case.find(entry, "merit.snapshot", "an open request of this candidate")
        self.open_corrections.discard(correction)

    def freeze(self, entry, candidate):
        """Silence is recorded as silence, never as consent."""
        if self.standings.outcomes.get(candidate) in (None, "withdrawn"):
            self.case.find(entry, "merit.snapshot", "a candidate who stands")
        has_asked = self.asked.get(candidate, 0) > 0
        expected = "confirmed" if candidate in self.confirmed else "disputed" if has_asked else "unanswered"
        if text_of(entry, "answered") != expected:
            self.case.find(entry, "merit.snapshot", expected, text_of(entry, "answered"))
        self.frozen.add(candidate)

    def end(self, entry):
        stage = self.case.stages.get(entry)
        if stage is None:
            return
        if type_of(entry) == "stage.stepped/1" and stage.step == "nominating":
            complete = self.is_pool_complete
            check_end(self.case, entry, "nominating", lambda over, may: over or (may and complete), "merit.stage")
        if type_of(entry) == "stage.closed/1" and stage.kind == "nomination":
            standing = self.standings.standing
            owed = any(self.corrections[correction] in standing for correction in self.open_corrections)
            is_unknown = any(self.standings.outcomes[ref] == "held" for ref in standing)
            is_awaited = is_unknown or any(ref not in self.confirmed for ref in standing)
            is_ready = lambda over, may: not owed and (over or (may and not is_awaited))  # noqa: E731
            check_end(self.case, entry, "data-check", is_ready, "merit.stage")
            self.close(entry, standing)

    def close(self, entry, standing):
        """Everybody who stands is frozen and judged."""
        for ref in standing:
            if ref not in self.frozen or ref not in self.judged:
                self.case.find(entry, "merit.snapshot", "every candidate frozen", ref)
        expected = "frozen" if self.standings.admitted else "pool-empty"
        if text_of(entry, "result") != expected:
            self.case.find(entry, "merit.gates", expected, text_of(entry, "result"))


def check_nomination(case):
    nomination = Nomination(case)
    for entry in case.entries:
        nomination.take(entry)


# 10.11 What the record says, and how a table of the policy scores it.

EDUCATION_LEVELS = set("05 10 12 15 17 18 20 25 30 35 40 42 45 47 49 50".split())
EDUCATION_WORDS = {
    "05": "SD",
    "10": "SLTP",
    "15": "SLTA",
    "20": "D-I",
    "25": "D-II",
    "30": "D-III",
    "35": "D-IV",
    "40": "S-1",
    "45": "S-2",
    "50": "S-3",
}
RANK_NAMES = {
    f"{group}{step}": f"{roman}/{letter}"
    for group, roman in enumerate(("I", "II", "III", "IV"), 1)
    for step, letter in enumerate("abcde" if group == 4 else "abcd", 1)
}
# Best first.
PREDICATES = ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]
RATINGS = ["di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi"]
# By result of work, then by behaviour in the order of the ratings.
PREDICATE_OF = {
    "di atas ekspektasi": ["Kurang", "Baik", "Sangat Baik"],
    "sesuai ekspektasi": ["Kurang", "Baik", "Baik"],
    "di bawah ekspektasi": ["Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan"],
}
JS_BLANK_RUN = re.compile(f"[{JS_BLANKS}]+")
DEGREE = re.compile(r"(?:s-[123]|d-(?:iv|iii|ii|i)|diploma [1-4]) ")

# A word, a number or the parts of a mean (None is not known), where it was read, and why it is not known.
Observation = namedtuple("Observation", "observed source reason")
# Score is an exact number or None, then with its reason: a code, the name of a conflict, or None where it is simply absent.
Scored = namedtuple("Scored", "score reason")
Context = namedtuple("Context", "record pack as_of level fields")


def is_absent(text):
    """Null, empty, blanks, or a lone dash."""
    return text is None or text.strip(JS_BLANKS) in ("", "-")


def fold(text):
    """For comparing words from outside: outer blanks gone, inner ones collapsed, case folded."""
    return JS_BLANK_RUN.sub(" ", text.strip(JS_BLANKS)).lower()


def score_value(table, value):
    """The score that a table gives to one value."""
    if is_absent(value):
        return Scored(None, None)
    if table["kind"] == "enum":
        return score_word(table, value)
    if table["kind"] == "bands":
        return score_count(table, value)
    if table["kind"] == "number":
        return score_label(table["labels"], value) or read_score(value)
    if table["kind"] == "ranges":
        return score_range(table, value)
    raise ValueError("scored from parts")


def score_label(labels, word):
    folded = {fold(label["value"]): label["score"] for label in labels}
    score = folded.get(word, folded.get(fold(word)))
    return None if score is None else Scored(Fraction(score), None)


def score_word(table, word):
    is_unscored = fold(word) in map(fold, table["unscored"])
    unknown = Scored(None, "table.value-missing" if is_unscored else "table.value-unknown")
    return score_label(table["values"], word) or unknown


def read_score(text):
    score = parse_exact(text)
    if score is None:
        return Scored(None, "score.format")
    return Scored(score, None) if 0 <= score <= 100 else Scored(None, "score.out-of-range")


def score_count(table, text):
    count = parse_exact(text)
    if count is None or count.denominator != 1:
        return Scored(None, "count.format")
    for band in table["bands"]:
        if band["from"] <= count and (band["to"] is None or count < band["to"]):
            return Scored(Fraction(band["score"]), None)
    return Scored(None, "count.range")


def score_range(table, text):
    """Each range ends where the next begins; the last one includes the end of the table."""
    value = parse_exact(text)
    if value is None:
        return Scored(None, "score.format")
    if not Fraction(table["from"]) <= value <= Fraction(table["to"]):
        return Scored(None, "score.out-of-range")
    row = next(row for row in reversed(table["ranges"]) if Fraction(row["from"]) <= value)
    return Scored(Fraction(row["score"]), None)


def score_parts(table, aspects):
    """Aspects on their scale: their mean times the factor."""
    if table["kind"] != "aspects":
        raise ValueError("no parts")
    if len(aspects) != len(table["aspects"]):
        return Scored(None, "aspect.count")
    if any(aspect is not None and not table["from"] <= aspect <= table["to"] for aspect in aspects):
        return Scored(None, "aspect.range")
    if None in aspects:
        return Scored(None, None)
    return Scored(Fraction(sum(aspects), len(aspects)) * Fraction(table["factor"]), None)


# Each measure is a function from a rule and its context to an observation.


def observe_stated(stated, word=lambda value: value):
    if stated["value"] is None:
        return Observation(None, stated["source"], stated["conflict"])
    return Observation(word(stated["value"]), stated["source"], None)


def observe_predicate(_rule, context):
    return predicate_of_year(context.record, last_complete_year(context.as_of))


def last_complete_year(as_of):
    return parts_of(as_of)[0] - 1


def predicate_of_year(record, year):
    """The predicate of one year, derived from the two ratings. Rows of one year that disagree leave it unknown."""
    rows = [row for row in record["performance"]["items"] or [] if row["year"] == year]
    if not rows:
        return Observation(None, record["performance"]["source"], None)
    source = ", ".join(row["source"] for row in rows)
    conflict = next((row["conflict"] for row in rows if row["conflict"] is not None), None)
    if conflict is not None:
        return Observation(None, source, conflict)
    found = [predicate_of(row["hasilKerja"], row["perilaku"]) for row in rows]
    opened = next((one for one in found if one.observed is None), None)
    if opened is not None:
        return Observation(None, source, opened.reason)
    words = {one.observed for one in found}
    return Observation(words.pop(), source, None) if len(words) == 1 else Observation(None, source, "performance.conflict")


def predicate_of(work, behaviour):
    if is_absent(work) or is_absent(behaviour):
        return Observation(None, "", None)
    row, rating = PREDICATE_OF.get(fold(work)), fold(behaviour)
    if row is None or rating not in RATINGS:
        return Observation(None, "", "predicate.unknown")
    return Observation(row[RATINGS.index(rating)], "", None)


def highest_dated(name, word_of, from_of, to_of=None, is_running_open=False):
    """The best-scored word among the rows of a register inside the window; a checked register without one says so.

    Without an end what is running counts from its start on, or, where the measure says so, as long as it runs.
    """

    def observe(rule, context):
        register = context.record[name]
        if register["items"] is None:
            return Observation(None, register["source"], None)
        best = None
        for row in register["items"]:
            word, since, until = row[word_of], row[from_of], None if to_of is None else row[to_of]
            if is_running_open and until is None:
                until = context.as_of
            if row["conflict"] is None and since is not None and not is_counted(rule, context, since, until):
                continue
            if row["conflict"] is not None or since is None or is_absent(word):
                return Observation(None, row["source"], row["conflict"])
            if best is None or scores_higher(rule["table"], word, best[0]):
                best = (word, row["source"])
        return Observation("tidak ada", register["source"], None) if best is None else Observation(*best, None)

    return observe


def is_counted(rule, context, since, until):
    """What lasts counts from its start on, and until the window after its last day."""
    if since > context.as_of:
        return False
    if rule["windowMonths"] is None or (until is not None and until > context.as_of):
        return True
    return is_in_window(since if until is None else until, context.as_of, rule["windowMonths"])


def scores_higher(table, word, than):
    """A word that the table does not know ranks first, so that it leaves the indicator unknown instead of vanishing."""
    score, best = score_value(table, word).score, score_value(table, than).score
    return best is not None and (score is None or score > best)


def count_certificates(rule, context):
    """How many different certificates ended inside the window; professional ones count in their own part."""
    courses = context.record["courses"]
    if courses["items"] is None:
        return Observation(None, courses["source"], None)
    rows = [(row, ended_in_window(row, rule, context)) for row in courses["items"] if row["type"] != "P"]
    return count_rows(rows, courses["source"])


def count_professional(rule, context):
    """Professional certificates while they are valid, and leadership training inside the window."""
    courses, trainings = context.record["courses"], context.record["trainings"]
    source = f"{courses['source']}, {trainings['source']}"
    if courses["items"] is None or trainings["items"] is None:
        return Observation(None, source, None)
    certificates = [(row, is_valid_certificate(row, rule, context)) for row in courses["items"] if row["type"] == "P"]
    return count_rows(certificates + [(row, ended_in_window(row, rule, context)) for row in trainings["items"]], source)


def is_valid_certificate(row, rule, context):
    if row["endedOn"] is None or row["validUntil"] is None:
        return ended_in_window(row, rule, context)
    return row["endedOn"] <= context.as_of < row["validUntil"]


def ended_in_window(row, rule, context):
    """None where the row does not say."""
    return None if row["endedOn"] is None else is_in_window(row["endedOn"], context.as_of, rule["windowMonths"] or 0)


def count_rows(rows, source):
    """A row that does not say enough leaves the count unknown."""
    for row, counts in rows:
        if row["conflict"] is not None or counts is None:
            return Observation(None, row["source"], row["conflict"])
    numbers = [row["number"] for row, counts in rows if counts]
    named = {number.strip(JS_BLANKS).lower() for number in numbers if not is_absent(number)}
    return Observation(str(len(named) + sum(map(is_absent, numbers))), source, None)


def time_in_level(_rule, context):
    """Completed months in the present level: since the first post of the unbroken row of posts at that level."""
    current, posts = context.record["currentPost"], context.record["posts"]
    post = current["value"]
    if post is None or post["level"] is None or post["startedOn"] is None:
        return Observation(None, current["source"], current["conflict"])
    if posts["items"] is None:
        return Observation(None, posts["source"], None)
    for row in posts["items"]:
        if row["startedOn"] is None and row["level"] in (None, post["level"]):
            return Observation(None, row["source"], row["conflict"])
    since, source = post["startedOn"], current["source"]
    earlier = [row for row in posts["items"] if row["startedOn"] is not None and row["startedOn"] < post["startedOn"]]
    for row in latest_first(earlier, "startedOn"):
        if row["conflict"] is not None or row["level"] is None:
            return Observation(None, row["source"], row["conflict"])
        if row["level"] != post["level"]:
            break
        since, source = row["startedOn"], row["source"]
    return Observation(str(max(0, completed_months(since, context.as_of))), source, None)


def latest_first(rows, field):
    """Of rows of one day the later in the list comes first."""
    return sorted(reversed(rows), key=lambda row: row[field], reverse=True)


def observe_breadth(_rule, context):
    """Whether posts were held in one unit, in several, or in several agencies."""
    source, places = context.record["posts"]["source"], held_posts(context.record)
    if not places or any(place["unit"] is None for place in places):
        return Observation(None, source, None)
    if len(folded_names(places, "agency")) > 1:
        return Observation("lintas instansi", source, None)
    return Observation("lintas unit" if len(folded_names(places, "unit")) > 1 else "satu unit", source, None)


def folded_names(places, field):
    return {place[field].strip(JS_BLANKS).lower() for place in places if place[field] is not None}


def held_posts(record):
    """The history with the present post, where the history does not carry it yet; None where nobody looked it up."""
    items, current = record["posts"]["items"], record["currentPost"]
    now = current["value"]
    if items is None or now is None:
        return items
    if any((row["level"], row["startedOn"]) == (now["level"], now["startedOn"]) for row in items):
        return items
    return items + [{**now, "endedOn": None, "source": current["source"], "conflict": current["conflict"]}]


def months_at_levels(posts, levels, on, pack):
    """Months of posts of some levels up to a day, each month once; None where a row does not say enough."""
    rows = [row for row in posts if row["level"] is not None and row["level"] in levels]
    if any(row["startedOn"] is None or row["conflict"] is not None for row in rows):
        return None
    spans = [(row["startedOn"], on if row["endedOn"] is None or row["endedOn"] > on else row["endedOn"]) for row in rows]
    spans = sorted(((since, until) for since, until in spans if since < until), key=lambda span: span[0])
    is_joined = "tenure" in pack["algorithms"]
    return sum(completed_months(since, until) for since, until in (join_spans(spans) if is_joined else cut_spans(spans)))


def cut_spans(spans):
    """Of each span what no earlier one covers."""
    reached = ""
    for since, until in spans:
        start = max(since, reached)
        if until > start:
            yield start, until
            reached = until


def join_spans(spans):
    """A span that begins by the day after another has ended goes on with it."""
    joined = []
    for since, until in spans:
        if not joined or since > add_days(joined[-1][1], 1):
            joined.append((since, until))
        elif until > joined[-1][1]:
            joined[-1] = (joined[-1][0], until)
    return joined


Assessed = namedtuple("Assessed", "assessment source reason")


def assessment_on(context):
    """The latest assessment that is valid on the day and was made for the target's level."""
    register, months = context.record["assessments"], context.pack["jpm"]["validityMonths"]
    dated = [row for row in register["items"] or [] if row["assessedOn"] is not None and row["assessedOn"] <= context.as_of]
    made = latest_first(dated, "assessedOn")
    if not made:
        return Assessed(None, register["source"], None)
    valid = [row for row in made if context.as_of < add_months(row["assessedOn"], months)]
    if not valid:
        return Assessed(None, made[0]["source"], "assessment.expired")
    # A map asks for no level: it takes people where they stand.
    fitting = next((row for row in valid if context.level is None or row["referenceLevel"] in (None, context.level)), None)
    if fitting is None:
        return Assessed(None, made[0]["source"], "assessment.other-level")
    if fitting["conflict"] is not None:
        return Assessed(None, fitting["source"], fitting["conflict"])
    return Assessed(fitting, fitting["source"], None)


def job_person_match(assessment, rule):
    """Levels against the standards of a named post, in percent by the policy's method."""
    levels, standards = assessment["levels"], assessment["standards"]
    if len(levels) != len(standards) or not levels:
        return Scored(None, "competency.count")
    if not all(is_on_scale(level, rule) for level in levels):
        return Scored(None, "competency.level-range")
    if not all(is_on_scale(standard, rule) for standard in standards):
        return Scored(None, "competency.standard-range")
    if is_absent(assessment["referencePost"]) or None in levels or None in standards:
        return Scored(None, None)
    # A competency of the policy that the assessment does not cover is missing, not left out of the mean.
    if len(levels) < len(rule["competencies"]):
        return Scored(None, None)
    pairs, count = list(zip(levels, standards)), len(levels)
    if rule["method"] == "sum-ratio":
        return Scored(Fraction(sum(levels) * 100, sum(standards)), None)
    is_capped = rule["method"] == "capped"
    shares = [Fraction(min(level, standard) if is_capped else level, standard) for level, standard in pairs]
    return Scored(sum(shares, Fraction(0)) * 100 / count, None)


def is_on_scale(value, rule):
    return value is None or rule["levels"]["from"] <= value <= rule["levels"]["to"]


def observe_jpm(_rule, context):
    assessment, source, reason = assessment_on(context)
    if assessment is None:
        return Observation(None, source, reason)
    match = job_person_match(assessment, context.pack["jpm"])
    return Observation(None if match.score is None else write_exact(match.score), source, match.reason)


def observe_aspects(_rule, context):
    assessment, source, reason = assessment_on(context)
    return Observation(None if assessment is None else assessment["potential"], source, reason)


def observe_field(_rule, context):
    stated = context.record["fieldOfStudy"]
    if context.fields is None:
        return Observation(None, stated["source"], None)
    fitting = set(map(subject_of, context.fields))
    return observe_stated(stated, lambda field: "sesuai" if subject_of(field) in fitting else "tidak sesuai")


def subject_of(field):
    """The subject without the degree that is written before it: S-2 ADMINISTRASI PUBLIK is administrasi publik."""
    folded = fold(field)
    degree = DEGREE.match(folded)
    return folded if degree is None else folded[degree.end() :]


Discipline = namedtuple("Discipline", "word gate source reason")


def discipline_on(sanctions, as_of, window, gate_levels):
    """The discipline record on a day. Null is not checked, and that is not clean."""
    if sanctions is None:
        return Discipline(None, "UNKNOWN", None, None)
    rows = [(row, phase_of(row, as_of)) for row in sanctions if not row["revoked"]]
    closing = next((row for row, phase in rows if phase in ("served", "process") and row["level"] in gate_levels), None)
    unclear = next((row for row, phase in rows if phase == "unknown" or (row["level"] is None and phase != "ahead")), None)
    served = next((row for row, phase in rows if phase == "served"), None)
    past = [row for row, phase in rows if phase == "over" and is_in_window(end_of(row), as_of, window)]
    heaviest = max(past, key=lambda row: WEIGHTS.index(row["level"]), default=None)
    word = "sedang menjalani" if served is not None else "tidak pernah" if heaviest is None else heaviest["level"]
    gate = "FAIL" if closing is not None else "PASS" if unclear is None else "UNKNOWN"
    deciding = next((row for row in (closing, unclear, served, heaviest) if row is not None), None)
    return Discipline(
        word if unclear is None else None,
        gate,
        None if deciding is None else deciding["source"],
        None if unclear is None else unclear["conflict"],
    )


WEIGHTS = [None, "ringan", "sedang", "berat"]


def phase_of(row, as_of):
    if row["conflict"] is not None:
        return "unknown"
    if row["inProcess"]:
        return "process"
    if row["startedOn"] is not None and row["startedOn"] > as_of:
        return "ahead"
    end = end_of(row)
    if end is None:
        return "unknown"
    if row["instant"] or end < as_of:
        return "over"
    return "unknown" if row["startedOn"] is None else "served"


def end_of(row):
    """The last day served, inclusive."""
    if row["instant"]:
        return row["startedOn"]
    if row["endedOn"] is not None:
        return row["endedOn"]
    if row["startedOn"] is None or row["months"] is None:
        return None
    return add_days(add_months(row["startedOn"], row["months"]), -1)


def observe_discipline(window_of):
    def observe(rule, context):
        register = context.record["sanctions"]
        found = discipline_on(register["items"], context.as_of, window_of(rule), ())
        return Observation(found.word, register["source"] if found.source is None else found.source, found.reason)

    return observe


def observe_rating(rule, context):
    """An agency's own ratings: the latest inside the window, or the best-scored. Without a row nobody is taken to have none."""
    way, wanted = rule["measure"].split(":")
    register = context.record.get("ratings") or {"items": None, "source": ""}
    if register["items"] is None:
        return Observation(None, register["source"], None)
    rows = [row for row in register["items"] if row["code"] == wanted and may_count(rule, context, row)]
    for row in rows:
        if row["conflict"] is not None or row["ratedOn"] is None or is_absent(row["value"]):
            return Observation(None, row["source"], row["conflict"])
    if way == "latest-rating":
        return latest_rating(rows, register["source"])
    best = None
    for row in rows:
        if best is None or scores_higher(rule["table"], row["value"], best["value"]):
            best = row
    return Observation(None, register["source"], None) if best is None else Observation(best["value"], best["source"], None)


def may_count(rule, context, row):
    """A row that does not say when it was made, or is in conflict, may count."""
    if row["conflict"] is not None or row["ratedOn"] is None:
        return True
    if row["ratedOn"] > context.as_of:
        return False
    return rule["windowMonths"] is None or is_in_window(row["ratedOn"], context.as_of, rule["windowMonths"])


def latest_rating(rows, source):
    """Two of one day that do not say the same leave it unknown."""
    day = max((row["ratedOn"] for row in rows), default=None)
    found = [row for row in rows if row["ratedOn"] == day]
    if not found:
        return Observation(None, source, None)
    first = found[0]
    if any(row["value"] != first["value"] for row in found):
        return Observation(None, first["source"], "rating.conflict")
    return Observation(first["value"], first["source"], None)


OBSERVE = {
    "performance-predicate": observe_predicate,
    "highest-award": highest_dated("awards", "level", "givenOn"),
    "highest-team-role": highest_dated("teams", "role", "startedOn", "endedOn"),
    "highest-team-role/2": highest_dated("teams", "role", "startedOn", "endedOn", is_running_open=True),
    "feedback-360": lambda _rule, context: observe_stated(context.record["feedback360"]),
    "jpm": observe_jpm,
    "certificates": count_certificates,
    "professional-certificates": count_professional,
    "time-in-level": time_in_level,
    "breadth": observe_breadth,
    "acting-duty": highest_dated("acting", "duty", "startedOn"),
    "potential-aspects": observe_aspects,
    "education": lambda _rule, context: observe_stated(
        context.record["education"], lambda code: EDUCATION_WORDS.get(code, code)
    ),
    "field-of-study": observe_field,
    "discipline": observe_discipline(lambda rule: rule["windowMonths"] or 0),
    "discipline-active-only": observe_discipline(lambda rule: 0),
}


# 10.12 Merit: indicators, axes (weighted-sum/1), box and talent value of one person under a policy on a day.


def evaluate_indicator(rule, context):
    """(score, finding) of one indicator; the finding is what is recorded."""
    if rule["table"]["kind"] == "mean":
        parts = [evaluate_indicator(part, context) for part in rule["table"]["parts"]]
        source = ", ".join(dict.fromkeys(finding["source"] for _, finding in parts))
        return indicator_of(rule, mean_of_parts(parts), Observation(None, source, None))
    seen = OBSERVE.get(rule["measure"], observe_rating)(rule, context)
    if seen.observed is None:
        return indicator_of(rule, Scored(None, seen.reason), seen)
    score = score_value if isinstance(seen.observed, str) else score_parts
    return indicator_of(rule, score(rule["table"], seen.observed), seen)


def mean_of_parts(parts):
    """What is not known in one part leaves the whole unknown."""
    scores = [score for score, _ in parts]
    if None in scores:
        reasons = [finding["reason"] for score, finding in parts if score is None]
        return Scored(None, next((reason for reason in reasons if reason is not None), None))
    return Scored(mean_of(scores), None)


def indicator_of(rule, scored, seen):
    observed = seen.observed
    if isinstance(observed, list):
        observed = " ".join("" if aspect is None else str(aspect) for aspect in observed)
    finding = {
        "code": rule["code"],
        "score": None if scored.score is None else write_exact(scored.score),
        "observed": observed,
        "reason": scored.reason,
        "source": seen.source,
    }
    return scored.score, finding


def evaluate_merit(context):
    """What is recorded as the placement: nothing claimed by a file is asked, and there is no box by default."""
    evaluated = [evaluate_indicator(rule, context) for rule in context.pack["indicators"]]
    scores = {finding["code"]: score for score, finding in evaluated}
    rules = [context.pack["axes"][name] for name in ("performance", "potential")]
    axes = [axis_of(rule, scores) for rule in rules]
    weighed = [weight["indicator"] for rule in rules for weight in rule["weights"]]
    merit = {
        "performance": None if axes[0] is None else write_exact(axes[0]),
        "potential": None if axes[1] is None else write_exact(axes[1]),
        "talentValue": None,
        "box": None,
        "missing": [code for code in weighed if scores[code] is None],
        "indicators": [finding for _, finding in evaluated],
    }
    if None not in axes:
        talent = context.pack["talentValue"]
        value = axes[0] * Fraction(talent["performance"]) + axes[1] * Fraction(talent["potential"])
        merit.update(talentValue=write_exact(value), box=box_of(context.pack["boxes"], rules, axes))
    return merit


def axis_of(rule, scores):
    """Each weight once; None where an indicator is not known."""
    terms = [(scores[weight["indicator"]], Fraction(weight["weight"])) for weight in rule["weights"]]
    return None if any(score is None for score, _ in terms) else sum((score * weight for score, weight in terms), Fraction(0))


def box_of(boxes, rules, axes):
    """Axes are compared unrounded with their thresholds."""
    performance, potential = (
        (value >= Fraction(rule["thresholds"]["middle"])) + (value >= Fraction(rule["thresholds"]["high"]))
        for rule, value in zip(rules, axes)
    )
    row = next(row for row in boxes["layout"] if row["performance"] == ("below", "meets", "above")[performance])
    return row[("low", "medium", "high")[potential]]


# 10.13 Gates: each a function from its rule, the context, the target and the merit to what it finds.

Found = namedtuple("Found", "result value source missing reason")


def decided(passes, value, source):
    return Found("PASS" if passes else "FAIL", value, source, [], None)


def undecided(missing, source, reason=None, value=None):
    return Found("UNKNOWN", value, source, [missing], reason)


def judge_stated(stated, missing, judgement):
    """One stated fact; `judgement` answers (passes, value), or None where the value says nothing."""
    if stated["value"] is None:
        return undecided(missing, stated["source"], stated["conflict"])
    judged = judgement(stated["value"])
    return undecided(missing, stated["source"]) if judged is None else decided(*judged, stated["source"])


def gate_kind(rule, context, _target, _merit):
    return judge_stated(context.record["kind"], "jenisPegawai", lambda kind: (kind in rule["kinds"], kind))


def gate_status(rule, context, _target, _merit):
    return judge_stated(context.record["status"], "kedudukanHukum", lambda code: (code in rule["active"], code))


def gate_education(rule, context, _target, _merit):
    judgement = lambda code: (code in rule["accepted"], code) if code in EDUCATION_LEVELS else None  # noqa: E731
    return judge_stated(context.record["education"], "tingkatPendidikan", judgement)


def gate_discipline(rule, context, _target, _merit):
    register = context.record["sanctions"]
    found = discipline_on(register["items"], context.as_of, 0, rule["levels"])
    source = register["source"] if found.source is None else found.source
    if found.gate == "UNKNOWN":
        return undecided("hukdis", source, found.reason)
    is_clean = found.gate == "PASS"
    return decided(is_clean, "none served" if is_clean else "serving or under examination", source)


def gate_rank(rule, context, target, _merit):
    least = rule["minimums"].get(target["eselon"] or "", rule["otherwise"])

    def judgement(rank):
        if rank not in RANK_NAMES:
            return None
        return utf16(rank) >= utf16(least), f"{RANK_NAMES[rank]} (min {RANK_NAMES.get(least, least)})"

    return judge_stated(context.record["rank"], "golongan", judgement)


def gate_prior_post(rule, context, target, _merit):
    """The first of the alternatives that is reached; where none is, all are shown."""
    source, items, on = context.record["posts"]["source"], held_posts(context.record), target["plannedOn"]
    if on is None:
        return undecided("plannedOn", "selection")
    if items is None:
        return undecided("riwayatJabatan", source)
    held = [(one["level"], one["months"], months_at_levels(items, [one["level"]], on, context.pack)) for one in rule["alternatives"]]
    for level, months, had in held:
        if had is not None and had >= months:
            return decided(True, f"{level} {had} months", source)
    if any(had is None for _, _, had in held) or has_unclear_post(context):
        return undecided("tmtJabatan", source)
    return decided(False, ", ".join(f"{level} {had} months" for level, _, had in held), source)


def has_unclear_post(context):
    """A post without level or start might be the one that is missing, so it forbids a FAIL."""
    rows = context.record["posts"]["items"] or []
    return any(row["level"] is None or row["startedOn"] is None or row["conflict"] is not None for row in rows)


def gate_experience(rule, context, target, _merit):
    source, items, on = context.record["posts"]["source"], held_posts(context.record), target["plannedOn"]
    if on is None:
        return undecided("plannedOn", "selection")
    if items is None:
        return undecided("riwayatJabatan", source)
    months = months_at_levels(items, rule["levels"], on, context.pack)
    if months is not None and months >= rule["months"]:
        return decided(True, f"{months} months", source)
    is_unclear = months is None or has_unclear_post(context)
    return undecided("tmtJabatan", source) if is_unclear else decided(False, f"{months} months", source)


def gate_age(rule, context, target, _merit):
    stated, on = context.record["bornOn"], target["plannedOn"]
    if stated["value"] is None or on is None:
        missing = "bornOn" if stated["value"] is None else "plannedOn"
        return undecided(missing, stated["source"], stated["conflict"])
    years, days = age_on(stated["value"], on, rule["leapBirthday"])
    is_exact = rule["strictness"] == "exact" and years == rule["maxYears"]
    passes = days == 0 if is_exact else years <= rule["maxYears"]
    return decided(passes, f"{years} years {days} days", stated["source"])


def gate_retirement(rule, context, target, _merit):
    stated, on = context.record["bornOn"], target["plannedOn"]
    if on is None and stated["value"] is not None:
        return undecided("plannedOn", "selection")

    def judgement(born_on):
        left = completed_months(on, add_months(born_on, rule["retirementAge"] * 12))
        return left >= rule["minMonths"], f"{left} months of service left"

    return judge_stated(stated, "bornOn", judgement)


def gate_tenure(rule, context, target, _merit):
    on = target["plannedOn"]
    if on is None:
        return undecided("plannedOn", "selection")

    def judgement(post):
        if post["startedOn"] is None:
            return None
        months = completed_months(post["startedOn"], on)
        return months >= rule["minMonths"], f"{months} months since {post['startedOn']}"

    return judge_stated(context.record["currentPost"], "tmtJabatan", judgement)


def gate_assessment(rule, context, _target, _merit):
    """Valid on the day and made for the target's level; an expired one fails, none at all is unknown."""
    assessment, source, reason = assessment_on(context)
    if assessment is None:
        if reason == "assessment.expired":
            return Found("FAIL", "EXPIRED", source, [], reason)
        return undecided("assessedOn", source, reason)
    assessed, level = assessment["assessedOn"], assessment["referenceLevel"]
    is_valid = context.as_of < add_months(assessed, rule["validityMonths"])
    value = f"{assessed} {'without level' if level is None else level} {'VALID' if is_valid else 'EXPIRED'}"
    return undecided("referencePost", source, value=value) if level is None else decided(is_valid, value, source)


def gate_performance(rule, context, _target, _merit):
    """One year below the floor fails, whatever is missing besides; else a year without predicate leaves it unknown."""
    latest = last_complete_year(context.as_of)
    found = [(year, predicate_of_year(context.record, year)) for year in range(latest, latest - rule["minYears"], -1)]
    worst = PREDICATES.index(rule["minPredicate"])
    source = ", ".join(dict.fromkeys(one.source for _, one in found))
    value = ", ".join(f"{year} {one.observed or '?'}" for year, one in found)
    is_below = any(one.observed is not None and PREDICATES.index(one.observed) > worst for _, one in found)
    opened = [(year, one) for year, one in found if one.observed is None]
    if is_below or not opened:
        return decided(not is_below, value, source)
    reason = next((one.reason for _, one in opened if one.reason is not None), None)
    return Found("UNKNOWN", value, source, [f"skp.{year}" for year, _ in opened], reason)


def gate_jpm(rule, context, _target, _merit):
    assessment, source, reason = assessment_on(context)
    if assessment is None:
        return undecided("jpm", source, reason)
    match = job_person_match(assessment, context.pack["jpm"])
    if match.score is None:
        return undecided("jpm", source, match.reason)
    codes = [category["code"] for category in context.pack["jpm"]["categories"]]
    floors = [Fraction(category["from"]) for category in context.pack["jpm"]["categories"]]
    code = next(code for code, floor in zip(codes, floors) if match.score >= floor)
    return decided(place_in(codes, code) <= place_in(codes, rule["minCategory"]), code, source)


def place_in(codes, code):
    """Before all of them where it is not among them."""
    return codes.index(code) if code in codes else -1


def gate_box(rule, _context, _target, merit):
    if merit["box"] is None:
        return undecided(" ".join(merit["missing"]), "indicators")
    return decided(merit["box"] in rule["boxes"], str(merit["box"]), "indicators")


def gate_wealth(_rule, context, _target, _merit):
    def judgement(report):
        filed = report["filedOn"]
        return filed is not None, f"none on {report['checkedOn']}" if filed is None else filed

    return judge_stated(context.record["wealthReport"], "lhkpn", judgement)


def gate_vacancy(_rule, _context, target, _merit):
    vacant, on = target["vacantFrom"], target["plannedOn"]
    if target["frozen"] is True:
        return decided(False, "blocked", "selection")
    if vacant is None or on is None:
        return undecided("vacantFrom" if vacant is None else "plannedOn", "selection")
    if vacant <= on and target["frozen"] is None:
        return undecided("frozen", "selection")
    return decided(vacant <= on, f"vacant from {vacant}", "selection")


def gate_conflict(_rule, _context, target, _merit):
    declared = target["declarations"]
    if declared is None:
        return undecided("declaration", "declarations")
    value = f"{declared['made']} of {declared['required']} declared, {declared['unresolved']} unresolved"
    if declared["unresolved"] == 0 and declared["made"] < declared["required"]:
        return undecided("declaration", "declarations", value=value)
    return decided(declared["unresolved"] == 0, value, "declarations")


def gate_blackout(rule, _context, target, _merit):
    """From so many months before the determination of candidates to the end of the term, unless consent is in writing."""
    election, on = target["election"], target["plannedOn"]
    if election is None:
        return undecided("election", "selection")
    if election == "none":
        return decided(True, "no elected head", "selection")
    if on is None:
        return undecided("plannedOn", "selection")
    since, until, consent = add_months(election["determinedOn"], -rule["monthsBefore"]), election["termEndsOn"], election["consentOn"]
    if not since <= on <= until:
        return decided(True, f"outside {since} to {until}", "selection")
    said = "no consent" if consent is None else f"consent of {consent}"
    return decided(consent is not None, f"window {since} to {until}, {said}", "selection")


GATE_CHECKS = {
    "employee-kind": gate_kind,
    "status-aktif": gate_status,
    "discipline": gate_discipline,
    "education": gate_education,
    "rank": gate_rank,
    "prior-post": gate_prior_post,
    "experience": gate_experience,
    "age": gate_age,
    "retirement": gate_retirement,
    "tenure-in-post": gate_tenure,
    "assessment": gate_assessment,
    "performance-two-years": gate_performance,
    "jpm": gate_jpm,
    "box": gate_box,
    "wealth-report": gate_wealth,
    "vacancy": gate_vacancy,
    "conflict-of-interest": gate_conflict,
    "election-blackout": gate_blackout,
}


# 10.14 Eligibility: every candidate judged again, from the frozen record and what people verified.

DISPUTABLE = ("kind", "bornOn", "status", "rank", "rankSince", "education", "fieldOfStudy", "feedback360")


def check_eligibility(case):
    # By candidate: the entry that froze the record; answers of people to gates; accepted corrections in their order.
    frozen, verified, corrected = {}, {}, {}
    for entry in case.entries:
        candidate, kind = text_of(entry, "candidate"), type_of(entry)
        if kind == "gate.verified/1":
            result = "PASS" if text_of(entry, "result") == "pass" else "FAIL"
            verified.setdefault(candidate, {})[text_of(entry, "gate")] = result
        if kind == "correction.answered/1" and text_of(entry, "answer") == "accepted":
            change = entry.opened.get("change")
            if CHANGE(change):
                corrected.setdefault(candidate, []).append((text_of(entry, "correction"), change))
        if kind in ("snapshot.frozen/1", "snapshot.frozen/2"):
            frozen[candidate] = entry
            check_snapshot(case, entry, corrected.get(candidate, []))
        if kind == "gates.evaluated/1":
            check_gates(case, entry, frozen.get(candidate), verified.get(candidate, {}))


def check_snapshot(case, entry, accepted):
    """The bytes are those whose digest stands open, where it does, and hold what was accepted."""
    if "record" not in entry.opened:
        return
    record = entry.opened["record"]
    if type_of(entry) == "snapshot.frozen/1" and digest_of(record) != text_of(entry, "digest"):
        case.find(entry, "merit.snapshot", text_of(entry, "digest"), digest_of(record))
    if not PERSON_RECORD(record):
        case.find(entry, "merit.snapshot", "a record")
        return
    corrections = {
        change["field"]: {"value": change["value"], "source": f"correction:{correction}", "conflict": None}
        for correction, change in accepted
        if change["field"] in DISPUTABLE
    }
    if not all(is_same(stated, record[field]) for field, stated in corrections.items()):
        case.find(entry, "merit.snapshot", "the accepted corrections")


def check_gates(case, entry, frozen, verified):
    if frozen is None:
        case.find(entry, "merit.snapshot", "a frozen record before it")
        return
    record = frozen.opened.get("record")
    is_open = "gates" in entry.opened and "placement" in entry.opened
    if case.criteria is None or not is_open or not PERSON_RECORD(record):
        return
    on, _ = local_time(entry.envelope["at"], case.criteria["zone"])
    outcome, gates, merit = judge_eligibility(record, case.criteria["target"], case.pack, on, verified)
    if outcome != text_of(entry, "outcome"):
        case.find(entry, "merit.gates", outcome, text_of(entry, "outcome"))
    elif not is_same(gates, entry.opened["gates"]) or not is_same(merit, entry.opened["placement"]):
        case.find(entry, "merit.gates", "the gates and the merit that follow from the record")


def judge_eligibility(record, target, pack, on, verified):
    """Outcome, gates and merit. What a person verified decides only a gate that is UNKNOWN: it never overrules the data."""
    context = Context(record, pack, on, target["level"], target["fieldsOfStudy"])
    merit = evaluate_merit(context)
    rules = [rule for rule in pack["gates"].get(target["level"], []) if rule["phase"] == "nomination"]
    gates = []
    for rule in rules:
        found = GATE_CHECKS[rule["gate"]](rule, context, target, merit)
        is_verified = found.result == "UNKNOWN" and rule["gate"] in verified
        result = verified[rule["gate"]] if is_verified else found.result
        gate = {"gate": rule["gate"], "rule": rule["rule"], "citation": rule["citation"], "verified": is_verified}
        gates.append({**found._asdict(), **gate, "result": result})
    results = [gate["result"] for gate in gates]
    # One FAIL fails; else one UNKNOWN leaves it unknown; no gate at all is not a pass.
    is_held = not results or "UNKNOWN" in results
    return "excluded" if "FAIL" in results else "held" if is_held else "admitted", gates, merit


# 10.14a A map: every box derived again from the record that its entry seals, on the day and under the policy of the map.

BOX_DERIVATION = exactly(
    record=PERSON_RECORD,
    fieldsOfStudy=or_null(list_of(text_form)),
    unit=or_null(UUID_FORM),
    box=or_null(one_of(*range(1, 10))),
    performance=TEXT_OR_NULL,
    potential=TEXT_OR_NULL,
    talentValue=TEXT_OR_NULL,
    missing=list_of(text_form),
)


def check_map(stream, rules, packs, offices):
    """The findings, and whether all could be derived."""
    findings, is_whole = [], True
    begun = next((entry for entry in stream if type_of(entry) == "mapping.begun/1"), None)
    pack = find_pack(digest_of_policy(begun), rules, packs)
    review = None if pack is None else MapReview(pack)

    def judge(subject, entry):
        nonlocal is_whole
        try:
            said = subject(entry)
        except Underivable:
            said, is_whole = None, False
        if said is not None:
            findings.append((said[0], entry.place, *said[1:]))

    drawing = Drawing(begun)
    if review is not None:
        review.drawn = drawing.refs
    for entry in stream:
        judge(lambda one: drawing.refuse(one) or refuse_policy(one, begun) or refuse_nobody(one) or refuse_box(one, begun, pack), entry)
        derivation = entry.opened.get("derivation")
        if review is not None and type_of(entry) == "box.derived/1" and BOX_DERIVATION(derivation):
            review.places[text_of(entry, "ref")] = derivation["box"]
    agency = "" if begun is None else begun.envelope["agency"] or ""
    findings += find_offices([entry for entry in stream if type_of(entry) != "box.derived/1"], offices, agency, None)
    for entry in stream:
        if review is not None and type_of(entry) != "box.derived/1":
            judge(review.take, entry)
    return findings, is_whole


class Drawing:
    """Names alone stand before the beginning, and it comes once; then a box for each person; then, once, as many as there are, or an end."""

    def __init__(self, begun):
        self.begun, self.refs, self.is_drawn, self.is_abandoned = begun, set(), False, False
        self.before = math.inf if begun is None else begun.envelope["streamSeq"]

    def refuse(self, entry):
        kind, number = type_of(entry), entry.envelope["streamSeq"]
        if kind == "person.bound/1":
            return None
        is_beginning = kind == "mapping.begun/1"
        if number < self.before or is_beginning and entry is not self.begun and number != self.before:
            return "merit.stage", "a map that begins once, before all that belongs to it", None
        if is_beginning and not day_form(text_of(entry, "on")):
            return "merit.stage", "a day", text_of(entry, "on")
        if self.is_abandoned and kind != "opening.erased/1":
            return "merit.stage", "nothing more of a map that was abandoned", None
        if kind == "box.derived/1":
            return self.refuse_person(entry)
        if kind == "mapping.abandoned/1":
            return self.refuse_abandoned()
        return self.refuse_end(entry) if kind == "mapping.drawn/1" else None

    def refuse_person(self, entry):
        ref = text_of(entry, "ref")
        is_new = ref not in self.refs
        self.refs.add(ref)
        return None if is_new and not self.is_drawn else ("merit.stage", "one box for a person, until all are drawn", None)

    def refuse_abandoned(self):
        self.is_abandoned = True
        return ("merit.stage", "no map abandoned once all are drawn", None) if self.is_drawn else None

    def refuse_end(self, entry):
        was_drawn, self.is_drawn = self.is_drawn, True
        if was_drawn:
            return "merit.stage", "all are drawn once", None
        people = count_of(entry, "people")
        return None if people == len(self.refs) else ("merit.box", str(len(self.refs)), str(people))


def refuse_policy(entry, begun):
    """All under the policy of the beginning."""
    if entry.envelope["policy"] is None and type_of(entry) in ("person.bound/1", "opening.erased/1"):
        return None
    expected, found = digest_of_policy(begun), digest_of_policy(entry)
    if expected is None or found != expected:
        return "merit.policy-digest", expected or "a policy", found or "none"
    return None


def refuse_box(entry, begun, pack):
    """What is not disclosed, or was erased, cannot be derived."""
    if type_of(entry) != "box.derived/1" or "derivation" not in entry.opened:
        return None
    if pack is None:
        return "merit.policy-digest", "a policy pack of this digest", None
    derivation = entry.opened["derivation"]
    if not BOX_DERIVATION(derivation):
        return "merit.box", "a derivation", None
    try:
        merit = evaluate_merit(Context(derivation["record"], pack, text_of(begun, "on"), None, derivation["fieldsOfStudy"]))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return "merit.box", "values that the rules can be asked about", None
    places = ("box", "performance", "potential", "talentValue", "missing")
    if is_same({name: merit[name] for name in places}, {name: derivation[name] for name in places}):
        return None
    return "merit.box", word_of_box(merit["box"]), word_of_box(derivation["box"])


MOVE_CONTENT = exactly(**{"from": one_of(*range(1, 10))}, to=one_of(*range(1, 10)), ground=text_form, reason=text_form, evidence=text_form)
BOX_ROWS, BOX_COLUMNS = ["below", "meets", "above"], ["low", "medium", "high"]


CHOICES = ("approve", "reject", "abstain")


class Resolution:
    def __init__(self, entry, person, to):
        self.person, self.to, self.outcome = person, to, None
        members, chair = list_of_open(entry, "members"), entry.envelope["open"].get("chair")
        self.seats = [Seat(number, "chair" if ref == chair else "member", ref, True) for number, ref in enumerate(members, 1)]
        self.recused = [members.index(ref) + 1 for ref in list_of_open(entry, "recused") if ref in members]
        # By seat; None for a choice that is not disclosed.
        self.votes = {}

    def seat_of(self, ref):
        return next((seat.seat for seat in self.seats if seat.account == ref), None)


class MapReview:
    """What the committee resolved about a map: who may vote, on what, and what came of it."""

    def __init__(self, pack):
        self.pack, self.state, self.resolutions, self.drawn = pack, "drawing", {}, set()
        # The derived box of everybody who was moved; None where it is not disclosed.
        self.moved = {}
        # The box of everybody where it is disclosed, None in the holding area; moves are put in.
        self.places = {}

    def take(self, entry):
        kind = type_of(entry)
        if kind == "mapping.drawn/1" and self.state == "drawing":
            self.state = "drawn"
        if kind == "move.proposed/1":
            return self.propose(entry, text_of(entry, "person"))
        if kind == "publication.proposed/1":
            return self.propose(entry, None)
        takers = {
            "resolution.voted/1": self.vote,
            "resolution.decided/1": self.decide,
            "mapping.published/1": self.publish,
        }
        return takers[kind](entry) if kind in takers else None

    def open_ones(self):
        return [one for one in self.resolutions.values() if one.outcome is None]

    def propose(self, entry, person):
        content = entry.opened.get("content", MISSING)
        move = content if MOVE_CONTENT(content) else None
        said = self.refuse_publication() if person is None else self.refuse_move(person, content, move)
        if text_of(entry, "resolution") in self.resolutions:
            return "merit.stage", "a resolution of its own", None
        asked = Resolution(entry, person, None if move is None else move["to"])
        self.resolutions[text_of(entry, "resolution")] = asked
        if said is None and not is_composed(self.pack["committee"], asked.seats):
            said = "merit.quorum", "a committee as the policy composes it", None
        return said

    def is_publishing(self):
        """A publication is open, or resolved."""
        return any(one.person is None and one.outcome != "not-adopted" for one in self.resolutions.values())

    def refuse_publication(self):
        if self.state != "drawn" or self.open_ones() or self.is_publishing():
            return "merit.stage", "a map under review, and nothing open", None
        return None

    def refuse_move(self, person, content, move):
        is_open = any(one.person == person for one in self.open_ones())
        if self.state != "drawn" or person not in self.drawn or is_open or self.is_publishing():
            return "merit.stage", "somebody on a map under review, no open move, no publication", None
        if content is MISSING:
            return None
        if move is None:
            return "merit.box", "a move", None
        if person in self.places and self.places[person] != move["from"]:
            return "merit.box", word_of_box(self.places[person]), str(move["from"])
        rule = self.pack["boxes"]
        derived = self.moved.get(person) or move["from"]
        steps = steps_between(rule["layout"], move["from"], move["to"])
        together = steps_between(rule["layout"], derived, move["to"])
        is_said = not is_blank(move["reason"]) and not is_blank(move["evidence"])
        if not rule["move"]["allowed"] or not 0 < steps <= rule["move"]["maxSteps"] or together > rule["move"]["maxSteps"] or not is_said:
            return "merit.box", "a move that the policy allows", None
        return None

    def vote(self, entry):
        asked = self.resolutions.get(text_of(entry, "resolution"))
        seat = None if asked is None else asked.seat_of(actor_of(entry))
        if self.state != "drawn" or seat is None or asked.outcome is not None or seat in asked.recused or seat in asked.votes:
            return "merit.outcome", "one vote of a member on an open resolution", None
        choice = entry.opened.get("choice")
        asked.votes[seat] = choice if choice in CHOICES else None
        return None if choice in CHOICES or "choice" not in entry.opened else ("merit.outcome", "a choice", None)

    def decide(self, entry):
        asked = self.resolutions.get(text_of(entry, "resolution"))
        if self.state != "drawn" or asked is None or asked.outcome is not None:
            return "merit.outcome", "an open resolution of a map under review", None
        asked.outcome = text_of(entry, "outcome")
        if asked.outcome == "adopted" and asked.person is not None:
            self.moved.setdefault(asked.person, self.places.get(asked.person))
            if asked.to is None:
                self.places.pop(asked.person, None)
            else:
                self.places[asked.person] = asked.to
        if None in asked.votes.values():
            return None
        found = (asked.outcome, *(count_of(entry, name) for name in ("approve", "reject", "abstain")))
        expected = self.resolve(asked)
        if expected != found:
            return "merit.outcome", "more votes" if expected is None else str(expected), str(found)
        return None

    def resolve(self, asked):
        """Outcome and votes once nothing that is still to be cast can change it; only an approval adopts."""
        rule = self.pack["committee"]
        now, *counts, _ = tally(rule, asked.seats, asked.recused, asked.votes)
        missing = [seat.seat for seat in asked.seats if seat.seat not in asked.votes and seat.seat not in asked.recused]
        for choice in ("approve", "reject", "abstain"):
            then = tally(rule, asked.seats, asked.recused, {**asked.votes, **dict.fromkeys(missing, choice)})[0]
            if (then == "approved") != (now == "approved"):
                return None
        return ("adopted" if now == "approved" else "not-adopted", *counts)

    def publish(self, entry):
        is_resolved = any(one.person is None and one.outcome == "adopted" for one in self.resolutions.values())
        if self.state != "drawn" or not is_resolved or self.open_ones():
            return "merit.stage", "a map that the committee has resolved to publish", None
        self.state = "published"
        if count_of(entry, "moved") != len(self.moved):
            return "merit.box", str(len(self.moved)), str(count_of(entry, "moved"))
        return None


def steps_between(layout, one, other):
    """A step is one level on one axis."""
    places = {
        row[level]: (BOX_ROWS.index(row["performance"]), column) for row in layout for column, level in enumerate(BOX_COLUMNS)
    }
    return sum(abs(left - right) for left, right in zip(places[one], places[other]))


def list_of_open(entry, field):
    value = entry.envelope["open"].get(field)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def word_of_box(box):
    return "held" if box is None else str(box)


# 10.15 The panel: whole sheets of assessors of the panel, on their side of the reveal, which comes when all are in.

SCORE = re.compile(r"100(?:\.0{1,6})?|(?:0|[1-9][0-9]?)(?:\.[0-9]{1,6})?")
NO_SEED = re.compile("0*")


def text_map(value):
    """Scores or reasons by code of the criterion."""
    return isinstance(value, dict) and all(TEXT_OR_NULL(one) for one in value.values())


def is_score(value):
    return is_match(SCORE, value)


def sheet_of(entry):
    """What a sheet says of each criterion, as (score, reason); None where it is not disclosed. What is no sheet says nothing."""
    if "scores" not in entry.opened or "reasons" not in entry.opened:
        return None
    scores, reasons = entry.opened["scores"], entry.opened["reasons"]
    if not text_map(scores) or not text_map(reasons):
        return {}
    return {criterion: (score, reasons.get(criterion)) for criterion, score in scores.items()}


def is_whole_sheet(sheet, criteria):
    """Exactly the criteria of the panel, each with a score and a reason."""
    return sheet.keys() == set(criteria) and all(is_score(score) and not is_blank(reason) for score, reason in sheet.values())


class Panel:
    def __init__(self, case):
        # Of the panel: assessors who were not replaced, and every seed there was.
        self.case, self.standings, self.active, self.seeds = case, Standings(), set(), set()
        self.begin()

    def begin(self):
        """Of an attempt: sheets by (type, candidate, assessor), and how many it has ranked."""
        self.sheets, self.independent, self.is_revealed, self.ranked = {}, 0, False, None

    def take(self, entry):
        kind = type_of(entry)
        stage = self.case.stages.get(entry)
        if kind == "stage.opened/1" and text_of(entry, "stage") == "assessment":
            self.begin()
        if kind in PANEL_TYPES:
            self.seat(entry, stage)
        if kind in ("sheet.submitted/1", "sheet.finalised/1"):
            self.file(entry, stage)
        if kind == "scores.revealed/1":
            self.reveal(entry, stage)
        if kind == "ranking.derived/1":
            self.ranked = count_of(entry, "ranked")
        if kind == "stage.stepped/1" and stage is not None and stage.step == "independent" and not self.is_revealed:
            self.case.find(entry, "merit.stage", "the reveal before it")
        if kind == "stage.closed/1" and stage is not None and stage.kind == "assessment":
            self.close(entry)
        self.standings.note(entry)

    def seat(self, entry, stage):
        """Every assessor has an own seed, from which the order of candidates was drawn."""
        is_replacement = type_of(entry) == "assessor.replaced/1"
        if is_replacement:
            if text_of(entry, "assessor") not in self.active:
                self.case.find(entry, "merit.ranking", "an assessor of the panel")
            self.active.discard(text_of(entry, "assessor"))
        is_late = stage is not None and stage.state == "open" and stage.kind != "nomination"
        if not is_replacement and is_late and stage.step != "independent":
            self.case.find(entry, "merit.stage", "before the reveal", stage.step)
        seed = text_of(entry, "seed")
        if NO_SEED.fullmatch(seed) or seed in self.seeds:
            self.case.find(entry, "merit.ranking", "a seed of its own")
        self.seeds.add(seed)
        self.active.add(text_of(entry, "successor" if is_replacement else "assessor"))

    def file(self, entry, stage):
        kind, candidate, assessor = type_of(entry), text_of(entry, "candidate"), text_of(entry, "assessor")
        if kind == "sheet.submitted/1" and not self.is_revealed:
            self.independent += 1
        sheet = sheet_of(entry)
        independent = self.sheets.get(("sheet.submitted/1", candidate, assessor))
        self.sheets[kind, candidate, assessor] = sheet
        is_own = assessor in self.active and actor_of(entry) == assessor
        if not is_own or not self.standings.is_admitted(candidate):
            expected = "an assessor of the panel, a candidate who is admitted"
            self.case.find(entry, "merit.ranking", expected)
        elif sheet is not None and self.case.criteria is not None:
            self.check_sheet(entry, stage, sheet, independent)

    def check_sheet(self, entry, stage, sheet, independent):
        if type_of(entry) == "sheet.finalised/1" and independent is None:
            return
        criteria = [row["code"] for row in self.case.criteria["criteria"] if row["source"] == "panel"]
        # What comes outside its time is told as that.
        if refuse_fact(stage, entry) is None and not is_whole_sheet(sheet, criteria):
            self.case.find(entry, "merit.ranking", "a score with its reason for every criterion")
        if independent is None:
            return
        is_changed = any(sheet.get(one, (None, None))[0] != score for one, (score, _) in independent.items())
        expected = "changed" if is_changed else "confirmed"
        if text_of(entry, "change") != expected:
            self.case.find(entry, "merit.ranking", expected, text_of(entry, "change"))

    def is_awaited(self, kind):
        """Whether an assessor of the panel still owes a sheet of an admitted candidate."""
        return any(
            (kind, candidate, assessor) not in self.sheets
            for candidate in self.standings.admitted
            for assessor in self.active
        )

    def reveal(self, entry, stage):
        self.is_revealed = True
        if count_of(entry, "sheets") != self.independent:
            found = str(count_of(entry, "sheets"))
            self.case.find(entry, "merit.early-reading", str(self.independent), found)
        if stage is None or stage.kind != "assessment":
            return
        is_short = bool(self.standings.admitted) and len(self.active) < max(1, self.case.pack["assessment"]["assessors"])
        is_awaited = self.is_awaited("sheet.submitted/1")
        is_ready = lambda _, may: may and not is_short and not is_awaited  # noqa: E731
        check_end(self.case, entry, "independent", is_ready, "merit.early-reading")

    def close(self, entry):
        is_awaited = self.is_awaited("sheet.finalised/1")
        is_ready = lambda over, may: over or (may and not is_awaited)  # noqa: E731
        check_end(self.case, entry, "final", is_ready, "merit.stage")
        expected = "a ranking" if self.ranked is None else "none-ranked" if self.ranked == 0 else "ranked"
        if text_of(entry, "result") != expected:
            self.case.find(entry, "merit.ranking", expected, text_of(entry, "result"))


def check_panel(case):
    panel = Panel(case)
    for entry in case.entries:
        panel.take(entry)


# 10.16 The ranking (ranking/1): the sealed weights over the values that stand, ties broken in the order of the criteria.


def check_assessment(case):
    """Sheets on their side of the reveal, and the ranking that follows from those that stand."""
    independent, final, is_revealed, left, standings = {}, {}, False, set(), Standings()
    for entry in case.entries:
        kind = type_of(entry)
        standings.note(entry)
        if kind == "stage.opened/1" and text_of(entry, "stage") == "assessment":
            independent, final, is_revealed = {}, {}, False
        is_revealed = is_revealed or kind == "scores.revealed/1"
        if kind == "assessor.replaced/1":
            left.add(text_of(entry, "assessor"))
        if kind in ("sheet.submitted/1", "sheet.finalised/1"):
            is_final = kind == "sheet.finalised/1"
            if is_final != is_revealed:
                case.find(entry, "merit.after-reveal", "after the reveal" if is_final else "before the reveal")
            place, kept = (text_of(entry, "candidate"), text_of(entry, "assessor")), final if is_final else independent
            if place in kept:
                case.find(entry, "merit.after-reveal", "one sheet of an assessor for a candidate")
            kept[place] = entry
        if kind == "ranking.derived/1":
            # A final sheet stands in the place of the independent one; sheets of who was replaced do not stand.
            standing = {**independent, **final}
            sheets = [(candidate, sheet) for (candidate, assessor), sheet in standing.items() if assessor not in left]
            check_ranking(case, entry, sheets, standings)


def check_ranking(case, entry, sheets, standings):
    if "ranking" not in entry.opened:
        return
    recorded = entry.opened["ranking"]
    if digest_of(recorded) != text_of(entry, "digest"):
        case.find(entry, "merit.ranking", text_of(entry, "digest"), digest_of(recorded))
        return
    counted = [(candidate, sheet.opened.get("scores", Ellipsis)) for candidate, sheet in sheets if standings.is_admitted(candidate)]
    # What is not disclosed cannot be ranked again.
    is_closed = any(standings.placements[ref] is None for ref in standings.admitted)
    if case.criteria is None or is_closed or any(scores is Ellipsis for _, scores in counted):
        return
    derived = rank_selection(case, standings, [(candidate, scores_of(scores)) for candidate, scores in counted])
    counts = (count_of(entry, "ranked"), count_of(entry, "unranked"))
    if counts != (len(derived["ranked"]), len(derived["unranked"])) or not is_same(derived, recorded):
        case.find(entry, "merit.ranking", "the ranking that follows from the sheets and the criteria")


def scores_of(scores):
    """What is no score of a sheet is a blank."""
    return {code: score for code, score in scores.items() if is_score(score)} if isinstance(scores, dict) else {}


def rank_selection(case, standings, sheets):
    """The admitted candidates by the sealed criteria; who lacks a value is unranked, and the criterion is named."""
    criteria = [(row["code"], Fraction(row["weight"]) / 100) for row in case.criteria["criteria"]]
    ranked, unranked = [], []
    for ref in sorted(standings.admitted, key=utf16):
        scores = [sheet for candidate, sheet in sheets if candidate == ref]
        values = {row["code"]: value_of(row, standings.placements[ref], scores) for row in case.criteria["criteria"]}
        missing = [code for code, _ in criteria if values[code] is None]
        if missing:
            unranked.append({"ref": ref, "missing": missing})
        else:
            ranked.append((ref, values, sum((values[code] * weight for code, weight in criteria), Fraction(0))))
    places = list(places_of(ranked, case.criteria["tieBreak"]))
    rule = case.pack["rankings"].get(case.criteria["target"]["level"], {}).get("bands")
    bands = bands_of([group[0][2] for group, _, _ in places], rule)
    rows = [row_of(one, place, band, criteria) for place, band in zip(places, bands) for one in place[0]]
    return {"algorithm": "ranking/1", "ranked": rows, "unranked": unranked}


def value_of(criterion, placement, sheets):
    """The exact value of one criterion for one candidate; None where it is not known."""
    code, source = criterion["code"], criterion["source"]
    if source == "panel":
        # The mean of all assessors; one blank leaves it unknown.
        scores = [Fraction(sheet[code]) for sheet in sheets if code in sheet]
        return mean_of(scores) if scores and len(scores) == len(sheets) else None
    if source == "competency" or source.startswith("indicator:"):
        wanted = "C" if source == "competency" else source[len("indicator:") :]
        text = next((row["score"] for row in placement["indicators"] if row["code"] == wanted), None)
    else:
        text = placement[{"talent-value": "talentValue"}.get(source, source)]
    return None if text is None else parse_exact(text)


def places_of(ranked, tie_break):
    """Groups that share a rank, the best first, as (group, rank, what broke the tie); after equals as many ranks are skipped."""
    rank = 1
    for equals in partition(ranked, lambda one: one[2]):
        for group, broken_by in break_ties(equals, tie_break, None):
            yield group, rank, broken_by
            rank += len(group)


def partition(members, value):
    """Groups of equal value, the highest first; inside a group the order stays."""
    groups = {}
    for one in members:
        groups.setdefault(value(one), []).append(one)
    return [groups[key] for key in sorted(groups, reverse=True)]


def break_ties(equals, tie_break, broken_by):
    """A value that is not known of everyone in the tie breaks nothing: else its absence would decide."""
    if len(equals) == 1 or not tie_break:
        yield equals, broken_by
        return
    code, rest = tie_break[0], tie_break[1:]
    is_known = all(values.get(code) is not None for _, values, _ in equals)
    groups = partition(equals, lambda one: one[1][code]) if is_known else [equals]
    for group in groups:
        yield from break_ties(group, rest, code if len(groups) > 1 else broken_by)


def bands_of(totals, rule):
    """A band starts with the best total left and takes all within its width."""
    band, top = 0, None
    for total in totals:
        if rule is not None and (top is None or top - total > Fraction(rule["width"])):
            band, top = band + 1, total
        yield None if rule is None else band


def row_of(one, place, band, criteria):
    (ref, values, total), (group, rank, broken_by) = one, place
    trace = [
        {
            "component": code,
            "value": write_exact(values[code]),
            "weight": write_exact(weight),
            "contribution": write_exact(values[code] * weight),
        }
        for code, weight in criteria
    ]
    tied = [other for other, _, _ in group if other != ref]
    said = {"ref": ref, "rank": rank, "total": write_exact(total), "band": band}
    return {**said, "tieBrokenBy": broken_by, "tiedWith": tied, "trace": trace}


# 10.17 Quorum and tally (quorum/1, majority/1).

Seat = namedtuple("Seat", "seat role account is_held")
Quorum = namedtuple("Quorum", "required eligible present met")


def call_roll(seats, recused):
    """Every number ever given; those held; those held and not recused."""
    established = {seat.seat for seat in seats}
    held = {seat.seat for seat in seats if seat.is_held}
    return established, held, held - set(recused)


def quorum_of(rule, seats, recused, present):
    """Never lowered to the people found: vacant seats stay in the base, and the policy's minimum stands."""
    established, held, eligible = call_roll(seats, recused)
    base = len(established) if rule["quorum"]["base"] == "seats" else len(established) - len(held & set(recused))
    asked = rule["quorum"]
    number = asked["minimum"] if asked["number"] is None else asked["number"]
    share = {"majority": base // 2 + 1, "all": base, "number": number}[asked["rule"]]
    required = max(share, asked["minimum"])
    here = len(eligible & set(present))
    return Quorum(required, len(eligible), here, here >= required)


def is_composed(rule, seats):
    """Whether a committee of these seats may sit, as far as their accounts tell."""
    live = [seat for seat in seats if seat.is_held]
    chairs = sum(seat.role == "chair" for seat in live)
    return (
        rule["minSeats"] <= len(live) <= rule["maxSeats"]
        and not (rule["oddSeats"] and len(live) % 2 == 0)
        and chairs <= 1
        and not (rule["chairRequired"] and chairs == 0)
        and len({seat.account for seat in live}) == len(live)
    )


def tally(rule, seats, recused, ballots):
    """Outcome, approvals, rejections, abstentions, and the quorum of those whose ballots make them present."""
    established, held, eligible = call_roll(seats, recused)
    counted = {seat: choice for seat, choice in ballots.items() if seat in eligible}
    approve, reject, abstain = (list(counted.values()).count(word) for word in ("approve", "reject", "abstain"))
    counts_present = rule["abstention"] == "counts-present"
    present = [seat for seat, choice in counted.items() if choice != "abstain" or counts_present]
    quorum = quorum_of(rule, seats, recused, present)
    base = {
        "cast": approve + reject,
        "present": len(present),
        "eligible": len(established) - len(held & set(recused)),
        "seats": len(established),
    }[rule["majority"]["base"]]
    is_simple = rule["majority"]["rule"] == "simple"
    needed = base // 2 + 1 if is_simple else max(1, -(-base * 2 // 3))
    if not quorum.met:
        outcome = "no-quorum"
    elif approve >= needed:
        outcome = "approved"
    elif is_simple and base > 0 and approve == reject and approve * 2 == base:
        outcome = break_tie(rule, seats, counted)
    else:
        outcome = "rejected"
    return outcome, approve, reject, abstain, quorum


def break_tie(rule, seats, counted):
    if rule["tie"] != "chair-decides":
        return rule["tie"]
    chair = next((seat for seat in seats if seat.is_held and seat.role == "chair"), None)
    choice = None if chair is None else counted.get(chair.seat)
    return {"approve": "approved", "reject": "rejected"}.get(choice, "tied")


# 10.18 The committee: every act by a seat that may act, and the outcome that follows from the ballots.


class Committee:
    def __init__(self, case):
        self.case, self.standings, self.seats = case, Standings(), []
        self.recused, self.declared, self.owed, self.vacated, self.present = set(), {}, {}, {}, set()
        # The digest of the ranking in force, and its refs in order where it is disclosed.
        self.ballots, self.ranking, self.ranked = {}, None, None
        self.put_nothing()

    def put_nothing(self):
        """Of a committee review that begins."""
        self.session, self.motion, self.motion_id, self.is_open = 1, None, None, False
        self.versions, self.outcome = 0, None

    def find(self, entry, code, expected=None, found=None):
        self.case.find(entry, "merit." + code, expected, found)

    def holder_of(self, seat):
        return next((known for known in self.seats if known.seat == seat and known.is_held), None)

    def take(self, entry):
        """First whether the entry may come, then what it makes of the committee."""
        if self.owed and type_of(entry) not in ("person.bound/1", "seat.recused/1"):
            self.find(entry, "recused", "a recusal before it", "seat " + ", ".join(map(str, self.owed)))
            self.owed.clear()
        for acts in (self.CHECKS, self.SEATS, self.MOTIONS):
            if type_of(entry) in acts:
                acts[type_of(entry)](self, entry, count_of(entry, "seat"), self.case.stages.get(entry))
        self.standings.note(entry)

    # Before an entry is folded in.

    def check_declaration(self, entry, seat, stage):
        holder = self.holder_of(seat)
        if holder is None or holder.account != actor_of(entry) or seat in self.declared:
            return self.find(entry, "declaration", "one declaration, of the holder of the seat")
        if "declaration" not in entry.opened:
            return None
        content = entry.opened["declaration"]
        if not DECLARATION(content):
            return self.find(entry, "declaration", "a declaration")
        interests = content["interests"]
        # What comes outside its time is told as that.
        refusal = None if refuse_fact(stage, entry) else refuse_declaration(interests, self.standings.admitted)
        if refusal is not None:
            self.find(entry, "declaration", refusal)
        possible = sum(one["interest"] == "possible" for one in interests)
        if possible != count_of(entry, "possible"):
            self.find(entry, "declaration", str(possible), str(count_of(entry, "possible")))

    def check_recusal(self, entry, seat, _stage):
        """A member steps back, the secretary upholds a possible interest, an actual one recuses by itself."""
        ground, holder = text_of(entry, "ground"), self.holder_of(seat)
        # A seat that nobody holds and an act of nobody are not one hand.
        is_own = holder is not None and holder.account == actor_of(entry)
        is_ground = {
            "declared": is_own and seat in self.owed,
            "stepped-back": is_own,
            "upheld": self.declared.get(seat, 0) > 0,
        }.get(ground, False)
        if not is_ground or seat not in self.declared or seat in self.recused:
            self.find(entry, "declaration", "a declared ground of a seat not yet recused", ground)

    def check_presence(self, entry, seat, _stage):
        if seat not in self.declared:
            self.find(entry, "declaration", "a declaration before", f"seat {seat}")
        if count_of(entry, "session") != self.session:
            self.find(entry, "quorum", str(self.session), str(count_of(entry, "session")))

    def check_adjournment(self, entry, _seat, stage):
        is_commanded = text_of(entry, "cause") == "commanded"
        rule = self.case.pack["committee"]
        present = list(self.present)
        if not is_commanded and stage is not None and stage.step == "voting":
            present = self.present_by_ballot(rule)
        if present is None:
            return
        found = quorum_of(rule, self.seats, self.recused, present)
        said = tuple(count_of(entry, field) for field in ("required", "eligible", "present"))
        is_right = said == found[:3] and count_of(entry, "session") == self.session
        if not is_right or not (is_commanded or not found.met):
            self.find(entry, "quorum", count_text(found), count_text(said))

    def present_by_ballot(self, rule):
        """Those whose ballots make them present; None where ballots that matter are not disclosed."""
        if rule["abstention"] == "counts-present":
            return list(self.ballots)
        cast = [(seat, choice) for seat, choice in self.ballots.items() if choice != "abstain"]
        return None if any(choice is None for _, choice in cast) else [seat for seat, _ in cast]

    def check_step(self, entry, _seat, stage):
        """Declarations before deliberation, motion and quorum before the vote."""
        if stage is None or stage.kind != "committee-review":
            return
        rule, to = self.case.pack["committee"], text_of(entry, "step")
        is_sitting = is_composed(rule, self.seats)
        if (stage.step, to) == ("declaring", "deliberating"):
            is_awaited = any(seat.is_held and seat.seat not in self.declared for seat in self.seats)
            met = quorum_of(rule, self.seats, self.recused, self.declared).met
            is_ready = lambda over, may: is_sitting and met and (over or (may and not is_awaited))  # noqa: E731
            check_end(self.case, entry, "declaring", is_ready, "merit.declaration" if is_awaited else "merit.quorum")
            self.check_composition(entry, rule)
        if (stage.step, to) == ("deliberating", "voting"):
            met = quorum_of(rule, self.seats, self.recused, self.present).met
            is_ready = lambda _over, _may: is_sitting and self.is_open and met  # noqa: E731
            check_end(self.case, entry, "deliberating", is_ready, "merit.quorum" if self.is_open else "merit.stage")

    def check_composition(self, entry, rule):
        """Nobody sits twice, and no candidate sits."""
        people = [self.case.nips.get(seat.account) for seat in self.seats if seat.is_held]
        known = [person for person in people if person is not None]
        candidates = {self.case.nips[ref] for ref in self.standings.outcomes if ref in self.case.nips}
        is_sound = len(set(known)) == len(known) and candidates.isdisjoint(known)
        if not is_composed(rule, self.seats) or not is_sound:
            self.find(entry, "quorum", "a committee that may sit")

    def check_voting(self, entry, _seat, stage):
        if stage is None or stage.step != "voting":
            return self.find(entry, "stage", "voting")
        if not self.is_open:
            return self.find(entry, "outcome", "an open motion")
        if any(seat in self.ballots for seat in self.vacated):
            self.find(entry, "outcome", "void ballots of members who left or were recused")
        rule = self.case.pack["committee"]
        counts_present = rule["abstention"] == "counts-present"
        if None in self.ballots.values() and not counts_present:
            return None
        eligible = call_roll(self.seats, self.recused)[2]
        counted = [seat for seat, choice in self.ballots.items() if choice != "abstain" or counts_present]
        met = quorum_of(rule, self.seats, self.recused, counted).met and is_composed(rule, self.seats)
        is_awaited = not eligible.issubset(self.ballots)
        is_ready = lambda over, may: met and (over or (may and not is_awaited))  # noqa: E731
        check_end(self.case, entry, "voting", is_ready, "merit.quorum")

    def check_result(self, entry, _seat, stage):
        if stage is None or stage.kind != "committee-review":
            return
        is_end = self.outcome in ("approved", "rejected")
        if not is_end or text_of(entry, "result") != self.outcome:
            expected = self.outcome if is_end else "an outcome that ends the review"
            self.find(entry, "outcome", expected, text_of(entry, "result"))

    CHECKS = {
        "interest.declared/1": check_declaration,
        "seat.recused/1": check_recusal,
        "presence.recorded/1": check_presence,
        "session.adjourned/1": check_adjournment,
        "stage.stepped/1": check_step,
        "outcome.derived/1": check_voting,
        "stage.closed/1": check_result,
    }

    # Who holds the seats, what they declared, who takes no part, who is there.

    def appoint(self, entry, seat, stage):
        if any(known.seat == seat for known in self.seats):
            self.find(entry, "quorum", "a seat that nobody had", f"seat {seat}")
        if stage is not None and stage.step == "voting":
            self.find(entry, "stage", "no appointment during a vote")
        role = "chair" if text_of(entry, "role") == "chair" else "member"
        self.seats.append(Seat(seat, role, text_of(entry, "holder"), True))

    def replace(self, entry, seat, _stage):
        """The successor declares anew; presence and ballot of the one who leaves do not count for them."""
        left = self.holder_of(seat)
        if left is None or left.account != text_of(entry, "holder"):
            self.find(entry, "quorum", "a seat that is held" if left is None else left.account)
        self.seats = [known._replace(is_held=False) if known is left else known for known in self.seats]
        self.seats.append(Seat(seat, "member" if left is None else left.role, text_of(entry, "successor"), True))
        self.recused.discard(seat)
        self.declared.pop(seat, None)
        self.owed.pop(seat, None)
        self.present.discard(seat)
        self.vacated[seat] = "member-replaced"

    def begin(self, entry, _seat, _stage):
        if text_of(entry, "stage") == "committee-review":
            self.put_nothing()
            self.ballots, self.declared, self.present = {}, {}, set()

    def declare(self, entry, seat, _stage):
        self.declared[seat] = count_of(entry, "possible")
        actual = count_of(entry, "actual")
        content = entry.opened.get("declaration")
        if DECLARATION(content):
            stated = sum(one["interest"] == "actual" for one in content["interests"])
            if stated != actual:
                self.find(entry, "declaration", str(stated), str(actual))
        if actual > 0:
            self.owed[seat] = True

    def recuse(self, _entry, seat, _stage):
        self.recused.add(seat)
        self.owed.pop(seat, None)
        self.vacated[seat] = "recused"

    def attend(self, entry, seat, _stage):
        (self.present.add if text_of(entry, "presence") == "present" else self.present.discard)(seat)

    def adjourn(self, _entry, _seat, _stage):
        self.present.clear()
        self.session += 1

    SEATS = {
        "seat.appointed/1": appoint,
        "seat.replaced/1": replace,
        "stage.opened/1": begin,
        "interest.declared/1": declare,
        "seat.recused/1": recuse,
        "presence.recorded/1": attend,
        "session.adjourned/1": adjourn,
    }

    # Motions, ballots, outcome.

    def rank(self, entry, _seat, _stage):
        ranking = entry.opened.get("ranking")
        self.ranking = text_of(entry, "digest")
        self.ranked = [row["ref"] for row in ranking["ranked"]] if RANKED(ranking) else None

    def put_motion(self, entry, _seat, stage):
        chair = next((seat for seat in self.seats if seat.role == "chair" and seat.is_held), None)
        self.versions += 1
        is_own = chair is not None and chair.account == actor_of(entry) and not self.is_open
        if not is_own or count_of(entry, "version") != self.versions:
            self.find(entry, "outcome", f"version {self.versions}, by the chair, no other open")
        self.motion, self.motion_id, self.is_open = text_of(entry, "digest"), text_of(entry, "motion"), True
        self.ballots, self.vacated = {}, {}
        if "content" not in entry.opened:
            return None
        content = entry.opened["content"]
        if not MOTION(content) or digest_of(content) != self.motion:
            return self.find(entry, "outcome", self.motion)
        attempt = None if stage is None else stage.attempt
        is_of_this = (
            (content["selectionId"], content["attempt"], content["rankingDigest"]) == (self.case.key, attempt, self.ranking)
            and self.case.criteria_digest in (None, content["criteriaDigest"])
        )
        if not is_of_this:
            self.find(entry, "outcome", "a motion on the ranking and the criteria in force")
        # What comes outside its time is told as that.
        if self.case.criteria is not None and self.ranked is not None and refuse_fact(stage, entry) is None:
            self.check_shortlist(entry, content["candidates"])

    def check_shortlist(self, entry, candidates):
        """As many of the ranked who stand as the criteria say, each once."""
        standing = {ref for ref in self.ranked if self.standings.is_admitted(ref)}
        ranked = [ref for ref in self.ranked if ref in standing]
        expected = min(self.case.criteria["shortlist"], len(ranked))
        is_sound = len(set(candidates)) == len(candidates) == expected > 0 and standing.issuperset(candidates)
        if not is_sound:
            self.find(entry, "ranking", f"{expected} of the ranked who stand")

    def void_motion(self, entry, _seat, _stage):
        if not self.is_open or text_of(entry, "motion") != self.motion_id:
            self.find(entry, "outcome", self.motion_id or "an open motion")
        self.is_open, self.motion = False, None

    def cast(self, entry, seat, _stage):
        holder = any(one.seat == seat and one.is_held and one.account == actor_of(entry) for one in self.seats)
        if not holder or seat not in self.declared:
            self.find(entry, "declaration", "a seat whose holder has declared", f"seat {seat}")
        if seat in self.recused:
            self.find(entry, "recused", found=f"seat {seat}")
        if text_of(entry, "motion") != self.motion:
            self.find(entry, "outcome", self.motion or "a motion", text_of(entry, "motion"))
        if seat in self.ballots:
            self.find(entry, "outcome", "one ballot of a seat", f"seat {seat}")
        if text_of(entry, "selection") != self.case.key:
            self.find(entry, "outcome", self.case.key, text_of(entry, "selection"))
        choice, reason = entry.opened.get("choice"), entry.opened.get("reason")
        # Dissent and abstention say why.
        if "choice" in entry.opened and "reason" in entry.opened and choice != "approve":
            if not TEXT_OR_NULL(reason) or is_blank(reason):
                self.find(entry, "outcome", "a reason")
        # Anything else would keep the outcome from being derived.
        if "choice" in entry.opened and choice not in CHOICES:
            self.find(entry, "outcome", "a choice")
        self.vacated.pop(seat, None)
        self.ballots[seat] = choice if choice in CHOICES else None

    def void_ballot(self, entry, seat, _stage):
        """A ballot is void only because its member has left, or takes no part any longer."""
        is_due = self.vacated.pop(seat, None) == text_of(entry, "cause") and self.motion == text_of(entry, "motion")
        had = seat in self.ballots
        self.ballots.pop(seat, None)
        if not had or not is_due:
            self.find(entry, "outcome", "a ballot of a member who left or was recused")

    def derive(self, entry, _seat, _stage):
        self.check_outcome(entry)
        self.is_open, self.outcome = False, text_of(entry, "outcome")

    def check_outcome(self, entry):
        if text_of(entry, "motion") != self.motion:
            self.find(entry, "outcome", self.motion or "a motion", text_of(entry, "motion"))
        if None in self.ballots.values():
            return
        outcome, approve, reject, abstain, quorum = tally(
            self.case.pack["committee"], self.seats, self.recused, self.ballots
        )
        said = (count_of(entry, "required"), count_of(entry, "eligible"))
        if said != quorum[:2]:
            self.find(entry, "quorum", "%d of %d" % quorum[:2], "%d of %d" % said)
        # Without its quorum nothing was to be derived: the end of the vote tells it.
        if outcome == "no-quorum":
            return
        counts = [count_of(entry, field) for field in ("supporting", "against", "abstaining", "cast")]
        derived, found = [approve, reject, abstain, approve + reject + abstain], text_of(entry, "outcome")
        if (outcome, derived) != (found, counts):
            self.find(entry, "outcome", f"{outcome} {derived}", f"{found} {counts}")

    MOTIONS = {
        "ranking.derived/1": rank,
        "motion.put/1": put_motion,
        "motion.voided/1": void_motion,
        "ballot.cast/1": cast,
        "ballot.voided/1": void_ballot,
        "outcome.derived/1": derive,
    }


def count_text(counts):
    required, eligible, present = counts[:3]
    return f"{present} of {eligible}, {required} required"


def refuse_declaration(interests, candidates):
    """About every candidate once, with the tie of each interest."""
    named = [one["candidate"] for one in interests]
    if len(set(named)) < len(named):
        return "declaration.twice"
    if not set(named) <= set(candidates):
        return "declaration.foreign"
    if not set(candidates) <= set(named):
        return "declaration.incomplete"
    is_untied = any((one["interest"] == "none") != (one["tie"] is None) for one in interests)
    return "declaration.tie-missing" if is_untied else None


def check_committee(case):
    committee = Committee(case)
    for entry in case.entries:
        committee.take(entry)


# 10.19 The placement: the choice with what it departs from, and every act on the one before it.

Choice = namedtuple("Choice", "entry candidate is_waiting")
Concurrence = namedtuple("Concurrence", "round state lapses")
# From the last effect to the first.
UNDOES = (
    "prior-post.restore",
    "post.vacate",
    "inauguration.annul",
    "decree.revoke",
    "concurrence.withdraw",
    "choice.undo",
)


class Placement:
    def __init__(self, case):
        self.case, self.standings = case, Standings()
        # Names by digest of the motion; those approved; ranks by ref; who was chosen in vain.
        self.contents, self.shortlist, self.ranks, self.in_vain = {}, None, None, set()
        # Rounds of concurrence; the day of the decree, None where it is not disclosed; steps of a revocation that are done.
        self.rounds, self.issued_on, self.undone = 0, None, 0
        self.choose(None)

    def choose(self, choice):
        """The choice that was neither declined nor undone; what came of an earlier one does not count for it."""
        self.choice, self.concurrence = choice, None
        self.effective_at, self.is_inaugurated, self.is_effected = None, False, False

    def take(self, entry):
        for acts in (self.CHOICES, self.ACTS):
            if type_of(entry) in acts:
                acts[type_of(entry)](self, entry, self.case.stages.get(entry))
        self.standings.note(entry)

    def require(self, entry, **met):
        for requirement, is_met in met.items():
            if not is_met:
                self.case.find(entry, "merit.requirement", requirement.replace("_", " "))

    def is_chosen(self, entry):
        return self.choice is not None and self.choice.candidate == text_of(entry, "candidate")

    def is_standing(self):
        return self.choice is not None and not self.choice.is_waiting

    def unavailable(self):
        """Not admitted, withdrawn, or chosen in vain."""
        return {ref for ref in self.standings.outcomes if not self.standings.is_admitted(ref)} | self.in_vain

    def next_alternate(self):
        unavailable = self.unavailable()
        return next((ref for ref in self.shortlist or [] if ref not in unavailable), None)

    # The choice.

    def note_motion(self, entry, _stage):
        content = entry.opened.get("content")
        if MOTION(content):
            self.contents[text_of(entry, "digest")] = content["candidates"]

    def note_ranking(self, entry, _stage):
        ranking = entry.opened.get("ranking")
        self.ranks = {row["ref"]: row["rank"] for row in ranking["ranked"]} if RANKED(ranking) else None

    def note_outcome(self, entry, _stage):
        if text_of(entry, "outcome") == "approved":
            self.shortlist = self.contents.get(text_of(entry, "motion"))

    def make(self, entry, _stage):
        choice = Choice(entry, text_of(entry, "candidate"), text_of(entry, "state") != "made")
        if self.shortlist is not None:
            self.check_choice(entry, choice.candidate)
        self.choose(choice)

    def undo(self, entry, _stage):
        """A choice is undone when its candidate has left, or concurrence was refused."""
        choice, cause = self.choice, text_of(entry, "cause")
        is_of_this = choice is not None and text_of(choice.entry, "choice") == text_of(entry, "choice")
        is_refused = self.concurrence is not None and self.concurrence.state == "refused"
        has_left = choice is not None and self.standings.outcomes.get(choice.candidate) == "withdrawn"
        is_caused = {"concurrence-refused": is_refused, "candidate-withdrawn": has_left}.get(cause, False)
        self.require(entry, a_choice_with_a_cause_to_undo_it=is_of_this and is_caused)
        if choice is not None and cause == "concurrence-refused":
            self.in_vain.add(choice.candidate)
        self.choice = self.concurrence = None

    def undo_step(self, entry, _stage):
        """A revoked placement is undone from its last effect to its first."""
        expected = UNDOES[self.undone] if self.undone < len(UNDOES) else "nothing"
        step = text_of(entry, "step")
        if step != expected or not self.is_effected:
            self.case.find(entry, "merit.requirement", expected, step)
        self.undone += 1
        if step == "choice.undo" and self.choice is not None:
            self.in_vain.add(self.choice.candidate)
            self.choice, self.concurrence, self.undone = None, None, 0

    def close(self, entry, stage):
        if stage is None or stage.kind != "placement":
            return
        result = text_of(entry, "result")
        is_exhausted = result == "exhausted" and self.choice is None and self.next_alternate() is None
        self.require(entry, an_effect_or_nobody_left=is_exhausted or (result == "effective" and self.is_effected))

    # From the concurrence to the effect.

    def request(self, entry, stage):
        latest = self.concurrence
        # The first is asked by the program itself, as soon as the choice is made.
        is_first = actor_of(entry) is None and stage is not None and stage.step == "choosing" and latest is None
        # What comes outside its time is told as that.
        is_late = refuse_step(stage, entry, ("concurrence",), False) is not None
        self.require(
            entry,
            a_round_to_ask=is_first or is_late or latest is None or latest.state == "returned",
            a_choice_that_stands=self.is_standing(),
            candidate=self.is_chosen(entry),
            the_next_round=count_of(entry, "round") == self.rounds + 1,
        )
        self.rounds += 1
        self.concurrence = Concurrence(self.rounds, "requested", text_of(entry, "lapses") or None)

    def reply(self, entry, _stage):
        asked, given = self.concurrence, text_of(entry, "reply")
        is_open = asked is not None and asked.state in ("requested", "lapsed")
        is_known = given in ("issued", "returned", "refused")
        is_round = is_open and asked.round == count_of(entry, "round")
        letter = entry.opened.get("letter")
        has_letter = "letter" not in entry.opened or (LETTER(letter) and not is_blank(letter["number"]))
        self.require(
            entry,
            a_request_without_an_answer=is_round,
            a_known_reply=is_known,
            a_letter_with_its_number=has_letter,
        )
        if not is_open or not is_known:
            return
        # What comes at the instant of the lapse or after it is recorded and blocks nothing.
        is_late = asked.state == "lapsed" or (self.has_lapse() and entry.envelope["at"] >= asked.lapses)
        if text_of(entry, "late") != ("yes" if is_late else "no"):
            self.case.find(entry, "merit.deadline", "yes" if is_late else "no", text_of(entry, "late"))
        if not is_late:
            self.concurrence = asked._replace(state=given)

    def has_lapse(self):
        """Whether the policy knows a lapse and the round has its instant."""
        return self.case.pack["concurrence"]["lapse"] and self.concurrence.lapses is not None

    def lapse(self, entry, stage):
        """Silence is no approval: a lapse is certified by name, where the policy knows one, once its instant has come."""
        asked, is_late = self.concurrence, refuse_fact(stage, entry) is not None
        has_lapsed = (
            asked is not None
            and asked.state == "requested"
            and self.has_lapse()
            and entry.envelope["at"] >= asked.lapses
        )
        self.require(
            entry,
            a_request_that_has_lapsed=is_late or has_lapsed,
            the_round_that_was_asked=asked is not None and asked.round == count_of(entry, "round"),
            the_instant_of_its_lapse=asked is not None and asked.lapses == text_of(entry, "lapsed"),
        )
        if has_lapsed and not is_late:
            self.concurrence = asked._replace(state="lapsed")

    def has_concurred(self):
        return self.concurrence is not None and self.concurrence.state in ("issued", "lapsed")

    def issue(self, entry, _stage):
        self.require(
            entry,
            choice=self.is_standing(),
            concurrence=self.has_concurred(),
            candidate=self.is_chosen(entry),
            no_decree_before=self.effective_at is None,
        )
        self.effective_at, content = text_of(entry, "effective"), entry.opened.get("decree")
        self.issued_on = content["issuedOn"] if DECREE(content) else None
        if "decree" not in entry.opened or self.case.criteria is None:
            return
        is_right = self.issued_on is not None and content["effectiveOn"] >= self.issued_on
        zone = self.case.criteria["zone"]
        is_right = is_right and instant_at(content["effectiveOn"], "00:00", zone) == self.effective_at
        self.require(entry, the_first_instant_of_its_day=is_right)

    def inaugurate(self, entry, _stage):
        self.require(
            entry,
            decree=self.effective_at is not None,
            candidate=self.is_chosen(entry),
            no_inauguration_before=not self.is_inaugurated,
        )
        self.is_inaugurated, minutes = True, entry.opened.get("minutes")
        if MINUTES(minutes) and self.case.criteria is not None:
            today, _ = local_time(entry.envelope["at"], self.case.criteria["zone"])
            self.require(entry, its_day=(self.issued_on or "") <= minutes["on"] <= today)

    def effect(self, entry, _stage):
        opened = self.case.first_of("selection.opened/1")
        self.require(
            entry,
            decree=self.effective_at is not None,
            inauguration=self.is_inaugurated,
            candidate=self.is_chosen(entry),
            the_post_of_this_selection=opened is None or text_of(opened, "post") == text_of(entry, "post"),
        )
        self.is_effected = True
        if self.effective_at is not None:
            has_come = entry.envelope["at"] >= self.effective_at
            check_end(self.case, entry, "effective", lambda _over, _may: has_come, "merit.deadline")

    def revoke(self, entry, _stage):
        self.require(entry, effect=self.is_effected, candidate=self.is_chosen(entry))

    def check_step(self, entry, stage):
        """A step ends by its act alone, however long that takes; going back to the choice has its cause in the course."""
        if stage is None or stage.kind != "placement" or text_of(entry, "step") == "choosing":
            return
        is_done = {
            "choosing": self.is_standing(),
            "concurrence": self.has_concurred(),
            "decree": self.effective_at is not None,
            "inauguration": self.is_inaugurated,
        }.get(stage.step, True)
        is_waiting = self.choice is not None and self.choice.is_waiting
        code = "merit.deviation" if is_waiting else "merit.requirement"
        check_end(self.case, entry, stage.step, lambda _over, _may: is_done, code)

    def check_choice(self, entry, candidate):
        """Derives how far the choice departs from the order, and asks what the policy wants for that."""
        rule = self.case.pack["deviation"]
        unavailable, alternate = self.unavailable(), self.next_alternate()
        deviation = "none" if alternate == candidate else "not-first" if candidate in self.shortlist else "outside-list"
        needs = deviation == "outside-list" or (deviation == "not-first" and rule["rankBinding"])
        derived = (deviation, "awaiting-second-approval" if needs else "made")
        said = (text_of(entry, "deviation"), text_of(entry, "state"))
        if said != derived:
            self.case.find(entry, "merit.deviation", ", ".join(derived), ", ".join(said))
        if refuse_fact(self.case.stages.get(entry), entry) is None:
            refusal = self.refuse(entry, candidate, unavailable, deviation)
            if refusal is not None:
                self.case.find(entry, "merit.deviation", refusal)
        if self.ranks is not None and entry.envelope["open"]["rank"] != self.ranks.get(candidate):
            found = f"rank {count_of(entry, 'rank')}"
            self.case.find(entry, "merit.deviation", f"rank {self.ranks.get(candidate)}", found)

    def refuse(self, entry, candidate, unavailable, deviation):
        rule, exception = self.case.pack["deviation"], entry.envelope["open"]["exception"]
        if self.choice is not None:
            return "choice.exists"
        if candidate not in self.standings.outcomes:
            return "choice.candidate-missing"
        if candidate in unavailable:
            return "choice.candidate-withdrawn"
        if exception is not None and all(known["code"] != exception for known in rule["exceptions"]):
            return "choice.exception-unknown"
        if deviation == "outside-list" and exception is None:
            return "choice.outside-list"
        if deviation == "not-first" and rule["rankBinding"] and exception is None:
            return "choice.rank-binding"
        reason = entry.opened.get("reason")
        length = len(utf16(reason.strip(JS_BLANKS))) // 2 if isinstance(reason, str) else 0
        needed = 0 if deviation == "none" else max(1, rule["reasonMinLength"])
        return "choice.reason-missing" if length < needed and "reason" in entry.opened else None

    def answer(self, entry, _stage):
        """A second person lets an exception pass, or does not."""
        choice = self.choice
        if choice is None or not choice.is_waiting or text_of(choice.entry, "choice") != text_of(entry, "choice"):
            return self.case.find(entry, "merit.deviation", "a choice that waits for approval")
        if self.case.is_same_person(choice.entry, entry):
            self.case.find(entry, "merit.deviation", "another person than the one who chose")
        reason = entry.opened.get("reason")
        if "reason" in entry.opened and (not TEXT_OR_NULL(reason) or is_blank(reason)):
            self.case.find(entry, "merit.deviation", "a reason")
        self.choice = choice._replace(is_waiting=False) if type_of(entry) == "choice.approved/1" else None

    CHOICES = {
        "motion.put/1": note_motion,
        "ranking.derived/1": note_ranking,
        "outcome.derived/1": note_outcome,
        "choice.made/1": make,
        "choice.approved/1": answer,
        "choice.declined/1": answer,
        "choice.undone/1": undo,
        "step.undone/1": undo_step,
        "stage.closed/1": close,
    }
    ACTS = {
        "concurrence.requested/1": request,
        "concurrence.replied/1": reply,
        "concurrence.lapsed/1": lapse,
        "decree.issued/1": issue,
        "placement.inaugurated/1": inaugurate,
        "placement.effected/1": effect,
        "placement.revoked/1": revoke,
        "stage.stepped/1": check_step,
    }


def check_placement(case):
    placement = Placement(case)
    for entry in case.entries:
        placement.take(entry)


# 10.20 What is not disclosed is not derived, and noted: without it nobody can say that all follows.

NEEDED = {
    "criteria.drafted/1": ["content"],
    "deadline.moved/1": ["deadline"],
    "snapshot.frozen/1": ["record"],
    "snapshot.frozen/2": ["record"],
    "gates.evaluated/1": ["gates", "placement"],
    "ranking.derived/1": ["ranking"],
    "interest.declared/1": ["declaration"],
    "motion.put/1": ["content"],
    "choice.made/1": ["reason"],
}


def check_disclosure(case):
    for entry in case.all_of("person.bound/1"):
        note_undisclosed(case, entry, ["person"])
    for entry in case.entries:
        note_undisclosed(case, entry, needed_of(entry))
    note_sheets(case)
    note_ballots(case)


def note_undisclosed(case, entry, fields):
    for field in fields:
        if field not in entry.opened and case.is_own(entry):
            case.findings.append(("merit.undisclosed", f"{entry.place} field {field}", None, None))


def needed_of(entry):
    kind, opened = type_of(entry), entry.envelope["open"]
    is_term = kind in ("stage.opened/1", "stage.stepped/1") and opened["due"] is not None
    if is_term or (kind == "concurrence.requested/1" and opened["lapses"] is not None):
        return ["deadline"]
    if kind == "correction.answered/1" and text_of(entry, "answer") == "accepted":
        return ["change"]
    return NEEDED.get(kind, [])


def note_sheets(case):
    """Sheets of an attempt matter once it has its ranking; before the reveal nobody may open them."""
    sheets = []
    for entry in case.entries:
        if type_of(entry) == "stage.opened/1":
            sheets = []
        if type_of(entry) in ("sheet.submitted/1", "sheet.finalised/1"):
            sheets.append(entry)
        if type_of(entry) == "ranking.derived/1":
            for sheet in sheets:
                note_undisclosed(case, sheet, ["scores", "reasons"])
            sheets = []


def note_ballots(case):
    """Ballots matter once their motion has an outcome; before it nobody may open them."""
    ballots = []
    for entry in case.entries:
        if type_of(entry) == "motion.put/1":
            ballots = []
        if type_of(entry) == "ballot.cast/1":
            ballots.append(entry)
        if type_of(entry) == "ballot.voided/1":
            ballots = [ballot for ballot in ballots if count_of(ballot, "seat") != count_of(entry, "seat")]
        if type_of(entry) == "outcome.derived/1":
            for ballot in ballots:
                note_undisclosed(case, ballot, ["choice", "reason"])
            ballots = []


# What holds under every policy, and what a policy pack is needed for; with the code for values that make no sense.
COURSE_SUBJECTS = [
    (check_policy, "merit.policy-digest"),
    (check_actors, "merit.stage"),
    (check_offices, "merit.office"),
    (check_course, "merit.stage"),
    (check_selection, "merit.stage"),
]
RULE_SUBJECTS = [
    (check_terms, "merit.deadline"),
    (check_nomination, "merit.snapshot"),
    (check_eligibility, "merit.gates"),
    (check_panel, "merit.ranking"),
    (check_assessment, "merit.ranking"),
    (check_committee, "merit.outcome"),
    (check_placement, "merit.requirement"),
    (check_disclosure, "merit.stage"),
]


# ---------------------------------------------------------------------------------------------------------------------
# 11. The report.

LONGEST_SHOWN = 200


def text_report(verification, language):
    """What a person reads: every check, every finding in plain words, the result. Foreign text cannot steer the terminal."""
    words = DATA["words"]
    lines = head_lines(verification, language)
    lines += [check_line(check, language) for check in verification["checks"]] + [""]
    for finding in verification["findings"]:
        lines += finding_lines(finding, language)
    more = words["labels"]["more"][language]
    lines += [f"  + {count} {more} {code}" for code, count in verification["uncounted"].items()]
    return "\n".join(lines + [words["results"][result_of(verification)][language]]) + "\n"


def result_of(verification):
    """Which sentence a report ends with. Under keys of one's own, what is left open is a check that did not run."""
    is_pinned = all(finding["code"] != "trust.unpinned" for finding in verification["findings"])
    return "skipped" if verification["exitCode"] == 3 and is_pinned else str(verification["exitCode"])


def bundle_subject(bundle):
    """What a bundle is about: one of the kind `selection` that holds the stream of a map is about that map."""
    is_map = any(stream.startswith("mapping/") for stream in bundle["streams"])
    return "map" if bundle["kind"] == "selection" and is_map else bundle["kind"]


def head_lines(verification, language):
    labels, lines = DATA["words"]["labels"], []
    bundle, checkpoint = verification.get("bundle"), verification.get("checkpoint")
    if bundle is not None:
        counts = f"{bundle['entries']} {labels['entries'][language]}, {bundle['openings']} {labels['openings'][language]}"
        lines.append(f"{bundle_subject(bundle)} \u00b7 {printable(bundle['log'])} \u00b7 {bundle['profile']} \u00b7 {counts}")
    if checkpoint is not None:
        lines.append(f"{labels['size'][language]} {checkpoint['size']} \u00b7 {checkpoint['root']}")
    return lines + [""] if lines else lines


def check_line(result, language):
    words = DATA["words"]
    why = f" ({words['skips'][result['reason']][language]})" if "reason" in result else ""
    name = words["checks"][str(result["check"])][language]
    return f"{result['check']:>2} {words['status'][result['status']][language]:<8} {name}{why}"


def finding_lines(finding, language):
    labels = DATA["words"]["labels"]
    word = labels["note"][language] if finding["code"] in NOTES else DATA["words"]["status"]["FAIL"][language]
    lines = [f"{word} [{finding['check']}] {finding['code']}: {printable(finding['place'])}"]
    lines.append(f"  {DATA['codes'][finding['code']][language]}")
    for name in ("expected", "found"):
        if name in finding:
            lines.append(f"  {labels[name][language]}: {printable(finding[name])}")
    return lines + [""]


def printable(text):
    """Printable ASCII; all else, and the backslash, spelled out."""
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    return re.sub(r"[^ -\[\]-~]", lambda found: "\\u{%x}" % ord(found.group()), short)


# ---------------------------------------------------------------------------------------------------------------------
# 12. The command line, and the answers to cases of the test vectors.


def answer_case(case):
    """What this verifier says of a case, under the names that the case uses; None for what only another language can ask."""
    ask = CASES.get(case["op"])
    if ask is None:
        return None
    try:
        found = ask(case)
    except Refused as refusal:
        return {"verdict": "refuse", "code": refusal.code}
    return found


def accept(**shown):
    return {"verdict": "accept", **shown}


def judge(code):
    if code is not None:
        raise Refused(code)
    return accept()


def data_of(case, name):
    """Bytes given as text, or in hex where they are no text."""
    return case[name].encode("utf-8") if isinstance(case.get(name), str) else bytes.fromhex(case[name + "Hex"])


def encode_value(value):
    """The writer, for the vectors alone: the one spelling of a host value, or the code of its first fault."""
    data = spell_host(value, DEEPEST_VALUE).encode("utf-8")
    if len(data) > LARGEST_VALUE:
        raise Refused("canon.size")
    return data


def spell_host(value, left):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return spell_host_text(value)
    if isinstance(value, (int, float)):
        return spell_host_number(value)
    if not isinstance(value, (dict, list)):
        raise Refused("canon.type")
    if left == 0:
        raise Refused("canon.depth")
    if isinstance(value, list):
        return "[" + ",".join(spell_host(item, left - 1) for item in value) + "]"
    members = [spell_host_text(name) + ":" + spell_host(value[name], left - 1) for name in sorted(value, key=utf16)]
    return "{" + ",".join(members) + "}"


def spell_host_text(text):
    for character in text:
        if character == "\0":
            raise Refused("canon.nul")
        if "\ud800" <= character <= "\udfff":
            raise Refused("canon.surrogate")
        if NONCHARACTER.match(character):
            raise Refused("canon.noncharacter")
    is_known = all(unicodedata.category(character) != "Cn" for character in text)
    if unicodedata.normalize("NFC", text) != text or not is_known:
        raise Refused("canon.nfc")
    return spell_text(text)


def spell_host_number(value):
    if isinstance(value, float) and (not value.is_integer() or (value == 0 and str(value) == "-0.0")):
        raise Refused("canon.number")
    if abs(value) > MAX_SAFE:
        raise Refused("canon.range")
    return str(int(value))


def host_value(name):
    """Host values of other languages that this one has too."""
    cycle = {}
    cycle["a"] = cycle
    known = {
        "NaN": float("nan"),
        "Infinity": float("inf"),
        "-0": -0.0,
        "new Set([1])": {1},
        "new Uint8Array([1,2])": bytearray((1, 2)),
        "() => 1": len,
        "new Date(0)": time.gmtime(0),
        "a = {}; a.a = a": cycle,
    }
    return known.get(name, object())


def secret_scalar(seed):
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return scalar, digest[32:], encode_point(add_multiples(scalar, BASE, 0, NEUTRAL))


def sign_ed25519(seed, message):
    """RFC 8032, section 5.1.6, for the vectors alone."""
    scalar, prefix, public = secret_scalar(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % L
    encoded = encode_point(add_multiples(r, BASE, 0, NEUTRAL))
    h = int.from_bytes(hashlib.sha512(encoded + public + message).digest(), "little") % L
    return encoded + ((r + h * scalar) % L).to_bytes(32, "little")


def answer_sign(case):
    seed, name, text = bytes.fromhex(case["seed"]), case["name"], case["text"]
    seconds = case.get("time")
    typed = bytes((1 if seconds is None else 4,)) + secret_scalar(seed)[2]
    vkey = f"{name}+{key_id_of(name, typed).hex()}+{to_base64(typed)}"
    if seconds is None:
        stated, signature = b"", sign_ed25519(seed, text.encode("utf-8"))
    else:
        stated = seconds.to_bytes(8, "big")
        signature = sign_ed25519(seed, f"cosignature/v1\ntime {seconds}\n{text}".encode("utf-8"))
    line = f"\u2014 {name} {to_base64(key_id_of(name, typed) + stated + signature)}\n"
    return {"vkey": vkey, "note": f"{text}\n{line}"} if seconds is None else {"vkey": vkey, "line": line}


def answer_stream(case):
    last = None
    for data in map(bytes.fromhex, case["entries"]):
        envelope = parse_entry(data, case["log"])
        code = refuse_next(last, envelope)
        if code is not None:
            raise Refused(code)
        last = Entry(0, leaf_hash(data).hex(), envelope)
    return accept()


def answer_checkpoint(case):
    keys = [parse_key(vkey) for vkey in case["vkeys"]]
    checkpoint = open_checkpoint(data_of(case, "note"), keys, case["origin"])
    return accept(size=checkpoint.size, root=checkpoint.root)


def answer_proof(case):
    policy = parse_policy(case["policy"].encode("utf-8"))
    position, checkpoint = open_proof(data_of(case, "proof"), case["leaf"], policy)
    return accept(position=position, size=checkpoint.size)


def leaves_of(size, prefix=""):
    return [leaf_hash(f"{prefix}{number}".encode("ascii")) for number in range(size)]


def layout_of(size):
    levels, count = [], size
    while count > 0:
        levels.append({"level": len(levels), "full": count // TILE_WIDTH, "partial": count % TILE_WIDTH})
        count //= TILE_WIDTH
    return levels


def answer_layout(case):
    levels = layout_of(case["size"])

    def is_tile(path):
        try:
            level, index, width = parse_tile_path(path)
        except Refused:
            return False
        at = 0 if level == "entries" else level
        known = levels[at] if at < len(levels) else {"full": 0, "partial": 0}
        return index < known["full"] if width == TILE_WIDTH else (index, width) == (known["full"], known["partial"])

    return {"levels": levels, "paths": [path for path in case["paths"] if is_tile(path)]}


def answer_tile(case):
    level, index, width = int(case["level"]), case["index"], case["width"]
    leaves, wide = leaves_of(case["size"], case.get("prefix", "")), TILE_WIDTH**level
    starts = range(index * TILE_WIDTH * wide, (index * TILE_WIDTH + width) * wide, wide)
    return {"sha256": sha256_hex(b"".join(root_of(leaves[start : start + wide]) for start in starts))}


def answer_entry_bundle(case):
    entries = [bytes.fromhex(entry) for entry in case["entries"]]
    if any(len(entry) > LARGEST_ENTRY for entry in entries):
        raise Refused("entry.size")
    return accept(hex=b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries).hex())


def answer_parse(case):
    level, index, width = parse_tile_path(case["path"])
    return accept(level=level, index=index, width=width)


def answer_open(case):
    place = (case["log"], case["entry"], case["type"], case["field"])
    open_commitment(case["commitment"], place, case["salt"], bytes.fromhex(case["valueHex"]))
    return accept()


def answer_commit(case):
    place = (case["log"], case["entry"], case["type"], case["field"])
    return {"commitment": commit(place, bytes.fromhex(case["salt"]), bytes.fromhex(case["valueHex"]))}


def answer_verify(case):
    """A whole bundle: paths, or the bytes in base64; the auditor's own copies likewise."""
    names = ("bundle", "policy", "epochs", "since", "authorities")
    given = {name: from_base64(case[name + "Base64"]) for name in names if name + "Base64" in case}
    given.update({name: read_file(case[name]) for name in names if name in case})
    given["now"] = case.get("nowS")
    given["receipts"] = [(receipt["entry"], receipt["leaf"]) for receipt in case.get("receipts", [])]
    return verify_bundle(given.pop("bundle"), Options(**given))


def answer_receipt(case):
    receipt = parse_receipt(from_base64(case["bytesBase64"]))
    return {"receipt": None if receipt is None else list(receipt)}


def answer_keyed(case):
    key, data, signature = (bytes.fromhex(case[name]) for name in ("key", "bytes", "signature"))
    return {"valid": verify_with_key(key, case["digest"], data, signature)}


def answer_stamp(case):
    """A time stamp on bytes under a file of certificates; the time in microseconds."""
    pinned = parse_pem(from_base64(case["authoritiesBase64"]))
    if pinned is None:
        raise Refused("stamp.chain")
    return accept(time=open_stamp(from_base64(case["responseBase64"]), bytes.fromhex(case["stampedHex"]), pinned))


def answer_merit(case):
    """The replay alone, of entries whose bytes, types and openings are past their checks."""
    entries = []
    for given in case["entries"]:
        entries.append(Entry(given["position"], "", given["envelope"]))
        entries[-1].opened = given["opened"]
    offices = None
    if "offices" in case:
        offices = Offices({given["envelope"]["stream"] for given in case["offices"]}, False)
        for given in case["offices"]:
            entry = Entry(given["position"], "", given["envelope"])
            entry.opened = given["opened"]
            offices.take(entry)
    found = {f"{code} {place}" for code, place, _, _ in replay_merit(entries, case["rules"], offices)[0]}
    return {"found": sorted(found)}


CASES = {
    "encode": lambda case: accept(hex=encode_value(case["value"]).hex()),
    "decode": lambda case: decode_canonical(bytes.fromhex(case["hex"])) and accept(),
    "fill": lambda case: accept(sha256=sha256_hex(encode_value("a" * case["count"]))),
    "host": lambda case: accept(hex=encode_value(host_value(case["host"])).hex()),
    "commit": answer_commit,
    "open": answer_open,
    "leaf": lambda case: {"leaf": leaf_hash(bytes.fromhex(case["hex"])).hex()},
    "entry": lambda case: parse_entry(bytes.fromhex(case["hex"]), case["log"]) and accept(),
    "stream": answer_stream,
    "root": lambda case: {"root": root_of(leaves_of(case["size"], case.get("prefix", ""))).hex()},
    "inclusion": lambda case: judge(
        refuse_inclusion(case["leaf"], case["position"], case["size"], case["proof"], case["root"])
    ),
    "consistency": lambda case: judge(
        refuse_consistency(case["oldSize"], case["oldRoot"], case["size"], case["root"], case["proof"])
    ),
    "sign": answer_sign,
    "ed25519": lambda case: {"valid": verify_ed25519(*(bytes.fromhex(case[name]) for name in ("key", "message", "signature")))},
    "vkey": lambda case: parse_key(case["vkey"]) and accept(),
    "checkpoint": answer_checkpoint,
    "policy": lambda case: parse_policy(data_of(case, "policy")) and accept(),
    "epochs": lambda case: accept(count=len(parse_epochs(data_of(case, "epochs")))),
    "tlogProof": answer_proof,
    "layout": answer_layout,
    "path": lambda case: {"path": tile_path(case["level"], case["index"], case["width"])},
    "parse": answer_parse,
    "tile": answer_tile,
    "bundle": answer_entry_bundle,
    "merit": answer_merit,
    "stamp": answer_stamp,
    "keyed": answer_keyed,
    "receipt": answer_receipt,
    "verify": answer_verify,
}


def read_case(text):
    """JSON as the vectors mean it: a number with an empty fraction is an integer, and minus zero is none."""
    return json.loads(text, parse_int=lambda digits: -0.0 if digits == "-0" else int(digits))


def run_vectors(folder):
    """One JSON line for each case of each file: the file, the id, the op and what was found."""
    for name in sorted(name for name in os.listdir(folder) if name.endswith(".json")):
        for case in read_case(read_file(os.path.join(folder, name)).decode("utf-8"))["cases"]:
            print_line({"file": name, "id": case["id"], "op": case["op"], "found": answer_case(case)})
    return 0


def run_batch():
    """One JSON line for each line of standard input."""
    for line in sys.stdin.buffer:
        print_line(answer_case(read_case(line.decode("utf-8"))))
    return 0


def print_line(value):
    sys.stdout.write(json.dumps(value, separators=(",", ":")) + "\n")


def run_bench(count):
    """Entries of 500 bytes, hashed and joined to the root as a dump is: medians of five rounds, by the clock and by processor time."""
    data = b"x" * 480
    entries = [b"%020d" % number + data for number in range(count)]
    rounds = []
    for _ in range(5):
        started, used = time.perf_counter(), time.process_time()
        root = root_of([leaf_hash(entry) for entry in entries])
        rounds.append((time.perf_counter() - started, time.process_time() - used))
    wall, processor = (round(count / sorted(times)[2]) for times in zip(*rounds))
    said = {"entries": count, "bytesEach": 500, "entriesPerSecond": wall, "entriesPerProcessorSecond": processor}
    print_line({**said, "root": root.hex()})
    return 0


def read_file(path):
    with open(path, "rb") as file:
        return file.read()


RECEIPT = ["at", "entry", "leaf", "stream", "streamSeq"]


def parse_receipt(data):
    """A receipt that somebody kept, itself or the answer that held it, as (entry, leaf in hex); None where it is none."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        return None
    held = [value, value.get("receipt")] if isinstance(value, dict) else []
    return next((read for read in map(read_receipt, held) if read is not None), None)


def read_receipt(value):
    if not isinstance(value, dict) or sorted(value) != RECEIPT:
        return None
    at, entry, leaf, stream, seq = (value[name] for name in RECEIPT)
    if not all(isinstance(text, str) for text in (at, entry, leaf, stream)) or type(seq) is not int:
        return None
    is_receipt = is_instant(at) and UUID.fullmatch(entry) and HEX64.fullmatch(leaf) and 1 <= seq <= MAX_SAFE
    return (entry, leaf) if is_receipt else None


NOW = re.compile(r"([0-9-]{10})(?:T([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?")


def seconds_of(text):
    """Since 1970, of an instant with its offset or of the first moment of a day; None for anything else."""
    found = NOW.fullmatch(text)
    day, minutes, seconds, offset = found.groups() if found else ("", None, None, None)
    instant = f"{day}T{minutes or '00:00'}{seconds or ':00'}.000000Z"
    if not is_instant(instant):
        return None
    sign, away = (1, "00:00") if offset in (None, "Z") else (-1 if offset[0] == "+" else 1, offset[1:])
    hours, rest = map(int, away.split(":"))
    return milliseconds_of(instant) // 1000 + sign * (hours * 60 + rest) * 60 if hours < 24 and rest < 60 else None


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(prog="bukti_verify.py", description=__doc__.split("\n")[0])
    parser.add_argument("bundle", nargs="?", help="zip file")
    parser.add_argument("--policy", metavar="FILE", help="your own copy of policy.txt")
    parser.add_argument("--epochs", metavar="FILE", help="your own copy of epochs.txt")
    parser.add_argument("--since", metavar="FILE", help="a signed checkpoint that you hold from earlier")
    parser.add_argument("--authorities", metavar="FILE", help="certificates (PEM) of the time-stamping authorities that you trust")
    parser.add_argument("--receipt", metavar="FILE", help="a receipt that you hold (JSON): its entry must be in the bundle")
    parser.add_argument("--now", metavar="INSTANT", help="the time by your clock, such as 2026-11-30T08:00:00Z: is the newest cosignature fresh?")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lang", "--language", choices=("en", "id"), default="en", help="en or id")
    parser.add_argument("--vectors", metavar="FOLDER", help="answer the test vectors of a folder")
    parser.add_argument("--batch", action="store_true", help="answer cases given as JSON lines on standard input")
    parser.add_argument("--bench", metavar="N", type=int, help="measure leaf and tree verification of N entries")
    given = parser.parse_args(arguments)
    if given.now is not None:
        given.now = seconds_of(given.now)
        if given.now is None:
            parser.error("--now is no instant such as 2026-11-30T08:00:00Z")
    if not given.batch and given.bundle is None and given.vectors is None and given.bench is None:
        parser.error("no bundle")
    return given


def main(arguments):
    given = parse_arguments(arguments)
    if given.vectors is not None:
        return run_vectors(given.vectors)
    if given.batch:
        return run_batch()
    if given.bench is not None:
        return run_bench(given.bench)
    try:
        data = read_file(given.bundle)
        names = ("policy", "epochs", "since", "authorities")
        held = {name: read_file(getattr(given, name)) for name in names if getattr(given, name) is not None}
        receipts = [] if given.receipt is None else [parse_receipt(read_file(given.receipt))]
    except OSError as error:
        print(f"{error.filename} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    if None in receipts:
        print(f"{given.receipt} is no receipt", file=sys.stderr)
        return 2
    verification = verify_bundle(data, Options(now=given.now, receipts=receipts, **held))
    if given.json:
        sys.stdout.write(json.dumps(verification, indent=2) + "\n")
    else:
        sys.stdout.buffer.write(text_report(verification, given.lang).encode("utf-8"))
    # At the end of the program a failed write would end it with a code of the platform's own.
    sys.stdout.flush()
    return verification["exitCode"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception as error:  # The verifier itself failed: that is no verdict about the bundle.
        if not isinstance(error, BrokenPipeError):
            print(f"the verifier failed: {type(error).__name__}: {error}", file=sys.stderr)
        # What is still to be written would fail again when the program ends, and end it with another code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(4)
