import type { Row } from './company.ts';

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * What stands above the rows: the names of the columns in CSV, nothing in NDJSON. The mark before them tells a
 * spreadsheet that this is UTF-8: one in Chinese takes it for GBK otherwise, and no name can be read.
 */
export const headOf = (format: Format, measures: readonly number[]): string =>
  format === 'ndjson'
    ? ''
    : `\u{feff}${[
        'line',
        'credit_code',
        'name',
        'fixed_fen',
        'ceiling_fen',
        'proven',
        ...measures.flatMap((measure) => [`m${measure}_outcome`, `m${measure}_fen`]),
      ].join(',')}\r\n`;

/** One row with its line end. CSV as RFC 4180 has it. */
export const rowText = (format: Format, row: Row): string =>
  format === 'ndjson'
    ? `${JSON.stringify(row)}\n`
    : `${[
        row.line,
        field(row.creditCode ?? ''),
        field(row.name ?? ''),
        row.fixedFen,
        row.ceilingFen,
        row.proven,
        ...row.measures.flatMap(({ outcome, fen }) => [outcome, fen]),
      ].join(',')}\r\n`;

/**
 * Quoted where it must be. What a spreadsheet would run as a formula or take for a number is kept a text: of a credit
 * code in digits, or with one E among them, it would keep the first fifteen.
 */
function field(text: string): string {
  const safe = FORMULA.test(text) || NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[\d.,]+(E\d+)?$/i;
