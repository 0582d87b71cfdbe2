import { tokenDoor } from '#outside/api/door.server.ts';

export const GET = tokenDoor;
export const POST = tokenDoor;
export const PUT = tokenDoor;
export const PATCH = tokenDoor;
export const DELETE = tokenDoor;
export const OPTIONS = tokenDoor;
export const fallback = tokenDoor;
