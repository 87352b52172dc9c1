import * as z from 'zod';
import { because, defineKind, flag, type Identity, ignored, number } from '../kind.ts';

/** Ids of API resources are their logical ids: readable in problems and unique in the stack. */
const byLogicalId = (identity: Identity) => identity.logicalId;

export const restApi = defineKind({
  type: 'AWS::ApiGateway::RestApi',
  ref: byLogicalId,
  attributes: {
    RestApiId: byLogicalId,
    RootResourceId: (identity) => `${identity.logicalId}/root`,
  },
  schema: z.strictObject({
    Name: z.string().optional(),
    ApiKeySourceType: z.enum(['HEADER', 'AUTHORIZER']).default('HEADER'),
    BinaryMediaTypes: z.array(z.string()).default([]),
    Description: ignored(because.label),
    DisableExecuteApiEndpoint: ignored('there is one address here'),
    EndpointConfiguration: ignored('there is one address here'),
    FailOnWarnings: ignored('for imported definitions only'),
    SecurityPolicy: ignored('loopback speaks plain HTTP'),
    EndpointAccessMode: ignored('loopback speaks plain HTTP'),
    Tags: ignored(because.label),
  }),
});

export const apiResource = defineKind({
  type: 'AWS::ApiGateway::Resource',
  ref: byLogicalId,
  attributes: { ResourceId: byLogicalId },
  schema: z.strictObject({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() }),
});

const texts = z.record(z.string(), z.string());

export const apiMethod = defineKind({
  type: 'AWS::ApiGateway::Method',
  ref: byLogicalId,
  attributes: {},
  schema: z.strictObject({
    RestApiId: z.string(),
    ResourceId: z.string(),
    HttpMethod: z.string(),
    AuthorizationType: z.enum(['NONE', 'CUSTOM']),
    AuthorizerId: z.string().optional(),
    ApiKeyRequired: flag.default(false),
    Integration: z.strictObject({
      Type: z.enum(['AWS_PROXY', 'MOCK']),
      IntegrationHttpMethod: z.string().optional(),
      Uri: z.string().optional(),
      TimeoutInMillis: number.pipe(z.number().max(29_000)).default(29_000),
      RequestTemplates: texts.optional(),
      PassthroughBehavior: ignored('proxy integrations pass everything'),
      IntegrationResponses: z
        .array(
          z.strictObject({
            StatusCode: z.string(),
            SelectionPattern: z.undefined(),
            ResponseParameters: texts.optional(),
            ResponseTemplates: texts.optional(),
          }),
        )
        .default([]),
    }),
    RequestParameters: z.record(z.string(), flag).default({}),
    RequestValidatorId: z.string().optional(),
    RequestModels: ignored('bodies are validated by the functions'),
    MethodResponses: ignored('documentation of what the integration answers'),
    OperationName: ignored(because.label),
  }),
});

export const apiAuthorizer = defineKind({
  type: 'AWS::ApiGateway::Authorizer',
  ref: byLogicalId,
  attributes: { AuthorizerId: byLogicalId },
  schema: z.strictObject({
    Name: z.string(),
    RestApiId: z.string(),
    Type: z.enum(['TOKEN', 'REQUEST']),
    AuthorizerUri: z.string(),
    IdentitySource: z.string().optional(),
    IdentityValidationExpression: z.string().optional(),
    AuthorizerResultTtlInSeconds: number.default(300),
    AuthType: ignored('says the same as Type'),
  }),
});

export const apiValidator = defineKind({
  type: 'AWS::ApiGateway::RequestValidator',
  ref: byLogicalId,
  attributes: { RequestValidatorId: byLogicalId },
  schema: z.strictObject({
    Name: z.string().optional(),
    RestApiId: z.string(),
    // Bodies would need the models as JSON schema; refuse instead of letting them pass.
    ValidateRequestBody: flag.pipe(z.literal(false)).default(false),
    ValidateRequestParameters: flag.default(false),
  }),
});

export const gatewayResponse = defineKind({
  type: 'AWS::ApiGateway::GatewayResponse',
  ref: byLogicalId,
  attributes: {},
  schema: z.strictObject({
    RestApiId: z.string(),
    ResponseType: z.string(),
    StatusCode: z.string().optional(),
    ResponseParameters: texts.default({}),
    ResponseTemplates: texts.default({}),
  }),
});

export const apiDeployment = defineKind({
  type: 'AWS::ApiGateway::Deployment',
  ref: byLogicalId,
  attributes: { DeploymentId: byLogicalId },
  schema: z.strictObject({ RestApiId: z.string(), Description: ignored(because.label) }),
});

const throttle = z.strictObject({ BurstLimit: number.optional(), RateLimit: number.optional() });

export const apiStage = defineKind({
  type: 'AWS::ApiGateway::Stage',
  ref: (identity) => identity.name,
  nameProperty: 'StageName',
  attributes: {},
  schema: z.strictObject({
    StageName: z.string(),
    RestApiId: z.string(),
    DeploymentId: z.string(),
    MethodSettings: z
      .array(
        z.strictObject({
          ResourcePath: z.string(),
          HttpMethod: z.string(),
          ThrottlingRateLimit: number.optional(),
          ThrottlingBurstLimit: number.optional(),
          CachingEnabled: flag.pipe(z.literal(false)).optional(),
          DataTraceEnabled: ignored(because.logs),
          LoggingLevel: ignored(because.logs),
          MetricsEnabled: ignored('metrics'),
        }),
      )
      .default([]),
    Variables: texts.optional(),
    CacheClusterEnabled: flag.pipe(z.literal(false)).optional(),
    AccessLogSetting: ignored(because.logs),
    Description: ignored(because.label),
    Tags: ignored(because.label),
    TracingEnabled: ignored(because.tracing),
  }),
});

export const usagePlan = defineKind({
  type: 'AWS::ApiGateway::UsagePlan',
  ref: byLogicalId,
  attributes: { Id: byLogicalId },
  schema: z.strictObject({
    UsagePlanName: z.string().optional(),
    ApiStages: z
      .array(
        z.strictObject({
          ApiId: z.string(),
          Stage: z.string(),
          Throttle: z.record(z.string(), throttle).default({}),
        }),
      )
      .default([]),
    Throttle: throttle.optional(),
    Quota: z
      .strictObject({
        Limit: number,
        Period: z.enum(['DAY', 'WEEK', 'MONTH']),
        Offset: z.literal(0).optional(),
      })
      .optional(),
    Description: ignored(because.label),
    Tags: ignored(because.label),
  }),
});

export const apiKey = defineKind({
  type: 'AWS::ApiGateway::ApiKey',
  nameProperty: 'Name',
  ref: byLogicalId,
  attributes: { APIKeyId: byLogicalId },
  schema: z.strictObject({
    Name: z.string().optional(),
    Value: z.string().optional(),
    Enabled: flag.default(false),
    StageKeys: z.array(z.strictObject({ RestApiId: z.string(), StageName: z.string() })).optional(),
    Description: ignored(because.label),
    Tags: ignored(because.label),
  }),
});

export const usagePlanKey = defineKind({
  type: 'AWS::ApiGateway::UsagePlanKey',
  ref: byLogicalId,
  attributes: {},
  schema: z.strictObject({ KeyId: z.string(), KeyType: z.literal('API_KEY'), UsagePlanId: z.string() }),
});
