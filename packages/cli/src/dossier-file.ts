import { readFileSync } from 'node:fs';
import { type Dossier, type FieldError, parseCheck, parseJson } from '@twelve/dossier';
import { CommandError } from './errors.ts';

/** A dossier from a file, with what is odd about it. @throws {CommandError} listing everything that is wrong. */
export function readDossier(file: string | undefined): { value: Dossier; warnings: readonly FieldError[] } {
  if (file === undefined) {
    throw new CommandError({ zh: '请给出申报材料的文件名。', en: 'Name the file that holds the dossier.' });
  }
  const json = parseJson(read(file));
  const parsed = json.ok ? parseCheck(json.value) : json;
  if (parsed.ok) return parsed;
  const lines = parsed.errors.map(
    ({ pointer, message }) => `  ${pointer || '/'}: ${message.zh} / ${message.en}`,
  );
  throw new CommandError({ zh: '申报材料有误。', en: `The dossier is not valid:\n${lines.join('\n')}` });
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
