import type { Language } from './text.ts';

/** "Art. 2 cl. 1" → 第2条第1款, "Suppl. 1, 3" → 附则第1、3条: the articles of the policy as each language cites them. */
export function citation(source: string, language: Language): string {
  if (language === 'en') return source;
  return source
    .replace(/^Suppl\. ([\d, ]+)$/, (_, numbers: string) => `附则第${numbers.replaceAll(', ', '、')}条`)
    .replace(/^Art\. (\d+) cl\. (\d+)$/, '第$1条第$2款')
    .replace(/^Art\. (\d+)$/, '第$1条');
}
