// The number on the icon of the installed network: as much as the page says is waiting. It goes as that is read. A push sets
// it, too (static/page-worker.js).
function show(): void {
	const waiting = document.getElementById('waiting')?.dataset.badge;
	if (waiting === undefined || !('setAppBadge' in navigator)) return;
	const count = Number(waiting);
	// A browser that does not let a page have a badge, as where the network is not installed, says no. That is all right.
	void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
}

document.addEventListener('okaeri:replaced', show);
document.addEventListener('submit', ({ target }) => {
	if ((target as HTMLFormElement).getAttribute('action') === '/sign-out' && 'clearAppBadge' in navigator)
		void navigator.clearAppBadge().catch(() => undefined);
});
show();
