import type { Referable } from '../fields/field.ts';
import { halfWidth } from '../words/money.ts';
import { type Draft, rowsOf } from './draft.ts';

type Named = Pick<Referable, 'id' | 'label'>;

/**
 * The projects of which a cell speaks, by name or id, one or several. What names none that is known stays as it is,
 * until one is so named.
 */
export function projectsNamed(cell: string, projects: readonly Named[]): readonly string[] {
  const idOf = (name: string) =>
    projects.find(({ id, label }) => id === name || comparable(label) === comparable(name))?.id;
  // A name may hold what stands between names elsewhere.
  const whole = idOf(cell);
  if (whole !== undefined) return [whole];
  const parts = cell.split(/[、;；,，/|\n]/).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  return filled.some((part) => idOf(part) !== undefined)
    ? [...new Set(filled.map((part) => idOf(part) ?? part))]
    : [cell];
}

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
