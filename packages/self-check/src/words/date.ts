import { halfWidth } from './money.ts';

/**
 * Brings a day as people and spreadsheets write it (`2024/5/1`, `2024年5月1号`, `2024.5.1`, `2024 5 1`, `20240501`,
 * `二〇二四年五月一日`, `2024年5月1日星期三`) into `YYYY-MM-DD`; anything else is returned as it was typed, for the
 * dossier's own check to refuse.
 */
export function readDate(typed: string): string {
  const plain = halfWidth(typed).trim();
  const figures = plain.replace(/[〇○零一二三四五六七八九十]+(?=[年月日号])/g, inFigures);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(figures);
  const [, year, month, day] = compact ?? SEPARATED.exec(figures) ?? [];
  if (year === undefined || month === undefined || day === undefined) return plain;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Year, month and day, and what may stand behind them: the day of the week, the time. */
const SEPARATED =
  /^(\d{4})\s*[-/.、年 ]\s*(\d{1,2})\s*[-/.、月 ]\s*(\d{1,2})\s*[日号]?\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:[\sT]+[\d:]+)?$/;

/** 二〇二四 is 2024, 十 is 10, 二十一 is 21. */
function inFigures(words: string): string {
  const [tens, ones = ''] = words.split('十').map((part) => [...part].map(figureOf).join(''));
  return words.includes('十') ? `${tens || 1}${ones || 0}` : (tens ?? '');
}

const figureOf = (word: string): number => Math.max(0, '〇一二三四五六七八九'.indexOf(word));

/** A day of the reader's own calendar, as a date is written in a dossier. */
export const isoDay = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
