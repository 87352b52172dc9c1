import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptDossier } from './draft-of.ts';
import { goOnTo, newPage, openDossier, openedSite, openSample, passing } from './opened.ts';

/** What the result says beside its figures: what is in the way, how far off, what brings nothing, where an item went. */
const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

describe('a measure that does not fit', () => {
  it('says what is in the way before it is opened: the condition of its nearest clause', async () => {
    await openSample(page, site, '软件企业');
    const closed = page.locator('#measure-10 > summary');
    await closed.getByText('不满足：').waitFor();
    const determination = selfCheck(jinhua, await keptDossier(page));
    const { clauses = [] } = determination.measures.find(({ measure }) => measure === 10) ?? {};
    const unmet = clauses.map(({ conditions }) => conditions.filter(({ outcome }) => outcome === 'unmet'));
    const fewest = Math.min(...unmet.map(({ length }) => length));
    const nearest = unmet.find(({ length }) => length === fewest)?.[0];
    expect(await closed.innerText()).toContain(nearest?.text.zh);
  });
});

describe('a measure of which a figure falls short', () => {
  it('says so before it is opened, rather than what nobody has applied for', async () => {
    await openDossier(page, site, {
      applicant: passing,
      carriers: [{ id: 'k1', kind: 'incubator', countedOn: '2024-12-31', tenants: 19, aiTenants: 11 }],
      recognitions: [],
    });
    await page.getByText('1 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    await page
      .locator('#measure-10 > summary')
      .getByText('不满足：入园（在孵）企业总数达到下限（含本数）')
      .waitFor();
  });
});

describe('how far a bound is away', () => {
  it('is told only where reaching it would help: not of a class or a year that is out of the question', async () => {
    await openSample(page, site, '软件企业');
    const determination = selfCheck(jinhua, await keptDossier(page));
    const short = determination.measures.flatMap(({ clauses }) =>
      clauses.filter(({ conditions }) =>
        conditions.some(({ outcome, actual }) => outcome === 'unmet' && actual !== undefined),
      ),
    );
    expect(short.map(({ clause, scope }) => `${clause}/${scope}`)).toEqual(['2.1/2023', '7.3/2024']);
    const shown = page.locator('.floor');
    expect(await shown.allInnerTexts()).toEqual([expect.stringContaining('还差 18万元')]);
    await shown.getByText('只差这一项').waitFor();
  });

  it('is not said to be all that is missing where other conditions are open', async () => {
    const carrier = { id: 'k1', kind: 'incubator', countedOn: '2024-12-31', tenants: 10, aiTenants: 9 };
    await openDossier(page, site, { applicant: {}, carriers: [carrier] });
    await page.locator('.summary').getByText('18 个问题').waitFor();
    await page.goto(`${site.url}/#/result`);
    const shown = page.locator('.floor');
    await shown.getByText('还差 10').waitFor();
    expect(await shown.innerText()).not.toContain('只差这一项');
  });
});

describe('many bounds', () => {
  it('are shown to the last by whoever asks for it, and the focus goes on to what comes', async () => {
    const talent = {
      year: 2024,
      annualSalary: 39_000_000,
      localContribution: 1,
      isLegalRepresentative: false,
    };
    await openDossier(page, site, {
      applicant: { ...passing, industryCode: 'I6513' },
      talents: Array.from({ length: 9 }, (_, place) => ({ ...talent, id: `t${place + 1}` })),
      carriers: [{ id: 'k1', kind: 'incubator', countedOn: '2024-12-31', tenants: 10, aiTenants: 9 }],
    });
    await page.getByText('9 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    await page.getByRole('button', { name: '显示全部 10 项' }).press('Enter');
    await page.locator('.floor').getByText('还差 10').waitFor();
    expect(await page.locator('.floor').count()).toBe(10);
    const reading = page.locator('.floor').nth(8);
    expect(await reading.evaluate((row) => row === document.activeElement)).toBe(true);
  });
});

describe('an expenditure that brings nothing', () => {
  it('is named where no clause speaks of it, and only there', async () => {
    const spent = { incurredOn: '2024-05-10', nature: 'hardware', projectIds: ['p1'] };
    const applicant = { divisionCode: '330702', legalPersonType: 'enterprise', aiField: true };
    const dossier = {
      applicant,
      projects: [{ id: 'p1', kind: 'rd-platform', name: '平台' }],
      expenditures: [
        { id: 'e1', ...spent, amount: 100_000_000, newlyPurchased: true },
        { id: 'e2', ...spent, amount: 200_000_000 },
        { id: 'e3', ...spent, amount: 300_000_000, projectIds: [] },
      ],
    };
    await openDossier(page, site, dossier);
    await page.getByText('3 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    const note = page.locator('.note').filter({ hasText: '有 2 笔支出目前没有任何条款可用' });
    await note
      .getByText('2024-05-10 硬件设备 200万元、2024-05-10 硬件设备 300万元', { exact: true })
      .waitFor();
    await note.getByRole('link', { name: '查看和修改支出' }).click();
    await page.getByRole('button', { name: '修改 支出 2' }).click();
    await page.getByRole('checkbox', { name: '新购置的研发设备' }).check();
    await page.goto(`${site.url}/#/result`);
    await page.getByText('有 1 笔支出目前没有任何条款可用').waitFor();
  });
});

describe('an expenditure outside the period of the policy', () => {
  it('is said to be, instead of what else may be wrong with it', async () => {
    const spent = { nature: 'hardware', amount: 100_000_000, projectIds: ['p1'] };
    const dossier = {
      applicant: passing,
      projects: [{ id: 'p1', kind: 'compute-platform', name: '平台' }],
      expenditures: [
        { id: 'e1', ...spent, incurredOn: '2022-12-31' },
        { id: 'e2', ...spent, incurredOn: '2026-01-01' },
        { id: 'e3', ...spent, incurredOn: '2025-12-31' },
      ],
    };
    await openDossier(page, site, dossier);
    await page.getByText('3 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    const note = page.locator('.note').filter({ hasText: '有 2 笔支出目前没有任何条款可用' });
    await note
      .getByText('发票日期不在政策适用期（2023-01-01 至 2025-12-31）内，不能计入', { exact: false })
      .waitFor();
    expect(await note.innerText()).not.toContain('请核对类别');
    await openDossier(page, site, {
      ...dossier,
      expenditures: [
        ...dossier.expenditures,
        { ...spent, id: 'e4', incurredOn: '2024-01-01', projectIds: [] },
      ],
    });
    await page.getByText('4 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    await page.getByText('其中 2 笔的发票日期不在政策适用期').waitFor();
    await page.getByText('请核对类别').waitFor();
  });
});

describe('a figure that may not be exceeded', () => {
  it('is not said to be required: an earlier revenue that kept below a tier, or broke it', async () => {
    const account = (year: number, revenue: number) => ({
      year,
      revenue,
      softwareIntegrationRevenue: revenue,
    });
    await openDossier(page, site, {
      applicant: { ...passing, industryCode: 'I6513', peakRevenueBefore: 0 },
      annualAccounts: [account(2023, 1_500_000_000), account(2024, 1_800_000_000)],
    });
    await page.getByText('2 条：').waitFor();
    await page.goto(`${site.url}/#/result`);
    await page.waitForSelector('.gradually[data-complete=true]');
    await page.locator('#measure-7 > summary').click();
    await page.getByText('实际 0万元，不得超过 1,000万元').waitFor();
    await page.getByText('实际 1,500万元，不得超过 1,000万元').waitFor();
    await page.getByText('实际 1,500万元，要求 1,000万元').waitFor();
  });
});

describe('what open questions may bring', () => {
  it('is at most so much only where it is known of how many things; else so much for one of each', async () => {
    await page.goto(`${site.url}/#/result`);
    await page.waitForSelector('.gradually[data-complete=true]');
    const open = await page.locator('.bar-row').allInnerTexts();
    expect(open[0]).toMatch(/待补充：最多 1,000万元$/);
    expect(open[2]).toMatch(/待补充：最多 2,000万元（各按一项计）$/);
    expect(open[5]).toMatch(/待补充：最多 1,500万元，另有不设上限的$/);
    const questions = await page.locator('.open-links li').allInnerTexts();
    const about = (name: string) => questions.find((line) => line.startsWith(name));
    expect(about('公共平台服务收入')).toMatch(/1 项条款，最多 300万元（各按一项计）$/);
    expect(about('实缴资本')).toMatch(/2 项条款，最多 1,500万元$/);
    expect(about('人工智能应用领域')).toMatch(/1 项条款，不涉及资金$/);
  });
});

describe('where an item went', () => {
  it('does not say that it would bring more where no place is left for it', async () => {
    const models = ['p1', 'p2', 'p3'];
    await openDossier(page, site, {
      applicant: {
        divisionCode: '330702',
        legalPersonType: 'public-institution',
        organisationKind: 'university',
        taxCompliant: true,
        soundFinance: true,
        aiField: true,
      },
      projects: models.map((id) => ({
        id,
        kind: 'ai-model',
        parameterCount: 1_000_000_000,
        scenarioCount: 4,
        original: true,
        withComputeCentre: true,
        completedOn: '2024-11-08',
      })),
      expenditures: models.map((id, place) => ({
        id: `e${place}`,
        incurredOn: '2024-03-05',
        amount: (4 - place) * 100_000_000,
        nature: 'compute',
        projectIds: [id],
        publicPlatformId: 'jh-cloud',
      })),
    });
    await goOnTo(page, site, '#/result');
    await page.waitForSelector('.gradually[data-complete=true]');
    // The third model is on the waiting list: its compute is paid as a user's, and could not be otherwise.
    expect(await page.locator('.overlap-item').allInnerTexts()).toEqual([
      '2024-03-05 算力服务 400万元',
      '2024-03-05 算力服务 300万元',
    ]);
  });
});

describe('a choice that is not proven best', () => {
  it('is said not to be, with what may be lost at most, on the result and on the sheet', async () => {
    await page.addInitScript(() => {
      const listen = Worker.prototype.addEventListener;
      Worker.prototype.addEventListener = function hear(
        this: Worker,
        kind: string,
        told: EventListener,
      ): void {
        listen.call(this, kind, (event: Event) => {
          if (event instanceof MessageEvent && event.data.kind === 'evaluation') {
            event.data.evaluation.determination.resolution = { proven: false, gapFen: 2_030_000 };
          }
          told(event);
        });
      };
    });
    await openSample(page, site, '算力服务器业主');
    const said = '尚未证明没有更高的；如有，最多再高 2.03万元';
    await page.locator('.result').getByText(said).waitFor();
    await page.goto(`${site.url}/#/sheet`);
    await page.locator('.sheet').getByText(said).waitFor();
  });
});

describe('how an amount comes about', () => {
  it.each([320, 390, 768, 1280])('is told in figures that stay in one line, %i px wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await openSample(page, site, '孵化器');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('#measure-10 > summary').click();
    await page.locator('#measure-10 .lines').nth(2).waitFor();
    const lines = await page.locator('#measure-10 .lines td').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = cell.ownerDocument.createRange();
        range.selectNodeContents(cell);
        return { text: cell.textContent, lines: range.getClientRects().length };
      }),
    );
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter((cell) => cell.lines !== 1)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
