import { scimDoor } from '#outside/scim/door.server.ts';

export const GET = scimDoor;
export const POST = scimDoor;
export const PUT = scimDoor;
export const PATCH = scimDoor;
export const DELETE = scimDoor;
export const fallback = scimDoor;
