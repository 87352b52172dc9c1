import { companyOf } from './register.ts';
import { type Running, startRunning, UnexpectedAnswerError } from './running.ts';
import { submissionOf } from './seeding.ts';

/** A call of a function as the running system made it. */
export interface RecordedCall {
  readonly logicalId: string;
  /** `HTTP`, or what else called it. */
  readonly how: string;
  readonly payload: unknown;
}

/**
 * Uses the whole system once – public pages, checks, submissions, casework, a recalculation, a failing commit, the
 * sweeper – and notes one call of every function in every way that it is called. All of them may be made again on the
 * same data: every function can be called more than once with the same.
 */
export async function recordCalls(dataDir: string): Promise<readonly RecordedCall[]> {
  const recorded = new Map<string, RecordedCall>();
  const held = submissionOf(2);
  const running = await startRunning({
    dataDir,
    timeScale: 0.01,
    faults: {
      onInvoke: ({ logicalId, payload }) => {
        const call: RecordedCall = { logicalId, how: howOf(payload), payload: JSON.parse(payload) };
        const isHeld = payload.includes(held.applicant.creditCode);
        // What is loaded of a case is all of it only while the case is not yet determined.
        if (!recorded.has(`${logicalId} ${call.how}`) || (isHeld && logicalId.startsWith('CaseworkLoad')))
          recorded.set(`${logicalId} ${call.how}`, call);
        return isHeld && logicalId.startsWith('CaseworkCommit') ? 'throttle' : undefined;
      },
    },
  });
  try {
    await useEverything(running);
    // Its commit is refused until the workflow gives up: the case fails, and stays undetermined.
    await running.submit(held);
    await running.cloud.idle();
  } finally {
    await running.stop();
  }
  return [...recorded.values()];
}

const howOf = (payload: string): string => (/"httpMethod":/.test(payload) ? 'HTTP' : 'workflow or event');

async function useEverything(running: Running): Promise<void> {
  const { cloud, keys } = running;
  const dossier = submissionOf(1);
  const { creditCode } = dossier.applicant;
  const call = async (status: number, method: string, path: string, key?: string, body?: unknown) => {
    const answer = await fetch(`${cloud.url}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await answer.text();
    if (answer.status !== status)
      throw new UnexpectedAnswerError(answer.status, `${method} ${path}: ${said}`);
  };
  await call(200, 'GET', '/');
  await call(200, 'GET', '/v1/measures');
  await call(405, 'DELETE', '/v1/measures');
  await call(200, 'POST', '/v1/self-check', undefined, companyOf(1));
  for (let measure = 1; measure <= 12; measure++)
    await call(200, 'POST', `/v1/measures/${measure}/check`, undefined, companyOf(1));
  await call(404, 'GET', '/v1/webhook', keys.partner);
  await running.determine(dossier);
  await cloud.idle();
  await call(200, 'GET', `/v1/cases/${creditCode}`, keys.department);
  await call(200, 'PUT', `/v1/registry/${creditCode}`, keys.department, { aiField: true });
  await call(200, 'GET', '/v1/quotas/3.1/2024', keys.department);
  await call(202, 'POST', '/v1/recalculations', keys.department, {});
  await cloud.idle();
  cloud.runSchedules();
  await cloud.idle();
}
