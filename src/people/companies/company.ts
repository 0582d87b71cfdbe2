export type Company = {
	companyId: string;
	parentId: string | null;
	nameJa: string;
	nameEn: string;
	closedOn: string | null;
	revision: number;
};

/** The companies in the order of the group: each is followed by those below it. `depth` is 0 for those at the head. */
export function asGroup<C extends Company>(companies: readonly C[]): (C & { depth: number })[] {
	const below = Map.groupBy(companies, (company) => company.parentId);
	const from = (parentId: string | null, depth: number): (C & { depth: number })[] =>
		(below.get(parentId) ?? []).flatMap((company) => [
			{ ...company, depth },
			...from(company.companyId, depth + 1)
		]);
	return from(null, 0);
}

/** A company and every one below it. */
export function withBelow(companies: readonly Company[], companyId: string): Set<string> {
	const found = new Set([companyId]);
	for (const { companyId: id } of asGroup(companies)) {
		const parentId = companies.find((company) => company.companyId === id)?.parentId;
		if (parentId && found.has(parentId)) found.add(id);
	}
	return found;
}

/**
 * Why a company cannot be placed below another; undefined where it can. `no_company`: there is none. `below_itself`: the
 * other is the company itself or below it.
 */
export function whyNotBelow(
	companies: readonly Company[],
	companyId: string,
	parentId: string | null
): 'no_company' | 'below_itself' | undefined {
	if (parentId === null) return undefined;
	if (!companies.some((company) => company.companyId === parentId)) return 'no_company';
	return withBelow(companies, companyId).has(parentId) ? 'below_itself' : undefined;
}

/** Why a company cannot be closed; undefined where it can. One at least stays open, and nothing open stands below a closed one. */
export function whyNotClose(
	companies: readonly Company[],
	companyId: string,
	openings: number
): 'last_company' | 'open_below' | 'has_openings' | undefined {
	const open = companies.filter((company) => company.closedOn === null);
	if (open.every((company) => company.companyId === companyId)) return 'last_company';
	if (open.some((company) => company.parentId === companyId)) return 'open_below';
	return openings > 0 ? 'has_openings' : undefined;
}
