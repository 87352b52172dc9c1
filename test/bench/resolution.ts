import { decideAll, jinhua } from '@twelve/measures';
import { resolve } from '@twelve/reconcile';
import { families } from './dossiers.ts';
import { costOf, median, quantile } from './measure.ts';
import { loadHighs, loadYalps, type YalpsModel } from './peers.ts';
import { type Instance, instanceOf } from './problems.ts';

/** How long a peer may take for one instance. In seconds; a peer that takes it all has proven nothing. */
const PEER_SECONDS = 2;

/** One family of dossiers: what ours took and proved, and what the peers did on the same instances. */
export interface ResolutionRow {
  readonly family: string;
  readonly ours: {
    readonly medianMs: number;
    readonly p99Ms: number;
    readonly proven: number;
    readonly gapFen: number;
  };
  readonly highs: PeerResult;
  readonly yalps: PeerResult;
  readonly instances: number;
}

interface PeerResult {
  readonly medianMs: number;
  /** Its time as a multiple of ours on the same instance: the median. */
  readonly timesOurs: number;
  readonly proven: number;
  readonly tried: number;
  /** How often it proved a total that is not ours, though ours is proven too. */
  readonly disagreements: number;
}

/** Of the families that are made to be hard, every dossier is about as hard as the next: few are enough. */
const HARD = 10;
const HARD_FOR_PEERS = 1;

/** Dossiers that are resolved before any is measured: a function that has not been compiled yet is slow for all. */
const WARM_UP = 200;

/**
 * The choice under X1 on generated dossiers, ours through `resolve`, HiGHS and YALPS on the same lines, in turns.
 *
 * @param count dossiers of each of the mixed families
 * @param peers of these, how many the peers are given
 */
export async function resolutionBench(count: number, peers: number): Promise<readonly ResolutionRow[]> {
  const solvers = { highs: highsSolver(await loadHighs()), yalps: yalpsSolver(await loadYalps()) };
  warmUp();
  return families.map(({ name, dossierOf }) => {
    const isMixed = name.startsWith('mixed');
    const instances = isMixed ? count : Math.min(count, HARD);
    const forPeers = isMixed ? peers : Math.min(peers, HARD_FOR_PEERS);
    const times: number[] = [];
    const gaps: number[] = [];
    const tallies = { highs: new Tally(), yalps: new Tally() };
    for (let seed = 1; seed <= instances; seed += 1) {
      const dossier = dossierOf(seed);
      const decisions = decideAll(jinhua, dossier);
      const own = () => costOf(() => resolve(jinhua, dossier, decisions));
      if (seed > forPeers) {
        const { micros, result } = own();
        times.push(micros / 1000);
        gaps.push(result.resolution.gapFen);
        continue;
      }
      const instance = instanceOf(dossier);
      const askPeers = () => ({
        highs: costOf(solvers.highs(instance)),
        yalps: costOf(solvers.yalps(instance)),
      });
      const before = seed % 2 === 0 ? askPeers() : undefined;
      const { micros, result } = own();
      const answers = before ?? askPeers();
      times.push(micros / 1000);
      gaps.push(result.resolution.gapFen);
      const ownFen = result.resolution.proven ? result.total.fixed : undefined;
      tallies.highs.add(answers.highs, micros, ownFen);
      tallies.yalps.add(answers.yalps, micros, ownFen);
    }
    return {
      family: name,
      ours: {
        medianMs: median(times),
        p99Ms: quantile(times, 0.99),
        proven: gaps.filter((gap) => gap === 0).length,
        gapFen: Math.max(...gaps),
      },
      highs: tallies.highs.result(),
      yalps: tallies.yalps.result(),
      instances,
    };
  });
}

function warmUp(): void {
  for (const { name, dossierOf } of families) {
    if (!name.startsWith('mixed')) continue;
    for (let seed = 1; seed <= WARM_UP; seed += 1) {
      const dossier = dossierOf(1_000_000 + seed);
      resolve(jinhua, dossier, decideAll(jinhua, dossier));
    }
  }
}

/** Makes a model of an instance, and says how to solve it: the total that it proves best in fen, if it does. */
type Solver = (instance: Instance) => () => number | undefined;

const highsSolver =
  (highs: Awaited<ReturnType<typeof loadHighs>>): Solver =>
  (instance) => {
    const model = lpText(instance);
    const options = { mip_rel_gap: 0, mip_abs_gap: 0, time_limit: PEER_SECONDS, output_flag: false };
    return () => {
      const { Status, ObjectiveValue } = highs.solve(model, options);
      return Status === 'Optimal' ? ObjectiveValue * 100 : undefined;
    };
  };

const yalpsSolver =
  (yalps: Awaited<ReturnType<typeof loadYalps>>): Solver =>
  (instance) => {
    const model = modelOf(instance);
    return () => {
      const { status, result } = yalps.solve(model, { timeout: PEER_SECONDS * 1000, tolerance: 0 });
      return status === 'optimal' ? result : undefined;
    };
  };

class Tally {
  readonly #times: number[] = [];
  readonly #ratios: number[] = [];
  #proven = 0;
  #disagreements = 0;

  add(
    { micros, result: fen }: { readonly micros: number; readonly result: number | undefined },
    ownMicros: number,
    ownFen: number | undefined,
  ): void {
    this.#times.push(micros / 1000);
    this.#ratios.push(micros / ownMicros);
    if (fen === undefined) return;
    this.#proven += 1;
    // Peers compute in floating point: half a fen either way is the same total.
    if (ownFen !== undefined && Math.abs(fen - ownFen) > Math.max(0.5, ownFen * 1e-9))
      this.#disagreements += 1;
  }

  result(): PeerResult {
    return {
      medianMs: median(this.#times),
      timesOurs: median(this.#ratios),
      proven: this.#proven,
      tried: this.#times.length,
      disagreements: this.#disagreements,
    };
  }
}

/** In yuan: HiGHS works with absolute tolerances that suit numbers of that size. */
function lpText({ items, limitsFen }: Instance): string {
  const objective: string[] = [];
  const rows: string[] = [];
  const binaries: string[] = [];
  const fills = limitsFen.map((): string[] => []);
  const term = (fen: number, name: string): string => `${fen < 0 ? '-' : '+'} ${Math.abs(fen) / 100} ${name}`;
  items.forEach((uses, item) => {
    const names = uses.map((_, place) => `x${item}_${place}`);
    binaries.push(...names);
    rows.push(`i${item}: ${names.join(' + ')} <= 1`);
    uses.forEach(({ freeFen, pool, paysFen, takesFen }, place) => {
      const worthFen = freeFen - takesFen;
      const name = names[place] ?? '';
      if (worthFen !== 0) objective.push(term(worthFen, name));
      if (pool >= 0 && paysFen + takesFen > 0) fills[pool]?.push(term(-(paysFen + takesFen), name));
    });
  });
  const bounds = limitsFen.map((limit, pool) => `0 <= z${pool} <= ${limit / 100}`);
  fills.forEach((terms, pool) => {
    objective.push(`+ z${pool}`);
    rows.push(`p${pool}: z${pool} ${terms.join(' ')} <= 0`);
  });
  return `Maximize\n obj: ${objective.join(' ') || '0 x'}\nSubject To\n ${rows.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nBinary\n ${binaries.join(' ')}\nEnd\n`;
}

function modelOf({ items, limitsFen }: Instance): YalpsModel {
  const constraints = new Map<string, { readonly max: number }>();
  const variables = new Map<string, Map<string, number>>();
  const binaries = new Set<string>();
  limitsFen.forEach((limit, pool) => {
    constraints.set(`limit${pool}`, { max: limit });
    constraints.set(`fill${pool}`, { max: 0 });
    variables.set(
      `z${pool}`,
      new Map([
        ['fen', 1],
        [`limit${pool}`, 1],
        [`fill${pool}`, 1],
      ]),
    );
  });
  items.forEach((uses, item) => {
    constraints.set(`item${item}`, { max: 1 });
    uses.forEach(({ freeFen, pool, paysFen, takesFen }, place) => {
      const name = `x${item}_${place}`;
      binaries.add(name);
      variables.set(
        name,
        new Map([
          ['fen', freeFen - takesFen],
          [`item${item}`, 1],
          ...(pool < 0 ? [] : [[`fill${pool}`, -(paysFen + takesFen)] as const]),
        ]),
      );
    });
  });
  return { direction: 'maximize', objective: 'fen', constraints, variables, binaries };
}
