import { type Loaded, loadCase, type Task } from '@twelve/store';
import { storeOf } from '../stored.ts';

const store = storeOf('cases', 'claims');

/** The workflow's first state: everything that is known of a case in this revision. */
export const handler = ({ creditCode, revision, attempt }: Task): Promise<Loaded> =>
  loadCase(store, { creditCode, revision, attempt });
