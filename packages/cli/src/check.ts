import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { readArguments } from './arguments.ts';
import { readDossier } from './dossier-file.ts';
import { print } from './print.ts';

/** `twelve check FILE`: the determination as `POST /v1/self-check` gives it, without any server. */
export async function check(args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, {}, 1);
  const { value, warnings } = readDossier(positionals[0]);
  print(JSON.stringify(selfCheck(jinhua, value, warnings), null, 2));
  return 0;
}
