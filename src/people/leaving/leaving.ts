/** For how many days someone who left can come back as they were, by the link that was mailed to them. */
export const daysToComeBack = 7;
