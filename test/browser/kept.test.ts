import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { STORAGE_KEY } from '../../packages/self-check/src/draft/storage.ts';
import { keptDossier } from './draft-of.ts';
import { eventually, fixedOn, newPage, openDossier, openedSite, openSample, passing } from './opened.ts';

/** What becomes of what was typed: kept on the device, had back, saved as a file. */
const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

const fixed = () => fixedOn(page);

describe('what was typed', () => {
  it('survives a reload, going back, and its own mistakes', async () => {
    await page.goto(`${site.url}/#/ask/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('两千万');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请填写数字').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox').inputValue()).toBe('两千万');
    await page.getByRole('textbox').fill('2000');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.waitForFunction(() => !location.hash.includes('registeredCapital'));
    await page.goBack();
    expect(await page.getByRole('textbox').inputValue()).toBe('2000');
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.getByRole('textbox', { name: '名称' }).fill('半途');
    await page.goto('about:blank');
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByText('半途').waitFor();
  });

  it('is not left by "back" where the page was opened at a question', async () => {
    const back = page.getByRole('button', { name: '上一步' });
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    await back.click();
    // The button is gone with its question: the focus goes on to what is shown instead.
    await page.locator('.start h1:focus').waitFor();
    await page.getByRole('link', { name: '开始自测' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await back.click();
    await page.getByRole('link', { name: '开始自测' }).waitFor();
  });

  it('may be taken back out of turn: the question is open again, and nobody is held there', async () => {
    await page.goto(`${site.url}/#/edit/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('2000');
    await page.getByRole('button', { name: '保存并返回' }).click();
    await page.getByText('2000 万元').waitFor();
    await page.goto(`${site.url}/#/edit/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('');
    await page.getByRole('button', { name: '保存并返回' }).click();
    await page.getByRole('heading', { name: '我的资料' }).waitFor();
    expect(await page.getByText('2000 万元').count()).toBe(0);
    await page.goto(`${site.url}/#/edit/talents`);
    await page.getByRole('button', { name: '保存并返回' }).click();
    await page.getByRole('heading', { name: '我的资料' }).waitFor();
  });

  it('is gone from the device when cleared, after being asked', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/data`);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.getByRole('button', { name: '清除本机资料' }).press('Enter');
    expect(await focused()).toBe('不清除');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('清除本机资料');
    await page.getByText('工业视觉算法').waitFor();
    await page.getByRole('button', { name: '清除本机资料' }).click();
    await page.getByRole('button', { name: '清除', exact: true }).click();
    await page.getByRole('link', { name: '开始自测' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.reload();
    await page.getByRole('link', { name: '开始自测' }).waitFor();
  });

  it('is the same in two tabs: typed in one, there in the other; cleared in one, gone for good', async () => {
    await openSample(page, site, '软件企业');
    await keptDossier(page);
    const other = await page.context().newPage();
    await other.goto(`${site.url}/#/edit/applicant/registeredCapital`);
    await other.getByRole('textbox').fill('2000');
    await page.goto(`${site.url}/#/data`);
    await page.getByText('2000 万元').waitFor();
    await page.getByRole('button', { name: '清除本机资料' }).click();
    await page.getByRole('button', { name: '清除', exact: true }).click();
    await eventually(() => other.getByRole('textbox').inputValue()).toBe('');
    await other.goto('about:blank');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('is what another tab wrote meanwhile, when "back" brings up a page as it was left', async () => {
    await openSample(page, site, '软件企业');
    await keptDossier(page);
    await page.goto(`${site.url}/#/edit/applicant/name`);
    await page.evaluate((key) => {
      const kept = localStorage.getItem(key) ?? '';
      localStorage.setItem(key, kept.replace('金华样例智能科技有限公司', '另一标签页改的名称'));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    }, STORAGE_KEY);
    await eventually(() => page.getByRole('textbox').inputValue()).toBe('另一标签页改的名称');
  });

  it('can be had back after an example, a file or a removal replaced it', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/edit/projects`);
    await page.getByRole('button', { name: /修改/ }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await eventually(fixed).toBe('200000000');
    await page.getByRole('button', { name: '撤销' }).press('Enter');
    await eventually(fixed).toBe('245000000');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('is replaced by an example or a file only after being asked; what nobody has touched is not asked about', async () => {
    await page.goto(`${site.url}/#/ask/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('2000');
    await page.goto(`${site.url}/#/`);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.getByRole('button', { name: '保留我的资料' }).click();
    expect((await keptDossier(page)).applicant.registeredCapital).toBe(2_000_000_000);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.getByRole('button', { name: '替换', exact: true }).click();
    await eventually(fixed).toBe('245000000');
    await page.goto(`${site.url}/#/`);
    await page.getByRole('button', { name: '孵化器' }).click();
    await eventually(fixed).toBe('300000000');
    await keptDossier(page);
    await page.goto(site.url);
    await page.getByRole('button', { name: '软件企业' }).click();
    await eventually(fixed).toBe('245000000');
    await openDossier(page, site, { applicant: { name: '文件一' } });
    await page.getByText('文件一').waitFor();
    await openDossier(page, site, { applicant: { name: '文件二' } });
    await page.getByText('文件二').waitFor();
    await page.goto(`${site.url}/#/edit/applicant/name`);
    await page.getByRole('textbox').fill('改过的文件二');
    await openDossier(page, site, { applicant: { name: '文件三' } });
    await page.getByRole('button', { name: '保留我的资料' }).click();
    await page.getByText('改过的文件二').waitFor();
    await openDossier(page, site, { applicant: { name: '文件三' } });
    await page.getByRole('button', { name: '替换', exact: true }).click();
    await page.getByText('文件三').waitFor();
  });

  it('is not said to be kept where the browser keeps nothing', async () => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    const foot = page.getByRole('contentinfo');
    expect(await foot.innerText()).toContain('资料只保存在本机');
    await page.getByRole('radio', { name: '是' }).check();
    await foot.getByText('这个浏览器不保存资料').waitFor();
    expect(await foot.innerText()).not.toContain('资料只保存在本机');
    // It would be gone with the page: the browser asks first.
    const asked = page.waitForEvent('dialog');
    const reloaded = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await reloaded;
  });

  it('is shown, whatever stands in the address', async () => {
    await openSample(page, site, '软件企业');
    for (const hash of ['#/edit/colour', '#/edit/%', '#/edit/']) {
      await page.goto('about:blank');
      await page.goto(`${site.url}/${hash}`);
      await page.getByRole('heading', { name: '我的资料' }).waitFor();
    }
  });
});

describe('files', () => {
  it('a dossier is saved and opened again, byte for byte what the rules see', async () => {
    await openSample(page, site, '孵化器');
    const before = await keptDossier(page);
    await page.goto(`${site.url}/#/data`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存资料文件' }).click();
    const file = await (await download).path();
    await page.goto(site.url);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.goto(`${site.url}/#/data`);
    await page.locator('input[type=file]').setInputFiles({
      name: 'dossier.json',
      mimeType: 'application/json',
      buffer: readFileSync(file),
    });
    await page.getByText('金东人工智能孵化器').first().waitFor();
    expect(await keptDossier(page)).toEqual(before);
  });

  it('bears the day of the reader, not that of Greenwich', async () => {
    page = await (await browser.newContext({ timezoneId: 'Asia/Shanghai' })).newPage();
    await page.clock.setFixedTime('2026-11-25T20:00:00Z');
    await page.goto(`${site.url}/#/data`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存资料文件' }).click();
    expect((await download).suggestedFilename()).toBe('dossier-2026-11-26.json');
  });

  it('a file that is none changes nothing and says why', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/data`);
    const broken = join(tmpdir(), `twelve-broken-${process.pid}.json`);
    writeFileSync(broken, '{"applicant":');
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText('不是JSON格式').waitFor();
    expect((await keptDossier(page)).projects).toHaveLength(1);
  });
});

describe('a name without a blank in it', () => {
  it('widens nothing, at 320 pixels either', async () => {
    const name = 'W'.repeat(200);
    const project = { id: 'p1', kind: 'rd-platform', name };
    const dossier = {
      applicant: {
        ...passing,
        name,
      },
      projects: [project, { ...project, id: 'p2', kind: 'compute-platform' }],
      expenditures: [
        {
          id: 'e1',
          incurredOn: '2024-01-05',
          amount: 100_000_000,
          nature: 'hardware',
          newlyPurchased: true,
          projectIds: ['p1', 'p2'],
        },
      ],
    };
    await page.setViewportSize({ width: 320, height: 640 });
    await openDossier(page, site, dossier);
    await eventually(fixed).toBe('50000000');
    for (const hash of ['#/data', '#/result', '#/sheet', '#/edit/expenditures', '#/edit/projects']) {
      await page.goto(`${site.url}/${hash}`);
      await page.waitForSelector('h1');
      if (hash === '#/result' || hash === '#/sheet') {
        await page.waitForSelector('.gradually[data-complete=true]');
      }
      if (hash === '#/result') await page.locator('#measure-2 > summary').click();
      if (hash.startsWith('#/edit')) {
        await page.getByRole('button', { name: '修改' }).first().click();
        await page.locator('.entry-form').waitFor();
      }
      expect([hash, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([hash, 320]);
    }
  });
});

describe('receipts', () => {
  it('are not said to be without effect where nothing was filled in', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/edit/priorAwards`);
    const progress = page.locator('.eyebrow');
    await progress.getByText('领过的请填写，以免结果偏高').waitFor();
    expect(await progress.innerText()).not.toContain('不影响');
  });
});
