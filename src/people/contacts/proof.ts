/** How many days the link works that proves an address. */
export const proofDays = 3;
