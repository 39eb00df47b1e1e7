import type { Locator, Page } from 'playwright-core';
import { demoAccounts } from '#demo/accounts.ts';
import { contenders } from '#demo/contenders.ts';
import { personas } from '#demo/personas.ts';
import { translatorOf } from '#web/translate.ts';

export const words = translatorOf('en');

/** What stands in a form, by the names that a person hears or reads. */
export type Filled =
  | { readonly textbox: string; readonly within?: string; readonly value: string }
  | { readonly combobox: string; readonly option: string }
  | { readonly radio: string | RegExp; readonly within?: string };

/** What is asked of an element inside the page. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: Focusable | null };
  getAttribute(name: string): string | null;
}

/** One way of operating a page. */
interface Way {
  press(control: Locator): Promise<void>;
  type(control: Locator, text: string): Promise<void>;
  choose(list: Locator, index: number): Promise<void>;
  check(radio: Locator): Promise<void>;
}

/** A person at a browser who signs in as one after the other and fills in forms. */
export interface Hand {
  readonly page: Page;
  become(name: string): Promise<void>;
  /** Fills in the form of a page, checks the answers, sends, and waits for the receipt. */
  act(path: string, filled: readonly Filled[], submit: string): Promise<void>;
  /** The same with the form of the page that is open. */
  fillIn(filled: readonly Filled[], submit: string): Promise<void>;
}

const pointer: Way = {
  press: (control) => control.click(),
  type: (control, text) => control.fill(text),
  choose: async (list, index) => {
    await list.selectOption({ index });
  },
  check: (radio) => radio.check({ force: true }),
};

const mostStops = 400;

/** Nothing but keys. */
function keyboard(page: Page): Way {
  const { keyboard: keys } = page;
  const reach = async (control: Locator, isThere: (element: Focusable) => boolean) => {
    await control.waitFor({ state: 'attached' });
    for (let stops = 0; stops < mostStops; stops += 1) {
      if (await control.evaluate(isThere)) return;
      await keys.press('Tab');
    }
    throw new Error(`the Tab key never comes to ${String(control)}`);
  };
  const isFocused = (element: Focusable) => element === element.ownerDocument.activeElement;
  return {
    press: async (control) => {
      await reach(control, isFocused);
      await keys.press('Enter');
    },
    type: async (control, text) => {
      await reach(control, isFocused);
      await keys.press('Control+A');
      await keys.type(text);
    },
    choose: async (list, index) => {
      await reach(list, isFocused);
      await keys.press('Home');
      for (let step = 0; step < index; step += 1) await keys.press('ArrowDown');
    },
    check: async (radio) => {
      // The Tab key comes to one of the radios of a group, and arrows lead to the others.
      await reach(radio, (element) => {
        const active = element.ownerDocument.activeElement;
        return active !== null && active.getAttribute('name') === element.getAttribute('name');
      });
      for (let step = 0; step < 10 && !(await radio.evaluate(isFocused)); step += 1) await keys.press('ArrowDown');
      await keys.press('Space');
    },
  };
}

export function openHand(page: Page, how: 'pointer' | 'keyboard'): Hand {
  const way = how === 'pointer' ? pointer : keyboard(page);
  const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
  const fillIn = async (filled: readonly Filled[], submit: string) => {
    for (const one of filled) await fill(page, way, one);
    await way.press(button(words('form.continue')));
    await page.getByRole('heading', { level: 1, name: words('form.check-title') }).waitFor();
    await way.press(button(submit));
    await page.waitForURL(/\/receipts\//);
  };
  return {
    page,
    fillIn,
    become: (name) => become(page, way, name),
    act: async (path, filled, submit) => {
      await page.goto(path);
      await fillIn(filled, submit);
    },
  };
}

async function fill(page: Page, way: Way, filled: Filled): Promise<void> {
  const main = page.getByRole('main');
  if ('combobox' in filled) {
    const list = main.getByRole('combobox', { name: filled.combobox });
    const texts = await list.locator('option').allTextContents();
    const index = texts.findIndex((text) => text.startsWith(filled.option));
    if (index < 0) throw new Error(`${filled.combobox} does not offer ${filled.option}`);
    await way.choose(list, index);
    return;
  }
  const place = filled.within === undefined ? main : main.getByRole('group', { name: filled.within, exact: true });
  if ('radio' in filled) await way.check(place.getByRole('radio', { name: filled.radio, exact: true }).first());
  else await way.type(place.getByRole('textbox', { name: filled.textbox }), filled.value);
}

async function become(page: Page, way: Way, name: string): Promise<void> {
  const out = page.getByRole('button', { name: words('furniture.sign-out') });
  if ((await out.count()) > 0) {
    await way.press(out);
    await out.waitFor({ state: 'detached' });
  }
  await page.goto('/sign-in');
  const isContender = contenders.some((one) => one.name === name);
  if (isContender) await way.press(page.locator('summary').filter({ hasText: words('door.other-candidates') }));
  await way.press(page.getByRole('button', { name: personaOf(name) }));
  await out.waitFor();
}

export function personaOf(name: string): string {
  const found = [...personas, ...contenders].find((one) => one.name === name);
  if (found === undefined) throw new Error(`the picker offers no ${name}`);
  return found.displayName;
}

/** The day in the agency's zone. */
export const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

export function nipOf(name: string): string {
  return demoAccounts.find((one) => one.name === name)?.nip ?? '';
}

/** A day in three boxes. */
export function dayFields(within: string, day: string): Filled[] {
  const [year = '', month = '', date = ''] = day.split('-');
  return [
    { textbox: words('form.day'), within, value: date },
    { textbox: words('form.month'), within, value: month },
    { textbox: words('form.year'), within, value: year },
  ];
}
