import type { Fen } from '@twelve/dossier';

/** A limit that states fill and other items may still fill too. */
export interface Limit {
  readonly pool: number;
  readonly roomFen: Fen;
  /** What a fen of fill still brings; a fen too much loses it, a fen too little the rest. */
  readonly share: number;
  /** What items that are not in the states can fill it with at most. */
  readonly restFen: Fen;
}
