import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from './browser.ts';
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
