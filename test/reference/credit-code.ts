/** GB 32100-2015: the 31 characters, without I, O, S, V and Z, and the weights of the first 17 places. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * A unified social credit code whose check character is right.
 *
 * @param places nine figures of 0 … 30 for the organisation code (places 9 to 17); missing ones are 0.
 */
export function creditCodeOf(places: readonly number[], registrar = '91', division = '330702'): string {
  const organisation = Array.from({ length: 9 }, (_, place) => ALPHABET[(places[place] ?? 0) % 31]).join('');
  const body = `${registrar}${division}${organisation}`;
  return `${body}${checkCharacterOf(body)}`;
}

/** The 18th character of the 17 before it. */
export function checkCharacterOf(body: string): string {
  const weighed = [...body].map((character, place) => ALPHABET.indexOf(character) * (WEIGHTS[place] ?? 0));
  const remainder = weighed.reduce((left, right) => left + right, 0) % 31;
  return ALPHABET.charAt((31 - remainder) % 31);
}
