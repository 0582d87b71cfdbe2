// Passkeys: a form with data-passkey="make|use|enter" asks the browser for one when its button is pressed, and is sent with
// what the browser answers. At the door ("enter") the browser also offers passkeys at the field of the address.
import {
	browserSupportsWebAuthn,
	browserSupportsWebAuthnAutofill,
	startAuthentication,
	startRegistration,
	WebAuthnError,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';
import * as m from '#locales/messages.ts';

type Way = 'make' | 'use' | 'enter';

/** A passkey belongs to a host's name; an address in figures has none. */
const hasName = !/^[\d.]+$|^\[/.test(location.hostname);

async function optionsAtDoor(): Promise<PublicKeyCredentialRequestOptionsJSON> {
	const answer = await fetch('/sign-in/passkey', { method: 'POST' });
	if (!answer.ok) throw new Error(`The door answered ${answer.status}`);
	return (await answer.json()) as PublicKeyCredentialRequestOptionsJSON;
}

async function answerOf(form: HTMLFormElement, way: Way): Promise<unknown> {
	if (way === 'enter') return startAuthentication({ optionsJSON: await optionsAtDoor() });
	const options: unknown = JSON.parse(form.dataset.options!);
	return way === 'make'
		? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
		: startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

function send(form: HTMLFormElement, answer: unknown): void {
	form.querySelector<HTMLInputElement>('input[name=passkey]')!.value = JSON.stringify(answer);
	form.submit();
}

function wordsFor(error: unknown): string {
	const isKnown =
		error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
	if (isKnown) return m.passkey_there_already();
	const isGivenUp =
		error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
	return isGivenUp ? m.passkey_given_up() : m.passkey_failed();
}

async function press(form: HTMLFormElement, way: Way): Promise<void> {
	const said = form.querySelector<HTMLElement>('[data-passkey-said]')!;
	if (!form.reportValidity()) return;
	said.textContent = m.passkey_waiting();
	try {
		send(form, await answerOf(form, way));
	} catch (error) {
		said.textContent = wordsFor(error);
	}
}

/** Offers passkeys among what the browser fills in. Whoever types, or presses a button, ends the offer. */
async function offer(form: HTMLFormElement): Promise<void> {
	if (!(await browserSupportsWebAuthnAutofill())) return;
	try {
		send(
			form,
			await startAuthentication({ optionsJSON: await optionsAtDoor(), useBrowserAutofill: true })
		);
	} catch (error) {
		if (!(error instanceof Error)) throw error; // an offer that nobody took
	}
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
	const way = form.dataset.passkey as Way;
	const button = form.querySelector<HTMLButtonElement>('button[type=button]')!;
	if (!browserSupportsWebAuthn() || !hasName) {
		document.querySelector<HTMLElement>('[data-passkey-none]')?.removeAttribute('hidden');
		continue;
	}
	form.hidden = false;
	button.addEventListener('click', () => void press(form, way));
	if (way === 'enter') void offer(form);
}
