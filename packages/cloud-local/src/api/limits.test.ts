import { describe, expect, it } from 'vitest';
import { HostState } from '../state/host-state.ts';
import type { Api, Method, UsagePlan } from './definition.ts';
import { Limits } from './limits.ts';

const place = {
  stackName: '',
  region: '',
  account: '',
  partition: '',
  urlSuffix: '',
  endpoint: '',
  name: 's',
  arn: '',
};

function plan(properties: Partial<UsagePlan['properties']>): UsagePlan {
  return { ...place, logicalId: 'Plan', properties: { ApiStages: [], ...properties } };
}

function api(plans: readonly UsagePlan[], settings: Api['stage']['properties']['MethodSettings'] = []): Api {
  const properties = { StageName: 's', RestApiId: 'Api', DeploymentId: 'd', MethodSettings: settings };
  return {
    id: 'Api',
    stage: { ...place, logicalId: 'Stage', properties },
    root: { path: '', literals: new Map(), parameter: undefined, methods: new Map() },
    binaryMediaTypes: [],
    keySource: 'AUTHORIZER',
    responses: () => ({ status: 0, headers: {}, body: '' }),
    plans,
    keys: new Map(),
  };
}

const method: Method = {
  resourceId: '',
  path: '/a/{n}',
  httpMethod: 'GET',
  integration: { Type: 'MOCK', TimeoutInMillis: 1, IntegrationResponses: [] },
  functionArn: undefined,
  authorizer: undefined,
  keyRequired: true,
  requiredParameters: [],
};

describe('limits', () => {
  it('fill a key’s bucket again at its rate, each key for itself', () => {
    let now = 0;
    const limits = new Limits(
      api([plan({ Throttle: { RateLimit: 2, BurstLimit: 3 } })]),
      new HostState(':memory:'),
      () => now,
    );
    const admit = (key = 'a') => limits.admitKey(key, method);
    expect([admit(), admit(), admit(), admit()]).toEqual(['admitted', 'admitted', 'admitted', 'THROTTLED']);
    expect(admit('b')).toBe('admitted');
    now = 499;
    expect(admit()).toBe('THROTTLED');
    now = 500;
    expect([admit(), admit()]).toEqual(['admitted', 'THROTTLED']);
    now = -3_600_000; // The clock was an hour fast.
    expect(admit()).toBe('THROTTLED');
    now += 500;
    expect(admit()).toBe('admitted');
  });

  it('count a quota to its limit, over a restart, until the next day', () => {
    let now = Date.parse('2026-03-01T23:59:59Z');
    const state = new HostState(':memory:');
    const create = () => new Limits(api([plan({ Quota: { Limit: 2, Period: 'DAY' } })]), state, () => now);
    const limits = create();
    expect([limits.admitKey('a', method), create().admitKey('a', method)]).toEqual(['admitted', 'admitted']);
    expect([create().admitKey('a', method), limits.admitKey('b', method)]).toEqual([
      'QUOTA_EXCEEDED',
      'admitted',
    ]);
    now += 1000;
    expect(limits.admitKey('a', method)).toBe('admitted');
  });

  it('know no key where there is no plan', () => {
    expect(new Limits(api([]), new HostState(':memory:')).admitKey('a', method)).toBe('INVALID_API_KEY');
  });

  it('prefer a method’s own setting to the stage’s', () => {
    const settings = [
      { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 5 },
      { ResourcePath: '/~1a~1{n}', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
    ];
    const limits = new Limits(api([], settings), new HostState(':memory:'), () => 0);
    expect([limits.admitMethod(method), limits.admitMethod(method)]).toEqual([true, false]);
    const other = { ...method, path: '/b' };
    expect(Array.from({ length: 6 }, () => limits.admitMethod(other))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
