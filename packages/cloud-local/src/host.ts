import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Activity } from './activity.ts';
import { DataDirectoryError } from './errors.ts';
import { Guard } from './functions/guard.ts';
import { type Access, compileAccess } from './iam/access.ts';
import type { Emit, LocalCloudOptions } from './options.ts';
import { openDataDirectory } from './state/data-directory.ts';
import { HostState } from './state/host-state.ts';
import { generatedSecret } from './state/secrets.ts';
import { readAssembly } from './template/assembly.ts';
import { resolveStack, type Stack } from './template/stack.ts';

const defaultRegion = 'cn-north-1';
const defaultAccount = '000000000000';

/** Called last-in first-out when the host stops. */
export type OnStop = (cleanup: () => Promise<void> | void) => void;

/** What every part of the host is given. */
export interface Ground {
  readonly options: LocalCloudOptions;
  readonly emit: Emit;
  readonly timeScale: number;
  readonly activity: Activity;
  /** Aborted first of all when the host stops. */
  readonly signal: AbortSignal;
  readonly directory: string;
  readonly guard: Guard;
  readonly state: HostState;
  /** Known to this host and its functions only. */
  readonly sessionToken: string;
  readonly onStop: OnStop;
}

/** A stack that is read, resolved and known to fit, on its ground. */
export interface Host extends Ground {
  readonly stack: Stack;
  readonly access: Access;
}

/** Opens what a host stands on. @throws DataDirectoryError, DataDirectoryInUseError */
export function openGround(options: LocalCloudOptions, signal: AbortSignal, onStop: OnStop): Ground {
  const directory = openDataDirectory(options.dataDir);
  onStop(() => directory.release());
  const guard = new Guard(directory.temporary ? directory.path : undefined);
  onStop(() => guard.close());
  const state = openState(directory.path);
  onStop(() => state.close());
  return {
    options,
    emit: options.onEvent ?? (() => {}),
    timeScale: options.timeScale ?? 1,
    activity: new Activity(),
    signal,
    directory: directory.path,
    guard,
    state,
    sessionToken: randomBytes(24).toString('base64url'),
    onStop,
  };
}

/** A damaged file is found here, before anything is done. */
function openState(directory: string): HostState {
  try {
    return new HostState(join(directory, 'host.sqlite'));
  } catch (cause) {
    throw new DataDirectoryError(directory, { cause });
  }
}

/**
 * Reads the stack; `endpoint` is the address that its functions will talk to.
 *
 * @throws AssemblyError, UnsupportedTemplateError
 */
export function openStack(ground: Ground, endpoint: string): Host {
  const { options, emit, state } = ground;
  emit({ kind: 'progress', message: `reading ${options.assemblyDir}` });
  const assembly = readAssembly(options.assemblyDir, options.stackName);
  const region = assembly.region ?? defaultRegion;
  const china = region.startsWith('cn-');
  const place = {
    stackName: assembly.stackName,
    region,
    account: assembly.account ?? defaultAccount,
    partition: china ? 'aws-cn' : 'aws',
    urlSuffix: china ? 'amazonaws.com.cn' : 'amazonaws.com',
    endpoint,
  };
  const stack = resolveStack(assembly, place, (name, length) => generatedSecret(state, name, length));
  for (const what of stack.notSimulated) emit({ kind: 'not-simulated', what });
  return { ...ground, stack, access: compileAccess(stack) };
}
