import { afterAll, beforeAll, expect, it } from 'vitest';
import { dossierOfSeed } from '../reference/arbitrary-dossier.ts';
import type { Determined } from '../reference/determination.ts';
import type { ReferenceDossier } from '../reference/facts.ts';
import { unlawful } from '../reference/lawful.ts';
import { reference } from '../reference/reference.ts';
import { arbitrarySubmission } from './dossiers.ts';
import { type System, startSystem } from './system.ts';

/** Another run: SEED=… */
const SEED = Number(process.env.SEED ?? 20_000);

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.stop());

const seeds = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, place) => from + place);

/** Undefined where the reference cannot try every choice: those are judged for lawfulness alone. */
function referenceOf(dossier: ReferenceDossier): Determined['total'] | undefined {
  try {
    const { totalFixedFen, totalCeilingFen } = reference(dossier, {}, 2_000_000);
    return { fixed: totalFixedFen, ceiling: totalCeilingFen };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

it('self-checks of 300 arbitrary dossiers are lawful and total what the independent reference totals', async () => {
  let compared = 0;
  for (const seed of seeds(300, SEED)) {
    const dossier = dossierOfSeed(seed, { maxExpenditures: 4 + (seed % 17), incomplete: seed % 4 === 0 });
    const determined = await system.anyone.selfCheck(dossier);
    expect(unlawful(dossier, determined), `seed ${seed}`).toEqual([]);
    expect(determined.resolution, `seed ${seed}`).toEqual({ proven: true, gapFen: 0 });
    const total = referenceOf(dossier);
    if (total === undefined) continue;
    compared += 1;
    expect(determined.total, `seed ${seed}`).toEqual(total);
  }
  expect(compared).toBeGreaterThan(270);
});

it('150 complete dossiers, each submitted to an empty store, get the awards of their self-checks', async () => {
  const portal = await system.as('portal');
  for (const seed of seeds(150, SEED + 1000)) {
    const { submission, check } = arbitrarySubmission(seed, { maxExpenditures: 4 + (seed % 17) });
    const { awards, total, measures } = await system.anyone.selfCheck(check);
    const { id } = await portal.submit(submission);
    await system.idle();
    const { determination } = await portal.submission(id);
    expect(determination, `seed ${seed}`).toMatchObject({ awards, total, measures });
    await portal.withdraw(id, 1);
    await system.idle();
  }
  expect(system.leaks()).toEqual([]);
});
