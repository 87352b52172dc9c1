/**
 * How items were used, as links back to the item before: a choice is read off at the end. Items that are used as in
 * the choice that the search started from leave no link.
 */
export class Trail {
  #links = new Int32Array(1 << 12);
  #size = 2;

  /** Nothing used otherwise yet. */
  static readonly START = 0;

  step(parent: number, item: number, place: number): number {
    if (this.#size + 2 > this.#links.length) {
      const longer = new Int32Array(this.#links.length * 2);
      longer.set(this.#links);
      this.#links = longer;
    }
    const node = this.#size;
    this.#links[node] = parent;
    this.#links[node + 1] = item * MOST_USES + place;
    this.#size = node + 2;
    return node;
  }

  /** Tells every item that is used otherwise, and the place of its use. */
  read(node: number, tell: (item: number, place: number) => void): void {
    for (let at = node; at > Trail.START; at = this.#links[at] ?? Trail.START) {
      const used = this.#links[at + 1] ?? 0;
      tell(Math.floor(used / MOST_USES), used % MOST_USES);
    }
  }
}

/** More than any item has: one for each of its lines in a dossier of limited size. */
const MOST_USES = 1 << 10;
