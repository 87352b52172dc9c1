import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { launchBrowser, PHONE } from './browser.ts';
import { serveSite } from './site-server.ts';

/**
 * Measures what an owner feels on a slow phone: tasks of the main thread while answering, at a quarter of the
 * processor's speed, read from the browser's own trace; and what has to be loaded. Writes the section "Page" of
 * docs/performance.md: `node test/browser/measure-page.ts`.
 */
const THROTTLE = 4;
const LONG_TASK_MS = 50;
const ROUNDS = 3;
const BETWEEN_KEYS_MS = 80;
/** What an action sets off is over by then: rules, drawing part by part, keeping the draft. */
const AFTERWARDS_MS = 700;
/** A second after a reload the browser puts away what the page before it was drawn with, for 40 ms of this thread. */
const AFTER_LOADING_MS = 2000;
const report = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

const site = await serveSite();
const browser = await launchBrowser();
/** For each thing that is done, the tasks of every round. */
const phases = new Map<string, number[][]>();
let firstLoadBytes = 0;
let fonts = '';
for (let round = 0; round < ROUNDS; round += 1) await answerOnce(round);
const version = browser.version();
await browser.close();
const files = site.compressedSizes();
await site.close();
const section = sectionOf(files);
writeSection(section);
console.log(section);

/** One owner, from the first load to the result sheet, in a browser that knows nothing yet. */
async function answerOnce(round: number): Promise<void> {
  const context = await browser.newContext({ ...PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const hand = handOn(page, async (name, work) => {
    const durations = await tasksDuring(page, cdp, work);
    if (durations.length === 0) throw new Error(`the trace holds no task while ${name}`);
    const rounds = phases.get(name) ?? Array.from({ length: ROUNDS }, () => []);
    rounds[round]?.push(...durations);
    phases.set(name, rounds);
  });

  const before = site.sentBytes();
  await page.goto(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  firstLoadBytes = site.sentBytes() - before;

  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await page.reload();
  await page.getByRole('link', { name: '开始自测' }).waitFor();
  // Loading is over when nothing has been going on for a while; what follows is answering.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(AFTER_LOADING_MS);

  const question = 'choosing an answer and going on';
  await hand.tap(question, page.getByRole('link', { name: '开始自测' }));
  for (let asked = 0; asked < 8; asked += 1) {
    await page.locator('#question').waitFor();
    await hand.tap(question, page.locator('label.card').first());
    await hand.tap(question, page.getByRole('button', { name: '下一步' }));
  }
  await typeExpenditure('typing an expenditure, key by key', page, hand);
  const pasting = 'pasting 40 expenditures';
  await page.getByText('从Excel粘贴').tap();
  await page.evaluate((table) => navigator.clipboard.writeText(table), tableOf(40));
  await page.getByLabel('把表格复制后粘贴到这里').focus();
  await hand.press(pasting, ['Control+V']);
  await page.getByText('已加入 40 条').waitFor();
  await typeExpenditure('typing in a dossier of 43 entries, key by key', page, hand);
  await hand.tap('looking over the entries', page.getByRole('link', { name: '资料', exact: true }));
  await hand.tap('opening the result', page.getByRole('link', { name: '结果', exact: true }));
  await hand.tap('opening a measure down to its conditions', page.locator('.measure > summary').first());
  await hand.tap('opening the result sheet', page.getByRole('link', { name: '结果单', exact: true }));
  fonts = await fontsOf(cdp, 'h1');
  await context.close();
}

async function typeExpenditure(name: string, page: Page, hand: Hand): Promise<void> {
  await page.goto(`${site.url}/#/edit/expenditures`);
  await page.getByRole('radio', { name: '有', exact: true }).check();
  if ((await page.locator('.entry-form').count()) === 0) {
    await hand.tap(name, page.getByRole('button', { name: '＋ 添加支出' }));
  }
  await page.getByRole('textbox', { name: '发票日期' }).focus();
  await hand.press(name, [...'20240510', 'Tab', 'ArrowDown', 'Tab', ...'1234567.89', 'Tab']);
  await hand.tap(name, page.getByRole('button', { name: '完成', exact: true }));
  await page.locator('.entry-form').waitFor({ state: 'detached' });
}

function tableOf(rows: number): string {
  return Array.from(
    { length: rows },
    (_, place) => `2024-0${1 + (place % 9)}-15\t${(place + 1) * 10_000}\t软件`,
  ).join('\n');
}

interface Hand {
  tap(name: string, target: Locator): Promise<void>;
  press(name: string, keys: readonly string[]): Promise<void>;
}

function handOn(page: Page, measured: (name: string, work: () => Promise<void>) => Promise<void>): Hand {
  return {
    /** A tap where the element is, without the driver's own looking about in the page while the trace runs. */
    async tap(name, target) {
      await target.scrollIntoViewIfNeeded();
      const box = await target.boundingBox();
      if (box === null) throw new Error(`${target} is not shown`);
      const { x, y, width, height } = box;
      await measured(name, () => page.touchscreen.tap(x + width / 2, y + height / 2));
    },
    /** Keys one after another, as a quick typist presses them. */
    press: (name, keys) =>
      measured(name, async () => {
        for (const key of keys) {
          await page.keyboard.press(key);
          await page.waitForTimeout(BETWEEN_KEYS_MS);
        }
      }),
  };
}

/** The durations, in ms, of the tasks of the page's main thread while some work is done. */
async function tasksDuring(
  page: Page,
  session: CDPSession,
  work: () => Promise<void>,
): Promise<readonly number[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: readonly object[] }) => {
    events.push(...value.map((event) => event as TraceEvent));
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  await work();
  await page.waitForTimeout(AFTERWARDS_MS);
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const renderer = rendererOf(events);
  return events
    .filter(
      ({ name, ph, pid, tid }) =>
        name === 'RunTask' && ph === 'X' && pid === renderer?.pid && tid === renderer.tid,
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** What the thread itself spent, in microseconds: other programs of the machine do not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The main thread that lays out a document: a browser has other renderers too. */
function rendererOf(events: readonly TraceEvent[]): TraceEvent | undefined {
  return events.find(({ name }) => name === 'UpdateLayoutTree' || name === 'Layout');
}

function sectionOf(sizes: readonly (readonly [string, number])[]): string {
  const row = ([name, rounds]: readonly [string, readonly (readonly number[])[]]): string => {
    const all = rounds.flat();
    const longest = rounds.map((tasks) => Math.max(...tasks)).sort((a, b) => a - b);
    const median = longest[Math.floor(longest.length / 2)] ?? 0;
    const over = all.filter((ms) => ms > LONG_TASK_MS).length;
    return `| ${name} | ${all.length} | ${median.toFixed(1)} | ${Math.max(...all).toFixed(1)} | ${over} |`;
  };
  return [
    '## Page',
    '',
    `Measured ${new Date().toISOString().slice(0, 10)} by \`node test/browser/measure-page.ts\`: Chromium ${version}, ` +
      `390 × 844, processor throttled to 1/${THROTTLE}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ` +
      `text in ${fonts}, load average ${loadavg()[0]?.toFixed(1)}. ` +
      'Tasks of the main thread from the browser’s trace, in time of the thread; the rules run in a worker and are not among them. ' +
      'Throttled, a task is charged for what it waits as well: a busy machine makes the figures too high, never too low.',
    '',
    `First load, all requests of the page and its service worker, heads included: ${(firstLoadBytes / 1024).toFixed(1)} KB ` +
      'over the wire (limit 150 KB; a test fails beyond it).',
    '',
    `| while, in ${ROUNDS} rounds | tasks | longest of a round, median, ms | longest of all, ms | over 50 ms |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...phases].map(row),
    '',
    '| file | bytes, compressed |',
    '| --- | ---: |',
    ...sizes
      .filter(([, bytes]) => bytes > 0)
      .map(([path, bytes]) => `| \`${path.replace(/-[0-9a-f]{10}/, '-…')}\` | ${bytes} |`),
    '',
  ].join('\n');
}

/** The fonts that an element's text is really drawn in: without a Chinese one, letters are sought in vain, which is counted. */
async function fontsOf(session: CDPSession, selector: string): Promise<string> {
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts: used } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return used.map(({ familyName }) => familyName).join(', ');
}

/** Replaces this section, leaving those of others as they are. */
function writeSection(content: string): void {
  const text = readOrEmpty();
  const found = /^## Page\n[\s\S]*?(?=^## |(?![\s\S]))/m;
  writeFileSync(
    report,
    found.test(text) ? text.replace(found, `${content}\n`) : `${text.trimEnd()}\n\n${content}`.trimStart(),
  );
}

function readOrEmpty(): string {
  try {
    return readFileSync(report, 'utf8');
  } catch {
    return '# Performance\n';
  }
}
