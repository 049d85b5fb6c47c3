"""What is wrong: one detector a module, each a pure function of a snapshot and the engine it wraps."""
