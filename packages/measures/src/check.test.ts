import type { Carrier, Dossier, Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, research, spent, WAN, without } from '../test-fixture/dossiers.ts';
import { everything } from '../test-fixture/everything.ts';
import {
  catalogue,
  checkAll,
  checkMeasure,
  type Decisions,
  decideAll,
  decideMeasure,
  jinhua,
  jinhuaPack,
  jinhuaSlice,
  PolicyPackError,
  productAdoption,
  UnknownMeasureError,
} from './index.ts';

const developing = dossierWith({
  projects: [research('p')],
  expenditures: [
    spent('b', 60 * WAN, ['p'], { incurredOn: '2025-05-05' }),
    spent('c', 200 * WAN, ['p']),
    spent('a', 1 * WAN, ['p']),
  ],
});

const decided = <T>(value: T, from = '2023-01-01') => [{ from, value, source: 'decision' }] as const;

const hub: Carrier = { id: 'hub', kind: 'incubator', countedOn: '2024-04-04', tenants: 20, aiTenants: 12 };
const hatchery: Recognition = {
  id: 'hatchery',
  kind: 'ai-incubator',
  level: 'municipal',
  grantedOn: '2024-05-05',
  subjectId: 'hub',
};

describe('a measure', () => {
  it.each([0, 13, 1.5, Number.NaN])('%d does not exist', (number) => {
    expect(() => checkMeasure(jinhua, number, developing)).toThrow(UnknownMeasureError);
    expect(() => decideMeasure(jinhua, number, developing)).toThrow(UnknownMeasureError);
  });

  it('comes to the best of its clauses', () => {
    const outcome = (dossier = developing) => checkMeasure(jinhua, 2, dossier).outcome;
    expect(outcome()).toBe('eligible');
    expect(outcome(without(developing, 'applicant/aiField', 'applicant/industryCode'))).toBe('undetermined');
    expect(outcome(without(developing, 'projects'))).toBe('undetermined');
    expect(outcome(dossierWith({}))).toBe('ineligible');
    const second = dossierWith({
      carriers: [{ ...hub, tenants: 0, aiTenants: 0 }],
      recognitions: [hatchery],
    });
    expect(checkMeasure(jinhua, 10, second).clauses.map((one) => one.outcome)).toEqual([
      'ineligible',
      'eligible',
    ]);
    expect(checkMeasure(jinhua, 10, second).outcome).toBe('eligible');
  });

  it('states its gates with every scope, each with its own conditions', () => {
    const ids = checkMeasure(jinhua, 2, developing)
      .clauses.slice(0, 2)
      .map(({ conditions }) => conditions.map(({ id }) => id).join(' '));
    expect(ids).toEqual([
      'G1 G2 G3 G4 G5 G6 2.1-project 2.1-period 2.1-floor',
      'G1 G2 G3 G4 G5 G6 2.1-project 2.1-period 2.1-floor',
    ]);
  });

  it('lists clauses as the policy does, scopes, lines and facts by code unit', () => {
    const { clauses } = checkMeasure(jinhua, 2, developing);
    expect(clauses.map(({ clause, scope }) => [clause, scope])).toEqual([
      ['2.1', '2024'],
      ['2.1', '2025'],
      ['2.2', null],
    ]);
    expect(clauses[0]?.lines.map(({ item }) => item)).toEqual(['expenditures/a', 'expenditures/c']);
    const facts = clauses[0]?.conditions.find(({ id }) => id === '2.1-floor')?.facts;
    expect(facts).toEqual(['expenditures/a', 'expenditures/c']);
  });
});

describe('an enterprise of which everything is known', () => {
  const outcomes = (dossier: Dossier) =>
    checkAll(jinhua, dossier)
      .flatMap(({ clauses }) => clauses)
      .filter(({ outcome }) => outcome !== 'ineligible')
      .map(({ clause, scope, outcome }) => `${clause}/${scope} ${outcome}`);

  it('and that has nothing gets what every one gets, and nothing is asked', () => {
    expect(outcomes(dossierWith({}))).toEqual(['5.1/applicant eligible', '12.1/applicant eligible']);
  });

  it('and that has one recognition of every kind gets what each is for', () => {
    const granted = { grantedOn: '2024-04-04' };
    const recognitions: Recognition[] = [
      { ...granted, id: 'lab', kind: 'national-key-laboratory' },
      { ...granted, id: 'srdi', kind: 'srdi-enterprise', firstTime: true },
      { ...granted, id: 'case', kind: 'typical-case', level: 'national' },
      { ...granted, id: 'set', kind: 'first-set', level: 'provincial' },
      { ...granted, id: 'net', kind: 'industrial-internet-platform', level: 'provincial' },
      { ...granted, id: 'hub', kind: 'ai-incubator', level: 'municipal', subjectId: 'k' },
      { ...granted, id: 'top', kind: 'top-talent' },
    ];
    const carriers: Carrier[] = [
      { id: 'k', kind: 'incubator', countedOn: '2024-04-04', tenants: 0, aiTenants: 0 },
    ];
    expect(outcomes(dossierWith({ recognitions, carriers }, { aiDomains: [] }))).toEqual([
      '4.2/lab eligible',
      '7.1/applicant eligible',
      '8.1/case eligible',
      '8.2/set eligible',
      '9.2/net eligible',
      '10.2/hub eligible',
      '11.1/top eligible',
      '12.1/applicant eligible',
    ]);
  });
});

describe('all measures', () => {
  it('are the twelve, in order, under the version of the policy', () => {
    const pack = jinhuaPack('2024-revised');
    const found = checkAll(pack, developing);
    expect(found.map(({ measure }) => measure)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(new Set(found.map(({ policyVersion }) => policyVersion))).toEqual(new Set(['2024-revised']));
    expect(decideAll(pack, developing).map(({ measure, policyVersion }) => [measure, policyVersion])).toEqual(
      found.map(({ measure, policyVersion }) => [measure, policyVersion]),
    );
  });

  it('say that the departments may narrow what they come to (suppl. 2)', () => {
    for (const { reservation } of checkAll(jinhua, developing)) {
      expect(reservation.zh).toContain('附则第2条');
      expect(reservation.en).toContain('Suppl. 2');
    }
  });

  it('are what each comes to alone, with and without texts', () => {
    expect(checkAll(jinhua, developing)).toEqual(
      jinhua.measures.map(({ number }) => checkMeasure(jinhua, number, developing)),
    );
    expect(decideAll(jinhua, developing)).toEqual(
      jinhua.measures.map(({ number }) => decideMeasure(jinhua, number, developing)),
    );
    const slice = jinhuaSlice(productAdoption);
    expect(checkMeasure(slice, 8, developing)).toEqual(checkMeasure(jinhua, 8, developing));
    expect(() => checkMeasure(slice, 7, developing)).toThrow(UnknownMeasureError);
  });

  it('decide as they explain', () => {
    const explained = checkAll(jinhua, developing).flatMap(({ clauses }) => clauses);
    const decided = decideAll(jinhua, developing).flatMap(({ clauses }) => clauses);
    const pick = ({ clause, scope, outcome, gross, limit, amount, missing }: (typeof decided)[number]) => ({
      clause,
      scope,
      outcome,
      gross,
      limit,
      amount,
      missing,
    });
    expect(explained).toMatchObject(decided.map(pick));
  });

  it('a revised limit over several years is the last one', () => {
    const raised = (id: string, value: number) =>
      [
        id,
        [
          { from: '2023-01-01', value: WAN, source: 'Art. 1' },
          { from: '2025-07-01', value, source: 'revision' },
        ],
      ] as const;
    const limits = { '1.1': 1, '2.2': 2, '6.2': 3, '6.3': 4, '8.3': 5, '10.2': 6 };
    const pack = jinhuaPack('revised', {
      parameters: Object.fromEntries(
        Object.entries(limits).map(([clause, wan]) => raised(`${clause}-limit`, wan * WAN)),
      ),
    });
    for (const dossier of [everything, dossierWith({})]) {
      const found = checkAll(pack, dossier)
        .flatMap(({ clauses }) => clauses)
        .filter(({ clause }) => Object.hasOwn(limits, clause))
        .map(({ clause, limit }) => [clause, (limit ?? 0) / WAN]);
      expect(Object.fromEntries(found)).toEqual(limits);
    }
  });

  it.each<[string, Decisions]>([
    ['a point that the register does not have', { interpretations: { 'I-7A': decided('reaches') } }],
    ['a figure that no clause has', { parameters: { '2.1-rate': decided(20) } }],
    ['a reading that is not implemented', { interpretations: { 'I-7a': decided('perhaps') } }],
    ['a figure of another kind', { parameters: { '2.1-percent': decided(12.5) } }],
    [
      'rows that are not in order of time',
      { parameters: { '2.1-percent': [...decided(20, '2024-07-01'), ...decided(15)] } },
    ],
  ])('a revision with %s is refused when it is made, not when a dossier comes', (_, decisions) => {
    expect(() => jinhuaPack('revised', decisions)).toThrow(PolicyPackError);
  });

  it('the codes of the gates and every figure of a clause can be revised', () => {
    const own = catalogue(jinhua).flatMap(({ clauses }) => clauses.flatMap(({ parameters }) => parameters));
    const parameters = Object.fromEntries(own.map(({ id, value }) => [id, decided(value)]));
    const codes = { 'G1-divisions': decided(['330702']), 'G1-counties': decided(['330784']) };
    expect(jinhuaPack('revised', { parameters: { ...parameters, ...codes } }).measures).toHaveLength(12);
  });

  it('a revised figure holds from its day on', () => {
    const pack = jinhuaPack('revised', {
      parameters: {
        '2.1-percent': [
          { from: '2023-01-01', value: 15, source: 'Art. 2 cl. 1' },
          { from: '2024-03-04', value: 30, source: 'revision' },
        ],
      },
    });
    const dossier = dossierWith({
      projects: [research('p')],
      expenditures: [
        spent('before', 100 * WAN, ['p'], { incurredOn: '2024-03-03' }),
        spent('from', 100 * WAN, ['p'], { incurredOn: '2024-03-04' }),
      ],
    });
    expect(checkMeasure(pack, 2, dossier).clauses[0]?.lines.map(({ percent }) => percent)).toEqual([15, 30]);
  });
});
