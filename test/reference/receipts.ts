import type { Candidate } from './candidates.ts';
import { type PriorAward, type ReferenceDossier, sum } from './facts.ts';

/** What earlier payments say about an item and about a limit. */
export interface Receipts {
  /** All that the item has brought in, under this policy and others. */
  received(item: string): number;
  /** The part of it that was paid out of the very limit that `candidate` draws on. */
  receivedWithin(candidate: Candidate, item: string): number;
  /** What is left of the limit after earlier awards; null where there is none. */
  room(candidate: Candidate): number | null;
  /** Earlier awards of the clause, of one scope where it is given. */
  awards(clause: string, scope?: string): PriorAward[];
}

export function receiptsOf(dossier: ReferenceDossier): Receipts {
  const priors = dossier.priorAwards ?? [];
  const others = dossier.otherAwards ?? [];
  const name = nameOnce(dossier);
  const brought = (awards: PriorAward[], item: string) =>
    sum(
      awards.flatMap(({ lines }) => lines.filter((one) => name(one.item) === item).map(({ value }) => value)),
    );
  const sharing = ({ clause, scope, carrierId }: Candidate) =>
    priors.filter((prior) => {
      if (prior.clause !== clause) return false;
      if (clause === '10.2') return prior.subjectId === carrierId;
      return clause === '8.3' || prior.scope === scope;
    });
  return {
    received: (item) =>
      brought(priors, item) +
      sum(others.filter(({ itemId }) => name(itemId) === item).map(({ amount }) => amount)),
    receivedWithin: (candidate, item) => brought(sharing(candidate), item),
    room: (candidate) =>
      candidate.limitFen === null
        ? null
        : Math.max(0, candidate.limitFen - sum(sharing(candidate).map(({ amount }) => amount))),
    awards: (clause, scope) =>
      priors.filter((prior) => prior.clause === clause && (scope === undefined || prior.scope === scope)),
  };
}

/** A recognised subject and the one industrial internet platform are one item, whatever names them. */
function nameOnce(dossier: ReferenceDossier): (item: string) => string {
  const names = new Map<string, string>();
  for (const { id, kind, subjectId } of dossier.recognitions ?? []) {
    if (kind === 'industrial-internet-platform') {
      names.set(`recognitions/${id}`, 'applicant/industrial-internet-platform');
    }
    const application = /^(typical-case|innovation-project|excellent-application|first-(set|batch|version))$/;
    if (subjectId !== undefined && application.test(kind)) {
      names.set(`recognitions/${id}`, `subjects/${subjectId}`);
    }
  }
  return (item) => names.get(item) ?? item;
}
