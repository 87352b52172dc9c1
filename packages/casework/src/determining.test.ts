import { describe, expect, test } from 'vitest';
import { AT, awardOf, headWith, inputsWith, outcomeWith } from '../test-fixture/records.ts';
import { changesBetween, commit, fail, isAffected, retry } from './determining.ts';
import { raised, statusOf } from './head.ts';
import type { CaseHead, InForce } from './records.ts';

const inForce: InForce = {
  revision: 1,
  partner: 'portal',
  author: 'portal',
  digest: 'sha256-one',
  total: { fixed: 5, ceiling: 0 },
  view: { contested: ['document/invoice/1'], places: { 'place/3.1/2024/m': 'held' } },
};
const evaluated = (revision: number, digest: string) => ({
  revision,
  inputs: inputsWith({ view: inForce.view }),
  outcome: outcomeWith([], digest),
});

describe('a commit', () => {
  test('leaves the field where the case has moved on, is determined, or is withdrawn', () => {
    expect(commit(headWith({ revision: 2 }), evaluated(1, 'x'), [], AT)).toBeUndefined();
    expect(commit(headWith({ determinedRevision: 1 }), evaluated(1, 'x'), [], AT)).toBeUndefined();
    const { live: _, ...gone } = headWith();
    expect(commit(gone, evaluated(1, 'x'), [], AT)).toBeUndefined();
  });

  test('that says the same leaves no trace but the revision', () => {
    const done = commit(
      headWith({ revision: 2, determinedRevision: 1, inForce }),
      evaluated(2, 'sha256-one'),
      [],
      AT,
    );
    expect(done?.changed).toBe(false);
    expect(done?.writes.map(({ write }) => write)).toEqual(['head']);
    expect(done?.head).toMatchObject({ determinedRevision: 2, causes: [], inForce: { revision: 1 } });
  });

  test('that says something else is recorded with what caused it', () => {
    const done = commit(
      headWith({ revision: 2, determinedRevision: 1, inForce }),
      evaluated(2, 'sha256-two'),
      [],
      AT,
    );
    expect(done?.writes[1]).toMatchObject({
      write: 'determination',
      record: { revision: 2, causes: [{ kind: 'submitted' }] },
    });
  });

  test('tells the ledger what its models are worth, and a recalculation that it is done', () => {
    const key = 'place/3.1/2024/m';
    const causes = [{ kind: 'recalculation', at: AT, subject: 'r-1' }] as const;
    const head = headWith({
      claims: { [key]: AT, 'place/3.1/2024/n': AT },
      placeAmounts: { 'place/3.1/2024/n': 4 },
      causes,
    });
    const outcome = {
      revision: 1,
      inputs: inputsWith({ placeAmounts: { [key]: 7 } }),
      outcome: outcomeWith(),
    };
    const done = commit(head, outcome, [], AT);
    expect(done?.writes.filter(({ write }) => write === 'claim' || write === 'release')).toMatchObject([
      { write: 'claim', claim: { project: 'm', amountFen: 7 } },
      { write: 'release', claim: { project: 'n' } },
    ]);
    expect(done?.writes.at(-1)).toMatchObject({ write: 'recalculated', recalculation: 'r-1', before: null });
  });
});

test('the ledger notes whose determination has a place, as long as it does', () => {
  const place = 'place/3.1/2024/m';
  const notes = (before: CaseHead, places: Record<string, 'held' | 'waiting'>) =>
    commit(
      before,
      { ...evaluated(1, 'x'), inputs: inputsWith({ view: { contested: [], places } }) },
      [],
      AT,
    )?.writes.filter(({ write }) => write === 'holding' || write === 'not-holding');
  expect(notes(headWith(), { [place]: 'held' })).toMatchObject([{ write: 'holding', key: place }]);
  expect(notes(headWith({ inForce }), { [place]: 'held' })).toEqual([]);
  expect(notes(headWith({ inForce }), { [place]: 'waiting' })).toMatchObject([
    { write: 'not-holding', key: place },
  ]);
});

test('a failure is told until something moves on, and the next attempt has a number of its own', () => {
  const failed = fail(headWith(), 1)?.head;
  expect(failed && statusOf(failed)).toBe('failed');
  expect(fail(headWith(), 7)).toBeUndefined();
  const again = failed && retry(failed, AT)?.head;
  expect(again).toMatchObject({ attempt: 2, revision: 1 });
  expect(again && statusOf(again)).toBe('evaluating');
  expect(retry(headWith({ determinedRevision: 1 }), AT)).toBeUndefined();
  const moved = failed && raised(failed, { kind: 'amended', at: AT });
  expect(moved && statusOf(moved)).toBe('evaluating');
});

describe('a change of the ledger', () => {
  const head: CaseHead = headWith({
    determinedRevision: 1,
    inForce,
    claims: { 'document/invoice/1': AT, 'document/invoice/2': AT, 'place/3.1/2024/m': AT },
  });

  test('concerns a case that does not stand as its determination says', () => {
    expect(isAffected(head, 'document/invoice/1', 'contested')).toBe(false);
    expect(isAffected(head, 'document/invoice/1', 'free')).toBe(true);
    expect(isAffected(head, 'document/invoice/2', 'free')).toBe(false);
    expect(isAffected(head, 'document/invoice/2', 'contested')).toBe(true);
    expect(isAffected(head, 'place/3.1/2024/m', 'held')).toBe(false);
    expect(isAffected(head, 'place/3.1/2024/m', 'waiting')).toBe(true);
    expect(isAffected(head, 'place/3.1/2024/m', 'none')).toBe(true);
  });

  test('always concerns a case whose evaluation is under way, and never one that does not claim it', () => {
    expect(isAffected({ ...head, revision: 2 }, 'document/invoice/2', 'free')).toBe(true);
    expect(isAffected(head, 'document/invoice/3', 'contested')).toBe(false);
    const { live: _, ...gone } = head;
    expect(isAffected(gone, 'document/invoice/1', 'free')).toBe(false);
  });
});

test('changes are told award by award', () => {
  const before = [
    awardOf('2.2', 'p', [['e', 5]]),
    awardOf('8.1', 'r', [['x', 1]]),
    awardOf('1.1', 'applicant', [['y', 1]]),
  ];
  const after = [
    awardOf('2.2', 'p', [['e', 3]], { status: 'reduced' }),
    awardOf('8.1', 'r', [['x', 1]]),
    awardOf('11.2', 't/2024', [['talents/t/2024', 9]], { personal: true }),
  ];
  expect(changesBetween(before, after)).toEqual([
    { id: '1.1/applicant', clause: '1.1', before: { status: 'granted', amount: 1 }, after: null },
    {
      id: '11.2/t/2024',
      clause: '11.2',
      personal: true,
      before: null,
      after: { status: 'granted', amount: 9 },
    },
    {
      id: '2.2/p',
      clause: '2.2',
      before: { status: 'granted', amount: 5 },
      after: { status: 'reduced', amount: 3 },
    },
  ]);
});

test('a head remembers what happened lately, and every recalculation', () => {
  let head = raised(headWith(), { kind: 'recalculation', at: AT, subject: 'r-1' });
  for (let number = 0; number < 40; number++)
    head = raised(head, { kind: 'standing-changed', at: AT, subject: `d${number}` });
  expect(head.causes).toHaveLength(20);
  expect(head.causes.some(({ kind }) => kind === 'recalculation')).toBe(true);
  expect(head.causes.at(-1)).toMatchObject({ subject: 'd39' });
  const same = raised(head, { kind: 'standing-changed', at: AT, subject: 'd39' });
  expect(same.causes).toEqual(head.causes);
});
