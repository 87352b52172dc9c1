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
