/** For how many days a member can take home what was made for them. */
export const daysToTake = 7;
