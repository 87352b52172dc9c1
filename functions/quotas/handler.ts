import { quotaRoutes, serve } from '@twelve/http';
import { storeOf } from '../stored.ts';
import { quotaAnswers } from './answers.ts';

export const handler = serve(quotaRoutes, quotaAnswers(storeOf('claims')));
