/** Whom a portrait shows. `age` is in years. */
export type Sitter = { seed: number; isWoman: boolean; age: number };

/** The parts of a head that others are drawn around: its left and right edge, and the colours of skin and hair. */
export type Head = {
	left: number;
	right: number;
	jaw: number;
	skin: string;
	shade: string;
	hair: string;
	isWoman: boolean;
	age: number;
};
