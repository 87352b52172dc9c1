import { describe, expect, it } from 'vitest';
import { UnsupportedTemplateError } from './errors.ts';
import type { Json } from './json.ts';
import { compilePattern } from './patterns.ts';

const event: Json = {
  source: 'app',
  detail: {
    state: 'open',
    count: 7,
    tags: ['a', 'b'],
    empty: null,
    owner: { name: 'Ann' },
    list: [{ id: 1 }, { id: 2 }],
  },
};

/** Pattern of `detail`, and whether the event above matches it. Source: EventBridge, "Comparison operators". */
const cases: [Json, boolean][] = [
  [{ state: ['open', 'shut'] }, true],
  [{ state: ['shut'] }, false],
  [{ count: [7] }, true],
  [{ count: ['7'] }, false],
  [{ empty: [null] }, true],
  [{ tags: ['b'] }, true],
  [{ tags: ['c'] }, false],
  [{ state: [{ prefix: 'op' }] }, true],
  [{ state: [{ prefix: 'en' }] }, false],
  [{ state: [{ suffix: 'en' }] }, true],
  [{ state: [{ 'equals-ignore-case': 'OPEN' }] }, true],
  [{ state: [{ wildcard: 'o*n' }] }, true],
  [{ state: [{ wildcard: 'o.*n' }] }, false],
  [{ state: [{ 'anything-but': 'open' }] }, false],
  [{ state: [{ 'anything-but': ['shut', 'gone'] }] }, true],
  [{ state: [{ 'anything-but': { prefix: 'op' } }] }, false],
  [{ state: [{ 'anything-but': { suffix: ['ut', 'en'] } }] }, false],
  [{ state: [{ 'anything-but': { wildcard: ['s*', 'g*'] } }] }, true],
  [{ absent: [{ 'anything-but': 'open' }] }, false],
  [{ count: [{ numeric: ['>', 6, '<=', 7] }] }, true],
  [{ count: [{ numeric: ['>', 7] }] }, false],
  [{ count: [{ numeric: ['=', 7] }] }, true],
  [{ state: [{ numeric: ['>', 0] }] }, false],
  [{ state: [{ exists: true }] }, true],
  [{ absent: [{ exists: true }] }, false],
  [{ absent: [{ exists: false }] }, true],
  [{ owner: { name: [{ exists: false }] } }, false],
  [{ absent: { name: [{ exists: false }] } }, true],
  [{ owner: { name: ['Ann'] }, state: ['shut'] }, false],
  [{ list: { id: [2] } }, true],
  [{ list: { id: [3] } }, false],
  [{ $or: [{ state: ['shut'] }, { count: [{ numeric: ['>', 1] }] }] }, true],
  [{ $or: [{ state: ['shut'] }, { count: [8] }] }, false],
];

describe('event patterns', () => {
  it.each(cases)('%j → %s', (detail, expected) => {
    expect(compilePattern({ source: ['app'], detail }, 'Rule')(event)).toBe(expected);
    expect(compilePattern({ source: ['other'], detail }, 'Rule')(event)).toBe(false);
  });

  it.each([
    [{ detail: 'open' }],
    [{ detail: [{ cidr: '10.0.0.0/8' }] }],
    [{ detail: [{ prefix: 'a', suffix: 'b' }] }],
    [{ detail: [{ prefix: ['a', 'b'] }] }],
    [{ detail: [{ exists: 'yes' }] }],
    [{ detail: [{ 'anything-but': { exists: true } }] }],
    [{ detail: [{ 'anything-but': [] }] }],
    [{ detail: [{ numeric: [] }] }],
    [{ detail: [] }],
    [{ detail: {} }],
    [{}],
    [{ detail: [{ numeric: ['>'] }] }],
    [{ detail: [{ numeric: ['!=', 1] }] }],
    ['text'],
  ] as [Json][])('refuses %j', (pattern) => {
    expect(() => compilePattern(pattern, 'Rule')).toThrow(UnsupportedTemplateError);
  });
});
