/** Where the company's places are. Each is in one town, wherever a text names it. */
export const firstFactory = { name: '第一工場', town: '静岡県磐田市' };
