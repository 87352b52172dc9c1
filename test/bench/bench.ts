import { loadavg } from 'node:os';
import { type EvaluationRow, evaluationBench } from './evaluation.ts';
import { machine } from './measure.ts';
import { versionOf } from './peers.ts';
import { type ResolutionRow, resolutionBench } from './resolution.ts';
import { growth, screening, startUp, throughput } from './tables.ts';

/**
 * `npm run bench` prints the tables of docs/performance.md; `npm run bench -- growth screening` only those named.
 * `BENCH_COUNT` and `BENCH_PEERS` make the choice longer, `BENCH_CASES=1000,10000,100000` the growth.
 */
const count = Number(process.env.BENCH_COUNT ?? 1000);
const peers = Number(process.env.BENCH_PEERS ?? 5);
const cases = (process.env.BENCH_CASES ?? '1000,10000').split(',').map(Number);

const parts: Readonly<Record<string, () => Promise<string>>> = {
  rules: async () => evaluationTable(await evaluationBench()),
  choice: async () => resolutionTable(await resolutionBench(count, peers)),
  'start-up': startUp,
  throughput,
  growth: () => growth(cases),
  screening,
};
const versions = [
  'highs',
  'yalps',
  'json-rules-engine',
  'json-logic-engine',
  '@gorules/zen-engine',
  'publicodes',
];
console.log(`${machine()}; ${versions.map((name) => `${name} ${versionOf(name)}`).join(', ')}\n`);

const asked = process.argv.slice(2);
for (const name of asked.length === 0 ? Object.keys(parts) : asked) {
  const part = parts[name];
  if (part === undefined)
    throw new RangeError(`there is no ${name}; there are ${Object.keys(parts).join(', ')}`);
  console.log(`### ${name} (load before: ${loadavg()[0]?.toFixed(1)})\n\n${await part()}\n`);
}

function evaluationTable(rows: readonly EvaluationRow[]): string {
  const lines = rows.map(
    ({ name, perSecond, timesBare, timesTraced, wrong = '–' }) =>
      `| ${name} | ${Math.round(perSecond)} | ${timesBare.toPrecision(3)} | ${timesTraced.toPrecision(3)} | ${wrong} |`,
  );
  return [
    '| | a second | × the bare function | × the eager trace | wrong of 2,000 |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

function resolutionTable(rows: readonly ResolutionRow[]): string {
  const head =
    '| family | ours: median, p99 (ms) | proven | largest gap (fen) | HiGHS gap 0: median (ms) | × ours | proven | differ | YALPS: median (ms) | × ours | proven | differ |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |';
  const lines = rows.map(({ family, ours, highs, yalps, instances }) =>
    [
      '',
      family,
      `${ours.medianMs.toFixed(2)}, ${ours.p99Ms.toFixed(1)}`,
      `${ours.proven} of ${instances}`,
      ours.gapFen,
      highs.medianMs.toFixed(0),
      highs.timesOurs.toFixed(0),
      `${highs.proven} of ${highs.tried}`,
      highs.disagreements,
      yalps.medianMs.toFixed(0),
      yalps.timesOurs.toFixed(0),
      `${yalps.proven} of ${yalps.tried}`,
      yalps.disagreements,
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [head, ...lines].join('\n');
}
