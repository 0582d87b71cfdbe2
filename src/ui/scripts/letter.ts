// What writing a letter gains with JavaScript: whoever is chosen to sign it brings their title, unless another was typed.
const row = document.querySelector<HTMLElement>('[data-titles]');
const signer = row?.querySelector('select');
const title = row?.querySelector('input');
if (row && signer && title) follow(JSON.parse(row.dataset.titles!) as Record<string, string>, signer, title);

function follow(titles: Record<string, string>, from: HTMLSelectElement, to: HTMLInputElement): void {
	const take = () => {
		const isTyped = to.value !== '' && !Object.values(titles).includes(to.value);
		if (!isTyped) to.value = titles[from.value] ?? '';
	};
	from.addEventListener('change', take);
	if (to.value === '') take();
}
