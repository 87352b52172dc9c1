import type { GrowthRow } from './growth.ts';
import { growthBench } from './growth.ts';
import { type ScreeningRow, screeningBench } from './screening.ts';
import { type StartUpRow, startUpBench } from './start-up.ts';
import { type ThroughputRow, throughputBench } from './throughput.ts';

/** The parts that run the system or the command, each as the Markdown that docs/performance.md shows. */
export const startUp = async (): Promise<string> => startUpTable(await startUpBench());

export const throughput = async (): Promise<string> => throughputTable(await throughputBench());

export const screening = async (): Promise<string> => screeningTable(await screeningBench());

/** @param sizes how many cases are stored, ascending */
export const growth = async (sizes: readonly number[]): Promise<string> =>
  growthTables(await growthBench(sizes));

function startUpTable(rows: readonly StartUpRow[]): string {
  return table(
    ['function', 'KB', 'import, ms', 'import, processor ms', 'called by', 'first answer, ms', 'warm, ms'],
    rows.flatMap(({ name, kilobytes, importMs, importProcessorMs, latencies }) => {
      const own = [
        name,
        kilobytes.map(places(1)).join(' + '),
        places(1)(importMs),
        places(1)(importProcessorMs),
      ];
      const [first, ...others] = latencies.map(({ how, firstMs, warmMs }) => [
        how,
        places(0)(firstMs),
        places(1)(warmMs),
      ]);
      return [
        [...own, ...(first ?? ['–', '–', '–'])],
        ...others.map((latency) => ['', '', '', '', ...latency]),
      ];
    }),
  );
}

function throughputTable(rows: readonly ThroughputRow[]): string {
  return table(
    ['', 'at once', 'a second', 'median, ms', 'p99, ms', 'processor ms each'],
    rows.map(({ what, atOnce, perSecond, medianMs, p99Ms, processorMs }) => [
      what,
      String(atOnce),
      places(1)(perSecond),
      places(0)(medianMs),
      places(0)(p99Ms),
      places(1)(processorMs),
    ]),
  );
}

function growthTables(rows: readonly GrowthRow[]): string {
  const costs = table(
    [
      'cases',
      'database requests',
      'read units',
      'write units',
      'median, ms',
      'p99, ms',
      'processor ms',
      'of functions',
    ],
    rows.map(({ cases, perCase, medianMs, p99Ms, processorMs, functionsMs }) => [
      String(cases),
      String(perCase.requests),
      String(perCase.readUnits),
      String(perCase.writeUnits),
      places(0)(medianMs),
      places(0)(p99Ms),
      places(0)(processorMs),
      places(0)(functionsMs),
    ]),
  );
  const names = [
    ...new Set(rows.flatMap(({ perCase }) => [...perCase.calls.keys(), ...perCase.others.keys()])),
  ];
  const calls = table(
    ['calls of one submission', ...rows.map(({ cases }) => `${cases} cases`)],
    names.map((name) => [
      name,
      ...rows.map(({ perCase }) => String(perCase.calls.get(name) ?? perCase.others.get(name) ?? 0)),
    ]),
  );
  return `${costs}\n\n${calls}`;
}

function screeningTable(rows: readonly ScreeningRow[]): string {
  return table(
    ['companies', 'register, MB', 'threads', 'seconds', 'processor seconds', 'memory at most, MB'],
    rows.map(({ companies, registerMegabytes, threads, seconds, processorSeconds, peakMegabytes }) => [
      String(companies),
      places(0)(registerMegabytes),
      String(threads),
      places(1)(seconds),
      places(1)(processorSeconds),
      places(0)(peakMegabytes),
    ]),
  );
}

const places =
  (count: number) =>
  (value: number): string =>
    value.toFixed(count);

/** The first column names, the others count. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
