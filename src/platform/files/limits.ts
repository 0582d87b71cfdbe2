/** What may be sent: bytes of a picture, of a file and of a form with them, pixels of a picture, pictures in a form. */
export const pictureBytes = 20_000_000;
export const fileBytes = 25_000_000;
export const formWithUploadsBytes = 60_000_000;
export const picturePixels = 80_000_000;
export const picturesAtMost = 8;
