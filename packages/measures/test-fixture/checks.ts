import type { Dossier } from '@twelve/dossier';
import {
  type ClauseCheck,
  type ConditionCheck,
  checkMeasure,
  jinhua,
  jinhuaPack,
  type PolicyPack,
} from '../src/index.ts';

/** One clause's check through the public door; the scope may be left out where there is one only. */
export function check(
  clause: string,
  dossier: Dossier,
  { scope, pack = jinhua }: { readonly scope?: string; readonly pack?: PolicyPack } = {},
): ClauseCheck {
  const found = checks(clause, dossier, pack).filter((one) => scope === undefined || one.scope === scope);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new RangeError(`${found.length} checks of ${clause} in scope ${scope ?? 'any'}`);
  }
  return only;
}

export const checks = (clause: string, dossier: Dossier, pack = jinhua): readonly ClauseCheck[] =>
  checkMeasure(pack, Number.parseInt(clause, 10), dossier).clauses.filter((one) => one.clause === clause);

export const scopes = (clause: string, dossier: Dossier): readonly (string | null)[] =>
  checks(clause, dossier).map(({ scope }) => scope);

export function condition(found: ClauseCheck, id: string): ConditionCheck {
  const one = found.conditions.find((candidate) => candidate.id === id);
  if (one === undefined) throw new RangeError(`no condition ${id} in ${found.clause}`);
  return one;
}

/** What a numeric condition shows: the outcome and both figures. */
export const figures = (found: ClauseCheck, id: string) => {
  const { outcome, actual, required } = condition(found, id);
  return { outcome, actual, required };
};

/** The pack with points of the register read otherwise. */
export const reading = (choices: Readonly<Record<string, string>>): PolicyPack =>
  jinhuaPack('2023-draft+reading', {
    interpretations: Object.fromEntries(
      Object.entries(choices).map(([id, value]) => [id, [{ from: '2023-01-01', value, source: 'decision' }]]),
    ),
  });
