import type { Dossier } from '@twelve/dossier';
import { type ApiHandler, defineRoutes, measureRoutes, serve } from '@twelve/http';

let handler: ApiHandler | undefined;

/** The public side of a measure's function, made at the first request and kept: a function has one measure. */
export function overHttp(check: (dossier: Dossier) => unknown): ApiHandler {
  handler ??= serve(defineRoutes('measure', measureRoutes), {
    check: ({ body }) => ({ status: 200, body: check(body) }),
  });
  return handler;
}
