import type { Engine } from '@twelve/store';

/** The process died: whatever it had not yet written is not written, and nobody is told. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/**
 * Lets several operations run at once and decides, at every call of the database, whose turn it is. An operation may
 * die before or after any of its calls.
 */
export class Interleaving {
  readonly #random: () => number;
  readonly #crashRate: number;
  #waiting: (() => void)[] = [];
  #running = 0;

  constructor(random: () => number, crashRate: number) {
    this.#random = random;
    this.#crashRate = crashRate;
  }

  /** The database as one operation sees it. */
  wrap(engine: Engine): Engine {
    const call = async <T>(work: () => Promise<T>): Promise<T> => {
      await this.#turn();
      this.#perhapsCrash();
      const result = await work();
      this.#perhapsCrash();
      return result;
    };
    return {
      get: (table, key) => call(() => engine.get(table, key)),
      getMany: (table, keys) => call(() => engine.getMany(table, keys)),
      query: (query) => call(() => engine.query(query)),
      transact: (actions) => call(() => engine.transact(actions)),
    };
  }

  /** Runs operations side by side until all are done; a crash ends only the one that it happens in. */
  async run<T>(operations: readonly (() => Promise<T>)[], after: () => void): Promise<(T | CrashError)[]> {
    this.#running = operations.length;
    const results = operations.map(async (operation) => {
      try {
        return await operation();
      } catch (error) {
        if (error instanceof CrashError) return error;
        throw error;
      } finally {
        this.#running--;
      }
    });
    const all = Promise.all(results);
    // A failure is told by `all`; until then the others go on.
    all.catch(() => undefined);
    while (this.#running > 0) {
      await new Promise(setImmediate);
      const at = Math.floor(this.#random() * this.#waiting.length);
      const [next] = this.#waiting.splice(at, 1);
      next?.();
      await new Promise(setImmediate);
      after();
    }
    return all;
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #perhapsCrash(): void {
    if (this.#crashRate > 0 && this.#random() < this.#crashRate) throw new CrashError();
  }
}

/** mulberry32: small, fast, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
