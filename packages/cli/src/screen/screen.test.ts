import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheck } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rejection, Row } from './company.ts';
import { type Format, rowText } from './format.ts';
import { blocksOf, LONGEST_LINE_BYTES } from './lines.ts';
import { screened } from './pool.ts';
import { run } from './screen.ts';

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
]);

let folder: string;
let register: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'screen-'));
  register = join(folder, 'companies.ndjson');
  const lines = Array.from(
    { length: COMPANIES },
    (_, at) => BROKEN.get(at + 1) ?? JSON.stringify(company(at + 1)),
  );
  writeFileSync(register, `${lines.join('\n')}\n\n`);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const plan = (name: string, format: Format = 'ndjson', threads = 2) => ({
  register,
  output: join(folder, name),
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
    expect(progress.summary.rejected).toBe(BROKEN.size);
    expect(rejected.map(({ line }) => line)).toEqual([...BROKEN.keys()]);
    expect(rejected[1]?.errors.map(({ pointer }) => pointer)).toContain('/unheardOf');
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

it('quotes in CSV what would break the columns, and disarms what a spreadsheet would run', () => {
  const row: Row = {
    line: 1,
    creditCode: null,
    name: '=1+1,"x"',
    fixedFen: 5,
    ceilingFen: 0,
    proven: true,
    measures: [],
  };
  expect(rowText('csv', row)).toBe(`1,,"'=1+1,""x""",5,0,true\r\n`);
});
