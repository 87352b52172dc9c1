/** Money is a whole number of fen: 1 yuan = 100 fen, 1 wan (万) = 10,000 yuan. */
export type Fen = number;

/** The largest amount that a dossier may state: 10^13 fen. Eighty of them together, or 100 times one, are exact. */
export const MAX_FEN: Fen = 10_000_000_000_000;

/** `wan(100)` is 100 万 yuan in fen. */
/* @__NO_SIDE_EFFECTS__ */
export const wan = (tenThousandYuan: number): Fen => tenThousandYuan * 1_000_000;

/** A whole percentage of an amount, rounded down to the fen (I-Xd), without a fraction on the way. */
export function share(amountFen: Fen, percent: number): Fen {
  const hundredths = amountFen * percent;
  return (hundredths - (hundredths % 100)) / 100;
}

/**
 * The least whole number that is at least this percentage (0 … 100) of another: the figure that a share must reach.
 * Exact for every safe integer.
 */
export function leastShare(whole: number, percent: number): number {
  const rest = whole % 100;
  const hundredths = rest * percent;
  const restUp = (hundredths - (hundredths % 100)) / 100 + (hundredths % 100 === 0 ? 0 : 1);
  return ((whole - rest) / 100) * percent + restUp;
}
