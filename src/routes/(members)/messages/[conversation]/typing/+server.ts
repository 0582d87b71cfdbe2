import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { tellTyping } from '#gathering/conversations/chatting.server.ts';

/** Someone is writing in this conversation, at this moment. */
export const POST = door('message.write', async ({ event, actor }) => {
	await tellTyping(actor, idOf(event.params.conversation));
	return new Response(null, { status: 204 });
});
