/**
 * The unified social credit code, GB 32100-2015: 18 characters of an alphabet without I, O, S, V and Z, of which
 * the last is a check character over the other 17. Positions 9 to 17 hold the older organisation code
 * (GB 11714-1997) with a check character of its own.
 */
export type CreditCodeCheck = 'valid' | 'organisation-code-only' | 'invalid';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Eighteen characters of the code's alphabet; says nothing about the check character. */
export const CREDIT_CODE_PATTERN = /^[0-9A-HJ-NP-RTUWXY]{18}$/;

/**
 * Verifies the check character. Codes exist in the wild whose own check character fails while the organisation
 * code inside them passes: those are `organisation-code-only`, to be accepted with a warning.
 */
export function checkCreditCode(code: string): CreditCodeCheck {
  if (!CREDIT_CODE_PATTERN.test(code)) return 'invalid';
  if (checkCharacter(code) === code[17]) return 'valid';
  return organisationCheckCharacter(code.slice(8, 16)) === code[16] ? 'organisation-code-only' : 'invalid';
}

/** The check character that the first 17 characters call for. */
export function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function organisationCheckCharacter(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(body.charAt(i), 36),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
