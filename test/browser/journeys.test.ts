import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESKTOP, PHONE } from './browser.ts';
import { keptDossier } from './draft-of.ts';
import { type Hands, keyboard, touch } from './hands.ts';
import { type Answers, choose, plainEnterprise, walk } from './journey.ts';
import { openedSite } from './opened.ts';

/**
 * Four owners go from the first screen to the printed sheet, by keyboard at a desk and by touch on a phone. The
 * figures are worked out by hand; the pictures are kept to be looked at.
 */
const pictures = join(import.meta.dirname, '..', '..', 'test-output');
mkdirSync(pictures, { recursive: true });

const { site, browser } = await openedSite();

interface Journey {
  readonly name: string;
  readonly answers: Answers;
  /** In fen. */
  readonly total: { readonly fixed: number; readonly ceiling: number };
  readonly awards: Readonly<Record<string, number>>;
  readonly neverAsked: readonly string[];
}

const softwareCompany: Journey = {
  name: 'software-company',
  answers: {
    ...plainEnterprise,
    'applicant/industryCode': (hands) => hands.choose('软件开发'),
    'applicant/peakRevenueBefore': (hands) => hands.type('在已填的最早年度之前', '900'),
    projects: async (hands) => {
      await hands.choose('有');
      await hands.pick('类型', '研发项目');
      await hands.type('名称', '工业视觉算法');
      await hands.pick('攻关的核心技术', '核心算法');
      await yes(hands, '自主研发', '研发费用专账管理');
      await no(hands, '牵头承担国家“揭榜挂帅”任务');
      await hands.finishEntry();
    },
    expenditures: async (hands) => {
      await hands.choose('有');
      await hands.type('发票日期', '2024/5/10');
      await hands.pick('类别', '其他（人员、材料等）');
      await hands.type('金额', '200万');
      await hands.tick('工业视觉算法');
      await hands.saveAndAddAnother();
      await hands.type('发票日期', '20241130');
      await hands.pick('类别', '软件');
      await hands.type('金额', '1,000,000.00');
      await hands.tick('工业视觉算法');
      await hands.finishEntry();
    },
    annualAccounts: async (hands) => {
      await hands.choose('有');
      await hands.type('年度', '2024');
      await hands.type('营业（销售）收入', '2300');
      await hands.type('其中：软件开发及系统集成收入', '1000');
      await hands.type('其中：软件产品收入', '610');
      await hands.finishEntry();
    },
    recognitions: async (hands) => {
      await hands.choose('有');
      await hands.pick('认定种类', '专精特新企业');
      await hands.type('认定日期', '2024-08-01');
      await yes(hands, '是否首次入选');
      await hands.finishEntry();
    },
  },
  // 15% of 3 million; 2 million for breaking 20 million; up to half a million for the first SRDI recognition.
  total: { fixed: 245_000_000, ceiling: 50_000_000 },
  awards: { '2.1/2024': 45_000_000, '7.2/2024': 200_000_000, '7.1/applicant': 50_000_000 },
  neverAsked: ['applicant/registeredCapital'],
};

const serverOwner: Journey = {
  name: 'gpu-server-owner',
  answers: {
    ...plainEnterprise,
    'applicant/industryCode': (hands) => hands.choose('信息处理和存储支持服务'),
    projects: async (hands) => {
      await hands.choose('有');
      await hands.pick('类型', '算力（人工智能服务）平台');
      await hands.type('名称', '智算平台');
      await hands.saveAndAddAnother();
      await hands.pick('类型', '共性技术研发平台');
      await hands.type('名称', '视觉平台');
      await hands.finishEntry();
    },
    expenditures: async (hands) => {
      await hands.choose('有');
      for (const [place, amount] of ['2400万', '3800万', '1600万'].entries()) {
        await hands.type('发票日期', `2024-0${place + 3}-15`);
        await hands.pick('类别', '硬件设备');
        await hands.type('金额', amount);
        await hands.tick('智算平台');
        await hands.tick('视觉平台');
        await hands.tick('新购置的研发设备');
        await (place === 2 ? hands.finishEntry() : hands.saveAndAddAnother());
      }
    },
  },
  // 50% of 62 million is cut to 30 million for the one platform; the third server brings 25% under the other measure.
  total: { fixed: 3_400_000_000, ceiling: 0 },
  awards: { '1.1/applicant': 400_000_000, '2.2/p2': 3_000_000_000 },
  neverAsked: ['applicant/registeredCapital', 'applicant/peakRevenueBefore'],
};

const incubator: Journey = {
  name: 'incubator',
  answers: {
    ...plainEnterprise,
    'applicant/legalPersonType': choose('事业单位法人'),
    'applicant/industryCode': async (hands) => {
      await hands.choose('其他行业，请填行业代码');
      await hands.type('其他行业，请填行业代码', 'l7299');
    },
    'applicant/organisationKind': choose('其他'),
    carriers: async (hands) => {
      await hands.choose('有');
      await hands.type('名称', '金东孵化器');
      await hands.pick('类型', '科技企业孵化器');
      await hands.type('统计日期', '2024年12月31日');
      await hands.type('入园（在孵）企业总数', '20');
      await hands.type('其中人工智能企业数', '12');
      await hands.finishEntry();
    },
    recognitions: async (hands) => {
      await hands.choose('有');
      const granted = [
        ['市级', '2023-05-01'],
        ['省级', '2024-06-01'],
        ['国家级', '2025-07-01'],
      ] as const;
      for (const [place, [level, day]] of granted.entries()) {
        await hands.pick('认定种类', '人工智能专业孵化器');
        await hands.pick('级别', level);
        await hands.type('认定日期', day);
        await hands.pick('哪个孵化器', '金东孵化器');
        await (place === 2 ? hands.finishEntry() : hands.saveAndAddAnother());
      }
    },
  },
  // Park and provincial recognition fall in one year and are worth the same: the park stays. The incubator's
  // recognitions of the other years bring 0.5 and 2 million, and never more than 2 million over its life.
  total: { fixed: 300_000_000, ceiling: 0 },
  awards: { '10.1/k1': 100_000_000, '10.2/r2': 0 },
  neverAsked: ['applicant/peakRevenueBefore', 'applicant/settlement', 'talents', 'capitalContributions'],
};

const university: Journey = {
  name: 'university',
  answers: {
    ...plainEnterprise,
    'applicant/legalPersonType': choose('事业单位法人'),
    'applicant/organisationKind': choose('高等学校'),
    projects: async (hands) => {
      await hands.choose('有');
      await hands.pick('类型', 'AI大模型');
      await hands.type('名称', '婺学多模态教育大模型');
      await hands.type('参数量', '１３０亿');
      await hands.type('主导产业典型应用场景数', '4');
      await yes(hands, '原创模型', '联合算力中心建设');
      await hands.type('建成日期', '2024年11月8日');
      await hands.finishEntry();
    },
    // Asked for after the models, though worth more: they are ticked here.
    expenditures: async (hands) => {
      await hands.choose('有');
      await hands.type('发票日期', '2024.3.5');
      await hands.pick('类别', '算力服务');
      await hands.type('金额', '人民币3000万元整');
      await hands.tick('婺学多模态教育大模型');
      await hands.finishEntry();
    },
  },
  // Half of 30 million for compute, below the limit of 20 million.
  total: { fixed: 1_500_000_000, ceiling: 0 },
  awards: { '3.1/p1': 1_500_000_000 },
  neverAsked: ['applicant/peakRevenueBefore', 'annualAccounts', 'talents', 'capitalContributions'],
};

const yes = async (hands: Hands, ...groups: readonly string[]): Promise<void> => {
  for (const group of groups) await hands.chooseIn(group, '是');
};
const no = (hands: Hands, group: string): Promise<void> => hands.chooseIn(group, '否');

describe.each([softwareCompany, serverOwner, incubator, university])('the owner: $name', (journey) => {
  it.each([
    ['keyboard', DESKTOP, keyboard],
    ['touch', PHONE, touch],
  ] as const)('comes to the result by %s', async (way, size, handsOf) => {
    const context = await browser.newContext({ ...size, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints = complaintsOf(page);
    await page.goto(site.url);
    const picture = async (name: string) => {
      await page.screenshot({ path: join(pictures, `${journey.name}-${way}-${name}.png`), fullPage: true });
    };
    const { asked } = await walk(page, handsOf(page), journey.answers, async (fact) => {
      const { missing } = selfCheck(jinhua, await keptDossier(page));
      expect(missing.map((open) => open.fact)).toContain(fact);
      if (fact === 'expenditures' || fact === 'recognitions') await picture(fact);
    });
    expect(new Set(asked).size).toBe(asked.length);
    for (const fact of journey.neverAsked) expect(asked).not.toContain(fact);
    await page.waitForSelector('.gradually[data-complete=true]');
    await expectResult(page, journey);
    await picture('result');
    await handsOf(page).follow('结果单（可打印）');
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    await picture('sheet');
    // What depends on a place that others may have taken says so.
    const sheet = await page.locator('.sheet').innerText();
    expect(sheet.includes('全市2024年度只有2个名额')).toBe(journey === university);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function expectResult(page: Page, { total, awards }: Journey): Promise<void> {
  const determination = selfCheck(jinhua, await keptDossier(page));
  expect(determination.total).toEqual(total);
  expect(Object.fromEntries(determination.awards.map(({ id, amount }) => [id, amount]))).toMatchObject(
    awards,
  );
  for (const name of ['fixed', 'ceiling'] as const) {
    expect(await page.getByTestId(name).getAttribute('data-fen')).toBe(String(total[name]));
  }
  expect(await page.getByTestId('open').textContent()).toBe('无');
}

/** Whatever the browser's console complains about: errors, and what the content security policy stopped. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}
