"""How a report is signed.

TT 09/2026/TT-BTP Đ7 asks for the specialised certificate of public services on reports and data packages. As long as
no such service is connected, a signature here is what it says it is: the act of a person who has signed in, in a post,
sealed with the hash of the figures. It is no certificate signature and is never shown as one.
"""

from __future__ import annotations

from typing import Any, Protocol

from motcua.agencies.actors import Actor


class Signer(Protocol):
    """What signs the hash of a version; one that asks a certificate service takes the place of `SIGNED_IN`."""

    def sign(self, digest: bytes, actor: Actor) -> dict[str, Any]:
        """The signature as JSON: ``kind``, ``digest`` in hexadecimal, and what the kind needs to be checked.

        Raises:
            Refused: the person cannot sign now.
        """
        ...


class SignedInPerson:
    """The act of a person who has signed in."""

    kind = "authenticated-act"

    def sign(self, digest: bytes, actor: Actor) -> dict[str, Any]:
        """That this person, in this session, signed these figures."""
        return {"kind": self.kind, "digest": digest.hex(), "username": actor.username}


SIGNED_IN: Signer = SignedInPerson()
WORDS = {SignedInPerson.kind: "xác nhận của người đã đăng nhập, chưa phải chữ ký số chuyên dùng công vụ"}
"""What each kind of signature is, for people."""
