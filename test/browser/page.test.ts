import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { LISTS } from '../../packages/self-check/src/fields/lists.ts';
import { DESKTOP, PHONE } from './browser.ts';
import { keptDossier } from './draft-of.ts';
import { eventually, goOnTo, newPage, openDossier, openedSite, openSample, passing } from './opened.ts';

/** What the page must be beside right: reachable, offline, forgiving, small, and alone with its owner. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const { site, browser } = await openedSite();

let page: Page;
beforeEach(async () => {
  page = await newPage(browser, page);
});

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
    page = await (await browser.newContext({ ...size, locale: 'zh-CN' })).newPage();
    const screens: Record<string, readonly string[]> = {};
    await page.goto(site.url);
    screens.start = await violations();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.viewport.width);
    // That axe would find something if there were something to be found.
    await page.evaluate(() => document.querySelector('main')?.append(new Image()));
    expect(await violations()).toEqual(['image-alt: img']);
    await openSample(page, site, '算力服务器业主');
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
    page = await (await browser.newContext({ ...PHONE, locale: 'zh-CN' })).newPage();
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

  it('asks for a day as it can be typed with the digits of a phone, which have a point but no dash', async () => {
    await page.goto(`${site.url}/#/ask/applicant/settlement`);
    await page.getByRole('radio', { name: '新注册在金华' }).check();
    const day = page.getByRole('textbox', { name: '完成日期' });
    expect(await day.getAttribute('inputmode')).toBe('decimal');
    const example = (await day.getAttribute('placeholder')) ?? '';
    expect(example).toMatch(/^[\d.]+$/);
    await day.fill(example);
    await day.blur();
    await expect.poll(() => day.inputValue()).toBe('2024-05-10');
    await page.goto(`${site.url}/#/ask/carriers`);
    await page.getByRole('radio', { name: '有', exact: true }).check();
    const counted = page.getByRole('textbox', { name: '统计日期' });
    expect(await counted.getAttribute('inputmode')).toBe('decimal');
    expect(await counted.getAttribute('placeholder')).toBe(example);
  });

  it('says the unit of an amount with its field', async () => {
    for (const [hash, unit] of [
      ['#/ask/applicant/registeredCapital', '万元'],
      ['#/ask/expenditures', '元'],
    ] as const) {
      await page.goto(site.url + hash);
      if (hash.endsWith('expenditures')) await page.getByRole('radio', { name: '有', exact: true }).check();
      const described = await page
        .locator('.typed-money input')
        .evaluate((input) =>
          (input.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent),
        );
      expect(described).toContain(unit);
    }
  });

  it('says with the control of a question what the question is about', async () => {
    for (const [fact, hint] of [
      ['applicant/peakRevenueBefore', '此前没有营业收入的，填 0'],
      ['applicant/settlement', '填写注册或迁入完成的日期'],
      ['annualAccounts', '年度须连续'],
    ] as const) {
      await page.goto(`${site.url}/#/ask/${fact}`);
      const control = page.locator(`[data-fact="${fact}"] :is(fieldset, input[type=text])`).first();
      await control.waitFor();
      const described = await control.evaluate((found) =>
        (found.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
      expect(described).toContain(hint);
    }
  });

  it('begins every view at its heading', async () => {
    await openSample(page, site, '算力服务器业主');
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
    await openSample(page, site, '软件企业');
    const spoken = page.locator('.summary [role=status]');
    await eventually(() => spoken.textContent()).toBe('目前可得295万元，待答0个问题');
  });
});

describe('questions that were skipped', () => {
  it('are left, and said to be', async () => {
    await openSample(page, site, '软件企业');
    await page.goto(`${site.url}/#/ask/applicant/aiDomains`);
    await page.getByRole('checkbox', { name: '智能制造' }).uncheck();
    await page.getByText('还有 1 个问题').waitFor();
    await page.getByRole('button', { name: '暂不清楚，先跳过' }).click();
    await page.waitForFunction(() => location.hash === '#/result');
    await page.goBack();
    await page.getByText('只剩跳过的 1 个问题').waitFor();
    // What is received before is never asked for in turn: it is said at the end of the turn.
    await page.getByRole('checkbox', { name: '智能制造' }).check();
    await page.getByText('没有待答的问题了').waitFor();
    await page.goto(`${site.url}/#/ask`);
    await page.getByRole('heading', { name: '有影响的问题都已回答' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: '本政策以往奖补' }).waitFor();
  });

  it('are asked one after the other by whoever comes back to them', async () => {
    await openDossier(page, site, {
      applicant: {
        divisionCode: '330702',
        legalPersonType: 'enterprise',
        organisationKind: 'enterprise',
        industryCode: 'I6513',
        aiField: true,
        settlement: null,
      },
      ...Object.fromEntries(LISTS.map(({ name }) => [name, []])),
    });
    await goOnTo(page, site, '#/ask');
    const questions = ['taxCompliant', 'soundFinance', 'aiDomains'];
    const shown = (fact: string) => page.locator(`[data-fact="applicant/${fact}"]`).waitFor();
    for (const fact of questions) {
      await shown(fact);
      await page.getByRole('button', { name: '暂不清楚，先跳过' }).click();
    }
    await page.waitForFunction(() => location.hash === '#/result');
    await page.goto(`${site.url}/#/ask`);
    for (const fact of questions) {
      await shown(fact);
      const yes = page
        .getByRole('radio', { name: '是' })
        .or(page.getByRole('checkbox', { name: '智能制造' }));
      await yes.check();
      await page.getByRole('button', { name: '下一步' }).click();
    }
    await page.waitForFunction(() => location.hash === '#/result');
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
    const chinesePunctuation = /.*[\u3000-\u303f\uff00-\uffef].*/g;
    expect(opened.match(chinesePunctuation) ?? []).toEqual([]);
    await page.goto(site.url);
    await page.getByRole('button', { name: 'An owner of GPU servers' }).click();
    await page.goto(`${site.url}/#/edit/expenditures`);
    const entries = page.locator('.entry-list');
    await entries.getByText('智算服务平台, 视觉共性技术平台').first().waitFor();
    expect((await entries.innerText()).match(chinesePunctuation) ?? []).toEqual([]);
  });
});

describe('without a network', () => {
  it('works once it has been loaded', async () => {
    await page.goto(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.context().setOffline(true);
    await page.goto(`${site.url}/#/`);
    await page.reload();
    await page.getByRole('button', { name: '孵化器' }).click();
    await page.waitForSelector('.bars');
    expect(await page.getByTestId('total').getAttribute('data-fen')).toBe('300000000');
  });
});

describe('what is asked for from where', () => {
  it('is at most 150 KB compressed, rules included, and nothing but the page’s own', async () => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    const hosts = new Set<string>();
    page.context().on('request', (request) => hosts.add(new URL(request.url()).origin));
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
    await openSample(page, site, '软件企业');
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

  it('is told of every way there is to be one that it is for', async () => {
    await openDossier(page, site, { applicant: { ...passing, aiField: false, industryCode: 'C3911' } });
    const told = page.locator('.obstacles');
    await goOnTo(page, site, '#/result');
    await told.getByText('属于人工智能领域，或为软件和信息技术服务业（65大类）企业').waitFor();
    await told.getByRole('link', { name: '修改：人工智能领域' }).waitFor();
    await told.getByRole('link', { name: '修改：所属行业' }).click();
    await page.getByRole('radio', { name: '软件开发' }).check();
    await eventually(() => told.textContent()).toBe('');
  });
});
