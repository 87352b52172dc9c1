import type { Recognition, RecognitionLevel } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, condition, reading } from '../../test-fixture/checks.ts';
import { dossierWith, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

/** What 8.1 and 8.2 recognise: it has a level, and is no incubator. */
type Subject = Exclude<Extract<Recognition, { level: RecognitionLevel }>, { kind: 'ai-incubator' }>;

const granted = (kind: Subject['kind'], more: Partial<Subject> = {}): Subject => ({
  id: 'r',
  kind,
  level: 'national',
  grantedOn: '2024-08-08',
  ...more,
});
const recognised = (...recognitions: readonly Subject[]) => dossierWith({ recognitions: [...recognitions] });
const bought = dossierWith({ expenditures: [spent('robot', 100 * WAN, [], { certifiedAiProduct: true })] });

itHasItsGates({
  clause: '8.1',
  dossier: recognised(granted('typical-case')),
  field: 'widened',
  enterprise: false,
});
itHasItsGates({
  clause: '8.2',
  dossier: recognised(granted('first-set')),
  field: 'widened',
  enterprise: false,
});
itHasItsGates({ clause: '8.3', dossier: bought, field: 'widened', enterprise: true });

describe.each<[string, Subject['kind'][]]>([
  ['8.1', ['typical-case', 'innovation-project', 'excellent-application']],
  ['8.2', ['first-set', 'first-batch', 'first-version']],
])('%s: recognised subjects', (clause, kinds) => {
  const [kind = 'typical-case'] = kinds;

  it.each(kinds)('%s counts', (one) => {
    expect(check(clause, recognised(granted(one))).amount).toBe(100 * WAN);
  });

  it.each<[RecognitionLevel, string, number]>([
    ['national', 'eligible', 100],
    ['provincial', 'eligible', 50],
    ['municipal', 'ineligible', 0],
  ])('%s level: %s', (level, outcome, wan) => {
    expect(check(clause, recognised(granted(kind, { level })))).toMatchObject({
      outcome,
      scope: 'r',
      amount: wan * WAN,
    });
  });

  it('pays for the subject, whatever names it (I-8a)', () => {
    const items = (more: Partial<Subject>) =>
      check(clause, recognised(granted(kind, more))).lines.map(({ item }) => item);
    expect(items({})).toEqual(['recognitions/r']);
    expect(items({ subjectId: 'arm' })).toEqual(['subjects/arm']);
  });

  it('has a scope for each recognition, also of one subject', () => {
    const dossier = recognised(
      granted(kind, { id: 'b', subjectId: 'arm' }),
      granted(kind, { id: 'a', subjectId: 'arm', level: 'provincial' }),
    );
    expect(checks(clause, dossier).map(({ scope, amount }) => [scope, amount])).toEqual([
      ['a', 50 * WAN],
      ['b', 100 * WAN],
    ]);
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check(clause, recognised(granted(kind, { grantedOn }))).outcome).toBe(outcome);
  });

  it('pays the difference where the subject received less before, under either name', () => {
    const dossier = recognised(granted(kind, { subjectId: 'arm' }));
    const other = (itemId: string) => [{ itemId, amount: 30 * WAN, policy: '省级专项' }];
    expect(check(clause, { ...dossier, otherAwards: other('subjects/arm') }).amount).toBe(70 * WAN);
    expect(check(clause, { ...dossier, otherAwards: other('recognitions/r') }).amount).toBe(70 * WAN);
    const lines = [{ item: 'recognitions/r', value: 50 * WAN }];
    const priorAwards = [{ clause: '8.1' as const, scope: 'x', amount: 50 * WAN, lines }];
    expect(check(clause, { ...dossier, priorAwards }).amount).toBe(50 * WAN);
  });

  it('is open while the recognitions are unknown', () => {
    expect(check(clause, without(dossierWith({}), 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      amount: null,
      limit: null,
      missing: ['recognitions'],
    });
  });
});

describe('8.3: buying AI products', () => {
  const buying = (amountFen: number, more = {}) =>
    dossierWith({ expenditures: [spent('x', amountFen, [], { certifiedAiProduct: true, ...more })] });

  it('pays 30% of what was recognised, of any nature', () => {
    const dossier = dossierWith({
      expenditures: [
        spent('a', 103, [], { certifiedAiProduct: true, nature: 'software' }),
        spent('b', 103, [], { certifiedAiProduct: true, nature: 'hardware' }),
        spent('c', 900 * WAN, [], { nature: 'hardware' }),
      ],
    });
    expect(condition(check('8.3', dossier), '8.3-period').facts).toEqual([
      'expenditures/a',
      'expenditures/b',
    ]);
    expect(check('8.3', dossier)).toMatchObject({
      scope: 'applicant',
      lines: [{ item: 'expenditures/a' }, { item: 'expenditures/b', base: 103, percent: 30, value: 30 }],
      amount: 60,
    });
  });

  it.each([
    ['below', 333_333_330, 99_999_999],
    ['at', 333_333_334, 100 * WAN],
    ['above', 400 * WAN, 100 * WAN],
  ])('%s its ceiling', (_, amountFen, paysFen) => {
    expect(check('8.3', buying(amountFen))).toMatchObject({ limit: 100 * WAN, amount: paysFen });
  });

  it('has one ceiling in total, whatever the year (I-8c)', () => {
    const lines = [{ item: 'expenditures/old', value: 90 * WAN }];
    const priorAwards = [{ clause: '8.3' as const, scope: 'applicant', year: 2023, amount: 90 * WAN, lines }];
    expect(check('8.3', { ...buying(100 * WAN), priorAwards }).amount).toBe(10 * WAN);
    const ofAYear = priorAwards.map((award) => ({ ...award, scope: '2023' }));
    expect(check('8.3', { ...buying(100 * WAN), priorAwards: ofAYear }).amount).toBe(10 * WAN);
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('invoiced on %s', (incurredOn, outcome) => {
    expect(check('8.3', buying(WAN, { incurredOn })).outcome).toBe(outcome);
  });

  it('needs no AI field of the buyer where that is decided (I-8b)', () => {
    const shop = dossierWith(bought, { aiField: false });
    expect(check('8.3', shop)).toMatchObject({
      outcome: 'ineligible',
      interpretations: expect.arrayContaining(['I-8b']),
    });
    const pack = reading({ 'I-8b': 'no' });
    expect(check('8.3', shop, { pack }).outcome).toBe('eligible');
    expect(check('8.3', without(shop, 'applicant/aiField'), { pack }).missing).toEqual([]);
  });

  it('is open while the expenditures are unknown', () => {
    expect(check('8.3', without(bought, 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      limit: 100 * WAN,
      missing: ['expenditures'],
    });
    expect(check('8.3', buying(WAN, { certifiedAiProduct: false }))).toMatchObject({
      outcome: 'ineligible',
      scope: null,
    });
  });
});
