import type { APIGatewayProxyEvent } from 'aws-lambda';
import { MethodNotAllowed, Problem } from './problem.ts';
import { matchPath } from './route.ts';
import { allRoutes } from './routes/table.ts';
import { type ApiHandler, behindTheStack } from './serve.ts';

/**
 * The handler behind every path for the methods it does not have: 405 with `Allow`. A method that the path does have
 * only arrives here where a parameter names nothing (a thirteenth measure's check): 404.
 */
export function refuse(): ApiHandler {
  return behindTheStack(async (event: APIGatewayProxyEvent) => {
    const allowed = allRoutes()
      .filter((route) => matchPath(route.path, event.resource) !== undefined)
      .map((route) => route.method);
    if (allowed.length === 0 || allowed.some((method) => method === event.httpMethod)) {
      throw new Problem('not-found');
    }
    throw new MethodNotAllowed([...new Set(allowed)].sort());
  });
}
