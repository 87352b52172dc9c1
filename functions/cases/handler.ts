import { caseRoutes, serve } from '@twelve/http';
import { storeOf } from '../stored.ts';
import { caseAnswers } from './answers.ts';

export const handler = serve(caseRoutes, caseAnswers(storeOf('cases', 'claims', 'partners')));
