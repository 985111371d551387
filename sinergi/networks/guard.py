"""The way out: one HTTP client for all connectors, that cannot be talked into private addresses.

An account's server is typed by a person. Every name is resolved here, every address checked, and
the connection goes to the address that was checked, so a name cannot change its mind in between.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from sinergi import __version__
from sinergi.lib import unpacking
from sinergi.lib.patience import LONGEST, Options, PatientBackend, PatientTransport

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: A citizen waits for nobody: connect fast, but give a slow network time to answer a write.
TIMEOUT = httpx.Timeout(connect=10, read=45, write=45, pool=5)


#: IPv6 addresses whose last 32 bits are an IPv4 address that is reached through them: mapped,
#: translated (RFC 6052, RFC 2765), and as it was spelled first.
CARRIERS = tuple(
    map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96", "::ffff:0:0:0/96", "::/96"))
)

#: Private, whatever this version of Python knows of them: translation within a site, what IETF
#: keeps for protocols (clouds tell secrets there), and sites of old.
CLOSED = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "192.0.0.0/24", "fec0::/10")))


#: So many addresses of one name are tried, each for ten seconds: a name may have thousands.
TRIED = 8


def allowed(address: str, exceptions: Sequence[Network]) -> bool:
    """True when a connector may contact this IP address."""
    ip = _reached(ipaddress.ip_address(address))
    public = ip.is_global and not ip.is_multicast and not any(ip in closed for closed in CLOSED)
    return public or any(ip in network for network in exceptions)


def _reached(ip: Address) -> Address:
    """Return the address at which somebody answers in the end."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.sixtofour is not None:
        return ip.sixtofour
    if int(ip) > 1 and any(ip in carrier for carrier in CARRIERS):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


class GuardedBackend(PatientBackend):
    """Opens sockets only to addresses that ``allowed`` lets through; answers begin in time."""

    def __init__(self, exceptions: Sequence[Network], longest: float = LONGEST) -> None:
        super().__init__(longest)
        self.exceptions = exceptions

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port)
        problem: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:TRIED]:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                problem = e
        raise problem

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as e:
            raise httpcore.ConnectError(f"{host} cannot be found") from e
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not all(allowed(address.split("%")[0], self.exceptions) for address in addresses):
            raise httpcore.ConnectError(f"{host} is a private address")
        return addresses


class WayOut(PatientTransport):
    """Has answers unpacked a little at a time, and goes to no private address that stands in a URL
    itself: where a proxy resolves names, nobody else looks."""

    def __init__(
        self, backend: httpcore.NetworkBackend, exceptions: Sequence[Network], proxy: str = ""
    ) -> None:
        super().__init__(backend, proxy, trust_env=bool(proxy))
        self._exceptions = exceptions

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if not all(allowed(address, self._exceptions) for address in _spelled(host)):
            raise httpx.ConnectError(f"{host} is a private address", request=request)
        request.headers["Accept-Encoding"] = unpacking.ASKED  # whichever client it comes from
        return unpacking.unpacked(super().handle_request(request))


def _spelled(host: str) -> list[str]:
    """Return the addresses that a host is without being looked up."""
    host = host.partition("%")[0]
    if host.casefold().rstrip(".").rpartition(".")[2] == "localhost":
        return ["127.0.0.1"]
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def client(
    private_hosts: Sequence[str] = (),
    proxy: str = "",
    mounts: Mapping[str, httpx.BaseTransport] | None = None,
) -> httpx.Client:
    """Return the client connectors work with. No cookies, no redirects, no retries.

    ``mounts`` names what is reached without the network: the practice network of this process.
    """
    exceptions = [ipaddress.ip_network(host, strict=False) for host in private_hosts]
    return httpx.Client(
        transport=_way_out(exceptions, proxy),
        mounts=mounts,
        timeout=TIMEOUT,
        follow_redirects=False,
        trust_env=False,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        headers={
            "User-Agent": f"Sinergi/{__version__}",
            "Connection": "close",
        },
    )


def _way_out(exceptions: Sequence[Network], proxy: str) -> httpx.BaseTransport:
    """Return what opens connections. A proxy resolves names itself, and may have certificates of
    its own (SSL_CERT_FILE)."""
    backend = PatientBackend() if proxy else GuardedBackend(exceptions)
    return WayOut(backend, exceptions, proxy)
