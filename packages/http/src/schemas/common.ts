import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';

export const text = strictObject({ zh: v.string(), en: v.string() });

/** Whole fen. */
export const fen = wholeNumber(0);
export const outcome = v.picklist(['eligible', 'ineligible', 'undetermined']);
export const amountKind = v.picklist(['fixed', 'ceiling', 'by-other-policy', 'none']);
