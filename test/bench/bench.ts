import { type EvaluationRow, evaluationBench } from './evaluation.ts';
import { machine } from './measure.ts';
import { versionOf } from './peers.ts';
import { type ResolutionRow, resolutionBench } from './resolution.ts';

/**
 * `npm run bench`: prints the tables of docs/performance.md. `BENCH_COUNT` and `BENCH_PEERS` make it longer.
 */
const count = Number(process.env.BENCH_COUNT ?? 1000);
const peers = Number(process.env.BENCH_PEERS ?? 5);

const versions = ['highs', 'yalps', 'json-rules-engine', 'json-logic-engine', '@gorules/zen-engine'];
console.log(`${machine()}; ${versions.map((name) => `${name} ${versionOf(name)}`).join(', ')}\n`);
console.log(`${evaluationTable(await evaluationBench())}\n`);
if (count > 0) console.log(resolutionTable(await resolutionBench(count, peers)));

function evaluationTable(rows: readonly EvaluationRow[]): string {
  const first = rows[0]?.perSecond ?? Number.NaN;
  const lines = rows.map(
    ({ name, perSecond, wrong }) =>
      `| ${name} | ${Math.round(perSecond)} | ${(first / perSecond).toPrecision(3)} | ${wrong} |`,
  );
  return [
    '| | a second | × the bare function | wrong of 2,000 |',
    '| --- | --- | --- | --- |',
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
