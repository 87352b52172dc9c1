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

  /** Lets some work spend up to so many steps of this budget. */
  lend<T>(steps: number, work: (part: Budget) => T): T {
    const part = new Budget(Math.min(steps, this.left));
    const result = work(part);
    this.spent += part.spent;
    return result;
  }
}
