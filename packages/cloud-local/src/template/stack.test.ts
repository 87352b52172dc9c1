// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and the gateway write variables like that.
import { describe, expect, it } from 'vitest';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Assembly, Template } from './assembly.ts';
import { queue } from './catalogue/events.ts';
import { lambdaFunction } from './catalogue/functions.ts';
import { resolveStack } from './stack.ts';

const place = {
  stackName: 'Stack',
  region: 'cn-north-1',
  account: '000000000000',
  partition: 'aws-cn',
  urlSuffix: 'amazonaws.com.cn',
  endpoint: 'http://127.0.0.1:1',
};

function resolve(template: Partial<Template>) {
  const assembly: Assembly = {
    stackName: 'Stack',
    region: undefined,
    account: undefined,
    assets: new Map(),
    template: { Parameters: {}, Conditions: {}, Mappings: {}, Resources: {}, ...template },
  };
  return resolveStack(assembly, place, (name, length) => `${name}:${length}`);
}

function problemsOf(template: Partial<Template>): readonly string[] {
  try {
    resolve(template);
    return [];
  } catch (error) {
    return error instanceof UnsupportedTemplateError ? error.problems : [String(error)];
  }
}

const fn = (environment: Record<string, unknown>) => ({
  Type: 'AWS::Lambda::Function',
  Properties: JSON.parse(
    JSON.stringify({
      Code: { ZipFile: '' },
      Handler: 'index.handler',
      Role: 'role',
      Runtime: 'nodejs24.x',
      Environment: { Variables: environment },
    }),
  ),
});

describe('a stack', () => {
  it('names every unknown type, property, value and reference at once', () => {
    const problems = problemsOf({
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket' },
        Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, RedrivePolicy: { more: 1 } } },
        Odd: { Type: 'AWS::SQS::Queue', Properties: { Colour: 'red' } },
        Function: fn({ A: { 'Fn::GetAtt': ['Odd', 'Weight'] } }),
        Other: fn({ A: { Ref: 'Nothing' }, B: { 'Fn::Cidr': [] } }),
      },
    });
    expect(problems).toEqual([
      'Bucket: resource type AWS::S3::Bucket is not simulated',
      expect.stringMatching(/^Queue \(AWS::SQS::Queue\): property RedrivePolicy.deadLetterTargetArn /),
      expect.stringMatching(/^Queue \(AWS::SQS::Queue\): property RedrivePolicy.maxReceiveCount /),
      'Queue (AWS::SQS::Queue): property RedrivePolicy.more is not simulated',
      expect.stringMatching(/^Queue \(AWS::SQS::Queue\): property FifoQueue /),
      'Odd (AWS::SQS::Queue): property Colour is not simulated',
      'Function: Odd (AWS::SQS::Queue): attribute Weight is not known',
      'Other: Nothing is not defined',
    ]);
  });

  it('resolves every intrinsic function that is known', () => {
    const stack = resolve({
      Parameters: { Given: { Default: 'default' } },
      Conditions: {
        IsChina: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
        Not: { 'Fn::Not': [{ Condition: 'IsChina' }] },
        Both: { 'Fn::And': [{ Condition: 'IsChina' }, { Condition: 'Not' }] },
        Any: { 'Fn::Or': [{ Condition: 'IsChina' }, { Condition: 'Not' }] },
      },
      Mappings: { Map: { first: { second: 'found' } } },
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'own' } },
        Skipped: { Type: 'AWS::SQS::Queue', Condition: 'Both' },
        Function: fn({
          parameter: { Ref: 'Given' },
          join: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] },
          sub: { 'Fn::Sub': ['${Queue.Arn} ${own} ${AWS::AccountId} ${!kept}', { own: { Ref: 'Given' } }] },
          select: { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'x/y'] }] },
          map: { 'Fn::FindInMap': ['Map', 'first', 'second'] },
          conditional: { 'Fn::If': ['Any', 'yes', 'no'] },
          absent: { 'Fn::If': ['Not', 'yes', { Ref: 'AWS::NoValue' }] },
          url: { Ref: 'Queue' },
          base64: { 'Fn::Base64': 'é' },
        }),
      },
    });
    expect(stack.all(lambdaFunction)[0]?.properties.Environment?.Variables).toEqual({
      parameter: 'default',
      join: 'a-cn-north-1',
      sub: 'arn:aws-cn:sqs:cn-north-1:000000000000:own default 000000000000 ${kept}',
      select: 'y',
      map: 'found',
      conditional: 'yes',
      url: 'http://127.0.0.1:1/000000000000/own',
      base64: 'w6k=',
    });
    expect(stack.all(queue).map((one) => one.logicalId)).toEqual(['Queue']);
  });

  it('gives long logical ids names that fit, stable and distinct', () => {
    const long = 'A'.repeat(80);
    const names = () =>
      resolve({
        Resources: { [`${long}1`]: { Type: 'AWS::SQS::Queue' }, [`${long}2`]: { Type: 'AWS::SQS::Queue' } },
      })
        .all(queue)
        .map((one) => one.name);
    expect(names()).toEqual(names());
    expect(new Set(names()).size).toBe(2);
    expect(names().every((name) => name.length === 64)).toBe(true);
  });

  it('fills in secrets, and refuses dynamic references that it does not know', () => {
    const Resources = {
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { Name: 'own', GenerateSecretString: { PasswordLength: 9 } },
      },
      Fields: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: '{"user":"u"}' } },
      Function: fn({
        whole: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:::}}']] },
        field: { 'Fn::Sub': 'x-{{resolve:secretsmanager:${Fields}:SecretString:user::}}' },
      }),
    };
    expect(resolve({ Resources }).all(lambdaFunction)[0]?.properties.Environment?.Variables).toEqual({
      whole: 'own:9',
      field: 'x-u',
    });
    const unknown = fn({ a: '{{resolve:ssm:/name}}' });
    expect(problemsOf({ Resources: { Function: unknown } })).toEqual([
      'Function: the dynamic reference {{resolve:ssm:/name}} is not known',
    ]);
  });
});
