import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/**
 * Chromium from npm alone. Of its suggested arguments none are used: single-process crashes, and web security must
 * stay on for the page's content security policy to be tested.
 */
export async function launchBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader'],
  });
}

/** The two sizes at which the page is looked at: a phone in the hand, and a desk. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  reducedMotion: 'reduce' as const,
  isMobile: true,
};
export const DESKTOP = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' as const };
