import '#platform/clock/ahead.ts';
import { assumeReader } from '#platform/locale/reader.server.ts';

/** Tests read Japanese at Tokyo's clock unless they say otherwise. */
assumeReader({ locale: 'ja', timeZone: 'Asia/Tokyo' });
process.env.LOG_LEVEL ??= 'silent';
process.env.OKAERI_SECRET ??= 'a secret for tests that is long enough to sign with';
