// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and the gateway write variables like that.
import { describe, expect, it } from 'vitest';
import { prepareDefinition } from './definition.ts';

const functionArn = 'arn:aws-cn:lambda:cn-north-1:000000000000:function:check';

function prepare(states: object, more: object = {}, timeScale = 1) {
  const text = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
  return prepareDefinition(
    { logicalId: 'Machine', text, substitutions: { Scheme: 'arn:aws-cn:states' } },
    timeScale,
  );
}

const task = (more: object = {}) => ({ Type: 'Task', Resource: functionArn, End: true, ...more });
const invoke = {
  Resource: '${Scheme}:::lambda:invoke',
  Parameters: { FunctionName: functionArn, 'Payload.$': '$' },
};

describe('definitions', () => {
  it('find the function tasks, nested ones too, and how they are called', () => {
    const { tasks } = prepare({
      Both: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'Direct', States: { Direct: task() } },
          { StartAt: 'Enveloped', States: { Enveloped: task(invoke) } },
        ],
      },
    });
    expect(tasks).toEqual([
      { state: 'Direct', functionArn, envelope: false },
      { state: 'Enveloped', functionArn, envelope: true },
    ]);
  });

  it('scale what the platform waits, never what a task may take', () => {
    const { definition } = prepare(
      {
        Task: task({
          TimeoutSeconds: 60,
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxDelaySeconds: 30 }],
        }),
      },
      { TimeoutSeconds: 900 },
      0.1,
    );
    expect(definition).toMatchObject({
      TimeoutSeconds: 900,
      States: { Task: { TimeoutSeconds: 60, Retry: [{ IntervalSeconds: 1, MaxDelaySeconds: 3 }] } },
    });
  });

  it('give a task without a limit the longest there is, not the interpreter’s minute', () => {
    expect(prepare({ Task: task() }).definition).toMatchObject({
      States: { Task: { TimeoutSeconds: 2_147_483 } },
    });
  });

  it.each([
    ['JSONata', {}, { QueryLanguage: 'JSONata' }, 'JSONata'],
    ['heartbeats', { HeartbeatSeconds: 5, TimeoutSeconds: 9 }, {}, 'HeartbeatSeconds'],
    ['variables', { Assign: { 'a.$': '$.a' } }, {}, 'Assign'],
    ['task tokens', { Parameters: { 'token.$': '$$.Task.Token' } }, {}, '$$.Task.Token'],
    ['other services', { Resource: 'arn:aws-cn:states:::sns:publish', Parameters: {} }, {}, 'sns:publish'],
    [
      'a function chosen at run time',
      { ...invoke, Parameters: { 'FunctionName.$': '$.f' } },
      {},
      'lambda:invoke',
    ],
    ['broken machines', { End: undefined, Next: 'Nowhere' }, {}, ''],
  ])('refuse %s', (_, state, machine, named) => {
    const attempt = () => prepare({ Task: task(state) }, machine);
    expect(attempt).toThrow(
      expect.objectContaining({ name: 'UnsupportedTemplateError', message: expect.stringContaining(named) }),
    );
  });
});
