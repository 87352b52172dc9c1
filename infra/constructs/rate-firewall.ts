import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests of one address within a minute above which it has to wait: a class of pupils behind one router fits. */
const PER_ADDRESS_PER_MINUTE = 600;

/**
 * The firewall in front of what anyone may call. One rule: how much one address may ask. The managed rule sets are
 * left out on purpose: they refuse bodies above 8 KB, and dossiers are larger.
 */
export class RateFirewall extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: metrics('RateFirewall'),
      rules: [
        {
          name: 'PerAddress',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              evaluationWindowSec: 60,
              limit: PER_ADDRESS_PER_MINUTE,
            },
          },
          visibilityConfig: metrics('PerAddress'),
        },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

/** Counts only; sampled requests would hold addresses and paths. */
function metrics(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
