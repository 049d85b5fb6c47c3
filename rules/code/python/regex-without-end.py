import re


def is_address(text):
    # ruleid: python.regex-without-end
    return bool(re.match(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", text))


def validate_name(text):
    # ruleid: python.regex-without-end
    if not re.match("^[a-z0-9]+", text):
        raise ValueError(text)


def run(text):
    # ruleid: python.regex-without-end
    if not re.match(r"^https?://example[.]com", text):
        raise ValueError(text)


def is_name(text):
    # ok: python.regex-without-end
    return bool(re.fullmatch("[a-z0-9]+", text))


def is_word(text):
    # ok: python.regex-without-end
    return bool(re.match(r"^[a-z0-9]+$", text))


def tokens(text):
    # ok: python.regex-without-end
    return re.match(r"\d{1,3} [a-z]+", text)


def is_comment(text):
    # ok: python.regex-without-end
    return re.match(r"#", text)
