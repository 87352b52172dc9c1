import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { DESKTOP, PHONE } from './browser.ts';
import { keptDossier } from './draft-of.ts';
import { openedSite } from './opened.ts';

/** What the page must be beside right: reachable, offline, forgiving, small, and alone with its owner. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const { site, browser } = await openedSite();

let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ ...DESKTOP, locale: 'zh-CN' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
});

const openSample = async (name: string): Promise<void> => {
  await page.goto(site.url);
  await page.getByRole('button', { name }).click();
  await page.waitForSelector('.gradually[data-complete=true]');
};

/** What is shown follows what is typed through the rules' worker, in its own time on a busy machine. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });

const figure = (name: 'total' | 'fixed' | 'ceiling'): Promise<string | null> =>
  page.getByTestId(name).getAttribute('data-fen');

describe('accessibility', () => {
  const violations = async (): Promise<readonly string[]> => {
    // Through the debugger, past the page's own content security policy, which rightly refuses it.
    await page.evaluate(axeSource);
    return page.evaluate(async () => {
      const { violations: found } = await Reflect.get(window, 'axe').run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return found.map(
        ({ id, nodes }: { id: string; nodes: { target: string[] }[] }) =>
          `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    });
  };

  it.each([
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ] as const)('axe finds nothing on any screen (%s)', async (_, size) => {
    context = await browser.newContext({ ...size, locale: 'zh-CN' });
    page = await context.newPage();
    const screens: Record<string, readonly string[]> = {};
    await page.goto(site.url);
    screens.start = await violations();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.viewport.width);
    // That axe would find something if there were something to be found.
    await page.evaluate(() => document.querySelector('main')?.append(new Image()));
    expect(await violations()).toEqual(['image-alt: img']);
    await openSample('算力服务器业主');
    for (const summary of await page.locator('.measure > summary').all()) await summary.click();
    // The last measure is whole when its last clause has its readings.
    await page.locator('.measure').last().locator('.interpretations').last().waitFor();
    screens.result = await violations();
    for (const [name, hash] of [
      ['choice', '#/ask/applicant/industryCode'],
      ['choices', '#/ask/applicant/aiDomains'],
      ['settlement', '#/ask/applicant/settlement'],
      ['money', '#/ask/applicant/registeredCapital'],
      ['expenditures', '#/ask/expenditures'],
      ['entries', '#/data'],
      ['sheet', '#/sheet'],
    ] as const) {
      await page.goto(site.url + hash);
      await page.waitForSelector('h1');
      if (name === 'expenditures') {
        await page.getByRole('button', { name: '修改 支出 1' }).click();
        await page.getByRole('textbox', { name: '金额' }).fill('12a');
        await page.getByRole('textbox', { name: '发票日期' }).focus();
        await page.waitForSelector('.mistake');
      }
      if (name === 'entries') {
        await page.getByRole('button', { name: '清除本机资料' }).click();
        screens.dialog = await violations();
        await page.getByRole('button', { name: '不清除' }).click();
      }
      screens[name] = await violations();
      // Nothing is wider than the screen: the page scrolls one way only.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.viewport.width);
    }
    expect(Object.entries(screens).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it('has room for a thumb on every choice, and begins below the summary, however short the page is', async () => {
    context = await browser.newContext({ ...PHONE, locale: 'zh-CN' });
    page = await context.newPage();
    await page.goto(`${site.url}/#/ask/applicant/industryCode`);
    await page.getByText('其他行业，请填行业代码').waitFor();
    const labels = await page.locator('main label').all();
    const heights = await Promise.all(labels.map(async (label) => (await label.boundingBox())?.height ?? 0));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    // A field of its own stays where it is being typed in, also when what is typed is one of the choices.
    await page.getByRole('radio', { name: '其他行业，请填行业代码' }).check();
    await page.getByRole('textbox', { name: '其他行业，请填行业代码' }).pressSequentially('i651');
    await eventually(async () => (await keptDossier(page)).applicant.industryCode).toBe('I651');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('other-input');
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    const bottomOf = async (part: string) => {
      const { y = 0, height = 0 } = (await page.locator(part).boundingBox()) ?? {};
      return y + height;
    };
    const { y = 0 } = (await page.locator('main').boundingBox()) ?? {};
    expect(y - (await bottomOf('.summary'))).toBeLessThan(32);
  });

  it('begins every view at its heading', async () => {
    await openSample('算力服务器业主');
    for (const hash of ['#/data', '#/result', '#/sheet', '#/edit/expenditures']) {
      await page.evaluate((to) => {
        scrollTo(0, document.body.scrollHeight);
        location.hash = to;
      }, hash);
      const place = () =>
        page.evaluate(() => [document.activeElement?.tagName, location.hash, Math.round(scrollY)]);
      await eventually(place).toEqual(['H1', hash, 0]);
    }
  });

  it('says the totals aloud once they have come to rest', async () => {
    await openSample('软件企业');
    const spoken = page.locator('.summary [role=status]');
    await eventually(() => spoken.textContent()).toBe('目前可得295万元，待答0个问题');
  });
});

describe('a measure that does not fit', () => {
  it('says what is in the way before it is opened: the condition of its nearest clause', async () => {
    await openSample('软件企业');
    const closed = page.locator('#measure-10 > summary');
    await closed.getByText('不满足：').waitFor();
    const determination = selfCheck(jinhua, await keptDossier(page));
    const { clauses = [] } = determination.measures.find(({ measure }) => measure === 10) ?? {};
    const unmet = clauses.map(({ conditions }) => conditions.filter(({ outcome }) => outcome === 'unmet'));
    const fewest = Math.min(...unmet.map(({ length }) => length));
    const nearest = unmet.find(({ length }) => length === fewest)?.[0];
    expect(await closed.innerText()).toContain(nearest?.text.zh);
  });
});

describe('how far a bound is away', () => {
  it('is told only where reaching it would help: not of a class or a year that is out of the question', async () => {
    await openSample('软件企业');
    const determination = selfCheck(jinhua, await keptDossier(page));
    const short = determination.measures.flatMap(({ clauses }) =>
      clauses.filter(({ conditions }) =>
        conditions.some(({ outcome, actual }) => outcome === 'unmet' && actual !== undefined),
      ),
    );
    expect(short.map(({ clause, scope }) => `${clause}/${scope}`)).toEqual(['2.1/2023', '7.3/2024']);
    const shown = page.locator('.floor');
    expect(await shown.allInnerTexts()).toEqual([expect.stringContaining('还差 18万元')]);
  });
});

describe('language', () => {
  it('is Chinese first, and English at a switch that is remembered', async () => {
    await page.goto(site.url);
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.getByRole('button', { name: 'English' }).click();
    await eventually(() => page.getAttribute('html', 'lang')).toBe('en');
    await page.reload();
    await page.getByRole('button', { name: 'A software company' }).click();
    await page.waitForSelector('.gradually[data-complete=true]');
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('Self-check, not a decision');
    expect(shown.match(/[\u4e00-\u9fff]+/g) ?? []).toEqual([]);
    // English amounts are exact as they stand: there is nothing to switch.
    expect(await page.getByRole('checkbox').count()).toBe(0);
    // Nor are there Chinese brackets and colons in what was put together of several texts.
    for (const summary of await page.locator('.measure > summary').all()) await summary.click();
    await page.locator('.measure').last().locator('.interpretations').last().waitFor();
    const opened = await page.locator('main').innerText();
    expect(opened).toContain('Readings of the text');
    expect(opened.match(/.*[\u3000-\u303f\uff00-\uffef].*/g) ?? []).toEqual([]);
  });
});

describe('without a network', () => {
  it('works once it has been loaded', async () => {
    await page.goto(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await page.goto(`${site.url}/#/`);
    await page.reload();
    await page.getByRole('button', { name: '孵化器' }).click();
    await page.waitForSelector('.bars');
    expect(await figure('total')).toBe('300000000');
  });
});

describe('what is asked for from where', () => {
  it('is at most 150 KB compressed, rules included, and nothing but the page’s own', async () => {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    const hosts = new Set<string>();
    context.on('request', (request) => hosts.add(new URL(request.url()).origin));
    let bytes = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const before = site.sentBytes();
    await page.goto(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    // The server has seen it all, the worker's and the service worker's requests too; the browser only its own.
    const sent = site.sentBytes() - before;
    expect(sent).toBeGreaterThan(40_000);
    expect(sent).toBeLessThanOrEqual(150 * 1024);
    expect(bytes).toBeGreaterThan(0);
    await openSample('软件企业');
    await page.goto(`${site.url}/#/sheet`);
    await page.waitForSelector('.sheet');
    expect([...hosts]).toEqual([site.url]);
    expect(site.requests.filter((path) => path.includes('/v1/'))).toEqual([]);
  });

  it('is held to a policy that refuses inline script, inline style and other hosts', async () => {
    const response = await page.goto(site.url);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const refused = await page.evaluate(async () => {
      const violated = new Set<string>();
      const all = new Promise<void>((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violated.add(effectiveDirective);
          if (violated.size === 3) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.inline = true';
      document.body.append(script);
      document.body.setAttribute('style', 'color: red');
      await fetch('https://example.com/').catch(() => undefined);
      await all;
      return { violated: [...violated].sort(), inline: 'inline' in window };
    });
    expect(refused).toEqual({
      violated: ['connect-src', 'script-src-elem', 'style-src-attr'],
      inline: false,
    });
  });

  it('gives the rules no network at all', async () => {
    const names = await page
      .goto(site.url)
      .then(() => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)));
    const script = names.find((name) => name.includes('/assets/page-') && name.endsWith('.js')) ?? '';
    const file = /rules-[0-9a-f]+\.js/.exec(await (await fetch(script)).text())?.[0];
    const rules = await fetch(`${site.url}/assets/${file}`);
    expect(rules.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(rules.headers.get('cache-control')).toContain('immutable');
  });
});

describe('an organisation that the policy is not for', () => {
  it('is told so at its first answer, with the reason, and asked nothing more', async () => {
    await page.goto(`${site.url}/#/ask`);
    await page.getByRole('radio', { name: '义乌市' }).check();
    const told = page.locator('.obstacles');
    await told.getByText('须在金华市区登记注册').waitFor();
    await told.getByText('附则第1条').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.waitForFunction(() => location.hash === '#/result');
    await told.getByText('十二条措施都不适用').waitFor();
    await told.getByRole('link', { name: '修改：登记注册地' }).click();
    await page.getByRole('radio', { name: '金华市婺城区' }).check();
    await eventually(() => told.textContent()).toBe('');
  });
});

describe('what was typed', () => {
  it('survives a reload, going back, and its own mistakes', async () => {
    await page.goto(`${site.url}/#/ask/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('两千万');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请填写数字').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox').inputValue()).toBe('两千万');
    await page.getByRole('textbox').fill('2000');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.waitForFunction(() => !location.hash.includes('registeredCapital'));
    await page.goBack();
    expect(await page.getByRole('textbox').inputValue()).toBe('2000');
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    await page.getByRole('textbox', { name: '名称' }).fill('半途');
    await page.goto('about:blank');
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByText('半途').waitFor();
  });

  it('is gone from the device when cleared, after being asked', async () => {
    await openSample('软件企业');
    await page.goto(`${site.url}/#/data`);
    await page.getByRole('button', { name: '清除本机资料' }).click();
    await page.getByRole('button', { name: '不清除' }).click();
    await page.getByText('工业视觉算法').waitFor();
    await page.getByRole('button', { name: '清除本机资料' }).click();
    await page.getByRole('button', { name: '清除', exact: true }).click();
    await page.getByRole('link', { name: '开始自测' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.reload();
    await page.getByRole('link', { name: '开始自测' }).waitFor();
  });

  it('is the same in two tabs: typed in one, there in the other; cleared in one, gone for good', async () => {
    await openSample('软件企业');
    await keptDossier(page);
    const other = await context.newPage();
    await other.goto(`${site.url}/#/edit/applicant/registeredCapital`);
    await other.getByRole('textbox').fill('2000');
    await page.goto(`${site.url}/#/data`);
    await page.getByText('2000 万元').waitFor();
    await page.getByRole('button', { name: '清除本机资料' }).click();
    await page.getByRole('button', { name: '清除', exact: true }).click();
    await eventually(() => other.getByRole('textbox').inputValue()).toBe('');
    await other.goto('about:blank');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('can be had back after an example, a file or a removal replaced it', async () => {
    await openSample('软件企业');
    await page.goto(`${site.url}/#/edit/projects`);
    await page.getByRole('button', { name: /修改/ }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await eventually(() => figure('fixed')).toBe('200000000');
    await page.getByRole('button', { name: '撤销' }).press('Enter');
    await eventually(() => figure('fixed')).toBe('245000000');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('is replaced by an example only after being asked; an untouched example is not asked about', async () => {
    await page.goto(`${site.url}/#/ask/applicant/registeredCapital`);
    await page.getByRole('textbox').fill('2000');
    await page.goto(`${site.url}/#/`);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.getByRole('button', { name: '保留我的资料' }).click();
    expect((await keptDossier(page)).applicant.registeredCapital).toBe(2_000_000_000);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.getByRole('button', { name: '打开示例' }).click();
    await eventually(() => figure('fixed')).toBe('245000000');
    await page.goto(`${site.url}/#/`);
    await page.getByRole('button', { name: '孵化器' }).click();
    await eventually(() => figure('fixed')).toBe('300000000');
    await keptDossier(page);
    await page.goto(site.url);
    await page.getByRole('button', { name: '软件企业' }).click();
    await eventually(() => figure('fixed')).toBe('245000000');
  });

  it('is not said to be kept where the browser keeps nothing', async () => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto(`${site.url}/#/ask/applicant/taxCompliant`);
    const foot = page.getByRole('contentinfo');
    expect(await foot.innerText()).toContain('资料只保存在本机');
    await page.getByRole('radio', { name: '是' }).check();
    await foot.getByText('这个浏览器不保存资料').waitFor();
    expect(await foot.innerText()).not.toContain('资料只保存在本机');
  });

  it('is shown, whatever stands in the address', async () => {
    await openSample('软件企业');
    for (const hash of ['#/edit/colour', '#/edit/%', '#/edit/']) {
      await page.goto('about:blank');
      await page.goto(`${site.url}/${hash}`);
      await page.getByRole('heading', { name: '我的资料' }).waitFor();
    }
  });
});

describe('files', () => {
  it('a dossier is saved and opened again, byte for byte what the rules see', async () => {
    await openSample('孵化器');
    const before = await keptDossier(page);
    await page.goto(`${site.url}/#/data`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存资料文件' }).click();
    const file = await (await download).path();
    await page.goto(site.url);
    await page.getByRole('button', { name: '软件企业' }).click();
    await page.goto(`${site.url}/#/data`);
    await page.locator('input[type=file]').setInputFiles({
      name: 'dossier.json',
      mimeType: 'application/json',
      buffer: readFileSync(file),
    });
    await page.getByText('金东人工智能孵化器').first().waitFor();
    expect(await keptDossier(page)).toEqual(before);
  });

  it('a file that is none changes nothing and says why', async () => {
    await openSample('软件企业');
    await page.goto(`${site.url}/#/data`);
    const broken = join(tmpdir(), `twelve-broken-${process.pid}.json`);
    writeFileSync(broken, '{"applicant":');
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText('不是JSON格式').waitFor();
    expect((await keptDossier(page)).projects).toHaveLength(1);
  });
});

describe('the result sheet', () => {
  it('says why, and on what ground, where nothing fits', async () => {
    await page.goto(`${site.url}/#/ask/applicant/divisionCode`);
    await page.getByRole('radio', { name: '武义县' }).check();
    await page.locator('.obstacles .note').waitFor();
    await page.goto(`${site.url}/#/sheet`);
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    const sheet = await page.locator('.sheet').innerText();
    expect(sheet).toContain('没有符合的条款');
    expect(sheet).toContain('可以参照本政策执行，请向当地主管部门咨询（附则第1条）');
  });

  it('prints who, when, what, why, on what ground, and that it is no decision', async () => {
    await openSample('算力服务器业主');
    await page.goto(`${site.url}/#/sheet`);
    const code = page.getByRole('textbox', { name: '统一社会信用代码' });
    await code.fill('9133 0702 ma2e xamp 0g');
    await page.locator('.sheet').getByText('91330702MA2EXAMP0G').waitFor();
    await code.fill('91330702D1MF3RUQ1A');
    await page.getByRole('textbox', { name: '单位名称' }).fill('婺城算力有限公司');
    // A code that fails its check is not printed as if it were one.
    await page.locator('.sheet').getByText('填写有误').waitFor();
    await page.waitForSelector('.sheet .gradually[data-complete=true]');
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('body').innerText();
    for (const part of [
      '自测结果，非认定决定',
      'Self-check, not a decision',
      '婺城算力有限公司',
      '2023-draft',
      '3,000万元',
      '30,000,000元',
      '就高',
      '第2条第2款',
      'I-2b',
      '婺城区（330702）',
      'sha256-',
      String(new Date().getFullYear()),
    ]) {
      expect(printed).toContain(part);
    }
    expect(printed).not.toContain('打印或存为PDF');
    expect(printed).not.toContain('91330702D1MF3RUQ1A');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
