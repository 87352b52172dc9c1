import { sum } from './facts.ts';
import { type Bound, boundOf } from './optimum-bound.ts';
import type { Standing } from './rights.ts';

/** One way to use an item: what it adds freely, or to one limited group together with what it burdens there. */
export interface Use {
  free: number;
  group: string | null;
  pays: number;
  burdens: number;
}

/** Everything that matters of the choices made so far: what stands in each limited group still open. */
export interface State {
  free: number;
  pays: number[];
  burdens: number[];
}

/**
 * The highest total that lawful choices can bring, by exhaustion: every item in turn is left unused or used under
 * each of its clauses; choices that leave the limited groups in the same state are one, and only the best is kept.
 *
 * @throws RangeError where a component has more than `maxStates` states worth keeping at once.
 */
export function optimum(standings: readonly Standing[], maxStates = 200_000): number {
  const open = standings.filter(({ closed, candidate }) => closed === null && candidate.kind === 'fixed');
  const withClass = (dropped: string) =>
    solve(
      open.filter((one) => one.candidate.clause !== dropped),
      maxStates,
    );
  return Math.max(withClass('7.2'), withClass('7.3'));
}

function solve(standings: Standing[], maxStates: number): number {
  const rooms = new Map<string, number>();
  for (const { group, roomFen } of standings) if (roomFen !== null) rooms.set(group, roomFen);
  return sum(components(usesOf(standings)).map((items) => bestOf(items, rooms, maxStates)));
}

function usesOf(standings: Standing[]): Use[][] {
  const uses = new Map<string, Use[]>();
  for (const { candidate, lines, group, roomFen } of standings) {
    if (candidate.clause === '4.1') continue;
    for (const { item, pays, burdens } of lines) {
      const on = candidate.clause === '2.1' ? stacked(standings, item, candidate.year) : 0;
      const use =
        roomFen === null
          ? { free: pays + on, group: null, pays: 0, burdens: 0 }
          : { free: 0, group, pays, burdens };
      uses.set(item, [...(uses.get(item) ?? []), use]);
    }
  }
  return [...uses.values()].map(worthKeeping);
}

function stacked(standings: Standing[], item: string, year: number | null): number {
  return sum(
    standings
      .filter(({ candidate }) => candidate.clause === '4.1' && candidate.year === year)
      .flatMap(({ lines }) => lines.filter((line) => line.item === item).map(({ pays }) => pays)),
  );
}

/** The best use without a limit (or none at all), and every use under a limit that could bring anything. */
function worthKeeping(uses: Use[]): Use[] {
  const free = Math.max(0, ...uses.map((use) => use.free));
  const limited = uses.filter(({ group, pays }) => group !== null && pays > 0);
  return [{ free, group: null, pays: 0, burdens: 0 }, ...limited];
}

/** Items that meet in a limited group, directly or through others, must be settled together; the rest need not. */
function components(items: Use[][]): Use[][][] {
  let parts: { groups: Set<string>; items: Use[][] }[] = [];
  for (const item of items) {
    const groups = new Set(item.flatMap(({ group }) => (group === null ? [] : [group])));
    const touching = parts.filter((part) => [...groups].some((group) => part.groups.has(group)));
    const merged = {
      groups: new Set([...groups, ...touching.flatMap((part) => [...part.groups])]),
      items: [...touching.flatMap((part) => part.items), item],
    };
    parts = [...parts.filter((part) => !touching.includes(part)), merged];
  }
  return parts.map((part) => part.items);
}

/** A component ready to be worked through: its items in order, its limited groups and what is left of each. */
interface Problem {
  items: Use[][];
  groups: string[];
  room: number[];
  /** After each item, the groups that no later item can touch. */
  done: boolean[][];
  bound: Bound;
}

function bestOf(unordered: Use[][], rooms: Map<string, number>, maxStates: number): number {
  const items = largestFirst(unordered);
  const groups = [...new Set(items.flat().flatMap(({ group }) => (group === null ? [] : [group])))];
  const room = groups.map((group) => rooms.get(group) ?? 0);
  const done = items.map((_, index) => {
    const ahead = new Set(items.slice(index + 1).flatMap((rest) => rest.map(({ group }) => group)));
    return groups.map((group) => !ahead.has(group));
  });
  const problem = { items, groups, room, done, bound: boundOf(items, groups, room) };
  // A narrow first pass reaches some lawful choice; the full pass drops only what provably cannot beat it.
  const reached = search(problem, 0, 300) ?? 0;
  return search(problem, reached, null, maxStates) ?? reached;
}

/**
 * The best total above `floor`, undefined where there is none; with a `width` only the most promising states are
 * followed, so that the answer is lawful but perhaps not the best.
 */
function search(
  problem: Problem,
  floor: number,
  width: number | null,
  maxStates = Infinity,
): number | undefined {
  const { items, groups, room, done, bound } = problem;
  let states: State[] = [{ free: 0, pays: groups.map(() => 0), burdens: groups.map(() => 0) }];
  items.forEach((item, index) => {
    const next = new Map<string, State>();
    for (const state of states) {
      for (const use of item) {
        const reached = settle(apply(state, use, groups, room), done[index] ?? [], room);
        if (bound(reached, index + 1, done[index] ?? []) <= floor) continue;
        const key = `${reached.pays.join()};${reached.burdens.join()}`;
        const known = next.get(key);
        if (known === undefined || known.free < reached.free) next.set(key, reached);
      }
    }
    states = undominated([...next.values()], room);
    if (states.length > maxStates) throw new RangeError(`${states.length} states are more than ${maxStates}`);
    if (width !== null && states.length > width) {
      const promise = (state: State) => bound(state, index + 1, done[index] ?? []);
      states = states.sort((a, b) => promise(b) - promise(a)).slice(0, width);
    }
  });
  return states.length === 0 ? undefined : Math.max(...states.map((state) => worth(state, room)));
}

/** A fixed order that lets groups fill, and so states merge, early. */
function largestFirst(items: Use[][]): Use[][] {
  const size = (item: Use[]) => Math.max(...item.map(({ pays, free }) => pays + free));
  return [...items].sort((a, b) => size(b) - size(a));
}

/** Beyond the room nothing changes any more, so figures are clipped there and more choices become one. */
function apply(state: State, use: Use, groups: string[], room: number[]): State {
  const at = use.group === null ? -1 : groups.indexOf(use.group);
  const added = (figures: number[], more: number) =>
    figures.map((figure, place) => (place === at ? Math.min(figure + more, room[place] ?? 0) : figure));
  return {
    free: state.free + use.free,
    pays: added(state.pays, use.pays),
    burdens: added(state.burdens, use.burdens),
  };
}

/** A group that no later item can touch is paid out and forgotten. */
function settle(state: State, done: boolean[], room: number[]): State {
  const paid = room.map((_, place) => (done[place] ? groupPay(state, place, room) : 0));
  const kept = (figures: number[]) => figures.map((figure, place) => (done[place] ? 0 : figure));
  return { free: state.free + sum(paid), pays: kept(state.pays), burdens: kept(state.burdens) };
}

function groupPay(state: State, place: number, room: number[]): number {
  const left = Math.max(0, (room[place] ?? 0) - (state.burdens[place] ?? 0));
  return Math.min(state.pays[place] ?? 0, left);
}

function worth(state: State, room: number[]): number {
  return state.free + sum(room.map((_, place) => groupPay(state, place, room)));
}

/**
 * Drops a state where another is worth as much now, bears the same burdens and has filled no group further: whatever
 * comes later adds at least as much to the other, since a fuller group only gains less.
 */
function undominated(states: State[], room: number[]): State[] {
  const ranked = states
    .map((state) => ({ state, now: worth(state, room), burdens: state.burdens.join() }))
    .sort((a, b) => b.now - a.now || sum(a.state.pays) - sum(b.state.pays));
  const kept = new Map<string, State[]>();
  for (const { state, burdens } of ranked) {
    const rivals = kept.get(burdens) ?? [];
    const beaten = rivals.some((rival) =>
      rival.pays.every((pays, place) => pays <= (state.pays[place] ?? 0)),
    );
    if (!beaten) kept.set(burdens, [...rivals, state]);
  }
  return [...kept.values()].flat();
}
