import { jinhua } from '@twelve/measures';
import { type Checked, type Reconciled, reconcileCase } from '@twelve/store';

/** What the twelve checks found, settled across measures. Nothing is read or written. */
export const handler = async (checked: Checked): Promise<Reconciled> => reconcileCase(jinhua, checked);
