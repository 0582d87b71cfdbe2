import * as m from '#locales/messages.ts';

/** Where the place of an event is looked up when somebody taps it. */
export const mapKinds = ['openstreetmap', 'google', 'device', 'none'] as const;
export type MapKind = (typeof mapKinds)[number];
export const mapName: Record<MapKind, () => string> = {
	openstreetmap: m.map_openstreetmap,
	google: m.map_google,
	device: m.map_device,
	none: m.map_none
};

const addresses: Record<MapKind, (place: string) => string | undefined> = {
	openstreetmap: (place) => `https://www.openstreetmap.org/search?query=${place}`,
	google: (place) => `https://www.google.com/maps/search/?api=1&query=${place}`,
	device: (place) => `geo:0,0?q=${place}`,
	none: () => undefined
};

/** The link that looks a place up on a map; nothing is asked there before it is tapped. Undefined where there is none. */
export function mapOf(kind: string, place: string): string | undefined {
	return place ? addresses[kind as MapKind]?.(encodeURIComponent(place)) : undefined;
}
