import type { Dossier } from '@twelve/dossier';
import { parseCheck } from '@twelve/dossier';
import type { Page } from 'playwright-core';
import { loadDraft, STORAGE_KEY } from '../../packages/self-check/src/draft/storage.ts';
import { toDossier } from '../../packages/self-check/src/draft/to-dossier.ts';

/** The dossier that the page would send, made of what it keeps on the device. Waits until that is written. */
export async function keptDossier(page: Page): Promise<Dossier> {
  // Leaving the page writes at once what is still waiting to be written.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  const kept = await page.evaluate((key) => localStorage.getItem(key), STORAGE_KEY);
  const parsed = parseCheck(toDossier(loadDraft({ getItem: () => kept })).dossier);
  if (!parsed.ok) throw new Error(`the kept draft is no dossier: ${JSON.stringify(parsed.errors)}`);
  return parsed.value;
}
