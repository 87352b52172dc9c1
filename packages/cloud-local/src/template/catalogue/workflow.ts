import * as z from 'zod';
import { arn, because, defineKind, ignored } from '../kind.ts';

export const stateMachine = defineKind({
  type: 'AWS::StepFunctions::StateMachine',
  nameProperty: 'StateMachineName',
  ref: (identity) => arn(identity, 'states', `stateMachine:${identity.name}`),
  attributes: {
    Arn: (identity) => arn(identity, 'states', `stateMachine:${identity.name}`),
    Name: (identity) => identity.name,
  },
  schema: z.strictObject({
    StateMachineName: z.string().optional(),
    StateMachineType: z.literal('STANDARD').optional(),
    DefinitionString: z.string(),
    DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    RoleArn: z.string(),
    EncryptionConfiguration: ignored(because.encryption),
    LoggingConfiguration: ignored(because.logs),
    TracingConfiguration: ignored(because.tracing),
    Tags: ignored(because.label),
  }),
});
