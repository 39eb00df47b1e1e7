import { dayFields, type Filled, type Hand, today, words } from './hand.ts';
import { until } from './until.ts';

const approve: Filled = { radio: words('ballot.approve') };

/** What a newcomer fills in at each stop that asks for something. */
const stops: readonly { readonly filled: readonly Filled[]; readonly submit: string }[] = [
  { filled: [approve], submit: words('ballot.submit') },
  { filled: [approve], submit: words('ballot.submit') },
  { filled: [{ radio: /./, within: words('choosing.candidate') }], submit: words('choosing.submit') },
  {
    filled: [
      { radio: words('concurrence.state-issued') },
      { textbox: words('concurrence.number'), value: '1187/KR.XII/PT/2026' },
      ...dayFields(words('concurrence.replied-on'), today),
    ],
    submit: words('concurrence.submit'),
  },
  {
    filled: [
      { textbox: words('decree.number'), value: '821.2/431/BKPSDM/2026' },
      ...dayFields(words('decree.issued'), today),
      ...dayFields(words('decree.effective'), today),
    ],
    submit: words('decree.submit'),
  },
  {
    filled: [
      ...dayFields(words('inauguration.on'), today),
      { textbox: words('inauguration.minutes'), value: '821/104/BA/2026' },
    ],
    submit: words('inauguration.submit'),
  },
];

/** From stop to stop by the buttons that the page of the tour offers, to the record; `look` at the page of each before it is filled in. */
export async function takeTour(hand: Hand, look: (stop: number) => Promise<void> = nothing): Promise<void> {
  for (const [index, { filled, submit }] of stops.entries()) {
    await follow(hand, index);
    await look(index);
    await hand.fillIn(filled, submit);
  }
  await follow(hand, stops.length);
}

const nothing = () => Promise.resolve();

/** Opens the tour until the stop is due, then becomes whom its button names. */
async function follow({ page }: Hand, index: number): Promise<void> {
  const stop = page.locator('.b-tour > li').nth(index);
  await until(
    async () => {
      await page.goto('/tour');
      return (await stop.innerText()).includes(words('tour.now'));
    },
    { timeoutMs: 60_000, everyMs: 250, what: `stop ${index + 1} of the tour` },
  );
  const button = stop.getByRole('button').or(stop.getByRole('link')).first();
  const persona = (await button.innerText()).trim();
  await button.click();
  const choice = page.locator('button[name="persona"]');
  const names = await choice.locator('strong').allInnerTexts();
  await choice.nth(names.findIndex((name) => persona.includes(name))).click();
  await page.waitForURL(/\/selections\//);
}
