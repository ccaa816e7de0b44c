"""Which addresses may be connected to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.address_guard import AddressGuard, AddressRefused, literal_address

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "ff02::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_inner_addresses_are_refused(address: str) -> None:
    assert not AddressGuard().permits(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "116.52.6.1", "2400:3200::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_not(address: str) -> None:
    assert AddressGuard().permits(address)


def test_a_network_can_be_allowed() -> None:
    guard = AddressGuard(["127.17.0.0/16"])
    assert guard.permits("127.17.3.4")
    assert not guard.permits("127.18.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1./",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http:///nohost",
        "javascript:alert(1)",
        "http://[::1",
        "http://127.0.0.1:99999/",
    ],
)
def test_no_way_of_writing_an_inner_address_passes(url: str) -> None:
    with pytest.raises(AddressRefused):
        AddressGuard().check_url(url)


def test_a_name_passes_here_and_is_checked_where_it_is_connected() -> None:
    guard = AddressGuard()
    guard.check_url("http://www.example.gov.cn/a?b=c")
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.5"):
        guard.check_connection("www.example.gov.cn", "10.0.0.5")


@given(st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="10.0.0.0/8"))
def test_every_form_of_an_inner_address_is_known_for_what_it_is(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    for form in (str(address), str(number), hex(number)):
        found = literal_address(form)
        assert found is not None
        assert not AddressGuard().permits(found)
