import type { ClaimKey, DeterminationRecord } from '@twelve/casework';
import type { Submission } from '@twelve/dossier';
import { share } from '@twelve/dossier';
import {
  amendSubmission,
  beginRecalculation,
  commitCase,
  type Engine,
  followLedger,
  openStore,
  payAwards,
  putRegistryFacts,
  recalculateStep,
  type Store,
  submitDossier,
  sweepUnfinished,
  TooMuchContentionError,
  transferCase,
  withdrawSubmission,
} from '@twelve/store';
import {
  computeOf,
  creditCodeOf,
  dossierOf,
  equipmentOf,
  modelOf,
  platformOf,
  recognitionOf,
} from './dossiers.ts';
import { CrashError, Interleaving, randomOf } from './interleaving.ts';
import { Invariants } from './invariants.ts';
import {
  collect,
  createWorld,
  evaluate,
  headsOf,
  type Pending,
  recordsOf,
  settle,
  type World,
} from './world.ts';

/** How hostile a history is: chances per step. */
export interface Hostility {
  readonly commands: number;
  readonly applicants: number;
  readonly crash: number;
  readonly duplicate: number;
  readonly lose: number;
}

/** What a history ended as, for comparison. */
export interface Ended {
  readonly world: World;
  /** Ids of submissions that their portal was told are stored. */
  readonly acknowledged: ReadonlySet<string>;
  readonly steps: number;
}

/**
 * One random history: commands of two portals and a department, stream records and workflows, several at once in a
 * random order at every call of the database, some twice, some dying half way. After every call the invariants are
 * checked. In the end everything that is still under way is carried out and the sweeper has passed.
 */
export async function runHistory(seed: number, hostility: Hostility): Promise<Ended> {
  const random = randomOf(seed);
  const world = createWorld();
  const invariants = new Invariants(standardFen);
  const acknowledged = new Set<string>();
  const recalculations: string[] = [];
  let milliseconds = Date.parse('2024-01-01T00:00:00.000Z');
  const now = () => {
    milliseconds += 1;
    return new Date(milliseconds).toISOString();
  };
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  let [issued, steps] = [0, 0];
  // Half of the commands find everything at rest, as most do in life; the others come into the middle of it.
  let calm = false;
  const storeOn = (engine: Engine): Store =>
    openStore(engine, world.store.pack, { now, pause: async () => undefined });

  await world.engine.transact(
    PARTNERS.map((partner) => {
      const item = { pk: `PARTNER#${partner}`, sk: 'PROFILE', role: 'partner' };
      return { action: 'put', table: 'partners', item } as const;
    }),
  );
  while (issued < hostility.commands || world.pending.length > 0) {
    const interleaving = new Interleaving(random, hostility.crash);
    const store = storeOn(interleaving.wrap(world.engine));
    const operations: (() => Promise<unknown>)[] = [];
    const atOnce = 1 + Math.floor(random() * 4);
    while (operations.length < atOnce) {
      if (issued < hostility.commands && (world.pending.length === 0 || (!calm && random() < 0.3))) {
        calm = random() < 0.5;
        operations.push(
          command(store, world, issued++, { random, pick, acknowledged, recalculations, hostility }),
        );
        continue;
      }
      const recalculation = random() < 0.1 ? pick(recalculations) : undefined;
      if (recalculation !== undefined) operations.push(() => survived(recalculateStep(store, recalculation)));
      const thing = pick(world.pending);
      if (thing === undefined) break;
      if (random() >= hostility.duplicate) world.pending = world.pending.filter((other) => other !== thing);
      // A lost execution is found by the sweeper; a lost stream record stays in the stream until it is worked off.
      if (thing.kind !== 'follow' && random() < hostility.lose) continue;
      operations.push(work(store, world, thing));
    }
    await interleaving.run(operations, () => invariants.check(world));
    collect(world);
    if (++steps > 20_000) throw new Error('the history does not come to rest');
  }
  world.clock.at = new Date(milliseconds + 3_600_000).toISOString();
  for (let swept = 1; swept > 0; ) {
    swept = (await sweepUnfinished(world.store, world.clock.at)).length;
    for (const id of recalculations)
      while (!(await recalculateStep(world.store, id))) await comeToRest(world);
    await comeToRest(world);
    world.clock.at = new Date(Date.parse(world.clock.at) + 1).toISOString();
  }
  invariants.check(world);
  return { world, acknowledged, steps };
}

/** An operation whose crash nobody hears of. */
async function survived(operation: Promise<unknown>): Promise<void> {
  try {
    await operation;
  } catch (error) {
    if (!(error instanceof CrashError) && !(error instanceof TooMuchContentionError)) throw error;
  }
}

async function comeToRest(world: World): Promise<void> {
  collect(world);
  await settle(world);
}

/** A stream record or a workflow, worked off as its function would; one that dies comes again. */
function work(store: Store, world: World, thing: Pending): () => Promise<void> {
  return async () => {
    try {
      if (thing.kind === 'follow') await followLedger(store, thing.change);
      if (thing.kind === 'commit') await commitCase(store, thing.reconciled);
      if (thing.kind === 'evaluate') {
        const reconciled = await evaluate(store, thing.task);
        if (reconciled !== undefined) world.pending = [...world.pending, { kind: 'commit', reconciled }];
      }
    } catch (error) {
      if (!(error instanceof CrashError) && !(error instanceof TooMuchContentionError)) throw error;
      world.pending = [...world.pending, thing];
    }
  };
}

interface Means {
  readonly random: () => number;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  readonly acknowledged: Set<string>;
  readonly recalculations: string[];
  readonly hostility: Hostility;
}

const PARTNERS = ['portal-a', 'portal-b'] as const;

/** One command of a portal or the department, chosen at random among those that may do something now. */
function command(store: Store, world: World, number: number, means: Means): () => Promise<void> {
  const { random, pick, hostility } = means;
  const dice = random();
  const applicant = 1 + Math.floor(random() * hostility.applicants);
  const dossier = randomDossier(applicant, random);
  const partner = pick(PARTNERS) ?? PARTNERS[0];
  const creditCode = creditCodeOf(applicant);
  const head = headsOf(world).find((candidate) => candidate.creditCode === creditCode);
  const { live } = head ?? {};
  const revision = [String(head?.revision ?? 0)];
  return async () => {
    try {
      if (live === undefined || dice < 0.15) {
        const result = await submitDossier(store, { partner, key: `key-${number}`, dossier });
        if (result.ok) means.acknowledged.add(result.value.id);
      } else if (dice < 0.4) {
        await amendSubmission(store, live.partner, live.submission, revision, dossier);
      } else if (dice < 0.5) {
        await withdrawSubmission(store, live.partner, live.submission, revision);
      } else if (dice < 0.58) {
        await putRegistryFacts(store, creditCode, {
          organisationKind: random() < 0.5 ? 'enterprise' : 'university',
        });
      } else if (dice < 0.64) {
        await putRegistryFacts(store, creditCode, null);
      } else if (dice < 0.9) {
        await payRandom(store, world, creditCode, number, means);
      } else if (dice < 0.96) {
        await transferCase(store, creditCode, partner);
      } else {
        means.recalculations.push((await beginRecalculation(store, String(number))).id);
      }
    } catch (error) {
      // Nobody was told that it went through, and nobody tries again.
      if (!(error instanceof CrashError) && !(error instanceof TooMuchContentionError)) throw error;
    }
  };
}

async function payRandom(store: Store, world: World, creditCode: string, number: number, { random }: Means) {
  const head = headsOf(world).find((candidate) => candidate.creditCode === creditCode);
  const record = recordsOf<DeterminationRecord>(world, 'cases', 'determination').find(
    (candidate) => candidate.creditCode === creditCode && candidate.revision === head?.inForce?.revision,
  );
  const awards = (record?.outcome.awards ?? [])
    .filter(({ amount }) => amount > 0 && random() < 0.7)
    .map(({ id }) => id);
  if (head === undefined || awards.length === 0) return;
  const expected = [String(head.determinedRevision)];
  await payAwards(store, { department: 'city', key: `pay-${number}`, creditCode, awards, expected });
}

/** Few documents and few models among few applicants, so that they meet. */
function randomDossier(applicant: number, random: () => number): Submission {
  const some = (chance: number) => random() < chance;
  const numbers = [0, 1, 2, 3, 4, 5].filter(() => some(0.6));
  const models = ['m1', 'm2'].filter(() => some(0.5));
  const platforms = ['p1', 'p2'].filter(() => some(0.6));
  const year = some(0.8) ? 2024 : 2025;
  return dossierOf(applicant, {
    projects: [...models.map((id) => modelOf(id, year)), ...platforms.map(platformOf)],
    expenditures: [
      ...numbers.flatMap((number) => {
        const platform = platforms[number % Math.max(1, platforms.length)];
        // An entry may be renamed from one amendment to the next; its invoice stays what it is.
        const entry = equipmentOf(platform ?? '', amountFen(number), invoice(number));
        const id = some(0.5) ? `renamed-${number}` : entry.id;
        return platform === undefined ? [] : [{ ...entry, id }];
      }),
      ...models.map((id, at) => computeOf(id, amountFen(10 + at), invoice(10 + at + 10 * applicant))),
    ],
    // So may a recognition and what it is about; its certificate stays.
    recognitions: some(0.5)
      ? [
          {
            ...recognitionOf(some(0.5) ? 'r' : 's', `浙AI-${Math.floor(random() * 3)}`),
            subjectId: some(0.5) ? 'robot' : 'arm',
          },
        ]
      : [],
  });
}

const invoice = (number: number): string => `243320000000000${String(number).padStart(5, '0')}`;
const amountFen = (number: number): number => 100_000_000 + (number % 10) * 900_000_001;

/** Every invoice has one amount, half of which is the most that any clause pays; a certificate brings half a million. */
function standardFen(document: ClaimKey): number {
  if (document.startsWith('document/certificate/')) return 50_000_000;
  return share(amountFen(Number(document.slice(-5))), 50);
}
