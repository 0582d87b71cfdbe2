// A page that shows work in progress follows it: as long as it says so, it is fetched anew every second and its main part replaced.
{
	const follow = () => document.querySelector('[data-follow]') && setTimeout(look, 1000);
	const look = async () => {
		const answer = await fetch(location.href).catch(() => undefined); // while the connection is gone, the page stays and the next look tries again
		if (answer?.ok) {
			const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
			document.querySelector('main').replaceChildren(...next.querySelector('main').childNodes);
			document.title = next.title;
		}
		follow();
	};
	follow();
}
