import { describe, expect, test } from 'vitest';
import { dossierWith } from '../test-fixture/records.ts';
import {
  claimKeysOf,
  claimOf,
  documentKey,
  documentsOf,
  parseClaimKey,
  placeKey,
  reclaim,
} from './claims.ts';

const MONDAY = '2024-01-01T00:00:00.000Z';
const TUESDAY = '2024-01-02T00:00:00.000Z';

describe('what a dossier claims', () => {
  const dossier = dossierWith({
    projects: [
      {
        id: 'm',
        kind: 'ai-model',
        parameterCount: 1,
        scenarioCount: 1,
        original: true,
        withComputeCentre: true,
        completedOn: '2025-02-03',
      },
      { id: 'p', kind: 'rd-platform' },
    ],
    expenditures: [
      {
        id: 'a',
        incurredOn: '2024-01-01',
        amount: 1,
        nature: 'hardware',
        projectIds: [],
        invoiceNumber: '12345678',
      },
      {
        id: 'b',
        incurredOn: '2024-01-01',
        amount: 1,
        nature: 'software',
        projectIds: [],
        invoiceNumber: '12345678',
      },
      { id: 'c', incurredOn: '2024-01-01', amount: 1, nature: 'other', projectIds: [] },
    ],
    recognitions: [{ id: 'r', kind: 'unicorn', grantedOn: '2024-01-01', certificateNumber: '浙/A 1' }],
  });

  test('is each invoice once, each certificate, and a place of its year for each model', () => {
    expect([...claimKeysOf(dossier, ['3.1'])]).toEqual([
      'document/invoice/12345678',
      'document/certificate/浙/A1',
      'place/3.1/2025/m',
    ]);
    expect([...claimKeysOf(dossier, [])]).toHaveLength(2);
  });

  test('an invoice may stand for one entry of each nature', () => {
    expect(documentsOf(dossier).get('document/invoice/12345678')).toEqual([
      { item: 'expenditures/a', number: '12345678', nature: 'hardware' },
      { item: 'expenditures/b', number: '12345678', nature: 'software' },
    ]);
  });

  test.each(['浙科〔2024〕-7a', ' 浙科〔2024〕 –７Ａ', '浙科〔2024〕\u200b—7A'])(
    'a certificate is one however its number is typed: %j',
    (certificateNumber) => {
      const recognitions = [
        { id: 'r', kind: 'unicorn', grantedOn: '2024-01-01', certificateNumber } as const,
      ];
      expect([...documentsOf(dossierWith({ recognitions })).keys()]).toEqual([
        'document/certificate/浙科〔2024〕-7A',
      ]);
    },
  );

  test.each(['-', '　', '\ufdfa'.repeat(200)])(
    'numbers of nothing else are told apart as they are: %j',
    (number) => {
      expect(documentKey('certificate', number)).toBe(`document/certificate/${number}`);
    },
  );

  test('keys are taken apart again, slashes in a certificate included', () => {
    expect(parseClaimKey('document/certificate/浙/A 1')).toMatchObject({ number: '浙/A 1' });
    expect(parseClaimKey(placeKey('3.1', 2025, 'm.1'))).toEqual({
      kind: 'place',
      clause: '3.1',
      year: 2025,
      project: 'm.1',
    });
    expect(claimOf('code', 'place/3.1/2025/m', MONDAY, 7)).toMatchObject({ year: 2025, amountFen: 7 });
  });
});

describe('an amendment’s claims', () => {
  test('keep their time where they stay, begin where they are new, end where they are gone', () => {
    const head = { claims: { 'document/invoice/1': MONDAY, 'document/invoice/2': MONDAY }, unsettled: [] };
    expect(reclaim(head, new Set(['document/invoice/2', 'document/invoice/3']), TUESDAY)).toEqual({
      claims: { 'document/invoice/2': MONDAY, 'document/invoice/3': TUESDAY },
      changes: [
        { change: 'claim', key: 'document/invoice/3', claimedAt: TUESDAY },
        { change: 'release', key: 'document/invoice/1', claimedAt: MONDAY },
      ],
    });
  });

  test('for a place wait in the head until it is known what the model would bring', () => {
    const head = { claims: { 'place/3.1/2024/gone': MONDAY }, unsettled: [] };
    expect(reclaim(head, new Set(['place/3.1/2024/m']), TUESDAY)).toEqual({
      claims: { 'place/3.1/2024/m': TUESDAY },
      changes: [{ change: 'release', key: 'place/3.1/2024/gone', claimedAt: MONDAY }],
    });
  });

  test('carry along what is not settled yet, unless it is overtaken', () => {
    const head = {
      claims: { 'document/invoice/1': MONDAY },
      unsettled: [
        { change: 'claim', key: 'document/invoice/1', claimedAt: MONDAY },
        { change: 'release', key: 'document/invoice/9', claimedAt: MONDAY },
      ] as const,
    };
    expect(reclaim(head, new Set(['document/invoice/9']), TUESDAY).changes).toEqual([
      { change: 'claim', key: 'document/invoice/9', claimedAt: TUESDAY },
      { change: 'release', key: 'document/invoice/1', claimedAt: MONDAY },
      { change: 'release', key: 'document/invoice/9', claimedAt: MONDAY },
    ]);
  });
});
