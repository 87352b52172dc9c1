import { describe, expect, it } from 'vitest';
import { check, condition } from '../../test-fixture/checks.ts';
import { dossierWith, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const active = dossierWith({}, { aiDomains: ['intelligent-legal-services'] });

itHasItsGates({ clause: '5.1', dossier: active, field: 'ai', enterprise: true });

describe('5.1: the library', () => {
  it('brings entry and a tier, and no money', () => {
    expect(check('5.1', active)).toMatchObject({
      scope: 'applicant',
      outcome: 'eligible',
      amountKind: 'none',
      gross: 0,
      limit: null,
      amount: 0,
      lines: [],
    });
  });

  it.each([[['other']], [['intelligent-robots', 'intelligent-security']]] as const)(
    'is open to %j',
    (aiDomains) => {
      expect(check('5.1', dossierWith({}, { aiDomains: [...aiDomains] })).outcome).toBe('eligible');
    },
  );

  it('asks for a domain', () => {
    expect(check('5.1', dossierWith({}, { aiDomains: [] })).outcome).toBe('ineligible');
    expect(check('5.1', without(active, 'applicant/aiDomains'))).toMatchObject({
      outcome: 'undetermined',
      amount: 0,
      missing: ['applicant/aiDomains'],
    });
  });

  it.each([
    ['none', [], 'the departments set the tier'],
    ['one', [['2024-04-20', 'demonstration']], 'in the tier of demonstration'],
    [
      'a later one',
      [
        ['2025-01-01', 'cultivation'],
        ['2024-04-20', 'benchmark'],
      ],
      'in the tier of cultivation',
    ],
    [
      'two of a day',
      [
        ['2024-04-20', 'benchmark'],
        ['2024-04-20', 'cultivation'],
      ],
      'in the tier of benchmarks',
    ],
    [
      'two lower ones of a day',
      [
        ['2024-04-20', 'demonstration'],
        ['2024-04-20', 'cultivation'],
      ],
      'in the tier of demonstration',
    ],
    [
      'a later one named last',
      [
        ['2023-04-20', 'benchmark'],
        ['2024-04-20', 'cultivation'],
      ],
      'in the tier of cultivation',
    ],
    [
      'an earlier one named last',
      [
        ['2024-04-20', 'cultivation'],
        ['2023-04-20', 'benchmark'],
      ],
      'in the tier of cultivation',
    ],
  ] as const)('names the tier, with %s recognised', (_, given, text) => {
    const recognitions = given.map(([grantedOn, tier], place) => ({
      id: `r${place}`,
      kind: 'cultivation-library' as const,
      grantedOn,
      tier,
    }));
    const dossier = dossierWith({ recognitions }, { aiDomains: ['other'] });
    const tier = check('5.1', dossier).conditions.find(({ id }) => id === '5.1-tier');
    expect(tier).toMatchObject({ outcome: 'met', source: 'Art. 5' });
    expect(tier?.text.en).toContain(text);
  });

  it('goes by no other recognition, and by none while they are unknown', () => {
    const other = { id: 'r', kind: 'unicorn' as const, grantedOn: '2024-04-04' };
    for (const dossier of [{ ...active, recognitions: [other] }, without(active, 'recognitions')]) {
      const tier = condition(check('5.1', dossier), '5.1-tier');
      expect(tier.outcome).toBe('met');
      expect(tier.text.en).toContain('the departments set the tier');
    }
    const tier = {
      id: 't',
      kind: 'cultivation-library',
      grantedOn: '2023-04-04',
      tier: 'benchmark',
    } as const;
    const both = check('5.1', { ...active, recognitions: [tier, other] });
    expect(condition(both, '5.1-tier').text.en).toContain('in the tier of benchmarks');
  });
});
