export const HELP = `twelve <command>

  start [--data DIR] [--dynamodb-endpoint URL] [--verbose]
      在本机运行整个系统（端口：环境变量 PORT,默认 8787）
      run the whole system on this machine (port: PORT, 8787 by default)
  check FILE
      自测一份申报材料（JSON）,输出认定结论
      check a dossier (JSON) and print the determination
  explain FILE
      同上，以文字说明每项奖补及理由
      the same, told in words
  keys issue --partner NAME [--role partner|department] [--data DIR]
  keys list | rotate --partner NAME [--data DIR]
  keys revoke --partner NAME --id ID [--data DIR]
      管理访问密钥（系统须正在运行）
      manage access keys (the system has to be running)`;
