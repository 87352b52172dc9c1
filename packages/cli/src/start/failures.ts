import {
  DatabaseError,
  DataDirectoryError,
  DataDirectoryInUseError,
  PortInUseError,
  UnsupportedPlatformError,
} from '@twelve/cloud-local';
import { CommandError } from '../errors.ts';

/** What a machine may refuse, in one sentence of each language; anything else is our fault and stays as it is. */
export function asCommandError(error: unknown, port?: number): unknown {
  const zh = inChinese(error, port);
  if (zh === undefined || !(error instanceof Error)) return error;
  return new CommandError({ zh, en: error.message }, { cause: error });
}

function inChinese(error: unknown, port: number | undefined): string | undefined {
  if (error instanceof PortInUseError)
    return `端口 ${port} 已被占用，请结束占用它的程序，或以 PORT 另选端口。`;
  if (error instanceof DataDirectoryInUseError) return '数据目录正被另一个进程使用。';
  if (error instanceof DataDirectoryError) return '数据目录无法写入，请换一个目录或修改权限。';
  if (error instanceof UnsupportedPlatformError) {
    return '此平台没有内嵌数据库，请用 --dynamodb-endpoint 指定一个兼容 DynamoDB 的数据库。';
  }
  if (error instanceof DatabaseError) return '数据库未能启动。';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' && port !== undefined && port < 1024)
    return `无权使用端口 ${port}，请以 PORT 另选端口。`;
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)
    ? '目录无法写入。'
    : undefined;
}
