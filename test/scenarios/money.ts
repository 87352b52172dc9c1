const FEN_OF: Readonly<Record<string, bigint>> = {
  分: 1n,
  元: 100n,
  万元: 1_000_000n,
  亿元: 10_000_000_000n,
};

const MONEY = /^(\d+)(?:\.(\d+))?(分|元|万元|亿元)$/;

export const isMoney = (text: string): boolean => MONEY.test(text);

/** `fenOf('2.5万元')` is 2,500,000 fen; exact, or an error. */
export function fenOf(text: string): number {
  const [, whole = '', fraction = '', unit = ''] = MONEY.exec(text) ?? [];
  const scaled = BigInt(`${whole}${fraction}`) * (FEN_OF[unit] ?? 0n);
  const scale = 10n ** BigInt(fraction.length);
  if (whole === '' || scaled % scale !== 0n) throw new RangeError(`“${text}” is no whole number of fen`);
  return Number(scaled / scale);
}
