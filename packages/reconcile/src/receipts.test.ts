import type { Dossier, Expenditure, Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, model, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { award, brings, determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';
import { bought, cloud } from '../test-fixture/dossiers.ts';

describe('X7 and X9: what was received before', () => {
  const training = (id: string, wan: number, more: Partial<Expenditure> = {}) =>
    spent(id, wan * WAN, ['m'], { nature: 'compute', ...more });
  const trained = (more: Partial<Dossier>) =>
    determined(
      dossierWith(
        { projects: [model('m')], expenditures: [training('a', 1000), training('b', 400)], ...more },
        { organisationKind: 'university' },
      ),
    );

  it('is topped up to the standard (I-Xc)', () => {
    const otherAwards = [{ itemId: 'expenditures/a', amount: 100 * WAN, policy: '国家专项' }];
    const determination = trained({ otherAwards });
    expect(outcomes(determination)).toEqual({ '3.1/m': `reduced ${600 * WAN}` });
    expect(award(determination, '3.1/m').lines).toEqual([
      { item: 'expenditures/a', base: 1000 * WAN, percent: 50, value: 500 * WAN, deducted: 100 * WAN },
      { item: 'expenditures/b', base: 400 * WAN, percent: 50, value: 200 * WAN, deducted: 0 },
    ]);
    expect(reasons(determination, '3.1/m')).toEqual([
      { rule: 'X9', by: '国家专项', items: ['expenditures/a'] },
    ]);
  });

  it('brings nothing where it was the standard or more', () => {
    const otherAwards = [
      { itemId: 'expenditures/a', amount: 500 * WAN, policy: '甲' },
      { itemId: 'expenditures/b', amount: 900 * WAN, policy: '乙' },
    ];
    expect(outcomes(trained({ otherAwards }))).toEqual({ '3.1/m': 'superseded 0' });
  });

  it('adds up over all that an item has brought in', () => {
    const otherAwards = [
      { itemId: 'expenditures/a', amount: 100 * WAN, policy: '乙' },
      { itemId: 'expenditures/a', amount: 100 * WAN, policy: '甲' },
    ];
    const priorAwards: Dossier['priorAwards'] = [
      {
        clause: '9.1b',
        scope: 'x/2024',
        amount: 50 * WAN,
        lines: [{ item: 'expenditures/a', value: 50 * WAN }],
      },
    ];
    const determination = trained({ otherAwards, priorAwards });
    expect(outcomes(determination)).toEqual({ '3.1/m': `reduced ${450 * WAN}` });
    expect(reasons(determination, '3.1/m').map(({ rule, by }) => [rule, by])).toEqual([
      ['X7', '9.1b/x/2024'],
      ['X9', '乙'],
      ['X9', '甲'],
    ]);
  });

  it('counts into the limit: min(Σp, limit − C − Σ max(0, min(v, r) − s))', () => {
    // v = 2000 + 200, of a limit of 2000: r = 300 elsewhere on a, and 100 here on b.
    const determination = trained({
      expenditures: [training('a', 4000), training('b', 400)],
      otherAwards: [{ itemId: 'expenditures/a', amount: 300 * WAN, policy: '国家专项' }],
      priorAwards: [
        {
          clause: '3.1',
          scope: 'm',
          year: 2024,
          amount: 100 * WAN,
          lines: [{ item: 'expenditures/b', value: 100 * WAN }],
        },
      ],
    });
    // a brings 1700, b 100; the limit leaves 2000 − 100 − 300 = 1600, cut from b first, then from a.
    expect(brings(determination, '3.1/m')).toEqual({
      'expenditures/a': 1600 * WAN,
      'expenditures/b': 0,
    });
    expect(outcomes(determination)).toEqual({ '3.1/m': `reduced ${1600 * WAN}` });
    expect(reasons(determination, '3.1/m')).toEqual([
      { rule: 'X7', by: '3.1/m', items: ['expenditures/a', 'expenditures/b'] },
      { rule: 'X9', by: '国家专项', items: ['expenditures/a'] },
    ]);
  });

  it('uses a limit up, whatever it was paid for', () => {
    const priorAwards: Dossier['priorAwards'] = [
      { clause: '3.1', scope: 'm', amount: 1900 * WAN, lines: [{ item: 'gone', value: 1900 * WAN }] },
    ];
    const determination = trained({ priorAwards });
    expect(outcomes(determination)).toEqual({ '3.1/m': `reduced ${100 * WAN}` });
    expect(reasons(determination, '3.1/m')).toEqual([
      { rule: 'X7', by: '3.1/m', items: ['expenditures/a', 'expenditures/b'] },
    ]);
  });

  it('leaves an award granted in full where enough of the limit is left', () => {
    const priorAwards: Dossier['priorAwards'] = [
      { clause: '3.1', scope: 'm', amount: 1000 * WAN, lines: [{ item: 'gone', value: 1000 * WAN }] },
    ];
    expect(outcomes(trained({ priorAwards }))).toEqual({ '3.1/m': `granted ${700 * WAN}` });
  });

  it('uses a one-time right up, with whatever amount', () => {
    const gone = [{ item: 'gone', value: 1 }];
    const recognitions: Recognition[] = [
      { id: 'r', kind: 'national-key-laboratory', grantedOn: '2024-01-01' },
      { id: 's', kind: 'srdi-enterprise', grantedOn: '2024-01-01', firstTime: true },
    ];
    const dossier = dossierWith({
      projects: [cloud],
      expenditures: [bought('gpu', 100, ['cloud'])],
      recognitions,
      priorAwards: [
        { clause: '1.1', scope: 'applicant', amount: 1, lines: gone },
        { clause: '4.2', scope: 'r', amount: 1, lines: gone },
        { clause: '7.1', scope: 'applicant', amount: 1, lines: gone },
      ],
    });
    const determination = determined(dossier);
    expect(outcomes(determination)).toEqual({
      '1.1/applicant': 'already-awarded 0',
      '4.2/r': 'already-awarded 0',
      '7.1/applicant': 'already-awarded 0',
    });
    expect(reasons(determination, '1.1/applicant')).toEqual([
      { rule: 'X7', by: '1.1/applicant', items: ['expenditures/gpu'] },
    ]);
    expect(said(determination, '1.1/applicant')[0]).toMatch(
      /此前已兑付（1\.1\/applicant）.*paid before \(1\.1\/applicant\)/,
    );
    expect(determination.total).toEqual({ fixed: 0, ceiling: 0 });
  });

  it('a ceiling counts into the total of ceilings only', () => {
    const recognitions: Recognition[] = [
      { id: 's', kind: 'srdi-enterprise', grantedOn: '2024-01-01', firstTime: true },
    ];
    const otherAwards = [{ itemId: 'recognitions/s', amount: 20 * WAN, policy: '省' }];
    const determination = determined(dossierWith({ recognitions, otherAwards }));
    expect(outcomes(determination)).toEqual({ '7.1/applicant': `reduced ${30 * WAN}` });
    expect(determination.total).toEqual({ fixed: 0, ceiling: 30 * WAN });
  });
});
