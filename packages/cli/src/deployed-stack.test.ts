import { ConflictException } from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from 'vitest';
import { meterOn, tablesOf } from './deployed-stack.ts';

/** Remembers what it is asked, and answers like the service. */
function gateway(known: readonly string[] = []) {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  return {
    asked,
    send: async (command: { readonly input: { value?: string } }) => {
      asked.push({ name: command.constructor.name, input: command.input });
      if (command.input.value !== undefined && known.includes(command.input.value)) {
        throw new ConflictException({ message: 'API Key already exists', $metadata: {} });
      }
      return { id: 'k1' };
    },
  };
}

describe('metering a caller of a deployed stack', () => {
  it('makes the gateway’s own key of the metering key and puts it on the plan', async () => {
    const service = gateway();
    await meterOn(service, 'plan', 'portal', 'm'.repeat(40));
    expect(service.asked).toEqual([
      { name: 'CreateApiKeyCommand', input: { name: 'portal', value: 'm'.repeat(40), enabled: true } },
      { name: 'CreateUsagePlanKeyCommand', input: { usagePlanId: 'plan', keyId: 'k1', keyType: 'API_KEY' } },
    ]);
  });

  it('leaves a caller that is counted already as it is', async () => {
    const service = gateway(['m'.repeat(40)]);
    await expect(meterOn(service, 'plan', 'portal', 'm'.repeat(40))).resolves.toBeUndefined();
  });

  it('passes on every other refusal', async () => {
    const refusing = { send: async () => Promise.reject(new TypeError('no network')) };
    await expect(meterOn(refusing, 'plan', 'portal', 'm')).rejects.toThrow('no network');
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
