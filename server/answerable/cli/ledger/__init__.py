"""`answerable ledger`: one file a subcommand."""
