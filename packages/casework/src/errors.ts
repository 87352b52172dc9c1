/** The checks came from another version of the rules than the resolution: nothing is recorded, trying again helps. */
export class EngineDisagreementError extends Error {
  constructor() {
    super('the twelve checks do not lead to what this engine determines');
    this.name = new.target.name;
  }
}
