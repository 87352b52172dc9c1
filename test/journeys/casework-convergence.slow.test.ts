import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnfinished } from '@twelve/casework';
import type { Faults } from '@twelve/cloud-local';
import type { Submission } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { openStore, verifyStore } from '@twelve/store';
import { afterAll, expect, test } from 'vitest';
import {
  computeOf,
  creditCodeOf,
  dossierOf,
  equipmentOf,
  modelOf,
  platformOf,
  recognitionOf,
} from '../simulation/dossiers.ts';
import { fromScratch, readFacts } from '../simulation/facts.ts';
import { randomOf } from '../simulation/interleaving.ts';
import { type Answer, type Call, type System, startSystem } from './system.ts';

/**
 * Hundreds of histories through the running system: functions are killed before and after their work, answers of the
 * database and of other services are lost, stream batches come twice and late, and half way the whole machine goes
 * down and comes up again. In the end everyone has what the facts lead to, and no acknowledged submission is lost.
 */
const SEED = Number(process.env.SEED ?? 1);
const HISTORIES = Number(process.env.HISTORIES ?? 200);
const AT_ONCE = 6;
const COMMANDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'twelve-convergence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`${HISTORIES} histories from seed ${SEED} converge through crashes, losses, repetitions and a restart`, async () => {
  const acknowledged = new Map<string, string>();
  const dataDir = join(folder, 'data');
  const first = await startSystem({ dataDir, timeScale: 0.01, faults: faultsOf(randomOf(SEED)) });
  await runHistories(first, 0, HISTORIES / 2, acknowledged);
  // In the middle of its work: nothing is waited for.
  await first.stop();
  const second = await startSystem({ dataDir, timeScale: 0.01, faults: faultsOf(randomOf(SEED + 1)) });
  await runHistories(second, HISTORIES / 2, HISTORIES, acknowledged);
  await second.stop();
  const last = await startSystem({ dataDir, timeScale: 0.01 });
  try {
    const store = openStore(last.engine, jinhua);
    for (let sweeps = 0; ; sweeps++) {
      await last.cloud.idle();
      const { heads } = await readFacts(store);
      if (!heads.some(isUnfinished)) break;
      if (sweeps === 20) throw new Error('cases stay unfinished');
      last.cloud.runSchedules();
    }
    const facts = await readFacts(store);
    const fresh = fromScratch(facts);
    const inForce = new Map(
      facts.heads.flatMap(({ creditCode, live, inForce: determination }) =>
        live === undefined ? [] : [[creditCode, determination?.digest] as const],
      ),
    );
    console.log(
      `${facts.heads.length} cases, ${fresh.size} live, ${facts.payments.length} payments, ${acknowledged.size} acknowledged`,
    );
    expect(inForce, `seed ${SEED}`).toEqual(fresh);
    expect(await verifyStore(store), `seed ${SEED}`).toMatchObject({ findings: [], unfinishedCases: 0 });
    const city = await last.as('city', 'department');
    for (const [id, creditCode] of acknowledged) {
      const { status, body } = await patiently(() => city('GET', `/v1/submissions/${id}`));
      expect({ status, creditCode: body.creditCode, done: body.status }, `seed ${SEED}: ${id}`).toEqual({
        status: 200,
        creditCode,
        done: expect.stringMatching(/determined|withdrawn/),
      });
    }
  } finally {
    await last.stop();
  }
});

/** Chances per call: rare enough that most things go through after a retry or two, frequent enough to meet everything. */
function faultsOf(random: () => number): Faults {
  return {
    onInvoke: ({ logicalId }) => {
      // Without the first nobody gets in, without the second the harness has no description to hold answers to.
      if (/Authorizer|Catalogue/.test(logicalId)) return undefined;
      const dice = random();
      if (dice < 0.005) return 'crash-before';
      return dice < 0.015 ? 'crash-after' : undefined;
    },
    onCall: ({ caller, operation }) => {
      if (caller === undefined || !/Write|Start|Put|Send/.test(operation)) return undefined;
      return random() < 0.02 ? 'lose-answer' : undefined;
    },
    onBatch: () => {
      const dice = random();
      if (dice < 0.15) return { times: 2 };
      return dice < 0.3 ? { delayMilliseconds: Math.floor(random() * 200) } : undefined;
    },
  };
}

async function runHistories(system: System, from: number, to: number, acknowledged: Map<string, string>) {
  const portals = await Promise.all(['north', 'south'].map((name) => system.as(name)));
  const city = await system.as('city', 'department');
  const waiting = [...Array(to - from).keys()].map((number) => from + number);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await runHistory(next, portals, city, acknowledged);
    }
  };
  await Promise.all([...Array(AT_ONCE).keys()].map(worker));
}

/** Two or three applicants of one neighbourhood, who share documents, and whom the department pays and corrects. */
async function runHistory(
  number: number,
  portals: readonly Call[],
  city: Call,
  acknowledged: Map<string, string>,
) {
  const random = randomOf(SEED * 100_000 + number);
  const live = new Map<number, { id: string; portal: Call }>();
  for (let command = 0; command < COMMANDS; command++) {
    const applicant = number * 10 + Math.floor(random() * 3);
    const creditCode = creditCodeOf(applicant);
    const held = live.get(applicant);
    const dice = random();
    const dossier = randomDossier(number, applicant, random);
    if (held === undefined) {
      const portal = portals[Math.floor(random() * portals.length)] ?? city;
      const headers = { 'idempotency-key': `h${number}-${command}` };
      const answer = await patiently(() => portal('POST', '/v1/submissions', { body: dossier, headers }));
      if (answer.status !== 202)
        throw new Error(`submission: ${answer.status} ${JSON.stringify(answer.body)}`);
      acknowledged.set(answer.body.id, creditCode);
      live.set(applicant, { id: answer.body.id, portal });
    } else if (dice < 0.35) {
      await onWhatWasRead(held, 'PUT', dossier);
    } else if (dice < 0.5) {
      const answer = await onWhatWasRead(held, 'DELETE');
      if (answer.status === 202 || answer.status === 409) live.delete(applicant);
    } else if (dice < 0.7) {
      const body = { organisationKind: random() < 0.5 ? 'enterprise' : 'university' };
      await patiently(() => city('PUT', `/v1/registry/${creditCode}`, { body }));
    } else {
      await payWhatIsThere(city, creditCode, `h${number}-${command}`);
    }
  }
}

/** Amends or withdraws; that another change came between is no fault. */
async function onWhatWasRead(
  { id, portal }: { id: string; portal: Call },
  method: 'PUT' | 'DELETE',
  body?: object,
) {
  const read = await patiently(() => portal('GET', `/v1/submissions/${id}`));
  const headers = { 'if-match': read.headers.get('etag') ?? '' };
  return patiently(() =>
    portal(method, `/v1/submissions/${id}`, body === undefined ? { headers } : { body, headers }),
  );
}

async function payWhatIsThere(city: Call, creditCode: string, key: string) {
  const read = await onceDetermined(() => patiently(() => city('GET', `/v1/cases/${creditCode}`)));
  const awards: { id: string; amount: number }[] = read.body.determination?.awards ?? [];
  const ids = awards.filter(({ amount }) => amount > 0).map(({ id }) => id);
  if (ids.length === 0) return;
  const headers = { 'idempotency-key': key, 'if-match': read.headers.get('etag') ?? '' };
  await patiently(() => city('POST', `/v1/cases/${creditCode}/payments`, { body: { awards: ids }, headers }));
}

/** An official looks again when a case is still being evaluated, but not for long. */
async function onceDetermined(read: () => Promise<Answer>): Promise<Answer> {
  for (let looked = 1; ; looked++) {
    const answer = await read();
    if (answer.body.status === 'determined' || looked === 10) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** As a portal does: what failed on the other side, or is to be tried later, is tried again with the same key. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const answer = await ask();
    const later = answer.status >= 500 || answer.status === 429 || answer.body?.type?.endsWith('in-flight');
    if (!later || tried === 12) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10 * tried));
  }
}

function randomDossier(neighbourhood: number, applicant: number, random: () => number): Submission {
  const some = (chance: number) => random() < chance;
  const models = neighbourhood % 4 === 0 && some(0.7) ? ['m'] : [];
  const shared = [0, 1, 2].filter(() => some(0.6));
  return dossierOf(applicant, {
    projects: [platformOf('p'), ...models.map((id) => modelOf(id, 2023 + (neighbourhood % 3)))],
    expenditures: [
      ...shared.map((at) =>
        equipmentOf('p', 100_000_000 + at * 70_000_001, invoice(neighbourhood * 10 + at)),
      ),
      ...models.map((id) => computeOf(id, 40_000_000, invoice(5_000_000 + applicant))),
    ],
    recognitions: some(0.4) ? [recognitionOf('r', `浙AI-${neighbourhood}`)] : [],
  });
}

const invoice = (number: number): string => `2433200000002${String(number).padStart(7, '0')}`;
