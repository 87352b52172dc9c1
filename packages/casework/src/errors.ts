/** The checks came from another version of the rules: nothing is recorded, trying again helps. */
export class EngineDisagreementError extends Error {
  override readonly name = 'EngineDisagreementError';
  constructor() {
    super('the twelve checks are not what these rules say');
  }
}
