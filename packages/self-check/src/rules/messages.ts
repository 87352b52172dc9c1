import type { Text } from '@twelve/dossier';
import type { CatalogueInterpretation, CatalogueMeasure } from '@twelve/measures';
import type { Evaluation } from './evaluate.ts';

/** From the page to the rules: evaluate this. Answered in order. */
export interface Ask {
  readonly candidate: unknown;
}

/** What the policy is, said once at the start. */
export interface PolicyCard {
  readonly title: Text;
  readonly version: string;
  readonly from: string;
  readonly to: string;
  readonly measures: readonly CatalogueMeasure[];
  readonly interpretations: readonly CatalogueInterpretation[];
}

export type Told =
  | { readonly kind: 'policy'; readonly policy: PolicyCard }
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation };
