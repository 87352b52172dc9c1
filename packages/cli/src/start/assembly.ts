import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { CommandError } from '../errors.ts';

/** What the functions and the stack are made of, beside the packages' own sources. */
const INGREDIENTS = ['cdk.json', 'package-lock.json', 'infra', 'functions'];

/**
 * The cloud assembly of the sources as they are: bundled and synthesized, unless that was done before for the same
 * sources.
 * @param root the repository.
 * @param say told before the work begins, if there is any.
 * @returns the assembly's folder.
 * @throws {CommandError} when the folder cannot be written or the sources cannot be built.
 */
export async function buildAssembly(root: string, say: () => void): Promise<string> {
  const cache = join(root, '.twelve');
  const assembly = join(cache, 'assembly');
  const stamp = join(cache, 'assembly.sources');
  const sources = digestOf(root);
  if (existsSync(stamp) && existsSync(assembly) && readFileSync(stamp, 'utf8') === sources) return assembly;
  say();
  const fresh = join(cache, `assembly.${process.pid}`);
  try {
    mkdirSync(cache, { recursive: true });
    rmSync(stamp, { force: true });
    await synthesize(root, fresh);
    rmSync(assembly, { recursive: true, force: true });
    renameSync(fresh, assembly);
    writeFileSync(stamp, sources);
  } catch (error) {
    throw cannotWrite(error, cache);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return assembly;
}

/** The CDK app in a process of its own: it is large, and gone when the work is done. */
async function synthesize(root: string, outdir: string): Promise<void> {
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

function digestOf(root: string): string {
  const hash = createHash('sha256').update(process.version);
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  for (const ingredient of [...INGREDIENTS, ...packages]) {
    for (const file of filesOf(join(root, ingredient))) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
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
