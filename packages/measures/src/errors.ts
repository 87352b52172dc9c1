export { PolicyPackError } from './kernel/errors.ts';

/** The policy has no measure of that number. */
export class UnknownMeasureError extends Error {
  override readonly name = 'UnknownMeasureError';
  readonly measure: number;

  constructor(measure: number) {
    super(`there is no measure ${measure}`);
    this.measure = measure;
  }
}
