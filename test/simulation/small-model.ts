import type { DeterminationRecord } from '@twelve/casework';
import type { Expenditure, Submission } from '@twelve/dossier';
import { payAwards, putRegistryFacts, submitDossier, withdrawSubmission } from '@twelve/store';
import { creditCodeOf, dossierOf, equipmentOf, modelOf, platformOf } from './dossiers.ts';
import type { Actor, Command } from './exhaustive.ts';
import { headsOf, recordsOf, type World } from './world.ts';

/**
 * Two applicants who share two documents and compete, with three models, for the two places of a year. The later one
 * may be first to be stored. One withdraws, one is paid, and the registry says of one that it builds no models, then
 * takes that back.
 */
const both = [equipmentOf('p', 1000, invoice(1)), equipmentOf('p', 600, invoice(2))];
const first = (shared: readonly Expenditure[]): Submission =>
  dossierOf(1, {
    projects: [modelOf('m'), modelOf('n'), platformOf('p')],
    expenditures: [computing('m', 100), computing('n', 200), ...shared],
  });
const second = (shared: readonly Expenditure[]): Submission =>
  dossierOf(2, {
    projects: [modelOf('k'), platformOf('p')],
    expenditures: [computing('k', 300), ...shared],
  });

/**
 * `earlier` says whose time of claim comes first; who is stored first is left to the exploration. Without documents,
 * places have to look after themselves: no shared invoice has a case looked at again by chance.
 */
export const actorsWith = (earlier: 'first' | 'second', documents = true) => {
  const shared = documents ? both : [];
  const [one, other] = earlier === 'first' ? ['01', '02'] : ['02', '01'];
  return {
    first: { name: 'first', commands: [submits(1, one, first(shared))] },
    firstAndBack: { name: 'first', commands: [submits(1, one, first(shared)), withdraws(1)] },
    second: { name: 'second', commands: [submits(2, other, second(shared))] },
    registry: { name: 'registry', commands: [says(2, 'enterprise'), says(2, null)] },
    payment: { name: 'payment', commands: [pays(1)], optional: true },
    rivalPayment: { name: 'rival payment', commands: [pays(2)], optional: true },
  } as const satisfies Record<string, Actor>;
};

/** No document of the model brings more: half of what the dearer one cost. In fen. */
export const standardFen = (): number => 500;

function submits(number: number, day: string, dossier: Submission): Command {
  return async (world) => {
    world.clock.at = `2024-01-${day}T00:00:00.000Z`;
    return (await submitDossier(world.store, { partner: 'portal', key: `${number}`, dossier })).ok;
  };
}

function withdraws(number: number): Command {
  return async (world) => {
    const live = headOf(world, number)?.live;
    return live !== undefined && (await withdrawSubmission(world.store, 'portal', live.submission, ['*'])).ok;
  };
}

function says(number: number, organisationKind: 'enterprise' | null): Command {
  return async (world) => {
    const facts = organisationKind === null ? null : { organisationKind };
    return (await putRegistryFacts(world.store, creditCodeOf(number), facts)).ok;
  };
}

/** Pays everything that the determination in force grants; refused while that is being looked at again. */
function pays(number: number): Command {
  return async (world) => {
    const head = headOf(world, number);
    if (head?.inForce === undefined) return false;
    const record = recordsOf<DeterminationRecord>(world, 'cases', 'determination').find(
      ({ creditCode, revision }) => creditCode === head.creditCode && revision === head.inForce?.revision,
    );
    const awards = (record?.outcome.awards ?? []).filter(({ amount }) => amount > 0).map(({ id }) => id);
    if (awards.length === 0) return false;
    const expected = [String(head.determinedRevision)];
    const order = { department: 'city', key: `pay-${number}`, creditCode: head.creditCode, awards, expected };
    return (await payAwards(world.store, order)).ok;
  };
}

/** Without an invoice: a document that nobody shares would only add states. */
function computing(model: string, amount: number): Expenditure {
  return { id: `c-${model}`, incurredOn: '2024-03-01', amount, nature: 'compute', projectIds: [model] };
}

function invoice(number: number): string {
  return `2433200000000000000${number}`;
}

const headOf = (world: World, number: number) =>
  headsOf(world).find(({ creditCode }) => creditCode === creditCodeOf(number));
