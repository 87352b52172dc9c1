import type { Carrier, Recognition, Submission } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { beforeEach, describe, expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf } from '../test-fixture/dossiers.ts';
import { payAwards } from './department.ts';
import { memoryEngine } from './memory.ts';
import { openStore, type Store } from './store.ts';
import { amendSubmission, submitDossier } from './submitting.ts';
import { viewCase, viewSubmission } from './views.ts';

const MILLION = 1_000_000_00;
const code = creditCodeOf(1);
const portal = { role: 'partner', id: 'portal' } as const;

const certified = (id: string, certificateNumber: string) =>
  ({ id, grantedOn: '2024-01-01', certificateNumber }) as const;
const laboratory = (id: string, certificate: string): Recognition => ({
  ...certified(id, certificate),
  kind: 'national-key-laboratory',
});
const firstSet = (id: string, certificate: string, subjectId: string): Recognition => ({
  ...certified(id, certificate),
  kind: 'first-set',
  level: 'national',
  subjectId,
});
const incubator = (
  id: string,
  certificate: string,
  subjectId: string,
  level: 'national' | 'provincial',
): Recognition => ({ ...certified(id, certificate), kind: 'ai-incubator', level, subjectId });
const carrier = (id: string): Carrier => ({
  id,
  kind: 'incubator',
  countedOn: '2024-01-01',
  tenants: 1,
  aiTenants: 0,
});

describe('once a certificate was paid and its dossier is amended', () => {
  let store: Store;
  let id: string;
  beforeEach(() => {
    id = '';
    store = openStore(memoryEngine(), jinhua, { now: () => '2024-06-01T00:00:00.000Z' });
  });
  /** The amounts of a clause's awards by their ids, once the dossier is determined. */
  const declare = async (clause: string, more: Partial<Submission>) => {
    const dossier = dossierOf(1, [], { projects: [], ...more });
    if (id !== '') await amendSubmission(store, 'portal', id, ['*'], dossier);
    else {
      const result = await submitDossier(store, { partner: 'portal', key: 'first', dossier });
      id = result.ok ? result.value.id : '';
    }
    await determineCase(store, code);
    const awards = (await viewSubmission(store, portal, id))?.determination?.awards ?? [];
    return Object.fromEntries(
      awards.filter((award) => award.clause === clause).map((award) => [award.id, award.amount]),
    );
  };
  const pay = async (award: string) => {
    const order = { department: 'city', key: 'pay', creditCode: code, awards: [award], expected: ['1'] };
    expect(await payAwards(store, order)).toMatchObject({ ok: true });
    await determineCase(store, code);
  };

  const paid = async () =>
    (await viewCase(store, { role: 'department', id: 'city' }, code))?.paid.map(({ award }) => award);

  test('another name of its subject brings no second payment', async () => {
    expect(await declare('8.2', { recognitions: [firstSet('r', 'C1', 'robot')] })).toEqual({
      '8.2/r': MILLION,
    });
    await pay('8.2/r');
    expect(await declare('8.2', { recognitions: [firstSet('r', 'C1', 'arm')] })).toEqual({ '8.2/r': 0 });
  });

  test('a recognition that is numbered anew is paid, although another of its number was', async () => {
    const both = [laboratory('1', 'C1'), laboratory('2', 'C2')];
    expect(await declare('4.2', { recognitions: both })).toEqual({
      '4.2/1': 10 * MILLION,
      '4.2/2': 10 * MILLION,
    });
    await pay('4.2/1');
    expect(await paid()).toEqual(['4.2/1']);
    expect(await declare('4.2', { recognitions: [laboratory('1', 'C2')] })).toEqual({
      '4.2/1': 10 * MILLION,
    });
    expect(await paid()).toEqual(['4.2/document/certificate/C1']);
    const swapped = [laboratory('1', 'C2'), laboratory('2', 'C1')];
    expect(await declare('4.2', { recognitions: swapped })).toEqual({ '4.2/1': 10 * MILLION, '4.2/2': 0 });
    // An official does not take what is granted for what was paid.
    expect(await paid()).toEqual(['4.2/2']);
  });

  test('another name of an incubator leaves no more of its limit', async () => {
    const before = [incubator('r', 'C1', 'hub', 'provincial')];
    expect(await declare('10.2', { carriers: [carrier('hub')], recognitions: before })).toEqual({
      '10.2/r': MILLION,
    });
    await pay('10.2/r');
    const after = [incubator('r', 'C1', 'nest', 'provincial'), incubator('s', 'C2', 'nest', 'national')];
    expect(await declare('10.2', { carriers: [carrier('nest')], recognitions: after })).toEqual({
      '10.2/r': 0,
      '10.2/s': MILLION,
    });
  });
});
