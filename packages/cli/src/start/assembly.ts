import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CommandError } from '../errors.ts';
import { isUsed } from './assembly-use.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** What the functions and the stack are made of, beside the packages' own sources. */
const INGREDIENTS = ['cdk.json', 'package-lock.json', 'infra', 'functions'];
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The cloud assembly of the sources as they are: bundled and synthesized, unless that was done before for the very
 * same sources. Each state of the sources has a folder of its own, so that a build never takes the ground from under
 * a system that runs.
 * @param say told before the work begins, if there is any.
 * @returns the assembly's folder.
 * @throws {CommandError} when the folder cannot be written or the sources cannot be built.
 */
export async function buildAssembly(say: () => void = () => undefined): Promise<string> {
  const cache = join(root, '.twelve');
  const assembly = join(cache, `assembly-${digestOfSources()}`);
  if (existsSync(assembly)) return assembly;
  say();
  const fresh = join(cache, `building-${process.pid}`);
  try {
    mkdirSync(cache, { recursive: true });
    removeOld(cache);
    // Here, not in the build: whether it may be written is told in a sentence, not in a stack.
    mkdirSync(fresh, { recursive: true });
    await synthesize(fresh);
    settle(fresh, assembly);
  } catch (error) {
    throw cannotWrite(error, cache);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return assembly;
}

/** Another command may have built the same meanwhile: then that one is as good. */
function settle(fresh: string, assembly: string): void {
  try {
    renameSync(fresh, assembly);
  } catch (error) {
    if (!existsSync(join(assembly, 'manifest.json'))) throw error;
  }
}

function removeOld(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => /^(assembly|building)-/.test(entry))) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS && !isUsed(path))
      rmSync(path, { recursive: true, force: true });
  }
}

/** The CDK app in a process of its own: it is large, and gone when the work is done. */
async function synthesize(outdir: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra', 'app.ts')], {
    cwd: root,
    // The rules are for what is deployed; the tests hold the template to them.
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  throw new CommandError({
    zh: '无法构建系统。',
    en: `The system could not be built:\n${Buffer.concat(said).toString().trim()}`,
  });
}

function digestOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  for (const ingredient of [...INGREDIENTS, ...packages]) {
    for (const file of filesOf(join(root, ingredient))) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Every file at or below a path, in order; tests do not go into a function, and what npm installed is locked. */
function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return path.endsWith('.test.ts') ? [] : [path];
  const names = readdirSync(path).filter((name) => name !== 'node_modules');
  return names.sort().flatMap((name) => filesOf(join(path, name)));
}

function cannotWrite(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOSPC') return error;
  return new CommandError(
    { zh: `无法写入 ${folder}(${code})。`, en: `${folder} cannot be written (${code}).` },
    { cause: error },
  );
}
