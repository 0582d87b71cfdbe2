/**
 * From so many percent on a suggested reason is chosen beforehand. Of the labelled sentences that nothing was learned
 * from, 13 of 15 readings of 65 to 69 percent were right, 12 of 14 of 60 to 64, and 14 of 23 of 45 to 59.
 */
export const sureAtDesk = 65;
/** Groups on a page. */
export const groupsAtOnce = 20;
/** People of a group who are named. */
export const peopleShown = 30;

/** The name of a group in a form: the id of what is said, and the codes that are suggested. */
export const groupKey = /^[0-9a-f-]{36}(\.[a-z_]{1,40}){1,10}$/;
