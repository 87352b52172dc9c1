import type { Text } from '@twelve/dossier';
import {
  type ConversionConfig,
  type JsonSchema,
  toJsonSchema,
  toJsonSchemaDefs,
} from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { announcementMeanings } from './meanings/announcement.ts';
import { caseworkMeanings } from './meanings/casework.ts';
import { catalogueMeanings } from './meanings/catalogue.ts';
import { determinationMeanings } from './meanings/determination.ts';
import { dossierMeanings } from './meanings/dossier.ts';
import type { Meaning } from './meanings/meaning.ts';
import { parameterMeanings } from './meanings/parameters.ts';
import { problemMeanings } from './meanings/problem.ts';
import { IDEMPOTENCY_KEY } from './preconditions.ts';
import { PROBLEM_MEDIA_TYPE } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';
import * as problemKinds from './problem-kinds.ts';
import type { AnswerSpec, NamedSchema, ProblemCode, Route } from './route.ts';
import { documentedRoutes } from './routes/table.ts';
import { determinationChanged } from './schemas/announcement.ts';
import { problem } from './schemas/problem.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The OpenAPI 3.1 description of every documented route, made of the same values that the functions enforce.
 */
export function describeApi(): Json {
  const routes = documentedRoutes();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    paths[route.path] = item;
    item[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '十二条 · Twelve measures',
      version: API_VERSION,
      summary:
        '金华人工智能政策十二条的自测与申报接口 / Self-check and submissions under twelve AI policy measures',
      description: CONVENTIONS,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: TAGS,
    paths,
    webhooks: { 'determination.changed': { post: announcement() } },
    components: {
      schemas: componentSchemas(routes),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'Issued by the department, shown once.' },
      },
    },
  };
}

/** Raised with every change that a client could notice. */
const API_VERSION = '1.2.0';

/** What holds for every dossier and no schema can say. */
const CONVENTIONS = [
  '金额一律为整数，单位：分（1元 = 100分）。自测中，未填的事实和列表为未知，空列表为没有；正式申报中，未填的列表为没有。',
  '各列表合计至多80项，请求体至多64 KiB；没有列出的字段一律拒绝；错误一次全部列出。',
  'Amounts are whole fen: 1 yuan = 100 fen. In a check, facts and lists that are left out are unknown, and an empty',
  'list means none; in a submission a list that is left out means none. At most 80 entries over all lists, and 64 KiB;',
  'fields that are not listed are refused; all errors are told at once.',
].join(' ');

const TAGS = [
  { name: 'public', description: '人人可用，不保存内容 / Anyone; nothing is stored' },
  { name: 'partner', description: '申报平台 / Partner portals' },
  { name: 'department', description: '主管部门 / The department' },
];

function operation(route: Route): Json {
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: `${route.summary.zh} / ${route.summary.en}`,
    security: route.who === 'anyone' ? [] : [{ key: [] }],
    parameters: parameters(route),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: reference(route.body) } } },
        }),
    responses: { ...answers(route), ...problems(route) },
  };
}

/** `POST /v1/cases/{creditCode}/payments` → `postCasesPayments`, with `ByCreditCode` where the path ends in it. */
function operationId(route: Route): string {
  const segments = route.path.split('/').slice(2);
  const words = segments.map((segment, index) => {
    const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
    if (parameter === undefined) return capitalised(segment.replaceAll(/[^A-Za-z0-9]+(.?)/g, '$1'));
    return index === segments.length - 1 ? `By${capitalised(parameter)}` : '';
  });
  return route.method.toLowerCase() + words.join('');
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function parameters(route: Route): Json[] {
  const inPath = Object.entries(route.params ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'path', required: true, ...parameter(name, schema) },
  }));
  const inQuery = Object.entries(route.query?.entries ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false, ...parameter(name, schema) },
  }));
  const inHeader = [...(route.needs ?? []), ...(304 in route.answers ? (['if-none-match'] as const) : [])];
  return [...inPath, ...inQuery, ...inHeader.map((name) => REQUEST_HEADERS[name])];
}

function parameter(name: string, schema: v.GenericSchema): Json {
  const meaning = parameterMeanings[name];
  if (meaning === undefined) throw new TypeError(`nobody says what the parameter ${name} means`);
  const { words, between } = meaning;
  return {
    description: `${words.zh} / ${words.en}`,
    schema:
      between === undefined
        ? inlineSchema(schema)
        : { type: 'integer', minimum: between[0], maximum: between[1] },
  };
}

const REQUEST_HEADERS = {
  'idempotency-key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: [
      'The same key and body again give the same answer and do nothing more, however much later, and even if what',
      'came of it was withdrawn since: whatever is meant anew takes a key of its own.',
    ].join(' '),
    schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
  },
  'if-match': {
    name: 'If-Match',
    in: 'header',
    required: true,
    description:
      'The entity tag of the version that the request rests on, as the etag header gave it: with its quotes.',
    schema: { type: 'string' },
  },
  'if-none-match': {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The entity tag of what is there already.',
    schema: { type: 'string' },
  },
};

function answers(route: Route): Json {
  return Object.fromEntries(Object.entries(route.answers).map(([status, spec]) => [status, answer(spec)]));
}

function answer(spec: AnswerSpec): Json {
  return {
    description: spec.description,
    headers: headers(spec.headers),
    ...(spec.body === undefined ? {} : { content: { 'application/json': { schema: reference(spec.body) } } }),
  };
}

/** Those that an answer always carries. */
function headers(always: AnswerSpec['headers'] = {}, sometimes: AnswerSpec['headers'] = {}): Json {
  const described = (named: AnswerSpec['headers'] = {}, required?: true) =>
    Object.entries(named).map(([name, description]) => [
      name,
      { description, ...(required && { required }), schema: { type: 'string' } },
    ]);
  const all = { 'x-request-id': 'Names this request in our logs.', ...always };
  return Object.fromEntries([...described(all, true), ...described(sometimes)]);
}

/** What the deliveries promise to a partner's webhook. */
function announcement(): Json {
  const signed = [
    ['webhook-id', 'The same however often the event is sent.'],
    ['webhook-timestamp', 'When it was sent, in seconds since 1970.'],
    ['webhook-signature', SIGNATURES],
  ];
  const schema = reference(ANNOUNCED);
  return {
    operationId: 'determinationChanged',
    tags: ['partner'],
    summary: '认定结论有变 / A determination came into force',
    security: [],
    parameters: signed.map(([name, description]) => ({
      ...{ name, description, in: 'header', required: true, schema: { type: 'string' } },
    })),
    requestBody: { required: true, content: { 'application/cloudevents+json': { schema } } },
    responses: {
      '2XX': { description: 'Taken.' },
      410: { description: 'Gone: nothing is sent to this address until it is registered again.' },
      default: {
        description: 'Not taken, a redirect neither: sent again up to eleven times within two days.',
      },
    },
  };
}

const SIGNATURES = [
  'As Standard Webhooks has it: one for each secret that is valid. Registering again makes a new secret; the one before',
  'it signs beside it for a day, also at a new address. Every attempt is signed anew.',
].join(' ');

const ANNOUNCED: NamedSchema = { name: 'DeterminationChanged', schema: determinationChanged };

/** What the fields of a route imply, beside what it names itself. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const implied: ProblemCode[] = ['rate-exceeded', 'internal', ...(route.problems ?? [])];
  if (route.who !== 'anyone') implied.push('unauthorized', 'forbidden');
  if (route.needs?.includes('if-match')) implied.push('if-match-missing');
  if (route.needs?.includes('idempotency-key')) implied.push('idempotency-key-missing');
  if (route.query !== undefined) implied.push('bad-parameter');
  if (route.body !== undefined) {
    implied.push('malformed-body', 'too-large', 'unsupported-media-type', 'invalid');
  }
  return [...new Set(implied)];
}

function problems(route: Route): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(route)) {
    const { status } = kindOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { [PROBLEM_MEDIA_TYPE]: { schema: reference({ name: 'Problem', schema: problem }) } };
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        status,
        {
          description: codes.map((code) => `\`${code}\`: ${kindOf(code).detail.en}`).join(' · '),
          headers: headers(headersOf(ALWAYS_SENT, codes), headersOf(SENT_WHERE_IT_APPLIES, codes)),
          content,
        },
      ]),
  );
}

function kindOf(code: ProblemCode): ProblemKind {
  const found = Object.values(problemKinds).find((kind) => kind.code === code);
  if (found === undefined) throw new TypeError(`no problem kind has the code ${code}`);
  return found;
}

type HeadersOfProblems = Partial<Readonly<Record<ProblemCode, AnswerSpec['headers']>>>;

const headersOf = (of: HeadersOfProblems, codes: readonly ProblemCode[]): AnswerSpec['headers'] =>
  Object.assign({}, ...codes.map((code) => of[code]));

const ALWAYS_SENT: HeadersOfProblems = {
  unauthorized: { 'www-authenticate': 'How to authenticate.' },
  'rate-exceeded': { 'retry-after': 'Seconds to wait.' },
};

const WAIT = { 'retry-after': 'Seconds to wait, where the same request may pass then.' };

const SENT_WHERE_IT_APPLIES: HeadersOfProblems = {
  'case-exists': { location: 'The live submission, where it is your own: amend it instead.' },
  'idempotency-key-in-flight': WAIT,
  'still-evaluating': WAIT,
  conflict: WAIT,
};

function componentSchemas(routes: readonly Route[]): Json {
  const bodies = routes.flatMap((route) => [
    route.body,
    ...Object.values(route.answers).map((spec: AnswerSpec) => spec.body),
  ]);
  const named = bodies
    .filter((body) => body !== undefined)
    .map(({ name, schema }) => [name, schema] as const);
  return toJsonSchemaDefs(
    { Problem: problem, [ANNOUNCED.name]: ANNOUNCED.schema, ...Object.fromEntries(named) },
    CONVERSION,
  );
}

const reference = (named: NamedSchema): Json => ({ $ref: `#/components/schemas/${named.name}` });

/** Inside a description a schema is named by its place, and its dialect by the description. */
function inlineSchema(schema: v.GenericSchema): Json {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, CONVERSION);
  return rest;
}

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  // A list that is counted before its members are looked at is two schemas in a row. True errors are thrown below.
  errorMode: 'ignore',
  overrideAction: ({ errors }) => throwAny(errors),
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema, jsonSchema, errors }) =>
    throwAny(errors) ?? plainer(valibotSchema, jsonSchema),
};

function throwAny(errors: readonly string[] | undefined): undefined {
  if (errors !== undefined) throw new TypeError(errors.join(' '));
}

/** What the fields mean, by the object that has them. */
const MEANINGS = new Map<unknown, Meaning[1]>([
  ...dossierMeanings,
  ...determinationMeanings,
  ...caseworkMeanings,
  ...catalogueMeanings,
  ...announcementMeanings,
  ...problemMeanings,
]);

/** The same in plainer words: every value with its type and meaning, nothing empty, and no object that may hold more. */
function plainer(described: { readonly type: string }, schema: JsonSchema): JsonSchema {
  switch (described.type) {
    case 'literal':
      return { type: typeof schema.const === 'boolean' ? 'boolean' : 'string', ...schema };
    case 'object': {
      const { required = [], ...rest } = schema;
      return {
        ...rest,
        properties: withMeanings(rest.properties, MEANINGS.get(described)),
        ...(required.length === 0 ? {} : { required }),
        additionalProperties: false,
      };
    }
    case 'nullable': {
      const { type: only, ...more } = Object(schema.anyOf?.[0]);
      return only === undefined || Object.keys(more).length > 0 ? schema : { type: [only, 'null'] };
    }
    case 'optional': {
      // Clients are generated that take a field with a default for one that is always there: they would ask for all
      // lists of whoever submits, and promise those that are withheld.
      const { default: _meant, ...rest } = schema;
      return rest;
    }
    default:
      return schema;
  }
}

function withMeanings(
  properties: JsonSchema['properties'] = {},
  meanings: Readonly<Record<string, Text>> = {},
): NonNullable<JsonSchema['properties']> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const words = meanings[name];
      if (words === undefined || typeof property === 'boolean') return [name, property];
      return [name, { ...property, description: `${words.zh} / ${words.en}` }];
    }),
  );
}
