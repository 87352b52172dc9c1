import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests of one address within a minute above which it has to wait: a class of pupils behind one router fits. */
const PUBLIC_PER_MINUTE = 600;

/** The same whatever is asked: room for two keys at their own limit, and an end to floods of keys that do not exist. */
const ANYTHING_PER_MINUTE = 25_000;

export interface RateFirewallProps {
  readonly stage: Stage;
  /** First segments below `/v1` of the routes that ask for a key, and of no other. */
  readonly keyed: readonly string[];
}

/**
 * The firewall in front of the API: how much one address may ask. What asks for a key is limited by key, and a portal
 * calls from one address, so the address's own limit leaves it out. The managed rule sets are left out on purpose:
 * they refuse bodies above 8 KB, and dossiers are larger.
 */
export class RateFirewall extends Construct {
  constructor(scope: Construct, id: string, { stage, keyed }: RateFirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: metrics('RateFirewall'),
      rules: [
        limitPerAddress('Public', 0, PUBLIC_PER_MINUTE, { notStatement: { statement: isKeyed(keyed) } }),
        limitPerAddress('Anything', 1, ANYTHING_PER_MINUTE),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

/** Blocks an address while it asks more than that, counted over what `scopeDownStatement` lets through. */
function limitPerAddress(
  name: string,
  priority: number,
  limitPerMinute: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        evaluationWindowSec: 60,
        limit: limitPerMinute,
        ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }),
      },
    },
    visibilityConfig: metrics(name),
  };
}

/** The path as the firewall sees it begins with the stage, or with whatever a domain's mapping puts there. */
function isKeyed(keyed: readonly string[]): CfnWebACL.StatementProperty {
  return {
    regexMatchStatement: {
      fieldToMatch: { uriPath: {} },
      regexString: `/v1/(${keyed.join('|')})(/|$)`,
      textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
    },
  };
}

/** Counts only; sampled requests would hold addresses and paths. */
function metrics(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
