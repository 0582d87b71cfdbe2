import * as m from '#locales/messages.ts';

type Upload = { uploadId: string; kind: 'picture' | 'file'; name: string };

/** Pictures and files of a form: sent as they are chosen, shown with their progress, described, and taken away again. */
export class Sending {
	readonly #list: HTMLElement | null;
	readonly #say: (words: string, isBad?: boolean) => void;
	#under = 0;
	#wereSent: Promise<boolean>[] = [];

	constructor(form: HTMLFormElement, say: (words: string, isBad?: boolean) => void) {
		this.#say = say;
		this.#list = form.querySelector('[data-uploads]');
		for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file][data-kind]')) {
			input.addEventListener('change', () => {
				for (const file of input.files ?? []) this.#start(file, input.dataset.kind!);
				input.value = ''; // they are on their way already
			});
		}
		form.addEventListener('paste', (event) => {
			const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) =>
				type.startsWith('image/')
			);
			if (files.length === 0 || !this.#list) return;
			event.preventDefault();
			for (const file of files) this.#start(file, 'picture');
		});
		form.addEventListener('dragover', (event) => event.preventDefault());
		form.addEventListener('drop', (event) => {
			if (!event.dataTransfer?.files.length || !this.#list) return;
			event.preventDefault();
			for (const file of event.dataTransfer.files)
				this.#start(file, file.type.startsWith('image/') ? 'picture' : 'file');
		});
	}

	get isBusy(): boolean {
		return this.#under > 0;
	}

	/** Waits for what is still on its way. Gives false where one of these did not arrive; `say` has told which. */
	async allArrive(): Promise<boolean> {
		let areSent = true;
		while (this.isBusy) areSent = (await Promise.all(this.#wereSent)).every(Boolean) && areSent;
		return areSent;
	}

	clear(): void {
		this.#list?.replaceChildren();
	}

	/** What stands in the list, with its descriptions. */
	chosen(): { id: string; name: string; isPicture: boolean; alt: string }[] {
		return [...(this.#list?.querySelectorAll<HTMLInputElement>('input[name=uploads]') ?? [])].map(
			(id) => ({
				id: id.value,
				name: id.dataset.name ?? '',
				isPicture: id.dataset.kind === 'picture',
				alt:
					id.closest('li')!.querySelector<HTMLInputElement>('input[name^=alt-]')?.value.trim() ?? ''
			})
		);
	}

	#start(file: File, kind: string): void {
		if (!this.isBusy) this.#wereSent = [];
		this.#wereSent.push(this.#send(file, kind));
	}

	/** Sends a file. Gives whether it arrived. */
	async #send(file: File, kind: string): Promise<boolean> {
		const row = document.createElement('li');
		const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
		bar.setAttribute('aria-label', m.uploading({ name: file.name }));
		row.append(file.name, bar);
		this.#list?.append(row);
		this.#under++;
		try {
			const upload = await post(file, kind, (share) => (bar.value = share));
			row.replaceChildren(...shown(upload, () => row.remove()));
			return true;
		} catch (problem) {
			row.remove();
			this.#say(`${file.name}: ${(problem as Error).message}`, true);
			return false;
		} finally {
			this.#under--;
		}
	}
}

/** XMLHttpRequest, since fetch does not tell how far an upload has come. */
function post(file: File, kind: string, progress: (share: number) => void): Promise<Upload> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', '/uploads');
		request.responseType = 'json';
		request.upload.addEventListener('progress', (event) => progress(event.loaded / event.total));
		request.addEventListener('load', () => {
			const answer = request.response as (Upload & { problem?: string }) | null;
			if (request.status === 200 && answer) resolve(answer);
			else
				reject(
					new Error(
						answer?.problem ?? (request.status === 413 ? m.too_large_short() : m.not_sent())
					)
				);
		});
		request.addEventListener('error', () => reject(new Error(m.too_large_or_offline())));
		const body = new FormData();
		body.append(kind, file);
		request.send(body);
	});
}

function shown(upload: Upload, remove: () => void): HTMLElement[] {
	const id = Object.assign(document.createElement('input'), {
		type: 'hidden',
		name: 'uploads',
		value: upload.uploadId
	});
	[id.dataset.name, id.dataset.kind] = [upload.name, upload.kind];
	const away = Object.assign(document.createElement('button'), {
		type: 'button',
		className: 'button small plain',
		textContent: m.upload_remove()
	});
	away.setAttribute('aria-label', m.upload_remove_named({ name: upload.name }));
	away.addEventListener('click', remove);
	if (upload.kind === 'file')
		return [id, Object.assign(document.createElement('span'), { textContent: upload.name }), away];
	const alt = Object.assign(document.createElement('input'), {
		name: `alt-${upload.uploadId}`,
		placeholder: m.upload_describe(),
		maxLength: 500
	});
	alt.setAttribute('aria-label', m.upload_describe_named({ name: upload.name }));
	return [
		id,
		Object.assign(document.createElement('img'), {
			src: `/uploads/${upload.uploadId}/thumb`,
			alt: '',
			width: 72,
			height: 72
		}),
		alt,
		away
	];
}
