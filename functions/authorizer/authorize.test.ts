import type { AccessKey } from '@twelve/store';
import { expect, test } from 'vitest';
import { authorize } from './authorize.ts';

const key: AccessKey = {
  id: 'abc',
  partner: 'portal',
  role: 'partner',
  meteringKey: 'metered',
  issuedAt: '2024-01-01T00:00:00.000Z',
  revokedAt: null,
};
const methodArn = 'arn:aws-cn:execute-api:cn-north-1:123456789012:api/v1/GET/v1/submissions/s-1';
const find = async (secret: string) => (secret === 'good' ? key : undefined);

test('a known key is let in everywhere, named and metered', async () => {
  const answer = await authorize(find, { authorizationToken: 'Bearer good', methodArn });
  expect(answer).toMatchObject({
    principalId: 'portal',
    context: { caller: 'portal', role: 'partner' },
    usageIdentifierKey: 'metered',
  });
  expect(answer.policyDocument.Statement).toEqual([
    {
      Action: 'execute-api:Invoke',
      Effect: 'Allow',
      Resource: 'arn:aws-cn:execute-api:cn-north-1:123456789012:api/v1/*',
    },
  ]);
});

test.each(['Bearer bad', 'good', 'Basic good', 'Bearer', 'Bearer good good', ''])(
  '%j is refused',
  async (authorizationToken) => {
    await expect(authorize(find, { authorizationToken, methodArn })).rejects.toThrow('Unauthorized');
  },
);
