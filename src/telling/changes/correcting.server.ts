import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { differing, keepCorrection } from '#telling/corrections/corrections.server.ts';
import { checkVoice } from './change.ts';
import { lockChange } from './changes.server.ts';

/** The words of a change that can be corrected once it is out. Whom it concerns stays as it was. */
export type ChangeWords = {
	title: string;
	thenWords: string;
	nowWords: string;
	forWhom: string;
	voiceName: string;
	voiceTitle: string;
	voiceWords: string;
};

/**
 * Corrects the words of a published change. What it said before is kept, and nobody is mailed again. Does nothing where
 * no word differs. Throws NotFound, Stale.
 */
export async function correctChange(
	actor: Actor,
	changeId: string,
	revision: number,
	words: ChangeWords
): Promise<void> {
	authorize(actor, 'change.publish');
	checkVoice(words);
	await inNetwork(actor, async (db) => {
		const before = differing(await lockChange(db, changeId, revision, ['published']), words);
		if (Object.keys(before).length === 0) return;
		await db
			.updateTable('change')
			.set({ ...words, revision: revision + 1 })
			.where('changeId', '=', changeId)
			.execute();
		await keepCorrection(db, actor, { changeId }, before);
		await writeAudit(db, actor, 'change.correct', changeId);
	});
}
