import { byText, sum } from './facts.ts';
import { payOf, type Standing } from './rights.ts';

/** What every award, by id, is paid for each of its items; an item that is taken and brings nothing has 0. */
export type Choice = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Tries every assignment of every item and keeps the best: the highest total, then more to the lower-numbered clause,
 * then more to the smaller scope, then the most lines. Slow and plain; it exists to judge the quicker ways.
 *
 * @returns undefined where there are more than `maxAssignments` to try.
 */
export function exhaustive(standings: readonly Standing[], maxAssignments = 20_000): Choice | undefined {
  const open = standings
    .filter(({ closed, candidate }) => closed === null && candidate.kind === 'fixed')
    .sort(byClauseThenScope);
  const results = ['7.2', '7.3'].map((dropped) => best(open, dropped, maxAssignments));
  if (results.includes(undefined)) return undefined;
  return results.reduce((left, right) => (left && right && better(open, right, left) ? right : left));
}

export function byClauseThenScope(a: Standing, b: Standing): number {
  return (
    clauseRank(a.candidate.clause) - clauseRank(b.candidate.clause) ||
    byText(a.candidate.clause, b.candidate.clause) ||
    byText(a.candidate.scope ?? '', b.candidate.scope ?? '')
  );
}

/** "9.1a" ranks as 901, "10.2" as 1002; the letter is left to the text. */
function clauseRank(clause: string): number {
  const [measure = '0', part = '0'] = clause.split('.');
  return Number(measure) * 100 + Number.parseInt(part, 10);
}

function best(all: Standing[], dropped: string, maxAssignments: number): Choice | undefined {
  const open = all.filter(({ candidate }) => candidate.clause !== dropped);
  const rivals = open.filter(({ candidate }) => candidate.clause !== '4.1');
  const items = [...new Set(rivals.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const choices = items.map((item) => [
    null,
    ...rivals.filter(({ lines }) => lines.some((line) => line.item === item)).map(({ id }) => id),
  ]);
  if (choices.reduce((product, { length }) => product * length, 1) > maxAssignments) return undefined;
  let found: Choice = new Map();
  const assigned = new Map<string, string | null>();
  const tryFrom = (index: number): void => {
    const item = items[index];
    if (item === undefined) {
      const choice = choiceOf(open, assigned);
      if (better(open, choice, found)) found = choice;
      return;
    }
    for (const choice of choices[index] ?? []) {
      assigned.set(item, choice);
      tryFrom(index + 1);
    }
  };
  tryFrom(0);
  return found;
}

function choiceOf(open: Standing[], assigned: ReadonlyMap<string, string | null>): Choice {
  const choice = new Map<string, Map<string, number>>();
  for (const group of new Set(open.map((one) => one.group))) {
    const members = open.filter((one) => one.group === group);
    const taken = members
      .flatMap((one) =>
        one.lines.filter(({ item }) => takes(one, item, assigned)).map((line) => ({ ...line, id: one.id })),
      )
      .sort((a, b) => byText(a.item, b.item));
    // A cut falls on the last lines by item key, so the first ones are paid while there is anything left.
    let left = payOf(taken, members[0]?.roomFen ?? null);
    for (const { id, item, pays } of taken) {
      const paid = Math.min(pays, left);
      left -= paid;
      choice.set(id, (choice.get(id) ?? new Map()).set(item, paid));
    }
  }
  return choice;
}

export function amountOf(choice: Choice, id: string): number {
  return sum([...(choice.get(id)?.values() ?? [])]);
}

/** 4.1 follows 2.1: it is paid exactly for what 2.1 of the same year is paid for. */
function takes(one: Standing, item: string, assigned: ReadonlyMap<string, string | null>): boolean {
  const { clause, year } = one.candidate;
  return assigned.get(item) === (clause === '4.1' ? `2.1/${year}` : one.id);
}

function better(open: Standing[], left: Choice, right: Choice): boolean {
  const total = (choice: Choice, ids: readonly string[]) => sum(ids.map((id) => amountOf(choice, id)));
  const all = open.map(({ id }) => id);
  const clauses = [...new Set(open.map(({ candidate }) => candidate.clause))].map((clause) =>
    open.filter(({ candidate }) => candidate.clause === clause).map(({ id }) => id),
  );
  const lines = (choice: Choice) => sum(all.map((id) => choice.get(id)?.size ?? 0));
  for (const ids of [all, ...clauses, ...all.map((id) => [id])]) {
    const [mine, other] = [total(left, ids), total(right, ids)];
    if (mine !== other) return mine > other;
  }
  return lines(left) > lines(right);
}
