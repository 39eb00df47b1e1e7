import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { cutDelivery } from '#features/people/delivery.ts';
import { writeZip } from '#ledger/zip-write.ts';
import { readXlsx } from '#platform/xlsx.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { asOf, placesOf, profileHeader, profileRow } from '#test/support/siasn-profile.ts';

const book =
  '<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Lain" sheetId="2" r:id="rId2"/></sheets></workbook>';
const relations =
  '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>';

/** A workbook of these parts, packed. */
function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts = {
    'xl/workbook.xml': book,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  };
  return writeZip(
    Object.entries(parts).map(([path, text]) => {
      const bytes = Buffer.from(text);
      return { path, bytes, packed: deflateRawSync(bytes) };
    }),
  );
}

const inline = (text: string) =>
  `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
const sheetOf = (rows: readonly (readonly string[])[]) =>
  `<worksheet><sheetData>${rows.map((row, index) => `<row r="${index + 1}">${row.map(inline).join('')}</row>`).join('')}</sheetData></worksheet>`;

const brokenCells: readonly (readonly [string, string])[] = [
  ['a shared text that is not there', '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>9999</v></c>'],
  ['a shared text without a number', '<c r="A2" t="s"><v></v></c>'],
  ['a shared text before the first', '<c r="A2" t="s"><v>-1</v></c>'],
  ['two cells in one place', '<c r="C2"><v>1</v></c><c r="C2"><v>2</v></c>'],
  ['a cell before its neighbour', '<c r="C2"><v>1</v></c><c r="B2"><v>2</v></c>'],
];

describe('a workbook', () => {
  test('says the same as the delimited file', async () => {
    const bytes = workbook(sheetOf([profileHeader, profileRow()]));
    const read = await readWhole((await cutDelivery([{ name: 'siasn-profile.xlsx', bytes }])).files, {
      asOf,
      pack: null,
    });
    expect([read.people.map(({ nip }) => nip), read.findings]).toEqual([['197104171998031001'], []]);
  });

  test('of another program is read as well, and a day is a day', async () => {
    const bytes = await writeExcelFile([
      [{ value: 'NIP' }, { value: 'Nilai' }, { value: 'TMT' }],
      [{ value: '197104171998031001' }, { value: 12.5 }, { value: new Date('2023-04-01'), format: 'dd/mm/yyyy' }],
    ]).toBuffer();
    expect(await readXlsx(bytes)).toEqual({
      header: ['NIP', 'Nilai', 'TMT'],
      rows: [{ line: 2, cells: ['197104171998031001', '12.5', '01-04-2023'] }],
    });
  });

  test('shared texts, empty cells, numbers and rows keep their places', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row><row r="4"><c r="B4"><v>12.5</v></c></row></sheetData></worksheet>';
    const texts = '<sst><si><t>NIP</t></si><si><r><t>Na</t></r><r><t>ma</t></r><rPh><t>x</t></rPh></si></sst>';
    expect(await readXlsx(workbook(sheet, { 'xl/sharedStrings.xml': texts }))).toEqual({
      header: ['NIP', 'Nama', 'NIP'],
      rows: [{ line: 4, cells: ['', '12.5', ''] }],
    });
  });

  test('a formula is not evaluated: its row is refused', async () => {
    const cells = profileRow().map(inline);
    cells[3] = '<c><f>HYPERLINK(&quot;x&quot;)</f><v>LEMBAYUNG</v></c>';
    const sheet = `<worksheet><sheetData><row r="1">${profileHeader.map(inline).join('')}</row><row r="2">${cells.join('')}</row></sheetData></worksheet>`;
    const { files } = await cutDelivery([{ name: 'siasn-profile.xlsx', bytes: workbook(sheet) }]);
    const read = await readWhole(files, { asOf, pack: null });
    expect([placesOf(read), read.people]).toEqual([['2 NAMA cell.formula'], []]);
  });

  test('a NIP that is a number is refused: the sheet has lost its last digits', async () => {
    const cells = profileRow().map(inline);
    cells[2] = '<c><v>197104171998031001</v></c>';
    const sheet = `<worksheet><sheetData><row r="1">${profileHeader.map(inline).join('')}</row><row r="2">${cells.join('')}</row></sheetData></worksheet>`;
    const { files } = await cutDelivery([{ name: 'siasn-profile.xlsx', bytes: workbook(sheet) }]);
    expect(placesOf(await readWhole(files, { asOf, pack: null }))).toEqual(['2 NIP BARU nip.not-digits']);
  });

  test.each<[string, string, Uint8Array]>([
    ['import.workbook-size', 'a part that packs a thousandfold', workbook(' '.repeat(8_000_000))],
    ['import.workbook', 'no archive', Buffer.from('NIP;Nama')],
    ['import.workbook', 'no sheet', workbook('<worksheet/>')],
    ['import.workbook', 'a sheet that breaks off', workbook('<worksheet><sheetData><row>')],
    ['import.workbook', 'entities of its own', workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>')],
    [
      'import.workbook',
      'a character that is none',
      workbook(sheetOf([profileHeader, profileRow({ NAMA: 'SITI \u0378' })])),
    ],
    ...brokenCells.map(([name, cells]): [string, string, Uint8Array] => [
      'import.workbook',
      name,
      workbook(
        `<worksheet><sheetData><row r="1">${profileHeader.map(inline).join('')}</row><row r="2">${cells}</row></sheetData></worksheet>`,
        { 'xl/sharedStrings.xml': '<sst><si><t>PNS-1</t></si></sst>' },
      ),
    ]),
    ['import.header', 'another header', workbook(sheetOf([['NIP', 'Nama']]))],
  ])('is refused: %s, %s', async (code, _name, bytes) => {
    await expect(cutDelivery([{ name: 'siasn-profile.xlsx', bytes }])).rejects.toThrow(code);
  });
});
