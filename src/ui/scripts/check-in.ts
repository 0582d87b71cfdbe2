// At the door of an event. What is pressed without a connection is kept in this browser and sent when the connection is
// back. If the browser can read codes, the camera reads the passes.
import * as m from '#locales/messages.ts';
import { replaceParts, sendForm } from './parts.ts';

const page = document.querySelector<HTMLElement>('[data-check-in]')!;
const key = `okaeri.check-in.${page.dataset.checkIn}`;
const note = page.querySelector<HTMLElement>('[data-note]')!;
const list = () => page.querySelector('ul.card')!;
const kept = () => new Set(JSON.parse(localStorage.getItem(key) ?? '[]') as string[]);
const keep = (passes: Set<string>) =>
	passes.size > 0 ? localStorage.setItem(key, JSON.stringify([...passes])) : localStorage.removeItem(key);
list().id = 'check-in-list';

function show(): void {
	const waiting = kept();
	for (const pass of waiting) {
		const row = page.querySelector<HTMLElement>(`[data-pass="${CSS.escape(pass)}"]`);
		const button = row?.querySelector('button');
		if (!button || row?.dataset.kept !== undefined) continue;
		row!.dataset.kept = '';
		button.disabled = true;
		button.textContent = m.check_in_kept();
		count(1);
	}
	note.textContent = waiting.size > 0 ? m.check_in_waiting({ count: waiting.size }) : '';
}

function count(more: number): void {
	const came = page.querySelector('[data-came]')!;
	came.textContent = String(Number(came.textContent?.replace(/\D/g, '')) + more);
}

async function send(pass: string): Promise<boolean> {
	const form = Object.assign(document.createElement('form'), { action: '?/in', method: 'post' });
	form.append(Object.assign(document.createElement('input'), { name: 'pass', value: pass }));
	const answer = await sendForm(form).catch(() => undefined); // no connection; it stays kept
	if (!answer) return false;
	if (answer.ok) {
		const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
		next.querySelector('[data-check-in] ul.card')!.id = 'check-in-list';
		replaceParts(next.documentElement.outerHTML, ['check-in-list']);
		page.querySelector('[data-came]')!.textContent = next.querySelector('[data-came]')!.textContent;
	} else location.assign(`?pass=${encodeURIComponent(pass)}`); // refused; the page shows this guest and says why
	return true;
}

async function sendKept(): Promise<void> {
	for (const pass of kept()) {
		if (!(await send(pass))) break;
		const left = kept();
		left.delete(pass);
		keep(left);
	}
	show();
}

function checkIn(pass: string): void {
	keep(kept().add(pass));
	show();
	void sendKept();
}

page.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	const pass = form.querySelector<HTMLInputElement>('input[name=pass]')?.value;
	if (!pass || !form.closest('li')) return;
	event.preventDefault();
	checkIn(pass);
});
window.addEventListener('online', () => void sendKept());
window.setInterval(() => kept().size > 0 && void sendKept(), 5000);
void sendKept();

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
const { BarcodeDetector } = window as unknown as {
	BarcodeDetector?: new (options: { formats: string[] }) => Detector;
};
const camera = page.querySelector<HTMLElement>('[data-camera]')!;
if (BarcodeDetector && navigator.mediaDevices) {
	camera.hidden = false;
	camera
		.querySelector('button')!
		.addEventListener('click', () => void scan(new BarcodeDetector({ formats: ['qr_code'] })));
}

async function scan(detector: Detector): Promise<void> {
	const video = camera.querySelector('video')!;
	const stream = await navigator.mediaDevices
		.getUserMedia({ video: { facingMode: 'environment' } })
		.catch(() => undefined);
	if (!stream) {
		note.textContent = m.check_in_no_camera();
		return;
	}
	video.srcObject = stream;
	video.hidden = false;
	await video.play();
	const seen = new Set<string>();
	window.setInterval(() => void look(), 300);
	const look = async () => {
		for (const { rawValue } of await detector.detect(video)) {
			const pass = /[?&]pass=([0-9a-f-]{36})/.exec(rawValue)?.[1];
			if (!pass || seen.has(pass)) continue;
			seen.add(pass);
			const row = page.querySelector<HTMLElement>(`[data-pass="${pass}"]`);
			note.textContent = row
				? m.check_in_done({ name: row.dataset.name ?? '', guests: 0 })
				: m.check_in_unknown();
			if (row?.querySelector('input[name=pass]')) checkIn(pass);
		}
	};
}
