import { type App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { describeDurability } from './durability.ts';
import { describeGrants } from './grants.ts';
import { describePartitions } from './partitions.ts';
import { describeRoutes } from './routes.ts';
import { bundleForTests, synthesize, synthesized } from './synthesize.ts';
import { describeWorkflow } from './workflow.ts';

/** What cannot be tried without an account is asserted on the template that would be deployed. */
const { bundle, remove } = await bundleForTests();
const template = await synthesize(bundle, { checked: true });
const inChina = await synthesize(bundle, { region: 'cn-northwest-1' });
const elsewhere = await synthesize(bundle, { region: 'eu-central-1' });
afterAll(remove);

describe('the template', () => {
  it('passes the AwsSolutions rules, each exception acknowledged with its reason', () => {
    // Synthesis above would have thrown; what it made is a whole stack.
    expect(Object.keys(template.json.Resources).length).toBeGreaterThan(300);
  });

  it('would not have passed with a finding that is not acknowledged', async () => {
    const careless = (app: App) => {
      const stack = new Stack(app, 'Careless');
      new Queue(stack, 'Queue');
      return stack;
    };
    await expect(synthesized(careless, true)).rejects.toThrow(/AwsSolutions-SQS3/);
  });

  it('is the same at every synthesis, with the rules and without', async () => {
    const again = await synthesize(bundle);
    expect(JSON.stringify(again.json)).toBe(JSON.stringify(template.json));
  });
});

describePartitions({ 'no region': template, China: inChina, elsewhere });
describeRoutes(template);
describeGrants(template);
describeWorkflow(template);
describeDurability(template);
