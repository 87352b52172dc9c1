import type { Dossier } from '@twelve/dossier';
import { decideAll, jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';
import { dossierWith, research, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { determined } from '../test-fixture/determinations.ts';
import { determine, ENGINE_VERSION, resolve, selfCheck } from './index.ts';

const dossier: Dossier = dossierWith({
  projects: [research('p')],
  expenditures: [spent('x', 200 * WAN, ['p'])],
});

describe('the determination', () => {
  it('says what it rests on', () => {
    const determination = determined(dossier);
    expect(determination).toMatchObject({
      policyVersion: '2023-draft',
      engineVersion: ENGINE_VERSION,
      resolution: { proven: true, gapFen: 0 },
      warnings: [],
    });
    expect(determination.measures.map(({ measure }) => measure)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(determination).not.toHaveProperty('officialFacts');
  });

  it('hands on warnings, and in a case the facts that are official, in order', () => {
    const warning = { pointer: '/applicant/creditCode', code: 'x', message: { zh: '请核对', en: 'check' } };
    expect(selfCheck(jinhua, dossier, [warning]).warnings).toEqual([warning]);
    const officialFacts = ['applicant/name', 'applicant/aiField'];
    expect(determine(jinhua, dossier, { officialFacts }).officialFacts).toEqual([
      'applicant/aiField',
      'applicant/name',
    ]);
  });

  it('comes from the twelve checks’ decisions, whoever made them', () => {
    const decisions = decideAll(jinhua, dossier);
    const handedOn: typeof decisions = JSON.parse(JSON.stringify(decisions));
    expect(determine(jinhua, dossier, { decisions: handedOn })).toEqual(determine(jinhua, dossier, {}));
    expect(resolve(jinhua, dossier, handedOn.toReversed()).awards).toEqual(
      determine(jinhua, dossier, {}).awards.map(({ because, ...award }) => ({
        ...award,
        because: because.map(({ text: _, ...reason }) => reason),
      })),
    );
  });

  it('is plain JSON, the same every time', () => {
    const bytes = JSON.stringify(determined(dossier));
    expect(JSON.parse(bytes)).toEqual(determined(dossier));
    expect(JSON.stringify(determined(structuredClone(dossier)))).toBe(bytes);
  });
});
