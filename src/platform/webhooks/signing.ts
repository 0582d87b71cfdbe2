import { Webhook } from 'standardwebhooks';

type Signed = { secret: string; messageId: string; sentAt: Date; body: string };

/**
 * The headers that sign a message by the Standard Webhooks specification (https://www.standardwebhooks.com): its id,
 * the second in which it is sent, and a signature over both and the body. `secret` begins with `whsec_`.
 */
export function signatureOf({ secret, messageId, sentAt, body }: Signed): Record<string, string> {
	return {
		'webhook-id': messageId,
		'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
		'webhook-signature': new Webhook(secret).sign(messageId, sentAt, body)
	};
}
