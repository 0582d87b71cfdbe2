/** The roles for which a network can ask for two factors, in the order in which they are kept. */
export const twoFactorRoles = ['steward', 'admin', 'executive', 'employee', 'alumnus'] as const;
