import { expect, it } from 'vitest';
import { check, condition, reading } from '../../test-fixture/checks.ts';
import { dossierWith, research, SOFTWARE, spent, WAN, without } from '../../test-fixture/dossiers.ts';

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

it('I-G6 may restrict measures 2, 6, 7, 8 and 11 to software and IT-services enterprises', () => {
  const pack = reading({ 'I-G6': 'restricts' });
  expect(check('2.1', developing, { pack }).outcome).toBe('ineligible');
  expect(check('2.1', dossierWith(developing, SOFTWARE), { pack }).outcome).toBe('eligible');
  const open = without(developing, 'applicant/industryCode', 'applicant/aiField');
  expect(check('2.1', open, { pack }).missing).toEqual(['applicant/industryCode']);
  expect(check('12.1', developing, { pack }).outcome).toBe('eligible');
});
