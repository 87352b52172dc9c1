import type { Text } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { checks, condition as conditionOf, reading } from '../../test-fixture/checks.ts';
import { dossierWith, type Fact, WAN, without } from '../../test-fixture/dossiers.ts';
import { everything } from '../../test-fixture/everything.ts';
import { checkAll, jinhua, jinhuaPack } from '../index.ts';

/** What an official reads beside "met" or "not met" must be what was tested: "2.1 G5", "6.2-capital". */
function said(condition: string, dossier = everything, pack = jinhua, scope?: string): Text {
  const [, clause = '', gate] = /^([\d.ab]+)[- ](G\d)?/.exec(condition) ?? [];
  const found = checks(clause, dossier, pack).find((one) => scope === undefined || one.scope === scope);
  if (found === undefined) throw new RangeError(`no check of ${clause}`);
  return conditionOf(found, gate ?? condition).text;
}

describe('a condition says what was tested, whichever reading is in force', () => {
  it.each([
    ['I-G6', 'restricts', '2.1 G5', '属于人工智能领域，或', 'works in the AI field, or'],
    ['I-G6', 'restricts', '8.1 G5', '属于人工智能领域，或', 'works in the AI field, or'],
    ['I-G5', 'not-users', '9.1b G5', '属于人工智能领域', 'works in the AI field'],
    ['I-G5', 'not-users', '10.1 G5', '属于人工智能领域', 'works in the AI field'],
    ['I-8b', 'no', '8.3 G5', '属于人工智能领域，或', 'works in the AI field, or'],
    ['I-6b', 'after-settling', '6.2-capital', '有实到资本（截至', 'capital was paid in up to'],
    ['I-6b', 'after-settling', '6.3-fund', '已投入资金（截至', 'have paid in up to'],
    ['I-7c', 'whole-division', '7.3-services-enterprise', '651', '651'],
  ])('%s: %s changes %s', (point, choice, id, zh, en) => {
    const [before, after] = [said(id), said(id, everything, reading({ [point]: choice }))];
    expect([before.zh.includes(zh), before.en.includes(en)]).toEqual([true, true]);
    expect([after.zh.includes(zh), after.en.includes(en)]).toEqual([false, false]);
  });

  it('a year after the policy is outside the period, not outside the ten years (I-6a)', () => {
    const annualAccounts = [2024, 2025, 2026].map((year) => ({ year, revenue: 0 }));
    const dossier = { ...everything, annualAccounts };
    const pack = reading({ 'I-6a': 'end-with-policy' });
    expect(said('6.1-not-after', dossier, pack, '2026').en).toMatch(/^not after .* of the policy period/);
    expect(said('6.1-not-after', dossier, pack, '2025').en).toMatch(/^not after .* of the award/);
    expect(said('6.1-not-after', dossier, jinhua, '2026').en).toMatch(/^not after .* of the award/);
  });

  it('each year by the reading of that year (I-7a)', () => {
    const choices = [
      { from: '2023-01-01', value: 'exceeds', source: 'register' },
      { from: '2024-07-01', value: 'reaches', source: 'decision' },
    ] as const;
    const pack = jinhuaPack('revised', { interpretations: { 'I-7a': choices } });
    const dossier = dossierWith(
      { annualAccounts: [2023, 2024].map((year) => ({ year, revenue: 1000 * WAN })) },
      { industryCode: 'I6513' },
    );
    expect(said('7.2-tier', dossier, pack, '2023').zh).toContain('不含本数');
    expect(said('7.2-tier', dossier, pack, '2024').zh).toContain('（含本数');
  });
});

describe('a condition says what was tested, whatever the dossier holds', () => {
  it('funds that paid in after the policy have paid in, but too late', () => {
    const capitalContributions = [
      { id: 'late', paidInOn: '2026-01-01', amount: WAN, source: 'angel-fund' as const },
    ];
    const { zh, en } = said('6.3-fund', { ...everything, capitalContributions });
    expect([zh, en].join()).toMatch(/截至政策期末.*up to the end of the policy period/);
  });

  it('yearly accounts need no contribution', () => {
    expect(said('6.1-leader').zh).not.toContain('综合贡献');
  });

  it('what was earned before is the highest figure, which may not be above the one beside it', () => {
    expect(said('7.2-first').en).toContain('the highest revenue of all earlier years');
  });

  it('the figure beside a tier is that of the highest one broken', () => {
    expect(said('7.2-tier').en).not.toContain('first tier');
  });

  it('what happened when is named where a dossier has other days too', () => {
    expect(said('3.1-completed').en).toContain('the model was completed');
    expect(said('10.1-period').en).toContain('the companies were counted');
  });
});

describe('a condition names the facts that it reads', () => {
  const lists = [
    'projects',
    'expenditures',
    'recognitions',
    'annualAccounts',
    'capitalContributions',
  ] as const;
  const openings: readonly (readonly [readonly Fact[]])[] = [
    ...lists.map((list) => [[list]] as const),
    [['projects', 'expenditures']],
    [['annualAccounts', 'applicant/peakRevenueBefore']],
  ];

  it.each(openings)('what is asked for without %j is read by an open condition', (unknown) => {
    const open = without(everything, ...unknown);
    for (const { clause, missing, conditions } of checkAll(jinhua, open).flatMap(({ clauses }) => clauses)) {
      const read = conditions.filter(({ outcome }) => outcome === 'unknown').flatMap(({ facts }) => facts);
      expect(read, clause).toEqual(expect.arrayContaining([...missing]));
    }
  });

  it('where there is no such entry, the list', () => {
    const empty = { ...everything, expenditures: [] };
    for (const id of ['2.2-equipment', '3.1-compute-cost']) {
      const [found] = checks(id.slice(0, 3), empty);
      expect(found && conditionOf(found, id)).toMatchObject({ outcome: 'unmet', facts: ['expenditures'] });
    }
  });
});
