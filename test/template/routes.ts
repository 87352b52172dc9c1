import { describeApi, routeTable } from '@twelve/http';
import { jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';
import { referenceIn, type Template } from './synthesize.ts';

interface Method {
  readonly path: string;
  readonly method: string;
  readonly function: string;
  readonly open: boolean;
  readonly metered: boolean;
}

/** What the gateway has is what the route table says, and every path answers every method. */
export function describeRoutes(template: Template): void {
  const methods = readMethods(template);
  const own = methods.filter(({ method }) => method !== 'ANY');

  describe('the routes', () => {
    const table = routeTable(jinhua.measures);
    const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

    it('are those of the table, and the literal paths beside the catalogue’s parameter', () => {
      const literal = jinhua.measures.map(({ number }) => `GET /v1/measures/${number}`);
      expect(own.map(nameOf).sort()).toEqual([...table.map(({ route }) => nameOf(route)), ...literal].sort());
    });

    it('reach the function that the table names', () => {
      const reached = new Map(own.map((method) => [nameOf(method), method.function]));
      for (const { function: name, route } of table)
        expect(reached.get(nameOf(route))).toBe(`functions/${name}`);
    });

    it('give each measure’s check a function of its own', () => {
      const checks = own.filter(({ path }) => path.endsWith('/check'));
      expect(new Set(checks.map((check) => check.function)).size).toBe(12);
    });

    it('ask for a key exactly where the table names a caller', () => {
      for (const { route } of table) {
        const found = own.find((method) => nameOf(method) === nameOf(route));
        expect(found?.open, nameOf(route)).toBe(route.who === 'anyone');
        expect(found?.metered, nameOf(route)).toBe(route.who !== 'anyone');
      }
    });

    it('answer every other method of a path with a refusal', () => {
      const paths = new Set(own.map(({ path }) => path));
      const refusing = methods.filter((method) => method.function === 'functions/refusals');
      expect(refusing.every(({ method, open }) => method === 'ANY' && open)).toBe(true);
      for (const path of paths) expect(refusing.map((method) => method.path)).toContain(path);
    });
  });

  describe('what the gateway answers by itself', () => {
    const answers = new Map(
      template
        .ofType('AWS::ApiGateway::GatewayResponse')
        .map(({ Properties }) => [Properties.ResponseType, Properties]),
    );

    it.each([...answers.keys()])('%s is a problem in both languages with the request id', (type) => {
      const {
        ResponseParameters: headers,
        ResponseTemplates: templates,
        StatusCode: status,
      } = Object(answers.get(type));
      expect(headers['gatewayresponse.header.x-request-id']).toBe('context.requestId');
      expect(headers['gatewayresponse.header.content-type']).toBe("'application/problem+json'");
      const body = JSON.parse(templates['application/json']);
      expect(body.instance).toBe('urn:uuid:$context.requestId');
      expect(body.message).toEqual({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
      expect(String(body.status)).toBe(status);
    });

    it.each([
      ['UNAUTHORIZED', '401', 'www-authenticate'],
      ['THROTTLED', '429', 'retry-after'],
      ['QUOTA_EXCEEDED', '429', 'retry-after'],
      ['WAF_FILTERED', '429', 'retry-after'],
    ])('%s is %s with %s', (type, status, header) => {
      const { StatusCode, ResponseParameters } = Object(answers.get(type));
      expect(StatusCode).toBe(status);
      expect(ResponseParameters[`gatewayresponse.header.${header}`]).toMatch(/^'.+'$/);
    });

    it('has no status that the description does not tell', () => {
      const told = Object.values(Object(describeApi().paths)).flatMap((item) =>
        Object.values(Object(item)).flatMap((operation) => Object.keys(Object(operation).responses)),
      );
      for (const properties of answers.values()) expect(told).toContain(properties?.StatusCode);
    });

    it('calls an unknown path not found', () => {
      expect(Object(answers.get('MISSING_AUTHENTICATION_TOKEN')).StatusCode).toBe('404');
    });
  });

  describe('limits', () => {
    it('count each key by what the authorizer says of it', () => {
      expect(template.ofType('AWS::ApiGateway::RestApi')[0]?.Properties.ApiKeySourceType).toBe('AUTHORIZER');
      const [plan] = template.ofType('AWS::ApiGateway::UsagePlan');
      expect(plan?.Properties).toMatchObject({
        Throttle: { RateLimit: expect.any(Number), BurstLimit: expect.any(Number) },
        Quota: { Period: 'DAY', Limit: expect.any(Number) },
      });
    });

    const [acl] = template.ofType('AWS::WAFv2::WebACL');

    it('count each address in front of everything', () => {
      expect(acl?.Properties).toMatchObject({
        Scope: 'REGIONAL',
        Rules: [
          { Action: { Block: {} }, Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } } },
          { Action: { Block: {} }, Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } } },
        ],
      });
      expect(template.ofType('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    });

    it('let a key ask from one address what its plan allows, and hold everything else to the address’s', () => {
      const [ofPublic, ofAnything] = Object(acl?.Properties).Rules.map(
        ({ Statement }: { Statement: object }) => Object(Statement).RateBasedStatement,
      );
      const { RegexString: exempted } =
        ofPublic.ScopeDownStatement.NotStatement.Statement.RegexMatchStatement;
      for (const { route } of routeTable(jinhua.measures))
        for (const stage of ['', '/live'])
          expect(new RegExp(exempted).test(stage + route.path), route.path).toBe(route.who !== 'anyone');
      const [plan] = template.ofType('AWS::ApiGateway::UsagePlan');
      expect(ofAnything.ScopeDownStatement).toBeUndefined();
      expect(ofAnything.Limit).toBeGreaterThan(60 * Object(plan?.Properties).Throttle.RateLimit);
    });
  });
}

function readMethods(template: Template): readonly Method[] {
  const resources = new Map(
    template.ofType('AWS::ApiGateway::Resource').map(({ id, Properties }) => [id, Properties]),
  );
  const pathOf = (id: string | undefined): string => {
    const resource = resources.get(id ?? '');
    return resource === undefined ? '' : `${pathOf(referenceIn(resource.ParentId))}/${resource.PathPart}`;
  };
  const functions = new Map(
    template
      .ofType('AWS::Lambda::Function')
      .map(({ id, Properties }) => [id, String(Properties.Description)]),
  );
  return template.ofType('AWS::ApiGateway::Method').map(({ Properties }) => {
    const uri = Object(Properties.Integration).Uri;
    const target = [...functions.keys()].find((id) => JSON.stringify(uri).includes(`"${id}"`));
    return {
      path: pathOf(referenceIn(Properties.ResourceId)) || '/',
      method: String(Properties.HttpMethod),
      function: functions.get(target ?? '') ?? '',
      open: Properties.AuthorizationType === 'NONE',
      metered: Properties.ApiKeyRequired === true,
    };
  });
}
