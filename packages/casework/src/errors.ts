/** The checks came from another version of the rules: nothing is recorded, trying again helps. */
export class EngineDisagreementError extends Error {
  constructor() {
    super('the twelve checks are not what these rules say');
    this.name = new.target.name;
  }
}
