import { type Choice, NOWHERE, type Part } from './part.ts';

/**
 * How items were used, as links back to the item before: a choice is read off at the end. Items that are used as in
 * the choice that the search started from leave no link.
 */
export class Trail {
  readonly start: Choice;
  readonly #items: Part['items'];
  #links = new Int32Array(1 << 8);
  #size = 2;

  /** Nothing used otherwise yet. */
  static readonly START = 0;

  constructor({ items }: Part, start: Choice) {
    this.#items = items;
    this.start = start;
  }

  step(parent: number, item: number, place: number): number {
    if (this.#size + 2 > this.#links.length) {
      const longer = new Int32Array(this.#links.length * 4);
      longer.set(this.#links);
      this.#links = longer;
    }
    const node = this.#size;
    this.#links[node] = parent;
    this.#links[node + 1] = (item << PLACE_BITS) | place;
    this.#size = node + 2;
    return node;
  }

  /** The link before. */
  before(node: number): number {
    return this.#links[node] ?? Trail.START;
  }

  /** The item that the link uses otherwise. */
  itemAt(node: number): number {
    return (this.#links[node + 1] ?? 0) >> PLACE_BITS;
  }

  /** Of that item the place of its use. */
  placeAt(node: number): number {
    return (this.#links[node + 1] ?? 0) & (MOST_USES - 1);
  }

  /** The option that an item is used by at a place. */
  optionOf(item: number, place: number): number {
    return this.#items[item]?.[place]?.option ?? NOWHERE.option;
  }

  choiceOf(...nodes: readonly number[]): Choice {
    const choice = [...this.start];
    for (const node of nodes) {
      for (let at = node; at > Trail.START; at = this.before(at)) {
        const item = this.itemAt(at);
        choice[item] = this.#items[item]?.[this.placeAt(at)] ?? NOWHERE;
      }
    }
    return choice;
  }
}

/** More than any item has: one for each of its lines in a dossier of limited size. */
const MOST_USES = 1 << 10;
const PLACE_BITS = 10;
