/**
 * What is in flight. Everything that the host does on behalf of the stack is begun and ended here, so
 * that "nothing happens any more" can be known instead of guessed.
 */
export class Activity {
  #running = new Map<symbol, string>();
  #begun = 0;
  #waiters: (() => void)[] = [];

  /** Notes that something began; the function returned ends it (a second call does nothing). */
  begin(label: string): () => void {
    const key = Symbol(label);
    this.#running.set(key, label);
    this.#begun += 1;
    return () => {
      if (this.#running.delete(key) && this.#running.size === 0) this.#wake();
    };
  }

  async track<T>(label: string, work: () => Promise<T>): Promise<T> {
    const end = this.begin(label);
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** How often anything was begun: unchanged between two looks means that nothing happened in between. */
  get begun(): number {
    return this.#begun;
  }

  /** Labels of what is in flight, for diagnostics. */
  get labels(): string[] {
    return [...this.#running.values()];
  }

  /** Resolves as soon as nothing is in flight. */
  quiet(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }
}

/**
 * Resolves when nothing is in flight and every source of work (streams, queues) says that it is drained,
 * and nothing began while they were asked.
 */
export async function untilIdle(activity: Activity, drained: () => Promise<boolean>): Promise<void> {
  for (;;) {
    await activity.quiet();
    const before = activity.begun;
    const nothingLeft = await drained();
    if (nothingLeft && activity.begun === before && activity.labels.length === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
