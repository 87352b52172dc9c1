import { describe, expect, it } from 'vitest';
import { checks } from '../../test-fixture/checks.ts';
import { WAN } from '../../test-fixture/dossiers.ts';
import { everything } from '../../test-fixture/everything.ts';
import { catalogue, jinhua } from '../index.ts';

/**
 * What an official would hold beside the policy's text: each clause's figures, and its conditions with the article
 * they come from and the facts they read.
 */
const COMMON = [
  'G1: Suppl. 1, applicant/divisionCode',
  'G2: Suppl. 1, applicant/legalPersonType',
  'G3: Suppl. 1, applicant/taxCompliant',
  'G4: Suppl. 1, applicant/soundFinance',
];
const AI = [...COMMON, 'G5: Suppl. 1, applicant/aiField'];
const WIDENED = [
  ...COMMON,
  'G5: Suppl. 1, 3, applicant/aiField, applicant/industryCode, applicant/legalPersonType',
];
const ENTERPRISE = 'G6: Suppl. 1, applicant/legalPersonType';

const CONDITIONS: readonly (readonly [clause: string, conditions: readonly string[]])[] = [
  ['1.1', [...AI, '1.1-platform: Art. 1, projects, expenditures', '1.1-period: Suppl. 4, expenditures']],
  [
    '2.1',
    [
      ...WIDENED,
      ENTERPRISE,
      '2.1-project: Art. 2 cl. 1, projects, expenditures',
      '2.1-period: Suppl. 4, expenditures/wages',
      '2.1-floor (fen): Art. 2 cl. 1, expenditures/wages',
    ],
  ],
  [
    '2.2',
    [...WIDENED, '2.2-platform: Art. 2 cl. 2, projects', '2.2-equipment: Art. 2 cl. 2, expenditures/server'],
  ],
  [
    '3.1',
    [
      ...AI,
      '3.1-builder: Art. 3, applicant/organisationKind',
      '3.1-model: Art. 3, projects',
      '3.1-completed: Suppl. 4, projects/llm',
      '3.1-original: Art. 3, projects/llm',
      '3.1-compute-centre: Art. 3, projects/llm',
      '3.1-parameters (count): Art. 3, projects/llm',
      '3.1-scenarios (count): Art. 3, projects/llm',
      '3.1-compute-cost: Art. 3, expenditures/training',
    ],
  ],
  [
    '4.1',
    [
      ...WIDENED,
      ENTERPRISE,
      '4.1-task: Art. 4 cl. 1, projects, expenditures',
      '4.1-period: Suppl. 4, expenditures/wages',
      '4.1-floor (fen): Art. 2 cl. 1, expenditures/wages',
    ],
  ],
  [
    '4.2',
    [
      ...AI,
      '4.2-builder: Art. 4 cl. 2, applicant/legalPersonType, applicant/organisationKind',
      '4.2-platform: Art. 4 cl. 2, recognitions',
      '4.2-period: Suppl. 4, recognitions/centre',
    ],
  ],
  ['5.1', [...AI, ENTERPRISE, '5.1-domain: Art. 5, applicant/aiDomains', '5.1-tier: Art. 5, recognitions']],
  [
    '6.1',
    [
      ...WIDENED,
      ENTERPRISE,
      '6.1-start: Art. 6 cl. 1, recognitions, applicant/settlement',
      '6.1-leader: Art. 6 cl. 1, recognitions, annualAccounts',
      '6.1-not-before (year): Art. 6 cl. 1, recognitions, applicant/settlement',
      '6.1-not-after (year): Art. 6 cl. 1, recognitions, applicant/settlement',
    ],
  ],
  [
    '6.2',
    [
      ...WIDENED,
      ENTERPRISE,
      '6.2-settled: Art. 6 cl. 2, applicant/settlement',
      '6.2-registered-capital (fen): Art. 6 cl. 2, applicant/registeredCapital',
      '6.2-capital: Art. 6 cl. 2, capitalContributions',
      '6.2-paid-in-capital (fen): Art. 6 cl. 2, capitalContributions/seed',
    ],
  ],
  [
    '6.3',
    [
      ...WIDENED,
      ENTERPRISE,
      '6.3-settled: Art. 6 cl. 3, applicant/settlement',
      '6.3-fund: Art. 6 cl. 3, capitalContributions',
    ],
  ],
  [
    '7.1',
    [
      ...WIDENED,
      ENTERPRISE,
      '7.1-first: Art. 7 cl. 1, recognitions',
      '7.1-period: Suppl. 4, recognitions/srdi',
    ],
  ],
  [
    '7.2',
    [
      ...WIDENED,
      ENTERPRISE,
      '7.2-software-enterprise: Art. 7 cl. 2, applicant/industryCode',
      '7.2-accounts: Art. 7 cl. 2, annualAccounts',
      '7.2-period: Suppl. 4, annualAccounts/2024/revenue',
      '7.2-share (fen): Art. 7 cl. 2, annualAccounts/2024/revenue',
      '7.2-tier (fen): Art. 7 cl. 2, annualAccounts/2024/revenue',
      '7.2-first (fen): Art. 7 cl. 2, annualAccounts/2024/revenue, applicant/peakRevenueBefore',
    ],
  ],
  [
    '7.3',
    [
      ...WIDENED,
      ENTERPRISE,
      '7.3-services-enterprise: Art. 7 cl. 2, applicant/industryCode',
      '7.3-accounts: Art. 7 cl. 2, annualAccounts',
      '7.3-period: Suppl. 4, annualAccounts/2024/revenue',
      '7.3-tier (fen): Art. 7 cl. 2, annualAccounts/2024/revenue',
      '7.3-first (fen): Art. 7 cl. 2, annualAccounts/2024/revenue, applicant/peakRevenueBefore',
    ],
  ],
  [
    '8.1',
    [
      ...WIDENED,
      '8.1-recognition: Art. 8 cl. 1, recognitions',
      '8.1-period: Suppl. 4, recognitions/case',
      '8.1-level: Art. 8 cl. 1, recognitions/case',
    ],
  ],
  [
    '8.2',
    [
      ...WIDENED,
      '8.2-recognition: Art. 8 cl. 2, recognitions',
      '8.2-period: Suppl. 4, recognitions/set',
      '8.2-level: Art. 8 cl. 2, recognitions/set',
    ],
  ],
  [
    '8.3',
    [
      ...WIDENED,
      ENTERPRISE,
      '8.3-purchase: Art. 8 cl. 3, expenditures',
      '8.3-period: Suppl. 4, expenditures/robot',
    ],
  ],
  [
    '9.1a',
    [...AI, '9.1a-service: Art. 9 cl. 1, platformServices', '9.1a-period: Suppl. 4, platformServices/hours'],
  ],
  ['9.1b', [...AI, '9.1b-fees: Art. 9 cl. 1, expenditures', '9.1b-period: Suppl. 4, expenditures/training']],
  [
    '9.2',
    [
      ...AI,
      ENTERPRISE,
      '9.2-recognition: Art. 9 cl. 2, recognitions',
      '9.2-period: Suppl. 4, recognitions/net',
      '9.2-level: Art. 9 cl. 2, recognitions/net',
    ],
  ],
  [
    '10.1',
    [
      ...AI,
      '10.1-carrier: Art. 10 cl. 1, carriers',
      '10.1-period: Suppl. 4, carriers/hub',
      '10.1-tenants (count): Art. 10 cl. 1, carriers/hub',
      '10.1-share (count): Art. 10 cl. 1, carriers/hub',
    ],
  ],
  [
    '10.2',
    [
      ...AI,
      '10.2-recognition: Art. 10 cl. 2, recognitions, carriers',
      '10.2-period: Suppl. 4, recognitions/hatch',
    ],
  ],
  [
    '11.1',
    [...WIDENED, '11.1-talent: Art. 11 cl. 1, recognitions', '11.1-period: Suppl. 4, recognitions/fellow'],
  ],
  [
    '11.2',
    [
      ...WIDENED,
      ENTERPRISE,
      '11.2-talent: Art. 11 cl. 2, talents',
      '11.2-period: Suppl. 4, talents/ann/2024',
      '11.2-not-legal-representative: Art. 11 cl. 2, talents/ann/2024',
      '11.2-salary (fen): Art. 11 cl. 2, talents/ann/2024',
    ],
  ],
  ['12.1', [...AI, '12.1-applicant: Art. 12']],
];

const FIGURES: readonly (readonly [clause: string, kind: string, figures: readonly string[]])[] = [
  ['1.1', 'fixed, once', ['hardware-percent 25%', 'software-percent 20%', 'limit 1000万']],
  ['2.1', 'fixed', ['floor 100万', 'percent 15%']],
  ['2.2', 'fixed', ['percent 50%', 'limit 3000万']],
  ['3.1', 'fixed', ['percent 50%', 'limit 2000万', 'parameters 1000000000', 'scenarios 4', 'places 2']],
  ['4.1', 'fixed', ['percent 10%', '2.1-floor 100万', '2.1-percent 15%']],
  ['4.2', 'fixed, once', ['sum 1000万']],
  ['5.1', 'none', []],
  ['6.1', 'fixed', ['years 10', 'full-years 3', 'full-percent 100%', 'later-percent 50%']],
  ['6.2', 'fixed', ['floor 2000万', 'percent 5%', 'limit 500万']],
  ['6.3', 'fixed, once', ['percent 10%', 'limit 1000万']],
  ['7.1', 'ceiling, once', ['limit 50万']],
  [
    '7.2',
    'fixed',
    [
      'share 60%',
      ...['bound-1 1000万', 'sum-1 100万', 'bound-2 2000万', 'sum-2 200万', 'bound-3 5000万', 'sum-3 500万'],
    ],
  ],
  [
    '7.3',
    'fixed',
    ['bound-1 10000万', 'sum-1 100万', 'bound-2 30000万', 'sum-2 300万', 'bound-3 50000万', 'sum-3 500万'],
  ],
  ['8.1', 'fixed', ['national 100万', 'provincial 50万']],
  ['8.2', 'fixed', ['national 100万', 'provincial 50万']],
  ['8.3', 'fixed', ['percent 30%', 'limit 100万']],
  ['9.1a', 'fixed', ['percent 15%', 'limit 300万']],
  ['9.1b', 'fixed', ['percent 15%', 'limit 50万']],
  ['9.2', 'fixed', ['national 200万', 'provincial 50万']],
  ['10.1', 'fixed, once', ['sum 100万', 'tenants 20', 'share 60%']],
  ['10.2', 'fixed', ['national 200万', 'provincial 100万', 'municipal 50万', 'limit 200万']],
  ['11.1', 'by-other-policy', []],
  ['11.2', 'fixed', ['floor-1 40万', 'percent-1 3%', 'floor-2 50万', 'percent-2 4%']],
  ['12.1', 'none', []],
];

const clauses = catalogue(jinhua).flatMap((measure) => measure.clauses);

describe('the conditions of a clause', () => {
  it.each(CONDITIONS)('%s', (clause, expected) => {
    const found = checks(clause, everything).filter(({ outcome }) => outcome === 'eligible');
    const [only] = found;
    expect(found).toHaveLength(1);
    expect(
      only?.conditions.map(({ id, unit, source, facts }) => {
        const named = unit === undefined ? id : `${id} (${unit})`;
        return `${named}: ${[source, ...facts].join(', ')}`;
      }),
    ).toEqual(expected);
  });

  it.each(CONDITIONS)('%s: read the facts that the catalogue names, and no other', (clause) => {
    const read = checks(clause, everything).flatMap(({ conditions }) =>
      conditions.flatMap(({ facts }) => facts),
    );
    const named = clauses.find((one) => one.clause === clause)?.facts ?? [];
    expect(new Set(named)).toEqual(new Set(read.map(factOf)));
  });
});

/** The fact of a dossier that an item or entry is part of. */
const factOf = (read: string): string => (read.startsWith('applicant/') ? read : read.replace(/\/.*/, ''));

describe('what every clause rests on', () => {
  it.each(clauses.map(({ clause, interpretations }) => [clause, interpretations] as const))(
    '%s: the urban area, the AI field, the day of the event; and whom Suppl. 3 adds',
    (clause, interpretations) => {
      const widened = ['2', '6', '7', '8', '11'].includes(clause.replace(/\..*/, '')) || clause === '4.1';
      const points = interpretations.map(({ id }) => id).filter((id) => id.startsWith('I-G'));
      expect(points).toEqual(['I-G1', 'I-G5', ...(widened ? ['I-G6'] : []), 'I-G7']);
    },
  );
});

describe('the figures of a clause', () => {
  it.each(FIGURES)('%s', (clause, kind, expected) => {
    const found = clauses.find((one) => one.clause === clause);
    const said: Readonly<Record<string, (value: number) => string>> = {
      fen: (value) => `${value / WAN}万`,
      percent: (value) => `${value}%`,
      count: String,
    };
    expect([found?.amountKind, ...(found?.once ? ['once'] : [])].join(', ')).toBe(kind);
    expect(
      found?.parameters.map(({ id, unit, value, from }) => {
        const figure = said[unit]?.(Number(value));
        return `${from} ${id} ${figure}`;
      }),
    ).toEqual(expected.map((figure) => `2023-01-01 ${/^\d/.test(figure) ? figure : `${clause}-${figure}`}`));
  });
});
