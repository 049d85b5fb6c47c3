from __future__ import annotations

import pytest

from answerable.detect.pii import network

from .conftest import Finds


@pytest.mark.parametrize(
    "text",
    [
        "from «93.184.216.34», port 80",
        "ip 1.2.3.400, ip «1.2.3.4»",
        "root@«203.0.114.9», scp x deploy@«81.2.69.142»:/srv",
        "«2a00:1450:4001:81b::200e» and «2606:4700:10:0:0:0:6814:155»",
        "«00:1B:44:11:3A:B7», «00-1b-44-11-3a-b7»",
    ],
)
def test_addresses_that_lead_somewhere(finds: Finds, text: str) -> None:
    finds(network.scan, text)


@pytest.mark.parametrize(
    "text",
    [
        "192.168.1.1 10.0.0.1 127.0.0.1 172.16.0.9 169.254.1.1 224.0.0.1 0.0.0.0",
        "version 1.20.3.4, v91.0.44.124, Chrome/91.0.44.124, pkg==1.2.3.40",
        "1.2.3.4.5 and 12:34:56 and fe80::1",
        "from package@1.2.3.4 and package@91.0.4472.124",
        "aa:bb:cc:dd:ee:ff:00:11 ff:ff:ff:ff:ff:ff 01:00:5e:00:00:01",
        "2000:30 and std::vector and 2001::x",
    ],
)
def test_addresses_that_lead_nowhere_and_versions(finds: Finds, text: str) -> None:
    finds(network.scan, text)


def test_documentation_ranges_say_so(finds: Finds) -> None:
    hits = finds(network.scan, "«203.0.113.9» «2001:db8::1» «00:00:5E:00:53:01» «93.184.216.34»")
    assert [hit.sample for hit in hits] == [True, True, True, False]
