import type { Text } from '@twelve/dossier';
import type { ConditionOutcome, Unit } from './types.ts';

/** What testing one condition found. `missing` names the unknown facts on which it hangs. */
export interface Finding {
  readonly outcome: ConditionOutcome;
  readonly missing: readonly string[];
  readonly actual?: number;
  readonly required?: number;
  readonly unit?: Unit;
  /** Where the reason says more than the condition does. */
  readonly text?: Text;
}

const NONE: readonly string[] = [];

export const MET: Finding = { outcome: 'met', missing: NONE };
export const UNMET: Finding = { outcome: 'unmet', missing: NONE };

export const unknown = (...missing: readonly string[]): Finding => ({ outcome: 'unknown', missing });

/** A numeric condition on unknown facts: the reader sees at least what will be required. */
export const unknownFigure = (required: number, unit: Unit, ...missing: readonly string[]): Finding => ({
  ...unknown(...missing),
  required,
  unit,
});

/** A condition that hangs on one fact: unknown as long as the fact is. */
export function holds<T>(fact: string, value: T | undefined, test: (value: T) => boolean): Finding {
  if (value === undefined) return unknown(fact);
  return test(value) ? MET : UNMET;
}

/** "以上", "不低于", "达", "(含)": the bound itself qualifies. */
export const atLeast = (actual: number, required: number, unit: Unit = 'fen'): Finding =>
  compared(actual >= required, actual, required, unit);

/** "突破": the bound itself does not qualify. */
export const above = (actual: number, required: number, unit: Unit = 'fen'): Finding =>
  compared(actual > required, actual, required, unit);

/** The bound itself still qualifies. */
export const atMost = (actual: number, required: number, unit: Unit = 'fen'): Finding =>
  compared(actual <= required, actual, required, unit);

const compared = (met: boolean, actual: number, required: number, unit: Unit): Finding => ({
  outcome: met ? 'met' : 'unmet',
  missing: NONE,
  actual,
  required,
  unit,
});

/** Either of two suffices; unknown only while the unknown one could still decide. */
export function either(a: Finding, b: Finding): Finding {
  if (a.outcome === 'met' || b.outcome === 'met') return MET;
  if (a.outcome === 'unmet' && b.outcome === 'unmet') return UNMET;
  return unknown(...a.missing, ...b.missing);
}

/** Both are needed; one that is unmet settles it, whatever else is unknown. */
export function both(a: Finding, b: Finding): Finding {
  if (a.outcome === 'unmet' || b.outcome === 'unmet') return UNMET;
  if (a.outcome === 'met' && b.outcome === 'met') return MET;
  return unknown(...a.missing, ...b.missing);
}
