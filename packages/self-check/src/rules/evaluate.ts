import { type Dossier, type FieldError, MAX_ENTRIES, parseCheck } from '@twelve/dossier';
import type { PolicyPack } from '@twelve/measures';
import { type Determination, selfCheck } from '@twelve/reconcile';

/** What the rules say of a dossier that may still hold mistakes. */
export interface Evaluation {
  readonly determination: Determination;
  /** The dossier that was evaluated: the candidate without what is wrong. */
  readonly dossier: Dossier;
  readonly errors: readonly FieldError[];
  /** Pointers of the entries and facts that are left out because of errors. */
  readonly excluded: readonly string[];
  /** How many of those are wrong themselves: the others refer to something wrong, or are too many. */
  readonly wrong: number;
}

/**
 * Evaluates what is right of a candidate dossier. A fact with an error counts as unknown, an entry with an error is
 * left out, so that one slip of the finger does not take the whole answer away; every error is reported.
 */
export function evaluate(pack: PolicyPack, candidate: unknown): Evaluation {
  const first = parseCheck(candidate);
  if (first.ok) return evaluated(pack, first.value, first.warnings, [], []);
  const excluded = new Set(tooMany(candidate));
  let errors: readonly FieldError[] = first.errors;
  let rest = candidate;
  // Each round takes at least one part away; what refers to it goes in the next.
  while (errors.length > 0) {
    for (const { pointer } of errors) excluded.add(partOf(pointer));
    rest = without(candidate, excluded);
    const parsed = parseCheck(rest);
    if (parsed.ok) return evaluated(pack, parsed.value, parsed.warnings, first.errors, [...excluded]);
    errors = parsed.errors.map((error) => ({ ...error, pointer: original(error.pointer, excluded) }));
    if (errors.every(({ pointer }) => excluded.has(partOf(pointer)))) break;
  }
  return evaluated(pack, { applicant: {} }, [], first.errors, [...excluded]);
}

const evaluated = (
  pack: PolicyPack,
  dossier: Dossier,
  warnings: readonly FieldError[],
  errors: readonly FieldError[],
  excluded: readonly string[],
): Evaluation => ({
  determination: selfCheck(pack, dossier, warnings),
  dossier,
  errors,
  excluded: excluded.filter((part) => part !== ''),
  wrong: new Set(errors.map(({ pointer }) => partOf(pointer)).filter((part) => part !== '')).size,
});

/** The entries beyond the most that a dossier holds: one after the other the last of what is then its longest list. */
function tooMany(candidate: unknown): readonly string[] {
  const lists = Object.entries(candidate ?? {}).flatMap(([name, known]) =>
    Array.isArray(known) ? [{ name, entries: known.length }] : [],
  );
  const surplus = lists.reduce((sum, { entries }) => sum + entries, 0) - MAX_ENTRIES;
  const excluded: string[] = [];
  while (excluded.length < surplus) {
    const longest = lists.reduce((most, list) => (list.entries > most.entries ? list : most));
    longest.entries -= 1;
    excluded.push(`/${longest.name}/${longest.entries}`);
  }
  return excluded;
}

/** The part that an error takes away: one fact of the applicant, one entry of a list, or a whole list. */
const partOf = (pointer: string): string => pointer.split('/').slice(0, 3).join('/');

/** The candidate without some parts. A list that loses all its entries is unknown, not empty. */
function without(candidate: unknown, excluded: ReadonlySet<string>): unknown {
  if (typeof candidate !== 'object' || candidate === null) return { applicant: {} };
  const kept = Object.entries(candidate).flatMap(([name, known]) => {
    if (excluded.has(`/${name}`)) return [];
    if (Array.isArray(known)) {
      const entries = known.filter((_, place) => !excluded.has(`/${name}/${place}`));
      return entries.length === 0 && known.length > 0 ? [] : [[name, entries] as const];
    }
    return [[name, withoutFacts(known, name, excluded)] as const];
  });
  return Object.fromEntries(kept);
}

const withoutFacts = (known: unknown, name: string, excluded: ReadonlySet<string>): unknown =>
  typeof known === 'object' && known !== null
    ? Object.fromEntries(Object.entries(known).filter(([fact]) => !excluded.has(`/${name}/${fact}`)))
    : known;

/** Where an entry of the shortened list stood in the candidate. */
function original(pointer: string, excluded: ReadonlySet<string>): string {
  const [root = '', list = '', place, ...rest] = pointer.split('/');
  if (place === undefined || !/^\d+$/.test(place)) return pointer;
  let left = Number(place);
  let before = 0;
  while (left > 0 || excluded.has(`/${list}/${before}`)) {
    if (!excluded.has(`/${list}/${before}`)) left -= 1;
    before += 1;
  }
  return [root, list, String(before), ...rest].join('/');
}
