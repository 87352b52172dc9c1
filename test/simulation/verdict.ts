import { verifyStore } from '@twelve/store';
import { fromScratch } from './facts.ts';
import type { Ended } from './history.ts';
import { factsOf, headsOf, inForce, submissionsOf } from './world.ts';

/** Everything that is wrong with what a history ended as; nothing, if all is well. */
export async function verdictOn({ world, acknowledged }: Ended): Promise<string[]> {
  const wrong: string[] = [];
  const fresh = fromScratch(factsOf(world));
  for (const [creditCode, digest] of inForce(world)) {
    if (fresh.get(creditCode) !== digest) wrong.push(`${creditCode} is not what its facts lead to`);
  }
  const stored = new Set(submissionsOf(world));
  for (const id of acknowledged)
    if (!stored.has(id)) wrong.push(`submission ${id} was acknowledged and is lost`);
  for (const { creditCode, unsettled } of headsOf(world)) {
    if (unsettled.length > 0) wrong.push(`claims of ${creditCode} are not settled`);
  }
  const { findings, unfinishedCases } = await verifyStore(world.store);
  wrong.push(...findings.map((finding) => JSON.stringify(finding)));
  if (unfinishedCases > 0) wrong.push(`${unfinishedCases} cases are unfinished`);
  return wrong;
}
