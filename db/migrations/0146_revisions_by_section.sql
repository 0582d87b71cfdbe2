-- Each section of the settings counts its own saves, so that two people who change different ones do not stand in each
-- other's way. A section that was never saved since is at 0.
alter table network add section_revisions jsonb not null default '{}';
