"""The semgrep room: a team's Semgrep rules, run by the engine's own process on text that need not be saved.

`rules.load_rules` reads rules, `detector.SemgrepDetector` runs them. What stays inside: the engine is only ever a child
process that is given bytes and answers with JSON; nothing here reads a policy, publishes, logs or opens a socket, and
trouble with the engine is a `Skipped` in the report, never an exception.
"""
