/** A calendar day, `YYYY-MM-DD`. Two of them compare as strings do. */
export type CalendarDate = string;

/** The calendar year of a day that the schema has already accepted. */
export const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4));

/** Both ends belong to the span. */
export const within = (day: CalendarDate, from: CalendarDate, to: CalendarDate): boolean =>
  from <= day && day <= to;
