import { arn, inertKind } from '../kind.ts';

/** Resource types that are accepted whole and do nothing on this machine; reported at start. */
export const inertKinds = [
  inertKind('AWS::CDK::Metadata', 'usage statistics of the CDK'),
  inertKind('AWS::Logs::LogGroup', 'logs go to onEvent', {
    nameProperty: 'LogGroupName',
    attributes: { Arn: (identity) => arn(identity, 'logs', `log-group:${identity.name}:*`) },
  }),
  inertKind('AWS::Logs::ResourcePolicy', 'logs go to onEvent'),
  inertKind('AWS::Logs::MetricFilter', 'metrics and alarms are not simulated'),
  inertKind('AWS::Logs::QueryDefinition', 'logs go to onEvent'),
  inertKind('AWS::CloudWatch::Alarm', 'metrics and alarms are not simulated', {
    nameProperty: 'AlarmName',
    attributes: { Arn: (identity) => arn(identity, 'cloudwatch', `alarm:${identity.name}`) },
  }),
  inertKind('AWS::CloudWatch::CompositeAlarm', 'metrics and alarms are not simulated', {
    nameProperty: 'AlarmName',
    attributes: { Arn: (identity) => arn(identity, 'cloudwatch', `alarm:${identity.name}`) },
  }),
  inertKind('AWS::CloudWatch::Dashboard', 'metrics and alarms are not simulated'),
  inertKind('AWS::SNS::Topic', 'topics only carry alarms, which are not simulated', {
    nameProperty: 'TopicName',
    ref: (identity) => arn(identity, 'sns', identity.name),
    attributes: {
      TopicArn: (identity) => arn(identity, 'sns', identity.name),
      TopicName: (identity) => identity.name,
    },
  }),
  inertKind('AWS::SNS::TopicPolicy', 'topics only carry alarms, which are not simulated'),
  inertKind('AWS::SNS::Subscription', 'topics only carry alarms, which are not simulated'),
  inertKind('AWS::WAFv2::WebACL', 'the firewall in front of the API is not simulated', {
    nameProperty: 'Name',
    attributes: {
      Arn: (identity) => arn(identity, 'wafv2', `regional/webacl/${identity.name}/local`),
      Id: () => 'local',
    },
  }),
  inertKind('AWS::WAFv2::WebACLAssociation', 'the firewall in front of the API is not simulated'),
  inertKind('AWS::WAFv2::LoggingConfiguration', 'the firewall in front of the API is not simulated'),
  inertKind('AWS::ApiGateway::Account', 'it only lets the API write logs'),
];
