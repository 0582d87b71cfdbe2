import { shipAudit } from '#access/audit/shipping/shipping.server.ts';
import { tidyNetwork } from '#access/keeping/tidying.server.ts';
import { closeCollaborations } from '#gathering/collaborations/tasks.server.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { announce, remindAndAsk } from '#gathering/events/tasks.server.ts';
import { tellClosedPolls } from '#gathering/polls/polls.server.ts';
import { offerGroup } from '#gathering/groups/groups.server.ts';
import { tellGuides } from '#gathering/helpers/helpers.server.ts';
import { previewLink } from '#gathering/link-previews/link-previews.server.ts';
import { deliver } from '#gathering/notifications/delivering.server.ts';
import { tellOfMailTrouble } from '#gathering/notifications/mail-trouble.server.ts';
import { makeOwnData } from '#gathering/own-data/making.server.ts';
import { forgetPapers } from '#gathering/papers/answering.server.ts';
import { erasePost } from '#gathering/posts/removing.server.ts';
import { compareClaim, forgetClaims } from '#people/claims/tasks.server.ts';
import { endLeavings } from '#people/leaving/leaving.server.ts';
import { askSecondTellings } from '#people/second-tellings/asking.server.ts';
import { completeSendOffs } from '#people/send-offs/completing.server.ts';
import { eraseDue } from '#people/removing/erasing.server.ts';
import { answerSignInWish } from '#people/persons/signing-in.server.ts';
import { askPulses } from '#people/pulses/asking.server.ts';
import { goOnOrStop } from '#people/invitations/batches.server.ts';
import { remindInvited } from '#people/invitations/reminding.server.ts';
import { sendInvitations } from '#people/invitations/sending.server.ts';
import { countPhrases } from '#people/departures/phrases.server.ts';
import { readWords } from '#people/departures/reading-words.server.ts';
import { takeNightlyFiles } from '#people/hr-imports/nightly/nightly.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { undoHrRows } from '#people/hr-imports/undoing.server.ts';
import { writeHrRows } from '#people/hr-imports/writing.server.ts';
import type { Job, JobName } from '#platform/jobs/jobs.server.ts';
import { lookAfterMails, sendMail } from '#platform/mail/sending.server.ts';
import { readCalendar, readCalendars } from '#returning/casual-talks/hosting/calendars.server.ts';
import { tellWithdrawn } from '#returning/applications/withdrawing.server.ts';
import { tellCalledOff } from '#returning/casual-talks/booking/calling-off.server.ts';
import { remindOfTalks } from '#returning/casual-talks/after/reminding.server.ts';
import { closeOpenings } from '#returning/openings/closing.server.ts';
import { readOpeningFeed } from '#returning/openings/feeds.server.ts';
import { tellWishers } from '#returning/openings/wishes.server.ts';
import { stopWithoutMaker } from '#outside/webhooks/makers.server.ts';
import { tellOfEndpoint } from '#outside/webhooks/switched-off.server.ts';
import { deliverWebhook } from '#platform/webhooks/delivering.server.ts';
import { askRound } from '#returning/outreach/asking-round.server.ts';
import { followUp } from '#returning/outreach/following-up.server.ts';
import { recordDueReturns } from '#returning/rehires/due-returns.server.ts';
import { noteOutcome, noteReturn } from '#returning/referrals/referrals.server.ts';
import { askCheckIns } from '#returning/welcome/check-ins.server.ts';
import { remindOfSteps } from '#returning/welcome/reminding.server.ts';
import { attributeRehire } from '#seeing/attribution/tasks.server.ts';
import { rollUpActive } from '#seeing/cadence/active.server.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { countOverview, countOverviewOnce } from '#seeing/overview/tasks.server.ts';
import { rollUpPaths } from '#seeing/paths/tasks.server.ts';
import { freshenAllRows } from '#people/persons/refreshing.server.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { rollUpReach } from '#seeing/reach/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { recountSegment } from '#seeing/segments/counting.server.ts';
import { peopleOfSegment } from '#seeing/segments/segments.server.ts';
import { mixSurvey } from '#seeing/surveys/mixing.server.ts';
import { askSurvey, goRoundSurveys, remindSurvey } from '#seeing/surveys/sending.server.ts';
import { sendDueChange } from '#telling/changes/publishing.server.ts';
import { sendDueLetter, tellOfLetter } from '#telling/letters/publishing.server.ts';
import { tellOfStory } from '#telling/stories/editions.server.ts';
import { sendDueReport } from '#seeing/report/sending.server.ts';
import { rollUpUnlocks } from '#seeing/unlock-board/tasks.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { matchChange, matchPerson } from '#telling/matches/matching.server.ts';

/**
 * Who does which job. An event of an earlier room finds its later room here. What needs the worker's own pool stands in
 * worker.ts.
 */
export const work: { [N in Exclude<JobName, 'audit.tidy'>]: (job: Job<N>) => Promise<void> } = {
	'mail.send': sendMail,
	'mail.send_at_once': sendMail,
	'sign_in.asked': answerSignInWish,
	'mail.trouble': tellOfMailTrouble,
	'mail.look_after': lookAfterMails,
	'hr_import.read': readHrFile,
	'hr_import.write': writeHrRows,
	'hr_import.undo': undoHrRows,
	'people_list.freshen': freshenAllRows,
	'own_data.make': makeOwnData,
	'erasures.due': eraseDue,
	'keeping.tidy': async (job) => void (await tidyNetwork(job)),
	'hr_imports.look': takeNightlyFiles,
	'invitation_wave.send': sendInvitations,
	'invitation_wave.next': goOnOrStop,
	'invitations.remind': remindInvited,
	'claim.proved': compareClaim,
	'claims.tidy': forgetClaims,
	'leavings.end': endLeavings,
	'person.joined': async (job) => {
		await tellGuides(job);
		await noteOutcome(job, 'joined');
	},
	'notifications.deliver': deliver,
	'link.preview': previewLink,
	'post.erase': erasePost,
	'group.fill': offerGroup,
	'event.announced': announce,
	'reasons.read': readWords,
	'pulse.ask': askPulses,
	'send_offs.complete': completeSendOffs,
	'second_tellings.ask': askSecondTellings,
	'digest.send': (job) => sendDigests(job, tellingsFor),
	'change.due': sendDueChange,
	'change.published': matchChange,
	'letter.due': sendDueLetter,
	'letter.published': (job) => tellOfLetter(job, peopleOfSegment),
	'story.published': tellOfStory,
	'segment.count': recountSegment,
	'survey.opened': askSurvey,
	'survey.remind': remindSurvey,
	'survey.mix': mixSurvey,
	'surveys.round': goRoundSurveys,
	'person.spoke': matchPerson,
	'standing.changed': async (job) => {
		await rollUpQuadrants(job);
		await rollUpUnlocks(job);
		await rollUpCadence(job);
		await countOverviewOnce(job);
		await publishFigures(job);
	},
	'overview.count': countOverview,
	'report.send': sendDueReport,
	'tellings.count': async (job) => {
		await rollUpReach(job);
		await rollUpActive(job);
		await rollUpPaths(job);
		await countPhrases(job);
	},
	'outreach.follow_up': followUp,
	'outreach_round.ask': askRound,
	'rehire.recorded': async (job) => {
		await attributeRehire(job);
		await noteReturn(job);
	},
	'calendar.read': readCalendar,
	'opening.opened': tellWishers,
	'opening_feed.read': readOpeningFeed,
	'webhook.deliver': async (job) => {
		await stopWithoutMaker(job);
		await deliverWebhook(job);
	},
	'webhook.switched_off': tellOfEndpoint,
	'papers.tidy': forgetPapers,
	'collaborations.close': closeCollaborations,
	'openings.close': closeOpenings,
	'returns.due': recordDueReturns,
	'check_ins.ask': async (job) => {
		await remindOfSteps(job);
		await askCheckIns(job);
	},
	'events.remind': remindAndAsk,
	'polls.close': tellClosedPolls,
	'talk.called_off': tellCalledOff,
	'application.withdrawn': tellWithdrawn,
	'talks.remind': remindOfTalks,
	'calendars.read': readCalendars,
	'audit.ship': (job) => shipAudit(job)
};
