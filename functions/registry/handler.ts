import { registryRoutes, serve } from '@twelve/http';
import { storeOf } from '../stored.ts';
import { registryAnswers } from './answers.ts';

export const handler = serve(registryRoutes, registryAnswers(storeOf('cases')));
