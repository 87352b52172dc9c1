/** A policy pack contradicts itself: a mistake of ours, never of an applicant. */
export class PolicyPackError extends Error {
  override readonly name = 'PolicyPackError';
}
