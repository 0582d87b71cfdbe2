/** The environment as it was given, before files with secrets are read into it. Imported before anything changes it. */
export const asGiven: Readonly<Record<string, string | undefined>> = { ...process.env };
