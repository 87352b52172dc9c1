import { CommandError } from './errors.ts';
import { HELP } from './help.ts';

export { CommandError } from './errors.ts';
export { buildAssembly } from './start/assembly.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Each command is loaded when it is asked for: `check` needs neither the SDK nor the machine. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start/start.ts')).start,
  check: async () => (await import('./check.ts')).check,
  explain: async () => (await import('./explain.ts')).explain,
  screen: async () => (await import('./screen/screen.ts')).screen,
  keys: async () => (await import('./keys.ts')).keys,
  verify: async () => (await import('./verify.ts')).verify,
};

/**
 * The `twelve` command.
 * @param argv the command and its arguments, without `node` and the file.
 * @returns the exit code: 0, or 1 after one sentence on standard error.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = argv;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const asked = name === 'help' || name === '--help' || name === '-h';
    (asked ? console.log : console.error)(HELP);
    return asked ? 0 : 1;
  }
  try {
    const command = await load();
    return await command(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return 1;
  }
}
