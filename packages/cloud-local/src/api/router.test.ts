import { describe, expect, it } from 'vitest';
import type { Method, Node } from './definition.ts';
import { route } from './router.ts';

/** A resource tree from paths, each with the methods it has. */
function tree(paths: Record<string, string[]>): Node {
  const root: Node = { path: '', literals: new Map(), parameter: undefined, methods: new Map() };
  for (const [path, methods] of Object.entries(paths)) {
    let node = root;
    for (const part of path.split('/').slice(1).filter(Boolean)) {
      const next: Node = {
        path: `${node.path}/${part}`,
        literals: new Map(),
        parameter: undefined,
        methods: new Map(),
      };
      const name = /^\{(.*?)\+?\}$/.exec(part)?.[1];
      if (name === undefined) {
        node.literals.set(part, node.literals.get(part) ?? next);
        node = node.literals.get(part) ?? next;
      } else {
        node.parameter ??= { name, greedy: part.includes('+'), node: next };
        node = node.parameter.node;
      }
    }
    for (const httpMethod of methods) node.methods.set(httpMethod, methodOf(path, httpMethod));
  }
  return root;
}

function methodOf(path: string, httpMethod: string): Method {
  return {
    resourceId: path,
    path,
    httpMethod,
    integration: { Type: 'MOCK', TimeoutInMillis: 1, IntegrationResponses: [] },
    functionArn: undefined,
    authorizer: undefined,
    keyRequired: false,
    requiredParameters: [],
  };
}

const root = tree({
  '/': ['GET'],
  '/a/{n}': ['GET', 'ANY'],
  '/a/{n}/x': ['GET'],
  '/a/7/check': ['POST'],
  '/{file}': ['GET'],
  '/all/{rest+}': ['GET'],
});

describe('routing', () => {
  it.each([
    ['GET', '/', '/', {}],
    ['GET', '/a/1', '/a/{n}', { n: '1' }],
    ['GET', '/a/1/', '/a/{n}', { n: '1' }],
    ['PUT', '/a/1', '/a/{n}', { n: '1' }],
    ['GET', '/a/b%2Fc/x', '/a/{n}/x', { n: 'b%2Fc' }],
    ['POST', '/a/7/check', '/a/7/check', {}],
    ['GET', '/anything', '/{file}', { file: 'anything' }],
    ['GET', '/all/1/2/3', '/all/{rest+}', { rest: '1/2/3' }],
  ])('%s %s → %s', (method, path, expected, parameters) => {
    const match = route(root, method, path);
    expect([match?.method.path, match?.parameters]).toEqual([expected, parameters]);
  });

  it.each([
    ['POST', '/'],
    ['GET', '/a'], // a literal with no method of its own: the parameter beside it is not tried
    ['GET', '/a/7'], // the same: the gateway never looks back
    ['GET', '/a/1/y'],
    ['GET', '/a//x'],
    ['GET', '/all'],
  ])('%s %s is not there', (method, path) => {
    expect(route(root, method, path)).toBeUndefined();
  });
});
