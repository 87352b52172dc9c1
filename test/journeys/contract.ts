import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openWire, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
        readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
      }
    >
  >;
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** An answer is not what the published description promises. */
export class ContractBreach extends Error {
  constructor({ method, path }: WireRequest, { status, text }: WireAnswer, breaches: readonly string[]) {
    super(`${method} ${path} → ${status}: ${breaches.join('; ')}\n${text.slice(0, 2000)}`);
    this.name = 'ContractBreach';
  }
}

/** Opens a wire to a system; every answer is held to what that system says of itself. */
export async function openCheckedWire(url: string): Promise<{ readonly send: Wire; close(): void }> {
  const { send, close } = openWire(url);
  const { text } = await send({ method: 'GET', path: '/v1/openapi.json' });
  const check = readContract(JSON.parse(text));
  const checked: Wire = async (request) => {
    const answer = await send(request);
    check(request, answer);
    return answer;
  };
  return { send: checked, close };
}

/**
 * Holds answers to the description that the system publishes about itself: status, media type, headers, body. What
 * the description does not know (no such path or method) must be a problem with 404 or 405.
 */
function readContract(description: Description): (request: WireRequest, answer: WireAnswer) => void {
  const breachesOf = schemasOf(description);
  return (request, answer) => {
    const operation = operationOf(description, request);
    const breaches =
      operation === undefined
        ? refusalBreaches(request.path, answer, breachesOf)
        : operationBreaches(operation, answer, breachesOf);
    if (!answer.headers.has('x-request-id')) breaches.push('no x-request-id');
    if (breaches.length > 0) throw new ContractBreach(request, answer, breaches);
  };
}

/** What is wrong with a value, by the description's schema of a reference (`#/components/schemas/…`). */
export function schemasOf({ components }: Pick<Description, 'components'>): BreachesOf {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addKeyword('components');
  ajv.addSchema({ $id: DESCRIPTION, components });
  return (reference, value) => {
    const validate = ajv.getSchema(`${DESCRIPTION}${reference}`);
    if (validate === undefined) return [`${reference} is not described`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** A name for the validator; nothing is there. */
const DESCRIPTION = 'https://description.invalid/';

type BreachesOf = (reference: string, value: unknown) => string[];

function operationOf({ paths }: Description, { method, path }: WireRequest): Operation | undefined {
  // A trailing slash is the same resource to the gateway.
  const asked = (path.split('?')[0] ?? '').replace(/\/$/, '').split('/').map(decoded);
  // A literal segment is preferred to a parameter.
  const templates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const template = templates.find((candidate) => {
    const wanted = candidate.split('/');
    return (
      wanted.length === asked.length &&
      wanted.every((segment, place) => segment.startsWith('{') || segment === asked[place])
    );
  });
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function operationBreaches(operation: Operation, answer: WireAnswer, breachesOf: BreachesOf): string[] {
  const described = operation.responses[answer.status];
  if (described === undefined) return [`status ${answer.status} is not described`];
  const missing = Object.entries(described.headers ?? {}).flatMap(([name, { required = false }]) =>
    required && !answer.headers.has(name) ? [name] : [],
  );
  const content = Object.entries(described.content ?? {});
  const [mediaType, body] = content[0] ?? [];
  if (mediaType === undefined || body === undefined) {
    return answer.text === '' ? missing : [...missing, 'a body that is not described'];
  }
  return [
    ...missing.map((name) => `no ${name}`),
    ...bodyBreaches(answer, mediaType, body.schema.$ref, breachesOf),
    ...(answer.status >= 400 ? problemBreaches(answer) : []),
  ];
}

/** The page and its files are not part of the interface. */
const isPage = (path: string): boolean => !path.startsWith('/v1');

function refusalBreaches(path: string, answer: WireAnswer, breachesOf: BreachesOf): string[] {
  if (answer.status === 405 && !answer.headers.has('allow')) return ['405 without Allow'];
  if (answer.text === '') return [];
  if (answer.status < 400) return isPage(path) ? [] : ['an answer that is not described'];
  return [
    ...bodyBreaches(answer, 'application/problem+json', '#/components/schemas/Problem', breachesOf),
    ...problemBreaches(answer),
  ];
}

function bodyBreaches(
  { headers, text }: WireAnswer,
  mediaType: string,
  reference: string,
  breachesOf: BreachesOf,
): string[] {
  const given = headers.get('content-type');
  if (given !== mediaType) return [`content-type ${given}`];
  return breachesOf(reference, JSON.parse(text));
}

/** What the schema cannot say of a problem: that it agrees with its own answer, and speaks both languages. */
function problemBreaches({ status, headers, text }: WireAnswer): string[] {
  const problem = Object(JSON.parse(text));
  const messages = [problem.message, ...(problem.errors ?? []).map((error: object) => Object(error).message)];
  return [
    ...(problem.status === status ? [] : [`status ${problem.status} in the body`]),
    ...(problem.instance === `urn:uuid:${headers.get('x-request-id')}`
      ? []
      : ['instance is not the request id']),
    ...(messages.every(inBothLanguages) ? [] : ['a message that is not in both languages']),
    ...(/\bat .*\.m?[jt]s:\d|node_modules|\/tmp\//.test(text) ? ['inner detail'] : []),
  ];
}

function inBothLanguages(message: unknown): boolean {
  const { zh, en } = Object(message);
  return (
    /\p{Script=Han}/u.test(String(zh)) && /[a-z]/.test(String(en)) && !/\p{Script=Han}/u.test(String(en))
  );
}
