import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { expect, test } from 'vitest';
import { AT, dossierWith, headWith, inputsWith } from '../test-fixture/records.ts';
import { announcementOf } from './announcing.ts';
import { commit } from './determining.ts';
import { recorded } from './evaluating.ts';
import { withoutPersons, withoutPersonsIn } from './persons.ts';

const dossier = dossierWith({
  projects: [{ id: 'p', kind: 'rd-platform' }],
  expenditures: [
    {
      id: 'e',
      incurredOn: '2024-01-01',
      amount: 1_000,
      nature: 'hardware',
      projectIds: ['p'],
      newlyPurchased: true,
      invoiceNumber: '11111111',
    },
  ],
  talents: [
    {
      id: 'zhang',
      year: 2024,
      annualSalary: 61_234_567,
      localContribution: 17_654_321,
      isLegalRepresentative: false,
    },
    { id: 'zhang', year: 2025, annualSalary: 1, localContribution: 7, isLegalRepresentative: false },
  ],
});
const determination = selfCheck(jinhua, dossier);
/** The talent's pseudonym, salary, contribution, award, and the total that tells the award. */
const SECRETS = ['zhang', '61234567', '17654321', '2449382', '2449882'];

test('an announcement says what changed, and nothing that a salary could be read from', () => {
  expect(determination.total.fixed).toBe(2_449_882);
  const outcome = recorded(determination, dossier);
  const done = commit(headWith(), { revision: 1, inputs: inputsWith(), outcome }, [], AT);
  const write = done?.writes.find((candidate) => candidate.write === 'determination');
  if (write?.write !== 'determination') throw new Error('nothing recorded');
  const { partner, event } = announcementOf(write.record);
  expect(partner).toBe('portal');
  expect(event).toMatchObject({
    specversion: '1.0',
    id: `${write.record.creditCode}-1`,
    type: 'determination.changed',
    subject: 's-1',
    time: AT,
    data: {
      causes: ['submitted'],
      total: { before: null, after: { fixed: 500, ceiling: 0 } },
      awards: [
        { id: '12.1/applicant', before: null },
        { id: '2.2/p', before: null, after: { status: 'granted', amount: 500 } },
        { clause: '11.2', personal: true },
      ],
    },
  });
  for (const secret of SECRETS) expect(JSON.stringify(event)).not.toContain(secret);
});

test('a portal that took a case over sees it without persons', () => {
  const shown = withoutPersonsIn(determination);
  expect(shown.total.fixed).toBe(500);
  expect(shown.awards.find(({ clause }) => clause === '2.2')).toEqual(
    determination.awards.find(({ clause }) => clause === '2.2'),
  );
  expect(shown.measures.find(({ measure }) => measure === 11)?.clauses.map(({ scope }) => scope)).toContain(
    'withheld-1',
  );
  for (const secret of SECRETS) {
    expect(JSON.stringify(shown)).not.toContain(secret);
    expect(JSON.stringify(withoutPersons(dossier))).not.toContain(secret);
  }
});
