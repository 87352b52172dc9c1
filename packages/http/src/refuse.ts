import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as v from 'valibot';
import { MethodNotAllowed, Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';
import { matchPath, type Route } from './route.ts';
import { allRoutes } from './routes/table.ts';
import { type ApiHandler, behindTheStack, pathParameters } from './serve.ts';

/**
 * The handler behind every path for the methods it does not have: 405 with `Allow`. Where a parameter names nothing (a
 * thirteenth measure's check) there is no path: 404, whatever the method.
 */
export function refuse(): ApiHandler {
  return behindTheStack(async (event: APIGatewayProxyEvent) => {
    const allowed = allRoutes()
      .filter((route) => isPathOf(route, event))
      .map((route) => route.method);
    if (allowed.length === 0) throw new Problem(problemKinds.notFound);
    throw new MethodNotAllowed([...new Set(allowed)].sort());
  });
}

function isPathOf(route: Route, event: APIGatewayProxyEvent): boolean {
  const matched = matchPath(route.path, event.resource);
  if (matched === undefined) return false;
  const params = { ...matched, ...pathParameters(event) };
  return Object.entries(route.params ?? {}).every(([name, schema]) => v.is(schema, params[name]));
}
