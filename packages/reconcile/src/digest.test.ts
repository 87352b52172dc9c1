import { createHash } from 'node:crypto';
import type { Dossier } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, spent } from '../../measures/test-fixture/dossiers.ts';
import { digestOf, dossierDigest, ResolutionError } from './index.ts';

describe('the digest of a dossier', () => {
  it('is SHA-256 of RFC 8785 JSON with lists in order', () => {
    const dossier: Dossier = {
      applicant: { name: '婺江', aiDomains: ['other', 'intelligent-robots'] },
      carriers: [
        { tenants: 1, id: 'b', kind: 'incubator', countedOn: '2024-01-01', aiTenants: 0 },
        { id: 'a', kind: 'incubator', countedOn: '2024-01-01', tenants: 1, aiTenants: 0 },
      ],
    };
    const canonical =
      '{"applicant":{"aiDomains":["intelligent-robots","other"],"name":"婺江"},' +
      '"carriers":[{"aiTenants":0,"countedOn":"2024-01-01","id":"a","kind":"incubator","tenants":1},' +
      '{"aiTenants":0,"countedOn":"2024-01-01","id":"b","kind":"incubator","tenants":1}]}';
    const hash = createHash('sha256').update(canonical, 'utf8').digest('hex');
    expect(dossierDigest(dossier)).toBe(`sha256-${hash}`);
  });

  it('does not depend on the order of any list, nor of the fields', () => {
    const dossier = dossierWith({
      projects: [
        { id: 'p', kind: 'rd-platform' },
        { id: 'q', kind: 'compute-platform' },
      ],
      expenditures: [spent('a', 1, ['p', 'q']), spent('b', 2, [])],
      annualAccounts: [
        { year: 2024, revenue: 1 },
        { year: 2023, revenue: 2 },
      ],
      otherAwards: [
        { itemId: 'expenditures/a', amount: 1, policy: '乙' },
        { itemId: 'expenditures/a', amount: 1, policy: '甲' },
      ],
    });
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed).reverse()
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, inner]) => [key, reversed(inner)] as const)
                .reverse(),
            )
          : value;
    const backwards: Dossier = JSON.parse(JSON.stringify(reversed(dossier)));
    expect(digestOf(backwards)).not.toBe(digestOf(dossier));
    expect(dossierDigest(backwards)).toBe(dossierDigest(dossier));
  });

  it('has lists of entries by their id, whatever else stands before it', () => {
    const one = { aiTenants: 2, countedOn: '2024-01-01', id: 'a', kind: 'incubator', tenants: 2 } as const;
    const two = { ...one, aiTenants: 1, id: 'b' };
    const dossier: Dossier = { applicant: {}, carriers: [two, one] };
    expect(dossierDigest(dossier)).toBe(digestOf({ applicant: {}, carriers: [one, two] }));
  });

  it('tells apart what is unknown, none and something', () => {
    const { carriers: _, ...unknown } = dossierWith({});
    const entry = { id: 'a', kind: 'incubator', countedOn: '2024-01-01', tenants: 1, aiTenants: 0 } as const;
    const digests = [unknown, dossierWith({}), dossierWith({ carriers: [entry] })].map(dossierDigest);
    expect(new Set(digests).size).toBe(3);
  });

  it('is of JSON only', () => {
    expect(() => digestOf(undefined)).toThrow(ResolutionError);
  });
});
