import type { Applicant } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, condition, reading } from '../../test-fixture/checks.ts';
import {
  dossierWith,
  type Fact,
  research,
  SOFTWARE,
  spent,
  WAN,
  without,
} from '../../test-fixture/dossiers.ts';
import { jinhuaPack } from '../index.ts';

const developing = dossierWith({ projects: [research('p')], expenditures: [spent('x', 200 * WAN, ['p'])] });

it.each(['330723', '330726', '330727', '330781', '330782', '330783', '330784'])(
  'an applicant of the county %s is told that the county may apply the policy by reference',
  (divisionCode) => {
    const { outcome, text } = condition(check('2.1', dossierWith(developing, { divisionCode })), 'G1');
    expect(outcome).toBe('unmet');
    expect(text.en).toContain('by reference');
    expect(text.zh).toContain('参照');
  },
);

it('an applicant of another city is not', () => {
  const { text } = condition(check('2.1', dossierWith(developing, { divisionCode: '330106' })), 'G1');
  expect(text.en).not.toContain('by reference');
});

it('every gate is reported, whatever another one says', () => {
  const found = check('2.1', dossierWith(developing, { divisionCode: '330106', taxCompliant: false }));
  expect(found.conditions.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['G1', 'unmet'],
    ['G2', 'met'],
    ['G3', 'unmet'],
    ['G4', 'met'],
    ['G5', 'met'],
    ['G6', 'met'],
    ['2.1-project', 'met'],
    ['2.1-period', 'met'],
    ['2.1-floor', 'met'],
  ]);
});

describe('a decision on who the policy is for, made while it is in force', () => {
  const since2024 = <T>(before: T, after: T) =>
    [
      { from: '2023-01-01', value: before, source: 'register' },
      { from: '2024-07-01', value: after, source: 'decision' },
    ] as const;
  const robots: Applicant = { aiField: false };
  const bought = { certifiedAiProduct: true, nature: 'compute', publicPlatformId: 'jh-cloud' } as const;
  const dossier = dossierWith(
    { projects: [research('p')], expenditures: [spent('x', 200 * WAN, ['p'], bought)] },
    robots,
  );

  it.each([
    ['I-G5', 'everyone', 'not-users', '9.1b'],
    ['I-8b', 'yes', 'no', '8.3'],
  ])('%s counts for the applicant as a whole', (point, before, after, clause) => {
    const pack = jinhuaPack('revised', { interpretations: { [point]: since2024(before, after) } });
    expect(check(clause, dossier).outcome).toBe('ineligible');
    expect(check(clause, dossier, { pack }).outcome).toBe('eligible');
  });

  it('I-G6 as well', () => {
    const pack = jinhuaPack('revised', { interpretations: { 'I-G6': since2024('widens', 'restricts') } });
    expect(check('2.1', developing, { pack }).outcome).toBe('ineligible');
    expect(check('2.1', without(developing, 'applicant/industryCode'), { pack }).missing).toEqual([
      'applicant/industryCode',
    ]);
  });

  it('and so do the codes of the urban area and of the counties', () => {
    const pack = jinhuaPack('revised', {
      parameters: {
        'G1-divisions': since2024(['330702'], ['330702', '330784']),
        'G1-counties': since2024(['330784'], ['330723']),
      },
    });
    const at = (divisionCode: string) =>
      condition(check('2.1', dossierWith(developing, { divisionCode }), { pack }), 'G1');
    expect(at('330784').outcome).toBe('met');
    expect(at('330723').text.en).toContain('by reference');
  });
});

it('a gate is unknown while it is open, also where another one asks for its facts', () => {
  const outcome = (...facts: readonly Fact[]) =>
    condition(check('2.1', without(dossierWith(developing, SOFTWARE), ...facts)), 'G5').outcome;
  expect(outcome('applicant/legalPersonType')).toBe('met');
  expect(outcome('applicant/legalPersonType', 'applicant/aiField')).toBe('unknown');
  expect(outcome('applicant/industryCode', 'applicant/aiField')).toBe('unknown');
});

it('I-G6 may restrict measures 2, 6, 7, 8 and 11 to software and IT-services enterprises', () => {
  const pack = reading({ 'I-G6': 'restricts' });
  expect(check('2.1', developing, { pack }).outcome).toBe('ineligible');
  expect(check('2.1', dossierWith(developing, SOFTWARE), { pack }).outcome).toBe('eligible');
  const open = without(developing, 'applicant/industryCode', 'applicant/aiField');
  expect(check('2.1', open, { pack }).missing).toEqual(['applicant/industryCode']);
  expect(check('12.1', developing, { pack }).outcome).toBe('eligible');
});
