import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { newPage, openDossier, openedSite, openSample, passing } from './opened.ts';

/** The sheet: what it says, and how it and the result come out of the printer. */
const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

describe('the result sheet', () => {
  it('says why, and on what ground, where nothing fits', async () => {
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    await page.getByRole('radio', { name: '否' }).check();
    await page.goto(`${site.url}/#/ask/applicant/divisionCode`);
    await page.getByRole('radio', { name: '武义县' }).check();
    await page.locator('.obstacles .note').waitFor();
    await page.goto(`${site.url}/#/sheet`);
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    const sheet = await page.locator('.sheet').innerText();
    expect(sheet).toContain('没有符合的条款');
    expect(sheet).toContain('不满足：依法纳税（附则第1条）');
    expect(sheet).toContain('可以参照本政策执行，请向当地主管部门咨询（附则第1条）');
  });

  it('does not pass over what was entered wrongly, and names what it pays', async () => {
    const dossier = {
      applicant: {
        ...passing,
        registeredCapital: 'viel',
        settlement: { kind: 'relocation', on: '2023-06-30' },
      },
      recognitions: [
        { id: 'r1', kind: 'industrial-internet-platform', level: 'provincial', grantedOn: '2024-01-05' },
        { id: 'r2', kind: 'unicorn', grantedOn: '2024-02-01' },
      ],
      annualAccounts: [{ year: 2023, revenue: 100, comprehensiveContribution: 100 }],
      otherAwards: [{ itemId: 'applicant/industrial-internet-platform', amount: 1, policy: '省级' }],
    };
    await openDossier(page, site, dossier);
    await page.getByText('有 1 处填写有误或未填完').waitFor();
    await page.getByText('从外地迁入金华 2023-06-30').waitFor();
    await page.goto(`${site.url}/#/sheet`);
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    const sheet = await page.locator('.sheet').innerText();
    expect(sheet).toContain('有 1 处填写有误或未填完，未计入本结果单');
    expect(sheet).toContain('补足差额（I-Xc）（工业互联网平台）');
    // Whoever reads that id finds on the same sheet what it stands for, and none that nothing names.
    expect(sheet).toContain('I-Xc 已获其他政策资金：不补、替换还是补差？ 补差至较高标准，含最高额');
    expect(sheet).not.toContain('I-Xa');
    // A year that has gone by is no bound that could be reached.
    await page.goto(`${site.url}/#/result`);
    await page.waitForSelector('.gradually[data-complete=true]');
    const bounds = await page.locator('.floor-text').allInnerTexts();
    expect(bounds.length).toBeGreaterThan(0);
    expect(bounds.join('\n')).not.toContain('不早于奖励的首年');
    await page.locator('#measure-6 > summary').click();
    await page.getByText('实际 第0年，要求 第1年').waitFor();
    await page.locator('#measure-9 > summary').click();
    await page
      .locator('#measure-9 .interpretations dd', { hasText: '补差至较高标准' })
      .waitFor({ state: 'attached' });
  });

  it('does not say that another clause comes first where money was received before', async () => {
    await openDossier(page, site, {
      applicant: passing,
      recognitions: [{ id: 'r1', kind: 'typical-case', level: 'provincial', grantedOn: '2024-01-05' }],
      otherAwards: [{ itemId: 'recognitions/r1', amount: 60_000_000, policy: '省级' }],
    });
    await page.getByText('省级 人工智能应用典型案例').first().waitFor();
    await page.goto(`${site.url}/#/sheet`);
    const row = page.locator('.sheet-awards tr').filter({ hasText: '典型案例' });
    await row.getByText('补足差额（I-Xc）').waitFor();
    expect(await row.innerText()).not.toContain('其他条款');
    await page.goto(`${site.url}/#/result`);
    const bar = page.locator('.bar-row').nth(7);
    await bar.getByText('未计入金额').waitFor();
  });

  it('tells what is wrong from what is left out with it, and what would lower its figures', async () => {
    const spent = { incurredOn: '2024-01-05', amount: 100, nature: 'hardware', projectIds: ['p1', 'p2'] };
    await openDossier(page, site, {
      applicant: passing,
      projects: [
        { id: 'p1', kind: 'rd-project' },
        { id: 'p2', kind: 'rd-platform' },
      ],
      expenditures: [
        { id: 'e1', ...spent },
        { id: 'e2', ...spent },
      ],
      otherAwards: [],
    });
    await page
      .locator('.summary')
      .getByText('有 1 处填写有误或未填完，连同与之相关的 2 处，暂未计入')
      .waitFor();
    await page.goto(`${site.url}/#/sheet`);
    const sheet = page.locator('.sheet');
    await sheet.getByText('连同与之相关的 2 处，未计入本结果单').waitFor();
    await sheet.getByText('未填写；领过的会扣减，结果相应降低：本政策以往奖补', { exact: true }).waitFor();
  });

  it('prints who, when, what, why, on what ground, and that it is no decision', async () => {
    await openSample(page, site, '算力服务器业主');
    await page.goto(`${site.url}/#/sheet`);
    const code = page.getByRole('textbox', { name: '统一社会信用代码' });
    await code.fill('9133 0702 ma2e xamp 0g');
    await page.locator('.sheet').getByText('91330702MA2EXAMP0G').waitFor();
    await code.fill('91330702D1MF3RUQ1A');
    await page.getByRole('textbox', { name: '单位名称' }).fill('婺城算力有限公司');
    // A code that fails its check is not printed as if it were one.
    await page.locator('.sheet').getByText('填写有误', { exact: true }).waitFor();
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('body').innerText();
    for (const part of [
      '自测结果，非认定决定',
      'Self-check, not a decision',
      '婺城算力有限公司',
      '2023-draft',
      '3,000万元',
      '30,000,000元',
      '就高',
      '第2条第2款',
      'I-2b',
      '婺城区（330702）',
      'sha256-',
      String(new Date().getFullYear()),
    ]) {
      expect(printed).toContain(part);
    }
    expect(printed).not.toContain('打印或存为PDF');
    expect(printed).not.toContain('91330702D1MF3RUQ1A');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('says how an amount comes about, so that whoever holds the paper can work it out again', async () => {
    await openDossier(page, site, {
      applicant: { ...passing, legalPersonType: 'enterprise' },
      projects: [
        { id: 'p1', kind: 'compute-platform', name: '智算' },
        { id: 'p2', kind: 'rd-platform', name: '视觉' },
      ],
      expenditures: [
        { id: 'e1', incurredOn: '2024-01-05', amount: 100_000_001, nature: 'hardware', projectIds: ['p1'] },
        { id: 'e2', incurredOn: '2024-01-06', amount: 200_000_000, nature: 'hardware', projectIds: ['p1'] },
        { id: 'e3', incurredOn: '2024-01-07', amount: 50_000_004, nature: 'software', projectIds: ['p1'] },
        { id: 'e5', incurredOn: '2024-01-07', amount: 50_000_004, nature: 'software', projectIds: ['p1'] },
        {
          id: 'e4',
          incurredOn: '2024-01-08',
          amount: 7_000_000_000,
          nature: 'hardware',
          newlyPurchased: true,
          projectIds: ['p2'],
        },
      ],
    });
    await page.getByText('5 条：').waitFor();
    await page.goto(`${site.url}/#/sheet`);
    const sheet = page.locator('.sheet');
    await sheet
      .getByText(
        '计算：3,000,000.01元 × 25% = 750,000元、1,000,000.08元 × 20% = 200,000元（逐笔计算，不足一分舍去）',
        { exact: true },
      )
      .waitFor();
    await sheet
      .getByText('计算：70,000,000元 × 50% = 35,000,000元、扣减（已领或超限额）5,000,000元', { exact: true })
      .waitFor();
  });

  it('prints the result with its total, and nothing as a phone would show it: paper is as narrow', async () => {
    await openSample(page, site, '软件企业');
    // What lies between the margins of A4: what some browsers take for the width of the page.
    await page.setViewportSize({ width: 680, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    const result = await page.locator('body').innerText();
    for (const part of ['目前可得', '295万元', '245万元', '自测结果，非认定决定'])
      expect(result).toContain(part);
    expect(result).not.toContain('答题');
    await page.goto(`${site.url}/#/sheet`);
    const head = page.getByRole('columnheader', { name: '结论与理由' });
    await head.waitFor();
    const boxes = await Promise.all([page.locator('.sheet'), head].map((part) => part.boundingBox()));
    for (const box of boxes) {
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(680);
    }
  });

  it('prints a table that goes over the page above what follows it', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/sheet`);
    await page.locator('.sheet-awards').waitFor();
    await page.emulateMedia({ media: 'print' });
    // In a grid the browser lays what follows over the last rows; it does not count the headings that it repeats.
    const around = await page.locator('.sheet-awards').evaluate((table) => {
      const displays: string[] = [];
      for (let part = table.parentElement; part !== null; part = part.parentElement) {
        displays.push(getComputedStyle(part).display);
      }
      return displays;
    });
    expect(new Set(around)).toEqual(new Set(['block']));
  });
});
