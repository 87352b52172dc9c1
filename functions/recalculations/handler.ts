import { recalculationRoutes, serve } from '@twelve/http';
import { cursors } from '@twelve/store';
import { recalculationQueue } from '../recalculate/queue.ts';
import { setting, storeOf } from '../stored.ts';
import { recalculationAnswers } from './answers.ts';

export const handler = serve(
  recalculationRoutes,
  recalculationAnswers(
    storeOf('recalculations'),
    cursors(setting('CURSOR_SECRET')),
    recalculationQueue(setting('RECALCULATION_QUEUE_URL')),
  ),
);
