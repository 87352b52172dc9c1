import type { Applicant, Dossier } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check } from './checks.ts';
import { type Fact, without } from './dossiers.ts';

export interface Gated {
  readonly clause: string;
  /** A dossier that is eligible, of an AI enterprise (of division 65 where the clause asks for it). */
  readonly dossier: Dossier;
  readonly scope?: string;
  /** `ai`: the AI field alone; `widened`: or software and IT; `software`: the clause asks for division 65 itself. */
  readonly field: 'ai' | 'widened' | 'software';
  /** G6: enterprises only. */
  readonly enterprise: boolean;
}

/** The gates G1 to G6 as a clause must have them: met, unmet, unknown, and what is asked for while unknown. */
export function itHasItsGates(gated: Gated): void {
  describe(`${gated.clause}: who it is for`, () => {
    const is = (applicant: Applicant, ...unknown: readonly Fact[]) => {
      const dossier = { ...gated.dossier, applicant: { ...gated.dossier.applicant, ...applicant } };
      const found = check(
        gated.clause,
        without(dossier, ...unknown),
        gated.scope === undefined ? {} : { scope: gated.scope },
      );
      return found.missing.length > 0 ? [found.outcome, ...found.missing] : found.outcome;
    };

    it('is for an applicant that passes all gates', () => expect(is({})).toBe('eligible'));

    it.each(['330701', '330702', '330703'])('G1: %s is urban Jinhua', (divisionCode) =>
      expect(is({ divisionCode })).toBe('eligible'),
    );
    it.each(['330700', '330704', '330723', '330784', '330106'])('G1: %s is not', (divisionCode) =>
      expect(is({ divisionCode })).toBe('ineligible'),
    );
    it.each([
      ['G3: pays tax according to law', 'taxCompliant'],
      ['G4: sound finance', 'soundFinance'],
    ] as const)('%s', (_, fact) => {
      expect(is({ [fact]: false })).toBe('ineligible');
      expect(is({}, `applicant/${fact}`)).toEqual(['undetermined', `applicant/${fact}`]);
    });
    it('G2: is for three types of legal person', () => {
      expect(is({ legalPersonType: 'other' })).toBe('ineligible');
    });
    it('asks for the division and the type while they are unknown', () => {
      expect(is({}, 'applicant/divisionCode')).toEqual(['undetermined', 'applicant/divisionCode']);
      expect(is({}, 'applicant/legalPersonType')).toEqual(['undetermined', 'applicant/legalPersonType']);
    });
    it.each(['public-institution', 'social-organization'] as const)(
      gated.enterprise ? 'G6: is not for a %s' : 'is for a %s too',
      (legalPersonType) => expect(is({ legalPersonType })).toBe(gated.enterprise ? 'ineligible' : 'eligible'),
    );
    it('asks for nothing that can decide nothing', () => {
      expect(is({ taxCompliant: false }, 'applicant/divisionCode', 'applicant/aiField')).toBe('ineligible');
      expect(is({}, 'applicant/creditCode', 'applicant/name', 'applicant/establishedOn')).toBe('eligible');
    });

    fieldOf(gated, is);
  });
}

type Is = (applicant: Applicant, ...unknown: readonly Fact[]) => string | readonly string[];

/** G5, and what it leaves to ask beside G6. */
function fieldOf({ field, enterprise }: Gated, is: Is): void {
  const robots: Applicant = { industryCode: 'C3964' };
  const software: Applicant = { industryCode: 'I6513' };
  const aiField = 'applicant/aiField';
  const industryCode = 'applicant/industryCode';
  const legalPersonType = 'applicant/legalPersonType';

  if (field === 'ai') {
    it('G5: the AI field, and no other trade', () => {
      expect(is({ ...robots, aiField: true })).toBe('eligible');
      expect(is({ ...software, aiField: false })).toBe('ineligible');
      expect(is({}, aiField)).toEqual(['undetermined', aiField]);
      expect(is({}, aiField, industryCode)).toEqual(['undetermined', aiField]);
    });
  }
  if (field === 'widened') {
    it('G5: the AI field, or an enterprise in software and IT services (I-G6)', () => {
      expect(is({ ...robots, aiField: true })).toBe('eligible');
      expect(is({ ...software, aiField: false })).toBe('eligible');
      expect(is({ ...robots, aiField: false })).toBe('ineligible');
      expect(is({ ...robots, aiField: false, industryCode: 'I6410' })).toBe('ineligible');
    });
    it('G5: asks for what could still decide it, and for no more', () => {
      expect(is(software, aiField)).toBe('eligible');
      expect(is(robots, aiField)).toEqual(['undetermined', aiField]);
      expect(is({ aiField: true }, industryCode)).toBe('eligible');
      expect(is({ aiField: false }, industryCode)).toEqual(['undetermined', industryCode]);
      expect(is({}, aiField, industryCode)).toEqual(['undetermined', aiField, industryCode]);
      expect(is(robots, aiField, legalPersonType)).toEqual(['undetermined', aiField, legalPersonType]);
      expect(is({ ...software, aiField: false }, legalPersonType)).toEqual(['undetermined', legalPersonType]);
      // An enterprise of the trade passes; another legal person only where the clause is not for enterprises alone.
      expect(is(software, aiField, legalPersonType)).toEqual(
        enterprise ? ['undetermined', legalPersonType] : ['undetermined', aiField, legalPersonType],
      );
    });
  }
  if (field === 'software') {
    it('asks for division 65 itself, so that the AI field decides nothing', () => {
      expect(is({ aiField: false })).toBe('eligible');
      expect(is({}, aiField)).toBe('eligible');
      expect(is({ ...robots, aiField: true })).toBe('ineligible');
      expect(is({}, aiField, industryCode)).toEqual(['undetermined', industryCode]);
      expect(is({}, aiField, legalPersonType)).toEqual(['undetermined', legalPersonType]);
      expect(is({ aiField: false }, industryCode, legalPersonType)).toEqual([
        'undetermined',
        industryCode,
        legalPersonType,
      ]);
    });
  }
}
