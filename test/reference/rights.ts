import type { Candidate, CandidateLine } from './candidates.ts';
import { byText, sum } from './facts.ts';
import type { Receipts } from './receipts.ts';

/** A line with what it can still bring and what it uses up of its limit beyond that. */
export interface OpenLine extends CandidateLine {
  pays: number;
  burdens: number;
}

/** An eligible application of a clause after everything that is decided before the choice of X1. */
export interface Standing {
  id: string;
  candidate: Candidate;
  /** Why nothing can be had, where a rule before X1 says so. */
  closed: 'already-awarded' | 'superseded' | 'wait-listed' | 'contested' | null;
  lines: OpenLine[];
  /** Awards with the same limit share one room: all recognitions of an incubator do. */
  group: string;
  roomFen: number | null;
}

/** What only the city knows: documents that others hold, and who has no place under 3.1. */
export interface World {
  /** `expenditures/<id>` and `recognitions/<id>` whose document another applicant holds. */
  contested?: ReadonlySet<string>;
  /** Models without a place; where it is left out, places are given within the dossier. */
  waitListed?: ReadonlySet<string>;
}

/** Once-only rights, X3 after an earlier award, X4 and X6, in that order; X3 within the dossier is part of X1. */
export function standingsOf(candidates: Candidate[], receipts: Receipts, world: World = {}): Standing[] {
  const standings = candidates
    .filter(({ outcome, scope }) => outcome === 'yes' && scope !== null)
    .map((candidate) => standing(candidate, receipts));
  carriersOfOneYear(standings);
  modelsOfOneYear(standings, receipts, world.waitListed);
  if (world.contested !== undefined) withoutContested(standings, world.contested);
  lessWhatTheOtherPaid(standings, receipts);
  return standings;
}

function standing(candidate: Candidate, receipts: Receipts): Standing {
  const { clause, carrierId } = candidate;
  const scope = candidate.scope ?? '';
  const once = ['1.1', '6.3', '7.1', '10.1', '4.2'].includes(clause);
  const rival = clause === '7.2' ? '7.3' : clause === '7.3' ? '7.2' : null;
  const used = once && receipts.awards(clause, scope).length > 0;
  const lost = rival !== null && receipts.awards(rival).length > 0;
  return {
    id: `${clause}/${scope}`,
    candidate,
    closed: used ? 'already-awarded' : lost ? 'superseded' : null,
    lines: candidate.lines.map((line) => openLine(candidate, line, receipts)),
    group: clause === '10.2' ? `10.2/${carrierId}` : `${clause}/${scope}`,
    roomFen: receipts.room(candidate),
  };
}

function openLine(candidate: Candidate, line: CandidateLine, receipts: Receipts): OpenLine {
  const received = receipts.received(line.item);
  const within = receipts.receivedWithin(candidate, line.item);
  // On a stacked line the receipts are taken from 2.1 first; 4.1 bears the rest. 2.1's share is 15%.
  const left =
    candidate.clause === '4.1' ? Math.max(0, received - Number((BigInt(line.base) * 15n) / 100n)) : received;
  return {
    ...line,
    pays: Math.max(0, line.value - left),
    burdens: Math.max(0, Math.min(line.value, received) - within),
  };
}

/** X4, for every carrier and year: the higher standard stays. */
function carriersOfOneYear(standings: Standing[]): void {
  const incubators = standings.filter(({ candidate }) => candidate.clause === '10.2');
  for (const park of standings.filter(({ candidate }) => candidate.clause === '10.1')) {
    const { carrierId, year } = park.candidate;
    const rivals = incubators.filter(
      ({ candidate }) => candidate.carrierId === carrierId && candidate.year === year,
    );
    if (park.closed !== null || rivals.length === 0) continue;
    const standard = (all: Standing[]) => sum(all.flatMap(({ lines }) => lines.map(({ value }) => value)));
    const losers = standard(rivals) > standard([park]) ? [park] : rivals;
    for (const loser of losers) loser.closed = 'superseded';
  }
}

/** X4: what stays takes off what the other one has paid before, from lines that are sure to be used first. */
function lessWhatTheOtherPaid(standings: Standing[], receipts: Receipts): void {
  const incubators = standings.filter(({ candidate }) => candidate.clause === '10.2');
  for (const park of standings.filter(({ candidate }) => candidate.clause === '10.1')) {
    const { carrierId, year } = park.candidate;
    const before = receipts.awards('10.2').filter((one) => one.subjectId === carrierId && one.year === year);
    deduct([park], sum(before.map(({ amount }) => amount)));
  }
  const years = new Set(incubators.map(({ candidate }) => `${candidate.carrierId}/${candidate.year}`));
  for (const key of years) {
    const sameYear = incubators
      .filter(({ candidate }) => `${candidate.carrierId}/${candidate.year}` === key)
      .sort((a, b) => burden(a) - burden(b) || largerFirst(a, b) || byText(a.id, b.id));
    const { carrierId = '', year } = sameYear[0]?.candidate ?? {};
    const before = receipts.awards('10.1', carrierId).filter((one) => one.year === year);
    deduct(sameYear, sum(before.map(({ amount }) => amount)));
  }
}

const burden = ({ lines }: Standing): number => sum(lines.map(({ burdens }) => burdens));

/** What takes up nothing of the limit is used in any case; of others, the larger is used rather. */
function largerFirst(a: Standing, b: Standing): number {
  const left = ({ lines }: Standing): number => sum(lines.map(({ pays }) => pays));
  return burden(a) === 0 ? 0 : left(b) - left(a);
}

function deduct(standings: Standing[], fen: number): void {
  let left = fen;
  for (const line of standings.filter(({ closed }) => closed === null).flatMap(({ lines }) => lines)) {
    const taken = Math.min(left, line.pays);
    line.pays -= taken;
    left -= taken;
  }
}

/** X6: two places a year; a paid model keeps its own, then the larger amount, then the smaller id. */
function modelsOfOneYear(standings: Standing[], receipts: Receipts, waitListed?: ReadonlySet<string>): void {
  const models = standings.filter(({ candidate }) => candidate.clause === '3.1');
  if (waitListed !== undefined) {
    for (const model of models) if (waitListed.has(model.candidate.scope ?? '')) model.closed = 'wait-listed';
    return;
  }
  for (const year of new Set(models.map(({ candidate }) => candidate.year))) {
    const paid = new Set(
      receipts
        .awards('3.1')
        .filter((prior) => prior.year === year)
        .map(({ scope }) => scope),
    );
    const places = Math.max(0, 2 - paid.size);
    models
      .filter(({ candidate }) => candidate.year === year)
      .filter(({ candidate }) => receipts.awards('3.1', candidate.scope ?? '').length === 0)
      // A model that would bring nothing asks for no place.
      .filter((model) => bid(model) > 0)
      .sort((a, b) => bid(b) - bid(a) || byText(a.id, b.id))
      .slice(places)
      .forEach((model) => {
        model.closed = 'wait-listed';
      });
  }
}

/** What a model would bring: all its lines, or the best of them where together they would bring nothing. */
const bid = ({ lines, roomFen }: Standing): number =>
  payOf(lines, roomFen) || Math.max(0, ...lines.map((line) => payOf([line], roomFen)));

/** X8: what rests on a document that another holds is not paid; thresholds and X4 were settled with it. */
function withoutContested(standings: Standing[], contested: ReadonlySet<string>): void {
  for (const one of standings) {
    const byRecognition = ['4.2', '8.1', '8.2', '9.2', '10.2'].includes(one.candidate.clause);
    const document = (item: string) => (byRecognition ? `recognitions/${one.candidate.scope}` : item);
    const mine = one.lines.filter(({ item }) => !contested.has(document(item)));
    if (one.lines.length > 0 && mine.length === 0) one.closed ??= 'contested';
    one.lines = mine;
  }
}

/** What lines taken together bring under a limit that what they brought before has partly used up. */
export function payOf(lines: readonly OpenLine[], roomFen: number | null): number {
  const pays = sum(lines.map((line) => line.pays));
  if (roomFen === null) return pays;
  return Math.min(pays, Math.max(0, roomFen - sum(lines.map(({ burdens }) => burdens))));
}
