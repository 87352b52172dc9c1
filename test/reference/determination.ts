/** The published answer as the judge reads it. Unchecked: `unlawful` is what checks it. */

export interface Bilingual {
  zh: string;
  en: string;
}

export interface DeterminedLine {
  item: string;
  base: number;
  percent: number;
  value: number;
  deducted: number;
}

export interface DeterminedAward {
  id: string;
  clause: string;
  scope: string;
  year: number | null;
  status: string;
  amountKind: string;
  amount: number;
  lines: DeterminedLine[];
  because: { rule: string; by?: string | null; items?: string[]; text: Bilingual }[];
  quota?: { year: number; places: number };
}

export interface CheckedCondition {
  id: string;
  outcome: string;
  source: string;
  text: Bilingual;
  facts: string[];
  actual?: unknown;
  required?: unknown;
}

export interface CheckedClause {
  clause: string;
  scope: string | null;
  outcome: string;
  amountKind: string;
  gross: number | null;
  limit: number | null;
  amount: number | null;
  lines: Omit<DeterminedLine, 'deducted'>[];
  conditions: CheckedCondition[];
  missing: string[];
  interpretations: string[];
}

export interface CheckedMeasure {
  measure: number;
  policyVersion: string;
  outcome: string;
  clauses: CheckedClause[];
}

export interface Determined {
  policyVersion: string;
  engineVersion: string;
  dossierDigest: string;
  total: { fixed: number; ceiling: number };
  awards: DeterminedAward[];
  measures: CheckedMeasure[];
  missing: { fact: string; clauses: string[]; worth: number | null }[];
  resolution: { proven: boolean; gapFen: number };
  warnings: { pointer: string; code: string; message: Bilingual }[];
}

export function isMoneyless(kind: string): boolean {
  return kind === 'none' || kind === 'by-other-policy';
}

export function inBoth({ zh, en }: Bilingual): boolean {
  return /\p{Script=Han}/u.test(zh) && /[A-Za-z]/.test(en) && !/\p{Script=Han}/u.test(en);
}

export function isFen(figure: number): boolean {
  return Number.isSafeInteger(figure) && figure >= 0;
}
