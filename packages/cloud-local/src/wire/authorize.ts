import type { Access, Request } from '../iam/access.ts';
import { type Principal, ServiceError } from './call.ts';

/**
 * Refuses a call that the caller's role does not allow, in the words of the real services.
 *
 * @throws ServiceError AccessDeniedException
 */
export function authorize(access: Access, principal: Principal, requests: readonly Request[]): void {
  if (principal.kind === 'administrator') return;
  const refusal = access.refused(principal.roleArn, requests);
  if (refusal === undefined) return;
  const { request, because } = refusal;
  throw new ServiceError(
    'AccessDeniedException',
    `User: ${sessionArn(principal)} is not authorized to perform: ${request.action} on resource: ${request.resource} ${because}`,
  );
}

function sessionArn(principal: { roleArn: string; functionName: string }): string {
  return `${principal.roleArn.replace(':iam::', ':sts::').replace(':role/', ':assumed-role/')}/${principal.functionName}`;
}
