"""Words by which a name or a value says that it is no credential."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABOUT = _words("""
    action age alg algo algorithm args arn attr attribute audience backend body builder button callback caption
    change changed char character characters chars charset class cmd column command confirmation count created date
    dec decode default desc description dialog dir directory disabled enabled encode encoder encoding encryption end
    endpoint endswith env error errors event exists expiration expires expiry factory field file filename find form
    format func function generator get handler hash hasher header headers help hint host icon id ids index info
    input issuer join kind label lang language len length lifetime limit link list loader locale location lower
    manager mask match max message messages method mgr min modal mode module msg name names note offset option
    options page param parameter params path pattern placeholder plugin policy pos position prefix prompt provider
    question ref reference regex replace required reset role rotation rule rules scheme scope scopes screen search
    selector service set size source split start startswith state status store strategy strength strip sub suffix
    table template text timeout title tooltip ttl type types upper uri uris url urls usage valid validation
    validator var variable version view
""")
"""After a telling word: the name is about a credential and holds none (``password_label``, ``token_url``)."""

PUBLIC = _words("""
    arrow author by cache cancellation change column commit config csrf dict digest enter foreign forget forgot group
    hash hide hot i18n json label locale lookup map menu message missing msg nav no object option partition primary pub
    public publishable registry reset return routing row settings shortcut show site sort storage test toggle
    translation without xsrf
""")
"""Before ``key`` and the like: a key that opens nothing (``public_key``, ``primary_key``, ``sort_key``)."""

PASSING = _words("""
    cancel cancellation continuation csrf lexer next page public push stop sync xsrf
""")
"""Before ``token``: one that opens nothing (``nextPageToken``, ``PublicKeyToken``)."""

SAMPLES = _words("""
    a abc abcd access an and any anything api apikey asdf auth bad bar basic baz bearer blah blank change changeme
    client correct credential credentials default demo dummy empty encoded encrypted enter example fake field fill foo
    for good guest hash hashed hello here id in incorrect input insert invalid is key keys label login me mock my name
    new none null of old our pass passwd password passwort placeholder plain plaintext private public put pw pwd
    quux qux raw sample secret secrets some something str string test tester testing tests text that the this to
    todo token tokens txt type user username usr val valid value whatever world wrong xxx xyz your
""")
"""A value made of nothing but these stands for a credential in an example."""
