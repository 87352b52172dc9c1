import { describe, expect, it } from 'vitest';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Context } from './conditions.ts';
import { compilePolicy, evaluate } from './policy.ts';

function decide(
  statement: Json,
  request: { action?: string; resource?: string; context?: Context; service?: string } = {},
) {
  const statements = compilePolicy({ Version: '2012-10-17', Statement: statement }, 'Role');
  return evaluate(statements, {
    action: 'dynamodb:GetItem',
    resource: 'arn:table/a',
    context: {},
    ...request,
  });
}

const allow = (more: { [key: string]: Json }): Json => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...more,
});

describe('policies', () => {
  it.each([
    ['dynamodb:GetItem', 'allowed'],
    ['DYNAMODB:getitem', 'allowed'],
    ['dynamodb:Get*', 'allowed'],
    ['dynamodb:Get?tem', 'allowed'],
    ['dynamodb:Get', 'not-allowed'],
    ['s3:*', 'not-allowed'],
  ])('action %s → %s', (Action, expected) => {
    expect(decide(allow({ Action }))).toBe(expected);
  });

  it.each([
    ['arn:table/a', 'allowed'],
    ['arn:table/A', 'not-allowed'],
    ['arn:table/*', 'allowed'],
    ['arn:table/a/*', 'not-allowed'],
    ['arn.table/a', 'not-allowed'],
  ])('resource %s → %s', (Resource, expected) => {
    expect(decide(allow({ Resource }))).toBe(expected);
  });

  it('lets a denial win, wherever it stands', () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' };
    expect(decide([deny, allow({})])).toBe('denied');
    expect(decide([allow({}), deny])).toBe('denied');
    expect(decide([allow({}), { Effect: 'Deny', NotAction: 'dynamodb:*', Resource: '*' }])).toBe('allowed');
    expect(decide({ Effect: 'Allow', Action: '*', NotResource: 'arn:table/a' })).toBe('not-allowed');
  });

  it('knows principals of resource policies', () => {
    const statement = allow({ Principal: { Service: 'events.amazonaws.com' } });
    expect(decide(statement, { service: 'events.amazonaws.com' })).toBe('allowed');
    expect(decide(statement, { service: 'sns.amazonaws.com' })).toBe('not-allowed');
    expect(decide(allow({ Principal: '*' }), { service: 'any' })).toBe('allowed');
  });

  const leading = (operator: string, values: Json) =>
    allow({ Condition: { [operator]: { 'dynamodb:LeadingKeys': values } } });

  it.each([
    [leading('ForAllValues:StringEquals', ['a', 'b']), ['a'], 'allowed'],
    [leading('ForAllValues:StringEquals', ['a', 'b']), ['a', 'c'], 'not-allowed'],
    [leading('ForAllValues:StringLike', 'a#*'), ['a#1', 'a#2'], 'allowed'],
    [leading('ForAnyValue:StringLike', 'a#*'), ['b', 'a#2'], 'allowed'],
    [leading('ForAnyValue:StringLike', 'a#*'), undefined, 'not-allowed'],
    [leading('ForAllValues:StringEquals', 'a'), undefined, 'allowed'],
    [leading('StringEquals', 'a'), undefined, 'not-allowed'],
    [leading('StringEqualsIfExists', 'a'), undefined, 'allowed'],
    [leading('StringNotEquals', 'a'), ['b'], 'allowed'],
    [leading('StringNotEquals', 'a'), ['a'], 'not-allowed'],
  ])('condition %j on %j → %s', (statement, keys, expected) => {
    const context: Context = keys === undefined ? {} : { 'dynamodb:leadingkeys': keys };
    expect(decide(statement, { context })).toBe(expected);
  });

  it('refuses what it cannot evaluate instead of guessing', () => {
    const refused: Json[] = [
      allow({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } } }),
      allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }),
      { Effect: 'Allow', Resource: '*' },
      allow({ Wish: true }),
    ];
    for (const statement of refused) expect(() => decide(statement)).toThrow(UnsupportedTemplateError);
  });
});
