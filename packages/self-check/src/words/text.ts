import type { Text } from '@twelve/dossier';

export type { Text };
export type Language = keyof Text;

/** A text of the page, in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });

/** "1 question", "2 questions": English has two forms, and Chinese one. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count} ${count === 1 ? singular : plural}`;

/** "（2024年度）", " (2024)": what is added in brackets, as the language sets them. */
export const bracketed = (words: string, language: Language): string =>
  language === 'zh' ? `（${words}）` : ` (${words})`;

/** "a talent", "an expenditure". */
export const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** "名称：内容", "name: what it is": a colon as the language sets it. */
export const labelled = (label: string, words: string, language: Language): string =>
  `${label}${language === 'zh' ? '：' : ': '}${words}`;

/** "3 项，2 处" – joins the parts that there are, as the language does. */
export const listed = (parts: readonly string[], language: Language): string =>
  parts.join(language === 'zh' ? '、' : ', ');
