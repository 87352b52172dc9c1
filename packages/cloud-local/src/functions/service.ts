import type { Access } from '../iam/access.ts';
import { authorize } from '../wire/authorize.ts';
import { ServiceError, type WireService } from '../wire/call.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import type { Functions } from './functions.ts';

/** Lambda on the wire: Invoke, synchronous or as an event. */
export function functionService(options: {
  readonly access: Access;
  readonly functions: Functions;
  readonly asyncInvocations: AsyncInvocations;
}): WireService {
  return {
    name: 'lambda',
    async handle(call) {
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(call.path)?.[1];
      if (name === undefined)
        throw new ServiceError('UnknownOperationException', 'Only Invoke is simulated on this machine');
      const found = find(options.functions, decodeURIComponent(name));
      authorize(options.access, call.principal, [{ action: 'lambda:InvokeFunction', resource: found.arn }]);
      const payload = call.body.length === 0 ? '{}' : call.body.toString('utf8');
      if (call.headers['x-amz-invocation-type'] === 'Event') {
        options.asyncInvocations.accept(found.arn, payload);
        return { status: 202, body: '' };
      }
      const outcome = await options.functions.invoke(found.arn, payload);
      const failed: Record<string, string> =
        outcome.kind === 'error' ? { 'x-amz-function-error': 'Unhandled' } : {};
      return {
        status: 200,
        headers: { ...failed, 'x-amz-executed-version': '$LATEST' },
        body: outcome.payload,
      };
    },
  };
}

function find(functions: Functions, name: string) {
  try {
    return functions.find(name);
  } catch {
    throw new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  }
}
