import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptDossier } from './draft-of.ts';
import {
  eventually,
  fixedOn,
  goOnTo,
  newPage,
  openDossier,
  openExpenditures,
  openedSite,
  openSample,
} from './opened.ts';

/** Lists of entries: typed one after another without waiting, corrected where they are wrong. */
const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

const fixed = () => fixedOn(page);

describe('a list of entries', () => {
  it('is still answered with none after an empty entry was opened', async () => {
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.locator('.entry-form').waitFor();
    await page.getByRole('radio', { name: '没有', exact: true }).check();
    await page.locator('.entry-form').waitFor({ state: 'detached' });
    expect(await page.getByRole('radio', { name: '没有', exact: true }).isChecked()).toBe(true);
    expect((await keptDossier(page)).carriers).toEqual([]);
  });

  it('takes the next entry at once, however long the rules are at work', async () => {
    await page.addInitScript(holdRules);
    await page.goto(`${site.url}/#/ask/expenditures`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    const first = page.getByRole('form', { name: '支出 1' });
    await first.waitFor();
    await page.evaluate(() => dispatchEvent(new Event('hold-rules')));
    await page.getByRole('textbox', { name: '发票日期' }).focus();
    // Typed on without a pause: what comes after the Enter key belongs to the second entry, from its first digit on.
    await page.keyboard.type('20240510');
    await page.keyboard.press('Enter');
    await page.keyboard.type('20240601');
    await page.keyboard.press('Tab');
    const second = page.getByRole('form', { name: '支出 2' });
    await eventually(() => second.getByRole('textbox', { name: '发票日期' }).inputValue()).toBe('2024-06-01');
    expect(await first.count()).toBe(0);
    expect(await page.locator('.entry-line').innerText()).toContain('2024-05-10');
    expect(await page.locator('.is-wrong').count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('release-rules')));
    // What the rules find wrong afterwards is marked in the line, and said; the form that is open stays open.
    await page.getByText('有 1 条需要更正（已标出）').waitFor();
    expect(await page.locator('.entry-line.is-wrong').innerText()).toContain('请填写');
    expect(await second.count()).toBe(1);
  });

  it('hands the focus on when a form is closed', async () => {
    await openExpenditures(page, site);
    await page.getByRole('button', { name: '修改 支出 1' }).press('Enter');
    await page.getByRole('button', { name: '完成', exact: true }).press('Enter');
    await page.locator('.entry-form').waitFor({ state: 'detached' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await eventually(focused).toBe('＋ 添加支出');
    await page.getByRole('button', { name: '修改 支出 1' }).press('Enter');
    await page.getByRole('button', { name: '删除', exact: true }).press('Enter');
    await eventually(focused).toBe('＋ 添加支出');
  });

  it('says what is wrong between two entries in the words of it, not as if nothing had been chosen', async () => {
    await page.goto(`${site.url}/#/ask/recognitions`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    const enter = async (day: string): Promise<void> => {
      await page.getByRole('combobox', { name: '认定种类' }).selectOption({ label: '专精特新企业' });
      await page.getByRole('textbox', { name: '认定日期' }).fill(day);
      await page.getByRole('group', { name: '是否首次入选' }).getByRole('radio', { name: '是' }).check();
    };
    await enter('2024-01-05');
    await page.getByRole('button', { name: '保存并再加一条' }).click();
    await page.getByRole('form', { name: '认定 2' }).waitFor();
    await enter('2024-02-05');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await page.locator('.entry-form').getByText('“专精特新”首次认定只能有一次').waitFor();
  });

  it('names what was recognised in each line: two products of one kind are two entries', async () => {
    await openDossier(page, site, {
      applicant: {},
      carriers: [
        { id: 'k1', name: '金东', kind: 'incubator', countedOn: '2024-12-31', tenants: 26, aiTenants: 18 },
      ],
      recognitions: [
        { id: 'r1', kind: 'first-set', level: 'national', grantedOn: '2024-06-01', subjectId: 'arm' },
        { id: 'r2', kind: 'first-set', level: 'national', grantedOn: '2024-06-01', subjectId: 'eye' },
        { id: 'r3', kind: 'ai-incubator', level: 'municipal', grantedOn: '2024-06-01', subjectId: 'k1' },
      ],
    });
    await goOnTo(page, site, '#/edit/recognitions');
    const lines = () => page.locator('.entry-line .entry-cells').allInnerTexts();
    await eventually(async () => (await lines()).map((line) => line.split('\n')[2])).toEqual([
      'arm',
      'eye',
      '金东',
    ]);
  });

  it('lets the year between two others be added after them', async () => {
    await page.goto(`${site.url}/#/ask/annualAccounts`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    const enter = async (number: number, year: string): Promise<void> => {
      await page.getByRole('form', { name: `年度 ${number}` }).waitFor();
      await page.getByRole('textbox', { name: '年度' }).fill(year);
      await page.getByRole('textbox', { name: '营业（销售）收入' }).fill('900');
    };
    await enter(1, '2024');
    await page.getByRole('button', { name: '保存并再加一条' }).click();
    await enter(2, '2022');
    await page.locator('.entry-line').getByText('2022年与2024年之间缺少年度').waitFor();
    await page.getByRole('button', { name: '修改 年度 1' }).click();
    await page.locator('.entry-form').getByText('2022年与2024年之间缺少年度').waitFor();
    await page.getByRole('button', { name: '保存并再加一条' }).click();
    await enter(3, '2023');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await page.locator('.entry-form').waitFor({ state: 'detached' });
    expect((await keptDossier(page)).annualAccounts?.map(({ year }) => year)).toEqual([2024, 2022, 2023]);
  });

  it('keeps an entry open whose mistakes are known, and leads to the first of them', async () => {
    await page.goto(`${site.url}/#/ask/expenditures`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.getByRole('textbox', { name: '发票日期' }).fill('2024-05-10');
    await page.getByText('有 1 处填写有误或未填完').waitFor();
    await page.getByRole('button', { name: '保存并再加一条' }).click();
    await page.locator('.entry-form .mistake').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toContain('nature');
    expect(await page.getByRole('form', { name: '支出 1' }).count()).toBe(1);
  });
});

describe('a first set, batch or version', () => {
  it('is asked for where it is the first, not for who recognised it', async () => {
    await page.goto(`${site.url}/#/edit/recognitions`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.getByRole('combobox', { name: '认定种类' }).selectOption('首台（套）产品');
    await page.getByRole('combobox', { name: '首创范围' }).selectOption('国内');
    await page.getByText('国际、国内首台（套）选“国内”').waitFor();
    await page.getByRole('textbox', { name: '认定日期' }).fill('2024.3.1');
    await page.getByRole('button', { name: '完成' }).click();
    await eventually(() => page.locator('.entry-line').first().innerText()).toContain('国内');
    const { recognitions } = await keptDossier(page);
    expect(recognitions).toMatchObject([{ kind: 'first-set', level: 'national', grantedOn: '2024-03-01' }]);
  });
});

describe('an incubator that is taken away', () => {
  it('is taken out of its recognitions too: they ask for another, and bring nothing for a mere number', async () => {
    await openSample(page, site, '孵化器');
    await page.goto(`${site.url}/#/edit/carriers`);
    await page.getByRole('button', { name: '修改 园区或孵化器 1' }).click();
    await page.getByRole('button', { name: '删除' }).click();
    await eventually(fixed).toBe('0');
    await page.goto(`${site.url}/#/edit/recognitions`);
    const lines = page.locator('.entry-line');
    await lines.first().getByText('请选择孵化器').waitFor();
    expect(await page.locator('.entry-list').innerText()).not.toContain('k1');
    await page.goto(`${site.url}/#/edit/carriers`);
    await page.getByRole('button', { name: '撤销' }).click();
    await eventually(fixed).toBe('300000000');
  });
});

describe('an earlier award', () => {
  it('is entered by choosing: its clause, the year or subject that the clause is granted for, its items', async () => {
    await openExpenditures(page, site);
    await page.goto(`${site.url}/#/edit/priorAwards`);
    await page.getByRole('radio', { name: '领过', exact: true }).check();
    await page.getByRole('combobox', { name: '条款' }).selectOption('2.1');
    const scope = page.getByRole('combobox', { name: '年度或对象' });
    expect(await scope.locator('option').allInnerTexts()).toEqual([
      '请选择',
      '2023年度',
      '2024年度',
      '2025年度',
    ]);
    await scope.selectOption({ label: '2024年度' });
    await page
      .getByRole('combobox', { name: '事项 1' })
      .selectOption({ label: '2024-05-10 其他（人员、材料等） 200万元' });
    await page.getByRole('textbox', { name: '金额（元） 1' }).fill('100000');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await eventually(fixed).toBe('235000000');
    expect(await page.locator('.entry-line').innerText()).toContain('2024年度');
    // Where nothing was entered that the clause could be about, it is a year or the applicant as a whole.
    await page.getByRole('button', { name: '＋ 添加以往奖补' }).click();
    await page.getByRole('combobox', { name: '条款' }).selectOption('6.1');
    expect((await scope.locator('option').allInnerTexts()).slice(1)).toEqual([
      '整个单位（一次性）',
      '2023年度',
      '2024年度',
      '2025年度',
    ]);
  });
});

describe('an earlier award of an incubator', () => {
  it('asks for the incubator, and for what was paid: without either it would deduct nothing', async () => {
    await openSample(page, site, '孵化器');
    await page.goto(`${site.url}/#/edit/priorAwards`);
    await page.getByRole('radio', { name: '领过', exact: true }).check();
    const form = page.locator('.entry-form');
    await page.getByRole('combobox', { name: '条款' }).selectOption('9.2');
    expect(await form.getByRole('combobox', { name: '孵化器' }).count()).toBe(0);
    await page.getByRole('combobox', { name: '条款' }).selectOption('10.2');
    await page
      .getByRole('combobox', { name: '年度或对象' })
      .selectOption({ label: '市级 人工智能专业孵化器 金东人工智能孵化器' });
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await form.getByText('请选择孵化器').waitFor();
    await form.getByText('请为每一行选择事项并填写金额').waitFor();
    await form.getByRole('combobox', { name: '孵化器' }).selectOption({ label: '金东人工智能孵化器' });
    await page
      .getByRole('combobox', { name: '事项 1' })
      .selectOption({ label: '市级 人工智能专业孵化器 金东人工智能孵化器' });
    await page.getByRole('textbox', { name: '金额（元） 1' }).fill('500000');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await eventually(fixed).toBe('250000000');
  });

  it('is said to be for something that is not in the list, where it deducts nothing from what is', async () => {
    await openDossier(page, site, {
      applicant: {},
      carriers: [
        { id: 'k1', name: '金东', kind: 'incubator', countedOn: '2024-12-31', tenants: 26, aiTenants: 18 },
      ],
      priorAwards: [
        { clause: '10.1', scope: 'applicant', amount: 1, lines: [{ item: 'carriers/k2', value: 1 }] },
      ],
    });
    await goOnTo(page, site, '#/edit/priorAwards');
    await page.getByRole('button', { name: '修改' }).click();
    const chosen = (name: string) =>
      page.getByRole('combobox', { name }).locator('option:checked').innerText();
    await eventually(() => chosen('年度或对象')).toBe('“整个单位（一次性）” 不在列表中');
    await eventually(() => chosen('事项 1')).toBe('“k2” 不在列表中');
  });
});

describe('going on', () => {
  it('shows that the rules are still at work, and follows nobody who has gone elsewhere meanwhile', async () => {
    await page.addInitScript(holdRules);
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    await page.locator('[data-testid=open] a').waitFor();
    await page.evaluate(() => dispatchEvent(new Event('hold-rules')));
    await page.getByRole('radio', { name: '是' }).check();
    await page.getByRole('button', { name: '下一步' }).click();
    const busy = page.getByRole('button', { name: '正在测算……' });
    await busy.waitFor();
    expect(await busy.getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() => dispatchEvent(new Event('release-rules')));
    await busy.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/ask\/applicant\/(?!taxCompliant)/);
    await page.goto(`${site.url}/#/ask/applicant/aiField`);
    await page.evaluate(() => dispatchEvent(new Event('hold-rules')));
    await page.getByRole('radio', { name: '是' }).check();
    await page.getByRole('button', { name: '下一步' }).click();
    await busy.waitFor();
    await page.getByRole('link', { name: '资料', exact: true }).click();
    await page.getByRole('heading', { name: '我的资料' }).waitFor();
    const open = () => page.getByTestId('open').innerText();
    const before = await open();
    await page.evaluate(() => dispatchEvent(new Event('release-rules')));
    await eventually(open).not.toBe(before);
    expect(page.url()).toMatch(/#\/data$/);
  });
});

/** Lets the page's questions to its rules wait between two events, as long rules would. Runs in the page. */
function holdRules(): void {
  const post = Worker.prototype.postMessage;
  const held: (() => void)[] = [];
  let holding = false;
  Worker.prototype.postMessage = function ask(this: Worker, message: unknown): void {
    if (holding) held.push(() => post.call(this, message));
    else post.call(this, message);
  };
  addEventListener('hold-rules', () => {
    holding = true;
  });
  addEventListener('release-rules', () => {
    holding = false;
    for (const ask of held.splice(0)) ask();
  });
}
