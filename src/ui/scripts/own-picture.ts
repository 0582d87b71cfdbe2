// One's own picture: it is sent as soon as it is chosen, and its square is moved with a finger, the mouse, the wheel, or
// with the sliders by keyboard. The sliders hold what is sent.
import { squareOf, zoomAtMost, type Crop } from '#platform/files/crop.ts';

document.addEventListener('change', ({ target }) => {
	const input = target as HTMLInputElement;
	if (input.dataset.ownPicture === undefined || !input.files?.length || !input.checkValidity()) return;
	const send = input.form?.querySelector<HTMLButtonElement>('button[formaction="?/bringPicture"]');
	if (send) input.form!.requestSubmit(send);
});

class Square {
	readonly #frame: HTMLElement;
	readonly #picture: HTMLImageElement;
	readonly #sliders: Record<keyof Crop, HTMLInputElement>;
	readonly #size: { width: number; height: number };
	readonly #fingers = new Map<number, PointerEvent>();

	constructor(part: HTMLElement) {
		const slider = (name: string) => part.querySelector<HTMLInputElement>(`[name=${name}]`)!;
		this.#frame = part.querySelector<HTMLElement>('[data-frame]')!;
		this.#picture = this.#frame.querySelector('img')!;
		this.#sliders = { x: slider('cropX'), y: slider('cropY'), zoom: slider('cropZoom') };
		this.#size = { width: Number(part.dataset.width), height: Number(part.dataset.height) };
		part.addEventListener('input', () => this.#show());
		this.#frame.addEventListener('pointerdown', (event) => this.#touch(event));
		this.#frame.addEventListener('pointermove', (event) => this.#move(event));
		for (const kind of ['pointerup', 'pointercancel'] as const)
			this.#frame.addEventListener(kind, ({ pointerId }) => this.#fingers.delete(pointerId));
		this.#frame.addEventListener('wheel', (event) => {
			event.preventDefault();
			this.#zoomBy(Math.exp(-event.deltaY / 400));
		});
		this.#show();
	}

	get #crop(): Crop {
		const { x, y, zoom } = this.#sliders;
		return { x: x.valueAsNumber, y: y.valueAsNumber, zoom: zoom.valueAsNumber };
	}

	/** How many pixels on the screen one of the picture takes. */
	get #scale(): number {
		return this.#frame.clientWidth / squareOf(this.#size, this.#crop).side;
	}

	#show(): void {
		const { left, top } = squareOf(this.#size, this.#crop);
		const { style } = this.#picture;
		style.objectFit = 'fill';
		style.inlineSize = `${this.#size.width * this.#scale}px`;
		style.blockSize = `${this.#size.height * this.#scale}px`;
		style.transform = `translate(${-left * this.#scale}px, ${-top * this.#scale}px)`;
	}

	#touch(event: PointerEvent): void {
		event.preventDefault();
		this.#frame.setPointerCapture(event.pointerId);
		this.#fingers.set(event.pointerId, event);
	}

	#move(event: PointerEvent): void {
		const before = this.#fingers.get(event.pointerId);
		if (!before) return;
		const other = [...this.#fingers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
		if (other) this.#zoomBy(apart(event, other) / Math.max(1, apart(before, other)));
		else this.#slide(event.clientX - before.clientX, event.clientY - before.clientY);
		this.#fingers.set(event.pointerId, event);
	}

	/** Moves the picture by so many pixels of the screen, as far as it goes. */
	#slide(across: number, down: number): void {
		const { x, y } = this.#crop;
		const { side } = squareOf(this.#size, this.#crop);
		const moved = (at: number, length: number, by: number) =>
			length > side ? String(at - (by / this.#scale / (length - side)) * 100) : String(at);
		this.#set('x', moved(x, this.#size.width, across));
		this.#set('y', moved(y, this.#size.height, down));
		this.#show();
	}

	#zoomBy(factor: number): void {
		this.#set('zoom', String(Math.min(zoomAtMost, Math.max(1, this.#crop.zoom * factor))));
		this.#show();
	}

	#set(name: keyof Crop, value: string): void {
		this.#sliders[name].step = 'any'; // a finger is finer than the steps of the keyboard
		this.#sliders[name].value = value;
	}
}

const apart = (one: PointerEvent, other: PointerEvent) =>
	Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

const begin = () => {
	for (const part of document.querySelectorAll<HTMLElement>('[data-crop]:not([data-ready])')) {
		part.dataset.ready = '';
		new Square(part);
	}
};
document.addEventListener('okaeri:replaced', begin);
begin();
