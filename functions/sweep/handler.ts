import { stalledRecalculations, sweepUnfinished } from '@twelve/store';
import { recalculationQueue } from '../recalculate/queue.ts';
import { setting, storeOf } from '../stored.ts';

const store = storeOf('cases', 'recalculations');
const patienceMilliseconds = Number(setting('SWEEP_AFTER_SECONDS')) * 1000;
const next = recalculationQueue(setting('RECALCULATION_QUEUE_URL'));

/** Every minute: what was left behind – failed, lost, restored, interrupted – is started again. */
export async function handler(): Promise<void> {
  const before = new Date(Date.parse(store.now()) - patienceMilliseconds).toISOString();
  const started = await sweepUnfinished(store, before);
  const stalled = await stalledRecalculations(store, before);
  for (const id of stalled) await next(id, 0);
  console.log(JSON.stringify({ level: 'info', swept: started.length, stalled: stalled.length }));
}
