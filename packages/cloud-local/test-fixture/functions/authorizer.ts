/** Keys are `<name>-<role>`; `broken` shows what the gateway makes of an authorizer that fails. */
export async function handler(event: { authorizationToken: string; methodArn: string }): Promise<unknown> {
  const [name = '', role] = event.authorizationToken.replace('Bearer ', '').split('-');
  if (name === 'broken') throw new Error('out of order');
  if (name === 'odd') return { nothing: 'of use' };
  if (role === undefined) throw new Error('Unauthorized');
  const everything = event.methodArn.replace(/\/(GET|POST).*$/, '/*');
  return {
    principalId: name,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: role === 'guest' ? 'Deny' : 'Allow',
          Action: 'execute-api:Invoke',
          Resource: everything,
        },
      ],
    },
    context: { name, askedAt: Date.now(), admin: role === 'admin' },
    usageIdentifierKey: `meter-${name}`,
  };
}
