import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends every child process, and removes the temporary directory, when this process goes – also by
 * `kill -9`. A small shell holds the list of process groups and waits for its standard input to close,
 * which the operating system does for us.
 */
export class Guard {
  #shell: ChildProcess | undefined;

  constructor(temporaryDirectory: string | undefined) {
    if (process.platform === 'win32') return; // There the bootstrap notices the closed pipe by itself.
    this.#shell = spawn('sh', ['-c', script, 'guard', temporaryDirectory ?? ''], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#shell.unref();
    this.#shell.stdin?.on('error', () => {});
    this.#shell.on('error', () => {});
  }

  watch(child: ChildProcess): void {
    const { pid } = child;
    if (pid === undefined) return;
    this.#say(`+ ${pid}`);
    child.once('exit', () => this.#say(`- ${pid}`));
  }

  /** Lets the shell finish: it ends whatever is still listed. */
  async close(): Promise<void> {
    const shell = this.#shell;
    if (shell === undefined || shell.exitCode !== null) return;
    const ended = new Promise((resolve) => shell.once('exit', resolve));
    shell.ref();
    shell.stdin?.end();
    await ended;
  }

  #say(line: string): void {
    this.#shell?.stdin?.write(`${line}\n`);
  }
}

const script = `
groups=""
while read -r sign group; do
  case "$sign" in
    +) groups="$groups $group" ;;
    -) left=""; for one in $groups; do [ "$one" = "$group" ] || left="$left $one"; done; groups="$left" ;;
  esac
done
for one in $groups; do kill -s KILL -- "-$one" 2>/dev/null; done
[ -z "$1" ] || rm -rf -- "$1"
`;

/** Kills a child that was started in a process group of its own, with all that it started itself. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
