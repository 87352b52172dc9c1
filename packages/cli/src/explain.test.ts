import { type ClauseCheck, jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';
import { narrate } from './explain.ts';
import { sampleDossier } from './start/sample.ts';

const unmetIn = ({ conditions }: ClauseCheck) => conditions.filter(({ outcome }) => outcome === 'unmet');

describe('explain', () => {
  const determination = selfCheck(jinhua, sampleDossier, []);
  const chinese = narrate(determination, (text) => text.zh).join('\n');
  const english = narrate(determination, (text) => text.en).join('\n');

  it('tells the totals exactly, in yuan', () => {
    const yuan = (fen: number) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    expect(chinese).toContain(`可得奖补合计 ¥${yuan(determination.total.fixed)}`);
    expect(english).toContain(`Besides, at most ¥${yuan(determination.total.ceiling)}`);
  });

  it('names every award with its reason, and what is undetermined with what would decide it', () => {
    for (const { id, because } of determination.awards) {
      expect(english).toContain(`${id} `);
      for (const { text } of because) expect(english).toContain(text.en);
    }
    for (const { fact } of determination.missing) expect(english).toContain(fact);
  });

  it('names every condition that is not met once, with its figures and the clauses behind it', () => {
    const applicant = {
      ...sampleDossier.applicant,
      divisionCode: '330782',
      registeredCapital: 1_000_000_000,
    };
    const elsewhere = selfCheck(jinhua, { ...sampleDossier, applicant }, []);
    const told = narrate(elsewhere, (text) => text.en);
    expect(told.filter((line) => line.includes('registered in urban Jinhua'))).toEqual([
      expect.stringMatching(/ask its departments: 1\.1\/applicant, 2\.1\/2024, .*12\.1\/applicant$/),
    ]);
    expect(told.join('\n')).toMatch(
      /registered capital .* \(now ¥10,000,000\.00, required ¥20,000,000\.00\): 6\.2\/applicant/,
    );
    const { measures } = elsewhere;
    for (const { text } of measures.flatMap(({ clauses }) => clauses).flatMap(unmetIn)) {
      expect(
        told.filter((line) => line.includes(text.en)),
        text.en,
      ).not.toEqual([]);
    }
  });

  it('says how far from the most a total may be that is not proven to be it', () => {
    const told = narrate({ ...determination, resolution: { proven: false, gapFen: 1_01 } }, ({ en }) => en);
    expect(told).toContain('Not proven best; the best is higher by at most ¥1.01');
    expect(english).not.toContain('Not proven');
  });

  it('promises nothing without limit of a fact whose worth is only unknown', () => {
    const { annualAccounts: _, ...rest } = sampleDossier;
    const { peakRevenueBefore: __, ...applicant } = sampleDossier.applicant;
    const told = narrate(selfCheck(jinhua, { ...rest, applicant }, []), ({ en }) => en);
    expect(told).toContain('  applicant/peakRevenueBefore: unknown, or without limit');
  });

  it('says what is odd about the dossier', () => {
    const odd = { pointer: '/applicant/name', code: 'odd', message: { zh: '可疑', en: 'suspicious' } };
    const told = narrate(selfCheck(jinhua, sampleDossier, [odd]), (text) => text.zh).join('\n');
    expect(told).toContain('请留意：\n  /applicant/name: 可疑');
    expect(chinese).not.toContain('请留意');
  });

  it('ends with what the result stands under', () => {
    expect(chinese.endsWith('相关部门制定的资金管理办法可能作出进一步限定（附则第2条）。')).toBe(true);
    expect(english).toContain("departments' own fund rules");
  });

  it('shows in the sample what an overlap, a ceiling and an award without money look like', () => {
    expect(english).toMatch(/2\.1\/2024 .*superseded ¥0\.00\n {4}X1 /);
    expect(english).toMatch(/7\.1\/applicant .*granted up to ¥500,000\.00/);
    expect(english).toMatch(/12\.1\/applicant .*eligible, without money/);
  });
});
