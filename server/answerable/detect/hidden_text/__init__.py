"""The hidden-text room: what a text says that its reader does not see.

Invisible instructions (Unicode tags, variation selectors, zero-width bits), bidi controls that show code in another
order than it runs, invisible and control characters, and names made of look-alike letters. What stays inside: a pure
function of one snapshot, without a cache; what was decoded is only ever shown escaped.

`detector` walks the text and assembles findings; `characters` says which characters count and what they are called,
`context` which of them are wanted where they stand, `places` what kind of text that is, `payload` decodes, `bidi` and
`homoglyph` judge lines and names, `severity` weighs, `cards` holds what each rule teaches. Nothing is
imported here: who only asks whether a text has such characters at all (`characters`) should not wait for the rest.
"""
