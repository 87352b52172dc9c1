import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './errors.ts';

/**
 * Reads a command's options.
 * @throws {CommandError} for an option that it does not have, or one without its value.
 */
export function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError({ zh: '命令行参数有误。', en: reason }, { cause: error });
  }
}
