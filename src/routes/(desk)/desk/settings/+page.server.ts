import { door } from '#access/doors/doors.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { noticeNow } from '#people/consents/notices.server.ts';
import { settingsHistory } from '#people/persons/settings-history.server.ts';

export const load = door('settings.change', async ({ actor, network }) => {
	const [settings, notice, history] = await Promise.all([
		settingsOf(actor),
		noticeNow(network),
		settingsHistory(actor)
	]);
	return {
		missing: {
			sender: settings.senderName === '',
			postal: settings.postalAddress === '',
			contact: settings.contact === '' && settings.replyAddress === '',
			notice: notice.version === 0
		},
		history
	};
});
