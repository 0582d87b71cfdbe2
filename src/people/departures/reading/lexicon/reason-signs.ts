import type { Sign } from '../sign.ts';
import { signsOf } from './lists.ts';
import { names } from './names.ts';
import { reasonTexts } from './reason-texts.ts';

const signs = [...reasonTexts].map(([code, text]) => signsOf(code, text, names));

/** What people write about leaving: the signs that name a reason, and after them those that tell it as a scene. */
export const reasonSigns: readonly Sign[] = [
	...signs.flatMap((reason) => reason.named),
	...signs.flatMap((reason) => reason.scenes)
];
