import { UnsupportedTemplateError } from './errors.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

export type Matcher = (event: Json) => boolean;

/** Values found at a path: none where it does not exist; several where an array lies on the way. */
type Leaf = (values: readonly Json[]) => boolean;

/**
 * Compiles an event pattern as EventBridge rules and event source filters use it: exact values, `prefix`,
 * `suffix`, `equals-ignore-case`, `wildcard`, `anything-but`, `numeric`, `exists`, `$or`.
 *
 * @param where named in errors.
 * @throws UnsupportedTemplateError for anything else, and for what the service refuses: a filter must not match,
 *   or miss, by accident.
 */
export function compilePattern(pattern: Json, where: string): Matcher {
  if (!isJsonObject(pattern)) throw unsupported(where, 'an event pattern must be an object');
  return compileObject(pattern, where);
}

function compileObject(pattern: JsonObject, where: string): Matcher {
  if (Object.keys(pattern).length === 0) throw unsupported(where, 'an event pattern must not be empty');
  const tests = Object.entries(pattern).map(([key, expected]): Matcher => {
    if (key === '$or') {
      const choices = listOf(expected, where).map((choice) => compilePattern(choice, where));
      return (event) => choices.some((choice) => choice(event));
    }
    if (isJsonObject(expected)) {
      const inner = compileObject(expected, where);
      // A pattern below an absent property can still hold: `exists: false`.
      return (event) => {
        const values = childrenOf(event, key);
        return values.length === 0 ? inner({}) : values.some(inner);
      };
    }
    const leaf = compileLeaf(listOf(expected, where), where);
    return (event) => leaf(childrenOf(event, key));
  });
  return (event) => tests.every((test) => test(event));
}

function compileLeaf(alternatives: readonly Json[], where: string): Leaf {
  const tests = alternatives.map((alternative): Leaf => {
    if (!isJsonObject(alternative)) return (values) => values.some((value) => value === alternative);
    const [[operator, operand] = ['', null], ...others] = Object.entries(alternative);
    if (others.length > 0)
      throw unsupported(where, `one operator at a time, not ${JSON.stringify(alternative)}`);
    if (operator === 'exists') {
      if (typeof operand !== 'boolean') throw unsupported(where, 'exists needs true or false');
      return (values) => values.length > 0 === operand;
    }
    const test = compileOperator(operator, operand, where);
    return (values) => values.some(test);
  });
  return (values) => tests.some((test) => test(values));
}

function compileOperator(operator: string, operand: Json, where: string): (value: Json) => boolean {
  if (operator === 'numeric') return compileNumeric(listOf(operand, where), where);
  if (operator === 'anything-but') return compileAnythingBut(operand, where);
  return compileText(operator, [operand], where);
}

function compileText(operator: string, operands: readonly Json[], where: string): (value: Json) => boolean {
  const texts = operands.map((text) => {
    if (typeof text !== 'string') throw unsupported(where, `${operator} needs a text`);
    return text;
  });
  const compare = textOperators[operator];
  if (compare === undefined) throw unsupported(where, `the operator ${operator} is not known`);
  return (value) => typeof value === 'string' && texts.some((text) => compare(value, text));
}

const textOperators: Readonly<Record<string, (value: string, text: string) => boolean>> = {
  prefix: (value, text) => value.startsWith(text),
  suffix: (value, text) => value.endsWith(text),
  'equals-ignore-case': (value, text) => value.toLowerCase() === text.toLowerCase(),
  wildcard: (value, text) =>
    new RegExp(
      `^${text
        .split('*')
        .map((part) => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
        .join('.*')}$`,
      's',
    ).test(value),
};

function compileAnythingBut(operand: Json, where: string): (value: Json) => boolean {
  if (isJsonObject(operand)) {
    const [[operator, texts] = ['', null], ...others] = Object.entries(operand);
    if (others.length > 0) throw unsupported(where, `one operator at a time, not ${JSON.stringify(operand)}`);
    const inner = compileText(operator, Array.isArray(texts) ? listOf(texts, where) : [texts], where);
    return (value) => !inner(value);
  }
  const excluded = Array.isArray(operand) ? listOf(operand, where) : [operand];
  return (value) => !excluded.includes(value);
}

function compileNumeric(parts: readonly Json[], where: string): (value: Json) => boolean {
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [operator, bound] = [parts[index], parts[index + 1]];
    if (typeof operator !== 'string' || typeof bound !== 'number')
      throw unsupported(where, 'numeric needs pairs');
    const compare = numericOperators[operator];
    if (compare === undefined) throw unsupported(where, `numeric does not know ${operator}`);
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

const numericOperators: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function childrenOf(event: Json, key: string): Json[] {
  const child = isJsonObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child];
}

function listOf(value: Json, where: string): Json[] {
  if (!Array.isArray(value))
    throw unsupported(where, `an event pattern needs a list where it has ${JSON.stringify(value)}`);
  if (value.length === 0) throw unsupported(where, 'a list in an event pattern must not be empty');
  return value;
}

function unsupported(where: string, problem: string): UnsupportedTemplateError {
  return new UnsupportedTemplateError([`${where}: ${problem}`]);
}
