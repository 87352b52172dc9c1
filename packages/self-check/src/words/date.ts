import { halfWidth } from './money.ts';

/**
 * Brings a day as people write it (`2024/5/1`, `2024年5月1号`, `2024.5.1`, `2024 5 1`, `20240501`) into `YYYY-MM-DD`; anything else
 * is returned as it was typed, for the dossier's own check to refuse.
 */
export function readDate(typed: string): string {
  const plain = halfWidth(typed).trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const separated =
    /^(\d{4})\s*[-/.、年 ]\s*(\d{1,2})\s*[-/.、月 ]\s*(\d{1,2})\s*[日号]?(?:[\sT]+[\d:]+)?$/.exec(plain);
  const [, year, month, day] = compact ?? separated ?? [];
  if (year === undefined || month === undefined || day === undefined) return plain;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A day of the reader's own calendar, as a date is written in a dossier. */
export const isoDay = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
