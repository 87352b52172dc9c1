import { selfCheckRoutes, serve } from '@twelve/http';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';

/** All twelve measures and what they may have together; nothing is stored. */
export const handler = serve(selfCheckRoutes, {
  selfCheck: ({ body, warnings }) => ({ status: 200, body: selfCheck(jinhua, body, warnings) }),
});
