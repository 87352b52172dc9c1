import { describe, expect, it } from 'vitest';
import { meterOn, tablesOf } from './deployed-stack.ts';

/** Remembers what it is asked, and answers like the service. */
function gateway() {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  return {
    asked,
    send: async (command: { readonly input: object }) => {
      asked.push({ name: command.constructor.name, input: command.input });
      return { id: 'k1' };
    },
  };
}

const key = { partner: 'portal', id: 'abc', meteringKey: 'm'.repeat(40) };

describe('metering a key of a deployed stack', () => {
  it('makes the gateway’s own key of the metering key and puts it on the plan', async () => {
    const service = gateway();
    await meterOn(service, 'plan', key);
    expect(service.asked).toEqual([
      { name: 'CreateApiKeyCommand', input: { name: 'portal-abc', value: 'm'.repeat(40), enabled: true } },
      { name: 'CreateUsagePlanKeyCommand', input: { usagePlanId: 'plan', keyId: 'k1', keyType: 'API_KEY' } },
    ]);
  });

  it('passes on a refusal', async () => {
    const refusing = { send: async () => Promise.reject(new TypeError('no network')) };
    await expect(meterOn(refusing, 'plan', key)).rejects.toThrow('no network');
  });
});

describe('the tables of a stack', () => {
  it('are found by its outputs, and missed by name', () => {
    const outputs = { CasesTable: 'a', ClaimsTable: 'b', PartnersTable: 'c', KeysTable: 'd' };
    expect(() => tablesOf(outputs)).toThrow('RecalculationsTable');
    expect(tablesOf({ ...outputs, RecalculationsTable: 'e' })).toMatchObject({
      cases: 'a',
      recalculations: 'e',
    });
  });
});
