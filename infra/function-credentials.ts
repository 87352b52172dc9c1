/**
 * Stands in for the SDK's credential chain in what is deployed. A Lambda function is given its role's credentials in
 * the environment and nowhere else; the chain would add a third to every bundle for profiles, single sign-on and
 * instance metadata, and their search to every start.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
