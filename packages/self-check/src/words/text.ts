import type { Text } from '@twelve/dossier';

export type { Text };
export type Language = keyof Text;

/** A text of the page, in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });

/** "3 项，2 处" – joins the parts that there are, as the language does. */
export const listed = (parts: readonly string[], language: Language): string =>
  parts.join(language === 'zh' ? '、' : ', ');
