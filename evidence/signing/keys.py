"""With which key does this installation sign, where is it, and by what name do others know it?

An Ed25519 key pair (RFC 8032): the private key in a PEM file (PKCS #8, RFC 8410) that only its owner may read, the public key
in a PEM file beside it (``….pub``), to be published. A key's name is the SHA-256 of its public key (SubjectPublicKeyInfo, DER).
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)

from evidence.errors import EvidenceError

_LARGEST = 1 << 16
_MAKE = "openssl genpkey -algorithm ed25519 -out FILE && chmod 600 FILE"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key; ``der`` is its SubjectPublicKeyInfo."""

    der: bytes

    @property
    def id(self) -> str:
        """Its name: ``sha256:…``."""
        return f"sha256:{hashlib.sha256(self.der).hexdigest()}"

    @property
    def pem(self) -> bytes:
        """The form that is published."""
        return _public(self.der).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Whether the signature is this key's over the data."""
        try:
            _public(self.der).verify(signature, data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key pair; ``path`` is where it was read from."""

    private: Ed25519PrivateKey = field(repr=False)
    path: Path | None = None

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(
            self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )

    @property
    def id(self) -> str:
        """The name of the public key."""
        return self.public.id

    def sign(self, data: bytes) -> bytes:
        """64 bytes; the same for the same data (Ed25519 draws no random numbers)."""
        return self.private.sign(data)


def read_public_key(der: bytes) -> PublicKey:
    """A public key as SubjectPublicKeyInfo in DER.

    Raises:
        ValueError: it is none, or not of Ed25519, or not in the one form that DER has.
    """
    again = _public(der).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if again != der:
        message = "the public key is not DER"
        raise ValueError(message)
    return PublicKey(der)


def load_public_key(path: Path) -> PublicKey:
    """The public key of a PEM file, as ``mingcha key show`` prints it.

    Raises:
        EvidenceError: there is none, or it is of another kind.
    """
    remedy = "name the file of a published key (PEM), or the key itself as sha256:…"
    try:
        with path.open("rb") as file:
            key = load_pem_public_key(file.read(_LARGEST))
    except OSError as error:
        raise EvidenceError(f"{path}: {error.strerror or error}", remedy) from None
    except (ValueError, UnsupportedAlgorithm):
        raise EvidenceError(f"{path}: it holds no public key", remedy) from None
    if not isinstance(key, Ed25519PublicKey):
        raise EvidenceError(f"{path}: it is no Ed25519 key", remedy)
    return PublicKey(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def load_signing_key(path: Path) -> SigningKey:
    """The key pair in a file.

    Raises:
        EvidenceError: it can't be read, others may read it, or it holds no Ed25519 private key.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_LARGEST)
    except OSError as error:
        raise EvidenceError(
            f"the signing key {path} can't be read ({error.strerror})",
            f"give this user the right to read it, name another with MINGCHA_SIGNING_KEY, or make one: {_MAKE}",
        ) from None
    if mode & 0o077:
        raise EvidenceError(
            f"other users may read the signing key {path}",
            f"chmod 600 {path}; if somebody may have copied it, announce a new one: mingcha key change FILE",
        )
    try:
        private = load_pem_private_key(data, password=None)
    except TypeError:
        raise EvidenceError(
            f"the signing key {path} is encrypted", f"decrypt it: openssl pkey -in {path} -out FILE"
        ) from None
    except Exception as error:  # noqa: BLE001  # the library raises of many kinds what is, all of it, no key
        raise EvidenceError(
            f"{path} holds no private key in PEM ({type(error).__name__})",
            f"name another file with MINGCHA_SIGNING_KEY, or make one: {_MAKE}",
        ) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise EvidenceError(
            f"the signing key {path} is not of the kind Ed25519", f"make one that is: {_MAKE}"
        )
    return SigningKey(private, path)


def load_or_create_signing_key(path: Path) -> SigningKey:
    """The key pair in a file, made if there is no such file; its public half stands beside it.

    Raises:
        EvidenceError: it can't be made, read or used.
    """
    if not path.exists():
        try:
            _create(path)
        except OSError as error:
            raise EvidenceError(
                f"no signing key can be made at {path} ({error.strerror})",
                "make the folder, give this user the right to write there, or name another file with MINGCHA_SIGNING_KEY",
            ) from None
    key = load_signing_key(path)
    _publish(key, path)
    return key


def public_path(path: Path) -> Path:
    """Where the public key of a private one stands."""
    return path.with_name(path.name + ".pub")


def _create(path: Path) -> None:
    """Write a new key. Two processes that do so at once end with one key: a file is there whole, or not at all."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{path.name}.{token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _publish(key: SigningKey, path: Path) -> None:
    """Put the public key beside the private one, if it can be: it can be shown at any time."""
    beside = public_path(path)
    if beside.exists():
        return
    draft = beside.with_name(f".{beside.name}.{token_hex(8)}")
    try:
        draft.write_bytes(key.public.pem)
        draft.replace(beside)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _public(der: bytes) -> Ed25519PublicKey:
    try:
        key = load_der_public_key(der)
    except Exception as error:  # noqa: BLE001  # the library raises of many kinds what is, all of it, no key
        message = f"no public key in DER: {error}"
        raise ValueError(message) from None
    if not isinstance(key, Ed25519PublicKey):
        message = "the public key is not of the kind Ed25519"
        raise ValueError(message)  # noqa: TRY004  # of bytes, not of an argument's type
    return key
