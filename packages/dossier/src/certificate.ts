/**
 * What tells one certificate from another: its number, however it is typed. Width and case of letters, blanks and the
 * kind of dash make no other certificate. A number that has nothing else, or grows beyond what a number may be, stands as
 * it is. What it gives is told by itself: capitals, or letters that a blank stood between, may be composed anew.
 */
export function certificateOf(number: string): string {
  const plain = number
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase();
  return !plain || plain.length > LONGEST || plain === number ? number : certificateOf(plain);
}

const LONGEST = 200;
