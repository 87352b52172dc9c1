import { jinhua } from '@twelve/measures';
import {
  dynamoEngine,
  MissingSettingError,
  openStore,
  type Store,
  type TableName,
  tableNames,
} from '@twelve/store';

/** The store as a function sees it: the tables that its environment names, and the pack in force. */
export const storeOf = (...needed: TableName[]): Store =>
  openStore(dynamoEngine(tableNames(process.env, needed)), jinhua);

/** @throws {MissingSettingError} where the stack did not set it. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new MissingSettingError(name);
  return value;
}
