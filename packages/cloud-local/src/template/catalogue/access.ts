import * as z from 'zod';
import { arn, because, defineKind, type Identity, ignored } from '../kind.ts';

export const role = defineKind({
  type: 'AWS::IAM::Role',
  nameProperty: 'RoleName',
  ref: (identity) => identity.name,
  attributes: {
    Arn: (identity) => arn(identity, 'iam', `role/${identity.name}`),
    RoleId: (identity) => identity.name,
  },
  schema: z.strictObject({
    RoleName: z.string().optional(),
    AssumeRolePolicyDocument: z.json(),
    ManagedPolicyArns: z.array(z.string()).default([]),
    Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.json() })).default([]),
    Description: ignored(because.label),
    MaxSessionDuration: ignored('sessions last as long as the host'),
    Path: ignored('part of the role’s name in reports only'),
    Tags: ignored(because.label),
  }),
});

export const policy = defineKind({
  type: 'AWS::IAM::Policy',
  nameProperty: 'PolicyName',
  ref: (identity) => identity.name,
  attributes: { Id: (identity) => identity.name },
  schema: z.strictObject({
    PolicyName: z.string(),
    PolicyDocument: z.json(),
    Roles: z.array(z.string()),
  }),
});

export const managedPolicy = defineKind({
  type: 'AWS::IAM::ManagedPolicy',
  nameProperty: 'ManagedPolicyName',
  ref: (identity: Identity) => arn(identity, 'iam', `policy/${identity.name}`),
  attributes: { PolicyArn: (identity) => arn(identity, 'iam', `policy/${identity.name}`) },
  schema: z.strictObject({
    ManagedPolicyName: z.string().optional(),
    PolicyDocument: z.json(),
    Roles: z.array(z.string()).default([]),
    Description: ignored(because.label),
    Path: ignored('part of the policy’s name only'),
  }),
});
