import { readFileSync } from 'node:fs';
import { type Dossier, type FieldError, parseCheck } from '@twelve/dossier';
import { CommandError } from './errors.ts';

/** A dossier from a file, with what is odd about it. @throws {CommandError} listing everything that is wrong. */
export function readDossier(file: string | undefined): { value: Dossier; warnings: readonly FieldError[] } {
  if (file === undefined) {
    throw new CommandError({ zh: '请给出申报材料的文件名。', en: 'Name the file that holds the dossier.' });
  }
  const parsed = parseCheck(readJson(file));
  if (parsed.ok) return parsed;
  const lines = parsed.errors.map(
    ({ pointer, message }) => `  ${pointer || '/'}: ${message.zh} / ${message.en}`,
  );
  throw new CommandError({ zh: '申报材料有误。', en: `The dossier is not valid:\n${lines.join('\n')}` });
}

function readJson(file: string): unknown {
  const bytes = read(file);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      { zh: `${file} 不是 UTF-8 编码的 JSON 文件。`, en: `${file} is no JSON in UTF-8: ${reason}` },
      { cause: error },
    );
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'unknown' } = Object(error);
    throw new CommandError(
      { zh: `无法读取文件 ${file}（${code}）。`, en: `The file ${file} cannot be read (${code}).` },
      { cause: error },
    );
  }
}
