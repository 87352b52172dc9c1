import type { Browser, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { DESKTOP, launchBrowser } from './browser.ts';
import { type SiteServer, serveSite } from './site-server.ts';

/** The built page and a browser, for all tests of a file: both end after the last of them. */
export async function openedSite(): Promise<{ readonly site: SiteServer; readonly browser: Browser }> {
  const [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  return { site, browser };
}

/** A page in a context of its own, that of the test before closed. */
export async function newPage(browser: Browser, before: Page | undefined): Promise<Page> {
  await before?.context().close();
  const context = await browser.newContext({ ...DESKTOP, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** One of the examples of the first page, its result shown to the end. */
export async function openSample(page: Page, site: SiteServer, name: string): Promise<void> {
  await page.goto(site.url);
  await page.getByRole('button', { name }).click();
  await page.waitForSelector('.gradually[data-complete=true]');
}

/** The example of a software company, and its list of expenditures. */
export async function openExpenditures(page: Page, site: SiteServer): Promise<void> {
  await openSample(page, site, '软件企业');
  await page.goto(`${site.url}/#/edit/expenditures`);
}

/** The total that is certain so far, in fen. */
export const fixedOn = (page: Page): Promise<string | null> =>
  page.getByTestId('fixed').getAttribute('data-fen');

/** A dossier opened as a file, on the page of entries. */
export async function openDossier(page: Page, site: SiteServer, dossier: unknown): Promise<void> {
  await page.goto(`${site.url}/#/data`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'dossier.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(dossier)),
  });
}

/** Until the file is read, the page would come back to the entries from wherever a test has gone on to. */
export async function goOnTo(page: Page, site: SiteServer, hash: string): Promise<void> {
  await page.getByText('已导入资料').waitFor();
  await page.goto(`${site.url}/${hash}`);
}

/** What is shown follows what is typed through the rules' worker, in its own time on a busy machine. */
export const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });

/** An applicant that passes every gate. */
export const passing = {
  divisionCode: '330702',
  legalPersonType: 'enterprise',
  organisationKind: 'enterprise',
  taxCompliant: true,
  soundFinance: true,
  aiField: true,
};
