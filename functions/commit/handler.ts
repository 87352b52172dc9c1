import { type Committed, commitCase, type Reconciled } from '@twelve/store';
import { storeOf } from '../stored.ts';

const store = storeOf('cases', 'claims', 'recalculations');

/** The workflow's last state: the determination comes into force, if the case has not moved on. */
export const handler = (reconciled: Reconciled): Promise<Committed> => commitCase(store, reconciled);
