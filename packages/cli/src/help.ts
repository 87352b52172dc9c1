/** What each command is for and what it takes, in both languages. */
const COMMANDS = {
  start: `
  start [--data DIR] [--dynamodb-endpoint URL] [--verbose]
      在本机运行整个系统（端口：环境变量 PORT，默认 8787）
      run the whole system on this machine (port: PORT, 8787 by default)`,
  check: `
  check FILE
      自测一份申报材料（JSON），输出认定结论
      check a dossier (JSON) and print the determination`,
  explain: `
  explain FILE [--english]
      同上，以文字说明每项奖补及理由
      the same, told in words`,
  screen: `
  screen FILE [--out FILE] [--format ndjson|csv] [--threads N] [--fresh]
      批量测算名单中的每家企业（每行一份申报材料），中断后可继续
      screen every company of a register (a dossier a line); goes on after an interruption`,
  keys: `
  keys issue --partner NAME [--role partner|department]
  keys list | rotate --partner NAME
  keys revoke --partner NAME --id ID
      管理访问密钥 / manage access keys`,
  verify: `
  verify
      由存储的输入重算全部认定并核对 / recompute every stored determination and compare`,
} as const;

const SYSTEMS = `

  keys, verify: 默认为本机正在运行的系统（有多个时以环境变量 PORT 指明）
      the system that runs on this machine (the one at PORT, if several), or
      --data DIR    以该数据目录运行的系统 / the one that runs on that data directory
      --stack NAME  已部署到 AWS 的堆栈 / the stack of that name, deployed to AWS`;

export type CommandName = keyof typeof COMMANDS;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** All commands, or one of them. */
export function helpOf(name?: CommandName): string {
  if (name === undefined) return `twelve <command>\n${Object.values(COMMANDS).join('')}${SYSTEMS}`;
  const usage = `twelve <command>\n${COMMANDS[name]}`;
  return name === 'keys' || name === 'verify' ? usage + SYSTEMS : usage;
}
