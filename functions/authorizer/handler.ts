import { findKey } from '@twelve/store';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { storeOf } from '../stored.ts';
import { authorize } from './authorize.ts';

const store = storeOf('keys');

export const handler = (event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> =>
  authorize((secret) => findKey(store.engine, secret), event);
