/** What may be sent: bytes of one picture or file, of one form with them, signs on a picture's side and all in all. */
export const pictureBytes = 20_000_000;
export const fileBytes = 25_000_000;
export const formWithUploadsBytes = 60_000_000;
export const picturePixels = 80_000_000;
export const picturesAtMost = 8;
