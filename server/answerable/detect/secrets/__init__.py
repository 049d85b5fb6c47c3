"""Secrets in source text: vendors' token formats, credentials given to a telling name, and detect-secrets behind them.

Three passes, each a pure function of the text: `provider` (formats from tables), `generic` (a name that says "password"
and a literal that could be one) and `second_pass` (detect-secrets). `detector` runs them, lets the most specific answer
win where they overlap, and drops what a pragma, an allowlist or a baseline accepts.
"""
