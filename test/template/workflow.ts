import { jinhua } from '@twelve/measures';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { type Template, valuesIn } from './synthesize.ts';

interface State {
  readonly Type: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly TimeoutSeconds?: number;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Branches?: readonly { readonly States: Readonly<Record<string, State>> }[];
}

/** The state machine as it would be deployed, with its references filled in so that it can be read. */
export function describeWorkflow(template: Template): void {
  const [machine] = template.ofType('AWS::StepFunctions::StateMachine');
  const text = definitionText(machine?.Properties.DefinitionString);
  const definition: {
    readonly StartAt: string;
    readonly States: Readonly<Record<string, State>>;
    readonly TimeoutSeconds: number;
  } = JSON.parse(text);
  const tasks = [...valuesIn(definition)].filter((value): value is State => Object(value).Type === 'Task');

  describe('the workflow', () => {
    it('is a valid definition of a Standard workflow', () => {
      expect(validate(JSON.parse(text))).toMatchObject({ isValid: true });
      expect(machine?.Properties.StateMachineType).toBe('STANDARD');
    });

    it('is written in JSONPath, which is all that the interpreter of one machine knows', () => {
      expect(text).not.toMatch(/JSONata|"Arguments"|"Assign"/);
    });

    it('checks the twelve measures side by side', () => {
      const parallel = definition.States['Twelve checks'];
      const names = parallel?.Branches?.map(({ States }) => Object.keys(States));
      expect(names).toEqual(jinhua.measures.map(({ number }) => [`Measure ${number}`]));
    });

    it('tries every task again, throttled ones most patiently, and none for ever', () => {
      expect(tasks).toHaveLength(jinhua.measures.length + 4);
      for (const task of tasks) {
        const [first, last] = task.Retry ?? [];
        expect(first?.ErrorEquals).toContain('Lambda.TooManyRequestsException');
        expect(first?.MaxAttempts).toBeGreaterThan(last?.MaxAttempts ?? Number.POSITIVE_INFINITY);
        expect(last?.ErrorEquals).toEqual(['States.ALL']);
        expect(task.TimeoutSeconds).toBeGreaterThan(0);
      }
    });

    it.each(['Load', 'Twelve checks', 'Reconcile', 'Commit'])(
      'records it where %s fails for good',
      (name) => {
        expect(definition.States[name]?.Catch).toMatchObject([
          { ErrorEquals: ['States.ALL'], Next: 'Record failure' },
        ]);
      },
    );

    it('never goes back: what a commit finds outdated is its successor’s to determine', () => {
      const order = Object.keys(definition.States);
      const reached = new Set<string>();
      const visit = (name: string, way: readonly string[]): void => {
        expect(way).not.toContain(name);
        reached.add(name);
        for (const next of successorsOf(definition.States[name])) visit(next, [...way, name]);
      };
      visit(definition.StartAt, []);
      expect([...reached].sort()).toEqual(order.sort());
    });

    it('ends visibly failed after that', () => {
      expect(definition.States['Record failure']?.Next).toBe('Failed');
      expect(definition.States.Failed?.Type).toBe('Fail');
    });

    it('logs every step and none of the data', () => {
      expect(machine?.Properties.LoggingConfiguration).toMatchObject({
        Level: 'ALL',
        IncludeExecutionData: false,
      });
    });
  });
}

function successorsOf(state: State | undefined): readonly string[] {
  const { Next: next, Default: otherwise, Catch: caught = [], Choices: choices = [] } = state ?? {};
  return [next, otherwise, ...caught.map(({ Next }) => Next), ...choices.map(({ Next }) => Next)].filter(
    (name) => name !== undefined,
  );
}

/** `Fn::Join` over texts and references: each reference becomes an ARN that a validator accepts. */
function definitionText(value: unknown): string {
  const join = Object(value)['Fn::Join'];
  if (!Array.isArray(join) || !Array.isArray(join[1])) return String(value);
  return join[1]
    .map((part: unknown) => {
      if (typeof part === 'string') return part;
      return Object(part).Ref === 'AWS::Partition'
        ? 'aws'
        : 'arn:aws:lambda:eu-central-1:123456789012:function:f';
    })
    .join('');
}
