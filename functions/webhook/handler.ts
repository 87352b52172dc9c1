import { serve, webhookRoutes } from '@twelve/http';
import { addressRules } from '../deliver/address.ts';
import { storeOf } from '../stored.ts';
import { webhookAnswers } from './answers.ts';

export const handler = serve(
  webhookRoutes,
  webhookAnswers(storeOf('partners'), addressRules(process.env.WEBHOOK_ALLOW_LOOPBACK)),
);
