import * as m from '#locales/messages.ts';

export const channels = ['page', 'mail', 'push'] as const;
export type Channel = (typeof channels)[number];

export const channelName: Record<Channel, () => string> = {
	page: m.notify_channel_page,
	mail: m.notify_channel_mail,
	push: m.notify_channel_push
};
