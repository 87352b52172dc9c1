import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError, messageOf } from './errors.ts';

/**
 * Reads a command's options, and at most so many words beside them.
 * @throws {CommandError} for an option that it does not have, one without its value, a word too many, and an option
 *   that npm did not hand on.
 */
export function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  words = 0,
) {
  const read = parsed(args, options);
  const kept = Object.keys(options).find((name) => isKeptByNpm(name, args));
  if (kept !== undefined) {
    throw new CommandError({
      zh: `选项 --${kept} 被 npm 截留，请写在单独的 -- 之后，例如 npm start -- --data DIR。`,
      en: `npm kept --${kept} to itself: write it behind a -- of its own, as in npm start -- --data DIR.`,
    });
  }
  const surplus = read.positionals.slice(words);
  if (surplus.length > 0) {
    throw new CommandError({
      zh: `多余的参数：${surplus.join(' ')}。`,
      en: `Not expected: ${surplus.join(' ')}.`,
    });
  }
  return read;
}

/** What stands before `--` npm takes for a setting of its own, and the command would do without: keep no data, say. */
const isKeptByNpm = (name: string, args: readonly string[]): boolean =>
  process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined &&
  !args.some((argument) => argument.split('=')[0] === `--${name}`);

function parsed<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Some come with advice on further lines.
    const [reason = ''] = messageOf(error).split(/\.?\n/);
    const [, option = ''] = /'(?:-\w, )?(--?[\w-]+)/.exec(reason) ?? [];
    const unknown = Object(error).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new CommandError(
      unknown
        ? { zh: `没有选项 ${option}。`, en: `There is no option ${option}.` }
        : { zh: `选项 ${option} 的取值有误。`, en: `${reason}.` },
      { cause: error },
    );
  }
}
