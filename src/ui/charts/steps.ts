/** A step of a funnel: how many came as far, and what else is to be said, e.g. how long it took. */
export type Step = { key: string; name: string; people: number | undefined; note?: string | undefined };

export type Shares = { ofFirst: number | undefined; ofBefore: number | undefined };

/**
 * The share of each step in the first one and in the one before, between 0 and 1. Undefined where a figure may not be
 * told, or where there is nothing to be a share of. A step that not everyone passes through can be smaller than the next
 * one: there is no share then.
 */
export function sharesOf(steps: readonly Step[]): Shares[] {
	return steps.map((step, at) => ({
		ofFirst: share(step.people, steps[0]?.people),
		ofBefore: at === 0 ? undefined : share(step.people, steps[at - 1]!.people)
	}));
}

function share(people: number | undefined, of: number | undefined): number | undefined {
	return people === undefined || !of || people > of ? undefined : people / of;
}
