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
  readonly proven: number;
  readonly tried: number;
  /** How often it proved a total that is not ours, though ours is proven too. */
  readonly disagreements: number;
}

/**
 * The choice under X1 on generated dossiers, ours through `resolve`, HiGHS and YALPS on the same lines.
 *
 * @param count dossiers of the mixed families; the families of one kind of conflict get a tenth
 * @param peers of these, how many the peers are given
 */
export async function resolutionBench(count: number, peers: number): Promise<readonly ResolutionRow[]> {
  const highs = await loadHighs();
  const yalps = await loadYalps();
  const rows: ResolutionRow[] = [];
  for (const { name, dossierOf } of families) {
    const instances = name.startsWith('mixed') ? count : Math.ceil(count / 10);
    const times: number[] = [];
    const gaps: number[] = [];
    const byHighs = new Tally();
    const byYalps = new Tally();
    for (let seed = 1; seed <= instances; seed += 1) {
      const dossier = dossierOf(seed);
      const decisions = decideAll(jinhua, dossier);
      const own = costOf(() => resolve(jinhua, dossier, decisions));
      times.push(own.micros / 1000);
      gaps.push(own.result.resolution.gapFen);
      if (seed > peers) continue;
      const instance = instanceOf(dossier);
      const ownFen = own.result.resolution.proven ? own.result.total.fixed : undefined;
      const model = lpText(instance);
      byHighs.add(
        costOf(() =>
          highs.solve(model, {
            mip_rel_gap: 0,
            mip_abs_gap: 0,
            time_limit: PEER_SECONDS,
            output_flag: false,
          }),
        ),
        ({ Status, ObjectiveValue }) => (Status === 'Optimal' ? ObjectiveValue * 100 : undefined),
        ownFen,
      );
      const yalpsModel = modelOf(instance);
      byYalps.add(
        costOf(() => yalps.solve(yalpsModel, { timeout: PEER_SECONDS * 1000, tolerance: 0 })),
        ({ status, result }) => (status === 'optimal' ? result : undefined),
        ownFen,
      );
    }
    rows.push({
      family: name,
      ours: {
        medianMs: median(times),
        p99Ms: quantile(times, 0.99),
        proven: gaps.filter((gap) => gap === 0).length,
        gapFen: Math.max(...gaps),
      },
      highs: byHighs.result(),
      yalps: byYalps.result(),
      instances,
    });
  }
  return rows;
}

class Tally {
  readonly #times: number[] = [];
  #proven = 0;
  #disagreements = 0;

  add<T>(
    { micros, result }: { readonly micros: number; readonly result: T },
    provenFen: (result: T) => number | undefined,
    ownFen: number | undefined,
  ): void {
    this.#times.push(micros / 1000);
    const fen = provenFen(result);
    if (fen === undefined) return;
    this.#proven += 1;
    // Peers compute in floating point: half a fen either way is the same total.
    if (ownFen !== undefined && Math.abs(fen - ownFen) > Math.max(0.5, ownFen * 1e-9))
      this.#disagreements += 1;
  }

  result(): PeerResult {
    return {
      medianMs: median(this.#times),
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
