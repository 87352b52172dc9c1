import { expect, test } from 'vitest';
import { runHistory } from './history.ts';
import { verdictOn } from './verdict.ts';

const FROM = Number(process.env.SEED ?? 1000);
const SEEDS = Number(process.env.SEEDS ?? 2000);

test(`${SEEDS} hostile histories from seed ${FROM} end where a fresh evaluation of their facts would`, async () => {
  const bad: string[] = [];
  for (let seed = FROM; seed < FROM + SEEDS; seed++) {
    const applicants = 2 + (seed % 5);
    const hostility = { commands: 40, applicants, crash: 0.04, duplicate: 0.2, lose: 0.08 };
    try {
      bad.push(
        ...(await verdictOn(await runHistory(seed, hostility))).map((text) => `seed ${seed}: ${text}`),
      );
    } catch (error) {
      bad.push(`seed ${seed}: ${String(error)}`);
    }
  }
  expect(bad).toEqual([]);
}, 2_400_000);
