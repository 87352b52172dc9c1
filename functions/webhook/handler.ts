import { serve } from '@twelve/http';
import { addressRules } from '../deliver/address.ts';
import { storeOf } from '../stored.ts';
import { routesUnder, webhookAnswers } from './answers.ts';

export const handler = serve(
  routesUnder(addressRules(process.env.WEBHOOK_ALLOW_LOOPBACK)),
  webhookAnswers(storeOf('partners')),
);
