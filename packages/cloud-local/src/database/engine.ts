import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError, UnsupportedPlatformError } from '../errors.ts';
import { type Guard, killGroup } from '../functions/guard.ts';
import { loopback } from '../wire/http.ts';

/** A DynamoDB-compatible database that this host started. */
export interface Engine {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** The version whose private schema `addStreamIndex` knows. */
const versionWithKnownSchema = '1.2.1';
const attempts = 5;

/**
 * Starts the embedded engine on a file.
 *
 * @throws UnsupportedPlatformError where no engine is published for this platform
 * @throws DatabaseError where it does not come up
 */
export async function startEngine(
  file: string,
  guard: Guard,
  onGone: (error: DatabaseError) => void,
): Promise<Engine> {
  const binary = findBinary();
  let failure = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = await freePort();
    const child = spawn(binary.path, ['--port', String(port), '--db-path', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: {},
    });
    guard.watch(child);
    // The engine cannot say which port it took, and a free one may be taken meanwhile: try again.
    failure = await untilListening(child);
    if (failure !== '') continue;
    if (binary.version === versionWithKnownSchema) addStreamIndex(file);
    let closing = false;
    child.once('exit', () => {
      if (!closing) onGone(new DatabaseError('The database engine ended.'));
    });
    return {
      endpoint: `http://${loopback}:${port}`,
      close: () => {
        closing = true;
        return end(child);
      },
    };
  }
  throw new DatabaseError(`The database engine does not start: ${failure}`);
}

function findBinary(): { path: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const manifest = require.resolve(`@dynoxide/${platform}/package.json`);
    return { path: join(dirname(manifest), 'dynoxide'), version: String(require(manifest).version) };
  } catch {
    throw new UnsupportedPlatformError(platform);
  }
}

/** Resolves with '' once it listens, or with what it said before it ended. */
function untilListening(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said = line;
        if (line.includes('listening on')) resolve('');
      });
    }
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(said || 'it ended at once'));
  });
}

/**
 * The engine looks for the last sequence number of a table by reading all of its stream records, so that
 * every write gets slower with every write before it. This index ends that. It touches a private schema
 * and is therefore bound to one version; without it everything works, only slower.
 */
function addStreamIndex(file: string): void {
  const database = new DatabaseSync(file, { timeout: 2000 });
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS cloud_local_sequence ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, loopback, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Asks the engine to finish, and kills it if it does not. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => killGroup(child), 2000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
