import { recalculateStep } from '@twelve/store';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { setting, storeOf } from '../stored.ts';
import { recalculationQueue } from './queue.ts';

const store = storeOf('cases', 'recalculations');
const next = recalculationQueue(setting('RECALCULATION_QUEUE_URL'));

/** A step a second: with the cases of a step, this is the rate that a recalculation keeps to. */
const PAUSE_SECONDS = 1;

/** One step of a bulk recalculation; while there is more to do, it asks for the next. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  for (const { body } of Records) {
    const { recalculation }: { readonly recalculation: string } = JSON.parse(body);
    const finished = await recalculateStep(store, recalculation);
    if (!finished) await next(recalculation, PAUSE_SECONDS);
  }
  return { batchItemFailures: [] };
}
