export async function loadDemoInto(_url: string): Promise<boolean> { return false; }
