import { describe, it } from 'vitest';
import {
  asksForWhatDecides,
  onlyWhatIsAskedForMatters,
  settledStaysSettled,
  whatIsSaidIsBrought,
} from './unknown-facts.ts';

/** fast-check prints the seed and the smallest dossier where one of these does not hold. */
describe('unknown facts', () => {
  it('what is settled stays settled, whatever the facts turn out to be', () => settledStaysSettled(200));

  it('what an open clause says that it would bring is what it brings', () => whatIsSaidIsBrought(200));

  it('what a clause does not ask for changes nothing of its outcome', () => onlyWhatIsAskedForMatters(100));

  it('a clause asks for exactly those of the applicant’s facts that can decide it', () =>
    asksForWhatDecides(300));
});
