import * as z from 'zod';
import { arn, because, defineKind, flag, type Identity, ignored, number } from '../kind.ts';

const secretArn = (identity: Identity) => arn(identity, 'secretsmanager', `secret:${identity.name}`);

export const secret = defineKind({
  type: 'AWS::SecretsManager::Secret',
  nameProperty: 'Name',
  ref: secretArn,
  attributes: { Id: secretArn },
  schema: z.strictObject({
    Name: z.string().optional(),
    SecretString: z.string().optional(),
    GenerateSecretString: z
      .strictObject({
        PasswordLength: number.default(32),
        ExcludePunctuation: flag.optional(),
        ExcludeCharacters: ignored('generated values are letters and digits only'),
        IncludeSpace: ignored('generated values are letters and digits only'),
        RequireEachIncludedType: ignored('generated values are letters and digits only'),
      })
      .optional(),
    Description: ignored(because.label),
    KmsKeyId: ignored(because.encryption),
    Tags: ignored(because.label),
  }),
});
