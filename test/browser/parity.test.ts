import { parseCheck } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { dossierDigest, selfCheck } from '@twelve/reconcile';
import { describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/self-check/handler.ts';
import { apiEvent, lambdaContext } from '../../packages/http/src/api-event.fixture.ts';
import { dossierOfSeed } from '../reference/arbitrary-dossier.ts';
import { DESKTOP } from './browser.ts';
import { keptDossier } from './draft-of.ts';
import { openDossier, openedSite } from './opened.ts';

/**
 * Page, endpoint and library say the same of the same dossiers: the built worker in a real browser, the function's
 * handler behind an API event, and the packages called directly. Complete and incomplete dossiers, rich in overlaps.
 */
const DOSSIERS = 120;
const dossiers = Array.from({ length: DOSSIERS }, (_, place) =>
  dossierOfSeed(place + 1, { maxExpenditures: 12, incomplete: place % 2 === 1 }),
);

// The function writes a line a request; it takes the console as it is when it is loaded.
vi.hoisted(() => vi.spyOn(console, 'log').mockImplementation(() => undefined));

const { site, browser } = await openedSite();
const page = await browser.newPage(DESKTOP);
await page.goto(site.url);

const byLibrary = (dossier: unknown): unknown => {
  const parsed = parseCheck(dossier);
  if (!parsed.ok) throw new Error(`not a dossier: ${JSON.stringify(parsed.errors)}`);
  return selfCheck(jinhua, parsed.value, parsed.warnings);
};

describe('on random dossiers', () => {
  it('the rules in the browser say what the library says', async () => {
    const script = await page.locator('script[type=module]').getAttribute('src');
    const source = await (await fetch(new URL(script ?? '', site.url))).text();
    const file = /rules-[0-9a-f]+\.js/.exec(source)?.[0] ?? '';
    const answers = await page.evaluate(
      async ({ worker, candidates }) => {
        const rules = new Worker(worker);
        const evaluations: string[] = [];
        await new Promise<void>((resolve) => {
          rules.addEventListener('message', ({ data }) => {
            if (data.kind !== 'evaluation') return;
            evaluations.push(JSON.stringify(data.evaluation));
            if (evaluations.length === candidates.length) resolve();
          });
          for (const candidate of candidates) rules.postMessage({ candidate });
        });
        rules.terminate();
        return evaluations;
      },
      { worker: `${site.url}/assets/${file}`, candidates: dossiers },
    );
    expect(answers).toHaveLength(DOSSIERS);
    for (const [place, answer] of answers.entries()) {
      const { determination, errors, excluded } = JSON.parse(answer);
      expect(errors).toEqual([]);
      expect(excluded).toEqual([]);
      expect(JSON.stringify(determination), `dossier ${place + 1}`).toBe(
        JSON.stringify(byLibrary(dossiers[place])),
      );
    }
  });

  it('the endpoint says what the library says', async () => {
    for (const [place, dossier] of dossiers.entries()) {
      const { statusCode, body } = await handler(
        apiEvent({
          method: 'POST',
          resource: '/v1/self-check',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(dossier),
        }),
        lambdaContext,
      );
      expect(statusCode).toBe(200);
      expect(body, `dossier ${place + 1}`).toBe(JSON.stringify(byLibrary(dossier)));
    }
  });

  it('and so does the page itself, when the dossier is opened in it and the result is saved', async () => {
    for (const dossier of dossiers.slice(0, 8)) {
      await openDossier(page, site, dossier);
      const expected = JSON.stringify(byLibrary(dossier));
      const { dossierDigest: digest, total } = JSON.parse(expected);
      // The file is read in its own time; two dossiers may well come to the same total.
      await expect.poll(async () => dossierDigest(await keptDossier(page)), { timeout: 10_000 }).toBe(digest);
      await page.locator(`[data-testid=fixed][data-fen="${total.fixed}"]`).waitFor();
      await page.goto(`${site.url}/#/result`);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '保存结果文件' }).click();
      const saved = await (await download).createReadStream();
      let text = '';
      for await (const chunk of saved) text += chunk;
      expect(JSON.stringify(JSON.parse(text))).toBe(expected);
    }
  });
});
