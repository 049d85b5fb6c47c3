"""What happened: records, the append-only log they stand in, its Merkle tree, checkpoints, review, and verification."""
