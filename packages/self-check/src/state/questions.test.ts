import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';
import { applicantFieldOf, isQuestion, openQuestions } from './questions.ts';

const fact = (name: string, worth: number | null, clauses = 1) => ({
  fact: name,
  worth,
  clauses: Array.from({ length: clauses }, () => '1.1' as const),
});

const order = (...missing: readonly ReturnType<typeof fact>[]) =>
  openQuestions(missing, []).map((question) => question.fact);

describe('the order of the questions', () => {
  it('is that of their worth, without limit first', () => {
    expect(order(fact('carriers', 5), fact('talents', null), fact('applicant/aiField', 9))).toEqual([
      'talents',
      'applicant/aiField',
      'carriers',
    ]);
  });

  it('of equal worth a click comes before a list, and the fact of most clauses first', () => {
    expect(
      order(
        fact('projects', null, 9),
        fact('applicant/organisationKind', null, 2),
        fact('applicant/aiField', null, 8),
      ),
    ).toEqual(['applicant/aiField', 'applicant/organisationKind', 'projects']);
  });

  it('of equal worth a list comes before those that refer to it', () => {
    expect(
      order(
        fact('expenditures', null),
        fact('recognitions', null),
        fact('projects', null),
        fact('carriers', null),
      ),
    ).toEqual(['projects', 'expenditures', 'carriers', 'recognitions']);
  });

  it('a fact that speaks of a list waits for it, as long as it is open', () => {
    const peak = fact('applicant/peakRevenueBefore', null);
    expect(order(peak, fact('annualAccounts', null), fact('projects', null))).toEqual([
      'projects',
      'annualAccounts',
      'applicant/peakRevenueBefore',
    ]);
    expect(order(fact('projects', null), peak)).toEqual(['applicant/peakRevenueBefore', 'projects']);
  });

  it('asks for what entries refer to right before them, whatever that is worth by itself', () => {
    const missing = [
      fact('recognitions', null),
      fact('expenditures', 9),
      fact('projects', 5),
      fact('carriers', 3),
    ];
    expect(order(...missing)).toEqual(['carriers', 'recognitions', 'projects', 'expenditures']);
    expect(order(fact('applicant/peakRevenueBefore', null), fact('annualAccounts', 7))).toEqual([
      'annualAccounts',
      'applicant/peakRevenueBefore',
    ]);
    expect(openQuestions(missing, ['projects']).map((question) => question.fact)).toEqual([
      'carriers',
      'recognitions',
      'expenditures',
      'projects',
    ]);
  });

  it('puts what was skipped last, in the order of skipping', () => {
    const missing = [fact('talents', null), fact('carriers', 5), fact('projects', 3)];
    expect(openQuestions(missing, ['talents', 'carriers']).map((question) => question.fact)).toEqual([
      'projects',
      'talents',
      'carriers',
    ]);
  });

  it('knows how to ask for everything that a determination can miss', () => {
    const { missing } = selfCheck(jinhua, { applicant: {} });
    for (const { fact: name } of missing) expect(isQuestion(name), name).toBe(true);
    expect(openQuestions(missing, [])[0]?.fact).toBe('applicant/divisionCode');
  });

  it('has no question for what is no fact', () => {
    expect(isQuestion('applicant/colour')).toBe(false);
    expect(isQuestion('__proto__')).toBe(false);
    expect(applicantFieldOf('projects')).toBeUndefined();
  });
});
