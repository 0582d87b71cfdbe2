// What once stood on the first page of one's own has pages of its own: a link to its old place is led on.
const place = document.querySelector<HTMLElement>(`[data-now][id="${CSS.escape(location.hash.slice(1))}"]`);
if (place) location.replace(`${place.dataset.now}#${place.id}`);
