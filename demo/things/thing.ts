/** What the demo has drawings of. */
export const drawnThings = [
	'lounge',
	'lunchbox',
	'factory',
	'evening',
	'notebook',
	'tree',
	'books',
	'curry',
	'drawing',
	'cafe'
] as const;
export type DrawnThing = (typeof drawnThings)[number];

/** A drawing that is to be made: whose it is, under which id, and what holds it. `alt` says what is to be seen. */
export type Hanging = {
	uploadId: string;
	ownerId: string;
	holder: 'post' | 'event' | 'conversation';
	holderId: string;
	thing: DrawnThing;
};

export const altOf: Record<DrawnThing, string> = {
	lounge: 'ラウンジのソファと観葉植物の絵',
	lunchbox: 'お弁当箱と湯のみの絵',
	factory: 'のこぎり屋根の工場の絵',
	evening: '提灯の並ぶ夜の絵',
	notebook: '開いたノートと鉛筆の絵',
	tree: '桜の木の絵',
	books: '積まれた本の絵',
	curry: 'カレーライスの絵',
	drawing: '図面と三角定規の絵',
	cafe: 'コーヒーカップの絵'
};
