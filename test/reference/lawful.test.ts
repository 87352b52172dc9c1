import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arbitraryContest } from './arbitrary-contest.ts';
import { arbitraryDossier } from './arbitrary-dossier.ts';
import { dossierWith, largeModel, research, spent, WAN } from './cases.ts';
import { decide } from './decide.ts';
import type { Determined, DeterminedAward } from './determination.ts';
import type { ReferenceDossier } from './facts.ts';
import { unlawful } from './lawful.ts';

function decided(dossier: ReferenceDossier): Determined {
  const determined = decide(dossier);
  if (determined === undefined) throw new RangeError('too large to try every choice');
  return determined;
}

/** One purchase under three clauses, a stacked one, a limit that binds, two growth classes, a park, a talent. */
const dossier = dossierWith({
  projects: [research('task', true), largeModel('m'), { id: 'lab', kind: 'rd-platform' }],
  expenditures: [
    spent('labour', 200, ['task']),
    spent('train', 300, ['task', 'm'], { nature: 'compute', publicPlatformId: 'jh' }),
    spent('bought', 400, [], { certifiedAiProduct: true }),
    spent('robot', 300, [], { certifiedAiProduct: true }),
  ],
  recognitions: [
    { id: 'inc', kind: 'ai-incubator', level: 'provincial', grantedOn: '2024-01-01', subjectId: 'k' },
    { id: 'srdi', kind: 'srdi-enterprise', grantedOn: '2024-02-02', firstTime: true },
  ],
  carriers: [{ id: 'k', kind: 'incubator', countedOn: '2024-09-09', tenants: 20, aiTenants: 12 }],
  annualAccounts: [{ year: 2024, revenue: 30_001 * WAN, softwareProductRevenue: 30_001 * WAN }],
  otherAwards: [{ itemId: 'carriers/k', amount: 10 * WAN, policy: '省' }],
});

describe('the judge', () => {
  it('has nothing to say against a lawful determination', () => {
    expect(unlawful(dossier, decided(dossier))).toEqual([]);
    expect(decided(dossier).total).toEqual({
      fixed: (50 + 150 + 100 + 500 + 90) * WAN,
      ceiling: 50 * WAN,
    });
  });

  it('accepts what the reference decides, whatever the dossier', () => {
    let judged = 0;
    const accepts = (one: ReferenceDossier) => {
      const determined = decide(one);
      if (determined === undefined) return;
      judged += 1;
      expect(unlawful(one, determined)).toEqual([]);
    };
    const small = { maxExpenditures: 4 };
    fc.assert(fc.property(arbitraryDossier(small), accepts), { seed: 1, numRuns: 100 });
    fc.assert(fc.property(arbitraryDossier({ ...small, incomplete: true }), accepts), {
      seed: 2,
      numRuns: 100,
    });
    fc.assert(fc.property(arbitraryContest(4), accepts), { seed: 3, numRuns: 30 });
    expect(judged).toBeGreaterThan(150);
  });
});

type Spoil = (determined: Determined, award: (id: string) => DeterminedAward) => void;

const wrongs: [string, RegExp, Spoil][] = [
  [
    'an item paid twice',
    /paid under/,
    (_, award) => {
      const [line] = award('3.1/m').lines;
      if (line) award('9.1b/jh/2024').lines = [{ ...line, percent: 15, value: 45 * WAN }];
    },
  ],
  [
    '4.1 without 2.1',
    /4\.1 without 2\.1/,
    (_, award) => {
      award('2.1/2024').lines = [];
    },
  ],
  [
    'a limit exceeded',
    /8\.3\/applicant: expenditures\/robot pays/,
    (_, award) => {
      const line = award('8.3/applicant').lines[1];
      if (line) line.deducted = 0;
    },
  ],
  [
    'a cut on the first line instead of the last',
    /8\.3\/applicant: expenditures\/bought pays/,
    (_, award) => {
      const [first, second] = award('8.3/applicant').lines;
      if (first && second) [first.deducted, second.deducted] = [110 * WAN, 0];
    },
  ],
  [
    'money that was received before',
    /pays 100000000 of at most 90000000/,
    (_, award) => {
      const [line] = award('10.1/k').lines;
      if (line) line.deducted = 0;
    },
  ],
  [
    'a value that is not its share',
    /value is not base/,
    (_, award) => {
      const [line] = award('3.1/m').lines;
      if (line) line.value += 1;
    },
  ],
  [
    'another rate',
    /300000000 × 49%/,
    (_, award) => {
      const [line] = award('3.1/m').lines;
      if (line) Object.assign(line, { percent: 49, value: 147 * WAN });
    },
  ],
  [
    'a foreign line',
    /expenditures\/train is not a line/,
    (_, award) => {
      const [line] = award('8.3/applicant').lines;
      if (line) line.item = 'expenditures/train';
    },
  ],
  [
    'lines that do not add up',
    /lines bring/,
    (_, award) => {
      award('3.1/m').amount -= 1;
    },
  ],
  [
    'a total that does not add up',
    /total\.fixed/,
    (determined) => {
      determined.total.fixed += 1;
    },
  ],
  [
    'a ceiling counted as fixed',
    /amountKind fixed/,
    (_, award) => {
      award('7.1/applicant').amountKind = 'fixed';
    },
  ],
  [
    'both growth classes',
    /7\.2 and 7\.3/,
    (_, award) => {
      Object.assign(award('7.3/2024'), { amount: 1 });
    },
  ],
  [
    '10.2 beside 10.1',
    /10\.2\/inc: granted/,
    (_, award) => {
      award('10.2/inc').status = 'granted';
    },
  ],
  [
    'reduced called granted',
    /10\.1\/k: granted, not reduced/,
    (_, award) => {
      award('10.1/k').status = 'granted';
    },
  ],
  [
    'a loss without a reason',
    /superseded without a reason/,
    (_, award) => {
      award('9.1b/jh/2024').because = [];
    },
  ],
  [
    'a reason that does not name the item',
    /no reason names it/,
    (_, award) => {
      for (const reason of award('9.1b/jh/2024').because) reason.items = [];
    },
  ],
  [
    'a reason that blames another',
    /does not hold/,
    (_, award) => {
      for (const reason of award('9.1b/jh/2024').because) reason.by = '8.3/applicant';
    },
  ],
  [
    'a reason in one language',
    /a reason's text/,
    (_, award) => {
      for (const reason of award('9.1b/jh/2024').because)
        reason.text = { zh: 'only English', en: 'only English' };
    },
  ],
  [
    'an award twice',
    /listed twice/,
    (determined, award) => {
      determined.awards.push(award('12.1/applicant'));
    },
  ],
  [
    'an award left out',
    /9\.1b\/jh\/2024: eligible but not listed/,
    (determined) => {
      determined.awards = determined.awards.filter(({ id }) => id !== '9.1b/jh/2024');
    },
  ],
  [
    'an award that is not due',
    /not eligible/,
    (determined, award) => {
      determined.awards.push({ ...award('3.1/m'), id: '2.2/lab', clause: '2.2', scope: 'lab' });
    },
  ],
  [
    'an id of another form',
    /not clause\/scope/,
    (_, award) => {
      award('3.1/m').scope = 'n';
    },
  ],
  [
    'another year',
    /3\.1\/m: year 2023/,
    (_, award) => {
      award('3.1/m').year = 2023;
    },
  ],
  [
    'no places',
    /quota/,
    (_, award) => {
      delete award('3.1/m').quota;
    },
  ],
  [
    'a proof with a gap',
    /and yet a gap/,
    (determined) => {
      determined.resolution.gapFen = 1;
    },
  ],
  [
    'measures out of order',
    /measures 12/,
    (determined) => {
      determined.measures.reverse();
    },
  ],
  [
    'an outcome that its conditions contradict',
    /its conditions say/,
    (determined) => {
      for (const clause of determined.measures[2]?.clauses ?? []) clause.outcome = 'ineligible';
    },
  ],
  [
    'a gross figure that is not the lines',
    /check 3\.1\/m: gross/,
    (determined) => {
      for (const clause of determined.measures[2]?.clauses ?? []) clause.gross = 1;
    },
  ],
  [
    'a fact asked for by nobody',
    /no clause asks/,
    (determined) => {
      determined.missing = [{ fact: 'applicant/name', clauses: ['2.1'], worth: 0 }];
    },
  ],
];

describe('a wrong that the judge finds', () => {
  test.each(wrongs)('%s', (_, complaint, spoil) => {
    const determined = structuredClone(decided(dossier));
    spoil(determined, (id) => {
      const award = determined.awards.find((one) => one.id === id);
      if (award === undefined) throw new RangeError(`no award ${id}`);
      return award;
    });
    expect(unlawful(dossier, determined).join('\n')).toMatch(complaint);
  });
});
