/** For how many hours something that was ended with one tap can be put back, as a post that was taken away. */
export const undoHours = 24;

/** For how many seconds nobody else is told of it, so that what is undone at once was never said. */
export const holdSeconds = 600;

/** Until when something that was ended then can be put back. */
export const undoneUntil = (endedAt: Date): Date => new Date(endedAt.getTime() + undoHours * 3_600_000);
