"""Which network addresses may be connected to. A portal's name must not lead into somebody's own network."""

import ipaddress
import socket

AddressInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]

# Forms of IPv6 that carry an IPv4 address within: what they lead to cannot be told from outside.
_CARRIERS = tuple(
    ipaddress.IPv6Network(network)
    for network in ("::ffff:0:0/96", "::/96", "2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")
)


class RefusedAddressError(OSError):
    """A connection to this address is not allowed."""


def refusal(address: str) -> str | None:
    """Why an address is not to be connected to, in words; None for a public one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.is_loopback:
        return "a loopback address"
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in carrier for carrier in _CARRIERS):
        return "an IPv4 address inside an IPv6 one"
    if ip.is_multicast or ip.is_unspecified or not ip.is_global:
        return "no public address"
    return None


def guarded_socket(info: AddressInfo) -> socket.socket:
    """A socket for one resolved address. Raises RefusedAddressError when it is not public."""
    address = str(info[4][0])
    reason = refusal(address)
    if reason:
        raise RefusedAddressError(f"{address} is {reason}")
    return open_socket(info)


def open_socket(info: AddressInfo) -> socket.socket:
    """A socket for one resolved address, whatever it is: for portals that allow private addresses."""
    return socket.socket(family=info[0], type=info[1], proto=info[2])
