import type { Dossier, Expenditure } from '@twelve/dossier';
import { spent, WAN } from '../../measures/test-fixture/dossiers.ts';

export const cloud = { id: 'cloud', kind: 'compute-platform' } as const;
export const lab = { id: 'lab', kind: 'rd-platform' } as const;

/** Equipment: what measures 1 and 2 both pay for. */
export const bought = (
  id: string,
  wan: number,
  projectIds: readonly string[],
  more: Partial<Expenditure> = {},
): Expenditure => spent(id, wan * WAN, projectIds, { nature: 'hardware', newlyPurchased: true, ...more });

export type PriorAward = NonNullable<Dossier['priorAwards']>[number];

/** An earlier award, for an item that is in the dossier no more. */
export const paid = (
  clause: PriorAward['clause'],
  scope: string,
  wan: number,
  more: Partial<PriorAward> = {},
): PriorAward => ({
  clause,
  scope,
  amount: wan * WAN,
  lines: [{ item: `gone/${clause}/${scope}`, value: wan * WAN }],
  ...more,
});
