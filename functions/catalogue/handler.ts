import { createHash } from 'node:crypto';
import {
  catalogueRoutes,
  describeApi,
  etag,
  isNotModified,
  Problem,
  problemKinds,
  serve,
} from '@twelve/http';
import { catalogue, interpretationRegister, jinhua } from '@twelve/measures';

/** What the system is and reads: nothing here depends on who asks, so clients may keep it and only ask if it changed. */
export const handler = serve(catalogueRoutes, {
  health: () => ({ status: 200, body: { status: 'ok', policyVersion } }),
  openapi: (request) => cacheable(request, { ...description(), servers: [{ url: request.base || '/' }] }),
  measures: (request) => cacheable(request, { policyVersion, items: measures, interpretations }),
  measure: (request) => {
    const found = measures.find(({ measure }) => measure === Number(request.params.n));
    if (found === undefined) throw new Problem(problemKinds.notFound);
    return cacheable(request, found);
  },
});

const policyVersion = jinhua.policy.version;
const measures = catalogue(jinhua);
const interpretations = interpretationRegister(jinhua);

let described: ReturnType<typeof describeApi> | undefined;
/** Made at the first request for it: most instances of this function are never asked. */
function description(): ReturnType<typeof describeApi> {
  described ??= describeApi();
  return described;
}

function cacheable(request: { readonly headers: Readonly<Record<string, string>> }, body: unknown) {
  const tag = etag(createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22));
  const headers = { etag: tag, 'cache-control': 'no-cache' };
  return isNotModified(request, tag)
    ? { status: 304 as const, headers }
    : { status: 200 as const, headers, body };
}
