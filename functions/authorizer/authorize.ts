import type { AccessKey } from '@twelve/store';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';

/**
 * Who calls, from `Authorization: Bearer <key>`. The policy covers the whole API, since the gateway keeps it for all
 * routes of the key; what a role may call, each route says and its function enforces.
 * @throws {Error} `Unauthorized`, which the gateway answers with 401
 */
export async function authorize(
  find: (secret: string) => Promise<AccessKey | undefined>,
  event: Pick<APIGatewayTokenAuthorizerEvent, 'authorizationToken' | 'methodArn'>,
): Promise<APIGatewayAuthorizerResult> {
  const secret = /^Bearer +(\S+)$/i.exec(event.authorizationToken)?.[1];
  const key = secret === undefined ? undefined : await find(secret);
  // The gateway knows this very text.
  if (key === undefined) throw new Error('Unauthorized');
  return {
    principalId: key.partner,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: wholeApi(event.methodArn) }],
    },
    context: { caller: key.partner, role: key.role },
    usageIdentifierKey: key.meteringKey,
  };
}

/** `arn:…:execute-api:region:account:api/stage/METHOD/path` without method and path. */
function wholeApi(methodArn: string): string {
  const [api = '', stage = ''] = methodArn.split('/');
  return `${api}/${stage}/*`;
}
