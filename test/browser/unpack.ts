import chromium from '@sparticuz/chromium';

/**
 * Unpacks the browser before the first test of a run, which takes seconds once a machine. Files that run side by side
 * would each find it half unpacked by another, and start it.
 */
export default async function unpack(): Promise<void> {
  await chromium.executablePath();
}
