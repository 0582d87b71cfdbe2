import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { sendOffAtDesk } from '#people/send-offs/at-desk.server.ts';
import { callOffSendOff, changeSendOff, resumeSendOff } from '#people/send-offs/changing.server.ts';
import { sendPageLink } from '#people/send-offs/leaver.server.ts';
import { changeForm, talkForm } from '#people/send-offs/send-off-form.ts';
import { noteTalk, readTalk } from '#people/send-offs/talk.server.ts';
import { today } from '#platform/clock/today.ts';

const done = z.enum(['saved', 'mailed', 'no-address', 'called-off', 'resumed']);

export const load = door('send_off.run', async ({ event, actor, network }) => {
	const sendOffId = idOf(event.params.sendOff);
	const { searchParams } = event.url;
	const page = await sendOffAtDesk(actor, sendOffId);
	const isOpen = searchParams.has('talk');
	return {
		...page,
		isTalkOpen: isOpen,
		talk: isOpen ? await readTalk(actor, sendOffId) : undefined,
		today: today(network.timeZone),
		done: [...searchParams.keys()].map((key) => done.safeParse(key).data).find(Boolean)
	};
});

const page = (event: { params: { sendOff: string } }) => `/desk/send-offs/${idOf(event.params.sendOff)}`;

export const actions = {
	change: act('send_off.run', changeForm, async ({ event, actor }, wish) => {
		await changeSendOff(actor, idOf(event.params.sendOff), wish);
		redirect(303, `${page(event)}?saved`);
	}),
	talk: act('send_off.run', talkForm, async ({ event, actor }, { reasons, ...wish }) => {
		await noteTalk(actor, idOf(event.params.sendOff), { ...wish, codes: reasons });
		redirect(303, `${page(event)}?saved`);
	}),
	mail: act('send_off.run', z.object({}), async ({ event, actor }) => {
		await sendPageLink(actor, idOf(event.params.sendOff));
		redirect(303, `${page(event)}?mailed`);
	}),
	callOff: act('send_off.run', z.object({}), async ({ event, actor }) => {
		await callOffSendOff(actor, idOf(event.params.sendOff));
		redirect(303, `${page(event)}?called-off`);
	}),
	resume: act('send_off.run', z.object({}), async ({ event, actor }) => {
		await resumeSendOff(actor, idOf(event.params.sendOff));
		redirect(303, `${page(event)}?resumed`);
	})
};
