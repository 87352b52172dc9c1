import { serve, submissionRoutes } from '@twelve/http';
import { cursors } from '@twelve/store';
import { setting, storeOf } from '../stored.ts';
import { submissionAnswers } from './answers.ts';

export const handler = serve(
  submissionRoutes,
  submissionAnswers(storeOf('cases', 'claims', 'partners'), cursors(setting('CURSOR_SECRET'))),
);
