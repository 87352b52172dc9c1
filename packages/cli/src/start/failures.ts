import {
  DatabaseError,
  DataDirectoryError,
  DataDirectoryInUseError,
  PortInUseError,
  UnsupportedPlatformError,
} from '@twelve/cloud-local';
import type { Text } from '@twelve/dossier';
import { CommandError } from '../errors.ts';

/** What was asked of this machine, as far as a refusal has to name it. */
export interface Asked {
  readonly port: number;
  readonly dataDir: string | undefined;
  readonly dynamodbEndpoint: string | undefined;
}

/** What a machine may refuse, in one sentence of each language; anything else is our fault and stays as it is. */
export function asCommandError(error: unknown, asked: Asked): unknown {
  const text = sentence(error, asked);
  return text === undefined ? error : new CommandError(text, { cause: error });
}

function sentence(error: unknown, { port, dataDir, dynamodbEndpoint }: Asked): Text | undefined {
  const code = codeOf(error);
  if (error instanceof PortInUseError || code === 'EADDRINUSE') {
    return {
      zh: `端口 ${port} 已被占用，请结束占用它的程序，或以环境变量 PORT 另选端口。`,
      en: `Port ${port} is taken: end what listens there, or choose another with PORT.`,
    };
  }
  if (code === 'EACCES' && port > 0 && port < 1024) {
    return {
      zh: `无权使用端口 ${port}，请以环境变量 PORT 选 1024 以上的端口。`,
      en: `Port ${port} is not allowed here: choose one above 1023 with PORT.`,
    };
  }
  if (error instanceof DataDirectoryInUseError) {
    return {
      zh: `数据目录 ${dataDir} 正被另一个进程使用。`,
      en: `The data directory ${dataDir} is in use by another process: end that one or choose another directory.`,
    };
  }
  if (error instanceof DataDirectoryError || (code !== undefined && CANNOT_WRITE.has(code))) {
    const reason = error instanceof DataDirectoryError ? reasonOf(error.cause) : code;
    return {
      zh: `目录 ${dataDir ?? '.twelve'} 无法写入（${reason}），请换一个目录或修改权限。`,
      en: `The directory ${dataDir ?? '.twelve'} cannot be written (${reason}): choose another or change its permissions.`,
    };
  }
  if (code === SQLITE) {
    return {
      zh: `数据无法再保存（${reasonOf(error)}），系统已停止。`,
      en: `Data cannot be saved any more (${reasonOf(error)}), so the system has ended.`,
    };
  }
  if (error instanceof UnsupportedPlatformError) {
    return {
      zh: '此平台没有内嵌数据库，请用 --dynamodb-endpoint 指定一个兼容 DynamoDB 的数据库（例如 DynamoDB Local）。',
      en: 'There is no embedded database for this platform: name one that speaks DynamoDB (DynamoDB Local, for example) with --dynamodb-endpoint.',
    };
  }
  if (!(error instanceof DatabaseError)) return undefined;
  return { zh: `数据库${dynamodbEndpoint ?? ''}无法使用。`, en: error.message };
}

const SQLITE = 'ERR_SQLITE_ERROR';
const CANNOT_WRITE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC']);

/** SQLite's own words say more than its one code. */
function reasonOf(cause: unknown): string {
  const { code, message } = Object(cause);
  return String(code === undefined || code === SQLITE ? message : code);
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
