"""What must not leave: check a text before it enters a prompt, hand back a version that may be sent, restore an answer.

`check.Guard` is the way in. `recognise` gathers what `detect` finds (secrets, personal data, hidden text) and what is
this room's own: confidential terms, sentences that give orders to a model, packs for one trade, and values that are
encoded or broken over lines. `decision` asks the policy, `redact` puts placeholders in place of values, `restore` takes
them back. No I/O, no clock: keeping a session in a file is the command line's business.

A value is in the text and in a session's map and nowhere else: findings, messages and errors have labels and spans.
"""
