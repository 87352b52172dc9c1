import type { ClauseId, Text } from '@twelve/dossier';
import type { Clause } from './clause.ts';
import type { Interpretation, Parameter, Policy } from './policy.ts';

/** One measure of a policy: its clauses, and what it promises besides money. */
export interface Measure {
  readonly number: number;
  /** `m07-growing-enterprises`: the one name of its rule, function, scenario and document. */
  readonly slug: string;
  readonly title: Text;
  readonly clauses: readonly Clause[];
  /** What the article promises that no rule computes: shown with the measure. */
  readonly information: readonly Text[];
}

/** What holds between clauses; each names the rule of the policy that it carries out. */
export interface Constraints {
  /** A clause paid on top of another, for the same items and only where they are paid under that other (X2). */
  readonly stacking: readonly { readonly clause: ClauseId; readonly on: ClauseId; readonly rule: string }[];
  /** Classes of which one applicant enjoys one, for good (X3). */
  readonly exclusive: readonly { readonly clauses: readonly ClauseId[]; readonly rule: string }[];
  /** Of two clauses, only the one with the higher standard of a year; equal: the first (X4). */
  readonly higherOfYear: readonly {
    readonly first: ClauseId;
    readonly second: ClauseId;
    readonly rule: string;
  }[];
  /** Places a year over all applicants (X6). */
  readonly quotas: readonly {
    readonly clause: ClauseId;
    readonly places: Parameter;
    readonly rule: string;
  }[];
}

/** The rules that hold across clauses, named in the reasons of an award. */
export type CrossRules = Readonly<
  Record<'higher' | 'sharedLimit' | 'received' | 'contested' | 'elsewhere', string>
>;

/** Some of a pack's measures with the policy they are read under: enough to check a dossier against them. */
export interface PolicySlice {
  readonly policy: Policy;
  /** What every result stands under: said with each check. */
  readonly reservation: Text;
  readonly measures: readonly Measure[];
}

/**
 * A policy as data and pure functions: all that the resolution, the casework, the interfaces and the page know of it.
 * They know no measure by number.
 */
export interface PolicyPack extends PolicySlice {
  readonly title: Text;
  readonly interpretations: readonly Interpretation[];
  readonly constraints: Constraints;
  readonly crossRules: CrossRules;
}
