import type { Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, research, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { award, brings, determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';
import { bought, cloud, lab } from '../test-fixture/dossiers.ts';

describe('X1: the higher applies', () => {
  it('pays an item under one clause only, where the total is best', () => {
    const determination = determined(
      dossierWith({ projects: [cloud, lab], expenditures: [bought('gpu', 400, ['cloud', 'lab'])] }),
    );
    expect(outcomes(determination)).toEqual({
      '1.1/applicant': 'superseded 0',
      '2.2/lab': `granted ${200 * WAN}`,
    });
    expect(reasons(determination, '1.1/applicant')).toEqual([
      { rule: 'X1', by: '2.2/lab', items: ['expenditures/gpu'] },
    ]);
    expect(said(determination, '1.1/applicant')[0]).toMatch(
      /就高（I-Xa）.*2\.2\/lab.*the higher applies \(I-Xa\).*under 2\.2\/lab/,
    );
  });

  it('looks at the total, not at each rate: a limit moves the choice', () => {
    const expenditures = [bought('a', 6000, ['cloud', 'lab']), bought('b', 2000, ['cloud', 'lab'])];
    const determination = determined(dossierWith({ projects: [cloud, lab], expenditures }));
    expect(outcomes(determination)).toEqual({
      '1.1/applicant': `reduced ${500 * WAN}`,
      '2.2/lab': `reduced ${3000 * WAN}`,
    });
    expect(determination.total.fixed).toBe(3500 * WAN);
  });

  it('tests thresholds before an item moves (I-Xb)', () => {
    const determination = determined(
      dossierWith({
        projects: [research('rd'), lab],
        expenditures: [bought('rig', 99, ['rd', 'lab']), spent('staff', 1 * WAN, ['rd'])],
      }),
    );
    expect(outcomes(determination)).toEqual({
      '2.1/2024': `reduced ${0.15 * WAN}`,
      '2.2/lab': `granted ${49.5 * WAN}`,
    });
  });

  it('one recognised subject is paid once, at the higher level, whichever clauses recognise it (I-8a)', () => {
    const recognitions: Recognition[] = [
      { id: 'a', kind: 'typical-case', level: 'provincial', grantedOn: '2023-05-05', subjectId: 'arm' },
      { id: 'b', kind: 'first-set', level: 'national', grantedOn: '2024-05-05', subjectId: 'arm' },
      { id: 'c', kind: 'first-set', level: 'provincial', grantedOn: '2024-05-05' },
    ];
    const determination = determined(dossierWith({ recognitions }));
    expect(outcomes(determination)).toEqual({
      '8.1/a': 'superseded 0',
      '8.2/b': `granted ${100 * WAN}`,
      '8.2/c': `granted ${50 * WAN}`,
    });
    expect(reasons(determination, '8.1/a')).toEqual([{ rule: 'X1', by: '8.2/b', items: ['subjects/arm'] }]);
  });

  it('one enterprise gets 9.2 once, the higher (I-9a)', () => {
    const platform = { kind: 'industrial-internet-platform', grantedOn: '2024-05-05' } as const;
    const recognitions: Recognition[] = [
      { ...platform, id: 'a', level: 'provincial' },
      { ...platform, id: 'b', level: 'national' },
      { ...platform, id: 'c', level: 'national' },
    ];
    expect(outcomes(determined(dossierWith({ recognitions })))).toEqual({
      '9.2/a': 'superseded 0',
      '9.2/b': `granted ${200 * WAN}`,
      '9.2/c': 'superseded 0',
    });
  });

  it('leaves an item unused where what it received elsewhere would use up the limit', () => {
    const dossier = dossierWith({
      projects: [lab],
      expenditures: [bought('funded', 6000, ['lab']), bought('own', 6000, ['lab'])],
      otherAwards: [{ itemId: 'expenditures/funded', amount: 2000 * WAN, policy: '国家专项' }],
    });
    const determination = determined(dossier);
    expect(outcomes(determination)).toEqual({ '2.2/lab': `reduced ${3000 * WAN}` });
    expect(brings(determination, '2.2/lab')).toEqual({ 'expenditures/own': 3000 * WAN });
    expect(reasons(determination, '2.2/lab')).toEqual([
      { rule: 'X1', by: null, items: ['expenditures/funded'] },
      { rule: 'X9', by: '国家专项', items: ['expenditures/funded'] },
    ]);
    const [unused, received] = said(determination, '2.2/lab');
    expect(unused).toMatch(/I-Xa.*不计入.*\(I-Xa\).*left out/);
    expect(received).toMatch(
      /予以扣减，至多.*补足差额（I-Xc）.*is deducted: at most topped up to the higher standard \(I-Xc\)/,
    );
  });
});

describe('ties', () => {
  it('go to the lower-numbered clause', () => {
    const dossier = dossierWith({
      recognitions: [
        { id: 'b', kind: 'typical-case', level: 'national', grantedOn: '2024-05-05', subjectId: 'arm' },
        { id: 'a', kind: 'first-set', level: 'national', grantedOn: '2024-05-05', subjectId: 'arm' },
      ],
    });
    expect(outcomes(determined(dossier))).toEqual({
      '8.1/b': `granted ${100 * WAN}`,
      '8.2/a': 'superseded 0',
    });
  });

  it('go to the smaller scope', () => {
    const dossier = dossierWith({
      projects: [
        { ...lab, id: 'lab-b' },
        { ...lab, id: 'lab-a' },
      ],
      expenditures: [bought('x', 100, ['lab-b', 'lab-a'])],
    });
    expect(outcomes(determined(dossier))).toEqual({
      '2.2/lab-a': `granted ${50 * WAN}`,
      '2.2/lab-b': 'superseded 0',
    });
  });

  it('go to the most lines: what brings nothing beyond a limit is listed all the same', () => {
    const dossier = dossierWith({
      projects: [cloud],
      expenditures: [bought('a', 4000, ['cloud']), bought('b', 4000, ['cloud'])],
    });
    const determination = determined(dossier);
    expect(outcomes(determination)).toEqual({ '1.1/applicant': `granted ${1000 * WAN}` });
    expect(brings(determination, '1.1/applicant')).toEqual({
      'expenditures/a': 1000 * WAN,
      'expenditures/b': 0,
    });
  });

  it('of two equal items the one with the smaller key goes to the earlier award', () => {
    const dossier = dossierWith(
      {
        projects: [cloud, lab],
        expenditures: [
          bought('b', 4000, ['cloud', 'lab']),
          bought('a', 4000, ['cloud', 'lab']),
          bought('z', 4000, ['lab']),
        ],
      },
      { organisationKind: 'enterprise' },
    );
    const determination = determined(dossier);
    expect(Object.keys(brings(determination, '1.1/applicant'))[0]).toBe('expenditures/a');
    expect(determination.total.fixed).toBe(4000 * WAN);
  });
});

describe('X2: 4.1 stacks on 2.1', () => {
  const task = research('task', { leadsNationalTask: true });

  it('for the same items, and only where they are paid under 2.1', () => {
    const dossier = dossierWith({
      projects: [task, lab],
      expenditures: [spent('staff', 200 * WAN, ['task']), bought('rig', 100, ['task', 'lab'])],
    });
    const determination = determined(dossier);
    expect(outcomes(determination)).toEqual({
      '2.1/2024': `reduced ${30 * WAN}`,
      '2.2/lab': `granted ${50 * WAN}`,
      '4.1/task/2024': `reduced ${20 * WAN}`,
    });
    expect(reasons(determination, '4.1/task/2024')).toEqual([
      { rule: 'X2', by: '2.2/lab', items: ['expenditures/rig'] },
    ]);
    expect(said(determination, '4.1/task/2024')[0]).toMatch(/叠加.*2\.2\/lab.*adds to 2\.1.*under 2\.2\/lab/);
    expect(reasons(determination, '2.1/2024')).toEqual([
      { rule: 'X1', by: '2.2/lab', items: ['expenditures/rig'] },
    ]);
  });

  it('counts in the choice, item by item: 15% and 10% together beat 30% under a limit, 15% alone does not', () => {
    const dossier = dossierWith({
      projects: [task],
      expenditures: [
        spent('a', 4 * WAN, ['task']),
        spent('x', 500 * WAN, ['task'], { certifiedAiProduct: true }),
      ],
    });
    expect(outcomes(determined(dossier))).toEqual({
      '2.1/2024': `granted ${75.6 * WAN}`,
      '4.1/task/2024': `granted ${50.4 * WAN}`,
      '8.3/applicant': 'superseded 0',
    });
  });

  it('deducts what was received from 2.1 first, the rest from 4.1', () => {
    const of = (amount: number) =>
      determined(
        dossierWith({
          projects: [task],
          expenditures: [spent('x', 200 * WAN, ['task'])],
          otherAwards: [{ itemId: 'expenditures/x', amount, policy: '国家专项' }],
        }),
      );
    expect(outcomes(of(10 * WAN))).toEqual({
      '2.1/2024': `reduced ${20 * WAN}`,
      '4.1/task/2024': `granted ${20 * WAN}`,
    });
    expect(outcomes(of(40 * WAN))).toEqual({
      '2.1/2024': 'superseded 0',
      '4.1/task/2024': `reduced ${10 * WAN}`,
    });
    expect(of(50 * WAN).total.fixed).toBe(0);
  });
});

describe('the own limit', () => {
  it('leaves an award granted, cut from the last lines by item key', () => {
    const dossier = dossierWith({
      expenditures: [
        spent('b', 200 * WAN, [], { certifiedAiProduct: true }),
        spent('a', 100 * WAN, [], { certifiedAiProduct: true }),
        spent('c', 300 * WAN, [], { certifiedAiProduct: true }),
      ],
    });
    const determination = determined(dossier);
    expect(outcomes(determination)).toEqual({ '8.3/applicant': `granted ${100 * WAN}` });
    expect(award(determination, '8.3/applicant').lines.map(({ item, deducted }) => [item, deducted])).toEqual(
      [
        ['expenditures/a', 0],
        ['expenditures/b', 0],
        ['expenditures/c', 80 * WAN],
      ],
    );
    expect(reasons(determination, '8.3/applicant')).toEqual([]);
  });

  it('may be 0', () => {
    const talents = [
      { id: 't', year: 2024, annualSalary: 60 * WAN, localContribution: 0, isLegalRepresentative: false },
    ];
    const determination = determined(dossierWith({ talents }));
    expect(determination.total.fixed).toBe(0);
    expect(award(determination, '11.2/t/2024').amount).toBe(0);
  });
});

describe('awards without money', () => {
  it('are listed as granted, with amount 0', () => {
    const recognitions: Recognition[] = [{ id: 'r', kind: 'top-talent', grantedOn: '2024-01-01' }];
    const { awards } = determined(dossierWith({ recognitions }));
    expect(
      awards.map(({ id, year, status, amountKind, amount }) => [id, year, status, amountKind, amount]),
    ).toEqual([
      ['5.1/applicant', null, 'granted', 'none', 0],
      ['11.1/r', 2024, 'granted', 'by-other-policy', 0],
      ['12.1/applicant', null, 'granted', 'none', 0],
    ]);
  });
});

describe('an award', () => {
  it('says what it is of, and lists its lines by item key', () => {
    const expenditures = [bought('rig', 100, ['lab']), bought('laser', 100, ['lab', 'rd'])];
    const dossier = dossierWith({ projects: [lab, research('rd')], expenditures });
    const researched = determined({ ...dossier, projects: [research('lab'), research('rd')] });
    expect(award(researched, '2.1/2024').lines.map(({ item }) => item)).toEqual([
      'expenditures/laser',
      'expenditures/rig',
    ]);
    expect(award(determined(dossier), '2.2/lab')).toMatchObject({
      clause: '2.2',
      scope: 'lab',
      year: null,
      amountKind: 'fixed',
    });
  });
});

describe('every award', () => {
  const rich = determined(
    dossierWith({
      projects: [cloud, lab, research('task', { leadsNationalTask: true })],
      expenditures: [
        bought('a', 3000, ['cloud', 'lab', 'task']),
        bought('b', 5000, ['cloud', 'lab']),
        spent('c', 333_333_333, ['task'], { certifiedAiProduct: true }),
      ],
      otherAwards: [{ itemId: 'expenditures/b', amount: 77_777_777, policy: '省' }],
    }),
  );

  it('brings what its lines bring', () => {
    for (const { amount, lines } of rich.awards) {
      expect(lines.reduce((sum, { value, deducted }) => sum + value - deducted, 0)).toBe(amount);
    }
    expect(rich.awards.reduce((sum, { amount }) => sum + amount, 0)).toBe(rich.total.fixed);
  });

  it('gives a reason in both languages for what it does not bring', () => {
    const texts = rich.awards.flatMap(({ because }) => because.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(0);
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
    for (const { status, because } of rich.awards) {
      if (status !== 'granted') expect(because.length).toBeGreaterThan(0);
    }
  });
});
