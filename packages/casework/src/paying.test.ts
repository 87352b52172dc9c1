import { describe, expect, test } from 'vitest';
import { AT, awardOf, dossierWith, headWith, paymentOf, recordOf } from '../test-fixture/records.ts';
import { pay } from './paying.ts';
import type { CaseHead, RecordedAward } from './records.ts';

const settled = (more: Partial<CaseHead> = {}): CaseHead =>
  headWith({
    revision: 4,
    determinedRevision: 4,
    inForce: {
      revision: 1,
      partner: 'portal',
      author: 'portal',
      digest: 'd',
      total: { fixed: 0, ceiling: 0 },
      view: { contested: [], places: {} },
    },
    ...more,
  });
const dossier = dossierWith({
  projects: [{ id: 'r', kind: 'rd-platform' }],
  expenditures: [
    {
      id: 'e',
      incurredOn: '2024-01-01',
      amount: 100,
      nature: 'hardware',
      projectIds: ['r'],
      invoiceNumber: '11111111',
    },
  ],
  recognitions: [
    {
      id: 'r',
      kind: 'first-set',
      grantedOn: '2024-01-01',
      level: 'national',
      subjectId: 'robot',
      certificateNumber: 'C1',
    },
  ],
});
const order = (
  head: CaseHead,
  record: readonly RecordedAward[],
  awards: string[],
  earlier = [] as Parameters<typeof pay>[3],
) =>
  pay(head, recordOf(record), dossier, earlier, {
    awards,
    expected: (revision) => revision === 4,
    paidBy: 'city',
    at: AT,
    request: { partner: 'city', key: 'k', bodyHash: 'h', at: AT, answer: {} },
  });
const model = awardOf('3.1', 'm', [['expenditures/e', 50]], { quota: { year: 2024, places: 2 } });

describe('a payment', () => {
  test('stores the award exactly as determined, what was deducted taken off', () => {
    const reduced: RecordedAward = {
      ...awardOf('2.2', 'r', []),
      status: 'reduced',
      amount: 30,
      lines: [{ item: 'expenditures/e', base: 100, percent: 50, value: 50, deducted: 20 }],
    };
    const done = order(settled(), [reduced], ['2.2/r']);
    expect(done).toMatchObject({
      ok: true,
      head: { revision: 5, payments: 1, causes: [{}, { kind: 'paid' }] },
    });
    const payment = done.ok ? done.writes.find(({ write }) => write === 'payment') : undefined;
    expect(payment).toMatchObject({
      payment: {
        number: 1,
        awards: [
          {
            clause: '2.2',
            scope: 'r',
            amount: 30,
            lines: [
              {
                item: 'expenditures/e',
                value: 30,
                document: { key: 'document/invoice/11111111', nature: 'hardware' },
              },
            ],
          },
        ],
      },
    });
    // The platform has the name of a recognition: its certificate was not paid.
    expect(JSON.stringify(done)).not.toContain('C1');
  });

  test('marks the certificate of the recognition that a subject was recognised by', () => {
    const done = order(settled(), [awardOf('8.2', 'r', [['subjects/robot', 70]])], ['8.2/r']);
    expect(done.ok ? done.writes : []).toContainEqual({
      write: 'paid-document',
      key: 'document/certificate/C1',
      creditCode: settled().creditCode,
      at: AT,
    });
  });

  test('takes a place once, however often the model is paid', () => {
    const first = order(settled(), [model], ['3.1/m']);
    expect(first.ok ? first.writes.map(({ write }) => write) : []).toEqual([
      'head',
      'payment',
      'request',
      'paid-document',
      'paid-places',
    ]);
    const place = { clause: '3.1', year: 2024, project: 'm', places: 2, claimedAt: AT } as const;
    const before = paymentOf(1, [
      {
        id: '3.1/m',
        clause: '3.1',
        scope: 'm',
        amount: 1,
        amountKind: 'fixed',
        place,
        lines: [{ item: 'expenditures/e', value: 1, document: { key: 'document/invoice/11111111' } }],
      },
    ]);
    const again = order(settled({ payments: 1 }), [model], ['3.1/m'], [before]);
    expect(again.ok ? again.writes.map(({ write }) => write) : []).toEqual(['head', 'payment', 'request']);
  });

  test('takes all of a year’s places that it pays at once', () => {
    const at2025 = awardOf('3.1', 'n', [['expenditures/f', 50]], { quota: { year: 2025, places: 2 } });
    const other = awardOf('3.1', 'o', [['expenditures/g', 50]], { quota: { year: 2024, places: 2 } });
    const claims = {
      'place/3.1/2024/m': '2024-01-01T00:00:00.000Z',
      'place/3.1/2024/o': '2024-01-02T00:00:00.000Z',
      'place/3.1/2025/n': '2024-01-03T00:00:00.000Z',
    };
    const done = order(settled({ claims }), [model, at2025, other], ['3.1/m', '3.1/n', '3.1/o']);
    const year = { write: 'paid-places', clause: '3.1', places: 2, creditCode: settled().creditCode, at: AT };
    expect(done.ok ? done.writes.filter(({ write }) => write === 'paid-places') : []).toEqual([
      {
        ...year,
        year: 2024,
        models: [
          { project: 'm', claimedAt: claims['place/3.1/2024/m'] },
          { project: 'o', claimedAt: claims['place/3.1/2024/o'] },
        ],
      },
      { ...year, year: 2025, models: [{ project: 'n', claimedAt: claims['place/3.1/2025/n'] }] },
    ]);
  });

  test('is refused while evaluating, on another revision, for what brings nothing, and after a withdrawal', () => {
    const refusal = (head: CaseHead, awards: string[]) =>
      order(head, [model, awardOf('11.1', 'x', [])], awards);
    expect(refusal(settled({ revision: 5 }), ['3.1/m'])).toEqual({ ok: false, refusal: 'evaluating' });
    expect(refusal(settled({ revision: 9, determinedRevision: 9 }), ['3.1/m'])).toEqual({
      ok: false,
      refusal: 'stale',
    });
    expect(refusal(settled(), ['3.1/m', '11.1/x'])).toEqual({ ok: false, refusal: 'not-payable' });
    const { live: _, ...gone } = settled();
    expect(refusal(gone, ['3.1/m'])).toEqual({ ok: false, refusal: 'not-live' });
  });
});
