import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type AccessKey, dynamoEngine, type TableNames } from '@twelve/store';
import { CommandError, messageOf } from './errors.ts';

/** What the stack says of itself after deployment, by the names that the constructs give. */
export type StackOutputs = Readonly<Record<string, string>>;

/**
 * A stack deployed to AWS, found by its outputs. Account, region and credentials are those of the environment.
 * @throws {CommandError} where there is no such stack, or it is of another kind.
 */
export async function openStack(name: string) {
  const outputs = await outputsOf(name);
  const plan = required(outputs.CallersPlan, 'CallersPlan');
  const gateway = new APIGatewayClient({});
  return {
    engine: dynamoEngine(tablesOf(outputs)),
    meter: (key: AccessKey) => meterOn(gateway, plan, key),
    unmeter: (key: AccessKey) => unmeterFrom(gateway, key),
  };
}

/** The physical table names among a stack's outputs. */
export function tablesOf(outputs: StackOutputs): TableNames {
  return {
    cases: required(outputs.CasesTable, 'CasesTable'),
    claims: required(outputs.ClaimsTable, 'ClaimsTable'),
    partners: required(outputs.PartnersTable, 'PartnersTable'),
    keys: required(outputs.KeysTable, 'KeysTable'),
    recalculations: required(outputs.RecalculationsTable, 'RecalculationsTable'),
  };
}

type Gateway = Pick<APIGatewayClient, 'send'>;

/** Puts a key on the usage plan. The gateway counts by a key of its own, whose value the authorizer names. */
export async function meterOn(gateway: Gateway, usagePlanId: string, key: AccessKey): Promise<void> {
  const { id } = await gateway.send(
    new CreateApiKeyCommand({ name: nameOf(key), value: key.meteringKey, enabled: true }),
  );
  await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
}

/** Deletes the gateway's own key, and its place on the plan with it: an account can have so many only. */
export async function unmeterFrom(gateway: Gateway, key: AccessKey): Promise<void> {
  const name = nameOf(key);
  // The query finds what begins like it as well.
  const { items = [] } = await gateway.send(new GetApiKeysCommand({ nameQuery: name }));
  for (const { id: apiKey, name: found } of items)
    if (found === name) await gateway.send(new DeleteApiKeyCommand({ apiKey }));
}

const nameOf = ({ partner, id }: AccessKey): string => `${partner}-${id}`;

async function outputsOf(name: string): Promise<StackOutputs> {
  try {
    const { Stacks: stacks = [] } = await new CloudFormationClient({}).send(
      new DescribeStacksCommand({ StackName: name }),
    );
    return Object.fromEntries(
      (stacks[0]?.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]),
    );
  } catch (error) {
    const reason = messageOf(error);
    throw new CommandError(
      { zh: `读取不到堆栈 ${name}。`, en: `The stack ${name} cannot be read: ${reason}` },
      { cause: error },
    );
  }
}

/** @throws {CommandError} naming what the stack lacks. */
function required(value: string | undefined, what: string): string {
  if (value !== undefined) return value;
  throw new CommandError({ zh: `该堆栈没有输出 ${what}。`, en: `The stack has no output ${what}.` });
}
