import type { Locator, Page } from 'playwright-core';

/**
 * How an owner works the page. The journeys are written once and walked twice: by keyboard alone at a desk, and by
 * touch on a phone.
 */
export interface Hands {
  readonly name: 'keyboard' | 'touch';
  /** One of several: a radio button by its label. */
  choose(label: string): Promise<void>;
  /** The same inside the group of a name: yes or no. */
  chooseIn(group: string, label: string): Promise<void>;
  /** A check box by its label. */
  tick(label: string): Promise<void>;
  /** A text field by its label. */
  type(label: string, text: string): Promise<void>;
  /** A drop-down by its label. */
  pick(label: string, option: string): Promise<void>;
  press(button: string): Promise<void>;
  /** Puts the open entry by and goes on in an empty form: nothing is typed before that is the one shown. */
  saveAndAddAnother(): Promise<void>;
  /** Puts the open entry by; its form is gone, and what stands below it has moved up. */
  finishEntry(): Promise<void>;
  follow(link: string): Promise<void>;
}

const SAVE_AND_ADD = '保存并再加一条';
const DONE = '完成';

/** Presses something that ends with another form, or none, where the open one is: a form is known by its name. */
async function leavingForm(page: Page, press: () => Promise<void>, next: 'another' | 'none'): Promise<void> {
  const form = page.locator('form.entry-form');
  const name = (await form.getAttribute('aria-label')) ?? '';
  await press();
  if (next === 'another') await page.locator(`form.entry-form:not([aria-label="${name}"])`).waitFor();
  else await form.waitFor({ state: 'detached' });
}

/** A label is followed by its hint in what a screen reader reads out. */
const starting = (label: string): RegExp => new RegExp(`^\\s*${label}`);

/** Tab, arrows, space and enter; nothing is clicked. */
export function keyboard(page: Page): Hands {
  /** Tabs until the element that has the focus is the wanted one. */
  const tabTo = async (wanted: Locator): Promise<void> => {
    const target = wanted.first();
    await target.waitFor();
    // Straight there by the order of the document; one by one where that was not the order of the focus.
    for (let presses = await target.evaluate(stopsAhead); presses > 0; presses -= 1) {
      await page.keyboard.press('Tab');
    }
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${wanted} cannot be reached with the tab key`);
  };
  /** Tab reaches one radio button of a group: the chosen one, or the first. Arrows go on from there. */
  const chooseRadio = async (found: Locator): Promise<void> => {
    const radio = found.first();
    await radio.waitFor();
    const members = page.locator(`input[type=radio][name="${await radio.getAttribute('name')}"]`);
    const chosen = members.and(page.locator(':checked'));
    await tabTo((await chosen.count()) > 0 ? chosen : members);
    if (await radio.evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press('Space');
      return;
    }
    for (let steps = await members.count(); steps > 0; steps -= 1) {
      await page.keyboard.press('ArrowDown');
      if (await radio.isChecked()) return;
    }
    throw new Error(`${found} cannot be chosen with the arrow keys`);
  };
  const press = async (button: string): Promise<void> => {
    await tabTo(page.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press('Enter');
  };
  return {
    name: 'keyboard',
    choose: (label) => chooseRadio(page.getByRole('radio', { name: starting(label) })),
    chooseIn: (group, label) =>
      chooseRadio(page.getByRole('group', { name: group }).getByRole('radio', { name: starting(label) })),
    async tick(label) {
      await tabTo(page.getByRole('checkbox', { name: label }));
      await page.keyboard.press('Space');
    },
    async type(label, text) {
      await tabTo(page.getByRole('textbox', { name: label }));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    async pick(label, option) {
      const select = page.getByRole('combobox', { name: label });
      await tabTo(select);
      const place = await select.evaluate(
        (element, wanted) =>
          element instanceof HTMLSelectElement
            ? [...element.options].findIndex(({ text }) => text === wanted) - element.selectedIndex
            : 0,
        option,
      );
      for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
    },
    press,
    saveAndAddAnother: () => leavingForm(page, () => press(SAVE_AND_ADD), 'another'),
    finishEntry: () => leavingForm(page, () => press(DONE), 'none'),
    async follow(link) {
      await tabTo(page.getByRole('link', { name: link, exact: true }));
      await page.keyboard.press('Enter');
    },
  };
}

/** How many tab stops lie between the focus and an element, as the document has them. */
function stopsAhead(wanted: Element): number {
  const chosenOfGroup = (stop: HTMLElement): boolean => {
    if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop.checked) return true;
    const group = [...document.querySelectorAll<HTMLInputElement>(`input[name="${stop.name}"]`)];
    return group.every(({ checked }) => !checked) && (stop === group[0] || stop === wanted);
  };
  const stops = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
  ]
    .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility() && !stop.matches(':disabled'))
    .filter(chosenOfGroup);
  const from = document.activeElement;
  const after = stops.filter(
    (stop) =>
      from === null ||
      from === document.body ||
      (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return after.findIndex((stop) => stop.isSameNode(wanted)) + 1;
}

const MOST_TABS = 120;

/** Taps on what is large enough for a thumb. */
export function touch(page: Page): Hands {
  const tap = async (target: Locator): Promise<void> => {
    await assertThumbSized(target);
    await target.tap();
  };
  const press = (button: string): Promise<void> =>
    tap(page.getByRole('button', { name: button, exact: true }));
  return {
    name: 'touch',
    choose: (label) =>
      tap(page.locator('label').filter({ has: page.getByRole('radio', { name: starting(label) }) })),
    chooseIn: (group, label) =>
      tap(
        page
          .getByRole('group', { name: group })
          .locator('label')
          .filter({ has: page.getByRole('radio', { name: starting(label) }) }),
      ),
    async tick(label) {
      const box = page.getByRole('checkbox', { name: label });
      // What stands above may change as the rules answer, and the box move from under the thumb: one looks, and taps again.
      for (let taps = 0; taps < MOST_TAPS && !(await box.isChecked()); taps += 1) {
        await tap(page.locator('label').filter({ has: box }));
      }
    },
    async type(label, text) {
      const field = page.getByRole('textbox', { name: label });
      await tap(field);
      await field.fill(text);
    },
    async pick(label, option) {
      const select = page.getByRole('combobox', { name: label });
      await assertThumbSized(select);
      await select.selectOption({ label: option });
    },
    press,
    saveAndAddAnother: () => leavingForm(page, () => press(SAVE_AND_ADD), 'another'),
    finishEntry: () => leavingForm(page, () => press(DONE), 'none'),
    follow: (link) => tap(page.getByRole('link', { name: link, exact: true })),
  };
}

const MOST_TAPS = 3;

/** WCAG 2.2 asks for 24 CSS pixels; a thumb is better served by 44. Links inside the summary may be lower. */
const THUMB_PX = 44;

async function assertThumbSized(target: Locator): Promise<void> {
  await target.first().waitFor();
  const box = await target.first().boundingBox();
  if (box === null) throw new Error(`${target} is not shown`);
  if (Math.round(box.height) < THUMB_PX) {
    throw new Error(`${target} is ${box.height} px high: too small for a thumb`);
  }
}
