import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptDossier } from './draft-of.ts';
import { eventually, fixedOn, newPage, openExpenditures, openedSite } from './opened.ts';

/** Expenditures pasted from a spreadsheet: as they are, corrected where they are wrong, and taken back. */
const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

const fixed = () => fixedOn(page);

describe('expenses from a spreadsheet', () => {
  it('are pasted as they are; what is not understood is marked in its cell, and corrected there', async () => {
    await openExpenditures(page, site);
    await page.getByText('从Excel粘贴').click();
    await page
      .getByLabel('把表格复制后粘贴到这里')
      .fill(
        '日期\t金额（万元）\t类别\t项目\n2024/7/1\t50\t人员\t工业视觉算法\n2024-02-30\t12a\t神秘\t不存在\n',
      );
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page.getByText('已加入 2 条').waitFor();
    const wrong = page.locator('.entry-line.is-wrong');
    await wrong.waitFor();
    const words = await wrong.innerText();
    for (const part of [
      '2024-02-30',
      '12a',
      '神秘',
      '请填写真实存在的日期',
      '请填写数字',
      '请选择一项',
      '没有这个项目',
    ]) {
      expect(words).toContain(part);
    }
    // The right row counts at once; the wrong one is left out and said to be.
    await eventually(fixed).toBe('252500000');
    await page.getByText('有 1 处填写有误或未填完').waitFor();
    await page.getByText('有 1 条需要更正（已标出）').waitFor();
    await wrong.getByRole('button').click();
    // What was marked in the line is marked in the form.
    const form = page.locator('.entry-form');
    for (const part of ['请填写真实存在的日期', '请填写数字', '请选择一项', '没有这个项目']) {
      await form.getByText(part).waitFor();
    }
    await page.getByRole('textbox', { name: '发票日期' }).fill('2024-03-01');
    await page.getByRole('textbox', { name: '金额' }).fill('100000');
    await page.getByRole('combobox', { name: '类别' }).selectOption({ label: '软件' });
    await page.getByRole('checkbox', { name: '不存在' }).click();
    await page.getByRole('checkbox', { name: '工业视觉算法' }).check();
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await eventually(fixed).toBe('254000000');
    expect(await page.locator('.is-wrong').count()).toBe(0);
  });

  it('are linked to the projects that are named after them, as their cells name these', async () => {
    await page.goto(`${site.url}/#/ask/expenditures`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.getByText('从Excel粘贴').click();
    await page
      .getByLabel('把表格复制后粘贴到这里')
      .fill(
        '开票日期\t设备名称\t所属平台\t金额\n2024-03-01\tGPU服务器\t金义智算（一期）\t400万\n2024-04-01\t服务器\t浙中AI/训练平台；金义智算(一期)\t100万\n2024-05-01\t软件\t\t10万',
      );
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page.getByText('按同样的名称填写后自动对应：金义智算（一期）、').waitFor();
    await page.getByText('有 1 条没有写项目：合并的单元格只在第一行有内容').waitFor();
    await page.goto(`${site.url}/#/edit/projects`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    for (const [place, name] of ['金义智算（一期）', '浙中AI/训练平台'].entries()) {
      await page.getByRole('form', { name: `项目或平台 ${place + 1}` }).waitFor();
      await page.getByRole('combobox', { name: '类型' }).selectOption({ label: '算力（人工智能服务）平台' });
      await page.getByRole('textbox', { name: '名称' }).fill(name);
      await page.getByRole('button', { name: '保存并再加一条' }).click();
    }
    await page.goto(`${site.url}/#/data`);
    await page.getByRole('heading', { name: '我的资料' }).waitFor();
    expect((await keptDossier(page)).expenditures?.map(({ projectIds }) => projectIds)).toEqual([
      ['p1'],
      ['p2', 'p1'],
      [],
    ]);
  });

  it('are at most eighty in all: what is beyond is left out, and said to be, wherever one looks', async () => {
    await openExpenditures(page, site);
    await page.getByText('从Excel粘贴').click();
    await page
      .getByLabel('把表格复制后粘贴到这里')
      .fill(Array.from({ length: 90 }, (_, place) => `2024-07-01\t${place + 1}000\t软件`).join('\n'));
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page.locator('.summary').getByText('最多80项，多出的暂未计入').waitFor();
    // What was there before counts as before.
    expect(await fixed()).toBe('245000000');
  });

  it('take the place of the empty form with which a list begins, also where that is taken back', async () => {
    await page.goto(`${site.url}/#/ask/expenditures`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    const form = page.locator('.entry-form');
    await form.waitFor();
    await page.getByText('从Excel粘贴').click();
    await page.getByLabel('把表格复制后粘贴到这里').fill('2024/7/1\t500000\t人员\n2024/8/1\t70\t硬件\n');
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page.getByText('已加入 2 条').waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await page.locator('.entry-line').allInnerTexts()).toMatchObject(
      [/2024-07-01/, /2024-08-01/].map((day) => expect.stringMatching(day)),
    );
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await eventually(() => page.locator('.entry-line').count()).toBe(0);
  });

  it('are taken from the clipboard in one step', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
    await openExpenditures(page, site);
    await page.getByText('从Excel粘贴').click();
    await page.evaluate(() =>
      navigator.clipboard.writeText('2024-07-01\t500000\t人员\n2024-08-01\t10\t软件'),
    );
    await page.getByLabel('把表格复制后粘贴到这里').focus();
    await page.keyboard.press('Control+V');
    await page.getByText('已加入 2 条').waitFor();
    expect((await keptDossier(page)).expenditures?.map(({ amount }) => amount).slice(-2)).toEqual([
      50_000_000, 1000,
    ]);
  });
});
