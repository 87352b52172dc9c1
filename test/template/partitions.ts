import { describe, expect, it } from 'vitest';
import { type Template, textsIn } from './synthesize.ts';

/** Resource types that the China regions do not offer, or not alike. */
const NOT_IN_CHINA = [/^AWS::Cognito::/, /^AWS::CloudFront::/, /^AWS::Lambda::Url$/, /^AWS::XRay::/];

/** One template for `aws` and `aws-cn`: partition and address suffix are asked for, never written out. */
export function describePartitions(templates: Readonly<Record<string, Template>>): void {
  describe.each(Object.entries(templates))('for %s', (_where, template) => {
    const resources = Object.entries(template.json.Resources);

    it('writes out no partition', () => {
      const written = resources.flatMap(([id, resource]) =>
        textsIn(resource)
          .filter((text) => /arn:aws/.test(text))
          .map((text) => `${id}: ${text}`),
      );
      expect(written).toEqual([]);
    });

    it('writes out no address suffix but in the names of services', () => {
      const written = resources.flatMap(([id, resource]) =>
        textsIn(resource)
          .filter((text) => text.includes('amazonaws') && !/^[a-z-]+\.amazonaws\.com$/.test(text))
          .map((text) => `${id}: ${text}`),
      );
      expect(written).toEqual([]);
    });

    it('uses nothing that the China regions lack', () => {
      const types = new Set(resources.map(([, { Type }]) => Type));
      expect([...types].filter((type) => NOT_IN_CHINA.some((lacking) => lacking.test(type)))).toEqual([]);
      expect(
        template.ofType('AWS::Lambda::Function').filter(({ Properties }) => Properties.TracingConfig),
      ).toEqual([]);
      for (const { Properties } of template.ofType('AWS::Lambda::Function')) {
        if (Properties.RecursiveLoop === undefined) continue;
        const { 'Fn::If': choice } = Object(Properties.RecursiveLoop);
        expect(template.json.Conditions[choice[0]]).toEqual({
          'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] }],
        });
        expect(choice[2]).toEqual({ Ref: 'AWS::NoValue' });
      }
      for (const { Properties } of template.ofType('AWS::ApiGateway::RestApi')) {
        expect(Properties.EndpointConfiguration).toEqual({ Types: ['REGIONAL'] });
      }
      for (const { Properties } of template.ofType('AWS::StepFunctions::StateMachine')) {
        expect(JSON.stringify(Properties)).not.toMatch(/states:::(http|aws-sdk):/);
      }
    });
  });
}
