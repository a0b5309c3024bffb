const dayLength = 86_400_000;
/** 1970-01-01 as Excel counts days, in files that begin in 1900 and in 1904. */
const epoch = 25_569;
const epoch1904 = 24_107;
/** Excel counts a 29 February 1900, which was none: days before it are off by one. */
const daysBeforeLeap = 60;

/** An instant as Excel's number of days; its date is right from March 1900 on. */
export const excelDay = (instant: Date): number => epoch + instant.getTime() / dayLength;

/** The inverse of {@link excelDay}, to the millisecond; an invalid date for a number that is none. */
export function fromExcelDay(days: number, begins1904: boolean): Date {
  const start = begins1904 ? epoch1904 : days < daysBeforeLeap ? epoch - 1 : epoch;
  return new Date(Math.round((days - start) * dayLength));
}
