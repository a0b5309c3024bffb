/** A spreadsheet takes a text that begins like this for a formula (ASVS 1.2.10). */
const formula = /^'*[=+\-@\t\r\0]/;
const escapedFormula = /^'+[=+\-@\t\r\0]/;

/** `=SUM(A1)` → `'=SUM(A1)`. For texts only: a number that begins with a minus stays a number. */
export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The inverse of {@link escapeFormula}. */
export const unescapeFormula = (text: string): string => (escapedFormula.test(text) ? text.slice(1) : text);
