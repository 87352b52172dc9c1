import { expect, test } from 'vitest';
import { AT, CODE, dossierWith, headWith } from '../test-fixture/records.ts';
import { submit, withdraw } from './submitting.ts';

test('a submission after a withdrawal begins anew, even before the claims of the one before are settled', () => {
  const claims = Array.from({ length: 100 }, (_, number) => `document/invoice/${10_000_000 + number}`);
  const before = headWith({ claims: Object.fromEntries(claims.map((key) => [key, AT])) });
  const old = { id: 's-1', creditCode: CODE, partner: 'portal', submittedAt: AT };
  const withdrawn = withdraw(before, old, () => true, AT);
  if (!withdrawn.ok) throw new Error('not withdrawn');
  expect(withdrawn.head.unsettled.length).toBeGreaterThan(0);
  const request = { partner: 'rival', key: 'k', bodyHash: '', at: AT, answer: {} };
  const input = { id: 's-2', partner: 'rival', dossier: dossierWith(), at: AT, quotaClauses: [], request };
  expect(submit(withdrawn.head, input)).toMatchObject({
    ok: true,
    head: { causes: [{ kind: 'submitted', at: AT }], unsettled: [] },
  });
});
