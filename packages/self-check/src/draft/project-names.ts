import type { Referable } from '../fields/field.ts';
import { halfWidth } from '../words/money.ts';
import { type Draft, rowsOf } from './draft.ts';

type Named = Pick<Referable, 'id' | 'label'>;

/**
 * The projects of which a cell speaks, by name or id, one or several. What names none that is known stays as it is,
 * until one is so named. A name may hold what stands between names elsewhere: the longest that is known counts.
 */
export function projectsNamed(cell: string, projects: readonly Named[]): readonly string[] {
  const pieces = cell.split(/([、;；,，/|\n])/);
  const found: string[] = [];
  let unknown = '';
  const endUnknown = (): void => {
    const name = unknown.replace(/[\s、;；,，/|]+$/, '').trim();
    if (name !== '') found.push(name);
    unknown = '';
  };
  for (let from = 0; from < pieces.length; from += 2) {
    const named = longestNamed(pieces, from, projects);
    if (named === undefined) unknown += pieces.slice(from, from + 2).join('');
    else {
      endUnknown();
      found.push(named.id);
      from = named.to;
    }
  }
  endUnknown();
  return [...new Set(found)];
}

/** Pieces and what stands between them alternate: a name goes from one piece to another. */
function longestNamed(pieces: readonly string[], from: number, projects: readonly Named[]) {
  for (let to = Math.min(pieces.length - 1, from + 2 * MOST_WITHIN); to >= from; to -= 2) {
    const name = pieces.slice(from, to + 1).join('');
    // Somebody's own P1 may well be our p2.
    const named =
      projects.find(({ label }) => comparable(label) === comparable(name)) ??
      projects.find(({ id }) => id === name.trim());
    if (named !== undefined && name.trim() !== '') return { id: named.id, to };
  }
  return undefined;
}

/** How many of the signs that stand between names a name may hold: whatever is pasted is read in no time. */
const MOST_WITHIN = 8;

/** Whoever fills in a table sets blanks, brackets and capitals differently from row to row. */
const comparable = (name: string): string => halfWidth(name).replace(/\s/g, '').toLowerCase();

/** Links the expenditures that speak of a project by the name that it has been given since. */
export function withProjectsLinked(draft: Draft): Draft {
  const { projects, expenditures } = draft.lists;
  if (projects?.answer !== 'some' || expenditures === undefined) return draft;
  const named = rowsOf(draft, 'projects').flatMap(({ values: { id, name } }) =>
    typeof id === 'string' ? [{ id, label: typeof name === 'string' ? name : '' }] : [],
  );
  const rows = expenditures.rows.map((row) => {
    const { projectIds } = row.values;
    if (!Array.isArray(projectIds)) return row;
    const isLinked = (part: string): boolean => named.some(({ id }) => id === part);
    const linked = projectIds.flatMap((part) => (isLinked(part) ? [part] : projectsNamed(part, named)));
    return linked.every((part, place) => part === projectIds[place])
      ? row
      : { ...row, values: { ...row.values, projectIds: [...new Set(linked)] } };
  });
  return rows.every((row, place) => row === expenditures.rows[place])
    ? draft
    : { ...draft, lists: { ...draft.lists, expenditures: { ...expenditures, rows } } };
}
