import { computed, type ReadonlySignal } from '@preact/signals';
import {
  capitalItem,
  carrierItem,
  contributionItem,
  type Dossier,
  expenditureItem,
  itemOfRecognition,
  type ListName,
  recognitionItem,
  revenueItem,
  serviceItem,
  talentItem,
} from '@twelve/dossier';
import { type EntryContext, one, type Referable } from '../fields/field.ts';
import { entryLabel } from '../words/labels.ts';
import { language } from './preferences.ts';
import { draft, evaluation } from './store.ts';

/** What entries may refer to. Changes only when the list referred to changes, not with every letter typed. */
const referables = (list: ListName): ReadonlySignal<readonly Referable[]> => {
  const own = computed(() => draft.value.lists[list]);
  return computed(() =>
    (own.value?.answer === 'some' ? own.value.rows : []).map(({ values }) => ({
      id: one(values, 'id'),
      kind: one(values, 'kind'),
      label: entryLabel(list, values, language.value),
    })),
  );
};

const projects = referables('projects');
const carriers = referables('carriers');

export const context: EntryContext = {
  entriesOf: (list) => (list === 'projects' ? projects.value : list === 'carriers' ? carriers.value : []),
};

/** The things entered that can be paid for, by item key: what money received elsewhere can be for. */
export const payableItems = computed((): readonly string[] => [
  ...new Set(itemsOf(evaluation.value?.dossier ?? { applicant: {} })),
]);

const itemsOf = (dossier: Dossier): readonly string[] => [
  ...(dossier.expenditures ?? []).map(({ id }) => expenditureItem(id)),
  ...(dossier.recognitions ?? []).flatMap((entry) => [itemOfRecognition(entry), recognitionItem(entry.id)]),
  ...(dossier.capitalContributions ?? []).map(({ id }) => capitalItem(id)),
  ...(dossier.annualAccounts ?? []).flatMap(({ year }) => [revenueItem(year), contributionItem(year)]),
  ...(dossier.platformServices ?? []).map(({ id }) => serviceItem(id)),
  ...(dossier.carriers ?? []).map(({ id }) => carrierItem(id)),
  ...(dossier.talents ?? []).map(({ id, year }) => talentItem(id, year)),
];
