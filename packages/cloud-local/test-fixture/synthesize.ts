import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';
import { FixtureStack } from './stack.ts';

const functions = ['authorizer', 'check', 'finish', 'items', 'listen', 'start', 'tool', 'work'];

/** Bundles the fixture's functions, synthesizes its stack, and returns the assembly's directory. */
export function synthesizeFixture(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-local-fixture-'));
  const code = join(directory, 'code');
  buildSync({
    entryPoints: functions.map((name) => ({
      in: join(import.meta.dirname, 'functions', `${name}.ts`),
      out: `${name}/index`,
    })),
    outdir: code,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  const assembly = join(directory, 'cdk.out');
  const app = new App({ outdir: assembly, analyticsReporting: false });
  new FixtureStack(app, code);
  app.synth();
  return assembly;
}
