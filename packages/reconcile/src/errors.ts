/** The resolution was given decisions that contradict each other: a mistake of ours, never of an applicant. */
export class ResolutionError extends Error {
  override readonly name = 'ResolutionError';
}
