import { linkSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseCheck, type Text } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Rejection, Row } from './company.ts';
import { filesOf } from './files.ts';
import { type Format, headOf, rowText } from './format.ts';
import { blocksOf, LONGEST_LINE_BYTES } from './lines.ts';
import { screened } from './pool.ts';
import { run, screen } from './screen.ts';

/** A software company whose spending differs from line to line; long enough that a register has several blocks. */
const company = (seed: number) => ({
  applicant: {
    creditCode: '91330100799655058B',
    name: `样例企业${seed}`.padEnd(190, '金'),
    legalPersonType: 'enterprise',
    organisationKind: 'enterprise',
    divisionCode: '330702',
    industryCode: 'I6513',
    taxCompliant: true,
    soundFinance: true,
    aiField: true,
    peakRevenueBefore: 0,
  },
  projects: [{ id: 'p', kind: 'compute-platform' }],
  expenditures: [
    {
      id: 'e',
      incurredOn: '2024-05-01',
      amount: 1_000_000 * seed + 7,
      nature: 'hardware',
      projectIds: ['p'],
    },
  ],
  annualAccounts: [{ year: 2024, revenue: 10_000_000 * seed }],
});

const COMPANIES = 400;
const BROKEN = new Map([
  [7, '{"applicant":'],
  [11, '{"applicant":{"creditCode":"1"},"unheardOf":[]}'],
  [12, `{"applicant":{},"recognitions":[${'{},'.repeat(100_000)}{}]}`],
  [13, '{"applicant":{"aiField":true,"aiField":false}}'],
  [14, '{applicant:{}}'],
]);
/** A line as a spreadsheet in Chinese would have written it: in GBK. */
const GBK = Buffer.from('{"applicant":{"name":"\xbd\xf0\xbb\xaa"}}', 'latin1');

let folder: string;
let register: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'screen-'));
  register = join(folder, 'companies.ndjson');
  const lines = Array.from(
    { length: COMPANIES },
    (_, at) => BROKEN.get(at + 1) ?? JSON.stringify(company(at + 1)),
  );
  writeFileSync(register, Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), GBK]));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const plan = (name: string, format: Format = 'ndjson', threads = 2) => ({
  files: filesOf(register, join(folder, name)),
  format,
  threads,
  fresh: false,
});
const never = new AbortController().signal;
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const parsed = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));

describe('screening a register', () => {
  it('gives every company what its self-check totals, in the order of the lines', async () => {
    const { progress, finished } = await run(plan('rows'), never);
    const rows = parsed<Row>(read('rows'));
    expect(finished).toBe(true);
    expect(rows.map(({ line }) => line)).toEqual(
      Array.from({ length: COMPANIES }, (_, at) => at + 1).filter((line) => !BROKEN.has(line)),
    );
    for (const row of rows.filter(({ line }) => line % 40 === 0)) {
      const dossier = parseCheck(company(row.line));
      if (!dossier.ok) throw new Error('the company of this test is no dossier');
      const { total, measures } = selfCheck(jinhua, dossier.value);
      expect(row.fixedFen).toBe(total.fixed);
      expect(row.measures.map(({ outcome }) => outcome)).toEqual(measures.map(({ outcome }) => outcome));
    }
    expect(progress.summary.companies).toBe(COMPANIES - BROKEN.size);
    expect(progress.summary.fixedFen).toBe(rows.reduce((sum, { fixedFen }) => sum + fixedFen, 0));
  });

  it('reports the lines that are no dossiers, and skips them', async () => {
    const { progress } = await run(plan('rows'), never);
    const rejected = parsed<Rejection>(read('rows.rejected.ndjson'));
    expect(progress.summary.rejected).toBe(BROKEN.size + 1);
    expect(rejected.map(({ line }) => line)).toEqual([...BROKEN.keys(), COMPANIES + 2]);
    const codes = rejected.map(({ errors }) => errors.map(({ pointer, code }) => `${pointer} ${code}`));
    expect(codes[0]).toEqual([' not-json']);
    expect(codes[1]).toContain('/unheardOf unknown-field');
    expect(codes.slice(2)).toEqual([[' too-large'], [' duplicate-name'], [' not-json'], [' not-json']]);
    expect(rejected[4]?.errors[0]?.message).toEqual({
      zh: '不是有效的UTF-8编码JSON（第14行第2列）',
      en: 'is not JSON in valid UTF-8 (line 14, column 2)',
    });
    for (const { message } of rejected.flatMap(({ errors }) => errors)) {
      expect(message).toEqual({ zh: expect.any(String), en: expect.any(String) });
    }
  });

  it('writes the same bytes with one thread, with three, and in two runs with an interruption between them', async () => {
    await run(plan('one', 'csv', 1), never);
    await run(plan('three', 'csv', 3), never);
    const first = await run(plan('two', 'csv'), AbortSignal.abort());
    expect(first.finished).toBe(false);
    expect(first.progress.summary.companies).toBeLessThan(COMPANIES - BROKEN.size);
    const second = await run(plan('two', 'csv'), never);
    expect(second.finished).toBe(true);
    expect(second.progress.summary.companies).toBe(COMPANIES - BROKEN.size);
    expect(read('three')).toBe(read('one'));
    expect(read('two')).toBe(read('one'));
    expect(read('two.rejected.ndjson')).toBe(read('one.rejected.ndjson'));
  });

  it.each([
    ['its progress is damaged', () => writeFileSync(plan('rows').files.progress, '{')],
    ['its register was changed', () => utimesSync(register, 1, 1)],
    ['its rows are gone', () => rmSync(plan('rows').files.rows)],
    ['the policy has another version', () => replaceInProgress(jinhua.policy.version, 'another')],
  ])('begins again where %s', async (_what, happen) => {
    await run(plan('rows'), AbortSignal.abort());
    happen();
    const told: Text[] = [];
    const { progress } = await run(plan('rows'), never, (text) => told.push(text));
    expect(told).toEqual([]);
    expect(progress.summary.companies).toBe(COMPANIES - BROKEN.size);
    expect(parsed<Row>(read('rows'))[0]?.line).toBe(1);
  });

  const replaceInProgress = (text: string, by: string): void => {
    const { progress } = plan('rows').files;
    const kept = readFileSync(progress, 'utf8');
    expect(kept).toContain(text);
    writeFileSync(progress, kept.replace(text, by));
  };

  it('does not pass off as finished what was changed meanwhile', async () => {
    const ended = run(plan('rows'), never);
    utimesSync(register, 1, 1);
    await expect(ended).rejects.toThrow('was changed while it was screened');
  });

  it('says what its sums leave open: what is settled between companies', async () => {
    writeFileSync(register, `${JSON.stringify(company(1))}\n${JSON.stringify(company(1))}\n`);
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.listeners('SIGINT');
    onTestFinished(() => {
      vi.restoreAllMocks();
      for (const own of process.listeners('SIGINT')) if (!before.includes(own)) process.off('SIGINT', own);
    });
    expect(await screen([register, '--threads', '1'])).toBe(0);
    const text = told.mock.calls.flat().join('\n');
    expect(text).toContain('companies: 2');
    expect(text).toContain('named twice count twice');
    expect(text).toContain('3.1的全市名额未在企业之间分配');
  });

  it('ends at Ctrl-C, and is deaf to the second one that npm hands on', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.listeners('SIGINT');
    const ended = screen([register, '--threads', '1', '--fresh']);
    const added = process.listeners('SIGINT').filter((listener) => !before.includes(listener));
    onTestFinished(() => {
      vi.restoreAllMocks();
      for (const listener of added) process.off('SIGINT', listener);
    });
    for (const listener of added) listener('SIGINT');
    expect(process.listeners('SIGINT')).toEqual(expect.arrayContaining(added));
    expect(await ended).toBe(130);
    expect(told.mock.calls.flat().join()).toContain('the same command, without --fresh');
    expect(process.listeners('SIGINT')).toEqual(expect.arrayContaining(added));
    expect(readFileSync(`${register}.screened.ndjson.progress.json`, 'utf8')).toContain('"line":');
  });

  it('says where it goes on', async () => {
    const { progress } = await run(plan('rows'), AbortSignal.abort());
    const told: Text[] = [];
    await run(plan('rows'), never, (text) => told.push(text));
    expect(told).toEqual([
      { zh: `从第${progress.line}行继续。`, en: `Going on from line ${progress.line}.` },
    ]);
  });

  it('never writes over the register, by whatever name', () => {
    linkSync(register, join(folder, 'other-name'));
    expect(() => plan('companies.ndjson')).toThrow('is the register itself');
    expect(() => plan('other-name')).toThrow('is the register itself');
    expect(() => filesOf(join(folder, 'x.rejected.ndjson'), join(folder, 'x'))).not.toThrow();
    linkSync(register, join(folder, 'x.rejected.ndjson'));
    expect(() => filesOf(join(folder, 'x.rejected.ndjson'), join(folder, 'x'))).toThrow(
      'the register itself',
    );
  });

  it('says in one sentence what cannot be read or written', async () => {
    const from = (file: string) =>
      run({ ...plan('none'), files: filesOf(file, join(folder, 'rows')) }, never);
    await expect(from(join(folder, 'none'))).rejects.toThrow('cannot be read');
    await expect(from(folder)).rejects.toThrow('cannot be read (EISDIR)');
    await expect(run(plan('none/rows'), never)).rejects.toThrow(/cannot be written \(ENOENT\)/);
    const fails = { ...plan('rows'), files: filesOf('/proc/self/mem', join(folder, 'rows')) };
    await expect(run(fails, never)).rejects.toThrow('/proc/self/mem cannot be read (EIO)');
  });

  it('refuses what cannot be read from any place on before it touches the rows', async () => {
    writeFileSync(join(folder, 'rows'), 'of an earlier run');
    const piped = { ...plan('rows'), files: filesOf('/dev/null', join(folder, 'rows')) };
    await expect(run(piped, never)).rejects.toThrow('/dev/null is not an ordinary file');
    expect(read('rows')).toBe('of an earlier run');
  });

  it('ends with 1 where no line of the register is a dossier, as where it is compressed', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    writeFileSync(register, gzipSync(JSON.stringify(company(1))));
    expect(await screen([register])).toBe(1);
    expect(said).toHaveBeenLastCalledWith(expect.stringContaining('No line of the register is a dossier.'));
    writeFileSync(register, `${JSON.stringify(company(1))}\nnot a dossier\n`);
    expect(await screen([register])).toBe(0);
    writeFileSync(register, '');
    expect(await screen([register])).toBe(0);
  });
});

it('holds no more of a register than its threads can take, however long the register', async () => {
  const text = new TextEncoder().encode(`${JSON.stringify(company(1))}\n`);
  let read = 0;
  const blocks = (async function* () {
    for (; read < 60; read++) yield { bytes: text.slice(), firstLine: read + 1, lines: 1, endsAt: read + 1 };
  })();
  let answered = 0;
  for await (const { nextLine } of screened(blocks, 'ndjson', 2)) {
    answered += 1;
    expect(nextLine).toBe(answered + 1);
    expect(read - answered).toBeLessThanOrEqual(4);
  }
  expect(answered).toBe(60);
});

describe('a register cut into blocks', () => {
  const blocks = async (...chunks: string[]) => {
    const bytes = (async function* () {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    })();
    const found = [];
    for await (const { bytes: block, firstLine, endsAt } of blocksOf(bytes, { byte: 0, line: 1 })) {
      found.push({ text: new TextDecoder().decode(block), firstLine, endsAt });
    }
    return found;
  };

  it('keeps lines whole wherever the stream is cut', async () => {
    expect(await blocks('a\nb', 'c\nd', 'e')).toEqual([
      { text: 'a\n', firstLine: 1, endsAt: 2 },
      { text: 'bc\n', firstLine: 2, endsAt: 5 },
      { text: 'de', firstLine: 3, endsAt: 7 },
    ]);
  });

  it('holds no more of a line than a dossier may have', async () => {
    const long = 'x'.repeat(LONGEST_LINE_BYTES + 5);
    const [first, second] = await blocks(long, `${long}\nb\n`);
    expect(first?.text.length).toBe(LONGEST_LINE_BYTES + 1);
    expect(first?.endsAt).toBe(2 * long.length + 1);
    expect(second).toEqual({ text: 'b\n', firstLine: 2, endsAt: 2 * long.length + 3 });
  });
});

describe('in CSV', () => {
  const row = (creditCode: string | null, name: string): string =>
    rowText('csv', {
      ...{ line: 1, creditCode, name, fixedFen: 5, ceilingFen: 0 },
      proven: true,
      measures: [],
    });

  it('the file says by its first bytes that it is UTF-8: a spreadsheet in Chinese expects GBK', () => {
    expect([...Buffer.from(headOf('csv', []))].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    expect(headOf('ndjson', [])).toBe('');
  });

  it('a text is quoted where it would break the columns, and kept from being run as a formula', () => {
    expect(row(null, '=1+1,"x"')).toBe(`1,,"'=1+1,""x""",5,0,true\r\n`);
    expect(row(null, '＝1+1')).toBe(`1,,'＝1+1,5,0,true\r\n`);
  });

  it('a credit code is kept from being taken for a number, of which the end would be lost', () => {
    expect(row('913307025WJFMD142E', 'x')).toBe('1,913307025WJFMD142E,x,5,0,true\r\n');
    expect(row('913307021234567890', '007')).toBe(`1,'913307021234567890,'007,5,0,true\r\n`);
    expect(row('91330702123456E789', 'x')).toBe(`1,'91330702123456E789,x,5,0,true\r\n`);
  });
});
