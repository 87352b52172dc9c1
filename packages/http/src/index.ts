export { SECURITY_HEADERS } from './middleware.ts';
export { describeApi } from './openapi.ts';
export { etag, idempotencyKey, ifMatch, isNotModified } from './preconditions.ts';
export {
  AUTHENTICATE,
  InvalidInput,
  MethodNotAllowed,
  PROBLEM_MEDIA_TYPE,
  Problem,
  type ProblemDocument,
  type ProblemOptions,
  problemDocument,
  problemType,
} from './problem.ts';
export type { ProblemKind } from './problem-kinds.ts';
export * as problemKinds from './problem-kinds.ts';
export { refuse } from './refuse.ts';
export {
  type Caller,
  defineRoute,
  defineRoutes,
  type Role,
  type Route,
  type RouteGroup,
} from './route.ts';
export { caseRoutes, quotaRoutes, recalculationRoutes, registryRoutes } from './routes/department.ts';
export { measureRoutes } from './routes/measures.ts';
export { pageRoutes } from './routes/page.ts';
export { submissionRoutes, webhookRoutes } from './routes/partner.ts';
export { catalogueRoutes, selfCheckRoutes } from './routes/public.ts';
export { allRoutes, documentedRoutes, type MeasureRef, routeTable, type TableEntry } from './routes/table.ts';
export { type Answer, type ApiHandler, type ApiRequest, serve } from './serve.ts';
