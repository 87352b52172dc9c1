import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import { Figures } from './figures.ts';
import type { Choice } from './part.ts';

/**
 * Compares choices of equal worth as the contract says: more to the lower-numbered clause, then to the smaller
 * scope, then the most lines, then the smaller item keys in the earlier options.
 */
export class Preference {
  readonly #options: readonly (readonly Option[])[];
  readonly #figuresOf: () => Figures;
  #figures: Figures | undefined;

  /**
   * @param options by item, in the order that ties prefer
   * @param clauseOf the place of each slot's clause
   */
  constructor(
    roomsFen: readonly Fen[],
    options: readonly (readonly Option[])[],
    clauseOf: readonly number[],
  ) {
    this.#options = options;
    this.#figuresOf = () => new Figures(roomsFen, options, clauseOf);
  }

  /** Made once there are equals to tell apart: most parts have none. */
  get figures(): Figures {
    this.#figures ??= this.#figuresOf();
    return this.#figures;
  }

  /** Do two items that change places leave all figures as they are? A limit that slots share cuts by item key. */
  areAlike(item: number, other: number): boolean {
    const [own, others] = [this.#options[item] ?? [], this.#options[other] ?? []];
    return (
      own.length === others.length &&
      own.every((option, at) => isAlike(option, others[at])) &&
      this.figures.addUp
    );
  }

  prefers(choice: Choice, other: Choice): boolean {
    const more = firstDifference(this.figures.of(choice), this.figures.of(other));
    return more === 0 ? comesFirst(choice, other) : more > 0;
  }
}

/** How much more the first has in the first figure that differs; 0: none does. */
export function firstDifference(figures: Float64Array, others: Float64Array): number {
  const at = figures.findIndex((figure, place) => figure !== others[place]);
  return at < 0 ? 0 : (figures[at] ?? 0) - (others[at] ?? 0);
}

/** Does the first of two choices have the earlier option of the first item that they use differently? */
export function comesFirst(choice: Choice, other: Choice): boolean {
  const item = choice.findIndex(({ option }, place) => option !== other[place]?.option);
  return item >= 0 && (choice[item]?.option ?? 0) < (other[item]?.option ?? 0);
}

const isAlike = (option: Option, other: Option | undefined): boolean =>
  other !== undefined &&
  option.paysFen === other.paysFen &&
  option.takesFen === other.takesFen &&
  option.pool === other.pool &&
  option.slots.join() === other.slots.join() &&
  option.freeBySlot.join() === other.freeBySlot.join();
