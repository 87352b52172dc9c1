/** Work that is counted, not timed: every machine stops at the same place. */
export class Budget {
  spent = 0;
  readonly steps: number;

  constructor(steps: number) {
    this.steps = steps;
  }

  get left(): number {
    return Math.max(0, this.steps - this.spent);
  }

  get exhausted(): boolean {
    return this.spent >= this.steps;
  }
}
