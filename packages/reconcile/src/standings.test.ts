import type { Expenditure, Recognition } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';
import { dossierWith, model, research, spent, WAN, without } from '../../measures/test-fixture/dossiers.ts';
import { determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';
import { quotaCandidates, type Standings } from './index.ts';

const standings = (more: Partial<Standings>): { readonly standings: Standings } => ({
  standings: { contested: [], places: {}, ...more },
});
const held = (item: string, document = '24332000000012345678') => ({ item, document });

describe('X8: documents that another applicant holds', () => {
  const developing = dossierWith({
    projects: [research('p')],
    expenditures: [spent('a', 60 * WAN, ['p']), spent('b', 60 * WAN, ['p'])],
  });

  it('are not paid, but count for thresholds', () => {
    const determination = determined(developing, standings({ contested: [held('expenditures/a')] }));
    expect(outcomes(determination)).toEqual({ '2.1/2024': `reduced ${9 * WAN}` });
    expect(reasons(determination, '2.1/2024')).toEqual([
      { rule: 'X8', by: '24332000000012345678', items: ['expenditures/a'] },
    ]);
    expect(said(determination, '2.1/2024')[0]).toMatch(/由其他申报主体在先申报.*held by another applicant/);
  });

  it('leave an award contested where all its lines rest on them', () => {
    const contested = [held('expenditures/a', '222'), held('expenditures/b', '111')];
    const determination = determined(developing, standings({ contested }));
    expect(outcomes(determination)).toEqual({ '2.1/2024': 'contested 0' });
    expect(reasons(determination, '2.1/2024')).toEqual([
      { rule: 'X8', by: '111', items: ['expenditures/b'] },
      { rule: 'X8', by: '222', items: ['expenditures/a'] },
    ]);
  });

  it('are paid under no other clause either', () => {
    const platform: Expenditure = spent('a', 200 * WAN, ['p'], { certifiedAiProduct: true });
    const dossier = { ...developing, expenditures: [platform] };
    expect(outcomes(determined(dossier, standings({ contested: [held('expenditures/a')] })))).toEqual({
      '2.1/2024': 'contested 0',
      '8.3/applicant': 'contested 0',
    });
  });

  it('bear nothing of what 10.1 was paid for the year (X4): what is paid beside them bears it', () => {
    const incubator = (id: string): Recognition => ({
      id,
      kind: 'ai-incubator',
      level: 'provincial',
      grantedOn: '2024-05-05',
      subjectId: 'hub',
    });
    const dossier = dossierWith({
      carriers: [{ id: 'hub', kind: 'incubator', countedOn: '2024-12-31', tenants: 20, aiTenants: 12 }],
      recognitions: [incubator('a'), incubator('b')],
      priorAwards: [
        {
          clause: '10.1',
          scope: 'hub',
          year: 2024,
          amount: 100 * WAN,
          lines: [{ item: 'carriers/hub', value: 100 * WAN }],
        },
      ],
    });
    const determination = determined(dossier, standings({ contested: [held('recognitions/a', 'ZS-a')] }));
    expect(outcomes(determination)).toEqual({
      '10.1/hub': 'already-awarded 0',
      '10.2/a': 'contested 0',
      '10.2/b': 'superseded 0',
    });
  });

  it('are certificates too: what rests on the recognition is not paid, another one of the same subject is', () => {
    const recognitions: Recognition[] = [
      { id: 'a', kind: 'first-set', level: 'national', grantedOn: '2024-01-01', subjectId: 'arm' },
      { id: 'b', kind: 'typical-case', level: 'provincial', grantedOn: '2024-01-01', subjectId: 'arm' },
      { id: 'l', kind: 'national-key-laboratory', grantedOn: '2024-01-01' },
      { id: 'n', kind: 'industrial-internet-platform', level: 'national', grantedOn: '2024-01-01' },
      { id: 's', kind: 'srdi-enterprise', grantedOn: '2024-01-01', firstTime: true },
    ];
    const contested = ['a', 'l', 'n', 's'].map((id) => held(`recognitions/${id}`, `ZS-${id}`));
    const determination = determined(dossierWith({ recognitions }), standings({ contested }));
    expect(outcomes(determination)).toEqual({
      '4.2/l': 'contested 0',
      '7.1/applicant': 'contested 0',
      '8.1/b': `granted ${50 * WAN}`,
      '8.2/a': 'contested 0',
      '9.2/n': 'contested 0',
    });
    expect(determination.total).toEqual({ fixed: 50 * WAN, ceiling: 0 });
  });

  it('come after the once-only rights, the classes and the carriers’ years', () => {
    const carriers = [
      { id: 'k', kind: 'incubator', countedOn: '2024-05-05', tenants: 20, aiTenants: 20 },
    ] as const;
    const recognitions: Recognition[] = [
      { id: 'n', kind: 'ai-incubator', level: 'national', grantedOn: '2024-01-01', subjectId: 'k' },
    ];
    const dossier = dossierWith({ carriers: [...carriers], recognitions });
    expect(outcomes(determined(dossier, standings({ contested: [held('recognitions/n', 'ZS-1')] })))).toEqual(
      {
        '10.1/k': 'superseded 0',
        '10.2/n': 'contested 0',
      },
    );
  });
});

describe('X6 in a case: places are the city’s to give', () => {
  const trained = dossierWith(
    {
      projects: ['a', 'b', 'c'].map((id) => model(id)),
      expenditures: ['a', 'b', 'c'].map((id) => spent(`for-${id}`, 100 * WAN, [id], { nature: 'compute' })),
    },
    { organisationKind: 'research-institute' },
  );

  it('whatever the amounts', () => {
    const places = { a: 'waiting', b: 'held', c: 'waiting' } as const;
    const determination = determined(trained, standings({ places }));
    expect(outcomes(determination)).toEqual({
      '3.1/a': 'wait-listed 0',
      '3.1/b': `granted ${50 * WAN}`,
      '3.1/c': 'wait-listed 0',
    });
    expect(reasons(determination, '3.1/a')).toEqual([
      { rule: 'X6', by: 'quota/3.1/2024', items: ['expenditures/for-a'] },
    ]);
  });

  it('are asked for by models that would bring something, whatever documents others hold', () => {
    expect(quotaCandidates(jinhua, trained)).toEqual(
      ['a', 'b', 'c'].map((project) => ({ clause: '3.1', project, year: 2024, amountFen: 50 * WAN })),
    );
    const otherAwards = [{ itemId: 'expenditures/for-b', amount: 50 * WAN, policy: '国家' }];
    const projects = [
      model('a', { scenarioCount: 3 }),
      model('b'),
      model('c', { completedOn: '2023-02-02' }),
    ];
    expect(quotaCandidates(jinhua, { ...trained, projects, otherAwards })).toEqual([
      { clause: '3.1', project: 'c', year: 2023, amountFen: 50 * WAN },
    ]);
    expect(quotaCandidates(jinhua, without(trained, 'applicant/aiField'))).toEqual([]);
  });

  it('are asked for as well where lines that were paid elsewhere would take up the limit', () => {
    const expenditures = [40, 10_000].map((wan) =>
      spent(`at-${wan}`, wan * WAN, ['a'], { nature: 'compute' }),
    );
    const otherAwards = [{ itemId: 'expenditures/at-10000', amount: 2000 * WAN, policy: '国家' }];
    const dossier = { ...trained, projects: [model('a')], expenditures, otherAwards };
    expect(quotaCandidates(jinhua, dossier)).toEqual([
      { clause: '3.1', project: 'a', year: 2024, amountFen: 20 * WAN },
    ]);
    const paidWhole = [{ itemId: 'expenditures/at-40', amount: 20 * WAN, policy: '国家' }, ...otherAwards];
    expect(quotaCandidates(jinhua, { ...dossier, otherAwards: paidWhole })).toEqual([]);
  });
});
