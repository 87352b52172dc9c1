import { afterEach, beforeEach, describe, expect, it, type MockInstance, onTestFinished, vi } from 'vitest';
import { main } from './index.ts';

/** The command as it is typed: what it prints where, and how it ends. */
let out: MockInstance;
let err: MockInstance;
beforeEach(() => {
  out = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  err = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const printed = (stream: MockInstance): string => stream.mock.calls.flat().join('\n');

describe('help', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']], [['help', 'nonsense']]])(
    'is all of it: %j',
    async (argv) => {
      expect(await main(argv)).toBe(0);
      for (const command of ['start', 'check', 'explain', 'screen', 'keys', 'verify']) {
        expect(printed(out)).toContain(`\n  ${command}`);
      }
    },
  );

  it.each(['start', 'check', 'explain', 'screen', 'keys', 'verify'])('of %s alone', async (command) => {
    expect(await main(['help', command])).toBe(0);
    const text = printed(out);
    out.mockClear();
    expect(await main([command, '--help'])).toBe(0);
    expect(printed(out)).toBe(text);
    expect(text).toContain(`\n  ${command}`);
    expect(text).not.toContain(command === 'check' ? '\n  explain' : '\n  check');
    expect(text.includes('--stack NAME')).toBe(command === 'keys' || command === 'verify');
  });
});

describe('what npm kept to itself', () => {
  it('is missed, not done without', async () => {
    vi.stubEnv('npm_config_data', 'DIR').stubEnv('npm_config_dynamodb_endpoint', 'http://127.0.0.1:1');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(await main(['start'])).toBe(1);
    expect(printed(err)).toContain('npm start -- --data DIR');
    expect(await main(['start', '--data=DIR'])).toBe(1);
    expect(printed(err)).toContain('npm kept --dynamodb-endpoint to itself');
  });
});

describe('what cannot be understood', () => {
  it.each([
    [['frobnicate'], '没有命令 frobnicate', 'There is no command frobnicate'],
    [['check', 'a.json', 'b.json'], '多余的参数：b.json', 'Not expected: b.json'],
    [['start', 'now'], '多余的参数：now', 'Not expected: now'],
    [['verify', 'everything'], '多余的参数：everything', 'Not expected: everything'],
    [['explain', 'a.json', '--englisch'], '没有选项 --englisch', 'There is no option --englisch'],
    [['start', '--data'], '选项 --data 的取值有误', "Option '--data <value>' argument missing"],
    [['start', '--data', '-x'], '选项 --data 的取值有误', "Option '--data' argument is ambiguous."],
    [['screen', 'a', '--fresh=1'], '选项 --fresh 的取值有误', "Option '--fresh' does not take an argument"],
    [['verify', '--data', 'd', '--stack', 's'], '只能指明一个', 'not both'],
    [['keys'], '请指明 issue、list、rotate 或 revoke', 'Say issue, list, rotate or revoke'],
    [
      ['keys', 'rotate', '--partner', 'p', '--id', 'k'],
      '--id 仅用于 keys revoke',
      '--id is for keys revoke only',
    ],
    [['keys', 'list', '--role', 'partner'], '--role 仅用于 keys issue', '--role is for keys issue only'],
    [['keys', 'lsit', '--partner', 'p'], '请指明 issue', 'Say issue'],
  ])('%j is said in both languages, and the exit code is 1', async (argv, zh, en) => {
    expect(await main(argv)).toBe(1);
    expect(printed(err)).toContain(zh);
    expect(printed(err)).toContain(en);
    expect(printed(out)).toBe('');
  });
});
