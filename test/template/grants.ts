import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceIn, type Template } from './synthesize.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Who may do what: exactly what its code does, on exactly what it uses. */
export function describeGrants(template: Template): void {
  const statements = readStatements(template);
  const functions = template.ofType('AWS::Lambda::Function');
  const grantsOf = (name: string): string[] => {
    const lambda = functions.find(({ Properties }) => Properties.Description === `functions/${name}`);
    const role = referenceIn(lambda?.Properties.Role);
    return statements
      .filter((statement) => statement.roles.includes(role ?? ''))
      .flatMap(({ statement }) => listOf(statement.Action).map(String))
      .filter((action) => !action.startsWith('logs:'))
      .sort();
  };

  describe('the table in functions/README.md', () => {
    const rows = readTable();

    it('has every function of the stored path', () => {
      const keepNothing = /^functions\/(m\d\d-.*|self-check|catalogue|page|refusals)$/;
      const names = functions
        .map(({ Properties }) => String(Properties.Description))
        .filter((name) => !keepNothing.test(name));
      expect(rows.map(({ name }) => `functions/${name}`).sort()).toEqual(names.sort());
    });

    it.each(rows.map((row) => [row.name, row] as const))(
      'says what %s may do with tables, and is told',
      (name, row) => {
        const lambda = functions.find(({ Properties }) => Properties.Description === `functions/${name}`);
        const role = referenceIn(lambda?.Properties.Role) ?? '';
        const granted = statements
          .filter(({ roles, statement }) => roles.includes(role) && !isStreamRead(statement))
          .flatMap(({ statement }) =>
            listOf(statement.Action)
              .map(String)
              .filter((action) => action.startsWith('dynamodb:'))
              .map((action) => `${tableNamed(statement.Resource)}: ${action.slice('dynamodb:'.length)}`),
          );
        expect(granted.sort()).toEqual(row.tableActions);
        const variables = Object.keys(Object(Object(lambda?.Properties.Environment).Variables));
        expect(variables.sort()).toEqual(row.environment);
      },
    );
  });

  describe('grants', () => {
    it('name every action', () => {
      const wild = statements.filter(({ statement }) =>
        listOf(statement.Action).some((action) => /[*?]/.test(String(action))),
      );
      expect(wild).toEqual([]);
    });

    it('name every resource, but for the delivery of the workflow’s log', () => {
      const wild = statements.filter(({ statement }) => JSON.stringify(statement.Resource).includes('*'));
      expect(
        wild.map(({ statement }) =>
          listOf(statement.Action).every((action) => /^logs:/.test(String(action))),
        ),
      ).toEqual([true]);
    });

    it('carry no managed policy but the one by which the gateway writes logs', () => {
      const managed = template
        .ofType('AWS::IAM::Role')
        .filter(({ Properties }) => Properties.ManagedPolicyArns);
      expect(managed.map(({ id }) => id)).toEqual([expect.stringMatching(/^HttpApiCloudWatchRole/)]);
    });

    it('give each function a role of its own', () => {
      const roles = functions.map(({ Properties }) => referenceIn(Properties.Role));
      expect(new Set(roles).size).toBe(functions.length);
    });

    it.each([
      'm01-compute-platform',
      'm12-finance-and-tax',
      'self-check',
      'catalogue',
      'page',
      'refusals',
      'reconcile',
    ])('%s may touch nothing', (name) => {
      expect(grantsOf(name)).toEqual([]);
    });

    it('let the authorizer read keys and nothing else', () => {
      expect(grantsOf('authorizer')).toEqual(['dynamodb:GetItem']);
    });

    it('let quotas be read by queries only', () => {
      expect(grantsOf('quotas')).toEqual(['dynamodb:Query']);
    });

    it('let only the workflow’s starter start it', () => {
      const starters = statements.filter(({ statement }) =>
        listOf(statement.Action).includes('states:StartExecution'),
      );
      expect(starters).toHaveLength(1);
      expect(grantsOf('start')).toContain('states:StartExecution');
    });

    it('let nothing delete a table, scan it or change it', () => {
      const allowed =
        /^dynamodb:(BatchGetItem|ConditionCheckItem|DeleteItem|GetItem|PutItem|Query|UpdateItem|DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;
      const actions = statements.flatMap(({ statement }) => listOf(statement.Action).map(String));
      expect(actions.filter((action) => action.startsWith('dynamodb:') && !allowed.test(action))).toEqual([]);
    });
  });
}

interface Row {
  readonly name: string;
  readonly environment: readonly string[];
  /** `cases: GetItem`, `cases/everyCase: Query`. */
  readonly tableActions: readonly string[];
}

/** What the functions' own table promises: the stack is held to it, and it to the stack. */
function readTable(): readonly Row[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'functions', 'README.md'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^`[a-z-]+`$/.test(cells[1] ?? '') && cells.length === 6)
    .map(([, name = '', , environment = '', may = '']) => ({
      name: name.replaceAll('`', ''),
      environment: [...environment.matchAll(/`([A-Z_]+)`/g)].map(([, variable = '']) => variable).sort(),
      tableActions: may.split('·').flatMap(tableActionsOf).sort(),
    }));
}

/** ``cases: GetItem, Query on index `everyCase` `` → the actions on the table and those on the index. */
function tableActionsOf(grant: string): readonly string[] {
  const [, table, actions = ''] = /^\s*(cases|claims|partners|keys|recalculations): (.*)$/.exec(grant) ?? [];
  if (table === undefined) return [];
  return actions.split(',').map((action) => {
    const [, name = '', index] = /^\s*(\w+)(?: on index `(\w+)`)?\s*$/.exec(action) ?? [];
    return `${index === undefined ? table : `${table}/${index}`}: ${name}`;
  });
}

/** `cases`, or `cases/everyCase` where the resource is an index. */
function tableNamed(resource: unknown): string {
  const table = /^Tables([A-Z][a-z]+)/.exec(referenceIn(resource) ?? '')?.[1]?.toLowerCase() ?? '';
  const index = /\/index\/(\w+)/.exec(JSON.stringify(resource))?.[1];
  return index === undefined ? table : `${table}/${index}`;
}

/** What an event source mapping needs; the functions' code never reads a stream itself. */
const isStreamRead = (statement: Statement): boolean =>
  listOf(statement.Action).every((action) => /Stream|GetRecords|GetShardIterator/.test(String(action)));

function readStatements(template: Template) {
  const policies = template.ofType('AWS::IAM::Policy').map(({ Properties }) => ({
    roles: listOf(Properties.Roles).map((role) => referenceIn(role) ?? ''),
    document: Object(Properties.PolicyDocument),
  }));
  const inline = template.ofType('AWS::IAM::Role').flatMap(({ id, Properties }) =>
    listOf(Properties.Policies ?? []).map((policy) => ({
      roles: [id],
      document: Object(Object(policy).PolicyDocument),
    })),
  );
  return [...policies, ...inline].flatMap(({ roles, document }) =>
    listOf(document.Statement ?? []).map((statement): { roles: readonly string[]; statement: Statement } => ({
      roles,
      statement: Object(statement),
    })),
  );
}
