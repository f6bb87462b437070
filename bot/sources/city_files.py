"""Reads the editors' folder `data/city` but for the pickup calendars, and reports all faults at once."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.city.checkup import Checkup, CheckupGuide
from bot.city.city import CityData
from bot.city.district import District
from bot.city.notice import Notice
from bot.city.offer import Offer
from bot.city.offer_words import OfferVocabulary
from bot.city.pickup_calendar import PickupCalendar
from bot.city.place import Place
from bot.city.stream import Stream, StreamInfo
from bot.city.street import Street
from bot.city.vaccination import Vaccination, VaccinationGuide
from bot.sources import (
    checkup_file,
    district_file,
    notice_file,
    offer_file,
    offer_words_file,
    place_file,
    source_file,
    stream_file,
    street_file,
    supplier_file,
    vaccination_file,
    waste_files,
)
from bot.sources.faults import Faults
from bot.sources.waste_files import WasteData

FILES = (
    source_file.FILE,
    stream_file.FILE,
    district_file.FILE,
    street_file.FILE,
    place_file.FILE,
    notice_file.FILE,
    supplier_file.FILE,
    offer_file.FILE,
    offer_words_file.FILE,
    checkup_file.FILE,
    vaccination_file.FILE,
)
# What looks like data; a file with another name for it would be left out without anybody noticing.
_DATA_SUFFIXES = (".yml", ".yaml", ".csv")


@dataclass(frozen=True)
class CityParts:
    """What the core needs of the city's data but the pickup calendars."""

    streams: dict[Stream, StreamInfo]
    waste: WasteData
    districts: tuple[District, ...]
    streets: tuple[Street, ...]
    places: tuple[Place, ...]
    notices: tuple[Notice, ...]
    offers: tuple[Offer, ...]
    offer_words: OfferVocabulary
    checkups: tuple[Checkup, ...]
    vaccinations: tuple[Vaccination, ...]

    def with_pickups(self, pickups: PickupCalendar) -> CityData:
        """Join these parts and the calendars to what the core works on."""
        return CityData(
            streams=self.streams,
            items=self.waste.items,
            choices=self.waste.choices,
            materials=self.waste.materials,
            streets=self.streets,
            districts=self.districts,
            pickups=pickups,
            places=self.places,
            notices=self.notices,
            offers=self.offers,
            offer_words=self.offer_words,
            checkups=CheckupGuide(self.checkups),
            vaccinations=VaccinationGuide(self.vaccinations),
        )


def read_city(data_dir: Path, areas: Collection[str] | None = None, kept_in: Path | None = None) -> CityParts:
    """Read and check every file of the folder.

    Args:
        kept_in: a folder that keeps what large files hold, so that they are not read again unchanged.
        areas: the pickup areas that have a calendar; streets in other areas are faults. None = not checked.

    Raises:
        CityDataFaulty: with the faults of all files.
    """
    faults = Faults()
    if not data_dir.is_dir():
        faults.add(data_dir.name, None, "folder_missing")
        faults.raise_if_any()
    _check_file_names(data_dir, faults)
    parts = _read(data_dir, areas, kept_in, faults)
    faults.raise_if_any()
    return parts


def _read(data_dir: Path, areas: Collection[str] | None, kept_in: Path | None, faults: Faults) -> CityParts:
    sources = source_file.read_sources(data_dir, faults)
    districts = district_file.read_districts(data_dir, faults)
    streets = street_file.read_streets(data_dir, districts, areas, faults)
    offer_words = offer_words_file.read_offer_words(data_dir, faults)
    return CityParts(
        streams=stream_file.read_streams(data_dir, sources, faults),
        waste=waste_files.read_waste(data_dir, sources, faults, kept_in),
        districts=districts.districts,
        streets=streets,
        places=place_file.read_places(data_dir, sources, districts, faults),
        notices=notice_file.read_notices(data_dir, sources, districts, streets, faults),
        offers=offer_file.read_offers(data_dir, sources, districts, offer_words, faults),
        offer_words=offer_words,
        checkups=checkup_file.read_checkups(data_dir, sources, faults),
        vaccinations=vaccination_file.read_vaccinations(data_dir, sources, faults),
    )


def _check_file_names(data_dir: Path, faults: Faults) -> None:
    for path in sorted(data_dir.iterdir()):
        if path.suffix.lower() in _DATA_SUFFIXES and path.name not in FILES:
            faults.add(path.name, None, "file_unknown")
    for path in sorted((data_dir / waste_files.FOLDER).glob("*")):
        if path.suffix.lower() in _DATA_SUFFIXES and path.suffix != ".yml":
            faults.add(f"{waste_files.FOLDER}/{path.name}", None, "file_unknown")
