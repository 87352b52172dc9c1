import { computed, effect, signal } from '@preact/signals';
import type { Fen } from '@twelve/dossier';
import { labelsOf } from '../words/labels.ts';
import { exactMoney, shortMoney } from '../words/money.ts';
import type { Language, Text } from '../words/text.ts';
import { evaluation, names, policy } from './store.ts';

/** How the page is read: language, and whether amounts stand in 万元 or to the fen. */
const LANGUAGE_KEY = 'twelve.self-check.language';

export const language = signal<Language>(rememberedLanguage());
export const exactAmounts = signal(false);

export const say = (words: Text): string => words[language.value];

export const money = (fen: Fen): string =>
  exactAmounts.value ? exactMoney(fen, language.value) : shortMoney(fen, language.value);

export const labels = computed(() =>
  labelsOf(
    evaluation.value?.dossier ?? { applicant: {} },
    policy.value?.measures ?? [],
    language.value,
    names.value,
  ),
);

export function setLanguage(chosen: Language): void {
  language.value = chosen;
  try {
    localStorage.setItem(LANGUAGE_KEY, chosen);
  } catch {
    // A browser that keeps nothing forgets the language too.
  }
}

/** Chinese first: English only where it was chosen here before. */
function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  document.title = say({
    zh: '金华市人工智能产业政策自测',
    en: "Self-check of Jinhua's AI industry policy",
  });
});
