"""The software bill of materials: everything that the run lock installs, as CycloneDX in JSON.

It is the same on every machine: dated by the release, numbered by what is in it.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from assistant import __version__
from tools.release_day import release_day
from tools.supply.licences import licence_of, policy
from tools.supply.locks import FOLDER, lock
from tools.supply.needed import Need, declared, directly, need_of, needs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.supply.locks import Pin

FILE = FOLDER / "malar.cdx.json"
SCOPES = {
    Need.PROGRAM: ComponentScope.REQUIRED,
    Need.EXTRA: ComponentScope.OPTIONAL,
    Need.BUILDING: ComponentScope.EXCLUDED,
}


def bill_of_materials() -> str:
    """The whole bill."""
    pins = lock("run")
    program = Component(
        name="malar",
        version=__version__,
        type=ComponentType.APPLICATION,
        purl=PackageURL("pypi", None, "malar", __version__),
        bom_ref=f"malar=={__version__}",
        licenses=[LicenseExpression("MIT", acknowledgement=LicenseAcknowledgement.DECLARED)],
    )
    components = {pin.key: _component(pin) for pin in pins}
    bill = Bom(serial_number=_number(pins), components=components.values())
    bill.metadata.component = program
    bill.metadata.timestamp = release_day()
    asked = directly((*declared()["dependencies"], *declared()["extras"]))
    bill.register_dependency(program, _named(asked, pins, components))
    for pin in pins:
        extras = ("", *_extras_asked_for(pin, pins))
        bill.register_dependency(components[pin.key], _named(needs(pin, extras), pins, components))
    written = make_outputter(bill, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    return json.dumps(json.loads(written), indent=1, ensure_ascii=False) + "\n"


def _component(pin: Pin) -> Component:
    review = policy().reviewed.get(pin.name)
    declares = review is None or review["licence"] != licence_of(pin)
    acknowledgement = LicenseAcknowledgement.DECLARED if declares else LicenseAcknowledgement.CONCLUDED
    purl = PackageURL("pypi", None, pin.name, pin.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        comment="the files of this version that may be installed, by their hashes",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
    )
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=pin.key,
        scope=SCOPES[need_of(pin)],
        licenses=[LicenseExpression(licence_of(pin), acknowledgement=acknowledgement)],
        external_references=[files],
        properties=[Property(name="malar:environment", value=pin.marker)] if pin.marker else [],
    )


def _number(pins: Iterable[Pin]) -> uuid.UUID:
    """Made from what is in the bill, so that the same bill has the same number."""
    content = "\n".join(
        (__version__, *(f"{pin.key} {licence_of(pin)} {' '.join(pin.hashes)}" for pin in pins))
    )
    return uuid.uuid5(uuid.NAMESPACE_URL, content)


def _named(asked: set[str], pins: Iterable[Pin], components: dict[str, Component]) -> list[Component]:
    return [components[pin.key] for pin in pins if pin.name in asked]


def _extras_asked_for(pin: Pin, pins: Iterable[Pin]) -> list[str]:
    """Those of its extras that malar or another package asks for."""
    asked = directly((*declared()["dependencies"], *declared()["extras"]))
    asked = asked.union(*(needs(each) for each in pins))
    return sorted(name.partition("[")[2].rstrip("]") for name in asked if name.startswith(f"{pin.name}["))
