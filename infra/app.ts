import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import settings from '../cdk.json' with { type: 'json' };
import { bundleFunctions } from './bundle.ts';

/**
 * The CDK app. Bound to no account or region, so that the same template goes to `aws` and `aws-cn`; give
 * `-c region=cn-north-1` to bind it. Run it by `cdk deploy`, or plainly by `node infra/app.ts`, which synthesizes
 * into `cdk.out` (or `$CDK_OUTDIR`) without the network.
 */
// The bundler works in a process of its own: it starts before the constructs are read, not after.
const folder = mkdtempSync(join(tmpdir(), 'twelve-functions-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const bundling = bundleFunctions(folder);
const { TwelveStack } = await import('./stack.ts');

const app = new App({ context: settings.context, outdir: process.env.CDK_OUTDIR ?? 'cdk.out' });
const region: unknown = app.node.tryGetContext('region');
new TwelveStack(app, 'Twelve', {
  bundle: await bundling,
  description: 'Twelve AI policy measures: self-check, submissions, casework',
  ...(typeof region === 'string' ? { env: { region } } : {}),
});
// The CDK's own switch for its checks; `twelve start` turns them off, since the tests hold the same template to them.
if (process.env.CDK_VALIDATION !== 'false') {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
app.synth();
