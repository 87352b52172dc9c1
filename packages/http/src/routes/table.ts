import type { Route, RouteGroup } from '../route.ts';
import { caseRoutes, quotaRoutes, recalculationRoutes, registryRoutes } from './department.ts';
import { measureRoutes } from './measures.ts';
import { pageRoutes } from './page.ts';
import { submissionRoutes, webhookRoutes } from './partner.ts';
import { catalogueRoutes, selfCheckRoutes } from './public.ts';

/** A route with the function that serves it. */
export interface TableEntry {
  readonly function: string;
  readonly route: Route;
}

/** A measure as far as routes are concerned. */
export interface MeasureRef {
  readonly number: number;
  readonly slug: string;
}

const groups: readonly RouteGroup[] = [
  catalogueRoutes,
  selfCheckRoutes,
  submissionRoutes,
  webhookRoutes,
  caseRoutes,
  registryRoutes,
  quotaRoutes,
  recalculationRoutes,
  pageRoutes,
];

/**
 * Every route of the system, as the gateway has it: one resource for each measure's check, since each has a
 * function of its own. The catalogue answers for numbers that no measure has.
 */
export function routeTable(measures: readonly MeasureRef[]): readonly TableEntry[] {
  const ofGroups = groups.flatMap((group) =>
    Object.values(group.routes).map((route) => ({ function: group.function, route })),
  );
  const ofMeasures = measures.flatMap(({ number, slug }) =>
    Object.values(measureRoutes).map((route) => ({
      function: slug,
      route: { ...route, path: literalPath(route.path, number) },
    })),
  );
  return [...ofGroups, ...ofMeasures];
}

/** Every route by its template: `{n}` once, not twelve times. */
export function allRoutes(): readonly Route[] {
  return [...Object.values(measureRoutes), ...groups.flatMap((group) => Object.values(group.routes))];
}

/** The routes that the description lists. */
export function documentedRoutes(): readonly Route[] {
  return allRoutes().filter((route) => route.undocumented !== true);
}

function literalPath(path: `/${string}`, number: number): `/${string}` {
  return `/${path.slice(1).replace('{n}', String(number))}`;
}
