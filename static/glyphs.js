// Does this machine draw Japanese? Where 永 looks like a sign that no font has, the bundled font is brought in.
{
	const here = document.currentScript;
	const draw = (sign) => {
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = 24;
		const pen = canvas.getContext('2d');
		pen.font = '20px system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif';
		pen.fillText(sign, 1, 20);
		return canvas.toDataURL();
	};
	if (draw('永') === draw('\u{10FFFE}') || draw('永') === draw('愛')) {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = here.dataset.fonts;
		document.head.append(link);
	}
}
