import { verifyStore } from '@twelve/store';
import { expect, test } from 'vitest';
import { type Hostility, runHistory } from './history.ts';
import { fromScratch, headsOf, inForce, submissionsOf } from './world.ts';

const HOSTILE: Hostility = { commands: 30, applicants: 5, crash: 0.03, duplicate: 0.15, lose: 0.05 };
const SEEDS = 40;

test.each([...Array(SEEDS).keys()])(
  'history %i ends where a fresh evaluation of its facts would',
  async (seed) => {
    const { world, acknowledged } = await runHistory(seed, HOSTILE);
    expect(inForce(world), `seed ${seed}`).toEqual(fromScratch(world));
    const stored = new Set(submissionsOf(world));
    expect(
      [...acknowledged].filter((id) => !stored.has(id)),
      `seed ${seed}`,
    ).toEqual([]);
    const { findings, unfinishedCases } = await verifyStore(world.store);
    expect({ findings, unfinishedCases }, `seed ${seed}`).toEqual({ findings: [], unfinishedCases: 0 });
    expect(headsOf(world).every(({ unsettled }) => unsettled.length === 0)).toBe(true);
  },
);
