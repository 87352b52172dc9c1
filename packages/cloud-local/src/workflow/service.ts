import * as z from 'zod';
import type { Access } from '../iam/access.ts';
import type { Json } from '../json.ts';
import type { Row } from '../state/host-state.ts';
import { authorize } from '../wire/authorize.ts';
import { answerJson, ServiceError, type WireService } from '../wire/call.ts';
import type { Executions } from './executions.ts';

const inputs = {
  StartExecution: z.object({
    stateMachineArn: z.string(),
    name: z.string().optional(),
    input: z.string().optional(),
  }),
  DescribeExecution: z.object({ executionArn: z.string() }),
  StopExecution: z.object({ executionArn: z.string() }),
  ListExecutions: z.object({
    stateMachineArn: z.string(),
    statusFilter: z.string().optional(),
    maxResults: z.number().max(1000).default(100),
    nextToken: z.string().optional(),
  }),
};

/** Step Functions on the wire (AWS JSON 1.0). */
export function workflowService(options: { access: Access; executions: Executions }): WireService {
  const { executions } = options;
  const operations: Readonly<
    Record<string, { resource: (input: Json) => string; run: (input: Json) => Json }>
  > = {
    StartExecution: {
      resource: (input) => parse(inputs.StartExecution, input).stateMachineArn,
      run: (input) => {
        const { stateMachineArn, name, input: payload } = parse(inputs.StartExecution, input);
        return executions.start(stateMachineArn, name, payload);
      },
    },
    DescribeExecution: {
      resource: (input) => parse(inputs.DescribeExecution, input).executionArn,
      run: (input) => {
        const row = existing(executions, parse(inputs.DescribeExecution, input).executionArn);
        const optional = {
          output: row.optionalText('output'),
          error: row.optionalText('error'),
          cause: row.optionalText('cause'),
        };
        return { ...summary(row), input: row.text('input'), ...defined(optional) };
      },
    },
    StopExecution: {
      resource: (input) => parse(inputs.StopExecution, input).executionArn,
      run: (input) => {
        const { executionArn } = parse(inputs.StopExecution, input);
        existing(executions, executionArn);
        return { stopDate: executions.stop(executionArn) };
      },
    },
    ListExecutions: {
      resource: (input) => parse(inputs.ListExecutions, input).stateMachineArn,
      run: (input) => {
        const { stateMachineArn, statusFilter, maxResults, nextToken } = parse(inputs.ListExecutions, input);
        const offset = Number(nextToken ?? 0);
        const rows = executions.list(stateMachineArn, statusFilter, maxResults, offset);
        const more = rows.length === maxResults ? { nextToken: String(offset + maxResults) } : {};
        return { executions: rows.map(summary), ...more };
      },
    },
  };
  return {
    name: 'states',
    target: 'AWSStepFunctions',
    async handle(call) {
      const operation = operations[call.operation];
      if (operation === undefined) {
        throw new ServiceError(
          'UnknownOperationException',
          `${call.operation} is not simulated on this machine`,
        );
      }
      const resource = operation.resource(call.input);
      authorize(options.access, call.principal, [{ action: `states:${call.operation}`, resource }]);
      return answerJson(operation.run(call.input));
    },
  };
}

function existing(executions: Executions, arn: string): Row {
  const row = executions.find(arn);
  if (row === undefined)
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return row;
}

function summary(row: Row): { [key: string]: Json } {
  const stopped = row.number('stopped');
  return {
    executionArn: row.text('arn'),
    stateMachineArn: row.text('machine'),
    name: row.text('name'),
    status: row.text('status'),
    startDate: row.number('started') / 1000,
    ...(stopped === 0 ? {} : { stopDate: stopped / 1000 }),
  };
}

function defined(values: Record<string, string | undefined>): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function parse<T>(schema: z.ZodType<T>, input: Json): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ServiceError('ValidationException', z.prettifyError(parsed.error));
}
