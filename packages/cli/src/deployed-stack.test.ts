import { describe, expect, it } from 'vitest';
import { tablesOf } from './deployed-stack.ts';

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
