import type * as z from 'zod';
import { UnsupportedTemplateError } from '../errors.ts';
import {
  apiAuthorizer,
  apiKey,
  apiMethod,
  apiResource,
  apiStage,
  apiValidator,
  gatewayResponse,
  restApi,
  usagePlan,
  usagePlanKey,
} from '../template/catalogue/api.ts';
import type { Kind } from '../template/kind.ts';
import type { Resource, Stack } from '../template/stack.ts';
import { compileResponses, type GatewayResponses } from './gateway-responses.ts';

type Properties<K> = K extends Kind<infer P> ? P : never;
export type Authorizer = Resource<Properties<typeof apiAuthorizer>>;
export type UsagePlan = Resource<Properties<typeof usagePlan>>;

/** One method of one path. */
export interface Method {
  readonly resourceId: string;
  /** As in the template: `/v1/submissions/{id}`. */
  readonly path: string;
  readonly httpMethod: string;
  readonly integration: z.infer<typeof apiMethod.schema>['Integration'];
  /** Undefined for mock integrations. */
  readonly functionArn: string | undefined;
  readonly authorizer: Authorizer | undefined;
  readonly keyRequired: boolean;
  /** `method.request.header.x` and the like that must be there. */
  readonly requiredParameters: readonly string[];
}

/** A node of the resource tree. */
export interface Node {
  readonly path: string;
  readonly literals: Map<string, Node>;
  parameter: { readonly name: string; readonly greedy: boolean; readonly node: Node } | undefined;
  readonly methods: Map<string, Method>;
}

export interface Api {
  readonly id: string;
  readonly stage: Resource<Properties<typeof apiStage>>;
  readonly root: Node;
  readonly binaryMediaTypes: readonly string[];
  readonly keySource: 'HEADER' | 'AUTHORIZER';
  readonly responses: GatewayResponses;
  readonly plans: readonly UsagePlan[];
  /** Values of the template's keys, with the plan of each; empty where keys are issued at run time. */
  readonly keys: ReadonlyMap<string, UsagePlan>;
}

/**
 * Reads the REST API of the stack; undefined where it has none.
 *
 * @throws UnsupportedTemplateError for more than one API or stage
 */
export function readApi(stack: Stack): Api | undefined {
  const [api, ...others] = stack.all(restApi);
  if (api === undefined) return undefined;
  const [stage, ...otherStages] = stack.all(apiStage);
  if (stage === undefined || others.length > 0 || otherStages.length > 0) {
    throw new UnsupportedTemplateError([`${api.logicalId}: exactly one REST API with one stage runs here`]);
  }
  const plans = stack
    .all(usagePlan)
    .filter(({ properties }) => properties.ApiStages.some((covered) => covered.ApiId === api.logicalId));
  const keys = readKeys(stack, plans);
  if (plans.length > 1 && keys.size === 0) {
    throw new UnsupportedTemplateError([
      `${api.logicalId}: with several usage plans the template must say which key has which`,
    ]);
  }
  return {
    id: api.logicalId,
    stage,
    root: readTree(stack, api.logicalId),
    binaryMediaTypes: api.properties.BinaryMediaTypes,
    keySource: api.properties.ApiKeySourceType,
    responses: compileResponses(stack.all(gatewayResponse)),
    plans,
    keys,
  };
}

function readTree(stack: Stack, apiId: string): Node {
  const root = newNode('');
  const nodes = new Map<string, Node>([[`${apiId}/root`, root]]);
  let left = stack.all(apiResource);
  while (left.length > 0) {
    const ready = left.filter((resource) => nodes.has(resource.properties.ParentId));
    if (ready.length === 0)
      throw new UnsupportedTemplateError(left.map(({ logicalId }) => `${logicalId}: it has no parent`));
    for (const resource of ready) {
      const parent = nodes.get(resource.properties.ParentId);
      if (parent !== undefined) nodes.set(resource.logicalId, addChild(parent, resource.properties.PathPart));
    }
    left = left.filter((resource) => !ready.includes(resource));
  }
  for (const resource of stack.all(apiMethod)) {
    const node = nodes.get(resource.properties.ResourceId);
    if (node === undefined)
      throw new UnsupportedTemplateError([`${resource.logicalId}: its resource is not defined`]);
    const method = readMethod(stack, resource, node.path || '/');
    node.methods.set(method.httpMethod, method);
  }
  return root;
}

function newNode(path: string): Node {
  return { path, literals: new Map(), parameter: undefined, methods: new Map() };
}

function addChild(parent: Node, part: string): Node {
  const node = newNode(`${parent.path}/${part}`);
  const parameter = /^\{([^}+]+)(\+?)\}$/.exec(part);
  if (parameter === null) parent.literals.set(part, node);
  else parent.parameter = { name: parameter[1] ?? '', greedy: parameter[2] === '+', node };
  return node;
}

function readMethod(
  stack: Stack,
  { logicalId, properties }: Resource<Properties<typeof apiMethod>>,
  path: string,
): Method {
  const { Integration, RequestValidatorId, AuthorizerId } = properties;
  const functionArn = Integration.Uri === undefined ? undefined : invokedFunction(Integration.Uri);
  if (Integration.Type === 'AWS_PROXY' && functionArn === undefined) {
    throw new UnsupportedTemplateError([
      `${logicalId}: the integration ${Integration.Uri} is not simulated, only functions`,
    ]);
  }
  const validator = stack.all(apiValidator).find((one) => one.logicalId === RequestValidatorId);
  const required = Object.entries(properties.RequestParameters).flatMap(([name, must]) =>
    must ? [name] : [],
  );
  return {
    resourceId: properties.ResourceId,
    path,
    httpMethod: properties.HttpMethod,
    integration: Integration,
    functionArn,
    authorizer:
      properties.AuthorizationType === 'CUSTOM'
        ? stack.all(apiAuthorizer).find((one) => one.logicalId === AuthorizerId)
        : undefined,
    keyRequired: properties.ApiKeyRequired,
    requiredParameters: validator?.properties.ValidateRequestParameters ? required : [],
  };
}

/** The function in `arn:…:apigateway:…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
export function invokedFunction(uri: string): string | undefined {
  return /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
}

function readKeys(stack: Stack, plans: readonly UsagePlan[]): Map<string, UsagePlan> {
  const keys = new Map<string, UsagePlan>();
  for (const { logicalId, properties } of stack.all(usagePlanKey)) {
    const key = stack.all(apiKey).find((one) => one.logicalId === properties.KeyId);
    const plan = plans.find((one) => one.logicalId === properties.UsagePlanId);
    if (key?.properties.Value === undefined || plan === undefined) {
      throw new UnsupportedTemplateError([`${logicalId}: a key needs a value and a plan of this API`]);
    }
    if (key.properties.Enabled) keys.set(key.properties.Value, plan);
  }
  return keys;
}
