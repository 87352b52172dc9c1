import {
  type CaseHead,
  type CaseStatus,
  type DeterminationRecord,
  determinationOf,
  determinedRevisionOf,
  effectiveDossier,
  type Inputs,
  type Instant,
  officialFactsOf,
  type Place,
  paidAwards,
  placesIn,
  placesOfYear,
  type Submission,
  statusOf,
  withoutPersons,
  withoutPersonsIn,
} from '@twelve/casework';
import type { Submission as DeclaredDossier, RegistryFacts } from '@twelve/dossier';
import { type Determination, digestOf, ENGINE_VERSION, reasonText, type Standings } from '@twelve/reconcile';
import type { Item } from './engine.ts';
import {
  applicantPrefix,
  casePartition,
  determinationKey,
  determinationPrefix,
  headKey,
  listedPrefix,
  partnerPartition,
  submissionKey,
} from './item-keys.ts';
import { bodyOf } from './items.ts';
import {
  findSubmission,
  readDetermination,
  readDossier,
  readHead,
  readPayments,
  readQuota,
  readRegistry,
  readSubmission,
  type Viewer,
} from './reading.ts';
import type { Store } from './store.ts';

export interface SubmissionSummary {
  readonly id: string;
  readonly creditCode: string;
  readonly status: CaseStatus;
  readonly revision: number;
  readonly submittedAt: Instant;
  readonly determinedRevision: number | null;
}

export interface SubmissionView extends SubmissionSummary {
  readonly dossier: DeclaredDossier;
  /** What of the dossier is not shown: sent back without it, it is given up. Left out where all is shown. */
  readonly withheld?: readonly 'talents'[];
  readonly determination: Determination | null;
}

/** A submission with its determination in force; undefined where it does not exist for the viewer. */
export async function viewSubmission(
  store: Store,
  viewer: Viewer,
  id: string,
): Promise<SubmissionView | undefined> {
  const found = await findSubmission(store.engine, viewer, id);
  return found === undefined ? undefined : viewOf(store, viewer, found.submission, found.head);
}

/** A partner's own submissions, newest first. */
export async function listSubmissions(
  store: Store,
  partner: string,
  filter: { readonly creditCode?: string; readonly status?: CaseStatus },
  page: { readonly limit: number; readonly after?: Item },
): Promise<{ readonly items: readonly SubmissionSummary[]; readonly last?: Item }> {
  const prefix = filter.creditCode === undefined ? listedPrefix : applicantPrefix(filter.creditCode);
  const found: { summary: SubmissionSummary; at: Item }[] = [];
  let { after } = page;
  // A rare status may need a look at many: each request looks at so many pages at most, then gives what it has.
  for (let pages = 0; pages < PAGES_A_REQUEST && found.length < page.limit; pages++) {
    const wanted = {
      table: 'partners',
      partition: partnerPartition(partner),
      prefix,
      descending: true,
    } as const;
    const { items, last } = await store.engine.query({
      ...wanted,
      limit: Math.max(page.limit, LOOK_AT_ONCE),
      ...(after === undefined ? {} : { after }),
    });
    const summaries = await summariesOf(
      store,
      partner,
      items.map((item) => bodyOf<Submission>(item)),
    );
    for (const [index, item] of items.entries()) {
      const summary = summaries[index];
      if (summary === undefined || (filter.status ?? summary.status) !== summary.status) continue;
      found.push({ summary, at: { pk: item.pk, sk: item.sk } });
    }
    after = last;
    if (last === undefined) break;
  }
  const shown = found.slice(0, page.limit);
  const cut = found.length > page.limit ? shown.at(-1)?.at : after;
  const items = shown.map(({ summary }) => summary);
  return cut === undefined ? { items } : { items, last: cut };
}

const LOOK_AT_ONCE = 25;
const PAGES_A_REQUEST = 8;

export interface PastDetermination {
  readonly revision: number;
  readonly determinedAt: Instant;
  readonly causes: DeterminationRecord['causes'];
  readonly determination: Determination;
}

/** Every determination that was in force for a submission, newest first. */
export async function listDeterminations(
  store: Store,
  viewer: Viewer,
  id: string,
  page: { readonly limit: number; readonly after?: Item },
): Promise<{ readonly items: readonly PastDetermination[]; readonly last?: Item } | undefined> {
  const found = await findSubmission(store.engine, viewer, id);
  if (found === undefined) return undefined;
  const { creditCode, withdrawn } = found.submission;
  // What came into force after a withdrawal is of others' submissions, and so is what did before the first of this one.
  const after = page.after ?? (withdrawn && { ...determinationKey(creditCode, withdrawn.revision) });
  const { items: stored, last } = await store.engine.query({
    table: 'cases',
    partition: casePartition(creditCode),
    prefix: determinationPrefix,
    descending: true,
    limit: page.limit,
    ...(after === undefined ? {} : { after }),
  });
  const items: PastDetermination[] = [];
  for (const item of stored) {
    const record = bodyOf<DeterminationRecord>(item);
    if (record.inputs.submission !== id) return { items };
    const { revision, determinedAt, causes } = record;
    items.push({ revision, determinedAt, causes, determination: await shownTo(store, viewer, record) });
  }
  return last === undefined ? { items } : { items, last };
}

export interface CaseView {
  readonly id: string | null;
  readonly creditCode: string;
  /** Null where nothing was ever submitted, and official facts alone are known. */
  readonly status: CaseStatus | null;
  readonly revision: number;
  readonly submittedAt: Instant | null;
  readonly dossier: DeclaredDossier | null;
  readonly determination: Determination | null;
  readonly determinedRevision: number | null;
  readonly partner: string | null;
  readonly registry: RegistryFacts | null;
  readonly standings: Standings;
  /** By the ids that the awards have in the dossier now: entries may be called otherwise since. */
  readonly paid: readonly { readonly award: string; readonly amount: number; readonly at: Instant }[];
}

/** A whole case, for the department. Undefined where nothing is known of the applicant. */
export async function viewCase(
  store: Store,
  viewer: Viewer,
  creditCode: string,
): Promise<CaseView | undefined> {
  const head = await readHead(store.engine, creditCode);
  if (head === undefined) return undefined;
  const [submission, registry, payments] = await Promise.all([
    head.live === undefined ? undefined : readSubmission(store.engine, creditCode, head.live.submission),
    readRegistry(store.engine, creditCode, head.registryVersion),
    readPayments(store.engine, creditCode, head.payments),
  ]);
  const view = submission === undefined ? undefined : await viewOf(store, viewer, submission, head);
  const record = head.inForce && (await readDetermination(store.engine, creditCode, head.inForce.revision));
  return {
    id: view?.id ?? null,
    creditCode,
    status: head.dossierVersions === 0 ? null : statusOf(head),
    revision: head.revision,
    submittedAt: view?.submittedAt ?? null,
    dossier: view?.dossier ?? null,
    determination: view?.determination ?? null,
    determinedRevision: determinedRevisionOf(head),
    partner: head.live?.partner ?? null,
    registry: registry?.facts ?? null,
    standings: record?.inputs.standings ?? { contested: [], places: {} },
    paid: paidAwards(view?.dossier, payments),
  };
}

/** Who has the places of a year, and who waits for one. */
export async function viewQuota(
  store: Store,
  clause: string,
  year: number,
): Promise<{
  readonly places: number;
  readonly holders: readonly Place[];
  readonly waiting: readonly Place[];
}> {
  const { claims, paid } = await readQuota(store.engine, clause, year);
  const places = placesIn(store.pack, clause, year);
  return { places, ...placesOfYear(claims, paid, places) };
}

/**
 * A stored determination with all its texts, recomputed from its stored inputs. Undefined where these rules do not lead
 * to it: it was made under other ones, whatever version they went by.
 */
export async function recompute(
  store: Store,
  { creditCode, inputs, outcome }: DeterminationRecord,
): Promise<Determination | undefined> {
  if (outcome.policyVersion !== store.pack.policy.version || outcome.engineVersion !== ENGINE_VERSION) return;
  const determination = determinationOf(store.pack, await evaluationOf(store, creditCode, inputs));
  return digestOf(determination) === outcome.digest ? determination : undefined;
}

async function evaluationOf(store: Store, creditCode: string, inputs: Inputs) {
  const [version, registry, payments] = await Promise.all([
    readDossier(store.engine, creditCode, inputs.dossierVersion),
    readRegistry(store.engine, creditCode, inputs.registryVersion),
    readPayments(store.engine, creditCode, inputs.payments),
  ]);
  const facts = registry?.facts ?? null;
  const dossier = effectiveDossier(version.dossier, facts, payments);
  return { dossier, standings: inputs.standings, officialFacts: officialFactsOf(facts) };
}

/** What was stored of a determination: its awards with their reasons. It is in force whatever the rules say by now. */
function withoutChecks({ outcome, inputs }: DeterminationRecord): Determination {
  const { policyVersion, engineVersion, dossierDigest, total, awards, resolution } = outcome;
  return {
    policyVersion,
    engineVersion,
    dossierDigest,
    total,
    awards: awards.map(({ personal: _, ...award }) => ({
      ...award,
      because: award.because.map((reason) => ({ ...reason, text: reasonText(reason, award) })),
    })),
    measures: [],
    missing: [],
    resolution,
    warnings: [],
    officialFacts: inputs.officialFacts,
  };
}

async function viewOf(
  store: Store,
  viewer: Viewer,
  submission: Submission,
  head: CaseHead,
): Promise<SubmissionView> {
  const { creditCode } = submission;
  const summary = summaryOf(submission, head);
  const live = head.live?.submission === submission.id ? head.live : undefined;
  const number = live?.dossierVersion ?? submission.withdrawn?.dossierVersion ?? 0;
  const inForce = live === undefined ? undefined : head.inForce;
  const [version, determination] = await Promise.all([
    readDossier(store.engine, creditCode, number),
    inForce &&
      readDetermination(store.engine, creditCode, inForce.revision).then((record) =>
        shownTo(store, viewer, record),
      ),
  ]);
  const whole = version.dossier.talents.length === 0 || maySeePersons(viewer, version.partner);
  return {
    ...summary,
    dossier: whole ? version.dossier : withoutPersons(version.dossier),
    ...(whole ? {} : { withheld: ['talents'] }),
    determination: determination ?? null,
  };
}

/** Talents' figures are shown to the partner that sent them and to departments, to no other portal. */
const maySeePersons = (viewer: Viewer, author: string): boolean =>
  viewer.role === 'department' || viewer.id === author;

/** The author is that of the dossier it was determined from: another one may have been submitted since. */
async function shownTo(store: Store, viewer: Viewer, record: DeterminationRecord): Promise<Determination> {
  const determination = (await recompute(store, record)) ?? withoutChecks(record);
  return maySeePersons(viewer, record.inputs.author) ? determination : withoutPersonsIn(determination);
}

function summaryOf(submission: Submission, head: CaseHead): SubmissionSummary {
  const { id, creditCode, submittedAt, withdrawn } = submission;
  const live = head.live?.submission === id;
  return {
    id,
    creditCode,
    status: live ? statusOf(head) : 'withdrawn',
    revision: live ? head.revision : (withdrawn?.revision ?? head.revision),
    submittedAt,
    determinedRevision: live ? determinedRevisionOf(head) : (withdrawn?.determinedRevision ?? null),
  };
}

async function summariesOf(
  store: Store,
  partner: string,
  listed: readonly Submission[],
): Promise<(SubmissionSummary | undefined)[]> {
  const codes = new Set(listed.map(({ creditCode }) => creditCode));
  // Heads first, as for a single one: a batch is no transaction.
  const heads = await store.engine.getMany('cases', [...codes].map(headKey));
  const submissions = await store.engine.getMany(
    'cases',
    listed.map(({ creditCode, id }) => submissionKey(creditCode, id)),
  );
  const found = new Map(
    [...heads, ...submissions].map((item) => [`${String(item.pk)} ${String(item.sk)}`, item]),
  );
  const body = <T>({ pk, sk }: { pk: string; sk: string }): T | undefined => {
    const item = found.get(`${pk} ${sk}`);
    return item === undefined ? undefined : bodyOf<T>(item);
  };
  return listed.map(({ creditCode, id }) => {
    const head = body<CaseHead>(headKey(creditCode));
    const submission = body<Submission>(submissionKey(creditCode, id));
    if (head === undefined || submission?.partner !== partner) return undefined;
    return summaryOf(submission, head);
  });
}
