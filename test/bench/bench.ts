import { writeFileSync } from 'node:fs';
import { machine } from './measure.ts';
import { versionOf } from './peers.ts';
import { type ResolutionRow, resolutionBench } from './resolution.ts';

/**
 * `npm run bench`: prints the tables of docs/performance.md. `BENCH_COUNT` and `BENCH_PEERS` make it longer.
 */
const count = Number(process.env.BENCH_COUNT ?? 300);
const peers = Number(process.env.BENCH_PEERS ?? 5);

console.log(`${machine()}; highs ${versionOf('highs')}, yalps ${versionOf('yalps')}\n`);
const table = resolutionTable(await resolutionBench(count, peers));
console.log(table);
if (process.env.BENCH_OUT !== undefined) writeFileSync(process.env.BENCH_OUT, table);

function resolutionTable(rows: readonly ResolutionRow[]): string {
  const head =
    '| family | ours: median, p99 (ms) | proven | largest gap (fen) | HiGHS gap 0: median (ms) | proven | differ | YALPS: median (ms) | proven | differ |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |';
  const lines = rows.map(({ family, ours, highs, yalps, instances }) =>
    [
      '',
      family,
      `${ours.medianMs.toFixed(2)}, ${ours.p99Ms.toFixed(1)}`,
      `${ours.proven} of ${instances}`,
      ours.gapFen,
      highs.medianMs.toFixed(0),
      `${highs.proven} of ${highs.tried}`,
      highs.disagreements,
      yalps.medianMs.toFixed(0),
      `${yalps.proven} of ${yalps.tried}`,
      yalps.disagreements,
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [head, ...lines].join('\n');
}
