from __future__ import annotations

import pytest

from answerable.detect.pii import email

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "Write to «jane.doe+tag@acme.co.uk».",
        "<«jane@acme.com»>, '«o'brien@acme.ie»' and (\"«x_y-z@sub.acme.museum»\")",
        "mailto:«jane@acme.com»?subject=hi",
        "email=«jane@acme.com»&x=1",
        "https://acme.com/?to=%20«jane@acme.com»",
        "«jane@acme.com»,«joe@acme.com»;«ann@acme.com»",
        "Größe: «größe@müller.de»",
        "😀«jane@acme.com»😀",
        "連絡先は«jane@acme.com»へ",
        "a..«b@acme.com»",
        "«jane@acme.com»: she said",
        "«用户@例子.公司» has both parts in Chinese",
        "at the end «jane@acme.com»",
        "my ssh key is lost; mail «jane@acme.com»",
        "ssh access for «jane@acme.com», scp questions to «joe@acme.com»",
    ],
)
def test_addresses_are_found_without_what_is_around_them(finds: Finds, text: str) -> None:
    finds(email.scan, text)


@pytest.mark.parametrize(
    "text",
    [
        "@app.route('/x') and @Component",
        "git@github.com:acme/shop.git",
        "postgres://app:pw@db.acme.com/shop",
        "icon@2x.png, lodash@4.17.21, react@next",
        "y = q@k.transpose(0, 1)",
        "jane@localhost and jane@acme",
        "jane@-acme.com, jane.@acme.com",
        "no at all",
        "ssh ubuntu@ec2-3-8-1-2.eu-west-2.compute.amazonaws.com",
        "$ ssh -i ~/.ssh/key.pem -p 2222 -A ubuntu@host.acme.com uptime",
        "`scp -r a.txt jane@host.acme.com:/srv`, then sftp jane@host.acme.com",
        "rsync -avz -e ssh ./ jane@host.acme.com:data",
    ],
)
def test_what_only_looks_like_one_is_not(finds: Finds, text: str) -> None:
    finds(email.scan, text)


@pytest.mark.parametrize(
    ("address", "sample"),
    [
        ("jane@example.com", True),
        ("jane@mail.example.org", True),
        ("jane@acme.test", True),
        ("jane@acme.invalid", True),
        ("noreply@acme.com", True),
        ("jane@acme.com", False),
        ("jane@notexample.com", False),
    ],
)
def test_what_is_set_aside_for_examples_is_found_and_said_to_be(finds: Finds, address: str, sample: bool) -> None:
    (hit,) = finds(email.scan, f"to «{address}»")
    assert hit.sample is sample
