import type { Expenditure } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, condition, figures, reading, scopes } from '../../test-fixture/checks.ts';
import { dossierWith, research, SOFTWARE, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const developing = dossierWith({
  projects: [research('chip')],
  expenditures: [spent('x', 200 * WAN, ['chip'])],
});
const lab = { id: 'lab', kind: 'rd-platform' } as const;
const instrument = spent('instrument', 300 * WAN, ['lab'], { nature: 'hardware', newlyPurchased: true });
const equipped = dossierWith({ projects: [lab], expenditures: [instrument] });

itHasItsGates({ clause: '2.1', dossier: developing, field: 'widened', enterprise: true });
itHasItsGates({ clause: '2.2', dossier: equipped, field: 'widened', enterprise: false });

describe('2.1: the floor', () => {
  it.each([
    ['a fen below', 100 * WAN - 1, 'unmet'],
    ['at the floor: 以上 includes it', 100 * WAN, 'met'],
    ['a fen above', 100 * WAN + 1, 'met'],
  ])('%s', (_, amountFen, outcome) => {
    const found = check('2.1', { ...developing, expenditures: [spent('x', amountFen, ['chip'])] });
    expect(figures(found, '2.1-floor')).toEqual({ outcome, actual: amountFen, required: 100 * WAN });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it('is of the enterprise and calendar year, over its projects (I-2a)', () => {
    const dossier = dossierWith({
      projects: [research('chip'), research('sensor', { coreTechnology: 'intelligent-sensor' })],
      expenditures: [
        spent('a', 60 * WAN, ['chip'], { incurredOn: '2023-01-01' }),
        spent('b', 60 * WAN, ['sensor'], { incurredOn: '2023-12-31' }),
        spent('c', 60 * WAN, ['sensor'], { incurredOn: '2024-01-01' }),
      ],
    });
    expect(check('2.1', dossier, { scope: '2023' })).toMatchObject({ outcome: 'eligible', amount: 18 * WAN });
    expect(check('2.1', dossier, { scope: '2024' })).toMatchObject({ outcome: 'ineligible', lines: [] });
  });

  it('leaves out what served other projects, or none', () => {
    const dossier = dossierWith({
      projects: [research('chip'), research('bought-in', { selfDeveloped: false }), lab],
      expenditures: [
        spent('a', 100 * WAN - 1, ['chip']),
        spent('b', 100 * WAN, ['bought-in', 'lab']),
        spent('c', 100 * WAN, []),
      ],
    });
    expect(figures(check('2.1', dossier), '2.1-floor')).toEqual({
      outcome: 'unmet',
      actual: 100 * WAN - 1,
      required: 100 * WAN,
    });
    const more = [...(dossier.expenditures ?? []), spent('d', 1, ['lab', 'chip'])];
    expect(check('2.1', { ...dossier, expenditures: more }).lines.map(({ item }) => item)).toEqual([
      'expenditures/a',
      'expenditures/d',
    ]);
  });

  it('counts an expenditure once, however many projects it served', () => {
    const dossier = dossierWith({
      projects: [research('chip'), research('second')],
      expenditures: [spent('x', 60 * WAN, ['chip', 'second'])],
    });
    expect(figures(check('2.1', dossier), '2.1-floor').actual).toBe(60 * WAN);
  });
});

describe('2.1: which projects', () => {
  it.each([
    'ai-chip',
    'core-algorithm',
    'open-source-framework',
    'base-software',
    'intelligent-sensor',
    'other-key-generic',
  ] as const)('%s is a core technology', (coreTechnology) => {
    const dossier = { ...developing, projects: [research('chip', { coreTechnology })] };
    expect(check('2.1', dossier)).toMatchObject({ outcome: 'eligible', amount: 30 * WAN });
  });

  it.each([
    ['no core technology', { coreTechnology: 'none' }],
    ['not self-developed', { selfDeveloped: false }],
    ['no separate accounts', { separateAccounts: false }],
  ] as const)('%s: nothing', (_, more) => {
    const dossier = { ...developing, projects: [research('chip', more)] };
    expect(check('2.1', dossier)).toMatchObject({ outcome: 'ineligible', scope: null });
  });

  it('takes any technology where that is decided (I-2c)', () => {
    const dossier = { ...developing, projects: [research('chip', { coreTechnology: 'none' })] };
    const found = check('2.1', dossier, { pack: reading({ 'I-2c': 'any' }) });
    expect(found).toMatchObject({ outcome: 'eligible', amount: 30 * WAN });
    expect(condition(found, '2.1-project').text.en).not.toContain('core technology');
    expect(condition(check('2.1', developing), '2.1-project').text.en).toContain('core technology');
  });

  it.each(['hardware', 'software', 'compute', 'data-storage', 'other'] as const)(
    'spending of any nature counts: %s',
    (nature) => {
      const expenditures = [spent('x', 200 * WAN, ['chip'], { nature })];
      expect(check('2.1', { ...developing, expenditures }).amount).toBe(30 * WAN);
    },
  );
});

describe('2.1: when', () => {
  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('an invoice of %s', (incurredOn, outcome) => {
    const expenditures = [spent('x', 200 * WAN, ['chip'], { incurredOn })];
    expect(check('2.1', { ...developing, expenditures }).outcome).toBe(outcome);
  });
});

describe('2.1: while lists are unknown', () => {
  it('asks for both, and names the years once the expenditures are known', () => {
    expect(check('2.1', without(developing, 'projects', 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      amount: null,
      missing: ['expenditures', 'projects'],
    });
    const found = check('2.1', without(developing, 'projects'));
    expect(found).toMatchObject({
      outcome: 'undetermined',
      scope: '2024',
      amount: null,
      missing: ['projects'],
    });
    expect(condition(found, '2.1-floor')).toMatchObject({
      outcome: 'unknown',
      source: 'Art. 2 cl. 1',
      facts: ['expenditures/x'],
      required: 100 * WAN,
      unit: 'fen',
    });
  });

  it('is settled where even all that served some project stays below the floor', () => {
    const little = { ...developing, expenditures: [spent('x', 100 * WAN - 1, ['chip'])] };
    expect(check('2.1', without(little, 'projects'))).toMatchObject({ outcome: 'ineligible', missing: [] });
    const none = { ...developing, expenditures: [spent('x', 200 * WAN, [])] };
    expect(check('2.1', without(none, 'projects'))).toMatchObject({ outcome: 'ineligible', scope: null });
    const half = [spent('x', 60 * WAN, ['chip']), spent('y', 60 * WAN, [])];
    expect(check('2.1', without({ ...developing, expenditures: half }, 'projects'))).toMatchObject({
      outcome: 'ineligible',
      scope: '2024',
    });
    const other = { ...developing, projects: [lab] };
    expect(check('2.1', without(other, 'expenditures')).outcome).toBe('ineligible');
  });
});

describe('2.2: equipment', () => {
  it('pays half the price', () => {
    expect(check('2.2', equipped)).toMatchObject({
      scope: 'lab',
      lines: [{ item: 'expenditures/instrument', base: 300 * WAN, percent: 50, value: 150 * WAN }],
      amount: 150 * WAN,
    });
  });

  it.each<[string, Partial<Expenditure>]>([
    ['not newly purchased', { newlyPurchased: false }],
    ['software (I-2b)', { nature: 'software' }],
    ['for another project', { projectIds: [] }],
    ['before the policy', { incurredOn: '2022-12-31' }],
    ['after the policy', { incurredOn: '2026-01-01' }],
  ])('%s: nothing', (_, more) => {
    const expenditures = [
      spent('x', 300 * WAN, ['lab'], { nature: 'hardware', newlyPurchased: true, ...more }),
    ];
    expect(check('2.2', { ...equipped, expenditures })).toMatchObject({
      outcome: 'ineligible',
      scope: 'lab',
    });
  });

  it('includes software where that is decided (I-2b)', () => {
    const expenditures = [{ ...instrument, nature: 'software' as const }];
    const found = check('2.2', { ...equipped, expenditures }, { pack: reading({ 'I-2b': 'with-software' }) });
    expect(found).toMatchObject({ outcome: 'eligible', amount: 150 * WAN });
    expect(condition(found, '2.2-equipment').text.en).toContain('software');
    expect(condition(check('2.2', equipped), '2.2-equipment').text.en).not.toContain('software');
    const compute = [{ ...instrument, nature: 'compute' as const }];
    const other = check(
      '2.2',
      { ...equipped, expenditures: compute },
      { pack: reading({ 'I-2b': 'with-software' }) },
    );
    expect(other.outcome).toBe('ineligible');
  });

  it.each([
    ['below', 6000 * WAN - 2, 3000 * WAN - 1],
    ['at', 6000 * WAN, 3000 * WAN],
    ['above', 6000 * WAN + 2, 3000 * WAN],
  ])('%s the ceiling of a platform', (_, amountFen, paysFen) => {
    const found = check('2.2', { ...equipped, expenditures: [{ ...instrument, amount: amountFen }] });
    expect(found).toMatchObject({ limit: 3000 * WAN, amount: paysFen });
  });

  it('has a ceiling for each platform, over its life', () => {
    const dossier = dossierWith({
      projects: [lab, { ...lab, id: 'lab-2' }],
      expenditures: [
        { ...instrument, amount: 6000 * WAN },
        { ...instrument, id: 'second', amount: 6000 * WAN + 2, projectIds: ['lab-2'] },
      ],
      priorAwards: [
        {
          clause: '2.2',
          scope: 'lab',
          amount: 1000 * WAN,
          lines: [{ item: 'expenditures/old', value: 1000 * WAN }],
        },
      ],
    });
    expect(checks('2.2', dossier).map(({ amount }) => amount)).toEqual([2000 * WAN, 3000 * WAN]);
  });

  it('has nothing left where earlier awards are above the ceiling', () => {
    const lines = [{ item: 'expenditures/old', value: 3000 * WAN + 1 }];
    const priorAwards = [{ clause: '2.2' as const, scope: 'lab', amount: 3000 * WAN + 1, lines }];
    expect(check('2.2', { ...equipped, priorAwards })).toMatchObject({ gross: 150 * WAN, amount: 0 });
  });

  it('takes up no less of the ceiling for an item that was paid more than it is worth now', () => {
    const lines = [{ item: 'expenditures/instrument', value: 200 * WAN }];
    const priorAwards = [{ clause: '2.2' as const, scope: 'lab', amount: 200 * WAN, lines }];
    const expenditures = [instrument, { ...instrument, id: 'second', amount: 6000 * WAN }];
    expect(check('2.2', { ...equipped, expenditures, priorAwards }).amount).toBe(2800 * WAN);
  });

  it('is for software enterprises alone where that is decided (I-G6)', () => {
    const pack = reading({ 'I-G6': 'restricts' });
    expect(check('2.2', equipped, { pack }).outcome).toBe('ineligible');
    expect(check('2.2', dossierWith({ ...equipped }, SOFTWARE), { pack }).outcome).toBe('eligible');
    const open = without(equipped, 'applicant/industryCode', 'applicant/aiField');
    expect(check('2.2', open, { pack }).missing).toEqual(['applicant/industryCode']);
    expect(
      check('2.1', without(developing, 'applicant/industryCode', 'applicant/aiField'), { pack }).missing,
    ).toEqual(['applicant/industryCode']);
  });

  it('is open while its lists are unknown, and as long as one of them leaves it open', () => {
    expect(check('2.2', without(equipped, 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      scope: 'lab',
      missing: ['expenditures'],
    });
    expect(check('2.2', without(equipped, 'projects'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      limit: 3000 * WAN,
      missing: ['projects'],
    });
    const used = { ...equipped, expenditures: [{ ...instrument, newlyPurchased: false }] };
    expect(check('2.2', without(used, 'projects')).outcome).toBe('ineligible');
    const forNone = { ...equipped, expenditures: [{ ...instrument, projectIds: [] }] };
    expect(check('2.2', without(forNone, 'projects')).outcome).toBe('ineligible');
    expect(scopes('2.2', without({ ...equipped, projects: [] }, 'expenditures'))).toEqual([null]);
  });
});
