// What is on its way is not sent again: an impatient second press would only meet what the first has done already.
const longest = 3000; // milliseconds: a file that was asked for leaves the page standing, and may be asked for again

let sent = new WeakMap<HTMLElement, number>();

// The window hears of it last, and knows whether a script of the page sends the form in its own way.
window.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	if (event.defaultPrevented || form.method !== 'post') return;
	const pressed = event.submitter ?? form;
	if (event.timeStamp - (sent.get(pressed) ?? -longest) < longest) event.preventDefault();
	else sent.set(pressed, event.timeStamp);
});

// Who comes back to the page may send it anew.
window.addEventListener('pageshow', () => (sent = new WeakMap()));
