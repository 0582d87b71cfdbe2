-- The policies of the account tables ask for the network of the transaction, as the role that holds accounts.
grant execute on function current_network() to okaeri_auth;
