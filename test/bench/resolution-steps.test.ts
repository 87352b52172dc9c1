import { jinhua } from '@twelve/measures';
import { type Chosen, choose, type Problem, STEPS_PER_DOSSIER, selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';
import { families } from './dossiers.ts';
import { instanceOf } from './problems.ts';

/**
 * What the search for the best choice costs, in steps, which are the same on every machine. Times are in the
 * benchmark. The bounds are about twice what was counted when they were set.
 */
const chosen = (family: string, seed: number): Chosen => {
  const found = families.find(({ name }) => name === family);
  if (found === undefined) throw new RangeError(`no family ${family}`);
  return choose(problemOf(found.dossierOf(seed)));
};

/** Every limit is a slot and a clause of its own, and so is every place of a use without one. */
function problemOf(dossier: Parameters<typeof instanceOf>[0]): Problem {
  const { items, limitsFen } = instanceOf(dossier);
  const places = Math.max(...items.map(({ length }) => length));
  return {
    items: items.map((uses, at) => ({
      key: `item${String(at).padStart(2, '0')}`,
      options: uses
        .map(({ freeFen, pool, paysFen, takesFen }, place) => ({
          slots: [pool < 0 ? place : places + pool],
          freeBySlot: [freeFen],
          freeFen,
          pool: pool < 0 ? null : pool,
          paysFen,
          takesFen,
        }))
        .sort((a, b) => (a.slots[0] ?? 0) - (b.slots[0] ?? 0)),
    })),
    pools: limitsFen.map((capacityFen, pool) => ({
      key: `pool${pool}`,
      capacityFen,
      slots: [places + pool],
    })),
    clauseOf: Array.from({ length: places + limitsFen.length }, (_, slot) => slot),
  };
}

const DOSSIERS = 300;

describe('the steps of the choice under X1', () => {
  it.each([
    ['mixed, 3 to 8 limits', { ofHundred50: 50, ofHundred95: 1_750, ofHundred99: 26_000, most: 200_000 }],
    ['mixed, with receipts', { ofHundred50: 50, ofHundred95: 240, ofHundred99: 800, most: 3_000 }],
  ])('are few for large applicants, and all are proven: %s', (family, bounds) => {
    const all = Array.from({ length: DOSSIERS }, (_, at) => chosen(family, at + 1));
    expect(all.filter(({ proven }) => !proven)).toEqual([]);
    const steps = all.map((one) => one.steps).sort((a, b) => a - b);
    expect(steps[DOSSIERS * 0.5]).toBeLessThan(bounds.ofHundred50);
    expect(steps[DOSSIERS * 0.95]).toBeLessThan(bounds.ofHundred95);
    expect(steps[DOSSIERS * 0.99 - 1]).toBeLessThan(bounds.ofHundred99);
    expect(steps.at(-1)).toBeLessThan(bounds.most);
  });

  it.each([
    [73, 42_000],
    [174, 61_000],
    [563, 33_000],
  ])(
    'are a few a pair where ten to twenty thousand pairs are equally good: mixed dossier %i',
    (seed, most) => {
      const { proven, steps } = chosen('mixed, 3 to 8 limits', seed);
      expect(proven).toBe(true);
      expect(steps).toBeLessThan(most);
    },
  );

  it.each([
    ['one limit, 12 items, fen', 1_000],
    ['one limit, 20 items, fen', 11_000],
    ['one limit, 30 items, fen', 460_000],
    ['one limit, 40 items, fen', 1_400_000],
    ['one limit, 77 items, yuan', 200_000],
    ['one limit, 77 items, fen', 1_200_000],
    ['two limits, 12 items, fen', 6_000],
    ['two limits, 16 items, fen', 80_000],
    ['two limits, 20 items, fen', 170_000],
    ['two limits, 24 items, fen', 280_000],
    ['two limits, 32 items, fen', 1_300_000],
    ['two limits, 76 items, yuan', 400_000],
    ['two limits, 76 items, fen', 1_300_000],
    ['limits of two rates, 20 items, fen', 60_000],
    ['limits of two rates, 30 items, fen', 250_000],
    ['limits of two rates, 40 items, fen', 1_800_000],
  ])('prove %s in fewer than %i', (family, most) => {
    const { proven, steps } = chosen(family, 1);
    expect(proven).toBe(true);
    expect(steps).toBeLessThan(most);
  });

  it.each(['two limits, 40 items, fen', 'limits of two rates, 76 items, fen'])(
    'stay within the budget where proof is out of reach: %s, with a certified gap',
    (family) => {
      const { proven, steps, gapFen } = chosen(family, 1);
      expect(proven).toBe(false);
      expect(gapFen).toBeGreaterThan(0);
      expect(gapFen).toBeLessThan(40);
      expect(steps).toBeLessThan(STEPS_PER_DOSSIER * 1.01);
    },
  );

  it.each(['mixed, 3 to 8 limits', 'mixed, with receipts', 'two limits, 32 items, fen'])(
    'lead to the same awards whatever order a dossier lists its entries in: %s',
    (name) => {
      const dossier = families.find((family) => family.name === name)?.dossierOf(3);
      if (dossier === undefined) throw new RangeError(`no family ${name}`);
      const turned = {
        ...dossier,
        projects: dossier.projects?.toReversed(),
        expenditures: dossier.expenditures?.toReversed(),
        otherAwards: dossier.otherAwards?.toReversed(),
      };
      expect(selfCheck(jinhua, turned)).toEqual(selfCheck(jinhua, dossier));
    },
  );
});
