import { UnsupportedTemplateError } from '../errors.ts';
import type { Json } from '../json.ts';
import { wildcard } from './wildcard.ts';

/** Values of condition keys for one request; a key that is absent has no entry. Keys in lower case. */
export type Context = Readonly<Record<string, readonly string[]>>;
export type Test = (context: Context) => boolean;

/** Condition keys that requests here carry. */
const knownKeys = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:securetransport',
  'dynamodb:leadingkeys',
]);

type Compare = (expected: string) => (actual: string) => boolean;

const operators: Readonly<Record<string, Compare>> = {
  StringEquals: (expected) => (actual) => actual === expected,
  StringEqualsIgnoreCase: (expected) => (actual) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (expected) => wildcard(expected, { ignoreCase: false }),
  ArnEquals: (expected) => wildcard(expected, { ignoreCase: false }),
  ArnLike: (expected) => wildcard(expected, { ignoreCase: false }),
  Bool: (expected) => (actual) => actual === expected,
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Compiles a Condition block: every operator and every key in it must hold.
 *
 * @throws UnsupportedTemplateError for an operator or a key that is not evaluated here.
 */
export function compileConditions(block: Record<string, Record<string, Json>>, where: string): Test {
  const tests = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      compileOne(operator, key.toLowerCase(), textsOf(values), where),
    ),
  );
  return (context) => tests.every((test) => test(context));
}

function compileOne(operator: string, key: string, values: readonly string[], where: string): Test {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator);
  const name = parts?.[2] ?? '';
  const opposite = negated[name];
  const compare = operators[opposite ?? name];
  if (compare === undefined || !knownKeys.has(key)) {
    throw new UnsupportedTemplateError([`${where}: condition ${operator} on ${key} is not evaluated here`]);
  }
  const tests = values.map((value) => compare(value));
  const matches = (actual: string) => tests.some((test) => test(actual)) !== (opposite !== undefined);
  return (context) => {
    const actual = context[key];
    if (parts?.[1] === 'ForAllValues') return (actual ?? []).every(matches);
    if (actual === undefined) return parts?.[3] !== undefined || opposite !== undefined;
    return actual.some(matches);
  };
}

function textsOf(value: Json): string[] {
  return [value].flat().map(String);
}
