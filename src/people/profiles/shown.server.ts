import { sql } from 'kysely';

/** SQL: someone with the profile `f` shows everyone, and so the company too, where they work now and their headline. */
export const presentIsShown = sql<boolean>`coalesce(f.present_for, 'everyone') = 'everyone'`;

/** SQL: someone with the profile `f` shows everyone their time here. */
export const careerIsShown = sql<boolean>`coalesce(f.career_for, 'everyone') = 'everyone'`;
