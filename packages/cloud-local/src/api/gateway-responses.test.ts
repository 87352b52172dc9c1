// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and the gateway write variables like that.
import { describe, expect, it } from 'vitest';
import { UnsupportedTemplateError } from '../errors.ts';
import { compileResponses } from './gateway-responses.ts';

const place = {
  stackName: '',
  region: '',
  account: '',
  partition: '',
  urlSuffix: '',
  endpoint: '',
  name: '',
  arn: '',
};
const context = { requestId: 'r-1', httpMethod: 'GET', path: '/x', stage: 's', sourceIp: '127.0.0.1' };

function resource(ResponseType: string, more: object) {
  const properties = {
    RestApiId: 'Api',
    ResponseType,
    ResponseParameters: {},
    ResponseTemplates: {},
    ...more,
  };
  return { ...place, logicalId: ResponseType, properties };
}

describe('gateway responses', () => {
  it('are the gateway’s own where nothing is customised', () => {
    expect(compileResponses([])('MISSING_AUTHENTICATION_TOKEN', context)).toEqual({
      status: 403,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'r-1' },
      body: '{"message":"Missing Authentication Token"}',
    });
  });

  it('take status, headers and body from the template, else from the default of their family', () => {
    const responses = compileResponses([
      resource('THROTTLED', {
        StatusCode: '430',
        ResponseParameters: {
          'gatewayresponse.header.Retry-After': "'1'",
          'gatewayresponse.header.x-request-id': 'context.requestId',
        },
        ResponseTemplates: {
          'application/json': '{"id":"${context.requestId}","m":$context.error.messageString}',
        },
      }),
      resource('DEFAULT_4XX', {
        ResponseTemplates: { 'application/json': '{"type":"$context.error.responseType"}' },
      }),
    ]);
    expect(responses('THROTTLED', context)).toMatchObject({
      status: 430,
      headers: { 'retry-after': '1', 'x-request-id': 'r-1' },
      body: '{"id":"r-1","m":"Too Many Requests"}',
    });
    expect(responses('UNAUTHORIZED', context)).toMatchObject({
      status: 401,
      body: '{"type":"UNAUTHORIZED"}',
    });
    expect(responses('DEFAULT_5XX', context)).toMatchObject({
      status: 502,
      body: '{"message":"Internal server error"}',
    });
  });

  it('refuse types, variables and header sources that are not known', () => {
    const refused = [
      resource('TEAPOT', {}),
      resource('THROTTLED', { ResponseTemplates: { 'application/json': '$context.authorizer.name' } }),
      resource('THROTTLED', { ResponseTemplates: { 'application/json': '#set($a = $input.body)' } }),
      resource('THROTTLED', {
        ResponseParameters: { 'gatewayresponse.header.x': 'method.request.header.y' },
      }),
    ];
    for (const one of refused) expect(() => compileResponses([one])).toThrow(UnsupportedTemplateError);
  });
});
