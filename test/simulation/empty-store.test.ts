import { parseSubmission } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { submitDossier, viewSubmission } from '@twelve/store';
import { expect, test } from 'vitest';
import { arbitrarySubmission } from '../journeys/dossiers.ts';
import { collect, createWorld, settle } from './world.ts';

const SEEDS = 60;

test(`${SEEDS} arbitrary dossiers, each in an empty store, get the awards of the self-check`, async () => {
  let awarded = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const parsed = parseSubmission(arbitrarySubmission(seed).submission);
    if (!parsed.ok) throw new Error(`seed ${seed}: ${JSON.stringify(parsed.errors)}`);
    const dossier = parsed.value;
    const world = createWorld();
    const accepted = await submitDossier(world.store, { partner: 'portal', key: 'k', dossier });
    collect(world);
    await settle(world);
    const id = accepted.ok ? accepted.value.id : '';
    const view = await viewSubmission(world.store, { role: 'partner', id: 'portal' }, id);
    const { awards, total } = selfCheck(jinhua, dossier);
    expect(view?.determination?.awards, `seed ${seed}`).toEqual(awards);
    expect(view?.determination?.total, `seed ${seed}`).toEqual(total);
    if (total.fixed > 0) awarded++;
  }
  expect(awarded).toBeGreaterThan(SEEDS / 2);
});
