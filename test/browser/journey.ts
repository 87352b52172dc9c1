import type { Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** What an owner would answer, by fact: the page decides in which order, and which of them it asks at all. */
export type Answers = Readonly<Record<string, (hands: Hands) => Promise<void>>>;

export interface Walked {
  /** The facts that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Answers questions until the page has none left and shows the result. */
export async function walk(
  page: Page,
  hands: Hands,
  answers: Answers,
  atQuestion: (fact: string) => Promise<void>,
): Promise<Walked> {
  const asked: string[] = [];
  await hands.follow('开始自测');
  for (;;) {
    await page.waitForFunction((before) => location.hash !== before, hashOf(asked.at(-1)));
    const hash = await page.evaluate(() => location.hash);
    if (hash === '#/result') return { asked };
    const fact = hash.replace('#/ask/', '');
    // The address changes before the page does: the question is there when it is shown.
    await page.waitForSelector(`[data-fact="${fact}"] h1#question`);
    asked.push(fact);
    await atQuestion(fact);
    const answer = answers[fact];
    if (answer === undefined) throw new Error(`the page asks for ${fact}, which nobody expected`);
    await answer(hands);
    await hands.press('下一步');
  }
}

const hashOf = (fact: string | undefined): string => (fact === undefined ? '#/ask' : `#/ask/${fact}`);

/** A list that there is nothing for. */
export const none =
  (label: string) =>
  (hands: Hands): Promise<void> =>
    hands.choose(label);

export const choose =
  (label: string) =>
  (hands: Hands): Promise<void> =>
    hands.choose(label);

/** The answers of an enterprise in the AI field of urban Jinhua, with nothing to its name. */
export const plainEnterprise: Answers = {
  'applicant/divisionCode': choose('金华市婺城区'),
  'applicant/legalPersonType': choose('企业法人'),
  'applicant/organisationKind': choose('一般企业'),
  'applicant/taxCompliant': choose('是'),
  'applicant/soundFinance': choose('是'),
  'applicant/aiField': choose('是'),
  'applicant/settlement': choose('都不是，一直在金华'),
  'applicant/aiDomains': (hands) => hands.tick('智能制造'),
  projects: none('都没有'),
  expenditures: none('没有这类支出'),
  annualAccounts: none('还没有营业收入'),
  carriers: none('没有'),
  recognitions: none('都没有'),
  talents: none('没有'),
  capitalContributions: none('没有实缴资本'),
  platformServices: none('没有'),
};
