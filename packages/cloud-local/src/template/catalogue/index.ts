import type { Kind } from '../kind.ts';
import * as access from './access.ts';
import * as api from './api.ts';
import * as database from './database.ts';
import * as events from './events.ts';
import * as functions from './functions.ts';
import { inertKinds } from './inert.ts';
import * as secrets from './secrets.ts';
import * as workflow from './workflow.ts';

/** Every resource type that this host knows. What is not here is an error at start. */
export const catalogue: ReadonlyMap<string, Kind<unknown>> = new Map(
  [
    ...Object.values(access),
    ...Object.values(api),
    ...Object.values(database),
    ...Object.values(events),
    ...Object.values(functions),
    ...Object.values(secrets),
    ...Object.values(workflow),
    ...inertKinds,
  ].map((kind): [string, Kind<unknown>] => [kind.type, kind]),
);
