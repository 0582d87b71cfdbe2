import { z } from 'zod';
import { localField } from '#access/doors/form.ts';

/** What is published waits at least this long, so that whoever pressed can still stop it. */
export const holdMinutes = 10;
/** Nothing is scheduled further ahead than this. */
export const daysAheadAtMost = 180;

/** A day and hour by the network's clock at which something is to go out. Empty: as soon as the hold is over. */
export const wishedFor = z
	.union([z.literal(''), localField], 'not_a_day')
	.default('')
	.transform((local) => local || null);
