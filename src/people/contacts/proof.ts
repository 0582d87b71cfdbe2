/** How many days the link works that proves an address. */
export const proofDays = 3;
/**
 * What the desk asks for in a member's place counts only after this many days: time for the member to see the notice at
 * their old address and to stop it. Otherwise the desk could take over an account, and read what others wrote to it.
 */
export const deskHoldDays = 3;
