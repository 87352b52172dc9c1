/** A calendar day, `YYYY-MM-DD`. Two of them compare as strings do. */
export type CalendarDate = string;

/** What the schema takes for a day: the 29th of February in leap years only. */
export const DAY_PATTERN =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;

/** The calendar year of a day that the schema has already accepted. */
export const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4));

/** Both ends belong to the span. */
export const within = (day: CalendarDate, from: CalendarDate, to: CalendarDate): boolean =>
  from <= day && day <= to;
