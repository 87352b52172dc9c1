import type { FieldError, Text } from '@twelve/dossier';
import type { Field } from '../fields/field.ts';
import { text } from './text.ts';

/**
 * An error as a business owner reads it. The dossier's own messages are written for portal developers in places
 * ("true or false"); here the field says what to do about it.
 */
export function plainError(error: FieldError, field: Field | undefined): Text {
  if (error.code === 'required') return required(field);
  if (error.code === 'too-many-entries') return tooMany(error);
  if (field === undefined) return error.message;
  switch (field.kind) {
    case 'choice':
      return field.other === undefined || error.code === 'value' ? CHOOSE : error.message;
    case 'yes-no':
      return error.code === 'type' ? CHOOSE : error.message;
    case 'date':
      return error.code === 'date' || error.code === 'type' ? DATE : error.message;
    case 'settlement':
      return error.code === 'date' || error.pointer.endsWith('/on') ? DATE : CHOOSE;
    case 'year':
      return error.code === 'range' ? YEAR : error.message;
    case 'references':
      return error.code === 'length' ? TOO_MANY_PROJECTS : UNKNOWN_PROJECT;
    case 'reference':
      return WHICH_CARRIER;
    case 'item':
    case 'clause':
    case 'scope':
      return CHOOSE;
    case 'item-lines':
      return LINES;
    default:
      return error.message;
  }
}

const required = (field: Field | undefined): Text => {
  switch (field?.kind) {
    case 'choice':
    case 'yes-no':
    case 'item':
    case 'clause':
    case 'scope':
      return CHOOSE;
    case 'reference':
      return WHICH_CARRIER;
    case 'settlement':
      return DATE;
    case 'item-lines':
      return LINES;
    default:
      return text('请填写', 'Please fill this in');
  }
};

/** How many there are and may be is in the error. */
const tooMany = ({ message }: FieldError): Text =>
  text(
    `${message.zh}，多出的暂未计入；同一年度、同一类别、用于同一项目的支出，测算时可以合并为一笔`,
    `${message.en}: what is beyond does not count yet. Expenditures of one year, kind and project can be put together for a self-check`,
  );

const CHOOSE = text('请选择一项', 'Please choose one');
const DATE = text('请填写真实存在的日期，如 2024.5.10', 'Enter a real day, such as 2024.5.10');
const YEAR = text('请填写2000至2100之间的年度', 'Enter a year between 2000 and 2100');
const TOO_MANY_PROJECTS = text('一笔支出最多用于4个项目', 'An expenditure serves at most 4 projects');
const UNKNOWN_PROJECT = text('项目列表中没有这个项目', 'There is no such project in your list');
const WHICH_CARRIER = text(
  '请选择孵化器；列表中没有的，请先在“产业园与孵化器”中填写',
  'Choose the incubator; one that is not listed is entered under "Parks and incubators" first',
);
const LINES = text(
  '请为每一行选择事项并填写金额；列表中没有的事项，请先填写',
  'Choose an item and enter an amount in every line; an item that is not listed is entered first',
);
