-- Groups by rule are offered, not filled: nothing calls this any more.
drop trigger if exists ask_groups_of_members on tenure;
drop function if exists ask_groups_of_members();
