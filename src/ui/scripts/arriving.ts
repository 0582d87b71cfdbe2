type Editor = typeof import('./editor.ts');

let editor: Editor | undefined;
let isAsked = false;

/** Fetches the editor. Without a connection the plain field goes on working, and the next call tries again. */
export async function fetchEditor(): Promise<void> {
	if (isAsked) return;
	isAsked = true;
	editor = await import('./editor.ts').catch(() => undefined);
	isAsked = editor !== undefined;
}

/** Fetches the editor once the page has nothing else to do, so that it is here before someone writes. */
export function fetchEditorWhenIdle(): void {
	const fetchIt = () => void fetchEditor();
	// Safari has no requestIdleCallback.
	if ('requestIdleCallback' in window) window.requestIdleCallback(fetchIt, { timeout: 5000 });
	else globalThis.setTimeout(fetchIt, 500);
}

/** The editor, if it has arrived. */
export function arrivedEditor(): Editor | undefined {
	return editor;
}
