import type { Parsed, Text } from '@twelve/dossier';
import type * as v from 'valibot';
import type * as problemKinds from './problem-kinds.ts';

export type Role = 'partner' | 'department';

/** Who calls, as the authorizer found out: the portal's or department's id, never its key. */
export interface Caller {
  readonly role: Role;
  readonly id: string;
}

/** A JSON schema with the name that it has in the description. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: v.GenericSchema;
}

/** A request body: the shape that is published, and the function that reads it, with all errors at once. */
export interface BodySpec<T> extends NamedSchema {
  readonly parse: (value: unknown) => Parsed<T>;
}

export interface AnswerSpec {
  readonly description: string;
  /** Absent where the answer has no JSON body. */
  readonly body?: NamedSchema;
  /** Headers that this answer always carries, by lower-case name, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the body is not JSON. */
  readonly mediaType?: string;
}

/**
 * One route. The same value is what the function enforces (who, headers, body), what the gateway is built from and
 * what the description says, so that the three cannot differ.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway's form: `/v1/submissions/{id}`. */
  readonly path: `/${string}`;
  readonly who: 'anyone' | readonly Role[];
  readonly summary: Text;
  readonly tag: 'public' | 'partner' | 'department';
  readonly params?: Readonly<Record<string, v.GenericSchema>>;
  /** Query parameters: an object of strings, optional ones marked so. Unknown ones are refused. */
  readonly query?: v.ObjectSchema<v.ObjectEntries, undefined>;
  readonly body?: BodySpec<unknown>;
  /** Headers without which the request is refused before anything is read. */
  readonly needs?: readonly ('idempotency-key' | 'if-match')[];
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** What may go wrong beside what follows from the fields above. */
  readonly problems?: readonly ProblemCode[];
  /** `{n}` is a measure's number, and each has a function of its own. */
  readonly perMeasure?: true;
  /** Left out of the description: the page and its assets. */
  readonly undocumented?: true;
}

/** The codes of all problem kinds. */
export type ProblemCode = (typeof problemKinds)[keyof typeof problemKinds]['code'];

/** The routes that one function serves. `function` is its folder under `functions/`. */
export interface RouteGroup<R extends Readonly<Record<string, Route>> = Readonly<Record<string, Route>>> {
  readonly function: string;
  readonly routes: R;
}

/** One route, checked against {@link Route} but keeping its exact type. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}

/** The routes of one function. The handler has to answer every one of them: see `serve`. */
export function defineRoutes<const R extends Readonly<Record<string, Route>>>(
  functionName: string,
  routes: R,
): RouteGroup<R> {
  return { function: functionName, routes };
}

/**
 * The path parameters when a path or resource matches a route's template, else undefined. A literal segment of the
 * resource may stand for a parameter: `/v1/measures/7` matches `/v1/measures/{n}` with `n = "7"`.
 */
export function matchPath(template: string, resource: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = resource.split('/');
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return undefined;
    } else {
      found[name] = value;
    }
  }
  return found;
}
