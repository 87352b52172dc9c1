import { expect, test } from 'vitest';
import { dossierWith } from '../test-fixture/records.ts';
import { effectiveDossier, officialFactsOf } from './effective.ts';

test('official facts stand above declared ones, and are named', () => {
  const dossier = effectiveDossier(dossierWith(), { divisionCode: '330782', aiField: false }, []);
  expect(dossier.applicant).toMatchObject({ divisionCode: '330782', aiField: false, industryCode: 'I6513' });
  expect(officialFactsOf({ divisionCode: '330782', aiField: false })).toEqual([
    'applicant/aiField',
    'applicant/divisionCode',
  ]);
  expect(officialFactsOf(null)).toEqual([]);
});
