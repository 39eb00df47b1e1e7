import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dryRunAnswer } from '#schemas/imports.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { otherPerson, type ProfileCells, profileFile, profileRow } from '#test/support/siasn-profile.ts';
import { agency } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** The page of a dry run, where what it shows is no longer what would be written. */

let office: Office;
let pages: WorldPages;
beforeAll(async () => {
  office = await openOffice();
  pages = await openWorldPages(office.world);
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(async () => {
  await pages.close();
  await office.close();
});

async function dryRun(cells: ProfileCells): Promise<string> {
  const { name, bytes } = profileFile([profileRow(cells)]);
  const files = [{ name, content: Buffer.from(bytes).toString('base64') }];
  const { body } = await office.send('hr', '/imports/dry-runs', { body: { agency, files } });
  return dryRunAnswer.parse(body).upload;
}

test('a dry run that another import has overtaken says what to do, and leads there', async () => {
  const first = await dryRun(otherPerson(5));
  const second = await dryRun({ ...otherPerson(5), 'GOL AKHIR ID': '43', 'GOL AKHIR NAMA': 'IV/c' });
  await office.act('hr', '/imports', { body: { agency, upload: second, exclude: [], accept: [] } });
  const { status, html, text } = await pages.page('hr', `/imports/dry-runs/${first}`, { step: 'send' });
  expect(status).toBe(412);
  expect(text).toContain('Something was imported since this dry run');
  expect(html).toMatch(/role="alert".*Upload the files again/s);
  expect(html).toContain('href="/imports/new"');
  expect(html).toContain('id="act"');
});
