import { type Fen, MAX_FEN } from '@twelve/dossier';
import { type Language, type Text, text } from './text.ts';

/** The unit in which a field is typed; another one may be written behind the figure. */
export type MoneyUnit = 'yuan' | 'wan';

export type MoneyReading =
  | { readonly ok: true; readonly fen: Fen }
  | { readonly ok: false; readonly error: Text };

/** How many fen one unit is, as a power of ten. */
const FEN_DIGITS = { yuan: 2, wan: 6 } as const;
const DIGITS_OF_SUFFIX = new Map([
  ['元', 2],
  ['yuan', 2],
  ['千', 5],
  ['万', 6],
  ['wan', 6],
  ['十万', 7],
  ['百万', 8],
  ['千万', 9],
  ['亿', 10],
]);

/**
 * Reads an amount as people write it: `1,234,567.89`, `120万`, `¥3.5万元`, `1.2亿`, `5千万`, `800千元`, `人民币5万元整`. Exact: digits are
 * moved, nothing is computed in fractions. In fen.
 */
export function readMoney(typed: string, unit: MoneyUnit): MoneyReading {
  const plain = halfWidth(typed)
    .replace(/[\s,¥￥]|RMB|CNY|人民币|整$/gi, '')
    .replace('萬', '万')
    .replace('億', '亿');
  if (holdsSeveral(typed)) return { ok: false, error: NOT_A_NUMBER };
  if (/^(-.+|\(.+\))$/.test(plain)) return { ok: false, error: NEGATIVE };
  const match = /^(\d*)(?:\.(\d*))?(亿|千万|百万|十万|万|千|wan)?(元|yuan)?$/i.exec(plain);
  const [, whole = '', fraction = '', multiple, yuan] = match ?? [];
  if (match === null || whole + fraction === '') return { ok: false, error: NOT_A_NUMBER };
  const suffix = multiple ?? yuan;
  const digits = DIGITS_OF_SUFFIX.get(suffix?.toLowerCase() ?? '') ?? FEN_DIGITS[unit];
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) return { ok: false, error: FINER_THAN_FEN };
  const fen = Number(`${whole}${kept}`);
  return fen > MAX_FEN ? { ok: false, error: TOO_LARGE } : { ok: true, fen };
}

const NOT_A_NUMBER = text('请填写数字，例如 120 或 120.5', 'Enter a number, such as 120 or 120.5');
const NEGATIVE = text(
  '金额不能是负数；红字发票请从原发票的金额中扣除',
  'An amount cannot be negative: take a credit note off the invoice that it corrects',
);
const FINER_THAN_FEN = text('金额最多精确到分', 'An amount cannot be finer than one fen');
const TOO_LARGE = text('金额不能超过1000亿元', 'An amount cannot exceed 100 billion yuan');

/** Full-width digits and punctuation, as Chinese keyboards give them. */
export const halfWidth = (typed: string): string =>
  typed
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('。', '.')
    .replaceAll('\u3000', ' ');

/** Several cells pasted into one field are no figure; a blank may stand between thousands only. */
export const holdsSeveral = (typed: string): boolean =>
  /\d\t\s*\d|\d{4}\s+\d|\d\s+(?!\d{3}(?!\d))\d/.test(halfWidth(typed));

/** What was typed would read like this: the figure of an imported amount, in the unit of its field. */
export const writeMoney = (fen: Fen, unit: MoneyUnit): string => decimal(fen, FEN_DIGITS[unit]);

/**
 * "245 万元", at most two places; rounded down and marked where there is more to it. What would come to nothing in 万元
 * stands in yuan, as everything does for English readers.
 */
export function shortMoney(fen: Fen, language: Language): string {
  if (language === 'en' || (fen > 0 && fen < LEAST_OF_WAN_FEN)) return exactMoney(fen, language);
  const rest = fen % 10_000;
  const figure = grouped(decimal(fen - rest, FEN_DIGITS.wan));
  return rest === 0 ? `${figure}万元` : `约${figure}万元`;
}

/** 0.01万元. */
const LEAST_OF_WAN_FEN = 10_000;

/** "2,450,000.00元", to the fen. */
export function exactMoney(fen: Fen, language: Language): string {
  const [whole = '0', fraction = ''] = decimal(fen, FEN_DIGITS.yuan).split('.');
  const places = fraction === '' ? '' : `.${fraction.padEnd(2, '0')}`;
  return language === 'zh' ? `${grouped(whole)}${places}元` : `¥${grouped(whole)}${places}`;
}

function decimal(fen: Fen, digits: number): string {
  const padded = String(fen).padStart(digits + 1, '0');
  const fraction = padded.slice(-digits).replace(/0+$/, '');
  const whole = padded.slice(0, -digits);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Thousands separated by commas. */
export function grouped(figure: string): string {
  const [whole = '', fraction] = figure.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
