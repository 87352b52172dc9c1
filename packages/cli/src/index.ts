import { CommandError } from './errors.ts';
import { type CommandName, helpOf, isCommand } from './help.ts';

export { CommandError } from './errors.ts';
export { buildAssembly } from './start/assembly.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Each command is loaded when it is asked for: `check` needs neither the SDK nor the machine. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
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
  const subject = name === 'help' ? args[0] : name;
  if (name === 'help' || argv.some(isHelp)) {
    console.log(helpOf(subject !== undefined && isCommand(subject) ? subject : undefined));
    return 0;
  }
  try {
    if (!isCommand(name)) throw unknownCommand(name);
    const command = await commands[name]();
    return await command(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return 1;
  }
}

const isHelp = (argument: string): boolean => argument === '--help' || argument === '-h';

const unknownCommand = (name: string): CommandError =>
  new CommandError({
    zh: `没有命令 ${name}。`,
    en: `There is no command ${name}.\n\n${helpOf()}`,
  });
