import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Faults } from '@twelve/cloud-local';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { creditCodeOfNumber, researchDossier } from './dossiers.ts';
import { basedOn, keyed, type System, startSystem } from './system.ts';

/** Our own faults: what the caller is told, what is left behind, and that the same request later goes through. */
let system: System;
let faults: Faults = {};
beforeAll(async () => {
  system = await startSystem({
    faults: { onCall: (call) => faults.onCall?.(call), onInvoke: (call) => faults.onInvoke?.(call) },
  });
});
afterAll(() => system?.stop());
afterEach(() => {
  faults = {};
});

let applicants = 1;
const isFunction = (logicalId: string | undefined, name: string) => logicalId?.includes(name) === true;
const refusedBy = (code: string): Faults => ({
  onCall: ({ caller, operation }) =>
    isFunction(caller, 'FunctionsSubmissions') && operation === 'TransactWriteItems'
      ? { code, message: 'table Twelve-Cases, key 7', status: code === 'InternalServerError' ? 500 : 400 }
      : undefined,
});

const failures: [string, Faults, 'nothing' | 'everything'][] = [
  ['the database refuses the write', refusedBy('ValidationException'), 'nothing'],
  ['the database is down', refusedBy('InternalServerError'), 'nothing'],
  [
    'the database writes and its answer is lost, again and again',
    {
      onCall: ({ caller, operation }) =>
        isFunction(caller, 'FunctionsSubmissions') && operation === 'TransactWriteItems'
          ? 'lose-answer'
          : undefined,
    },
    'everything',
  ],
  [
    'the function is killed before its work',
    {
      onInvoke: ({ logicalId }) =>
        isFunction(logicalId, 'FunctionsSubmissions') ? 'crash-before' : undefined,
    },
    'nothing',
  ],
  [
    'the function is killed after its work',
    {
      onInvoke: ({ logicalId }) =>
        isFunction(logicalId, 'FunctionsSubmissions') ? 'crash-after' : undefined,
    },
    'everything',
  ],
  [
    'the function may not run',
    { onInvoke: ({ logicalId }) => (isFunction(logicalId, 'FunctionsSubmissions') ? 'throttle' : undefined) },
    'nothing',
  ],
];

describe('a submission', () => {
  it.each(failures)('when %s: 500, and once when sent again', async (what, fault, left) => {
    const number = applicants++;
    const body = researchDossier(number);
    const request = { body, headers: keyed(what.replaceAll(/\W/g, '-')) };
    faults = fault;
    const refused = await system.partner('POST', '/v1/submissions', request);
    faults = {};
    expect(refused.status).toBe(500);
    expect(refused.body.type).toBe('urn:problem-type:twelve:internal');
    expect(refused.text).not.toMatch(/Twelve-|Exception|dynamo|lambda|crash/i);
    await system.idle();
    const before = await system.partner.submissions(`?creditCode=${creditCodeOfNumber(number)}`);
    expect(before.items.map(({ status }) => status)).toEqual(left === 'nothing' ? [] : ['determined']);
    // The portal sends it again, as it should: one submission, whatever was left.
    const again = await system.partner('POST', '/v1/submissions', request);
    expect(again.status).toBe(202);
    await system.idle();
    const { items } = await system.partner.submissions(`?creditCode=${creditCodeOfNumber(number)}`);
    expect(items).toMatchObject([{ id: again.body.id, revision: 1, status: 'determined' }]);
  });
});

describe('an evaluation', () => {
  const failing = (name: string): Faults => ({
    onInvoke: ({ logicalId }) => (isFunction(logicalId, name) ? 'crash-before' : undefined),
  });

  it.each(['M05', 'CaseworkLoad', 'CaseworkReconcile', 'CaseworkCommit'])(
    'that fails for good in %s says so, and is made good when the case changes',
    async (name) => {
      const number = applicants++;
      faults = failing(name);
      const { id, creditCode } = await system.partner.submit(researchDossier(number));
      await system.idle();
      expect(await system.partner.submission(id)).toMatchObject({
        status: 'failed',
        determination: null,
        determinedRevision: null,
      });
      const paid = await system.department('POST', `/v1/cases/${creditCode}/payments`, {
        body: { awards: ['2.1/2024'] },
        headers: { ...keyed(), ...basedOn(1) },
      });
      expect(paid.status).toBe(409);
      faults = {};
      await system.partner.amend(id, 1, researchDossier(number, { wan: 300 }));
      await system.idle();
      expect(await system.partner.submission(id)).toMatchObject({
        status: 'determined',
        determinedRevision: 2,
        determination: { total: { fixed: 45_000_000 } },
      });
    },
  );

  it('that meets a passing fault is tried again without anyone asking', async () => {
    let left = 2;
    faults = {
      onInvoke: ({ logicalId }) => (isFunction(logicalId, 'M02') && left-- > 0 ? 'crash-before' : undefined),
    };
    const { id } = await system.partner.submit(researchDossier(applicants++));
    await system.idle();
    expect(left).toBeLessThanOrEqual(0);
    expect((await system.partner.submission(id)).status).toBe('determined');
  });
});

describe('a case whose items are gone, as after a restore to before them', () => {
  it('is determined at once when it is submitted again, though its first revision ran before', async () => {
    const number = applicants++;
    const { creditCode } = await system.partner.submit(researchDossier(number));
    await system.idle();
    await deleteItemsOf(creditCode);
    expect((await system.partner.submissions(`?creditCode=${creditCode}`)).items).toEqual([]);
    const { id } = await system.partner.submit(researchDossier(number));
    await system.idle();
    expect(await system.partner.submission(id)).toMatchObject({ revision: 1, status: 'determined' });
  });
});

/** Every item of every table that names an applicant. */
async function deleteItemsOf(creditCode: string): Promise<void> {
  const database = new DynamoDBClient(system.cloud.client);
  for (const TableName of new Set(Object.values(system.cloud.tables))) {
    const { Items = [] } = await database.send(new ScanCommand({ TableName }));
    for (const { pk, sk } of Items.filter((item) => JSON.stringify(item).includes(creditCode))) {
      if (pk !== undefined && sk !== undefined)
        await database.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
    }
  }
}

describe('a recalculation', () => {
  it('that is written is accepted, though its first step cannot be asked for: the sweeper does', async () => {
    faults = {
      onCall: ({ caller, operation }) =>
        isFunction(caller, 'FunctionsRecalculations') && operation === 'SendMessage'
          ? { code: 'InternalError', message: 'queue Twelve-Pages', status: 500 }
          : undefined,
    };
    const begun = await system.department('POST', '/v1/recalculations');
    expect(begun.status).toBe(202);
    const { body } = await system.department('GET', begun.headers.get('location') ?? '');
    expect(body).toMatchObject({ id: begun.body.id, status: 'running', cases: 0 });
  });
});

describe('a check of keys', () => {
  it('that cannot be made is our fault, not the caller’s', async () => {
    const newcomer = await system.as('newcomer');
    faults = {
      onCall: ({ caller }) =>
        isFunction(caller, 'FunctionsAuthorizer')
          ? { code: 'InternalServerError', message: 'table Twelve-Keys', status: 500 }
          : undefined,
    };
    const answer = await newcomer('GET', '/v1/submissions');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('Twelve-');
    faults = {};
    expect((await newcomer('GET', '/v1/submissions')).status).toBe(200);
  });
});

it('no fault writes a key or anything private into a log', () => {
  expect(system.leaks()).toEqual([]);
});
