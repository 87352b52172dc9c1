import { jinhua } from '@twelve/measures';
import { amendSubmission, cursors, memoryEngine, openStore, submitDossier } from '@twelve/store';
import { expect, test } from 'vitest';
import {
  creditCodeOf,
  determineCase,
  dossierOf,
  equipment,
  invoice,
} from '../../packages/store/test-fixture/dossiers.ts';
import { submissionAnswers } from '../submissions/answers.ts';
import { caseAnswers } from './answers.ts';

test('money moves on the determination that was seen, not on one that comes of the same revision', async () => {
  const store = openStore(memoryEngine(), jinhua, { now: () => '2024-06-01T00:00:00.000Z' });
  const bought = (amount: number) => dossierOf(1, [equipment('e', amount, invoice(1))]);
  const cases = caseAnswers(store);
  const submissions = submissionAnswers(store, cursors('s'.repeat(32)));
  const request = {
    caller: { id: 'city', role: 'department' },
    params: { creditCode: creditCodeOf(1) },
  } as const;
  const result = await submitDossier(store, { partner: 'portal', key: 'k', dossier: bought(1_000_00) });
  const id = result.ok ? result.value.id : '';
  const look = async () => {
    const { body, headers } = await cases.read({ ...request, headers: {} });
    const submission = await submissions.read({ ...request, params: { id }, headers: {} });
    expect(submission.headers?.etag).toBe(headers?.etag);
    return { body, tag: headers?.etag ?? '' };
  };
  const pay = (tag: string) =>
    cases.pay({
      ...request,
      headers: { 'if-match': tag, 'idempotency-key': tag },
      body: { awards: ['2.2/p'] },
    });

  const undetermined = await look();
  await determineCase(store, creditCodeOf(1));
  await expect(pay(undetermined.tag)).rejects.toMatchObject({ status: 412 });
  await amendSubmission(store, 'portal', id, ['*'], bought(600_00));
  const seen = await look();
  expect(seen.body).toMatchObject({
    revision: 2,
    determinedRevision: 1,
    determination: { total: { fixed: 500_00 } },
  });
  await expect(pay(seen.tag)).rejects.toMatchObject({ status: 409 });
  await determineCase(store, creditCodeOf(1));
  await expect(pay(seen.tag)).rejects.toMatchObject({ status: 412 });
  expect(await pay((await look()).tag)).toMatchObject({ status: 202, body: { revision: 3 } });
});
