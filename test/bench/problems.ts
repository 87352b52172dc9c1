import { type Dossier, parseCheck } from '@twelve/dossier';
import { decideAll, jinhua, limitTakenBy, topUp } from '@twelve/measures';

/** A choice under X1 as any solver can be given it: the lines of a dossier, by item, with the limits they share. */
export interface Instance {
  readonly items: readonly (readonly Use[])[];
  /** By pool, in fen. */
  readonly limitsFen: readonly number[];
}

export interface Use {
  readonly freeFen: number;
  readonly pool: number;
  readonly paysFen: number;
  readonly takesFen: number;
}

/** Written here anew from the decisions, so that what the peers solve does not go through the product's own model. */
export function instanceOf(value: Dossier): Instance {
  const parsed = parseCheck(value);
  if (!parsed.ok) throw new RangeError(`the instance is no dossier: ${parsed.errors[0]?.pointer}`);
  const clauses = decideAll(jinhua, parsed.value)
    .flatMap((measure) => measure.clauses)
    .filter(({ outcome, amountKind, usedUp }) => outcome === 'eligible' && amountKind === 'fixed' && !usedUp);
  const pools = new Map<string, number>();
  const limitsFen: number[] = [];
  const uses = new Map<string, Use[]>();
  for (const { clause, limit, prior, pool, year, lines } of clauses) {
    if (clause === '4.1') continue;
    if (limit !== null && !pools.has(pool)) {
      pools.set(pool, limitsFen.length);
      limitsFen.push(Math.max(0, limit - prior));
    }
    for (const line of lines) {
      const stacked = clauses
        .filter((other) => clause === '2.1' && other.clause === '4.1' && other.year === year)
        .flatMap((other) => other.lines.filter(({ item }) => item === line.item))
        .reduce((sum, other) => sum + topUp(other), 0);
      const paysFen = topUp(line);
      const use: Use =
        limit === null
          ? { freeFen: paysFen + stacked, pool: -1, paysFen: 0, takesFen: 0 }
          : { freeFen: 0, pool: pools.get(pool) ?? -1, paysFen, takesFen: limitTakenBy(line) };
      uses.set(line.item, [...(uses.get(line.item) ?? []), use]);
    }
  }
  return { items: [...uses.values()], limitsFen };
}
