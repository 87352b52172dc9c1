import { decideAll, jinhua, jinhuaPack } from '@twelve/measures';
import { digestOf } from '@twelve/reconcile';
import { expect, test } from 'vitest';
import { dossierWith } from '../test-fixture/records.ts';
import { EngineDisagreementError } from './errors.ts';
import { determinationOf, outcomeOf, placeAmountsOf, placesIn, quotaClausesOf } from './evaluating.ts';

const dossier = dossierWith({
  projects: [
    {
      id: 'm',
      kind: 'ai-model',
      parameterCount: 1_000_000_000,
      scenarioCount: 4,
      original: true,
      withComputeCentre: true,
      completedOn: '2024-02-03',
    },
    {
      id: 'n',
      kind: 'ai-model',
      parameterCount: 999_999_999,
      scenarioCount: 4,
      original: true,
      withComputeCentre: true,
      completedOn: '2024-02-03',
    },
  ],
  expenditures: ['m', 'n'].map((id) => ({
    id,
    incurredOn: '2024-01-01',
    amount: 1_000,
    nature: 'compute',
    projectIds: [id],
    invoiceNumber: `2222222${id === 'm' ? 1 : 2}`,
  })),
});
const evaluation = {
  dossier,
  standings: { contested: [], places: { m: 'held' } },
  officialFacts: [],
} as const;

test('candidates for places are the models that meet the conditions, with what they would bring', () => {
  expect(quotaClausesOf(jinhua)).toEqual(['3.1']);
  expect(placesIn(jinhua, '3.1', 2024)).toBe(2);
  expect(placesIn(jinhua, '2.2', 2024)).toBe(0);
  expect(placeAmountsOf(jinhua, dossier)).toEqual({ 'place/3.1/2024/m': 500 });
});

test('what is recorded is the determination, by its digest', () => {
  const outcome = outcomeOf(jinhua, evaluation, decideAll(jinhua, dossier));
  const determination = determinationOf(jinhua, evaluation);
  expect(outcome).toMatchObject({ digest: digestOf(determination), total: { fixed: 500, ceiling: 0 } });
  expect(outcome.awards.map(({ id }) => id)).toEqual(determination.awards.map(({ id }) => id));
});

test('checks of other rules than the resolution’s are refused', () => {
  const rate = [{ from: '2023-01-01', value: 40, source: 'a revision that only a test knows' }] as const;
  const pack = jinhuaPack('revised', { parameters: { '3.1-percent': [...rate] } });
  expect(() => outcomeOf(jinhua, evaluation, decideAll(pack, dossier))).toThrow(EngineDisagreementError);
});
