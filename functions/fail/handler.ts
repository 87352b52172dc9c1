import { failCase, type Task } from '@twelve/store';
import { storeOf } from '../stored.ts';

const store = storeOf('cases');

/** Where retries are exhausted: the case says that it failed, until the sweeper or the next change. */
export const handler = (task: Task): Promise<{ readonly recorded: boolean }> => failCase(store, task);
