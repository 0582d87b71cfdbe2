// Small pages, each with one fault of a kind, and beside it the same without. The checks find the first only.

const page = (body: string, style = '') => `<!doctype html><html lang="ja"><style>
	body { margin: 0; font: 16px/1.6 sans-serif; } .tag, h2, td, th { overflow-wrap: anywhere; } ${style}
</style><body>${body}</body></html>`;

type Faulty = { kind: string; wrong: string; right: string };

export const faulty: Faulty[] = [
	{
		kind: 'overflow',
		wrong: page('<div style="inline-size: 900px">広すぎる</div>'),
		right: page('<div style="overflow-x: auto"><div style="inline-size: 900px">広い表</div></div>')
	},
	{
		kind: 'spilled',
		wrong: page(
			'<p class="card" style="inline-size: 60px; white-space: nowrap">はみ出すほど長いことば</p>'
		),
		right: page('<p class="card" style="inline-size: 60px">はみ出さないで折り返すことば</p>')
	},
	{
		kind: 'broken',
		wrong: page('<span class="tag" style="display: inline-block; inline-size: 40px">アルムナイ</span>'),
		right: page('<span class="tag" style="display: inline-block; inline-size: 240px">アルムナイ</span>')
	},
	{
		kind: 'broken',
		wrong: page('<p style="inline-size: 40px; overflow-wrap: anywhere">withdrawn</p>'),
		right: page('<p style="inline-size: 60px; overflow-wrap: anywhere">to and fro</p>')
	},
	{
		kind: 'broken',
		wrong: page(
			'<table><tr><th style="inline-size: 2em">2026年11月</th></tr></table>',
			'table { inline-size: 40px; }'
		),
		right: page('<table><tr><th style="white-space: nowrap">2026年11月</th></tr></table>')
	},
	{
		kind: 'glued',
		wrong: page('<p>2026/1/8<span>鮮度 80%</span></p>'),
		right: page('<p>2026/1/8 <span>鮮度 80%</span></p>')
	},
	{
		kind: 'glued',
		wrong: page('<p>Those who would change.As of today.</p>'),
		right: page('<p>Those who would change. As of today. See docs.example.com/Guide.Html</p>')
	},
	{
		kind: 'glued',
		wrong: page('<p>Name<b>Value</b></p>'),
		right: page('<p style="display: flex; gap: 8px">Name<b>Value</b></p>')
	},
	{
		kind: 'empty',
		wrong: page('<p>ひかり製作所に入社（）</p>'),
		right: page('<p>ひかり製作所に入社（営業部）</p>')
	},
	{
		kind: 'wraps',
		wrong: page(
			'<header><nav data-line style="display: flex; flex-wrap: wrap; inline-size: 100px"><a href="/">ホーム</a> <details class="more"><summary>グループ</summary></details></nav></header>'
		),
		right: page(
			'<header><nav data-line style="display: flex; flex-wrap: wrap"><a href="/">ホーム</a> <details class="more"><summary>グループ</summary></details></nav></header>'
		)
	},
	{
		kind: 'twice',
		wrong: page('<p id="a">一</p><p id="a">二</p>'),
		right: page('<p id="a">一</p><p id="b">二</p>')
	},
	{
		kind: 'small',
		wrong: page(
			'<button style="inline-size: 18px; block-size: 18px; padding: 0"></button><button>次</button>',
			'button { display: inline-block; margin: 0; }'
		),
		right: page(
			'<p>文の中の<a href="/">小さなリンク</a>は<a href="/b">よい</a>。</p><label><input type="checkbox">押せる長さのことばがついている</label>'
		)
	},
	{
		kind: 'covered',
		wrong: page(
			'<div style="block-size: 2000px"></div><button>送信</button>',
			'nav { position: fixed; inset: auto 0 0; block-size: 60px; }'
		).replace('</body>', '<nav>下の帯</nav></body>'),
		right: page(
			'<div style="block-size: 2000px"></div><button>送信</button><div style="block-size: 80px"></div>',
			'nav { position: fixed; inset: auto 0 0; block-size: 60px; }'
		).replace('</body>', '<nav>下の帯</nav></body>')
	}
];
