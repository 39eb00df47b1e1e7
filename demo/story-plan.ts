import { addDays } from '#domain/dates.ts';
import { demoAgency } from './found-city.ts';
import { personas } from './personas.ts';
import { personaNips } from './story.ts';
import type { Items } from './story-acts.ts';
import type { StoryApi } from './story-api.ts';

const key = (act: string) => ({ key: `story/plan/${act}` });

interface Plan {
  readonly at: string;
  readonly api: StoryApi;
}

/** A development plan for the candidate: one action confirmed as evidence, one due soon, one that waits for the office's answer. */
export async function developCandidate(api: StoryApi, day: string): Promise<void> {
  const hr = await api.as('hr');
  const agency = demoAgency.code;
  const search = { agency, nip: personaNips['candidate'] };
  const { id: person } = await hr.post<{ id: string }>('/people/search', search, key('search'));
  const ground = 'Disiapkan untuk jabatan pimpinan tinggi pratama menurut kotaknya pada peta talenta.';
  const asked = { agency, person, until: addDays(day, 730), ground };
  const { planId } = await hr.post<{ planId: string }>('/plans', asked, key('open'));
  const plan = { at: `/plans/${planId}`, api };
  const { items } = await hr.get<Items<{ id: string; name: string }>>(`/accounts?agency=${agency}`);
  const mentor = personas.find(({ name }) => name === 'unit-head')?.displayName;
  const account = items.find(({ name }) => name === mentor)?.id;
  await hr.post(`${plan.at}/mentor`, { account }, key('mentor'));
  await leadTeam(plan, day);
  await learn(plan, day);
}

async function leadTeam({ at, api }: Plan, day: string): Promise<void> {
  const [hr, candidate, mentor] = [await api.as('hr'), await api.as('candidate'), await api.as('unit-head')];
  const goal = { text: 'Memimpin kerja lintas perangkat daerah', indicator: 'T' };
  const { itemId } = await hr.post<{ itemId: string }>(`${at}/goals`, goal, key('goal-team'));
  await candidate.post(`${at}/agreements`, { item: itemId }, key('agree-goal-team'));
  const text = 'Ketua tim percepatan layanan terpadu';
  const asked = { goal: itemId, kind: 'team', text, dueOn: addDays(day, 60) };
  const { itemId: action } = await hr.post<{ itemId: string }>(`${at}/actions`, asked, key('action-team'));
  await candidate.post(`${at}/agreements`, { item: action }, key('agree-team'));
  const none = { number: null, hours: null, validUntil: null };
  const dates = { startedOn: addDays(day, -150), doneOn: day };
  const report = {
    action,
    word: 'ketua lintas instansi',
    evidence: 'Keputusan Wali Kota 188/47/2026',
    ...dates,
    ...none,
  };
  const said = await mentor.post<{ receipt: { entry: string } }>(`${at}/completions`, report, key('report-team'));
  await hr.post(`${at}/confirmations`, { action, report: said.receipt.entry }, key('confirm-team'));
}

async function learn({ at, api }: Plan, day: string): Promise<void> {
  const [hr, candidate] = [await api.as('hr'), await api.as('candidate')];
  const goal = { text: 'Memperkuat kompetensi pengambilan keputusan', indicator: 'D' };
  const { itemId } = await candidate.post<{ itemId: string }>(`${at}/goals`, goal, key('goal-learn'));
  await hr.post(`${at}/agreements`, { item: itemId }, key('agree-goal-learn'));
  const course = { goal: itemId, kind: 'course', text: 'Pelatihan analisis kebijakan', dueOn: addDays(day, 10) };
  const { itemId: action } = await hr.post<{ itemId: string }>(`${at}/actions`, course, key('action-course'));
  await candidate.post(`${at}/agreements`, { item: action }, key('agree-course'));
  const text = 'Sertifikasi pengadaan barang dan jasa';
  const certificate = { goal: itemId, kind: 'certification', text, dueOn: addDays(day, 180) };
  await candidate.post(`${at}/actions`, certificate, key('action-certificate'));
}
