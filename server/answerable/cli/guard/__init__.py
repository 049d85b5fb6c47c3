"""`answerable guard`: one file a subcommand. Nothing heavier than click is imported before one of them runs."""
