import { describe, expect, it } from 'vitest';
import { check } from '../../test-fixture/checks.ts';
import { dossierWith } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

itHasItsGates({ clause: '12.1', dossier: dossierWith({}), field: 'ai', enterprise: false });

describe('12.1: fund and tax', () => {
  it('is a general commitment: no money is computed', () => {
    expect(check('12.1', dossierWith({}))).toMatchObject({
      scope: 'applicant',
      outcome: 'eligible',
      amountKind: 'none',
      gross: 0,
      limit: null,
      amount: 0,
      lines: [],
      missing: [],
    });
  });
});
