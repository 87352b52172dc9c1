import { jinhua } from '@twelve/measures';
import { digestOf, ENGINE_VERSION, selfCheck } from '@twelve/reconcile';
import { expect, it } from 'vitest';
import { dossierOf, scenarioFiles } from './scenario.ts';

/**
 * All that is answered to the scenarios, words included. A determination is stored with the versions that it was made
 * under, and recomputed when it is read: where this digest changes, `ENGINE_VERSION` or the policy's version rises too.
 */
const ANSWERS = {
  engineVersion: '1.1.0',
  policyVersion: '2023-draft',
  digest: 'sha256-691ff0eed0e86fc195e340c95e1371c397339850d7571c21ce7fc1307fb62dce',
};

it('an answer that changes has another version', () => {
  const answers = scenarioFiles().flatMap(({ scenarios }) =>
    scenarios.map((scenario) => selfCheck(jinhua, dossierOf(scenario))),
  );
  expect({
    engineVersion: ENGINE_VERSION,
    policyVersion: jinhua.policy.version,
    digest: digestOf(answers),
  }).toEqual(ANSWERS);
});
