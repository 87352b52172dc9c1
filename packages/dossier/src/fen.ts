/** Money is a whole number of fen: 1 yuan = 100 fen, 1 wan (万) = 10,000 yuan. */
export type Fen = number;

/** The largest amount that a dossier may state: 10^13 fen. Eighty of them, times 100, stay exact in a double. */
export const MAX_FEN: Fen = 10_000_000_000_000;

/** `wan(100)` is 100 万 yuan in fen. */
/* @__NO_SIDE_EFFECTS__ */
export const wan = (tenThousandYuan: number): Fen => tenThousandYuan * 1_000_000;

/** A whole percentage of an amount, rounded down to the fen (I-Xd), without a fraction on the way. */
export function share(amountFen: Fen, percent: number): Fen {
  const hundredths = amountFen * percent;
  return (hundredths - (hundredths % 100)) / 100;
}
