import { type FieldError, parseCheck, parseJson } from '@twelve/dossier';
import { decideAll, type MeasureDecision, type Outcome, type PolicyPack } from '@twelve/measures';
import { resolve } from '@twelve/reconcile';

/** What screening says of one company. Amounts in fen. */
export interface Row {
  /** Its line in the register, from 1. */
  readonly line: number;
  readonly creditCode: string | null;
  readonly name: string | null;
  readonly fixedFen: number;
  readonly ceilingFen: number;
  /** Whether `fixedFen` is proven to be the most that is lawful. */
  readonly proven: boolean;
  readonly measures: readonly MeasureRow[];
}

/** What one measure comes to for the company once all measures are settled together. */
export interface MeasureRow {
  readonly measure: number;
  readonly outcome: Outcome;
  readonly fen: number;
}

/** A line that is no dossier, and everything that is wrong with it. */
export interface Rejection {
  readonly line: number;
  readonly errors: readonly FieldError[];
}

/** Screens one line of a register: the same checks and the same resolution as a self-check, without its texts. */
export function screenCompany(pack: PolicyPack, line: number, bytes: Uint8Array): Row | Rejection {
  const json = parseJson(bytes);
  const parsed = json.ok ? parseCheck(json.value) : json;
  if (!parsed.ok) return { line, errors: parsed.errors.map((error) => placedAt(line, error)) };
  const dossier = parsed.value;
  const decisions = decideAll(pack, dossier);
  const { total, awards, resolution } = resolve(pack, dossier, decisions);
  const fenByClause = new Map<string, number>();
  for (const { clause, amount } of awards) fenByClause.set(clause, (fenByClause.get(clause) ?? 0) + amount);
  return {
    line,
    creditCode: dossier.applicant.creditCode ?? null,
    name: dossier.applicant.name ?? null,
    fixedFen: total.fixed,
    ceilingFen: total.ceiling,
    proven: resolution.proven,
    measures: decisions.map((decision) => measureRow(decision, fenByClause)),
  };
}

/** To the parser a line is a whole text, and its line the first. */
function placedAt(line: number, error: FieldError): FieldError {
  if (error.code !== 'not-json') return error;
  const { zh, en } = error.message;
  return {
    ...error,
    message: { zh: zh.replace('第1行', `第${line}行`), en: en.replace('line 1,', `line ${line},`) },
  };
}

function measureRow(
  { measure, clauses }: MeasureDecision,
  fenByClause: ReadonlyMap<string, number>,
): MeasureRow {
  const outcomes = clauses.map(({ outcome }) => outcome);
  const outcome = RANKED.find((one) => outcomes.includes(one)) ?? 'ineligible';
  const ids = [...new Set(clauses.map(({ clause }) => clause))];
  return { measure, outcome, fen: ids.reduce((sum, id) => sum + (fenByClause.get(id) ?? 0), 0) };
}

const RANKED = ['eligible', 'undetermined', 'ineligible'] as const satisfies readonly Outcome[];
