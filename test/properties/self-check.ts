import { parseCheck } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { type Determination, selfCheck } from '@twelve/reconcile';
import type { ReferenceDossier } from '../reference/facts.ts';
import { unlawful } from '../reference/lawful.ts';
import { reference } from '../reference/reference.ts';

/** The product's answer to a dossier that its own schema accepts. */
export function answerTo(dossier: ReferenceDossier): Determination {
  const parsed = parseCheck(dossier);
  if (!parsed.ok) throw new Error(`the schema refuses a valid dossier: ${JSON.stringify(parsed.errors)}`);
  return selfCheck(jinhua, parsed.value, parsed.warnings);
}

/** Everything in which an answer differs from the independent reference, or is unlawful; empty where all is right. */
export function disagreements(dossier: ReferenceDossier): readonly string[] {
  const answer = answerTo(dossier);
  const expected = reference(dossier);
  const eligible = new Set(expected.clauses.map(({ clause, scope }) => `${clause}/${scope}`));
  const awarded = new Set(answer.awards.map(({ id }) => id));
  return [
    ...(answer.resolution.proven ? [] : ['not proven']),
    ...(answer.total.fixed === expected.totalFixedFen
      ? []
      : [`total.fixed is ${answer.total.fixed}, the reference says ${expected.totalFixedFen}`]),
    ...(answer.total.ceiling === expected.totalCeilingFen
      ? []
      : [`total.ceiling is ${answer.total.ceiling}, the reference says ${expected.totalCeilingFen}`]),
    ...[...eligible].filter((id) => !awarded.has(id)).map((id) => `${id} is eligible and not listed`),
    ...[...awarded].filter((id) => !eligible.has(id)).map((id) => `${id} is listed and not eligible`),
    // Judged as a client reads it.
    ...unlawful(dossier, JSON.parse(JSON.stringify(answer))),
  ];
}
